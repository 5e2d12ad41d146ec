"""Every column of a store that can say something of a person, by table: one list, which a test holds complete."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

PersonKind = Literal["agent", "customer"]
Holds = Literal["agent", "customer", "actor", "opener", "assignee", "claim", "own", "words", "others", "rejected", "no"]
"""What a column holds:

``agent``, ``customer``  the id of one
``actor``, ``opener``    an id, whose kind another column of the row says
``assignee``             an agent's id in rows that are about an assignee, else what others wrote
``claim``                the same among claims of the origin
``own``                  what is told of the row's person alone
``words``                what the row's customer wrote
``others``               words that others chose and in which a person may be named
``rejected``             a row as it was read
``no``                   nothing of a person
"""


def _columns(**named: str) -> Mapping[str, Holds]:
    """Return what each column holds, from the columns named by what they hold; blanks part them."""
    return {column: holds.rstrip("_") for holds, columns in named.items() for column in columns.split()}  # type: ignore[misc]


COLUMNS: Mapping[str, Mapping[str, Holds]] = {
    "ticket": _columns(
        customer="customer", opener="opened_by", words="subject", others="topic product place",
        no="source ticket channel team priority opened_by_kind merged_into",
    ),
    "event": _columns(actor="actor", assignee="value previous", no="source ticket event kind actor_kind"),
    "state": _columns(agent="assignee", actor="actor", others="topic", no="source ticket status team priority"),
    "stated": _columns(claim="label", no="source ticket metric"),
    "observed": _columns(agent="assignee", no="source ticket status team priority"),
    "agent": _columns(agent="agent", own="name", no="source kind team"),
    "team": _columns(others="name", no="source team"),
    "customer": _columns(customer="customer", own="name account", no="source tier"),
    "contract": _columns(customer="customer", no="source contract"),
    "purchase": _columns(customer="customer", agent="agent", no="source purchase currency kind ticket"),
    "rating": _columns(agent="agent", words="comment", no="source rating ticket kind"),
    "qa_score": _columns(agent="agent", others="category", no="source review ticket"),
    "calendar": _columns(others="name", no="source calendar zone week holidays"),
    "sla_target": _columns(no="source policy metric priority"),
    "agent_state": _columns(agent="agent", no="source state"),
    "handle": _columns(agent="agent", no="source handle ticket kind"),
    "coverage": _columns(no="source what"),
    "tombstone": _columns(no="source kind digest key pseudonym"),
    "source_state": _columns(no="source mapping"),
    "import_run": _columns(others="note", no="source mapping"),
    "import_file": _columns(others="name", no="sha256 source mapping settings"),
    "reject": _columns(rejected="value row", others="file", no="column_name reason"),
    "reject_count": _columns(others="file", no="sha256 column_name reason lines"),
    "before_image": _columns(rejected="rows", no="table_name"),
    "as_found": _columns(no="source key dated hashes"),
    "feed": _columns(no="source lane origin cursor"),
    "setting": _columns(others="value", no="key"),
    "ticket_fact": _columns(
        customer="customer", agent="assignee first_reply_agent outcome_agent solver",
        no="source ticket channel team priority topic tier status target_calendar escalated_tier",
    ),
    "earlier_wait": _columns(agent="outcome_agent", no="source ticket target_calendar"),
    "backlog_span": _columns(no="source ticket channel"),
    "customer_turn": _columns(agent="agent", no="source ticket"),
    "clock_fact": _columns(agent="agent", no="source ticket metric calendar state why"),
    "clock_step": _columns(no="source ticket metric kind"),
    "rating_fact": _columns(agent="agent", no="source ticket rating kind"),
    "ticket_credit": _columns(agent="agent", no="source ticket"),
    "contact_credit": _columns(customer="customer", agent="agent", no="source ticket tier channel tenure"),
    "doubt": _columns(no="source ticket kind"),
    "qa_fact": _columns(agent="agent", no="source review ticket"),
    "flow_quarter": _columns(no="channel"),
    "flow_day": _columns(no="dimension value"),
    "agent_day": _columns(agent="agent", no="source"),
    "response_day": _columns(no="channel"),
    "open_interval": _columns(no="calendar"),
    "open_block": _columns(no="calendar"),
    "local_day": {},
    "target": _columns(no="metric channel team priority tier"),
    "horizon": _columns(no="name label"),
    "hist_bound": {},
}  # fmt: skip
"""What every text column of every table holds; numbers and dates are counted, and stay under the pseudonym.

A pseudonym takes the place of ids; ``own`` and ``words`` are emptied, ``others`` are searched and shown.
"""

KIND_OF: Mapping[str, str] = {"actor": "actor_kind", "opened_by": "opened_by_kind"}
"""The column that says of which kind an id is; a state log has none."""


@dataclass(frozen=True, slots=True)
class IdColumn:
    """A column that may hold ids of a kind; ``where`` is the SQL condition on its row ``x``.

    It has placeholders for whether that id is known as an ``{agent}`` and as a ``{customer}``: see ``condition``.
    """

    table: str
    column: str
    where: str = "true"

    def condition(self, tables: str = "main.{}") -> str:
        """Return ``where`` with what the tables say of an id; ``tables`` is how they are called."""
        return condition(self.where, self.column, tables)


def id_columns(kind: PersonKind) -> Iterator[IdColumn]:
    """Yield the columns that hold ids of agents or of customers."""
    for table, columns in COLUMNS.items():
        for column, holds in columns.items():
            if holds == kind:
                yield IdColumn(table, column)
            elif holds == "assignee" and kind == "agent":
                yield IdColumn(table, column, "x.kind = 'assignee'")
            elif holds == "claim" and kind == "agent":
                yield IdColumn(table, column, "x.metric = 'assignee'")
            elif holds in ("actor", "opener"):
                yield IdColumn(table, column, of_kind(table, column, kind))


def condition(where: str, column: str, tables: str = "main.{}") -> str:
    """Return a condition with what the tables say of the id in a column of the row ``x``."""
    agent, customer, ticket = (
        f"EXISTS (SELECT 1 FROM {tables.format(table)} k WHERE k.source = x.source AND k.{id} = x.{column})"
        for table, id in (("agent", "agent"), ("customer", "customer"), ("ticket", "customer"))
    )
    return where.format(agent=agent, customer=f"({customer} OR {ticket})")


def of_kind(table: str, column: str, kind: PersonKind) -> str:
    """Return the condition on which an id of either kind is of this one.

    Where nothing says, a known agent is an agent, a known customer a customer, and whoever else an agent.
    """
    says = f"x.{KIND_OF[column]}" if table != "state" else "CAST(NULL AS VARCHAR)"
    if kind == "agent":
        return f"({says} <> 'customer' OR ({says} IS NULL AND ({{agent}} OR NOT {{customer}})))"
    return f"({says} = 'customer' OR ({says} IS NULL AND NOT {{agent}}))"
