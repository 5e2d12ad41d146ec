"""A mapping file's tables: the short form ``[ticket]`` for one file, ``[[table]]`` for folders."""

from dataclasses import replace
from typing import Literal, cast, get_args

from cxtui import canonical
from cxtui.sources import encodings, plausible
from cxtui.sources.canonical_mapping import ELSE, VERSION
from cxtui.sources.mapping import (
    MAPPING_KINDS,
    As,
    Block,
    Claim,
    Condition,
    DateOrder,
    Field,
    Mapping,
    MappingKind,
    natural,
    unborne,
    with_each,
)
from cxtui.sources.toml_fields import Vocabularies, read_field, read_words
from cxtui.toml import TomlTable, nearest

TOP = (
    "about", "kind", "zone", "zone_fixed", "times", "null", "trim", "delimiter", "unknown_columns",
    "coverage", "words", "files", "claim", "table", "span", "encoding", "rows", "columns", "decimal",
    "product", "missing_columns", "other_columns", "typical", "dates",
)  # fmt: skip
BLOCK = ("from", "each", "into", "where", "where_not", "covers", "skip_empty", "optional", "columns", "metrics")


def read_mapping(top: TomlTable, name: str, packaged: bool, finished: bool = False) -> Mapping:
    """Return the mapping that a TOML file holds, called ``name``; raises SourceError.

    What it says to cover is held against its tables, unless code is to add to them (``finished``).
    """
    top.only(*TOP, *canonical.TABLES, *(("module",) if packaged else ()))
    vocabularies = top.table("words", optional=True)
    words = {one: read_words(vocabularies, one, {}) for one in vocabularies.data}
    kind = cast(MappingKind, top.choice("kind", MAPPING_KINDS, "records"))
    blocks = [_short(top.table(t), t, words) for t in canonical.TABLES if t in top.data and t != "coverage"]
    blocks += [_long(k, words) for k in top.tables("table", optional=True)]
    if not blocks:
        top.fail("", 'maps nothing; write a table like [ticket] with ticket = "column"')
    aliases = top.table("files", optional=True)
    mapping = Mapping(
        name=name,
        about=top.text("about", "", blank=True),
        kind=kind,
        blocks=_completed(top, kind, blocks),
        zone=top.text("zone", None),
        zone_fixed=top.flag("zone_fixed", False),
        times=top.text_or_texts("times", ("iso",)),
        dates=cast(DateOrder | None, top.choice("dates", get_args(DateOrder), None)),
        null=top.text_or_texts("null", ("",)),
        trim=top.flag("trim", True),
        delimiter=top.text("delimiter", None, blank=True),
        strict=top.choice("unknown_columns", ("ignore", "error"), "ignore") == "error",
        coverage=_covers(top, "coverage"),
        claims=tuple(_claim(k) for k in top.tables("claim", optional=True)),
        aliases={k: aliases.text_or_texts(k) for k in aliases.data},
        module=top.text("module", None),
        span=_span(top),
        encoding=_encoding(top),
        decimal=cast(Literal[".", ","] | None, top.choice("decimal", (".", ","), None)),
        rows=top.text("rows", None),
        columns=_columns(top),
        product=top.text("product", None),
        sparse=top.choice("missing_columns", ("error", "ignore"), "error") == "ignore",
        other_columns=top.text_or_texts("other_columns", ()),
        typical=_typical(top),
    )
    _check_kind(top, mapping)
    if mapping.module is not None or finished:
        return mapping
    claimed = dict.fromkeys((*mapping.coverage, *(what for block in mapping.blocks for what in block.covers)))
    unshown = {what: why for what in claimed if (why := unborne(what, mapping.blocks))}
    if packaged:
        for what, why in unshown.items():
            top.fail("coverage" if what in mapping.coverage else "table", why)
    return _without(mapping, unshown)


