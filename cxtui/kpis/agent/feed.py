"""Floors of one agent: every row in them is one that the agent may see, every number the agent's own."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from cxtui.clock import now
from cxtui.errors import StoreTrouble, UsageError
from cxtui.health import FeedHealth
from cxtui.kpis.agent import answers
from cxtui.kpis.agent.identity import AgentIdentity, identify
from cxtui.kpis.agent.work import AgentWork
from cxtui.kpis.agent.work_reader import AgentWorkReader, peers
from cxtui.kpis.feeds.data_end import DataEnd
from cxtui.kpis.feeds.store_feed import BOARD_AGE_S, KEEP_S, PATIENCE_S, StoreFeed
from cxtui.kpis.floor import Escalations, Floor, Freshness, Leaderboard, Metric
from cxtui.kpis.measure.store_as_of import StoreAsOf
from cxtui.kpis.query import WHOLE, Query, View
from cxtui.kpis.question.moment import AHEAD_S, Moment, Scope
from cxtui.kpis.reading.agents import AgentsReader
from cxtui.kpis.reading.escalations import EscalationsReader
from cxtui.kpis.reading.kept import Kept
from cxtui.language import N_, _
from cxtui.store.read import Transaction
from cxtui.store.read.permitted import PermittedReader, Whose

if TYPE_CHECKING:
    from cxtui.kpis.triggers import TriggerReading

TODAY = ("first_response_median", "service_level", "solved")
"""The agent's numbers that stand on the screen beside the score: of the day, so that they are read quickly."""

OTHER = N_("another agent")
CUSTOMER = N_("the customer")
ELSEWHERE = N_("another ticket")


