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
from cxtui.store.read.reader import Reader, Transaction
from cxtui.store.schema import quoted

COMMON = frozenset({
    "source_state", "coverage", "setting", "horizon", "target", "sla_target", "calendar", "open_interval",
    "open_block", "local_day", "team",
})  # fmt: skip
"""Tables that are of no person: anybody may read them."""


@dataclass(frozen=True, slots=True)
class Whose:
    """The agent by key, and the instant as of which the agent's tickets are meant (None: as the store stands).

    ``other``, ``customer`` and ``elsewhere`` are the words for another agent, for a customer who did something, and
    for a ticket that is not shown.
    """

    source: str
    agent: str
    at: int | None
    other: str
    customer: str
    elsewhere: str


class PermittedReader(Reader):
    """Reads a store as one agent: held tickets, and those that nobody holds in the agent's own team.

    Other agents' ids are words instead, customers are those of the tickets. Raises StoreTrouble as a Reader does;
    ``denied`` for a query on anything else.
    """

    def __init__(self, path: Path, patience: float = 10.0) -> None:
        super().__init__(path, patience)
        self._whose: Whose | None = None

    @contextmanager
    def transaction_of(self, whose: Whose) -> Iterator[Transaction]:
        """Open one short read transaction in which only what this agent may see is there."""
        if whose != self._whose:
            self._whose = whose
            self.close()
        with self.transaction() as tx:
            yield tx

    def _opened(self, con: sqlite3.Connection) -> None:
        """Put the views in the place of the tables, then refuse everything else."""
        con.execute("PRAGMA temp_store = MEMORY")
        con.execute("PRAGMA query_only = OFF")
        con.execute(
            "CREATE TEMP TABLE me (source TEXT, agent TEXT, at INTEGER, other TEXT, customer TEXT, elsewhere TEXT)"
        )
        if self._whose is not None:
            who = self._whose
            con.execute(
                "INSERT INTO temp.me VALUES (?, ?, ?, ?, ?, ?)",
                (who.source, who.agent, who.at, who.other, who.customer, who.elsewhere),
            )
        past = self._whose is not None and self._whose.at is not None
        for name, text in views(past).items():
            con.execute(f"CREATE TEMP VIEW {quoted(name)} AS {text}")
        con.execute("PRAGMA query_only = ON")
        con.set_authorizer(_allowed)

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

    ``view`` is the innermost view, or common table expression, that reads.
    """
    if action == sqlite3.SQLITE_READ:
        seen = place == "temp" or view in views(False) or first in COMMON
        return sqlite3.SQLITE_OK if seen else sqlite3.SQLITE_DENY
    if action in _READING or (action == sqlite3.SQLITE_PRAGMA and first == "data_version"):
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


_ME = "(SELECT agent FROM temp.me)"
_SOURCE = "(SELECT source FROM temp.me)"
_AT = "(SELECT at FROM temp.me)"
_TEAM = f"(SELECT a.team FROM main.agent a WHERE a.source = {_SOURCE} AND a.agent = {_ME})"
_OTHER = "(SELECT other FROM temp.me)"
_CUSTOMER = "(SELECT customer FROM temp.me)"
_ELSEWHERE = "(SELECT elsewhere FROM temp.me)"
_NOTHING: Mapping[str, str] = MappingProxyType({})


@cache
def views(past: bool) -> Mapping[str, str]:
    """Return what stands in the place of each table, as SELECTs by its name; the last few hold nothing.

    ``past`` asks for who held a ticket at the instant of ``temp.me`` instead of who holds it.
    """
    held, home = (_then("assignee"), _then("team")) if past else ("f.assignee", "f.team")
    seen = f"f.source = {_SOURCE} AND ({held} = {_ME} OR ({held} IS NULL AND {home} = {_TEAM}))"
    of_seen = f"EXISTS (SELECT 1 FROM main.ticket_fact f WHERE f.source = x.source AND f.ticket = x.ticket AND {seen})"
    customers = (
        "EXISTS (SELECT 1 FROM main.ticket k JOIN main.ticket_fact f ON f.source = k.source AND f.ticket = k.ticket"
        f" WHERE k.source = x.source AND k.customer = x.customer AND {seen})"
    )
    own = {name: _if_own(f"f.{name}") for name in ("first_reply_agent", "outcome_agent", "solver")}
    merged = f"CASE WHEN x.merged_into IS NOT NULL THEN {_ELSEWHERE} END"
    return {
        "ticket_fact": _view("ticket_fact", seen, {"assignee": held, "team": home, **own}, alias="f"),
        "earlier_wait": _view("earlier_wait", of_seen, {"outcome_agent": _if_own("x.outcome_agent")}),
        "ticket": _view("ticket", of_seen, {"opened_by": _if_own("x.opened_by"), "merged_into": merged}),
        "event": _view("event", of_seen, {"actor": _ACTOR, "value": _word("value"), "previous": _word("previous")}),
        "state": _view("state", of_seen, {"actor": _person("x.actor"), "assignee": _person("x.assignee")}),
        "agent": _view("agent", f"x.source = {_SOURCE} AND x.agent = {_ME}"),
        "customer": _view("customer", customers),
        **{name: _view(name, of_seen) for name in ("backlog_span", "clock_step")},
        **{
            name: _view(name, of_seen, {"agent": _if_own("x.agent")})
            for name in ("customer_turn", "clock_fact", "rating", "rating_fact")
        },
        **{name: _view(name, f"x.agent = {_ME} AND {of_seen}") for name in ("qa_score", "qa_fact")},
        **{name: _view(name, "0") for name in ("purchase", "contract", "handle", "contact_credit")},
    }


def _view(name: str, where: str, instead: Mapping[str, str] = _NOTHING, alias: str = "x") -> str:
    """Return a table's rows of which ``where`` holds, with other expressions in the place of some columns."""
    spec = DERIVED[name] if name in DERIVED else canonical.TABLES[name]
    columns = ", ".join(f"{instead.get(c, f'{alias}.{quoted(c)}')} AS {quoted(c)}" for c in spec.names)
    return f"SELECT {columns} FROM main.{quoted(name)} {alias} WHERE {where}"


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


def _then(word: str) -> str:
    """Return a ticket's ``team`` or ``assignee`` at the instant asked for, as its history has it.

    The newest word until the instant counts, else what the first later word says was before, else today's.
    """
    changes = f"""
      SELECT e.occurred_at AS told_at, e.version_seq AS seq, e.event, e.value, e.previous FROM main.event e
      WHERE e.source = f.source AND e.ticket = f.ticket AND e.kind = '{word}' AND e.retracted IS NOT 1
      UNION ALL
      SELECT s.from_at, s.seq, '', s.{word}, NULL FROM main.state s
      WHERE s.source = f.source AND s.ticket = f.ticket AND s.{word} IS NOT NULL"""
    until = f"SELECT COALESCE(value, '') FROM ({changes}) WHERE told_at <= {_AT}"
    later = f"SELECT COALESCE(previous, '') FROM ({changes}) WHERE told_at > {_AT}"
    return f"""NULLIF(COALESCE(
      ({until} ORDER BY told_at DESC, seq DESC, event DESC LIMIT 1),
      ({later} ORDER BY told_at, seq, event LIMIT 1), f.{word}), '')"""
