"""A mapping fitted to the columns that a file has: of an export that people may set up, many may be missing."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from cxtui import canonical
from cxtui.sources import header_row
from cxtui.sources import mapping as mappings
from cxtui.sources.fields import HOLE
from cxtui.sources.header_row import fold
from cxtui.sources.mapping import ROW_NUMBER, Block, Field

WITNESSES: dict[str, tuple[tuple[str, str], ...]] = {
    "agents": (("agent", "agent"), ("stated", "assignee"), ("event", "actor"), ("state", "assignee")),
    "teams": (("team", "team"), ("ticket", "team"), ("state", "team")),
    "tiers": (("team", "tier"),),
    "customers": (("ticket", "customer"), ("customer", "customer")),
    "topic": (("ticket", "topic"), ("state", "topic")),
    "assignee": (("state", "assignee"), ("event", "value")),
    "team": (("state", "team"), ("event", "value")),
    "priority": (("state", "priority"), ("event", "value")),
    "status": (("state", "status"), ("event", "value")),
    "ratings": (("rating", "rating"),),
    "first_response": (("stated", "first_response_at"),),
    "resolution": (("stated", "resolved_at"),),
}
"""The columns of ours of which one must be filled for a source to cover something; what is not here stays."""


class Columns:
    """The columns of a table, found without regard to case, blanks and underscores."""

    def __init__(self, there: Collection[str]) -> None:
        self.there = dict.fromkeys(there)
        folded: dict[str, list[str]] = {}
        for name in self.there:
            folded.setdefault(fold(name), []).append(name)
        self.folded = {key: names[0] for key, names in folded.items() if len(names) == 1}

    def find(self, name: str) -> tuple[str, ...]:
        """Return the columns that a name means: one, none, or each of a header that stands there several times."""
        if name in self.there:
            return (name,)
        if places := header_row.doubled(tuple(self.there), name):
            columns = list(self.there)
            return tuple(columns[place - 1] for place in places)
        found = self.folded.get(fold(name))
        return (found,) if found else ()


def fitted(mapping: mappings.Mapping, columns: Mapping[str, Collection[str]]) -> mappings.Mapping:
    """Return a sparse mapping without what the columns by table cannot fill; any other as it is.

    What identifies a row stays, so that its absence is told.
    """
    if not mapping.sparse:
        return mapping
    there = {table: Columns(names) for table, names in columns.items()}
    blocks = [
        _block(_looked_up(one, there), there[one.source]) if one.source in there else None if one.optional else one
        for one in mapping.blocks
    ]
    kept = tuple(one for one in blocks if one is not None)
    filled = {(b.into, name) for b in kept for name in (*b.fields, *b.metrics)}
    coverage = tuple(c for c in mapping.coverage if c not in WITNESSES or filled & set(WITNESSES[c]))
    claims = tuple(c for c in mapping.claims if {("stated", m) for m in (c.flag, c.done, c.due)} <= filled)
    # Tickets without anything that happened to them are an export of how they stand.
    history = {b.into for b in kept} - {"ticket", "stated", "agent", "team", "customer", "rating"}
    kind = mapping.kind if history else "state"
    return replace(mapping, blocks=kept, coverage=coverage, claims=claims, kind=kind)


def _looked_up(block: Block, tables: Mapping[str, Columns]) -> Block:
    """Return a block whose lookups name the columns of other tables as those have them."""

    def field(one: Field) -> Field:
        other = tables.get(one.lookup.table) if one.lookup else None
        if one.lookup is None or other is None:
            return one
        match, take = ((other.find(name) or (name,))[0] for name in (one.lookup.match, one.lookup.take))
        return replace(one, lookup=replace(one.lookup, match=match, take=take))

    return replace(
        block,
        fields={name: field(one) for name, one in block.fields.items()},
        metrics={name: field(one) for name, one in block.metrics.items()},
    )


def _block(block: Block, there: Columns) -> Block | None:
    """Return a block with the columns as the file has them, None if it could not be filled."""
    main = block.into in ("ticket", "state")
    where = []
    for condition in block.where:
        names = there.find(condition.column)
        # Rows in which a cell must be filled are none where it is missing.
        if not names and not main and (not condition.negated or "" in condition.values):
            return None
        where.append(replace(condition, column=names[0]) if names else condition)
    fields: dict[str, Field] = {}
    dated = block.dated
    for name, field in block.fields.items():
        found = _field(field, there)
        if found is not None:
            fields[name] = found
        elif name in ("version_at", "version_seq"):
            fields[name] = Field(default=0, kind="int")
            dated |= name == "version_at" and block.into in ("ticket", "stated")
        elif canonical.TABLES[block.into][name].required:
            if not main:
                return None
            fields[name] = field
    metrics = {name: found for name, field in block.metrics.items() if (found := _field(field, there)) is not None}
    if block.metrics and not metrics:
        return None
    return replace(block, fields=fields, metrics=metrics, where=tuple(where), dated=dated)


def _field(field: Field, there: Columns) -> Field | None:
    """Return a field with its columns as the file has them, None if it has none of them."""
    beside = [there.find(column) for column in (field.plus, field.minus, field.parent) if column]
    if not all(beside):
        return None
    plus, minus, parent = (there.find(one)[0] if one else None for one in (field.plus, field.minus, field.parent))
    field = replace(field, plus=plus, minus=minus, parent=parent)
    if field.columns:
        names = tuple(found for name in field.columns for found in there.find(name))
        if names:
            return replace(field, columns=names)
        return None if field.default is None else replace(field, columns=())
    if field.lookup:
        by = there.find(field.lookup.by)
        return replace(field, lookup=replace(field.lookup, by=by[0])) if by else None
    if field.template:
        for hole in HOLE.finditer(field.template):
            if hole.group(1) == ROW_NUMBER:
                continue
            names = there.find(hole.group(1))
            if not names:
                return None
            if names[0] != hole.group(1):
                named = "{" + names[0] + (f":{hole.group(2)}" if hole.group(2) else "") + "}"
                field = replace(field, template=str(field.template).replace(hole.group(0), named))
    return field
