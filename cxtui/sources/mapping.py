"""A mapping: how an origin's tables and columns become canonical ones, as data."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from cxtui import canonical
from cxtui.sources import plausible

MappingKind = Literal["records", "state", "state-log"]
As = Literal["text", "label", "int", "real", "flag", "time", "duration"]

MAPPING_KINDS: tuple[MappingKind, ...] = ("records", "state", "state-log")
AS: tuple[As, ...] = ("text", "label", "int", "real", "flag", "time", "duration")

FOUND = "found"
"""What a mapping says for times whose format is to be found from the cells themselves."""
DateOrder = Literal["day-first", "month-first"]

ROW_NUMBER = "row number"
"""What a mapping says for a ``seq`` that is the row's place in its files."""

FLAGS = frozenset({"public", "automated", "spam", "critical", "higher_is_better", "business", "retracted"})

DOMAINS: dict[tuple[str, str], tuple[str, ...]] = {
    ("ticket", "opened_by_kind"): canonical.ACTOR_KINDS,
    ("event", "kind"): canonical.EVENT_KINDS,
    ("event", "actor_kind"): canonical.ACTOR_KINDS,
    ("state", "status"): canonical.STATUSES,
    ("observed", "status"): canonical.STATUSES,
    ("agent", "kind"): ("human", "bot", "system"),
    ("purchase", "kind"): ("new", "renewal", "upsell", "cross_sell", "refund"),
    ("rating", "kind"): ("csat", "ces", "nps"),
    ("handle", "kind"): ("talk", "hold", "wrap", "work"),
    ("agent_state", "state"): ("online", "busy", "away", "offline"),
    ("coverage", "what"): canonical.COVERAGE,
    ("sla_target", "metric"): canonical.TARGET_METRICS,
    ("tombstone", "kind"): ("customer", "agent"),
}
"""Columns that hold one of a few words; a row with another word is rejected."""

WHEN: dict[str, tuple[str, ...]] = {
    "ticket": ("created_at",),
    "event": ("occurred_at",),
    "state": ("from_at",),
    "rating": ("occurred_at", "sent_at"),
    "purchase": ("occurred_at",),
    "contract": ("from_at",),
    "agent_state": ("from_at",),
    "handle": ("from_at",),
    "qa_score": ("occurred_at",),
}
"""The columns that say when a row happened, the first that is there; other tables have no instant."""

CLAIMED: dict[str, tuple[str, str]] = {
    "first_response_at": ("first_response", "messages"),
    "resolved_at": ("resolution", "status"),
}
"""What a stated metric covers, and the history beside which it need not stand in."""

PROMISED: dict[str, str] = {
    "due_first_response_at": "first_response_due", "first_response_sla": "first_response_due",
    "due_resolution_at": "resolution_due", "resolution_sla": "resolution_due", "made_sla": "resolution_due",
}  # fmt: skip
"""What a metric covers that states a target of the helpdesk's own, or whether one was kept."""

BORNE: dict[str, tuple[str, ...]] = {
    "messages": ("event",), "first_response": ("stated",), "status": ("event", "state", "observed"),
    "resolution": ("stated",), "assignee": ("event", "state", "observed"), "team": ("event", "state", "observed"),
    "priority": ("event", "state", "observed"),
    "topic": ("event", "state", "ticket"), "customers": ("ticket", "customer"), "tiers": ("team",),
    "escalations": ("event",), "ratings": ("rating",), "qa": ("qa_score",), "purchases": ("purchase",),
    "contracts": ("contract",), "schedules": ("event", "calendar"), "merges": ("event", "ticket"),
    "spam": ("event", "ticket"),
}  # fmt: skip
"""The tables of which one must be there for a source to cover something; words that are not here need none."""

KINDS = {
    "message": "messages", "status": "status", "assignee": "assignee", "team": "team", "priority": "priority",
    "topic": "topic", "escalated": "escalations", "schedule": "schedules", "merged": "merges", "spam": "spam",
}  # fmt: skip
"""What the events of a kind cover."""

