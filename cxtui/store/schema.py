"""The tables of a store: canonical, derived and bookkeeping ones, as one kind of specification and its DDL.

Every table is STRICT and WITHOUT ROWID, clustered by its key: a ticket's rows lie side by side, and a bulk
build that feeds rows in the order of the key only appends.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from cxtui.canonical import SQL_TYPES, TABLES, CanonicalColumn
from cxtui.facts.tables import DERIVED, Index
from cxtui.store.marks import APPLICATION_ID, VERSION, listed, quoted

__all__ = [
    "APPLICATION_ID",
    "CANONICAL_INDEXES",
    "LOG_TABLES",
    "VERSION",
    "LogTable",
    "TableSpec",
    "create_index",
    "create_indexes",
    "create_table",
    "indexes_of",
    "kept",
    "listed",
    "quoted",
    "specs",
]


class TableSpec(Protocol):
    """What a table needs to be known by: canonical, derived and bookkeeping tables all have it."""

    @property
    def name(self) -> str: ...
    @property
    def key(self) -> tuple[str, ...]: ...
    @property
    def columns(self) -> tuple[CanonicalColumn, ...]: ...


@dataclass(frozen=True, slots=True)
class LogTable:
    """A bookkeeping table: which imports ran, what they refused, and the settings that change numbers."""

    name: str
    about: str
    key: tuple[str, ...]
    columns: tuple[CanonicalColumn, ...]


def _columns(**kinds: str) -> tuple[CanonicalColumn, ...]:
    """Make columns from ``name="kind about"``; a leading ``!`` marks a required one."""
    made = []
    for name, words in kinds.items():
        kind, _, about = words.lstrip("!").partition(" ")
        made.append(CanonicalColumn(name, kind, about, words.startswith("!")))  # type: ignore[arg-type]
    return tuple(made)


LOG_TABLES: dict[str, LogTable] = {
    b.name: b
    for b in (
        LogTable(
            "source_state", "how fresh each source is", ("source",),
            _columns(
                source="!text name of the source", committed_at="!int instant of its newest commit",
                newest_event_at="int instant of the newest event in it", rows="!int canonical rows it has",
                mapping="text mapping of its newest import",
            ),
        ),
        LogTable(
            "import_run", "one row an import; a followed source has one an hour", ("run",),
            _columns(
                run="!int number of the run", started_at="!int instant", finished_at="int instant",
                source="!text name of the source", mapping="text how its columns were read",
                files="!int files read", rows_read="!int rows read", new="!int rows not seen before",
                changed="!int rows with a newer version", same="!int rows already known",
                rejected="!int rows refused", span_from="int oldest instant in it",
                span_to="int newest instant in it", note="text what a person should know",
                doubtful_times="int local times in it that do not exist in their zone or exist twice",
                as_of="int instant at which its files were exported",
                batches="int batches that came live within an hour and are one run; NULL of an import",
            ),
        ),
        LogTable(
            "import_file", "files already imported, so that an unchanged one is recognised",
            ("sha256", "source", "mapping", "settings"),
            _columns(
                sha256="!text of the bytes of the file", source="!text name of the source",
                mapping="!text how it was read", settings="!text digest of what else changed its rows",
                name="text name of the file then", bytes="int its size", run="!int import_run that read it",
                imported_at="!int instant",
            ),
        ),
        LogTable(
            "reject", "rows refused, with line and reason", ("run", "seq"),
            _columns(
                run="!int import_run", seq="!int from 1", file="text name", line="int line in it",
                column_name="text column at fault", value="text its value", reason="!text why",
                row="text the row as it was read",
            ),
        ),
        LogTable(
            "reject_count", "how many rows were refused, and where those stand that are not kept",
            ("run", "seq"),
            _columns(
                run="!int import_run", seq="!int from 1", file="!text name",
                sha256="!text of the bytes of the file", column_name="text column at fault", reason="!text why",
                rows="!int how many", lines="text lines of those not in reject, packed",
            ),
        ),
        LogTable(
            "before_image", "what rows were before the newest imports changed them", ("run", "seq"),
            _columns(
                run="!int import_run", seq="!int from 0", table_name="!text table of the rows",
                rows="!text JSON: rows as they were, keys of new ones, versions before",
            ),
        ),
        LogTable(
            "as_found", "how the newest export of a source found its tickets, so that what is as before is known",
            ("source", "part"),
            _columns(
                source="!text name of the source", part="!int from 0", key="!text of the hashes, of this export alone",
                as_of="int instant of the export", dated="!text tables whose rows have that as their version",
                hashes="!text keyed hashes of tickets as they were found, one a line",
            ),
        ),
        LogTable(
            "feed", "how far followed sources were read", ("source", "lane"),
            _columns(
                source="!text name of the source", lane="!text live or fill (history, backwards)",
                origin="text kind and address it was read from", cursor="text JSON: the place, as its reader has it",
                from_at="int instant down to which history was asked for", written_at="!int instant",
            ),
        ),
        LogTable(
            "setting", "what changes numbers, as JSON, with its digest", ("key",),
            _columns(key="!text name", value="!text JSON"),
        ),
    )
}  # fmt: skip

CANONICAL_INDEXES: dict[str, tuple[Index, ...]] = {
    "ticket": (
        Index("ticket_customer", ("source", "customer", "created_at"), "customer IS NOT NULL"),
        Index("ticket_merged", ("source", "merged_into"), "merged_into IS NOT NULL"),
    ),
    "rating": (Index("rating_ticket", ("source", "ticket")),),
    "qa_score": (Index("qa_score_ticket", ("source", "ticket"), "ticket IS NOT NULL"),),
    "customer": (
        Index("customer_since", ("source", "since", "left_at", "customer", "tier")),
        Index("customer_left", ("source", "left_at", "customer"), "left_at IS NOT NULL"),
    ),
    "purchase": (
        Index("purchase_customer", ("source", "customer", "occurred_at", "kind", "currency", "amount")),
        Index("purchase_occurred", ("occurred_at", "source", "customer", "kind")),
        Index("purchase_sold", ("occurred_at", "kind", "source"), "agent IS NOT NULL"),
    ),
    "contract": (
        Index("contract_customer", ("source", "customer")),
        Index("contract_ended", ("to_at", "source", "customer"), "to_at IS NOT NULL"),
    ),
    "handle": (
        Index("handle_ticket", ("source", "ticket")),
        Index("handle_ended", ("to_at", "from_at", "ticket", "agent")),
    ),
    "tombstone": (
        Index("tombstone_pseudonym", ("source", "pseudonym", "kind")),
        Index("tombstone_key", ("key",)),
    ),
}
"""Indexes by which a batch finds the tickets it touches, and readers what happened in a period."""


def specs() -> dict[str, TableSpec]:
    """Return every table of a store by name."""
    return {**TABLES, **DERIVED, **LOG_TABLES}


def kept() -> dict[str, TableSpec]:
    """Return the tables whose rows cannot be made again from others: canonical and bookkeeping ones."""
    return {**TABLES, **LOG_TABLES}


def indexes_of(table: str) -> tuple[Index, ...]:
    """Return the secondary indexes of a table."""
    if table in DERIVED:
        return DERIVED[table].indexes
    return CANONICAL_INDEXES.get(table, ())


def create_table(spec: TableSpec, name: str | None = None, temporary: bool = False) -> str:
    """Return the CREATE TABLE of a table; key columns and required ones are NOT NULL."""
    lines = []
    for column in spec.columns:
        needed = " NOT NULL" if column.required or column.name in spec.key else ""
        lines.append(f"{quoted(column.name)} {SQL_TYPES[column.kind][1]}{needed}")
    lines.append(f"PRIMARY KEY ({listed(spec.key)})")
    head = f"CREATE {'TEMP ' if temporary else ''}TABLE {quoted(name or spec.name)}"
    return f"{head} (\n  " + ",\n  ".join(lines) + "\n) STRICT, WITHOUT ROWID"


def create_index(table: str, index: Index) -> str:
    """Return the CREATE INDEX of a secondary index."""
    where = f" WHERE {index.where}" if index.where else ""
    return f"CREATE INDEX {quoted(index.name)} ON {quoted(table)} ({listed(index.columns)}){where}"


def create_indexes(tables: Mapping[str, TableSpec] | None = None) -> dict[str, str]:
    """Return the CREATE INDEX of every secondary index by the index's name."""
    return {
        index.name: create_index(table, index)
        for table in (specs() if tables is None else tables)
        for index in indexes_of(table)
    }