def _without(mapping: Mapping, unshown: dict[str, str]) -> Mapping:
    """Return a mapping that covers nothing of what none of its tables could show, and says so."""
    if not unshown:
        return mapping
    return replace(
        mapping,
        coverage=tuple(what for what in mapping.coverage if what not in unshown),
        blocks=tuple(
            replace(one, covers=tuple(what for what in one.covers if what not in unshown)) for one in mapping.blocks
        ),
        unshown=tuple(f"coverage {why}; it is not taken over" for why in unshown.values()),
    )


def _span(top: TomlTable) -> tuple[int, int]:
    days = top.text_or_texts("span", plausible.HAPPENED)
    try:
        first, end = map(plausible.micros, days)
    except ValueError:
        top.fail("span", 'must be two days like ["1970-01-01", "2100-01-01"]')
    if first >= end:
        top.fail("span", "must have its first day before its last")
    return first, end


def _encoding(top: TomlTable) -> str | None:
    name = top.text("encoding", None)
    plain = encodings.known(name) if name else None
    if name and plain is None:
        top.fail("encoding", f'is {name[:40]!r}, no encoding of text; write one like "utf-8", "windows-1250", "utf-16"')
    return plain


def _columns(top: TomlTable) -> dict[str, tuple[str, ...]]:
    if not top.has("columns"):
        return {}
    if isinstance(top.data["columns"], list):
        return {"": tuple(top.texts("columns"))}
    by_table = top.table("columns")
    return {name: tuple(by_table.texts(name)) for name in by_table.data}


def _typical(top: TomlTable) -> dict[str, tuple[str, ...]]:
    words = top.table("typical", optional=True)
    return {column: tuple(words.texts(column)) for column in words.data}


def _covers(table: TomlTable, key: str) -> tuple[str, ...]:
    return tuple(table.option(key, name, canonical.COVERAGE) for name in table.text_or_texts(key, ()))


def _claim(table: TomlTable) -> Claim:
    table.only("reason", "flag", "done", "due")
    return Claim(reason=table.text("reason"), flag=table.text("flag"), done=table.text("done"), due=table.text("due"))


def _short(table: TomlTable, into: str, words: Vocabularies) -> Block:
    return _block(table, table if into != "stated" else None, table if into == "stated" else None, into, words)


def _long(table: TomlTable, words: Vocabularies) -> Block:
    table.only(*BLOCK)
    if not table.has("into"):
        table.fail("", "needs 'into', a canonical table")
    into = table.choice("into", canonical.TABLES)
    columns, metrics = table.table("columns", optional=True), table.table("metrics", optional=True)
    block = _block(table, columns, metrics, into, words)
    return replace(
        block,
        source=with_each(table.text("from", ""), table.text("each", "")),
        where=(*_conditions(table, "where"), *_conditions(table, "where_not")),
        covers=_covers(table, "covers"),
        skip_empty=table.flag("skip_empty", False),
        optional=table.flag("optional", False),
    )


def _conditions(table: TomlTable, key: str) -> list[Condition]:
    conditions = table.table(key, optional=True)
    negated = key == "where_not"
    return [Condition(column, conditions.text_or_texts(column), negated) for column in conditions.data]


def _block(
    at: TomlTable, columns: TomlTable | None, metrics: TomlTable | None, into: str, words: Vocabularies
) -> Block:
    table = canonical.TABLES[into]
    named = set(table.names) - {"source"}
    fields: dict[str, Field] = {}
    claims: dict[str, Field] = {}
    for key in metrics.data if metrics else ():
        if columns is None and key in ("ticket", "version_at", "version_seq"):
            fields[key] = read_field(at, key, natural(into, key), table[key].required, words)
        elif metrics:
            claims[key] = read_field(metrics, key, _stated_kind(key), False, words)
    if columns is not None:
        columns.only(*sorted(named))
        for key in columns.data:
            fields[key] = read_field(columns, key, natural(into, key), table[key].required, words)
    return Block(into, "", fields, metrics=claims)