BY_COLUMN = {
    ("ticket", "topic"): "topic", ("ticket", "customers"): "customer", ("ticket", "merges"): "merged_into",
    ("ticket", "spam"): "spam", ("team", "tiers"): "tier", ("state", "status"): "status",
    ("state", "assignee"): "assignee", ("state", "team"): "team", ("state", "priority"): "priority",
    ("state", "topic"): "topic", ("observed", "status"): "status", ("observed", "assignee"): "assignee",
    ("observed", "team"): "team", ("observed", "priority"): "priority",
}  # fmt: skip
"""The column by which a table bears what it covers, where it is not its rows alone."""


SPANS: tuple[tuple[str, str, str], ...] = (
    ("contract", "from_at", "to_at"),
    ("handle", "from_at", "to_at"),
    ("agent_state", "from_at", "to_at"),
)
"""Spans whose end may not come before their beginning."""


def natural(table: str, column: str) -> As:
    """Return how a canonical column is read unless the mapping says: times are ``*_at``, ``*_on`` and ``since``."""
    kind = canonical.TABLES[table][column].kind
    if kind == "int":
        if column.endswith(("_at", "_on")) or column == "since":
            return "time"
        return "flag" if column in FLAGS else "int"
    return kind


@dataclass(frozen=True, slots=True)
class Lookup:
    """A value found in another table of the folder, by a column of this one."""

    table: str
    by: str
    match: str
    take: str


