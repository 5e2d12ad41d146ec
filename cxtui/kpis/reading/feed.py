"""Floors from a store: one short read transaction a picture."""

import json
from collections.abc import Callable
from pathlib import Path

from cxtui.clock import now
from cxtui.kpis.feed import FloorUnavailable
from cxtui.kpis.floor import Floor, Freshness, TicketView
from cxtui.kpis.reading import agents, escalations, headlines, responses, ticket, volume
from cxtui.kpis.reading.moment import Moment, Scope
from cxtui.settings import StoreSettings, defaults, from_json
from cxtui.store.read import Reader, StoreTrouble, Transaction


class StoreFeed:
    """Reads Floors from the store at ``path`` as of now, or always as of ``at`` (UTC epoch seconds).

    ``clock`` gives the present in the floor's own time.
    One thread uses it. Every method raises FloorUnavailable and may be called again; a store that was
    replaced, moved back or unlocked is opened anew by itself.
    """

    def __init__(
        self,
        path: Path,
        at: int | None = None,
        clock: Callable[[], int] = now,
        keep_board_s: float = agents.BOARD_AGE_S,
    ) -> None:
        self._reader = Reader(path)
        self._at = at
        self._clock = clock
        self._agents = agents.AgentsReader(keep_board_s)
        self._settings: tuple[str, StoreSettings] | None = None

    def changed(self) -> bool:
        """Say whether the store changed since the last ``read``."""
        try:
            return self._reader.changed()
        except StoreTrouble as error:
            raise FloorUnavailable(error.trouble, str(error)) from error

    def read(self) -> Floor:
        """Return the floor as of now, or of the instant the feed was opened with."""
        try:
            with self._reader.transaction() as tx:
                return self._floor(tx)
        except StoreTrouble as error:
            self._agents.forget()
            raise FloorUnavailable(error.trouble, str(error)) from error

    def ticket(self, source: str, ticket_id: str) -> TicketView | None:
        """Return one ticket with its timeline, or None if the store does not hold it."""
        try:
            with self._reader.transaction() as tx:
                return ticket.read(tx, source, ticket_id, self._clock() if self._at is None else self._at)
        except StoreTrouble as error:
            raise FloorUnavailable(error.trouble, str(error)) from error

    def close(self) -> None:
        """Give the file back."""
        self._reader.close()

    def _floor(self, tx: Transaction) -> Floor:
        settings = self._read_settings(tx)
        sources = tx.rows("sources")
        newest = max((event for _, _, event in sources if event is not None), default=None)
        moment = Moment.of(self._clock() if self._at is None else self._at, settings.zone, newest)
        covered = frozenset(what for (what,) in tx.rows("coverage"))
        scope = Scope(settings, covered)
        waiting = responses.read(tx, moment, scope)
        queue = volume.read(tx, moment, scope)
        escalated = escalations.read(tx, moment, scope)
        return Floor(
            as_of=moment.at,
            zone=settings.zone,
            live=self._at is None,
            metrics=headlines.read(tx, moment, scope, queue, waiting, escalated),
            volume=queue,
            responses=waiting,
            leaderboard=self._agents.read(tx, moment, scope),
            escalations=escalated,
            sources=tuple(
                Freshness(name, committed, event, settings.allowance(name)) for name, committed, event in sources
            ),
            calendars=responses.calendars(tx, waiting, moment),
            doubts=tx.value("doubts"),
            tickets=tx.value("tickets") or 0,
        )

    def _read_settings(self, tx: Transaction) -> StoreSettings:
        text = tx.value("setting", key="settings")
        if text is None:
            return defaults()
        if self._settings is None or self._settings[0] != text:
            self._settings = (text, from_json(json.loads(text) if text.startswith('"') else text))
        return self._settings[1]