def _stated_kind(metric: str) -> As:
    if metric.endswith("_at"):
        return "time"
    return "label" if metric in ("status", "assignee") else "int"


def _completed(top: TomlTable, kind: MappingKind, blocks: list[Block]) -> tuple[Block, ...]:
    """Return the blocks with versions filled in and claims tied to their ticket, if nothing is missing."""
    done = []
    for block in blocks:
        fields = dict(block.fields)
        ticket = next((b for b in blocks if b.into == "ticket" and b.source == block.source), None)
        if block.into == "stated" and ticket:
            fields = {"ticket": ticket.fields.get("ticket", Field()), **fields}
        for (into, name), value in ELSE.items():
            if block.into == into:
                fields.setdefault(name, Field(default=value, kind="int"))
        _add_version(fields, block, kind, blocks, ticket)
        claims = ("metric", "value", "label") if block.metrics else ()
        for column in canonical.TABLES[block.into].columns:
            if column.required and column.name not in (*fields, *claims, "source"):
                top.fail(block.into, f"needs {column.name!r} ({column.about})")
        skip = block.skip_empty or (kind != "records" and block.into not in ("ticket", "state", "stated"))
        dated = _is_dated(block, kind, ticket)
        done.append(replace(block, fields=fields, skip_empty=skip, dated=dated))
    return tuple(done)


def _is_dated(block: Block, kind: MappingKind, ticket: Block | None) -> bool:
    """Return whether rows are of their export's instant: nothing names a version, and they are no rows of a log.

    An event that names none is of the instant at which it happened.
    """
    named = "version_at" in block.fields or (
        block.into == "stated" and ticket is not None and "version_at" in ticket.fields
    )
    versioned = canonical.TABLES[block.into].mutable and block.into != "event"
    return versioned and kind != "state-log" and not named


def _add_version(
    fields: dict[str, Field], block: Block, kind: MappingKind, blocks: list[Block], ticket: Block | None
) -> None:
    if not canonical.TABLES[block.into].mutable:
        return
    log = next((b for b in blocks if b.into == "state" and b.source == block.source), None)
    base = fields
    names = VERSION[block.into]
    if block.into == "stated" and ticket:
        base, names = dict(ticket.fields), ("version_at", *VERSION["ticket"])
        fields.setdefault("version_seq", ticket.fields.get("version_seq", Field(value="0", kind="int")))
    if kind == "state-log" and log and block.into in ("ticket", "stated"):
        fields.setdefault("version_at", log.fields.get("from_at", Field()))
        fields["version_seq"] = block.fields.get("version_seq", log.fields.get("seq", Field()))
    made = [base[n] for n in names if n in base]
    if "version_at" not in fields and made and all(f.columns and not f.words for f in made):
        fields["version_at"] = replace(
            made[0], columns=tuple(c for f in made for c in f.columns), default=0, required=False, pick=None
        )
    fields.setdefault("version_at", Field(default=0, kind="int"))
    fields.setdefault("version_seq", Field(default=0, kind="int"))


def _check_kind(top: TomlTable, mapping: Mapping) -> None:
    into = {b.into for b in mapping.blocks}
    if mapping.kind == "state-log" and not {"state", "ticket"} <= into:
        top.fail("kind", "is state-log, which needs [state] and [ticket]")
    if mapping.kind == "state" and "ticket" not in into:
        top.fail("kind", "is state, which needs [ticket]")
    if mapping.kind != "records" and "event" in into:
        top.fail("kind", f"is {mapping.kind}, which cannot feed [event]; use kind records")
    for place, claim in enumerate(mapping.claims, 1):
        metrics = {m for b in mapping.blocks for m in b.metrics}
        for name in (claim.flag, claim.done, claim.due):
            if name not in metrics:
                top.fail(f"claim[{place}]", f"names {name!r}, no metric of [stated]; {nearest(name, metrics)}")
