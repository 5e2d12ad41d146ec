"""A reader whose every query sees only what one agent may see: views stand in the place of the tables.

SQLite finds a temporary view before the table of its name, so one text of a query serves both kinds of readers. What
no view stands for and nothing below says to be common cannot be read at all.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from cxtui import canonical
from cxtui.errors import StoreTrouble
from cxtui.facts.tables import DERIVED
from cxtui.store.read.past_reader import COPIED, PastReader, forget, make
from cxtui.store.read.past_text import FOUND, STAYS, THEN, looked_up
from cxtui.store.read.reader import Transaction
from cxtui.store.schema import quoted

COMMON = frozenset({
    "source_state", "coverage", "setting", "horizon", "target", "sla_target", "calendar", "open_interval",
    "open_block", "local_day", "team", "import_run",
})  # fmt: skip
"""Tables that are of no person: anybody may read them."""

OF_THEN = "then_"
"""Before the name of a table as it stood at an instant."""


@dataclass(frozen=True, slots=True)
class Whose:
    """The agent by key, and the instant as of which the store is meant (None: as it stands).

    ``other``, ``customer`` and ``elsewhere`` are the words for another agent, for a customer who did something, and
    for a ticket that is not shown.
    """

    source: str
    agent: str
    at: int | None
    other: str
    customer: str
    elsewhere: str


class PermittedReader(PastReader):
    """Reads a store as one agent: held tickets, and those that nobody holds in the agent's own team.

    Of an instant these are who held them then, and nothing that came later is there. Other agents' ids are words
    instead, customers are those of the tickets. Raises StoreTrouble as a Reader does; ``denied`` for a query on
    anything else.
    """

    def __init__(self, path: Path, patience: float = 10.0, copied: int = COPIED) -> None:
        super().__init__(path, 0, patience, copied)
        self._whose: Whose | None = None

    @contextmanager
    def transaction_of(self, whose: Whose) -> Iterator[Transaction]:
        """Open one short read transaction in which only what this agent may see is there."""
        if whose != self._whose:
            self._whose = whose
            self.close()
        with self.transaction() as tx:
            yield tx

    @property
    def _past(self) -> int | None:
        return None if self._whose is None else self._whose.at

    def _opened(self, con: sqlite3.Connection) -> None:
        """Put the views in the place of the tables, then refuse everything else."""
        super()._opened(con)
        con.execute("PRAGMA query_only = OFF")
        self._permit(con, frozenset())
        con.execute("PRAGMA query_only = ON")
        con.set_authorizer(_allowed)

    def _begun(self, con: sqlite3.Connection) -> None:
        if self._past is None:
            return
        con.set_authorizer(None)
        super()._begun(con)
        con.set_authorizer(_allowed)

    def _make(self, con: sqlite3.Connection) -> None:
        forget(con)
        assert self._past is not None
        self._permit(con, make(con, self._past, self._copied, OF_THEN))

    def _picture(self, con: sqlite3.Connection) -> Transaction:
        return Transaction(con, looked_up if self._found else str)

    def _over(self, con: sqlite3.Connection) -> None:
        if self._past is None:
            con.rollback()
            return
        con.set_authorizer(None)
        super()._over(con)
        con.set_authorizer(_allowed)

    def _permit(self, con: sqlite3.Connection, then: frozenset[str]) -> None:
        """Make the views over the tables, or over what of them stands beside them as of an instant."""
        con.execute("CREATE TEMP TABLE me (source TEXT, agent TEXT, other TEXT, customer TEXT, elsewhere TEXT)")
        if self._whose is not None:
            who = self._whose
            con.execute(
                "INSERT INTO temp.me VALUES (?, ?, ?, ?, ?)",
                (who.source, who.agent, who.other, who.customer, who.elsewhere),
            )
        self._found = FOUND in then
        for name, text in views(then).items():
            con.execute(f"CREATE TEMP VIEW {quoted(name)} AS {text}")

    def _failed(self, error: sqlite3.Error) -> StoreTrouble:
        found = super()._failed(error)
        if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_AUTH:
            return StoreTrouble("denied", f"{self.path}: this is not for one agent to read ({error})")
        return found


_READING = frozenset({
    sqlite3.SQLITE_SELECT, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE, sqlite3.SQLITE_TRANSACTION,
})  # fmt: skip


def _allowed(action: int, first: str | None, second: str | None, place: str | None, view: str | None) -> int:
    """Allow nothing but reading, and no table of the store by its own name that is not common.

    ``view`` is the innermost view, or common table expression, that reads. What is of an instant is read by the
    views alone, too.
    """
    if action == sqlite3.SQLITE_READ:
        ours = view is not None and (view in _views() or view.startswith(OF_THEN))
        seen = ours or first in COMMON or (place == "temp" and (first == "me" or first in _views()))
        return sqlite3.SQLITE_OK if seen else sqlite3.SQLITE_DENY
    if action in _READING or (action == sqlite3.SQLITE_PRAGMA and first == "data_version"):
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


@cache
def _views() -> frozenset[str]:
    return frozenset(name + more for name in views() for more in ("", "_found", STAYS, THEN))


_ME = "(SELECT agent FROM temp.me)"
_SOURCE = "(SELECT source FROM temp.me)"
_TEAM = f"(SELECT a.team FROM main.agent a WHERE a.source = {_SOURCE} AND a.agent = {_ME})"
_OTHER = "(SELECT other FROM temp.me)"
_CUSTOMER = "(SELECT customer FROM temp.me)"
_ELSEWHERE = "(SELECT elsewhere FROM temp.me)"
_NOTHING: Mapping[str, str] = MappingProxyType({})


@cache
def views(then: frozenset[str] = frozenset()) -> Mapping[str, str]:
    """Return what stands in the place of each table, as SELECTs by its name; the last few hold nothing.

    ``then`` are the tables that stand beside the store's as of an instant, with OF_THEN before their names.
    """

    def view(
        name: str, where: str, instead: Mapping[str, str] = _NOTHING, alias: str = "x"
    ) -> Iterator[tuple[str, str]]:
        spec = DERIVED[name] if name in DERIVED else canonical.TABLES[name]
        columns = ", ".join(f"{instead.get(c, f'{alias}.{quoted(c)}')} AS {quoted(c)}" for c in spec.names)
        for one in (name, *(name + more for more in ("_found", STAYS, THEN) if name + more in then)):
            yield one, f"SELECT {columns} FROM {_place(one, then)} {alias} WHERE {where}"

    facts = _place(FOUND if FOUND in then else "ticket_fact", then)
    seen = f"f.source = {_SOURCE} AND (f.assignee = {_ME} OR (f.assignee IS NULL AND f.team = {_TEAM}))"
    of_seen = f"EXISTS (SELECT 1 FROM {facts} f WHERE f.source = x.source AND f.ticket = x.ticket AND {seen})"
    customers = (
        f"EXISTS (SELECT 1 FROM {_place('ticket', then)} k JOIN {facts} f ON f.source = k.source"
        f" AND f.ticket = k.ticket WHERE k.source = x.source AND k.customer = x.customer AND {seen})"
    )
    own = {name: _if_own(f"f.{name}") for name in ("first_reply_agent", "outcome_agent", "solver")}
    merged = f"CASE WHEN x.merged_into IS NOT NULL THEN {_ELSEWHERE} END"
    return dict(
        (
            *view("ticket_fact", seen, own, alias="f"),
            *view("earlier_wait", of_seen, {"outcome_agent": _if_own("x.outcome_agent")}),
            *view("ticket", of_seen, {"opened_by": _if_own("x.opened_by"), "merged_into": merged}),
            *view("event", of_seen, {"actor": _ACTOR, "value": _word("value"), "previous": _word("previous")}),
            *view("state", of_seen, {"actor": _person("x.actor"), "assignee": _person("x.assignee")}),
            *view("agent", f"x.source = {_SOURCE} AND x.agent = {_ME}"),
            *view("customer", customers),
            *(one for name in ("backlog_span", "clock_step") for one in view(name, of_seen)),
            *(
                one
                for name in ("customer_turn", "clock_fact", "rating", "rating_fact")
                for one in view(name, of_seen, {"agent": _if_own("x.agent")})
            ),
            *(one for name in ("qa_score", "qa_fact") for one in view(name, f"x.agent = {_ME} AND {of_seen}")),
            *(one for name in ("purchase", "contract", "handle", "contact_credit") for one in view(name, "0")),
        )
    )


def _place(name: str, then: frozenset[str]) -> str:
    return f"temp.{quoted(OF_THEN + name)}" if name in then else f"main.{quoted(name)}"


def _if_own(column: str) -> str:
    return f"CASE WHEN {column} = {_ME} THEN {column} END"


def _person(column: str) -> str:
    return f"CASE WHEN {column} IS NULL OR {column} = {_ME} THEN {column} ELSE {_OTHER} END"


_ACTOR = (
    f"CASE x.actor_kind WHEN 'customer' THEN {_CUSTOMER} WHEN 'bot' THEN NULL WHEN 'system' THEN NULL"
    f" ELSE {_person('x.actor')} END"
)


def _word(column: str) -> str:
    """Return what an event says, without other people and tickets."""
    return (
        f"CASE x.kind WHEN 'assignee' THEN {_person(f'x.{column}')}"
        f" WHEN 'merged' THEN {_ELSEWHERE} WHEN 'unmerged' THEN {_ELSEWHERE} ELSE x.{column} END"
    )