class AgentFeed:
    """Reads what one agent may see from the store at ``path``, as of now or always as of ``at``.

    ``source`` says which agent is meant where several sources have the id; without ``hints`` no error names anybody
    else. ``end`` decides whether now is the end of old data. Numbers and the agent's place are kept for
    ``keep_board_s`` seconds, what hardly moves for ``keep_s``. One thread uses it; it raises as a StoreFeed does, and
    StoreTrouble ``denied`` where the store has no such agent.

    Rows of tickets and people come from a reader that sees no others; numbers are counted over all history with the
    filter forced to the agent, because what somebody else holds by now may still be this agent's doing.
    """

    def __init__(
        self,
        path: Path,
        agent: str,
        source: str | None = None,
        at: int | None = None,
        clock: Callable[[], int] = now,
        hints: bool = True,
        keep_board_s: float = BOARD_AGE_S,
        keep_s: float = KEEP_S,
        patience: float = PATIENCE_S,
        end: DataEnd | None = None,
    ) -> None:
        self._id, self._source, self._hints = agent, source, hints
        self._path, self._at = path, at
        self._place: tuple[int, int] | None = None
        self._whole = StoreFeed(
            path=path, at=at, clock=clock, keep_board_s=keep_board_s, keep_s=keep_s, patience=patience, end=end
        )
        self._own = PermittedReader(path, patience)
        self._agents = AgentsReader(keep_board_s, keep_s)
        self._numbers: Kept[Mapping[str, Metric]] = Kept(keep_board_s)
        self._work = AgentWorkReader(keep_s)
        self._escalations = EscalationsReader(keep_s)

    def changed(self) -> bool:
        """Return whether the store changed since the last ``read``."""
        return self._whole.changed()

    def read(self, view: View = WHOLE) -> Floor:
        """Return the agent's floor; the view of an agent is always the whole of the agent's own."""
        self._notice_another_file()
        self._whole.look_at_damage()
        with self._whole.asking() as store:
            me = self._me(store.tx)
            moment, floor = self._counted(store, me)
        try:
            with self._own.transaction_of(self._whose(me)) as tx:
                return self._with_rows(tx, moment, store.scope, me, floor)
        except StoreTrouble:
            self._forget()
            raise

    def verify(self) -> None:
        """Read a small piece of the store that nothing asked for; StoreTrouble where it is damaged.

        Rows of others are in it, and are let go at once.
        """
        self._whole.verify()

    def followed(self) -> tuple[FeedHealth, ...]:
        """Return how followed sources are, without examples of what they did not understand."""
        return tuple(replace(one, doubts=()) for one in self._whole.followed())

    def answer(self, query: Query) -> object | None:
        """Return the answer to a query about what the agent may see; UsageError says that any other is refused."""
        with self._whole.asking() as store:
            me = self._me(store.tx)
            if query.kind not in answers.ROWS:
                return answers.answer(store, me.source, me.agent, query)
        with self._own.transaction_of(self._whose(me)) as tx:
            return answers.row(replace(store, tx=tx), query)

    def triggers(self, active: Mapping[str, int]) -> "tuple[TriggerReading, ...]":
        """Return nothing: triggers are about the whole floor."""
        return ()

    def close(self) -> None:
        """Give the file back."""
        self._whole.close()
        self._own.close()

    def _notice_another_file(self) -> None:
        """Forget what was kept of a store in whose place another one stands now."""
        try:
            found = self._path.stat()
        except OSError:
            return  # the transaction will say what is wrong
        place = (found.st_dev, found.st_ino)
        if place != self._place:
            self._forget()
            self._place = place

    def _forget(self) -> None:
        for kept in (self._agents, self._numbers, self._work, self._escalations):
            kept.forget()

    def _me(self, tx: Transaction) -> AgentIdentity:
        try:
            return identify(tx, self._id, self._source, self._hints)
        except UsageError as error:
            raise StoreTrouble("denied", str(error)) from error

    def _moment(self, store: StoreAsOf) -> Moment:
        newest = max((event for _, _, event in store.tx.rows("sources") if event is not None), default=None)
        return Moment.of(store.at, store.zone, newest, AHEAD_S if self._at is None else 0, store.cut)

    def _whose(self, me: AgentIdentity) -> Whose:
        # A live floor is of who holds a ticket now, even where the store's clock is ahead of ours.
        return Whose(
            source=me.source,
            agent=me.agent,
            at=self._at,
            other=_(OTHER),
            customer=_(CUSTOMER),
            elsewhere=_(ELSEWHERE),
        )

    def _counted(self, store: StoreAsOf, me: AgentIdentity) -> tuple[Moment, Floor]:
        """Return what is counted over all history: the agent's own numbers, row and place."""
        moment, settings = self._moment(store), store.scope.settings
        board, heard = self._agents.read(store.tx, moment, store.scope), self._whole.heard()
        own = tuple(row for row in board.rows if (row.source, row.agent) == (me.source, me.agent))
        at = moment.at // 60 if self._at is None else moment.at
        return moment, Floor(
            as_of=moment.at,
            zone=settings.zone,
            live=self._at is None and not self._whole.ended,
            ended=self._whole.ended,
            title=me.name,
            metrics=self._numbers.get((me, store.scope, at), lambda: _numbers(store, me)),
            leaderboard=_only(board, own),
            sources=tuple(
                Freshness(name, max(committed, heard.get(name, committed)), event, settings.allowance(name))
                for name, committed, event in store.tx.rows("sources")
                if name == me.source
            ),
            agent_work=AgentWork(
                me.name, me.team_name, peers=peers(board, me), ranked=sum(row.rank is not None for row in board.rows)
            ),
        )

    def _with_rows(self, tx: Transaction, moment: Moment, scope: Scope, me: AgentIdentity, floor: Floor) -> Floor:
        """Return the floor with the agent's tickets, read where no others are."""
        assert floor.agent_work is not None
        queue, unassigned = self._work.read(tx, moment, scope, me)
        return replace(
            floor,
            escalations=_held(self._escalations.read(tx, moment, scope)),
            calendars=self._work.calendars(tx, moment, (queue, unassigned)),
            tickets=queue.open,
            version=self._own.version,
            agent_work=replace(floor.agent_work, queue=queue, unassigned=unassigned),
        )


def _numbers(store: StoreAsOf, me: AgentIdentity) -> Mapping[str, Metric]:
    found = {}
    for name in TODAY:
        question = store.question(name, where=answers.only(me.source, me.agent))
        found[name] = store.metric(name, question)
    return MappingProxyType(found)


def _only(board: Leaderboard, rows: tuple[object, ...]) -> Leaderboard:
    """Return the leaderboard with these rows alone."""
    return replace(board, rows=rows)  # type: ignore[arg-type]


def _held(found: Escalations) -> Escalations:
    """Return the escalations that somebody holds: here that is the agent alone."""
    rows = tuple(row for row in found.rows if row.assignee is not None)
    return Escalations(rows, len(rows), sum(row.breached for row in rows), found.missing)