@dataclass(frozen=True, slots=True)
class Field:
    """How a canonical column (or stated metric) is made: from columns, a constant, a template or a lookup.

    A time may have the duration in a column added (``plus``) or taken away; a plain number counts ``unit``s. A cell
    is ``split`` at a text into its first value, or into ``each``. ``pick`` takes the first or last of the rows with
    one key, ``parent`` the beginning of the chain that this column and that one make.
    """

    columns: tuple[str, ...] = ()
    value: str | None = None
    template: str | None = None
    lookup: Lookup | None = None
    words: dict[str, str] = field(default_factory=dict)
    default: str | int | float | None = None
    kind: As = "text"
    times: tuple[str, ...] = ()
    optional: bool = False
    required: bool = False
    plus: str | None = None
    minus: str | None = None
    unit: str = "seconds"
    split: str | None = None
    each: bool = False
    pick: Literal["first", "last"] | None = None
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """A test on a column's text, without regard to case: one of ``values``, or none of them."""

    column: str
    values: tuple[str, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One table of the origin (``source``; empty for the only one) into one canonical table.

    ``metrics`` are the stated values that each row claims, where ``into`` is ``stated``; rows whose key is
    empty are rejected, or left aside where ``skip_empty``. Rows of a ``dated`` block name no version of their own:
    they are of the instant at which their files were exported.
    """

    into: str
    source: str
    fields: dict[str, Field]
    where: tuple[Condition, ...] = ()
    covers: tuple[str, ...] = ()
    skip_empty: bool = False
    optional: bool = False
    metrics: dict[str, Field] = field(default_factory=dict)
    dated: bool = False

    @property
    def numbers_versions(self) -> bool:
        """Return whether rows say which of two versions of one instant is the newer."""
        field_ = self.fields.get("version_seq")
        return field_ is not None and bool(field_.columns or field_.template or field_.lookup)


def with_each(table: str, each: str) -> str:
    """Return the name of the table that has a row for every element of a list in a table's rows."""
    return f"{table}[{each}]" if each else table


def split_each(source: str) -> tuple[str, str]:
    """Return the file's table and the list that a source's rows are taken from, "" for the rows themselves."""
    table, _, rest = source.partition("[")
    return table, rest.removesuffix("]")


def with_iso(mapping: "Mapping") -> "Mapping":
    """Return a mapping that reads ISO times too wherever it reads any, as the last of its formats."""

    def times(formats: tuple[str, ...]) -> tuple[str, ...]:
        return formats if not formats or "iso" in formats else (*formats, "iso")

    def fields(some: dict[str, Field]) -> dict[str, Field]:
        return {name: replace(one, times=times(one.times)) for name, one in some.items()}

    blocks = tuple(replace(b, fields=fields(b.fields), metrics=fields(b.metrics)) for b in mapping.blocks)
    return replace(mapping, blocks=blocks, times=times(mapping.times))


@dataclass(frozen=True, slots=True)
class Claim:
    """A flag that the origin's own times may contradict: ``flag`` says whether ``done`` was by ``due``."""

    reason: str
    flag: str
    done: str
    due: str


@dataclass(frozen=True, slots=True)
class Mapping:
    """A whole mapping; ``times`` hold for every column that says nothing else, ``null`` and ``trim`` for all.

    ``module`` names what finishes a packaged mapping; ``outside`` is one that another package brings.
    ``span`` is from when to when (UTC microseconds, the end left out) things can have happened.
    ``encoding`` is that of text files, ``rows`` the list of a JSON document that holds the rows, and ``columns`` are
    by table the columns of files that have no header, by the empty name those of any.
    ``product`` is the helpdesk whose export this is, of several mappings perhaps; of a ``sparse`` one only what
    identifies a row must be there. ``other_columns`` are those of the export that are not read, ``typical`` words of
    its columns: both tell whose export a file is. ``dates`` says what comes first in found dates that may be either.
    ``unshown`` says what a user's mapping claimed to cover and nothing in it could show: it is not taken over.
    """

    name: str
    about: str
    kind: MappingKind
    blocks: tuple[Block, ...]
    zone: str | None = None
    zone_fixed: bool = False
    times: tuple[str, ...] = ("iso",)
    dates: DateOrder | None = None
    null: tuple[str, ...] = ("",)
    trim: bool = True
    delimiter: str | None = None
    strict: bool = False
    coverage: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    aliases: dict[str, tuple[str, ...]] = field(default_factory=dict)
    module: str | None = None
    outside: bool = False
    encoding: str | None = None
    decimal: Literal[".", ","] | None = None
    rows: str | None = None
    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    product: str | None = None
    sparse: bool = False
    other_columns: tuple[str, ...] = ()
    typical: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unshown: tuple[str, ...] = ()
    span: tuple[int, int] = (plausible.micros(plausible.HAPPENED[0]), plausible.micros(plausible.HAPPENED[1]))

    @property
    def origin(self) -> str:
        """Return the name under which what is imported is kept, unless ``--source`` says another."""
        return self.product or self.name

    @property
    def sources(self) -> tuple[str, ...]:
        """Return the origin's tables that the mapping reads, lookups included, each once."""
        names = [b.source for b in self.blocks]
        names += [f.lookup.table for b in self.blocks for f in (*b.fields.values(), *b.metrics.values()) if f.lookup]
        return tuple(dict.fromkeys(names))

    @property
    def unnumbered(self) -> tuple[str, ...]:
        """Return the tables of which no row names an order among versions of one instant."""
        numbered = {b.into for b in self.blocks if b.numbers_versions}
        return tuple(dict.fromkeys(b.into for b in self.blocks if b.into not in numbered))

    @property
    def tables(self) -> tuple[str, ...]:
        """Return the names that files may have: ``sources`` without the lists in their rows."""
        return tuple(dict.fromkeys(split_each(name)[0] for name in self.sources))

    @property
    def required_sources(self) -> tuple[str, ...]:
        """Return the origin's tables without which nothing can be read."""
        return tuple(dict.fromkeys(b.source for b in self.blocks if not b.optional))


def unborne(what: str, blocks: Sequence[Block]) -> str | None:
    """Return why what a mapping feeds cannot cover something, None where it can.

    A column that is a constant bears only what that says: events of kind ``message`` are no history of a status.
    """
    needed = BORNE.get(what, ())
    if not needed or any(block.into in needed and _bears(block, what) for block in blocks):
        return None
    how = " or ".join(_how(table, what) for table in needed)
    return f"says {what!r}, but nothing here is {how}, which alone could show it"


def _bears(block: Block, what: str) -> bool:
    if block.into == "event":
        kind = block.fields.get("kind", Field())
        return kind.value is None or KINDS.get(kind.value) == what
    column = BY_COLUMN.get((block.into, what))
    return column is None or column in block.fields


def _how(table: str, what: str) -> str:
    kind = next((kind for kind, covered in KINDS.items() if covered == what), None)
    if table == "event" and kind:
        return f"a row of event (kind {kind})"
    column = BY_COLUMN.get((table, what))
    return f"a row of {table} ({column})" if column else f"a row of {table}"
