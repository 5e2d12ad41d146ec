"""The mapping of our own tables, made from the canonical tables themselves so that both cannot disagree."""

from cxtui import canonical
from cxtui.sources.mapping import Block, Field, Mapping, natural
from cxtui.sources.packaged import CANONICAL

VERSION: dict[str, tuple[str, ...]] = {
    "ticket": ("created_at",),
    "event": ("occurred_at",),
    "stated": (),
    "agent": (),
    "team": (),
    "customer": (),
    "contract": ("from_at",),
    "purchase": ("occurred_at",),
    "rating": ("occurred_at", "sent_at"),
    "qa_score": ("occurred_at",),
    "calendar": (),
    "sla_target": ("from_at",),
    "agent_state": ("to_at", "from_at"),
    "handle": ("to_at",),
}
"""What stands for ``version_at`` where a row has none: the first of these columns, else 0."""

ELSE: dict[tuple[str, str], int] = {
    ("calendar", "from_at"): 0, ("sla_target", "from_at"): 0, ("sla_target", "business"): 0,
}  # fmt: skip
"""What stands for other columns that a row must have and may leave out."""


def canonical_mapping() -> Mapping:
    """Return the mapping that reads files named after the canonical tables, columns named after theirs."""
    return Mapping(
        name=CANONICAL,
        about="our own tables",
        kind="records",
        blocks=tuple(_block(t) for t in canonical.TABLES.values()),
        times=("iso", "epoch"),
        strict=True,
        module="own_coverage",
    )


def _block(table: canonical.CanonicalTable) -> Block:
    return Block(
        into=table.name,
        source=table.name,
        fields={c.name: _field(table, c) for c in table.columns},
        optional=True,
    )


def _field(table: canonical.CanonicalTable, column: canonical.CanonicalColumn) -> Field:
    kind = natural(table.name, column.name)
    if column.name == "version_at":
        return Field(("version_at", *VERSION[table.name]), kind=kind, default=0, optional=True)
    if (table.name, column.name) in ELSE:
        return Field((column.name,), kind=kind, default=ELSE[table.name, column.name], optional=True)
    if column.name == "version_seq":
        return Field(("version_seq",), kind=kind, default=0, optional=True)
    if column.name == "source":
        return Field(("source",), optional=True)
    return Field((column.name,), kind=kind, optional=not column.required, required=column.required)
