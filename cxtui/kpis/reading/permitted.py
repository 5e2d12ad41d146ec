"""Floors of one agent: every row in them is one that the agent may see."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from cxtui.clock import now
from cxtui.errors import UsageError
from cxtui.kpis.feed import FloorUnavailable
from cxtui.kpis.floor import Floor, Freshness
from cxtui.kpis.inquiry import WHOLE, Inquiry, View
from cxtui.kpis.measure.asked import Asked
from cxtui.kpis.reading.feed import StoreFeed
from cxtui.kpis.reading.me import Me, whoami
from cxtui.store.read import Transaction

if TYPE_CHECKING:
    from cxtui.kpis.triggers import Reading


class AgentFeed:
    """Reads what one agent may see from the store at ``path``, as of now or always as of ``at``.

    ``source`` says which agent is meant where several sources have the id; without ``hints`` no error names anybody
    else. One thread uses it; it raises as a StoreFeed does, and FloorUnavailable ``denied`` where the store has no
    such agent.
    """

    def __init__(
        self,
        path: Path,
        agent: str,
        source: str | None = None,
        at: int | None = None,
        clock: Callable[[], int] = now,
        hints: bool = True,
    ) -> None:
        self._id, self._source, self._hints = agent, source, hints
        self._whole = StoreFeed(path, at, clock)
        self._at = at

    def changed(self) -> bool:
        """Say whether the store changed since the last ``read``."""
        return self._whole.changed()

    def read(self, view: View = WHOLE) -> Floor:
        """Return the agent's floor."""
        with self._whole.asking() as asked:
            return self._floor(asked, self._me(asked.tx))

    def answer(self, inquiry: Inquiry) -> object | None:
        """Return the answer to an inquiry about what the agent may see; UsageError for any other."""
        raise UsageError("this is not shown in an agent's console")

    def triggers(self, standing: Mapping[str, int]) -> "tuple[Reading, ...]":
        """Return nothing: triggers are about the floor."""
        return ()

    def close(self) -> None:
        """Give the file back."""
        self._whole.close()

    def _me(self, tx: Transaction) -> Me:
        try:
            return whoami(tx, self._id, self._source, self._hints)
        except UsageError as error:
            raise FloorUnavailable("denied", str(error)) from error

    def _floor(self, asked: Asked, me: Me) -> Floor:
        settings = asked.scope.settings
        sources = [row for row in asked.tx.rows("sources") if row[0] == me.source]
        return Floor(
            as_of=asked.at,
            zone=settings.zone,
            live=self._at is None,
            title=me.name,
            sources=tuple(
                Freshness(name, committed, event, settings.allowance(name)) for name, committed, event in sources
            ),
        )
