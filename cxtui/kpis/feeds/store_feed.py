"""Floors from a store: one short read transaction a picture."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING

from cxtui.clock import now
from cxtui.errors import StoreTrouble, UsageError
from cxtui.health import FeedHealth, read_all
from cxtui.kpis.feed import QueryCancelled
from cxtui.kpis.feeds.data_end import DataEnd, newest_event
from cxtui.kpis.feeds.loading import loaded
from cxtui.kpis.floor import Floor, Freshness
from cxtui.kpis.query import WHOLE, Query, View
from cxtui.kpis.question.moment import AHEAD_S, Moment, Scope
from cxtui.kpis.question.spans import CoveredSpan
from cxtui.kpis.reading import headlines, volume
from cxtui.kpis.reading.agents import AgentsReader
from cxtui.kpis.reading.day import DayTotals
from cxtui.kpis.reading.day import read as read_day
from cxtui.kpis.reading.escalations import EscalationsReader
from cxtui.kpis.reading.kept import Kept
from cxtui.kpis.reading.levels import Levels, LevelsReader
from cxtui.kpis.reading.responses import ResponsesReader
from cxtui.kpis.reading.volume import WeekAgo
from cxtui.kpis.reading.waits import WaitsReader
from cxtui.language import lazy
from cxtui.settings import StoreSettings, defaults, from_json
from cxtui.store import kept
from cxtui.store.read import Reader, Transaction

if TYPE_CHECKING:
    # Loaded when somebody asks: a console shows its first floor without them.
    from cxtui.kpis.measure.store_as_of import StoreAsOf
    from cxtui.kpis.reading.viewed import ViewedReader
    from cxtui.kpis.triggers import TriggerReading
    from cxtui.store.read.verifier import Verifier

BOARD_AGE_S = 5.0
"""Seconds for which a feed keeps a leaderboard."""

KEEP_S = 60.0
"""Seconds for which a feed keeps what hardly moves: last week's numbers, closed days, names."""

PATIENCE_S = 10.0
"""Seconds for which one picture of the store may be read."""


class StoreFeed:
    """Reads Floors from the store at ``path`` as of now, or always as of ``at`` (UTC epoch seconds).

    ``clock`` gives the present in the floor's own time; as long as ``end`` says so, data that ended days ago is read as
    of its end. The leaderboard and the count of unanswered turns are kept
    for ``keep_board_s`` seconds; the numbers of last week, sums of closed quarters and days, and names for
    ``keep_s``. One picture may be read for ``patience`` seconds.
    One thread uses it. Every method raises StoreTrouble and may be called again; a store that was
    replaced, moved back or unlocked is opened anew by itself.
    """

    def __init__(
        self,
        path: Path,
        at: int | None = None,
        clock: Callable[[], int] = now,
        keep_board_s: float = BOARD_AGE_S,
        keep_s: float = KEEP_S,
        patience: float = PATIENCE_S,
        end: DataEnd | None = None,
    ) -> None:
        self._path = path
        self._reader = Reader(path, patience) if at is None else _past(path, at, patience)
        self._verifier: Verifier | None = None
        self._at = at
        self._clock = clock
        self._end = end
        self._ended = False
        self._place: tuple[int, int] | None = None
        self._settings: Kept[StoreSettings] = Kept(inf)
        self._agents = AgentsReader(keep_board_s, keep_s)
        self._responses = ResponsesReader(keep_s)
        self._escalations = EscalationsReader(keep_s)
        self._waits = WaitsReader(keep_s)
        self._levels = LevelsReader(keep_board_s)
        self._last_week: Kept[tuple[Moment, DayTotals, WeekAgo]] = Kept(keep_s)
        self._keep_board_s, self._keep_s = keep_board_s, keep_s
        self._viewed: ViewedReader | None = None
        self.still_wanted: Callable[[View], bool] = lambda view: True

    def changed(self) -> bool:
        """Return whether the store changed since the last ``read``."""
        return self._reader.changed()

    def read(self, view: View = WHOLE) -> Floor:
        """Return the floor in a view, as of now or of the instant the feed was opened with.

        What takes long is read in several transactions; between them ``still_wanted`` says whether to go on.
        """
        try:
            self._notice_another_file()
            self.look_at_damage()
            while True:
                with self._reader.transaction() as tx:
                    floor = self._floor(tx, view)
                if floor is not None:
                    return floor
                if not self.still_wanted(view):
                    raise QueryCancelled
        except StoreTrouble:
            self._forget()
            raise
        except UsageError as error:
            # A period or a filter that is none, or is none any more.
            raise StoreTrouble("failed", str(error)) from error

    def verify(self) -> None:
        """Read a small piece of the store that nothing asked for (50 ms); StoreTrouble where it is damaged."""
        from cxtui.store.read.verifier import Verifier

        if self._verifier is None:
            self._verifier = Verifier(self._path)
        try:
            self._verifier.step()
        except StoreTrouble as error:
            if error.trouble == "corrupt":
                raise  # what else stands in the way is told by whoever reads

    def look_at_damage(self) -> None:
        """Raise StoreTrouble as long as what ``verify`` found damaged cannot be read."""
        if self._verifier is not None and self._verifier.damaged:
            self._verifier.step()

    def followed(self) -> tuple[FeedHealth, ...]:
        """Return how the followed sources of the store are; nothing where it is looked at as of an instant."""
        return read_all(self._reader.path) if self._at is None else ()

    def heard(self) -> dict[str, int]:
        """Return when followed sources last answered, by name: then they were up to date, whatever they brought."""
        return _heard(self.followed())

    def answer(self, query: Query) -> object | None:
        """Return the answer to a query, or None where what it names is not there."""
        from cxtui.kpis.answers.answer import answer

        with self.asking() as store:
            return answer(store, query)

    def triggers(self, active: Mapping[str, int]) -> "tuple[TriggerReading, ...]":
        """Return a reading of every review trigger, given when the active ones fired (up to a second)."""
        from cxtui.kpis.triggers import evaluate

        with self.asking() as store:
            return evaluate(store, active, live=self._at is None and not self._ended, heard=self.heard())

    @contextmanager
    def asking(self) -> "Iterator[StoreAsOf]":
        """Open one picture of the store to be asked for any number; what raises is as for ``read``."""
        from cxtui.kpis.measure.store_as_of import StoreAsOf

        with self._reader.transaction() as tx:
            # How far the data reaches matters alone where its end may be what is read.
            at = self._instant(None if self._end is None else newest_event(tx.rows("sources")))
            yield StoreAsOf(tx, self._scope(tx), at, self._at is not None)

    @property
    def ended(self) -> bool:
        """Return whether what was read last is as of the end of old data."""
        return self._ended

    def close(self) -> None:
        """Give the file back."""
        self._reader.close()

    def _floor(self, tx: Transaction, view: View) -> Floor | None:
        scope = self._scope(tx)
        settings = scope.settings
        sources = tx.rows("sources")
        newest = newest_event(sources)
        if self._at is None:
            moment = Moment.of(self._instant(newest), settings.zone, newest, AHEAD_S)
        else:
            moment = Moment.of(self._at, settings.zone, newest, cut=True)
        followed = self.followed()
        heard = _heard(followed)
        fresh = tuple(
            Freshness(name, max(committed, heard.get(name, committed)), event, settings.allowance(name))
            for name, committed, event in sources
        )
        if view.period is not None or view.where.strip():
            return self._viewed_floor(tx, moment, scope, view, fresh)
        days = settings.leaderboard.period_days
        last, day_before, week_ago = self._last_week.get(
            (settings.zone, days, settings.fcr_days, moment.day_start, moment.at // 60),
            lambda: _last_week(tx, moment, settings),
        )
        day = read_day(tx, moment, settings, self._waits)
        waiting = self._responses.read(tx, moment, scope)
        escalated = self._escalations.read(tx, moment, scope)
        queue = volume.read(tx, moment, last, week_ago, scope)
        backlog = sum(n for _, n in queue.by_channel)
        now = headlines.values(day, self._levels.read(tx, moment, backlog, waiting, escalated.open))
        before = headlines.values(day_before, Levels(week_ago.level))
        return Floor(
            as_of=moment.at,
            zone=settings.zone,
            live=self._at is None and not self._ended,
            ended=self._ended,
            metrics=headlines.metrics(now, before, moment, scope),
            volume=queue,
            responses=waiting,
            leaderboard=loaded(self._agents.read(tx, moment, scope), followed),
            escalations=escalated,
            sources=fresh,
            calendars=self._responses.calendars(tx, waiting, moment),
            doubts=tx.value("doubts"),
            version=self._reader.version,
            tickets=tx.value("tickets") or 0,
            view=view,
        )

    def _viewed_floor(
        self, tx: Transaction, moment: Moment, scope: Scope, view: View, sources: tuple[Freshness, ...]
    ) -> Floor | None:
        """Return the floor in a view that is not the whole of it, or None where another transaction has to go on."""
        if self._viewed is None:
            from cxtui.kpis.reading.viewed import ViewedReader

            self._viewed = ViewedReader(self._keep_board_s, self._keep_s)
        parts = self._viewed.read(tx, moment, scope, view)
        if parts is None:
            return None
        return Floor(
            as_of=moment.at,
            zone=scope.settings.zone,
            live=self._at is None and not self._ended,
            ended=self._ended,
            title=parts.title,
            metrics=parts.metrics,
            volume=parts.volume,
            responses=parts.responses,
            leaderboard=loaded(parts.leaderboard, self.followed()),
            escalations=parts.escalations,
            sources=sources,
            calendars=parts.calendars,
            doubts=tx.value("doubts"),
            version=self._reader.version,
            tickets=tx.value("tickets") or 0,
            view=view,
        )

    def _instant(self, newest: int | None) -> int:
        """Return the instant to read for: the one asked for, the end of old data, or now."""
        if self._at is not None:
            return self._at
        now = self._clock()
        end = None if self._end is None else self._end.instant(newest, now)
        self._ended = end is not None
        return now if end is None else end

    def _scope(self, tx: Transaction) -> Scope:
        # What no source covers itself (a clock for which it brings targets) has no span.
        covers = [CoveredSpan(*row) if row[0] else str(row[1]) for row in tx.rows("coverage")]
        exports = [(str(source), int(at)) for source, at in tx.rows("exports")]
        border = kept.parsed(tx.value("setting", key=kept.KEY))
        return Scope.of(self._read_settings(tx), covers, exports, border)

    def _read_settings(self, tx: Transaction) -> StoreSettings:
        text = tx.value("setting", key="settings")
        try:
            return self._settings.get(text, lambda: defaults() if text is None else from_json(text))
        except UsageError as error:
            raise StoreTrouble(
                "failed",
                lazy(
                    "{path}: {error}; set them anew with cxtui store configure FILE.toml",
                    path=self._reader.path,
                    error=error,
                ),
            ) from error

    def _notice_another_file(self) -> None:
        """Forget what was kept of a store in whose place another one stands now."""
        try:
            found = self._reader.path.stat()
        except OSError:
            return  # the transaction will say what is wrong
        place = (found.st_dev, found.st_ino)
        if place != self._place:
            self._forget()
            self._place = place

    def _forget(self) -> None:
        for one in (
            self._agents, self._responses, self._escalations, self._waits, self._levels, self._last_week,
            self._settings,
        ):  # fmt: skip
            one.forget()
        if self._viewed is not None:
            self._viewed.forget()


def _past(path: Path, at: int, patience: float) -> Reader:
    from cxtui.store.read.past_reader import PastReader

    return PastReader(path, at, patience)


def _heard(followed: Iterable[FeedHealth]) -> dict[str, int]:
    return {one.source: one.ok_at for one in followed if one.ok_at is not None}


def _last_week(tx: Transaction, moment: Moment, settings: StoreSettings) -> tuple[Moment, DayTotals, WeekAgo]:
    last = moment.last_week()
    return last, read_day(tx, last, settings), volume.week_ago(tx, moment, last)
