"""A mapping file's tables: the short form ``[ticket]`` for one file, ``[[table]]`` for folders."""

from dataclasses import replace
from pathlib import Path
from typing import cast

from cxtui import canonical
from cxtui.sources import plausible
from cxtui.sources.canonical_mapping import ELSE, VERSION
from cxtui.sources.mapping import (
    MAPPING_KINDS,
    As,
    Block,
    Claim,
    Condition,
    Field,
    Mapping,
    MappingKind,
    natural,
    unborne,
)
from cxtui.sources.toml_fields import read_field
from cxtui.sources.toml_keys import Keys

TOP = (
    "about", "kind", "zone", "zone_fixed", "times", "null", "trim", "delimiter", "unknown_columns",
    "coverage", "words", "files", "claim", "table", "span",
)  # fmt: skip
BLOCK = ("from", "into", "where", "where_not", "covers", "skip_empty", "optional", "columns", "metrics")
Words = dict[str, dict[str, str]]


def read_mapping(data: object, path: Path, packaged: bool) -> Mapping:
    """Return the mapping that a TOML document holds; its name is the file's; raises SourceError."""
    top = Keys(data, path, "")
    top.only((*TOP, *canonical.TABLES, *(("module",) if packaged else ())))
    words = {name: top.sub("words").words(name, {}) for name in top.sub("words").data}
    kind = cast(MappingKind, top.choice("kind", MAPPING_KINDS, "records"))
    blocks = [_short(top.sub(t), t, words) for t in canonical.TABLES if t in top.data and t != "coverage"]
    blocks += [_long(k, words) for k in top.many("table")]
    if not blocks:
        raise top.wrong('maps nothing: write a table like [ticket] with ticket = "column"')
    mapping = Mapping(
        name=path.stem,
        about=top.text("about") or "",
        kind=kind,
        blocks=_completed(top, kind, blocks),
        zone=top.text("zone"),
        zone_fixed=top.flag("zone_fixed"),
        times=top.texts("times", ("iso",)),
        null=top.texts("null", ("",)),
        trim=top.flag("trim", True),
        delimiter=top.text("delimiter"),
        strict=top.choice("unknown_columns", ("ignore", "error"), "ignore") == "error",
        coverage=_covers(top, "coverage"),
        claims=tuple(_claim(k) for k in top.many("claim")),
        aliases={k: top.sub("files").texts(k) for k in top.sub("files").data},
        module=top.text("module"),
        span=_span(top),
    )
    _check_kind(top, mapping)
    for what in mapping.coverage:
        if why := unborne(what, {block.into for block in mapping.blocks}):
            raise top.wrong(why)
    return mapping


def _span(top: Keys) -> tuple[int, int]:
    days = top.texts("span", plausible.HAPPENED)
    try:
        first, end = map(plausible.micros, days)
    except ValueError:
        raise top.wrong('must be two days like ["1970-01-01", "2100-01-01"]', "span") from None
    if first >= end:
        raise top.wrong("its first day must come before its last", "span")
    return first, end


def _covers(keys: Keys, key: str) -> tuple[str, ...]:
    names = keys.texts(key)
    for name in names:
        Keys({key: name}, keys.path, keys.place).choice(key, canonical.COVERAGE)
    return names


def _claim(keys: Keys) -> Claim:
    keys.only(("reason", "flag", "done", "due"))
    texts = {k: keys.text(k) for k in ("reason", "flag", "done", "due")}
    missing = [k for k, v in texts.items() if not v]
    if missing:
        raise keys.wrong(f"needs {', '.join(missing)}")
    return Claim(**{k: str(v) for k, v in texts.items()})


def _short(keys: Keys, table: str, words: Words) -> Block:
    return _block(keys, keys if table != "stated" else None, keys if table == "stated" else None, table, words)


def _long(keys: Keys, words: Words) -> Block:
    keys.only(BLOCK)
    into = keys.choice("into", canonical.TABLES)
    if into is None:
        raise keys.wrong("needs 'into', a canonical table")
    block = _block(keys, keys.sub("columns"), keys.sub("metrics"), into, words)
    return replace(
        block,
        source=keys.text("from") or "",
        where=(*_conditions(keys.sub("where"), False), *_conditions(keys.sub("where_not"), True)),
        covers=_covers(keys, "covers"),
        skip_empty=keys.flag("skip_empty"),
        optional=keys.flag("optional"),
    )


def _conditions(keys: Keys, negated: bool) -> list[Condition]:
    return [Condition(column, keys.texts(column), negated) for column in keys.data]


def _block(at: Keys, columns: Keys | None, metrics: Keys | None, into: str, words: Words) -> Block:
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
        columns.only(sorted(named))
        for key in columns.data:
            fields[key] = read_field(columns, key, natural(into, key), table[key].required, words)
    return Block(into, "", fields, metrics=claims)


def _stated_kind(metric: str) -> As:
    if metric.endswith("_at"):
        return "time"
    return "label" if metric in ("status", "assignee") else "int"


def _completed(top: Keys, kind: MappingKind, blocks: list[Block]) -> tuple[Block, ...]:
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
                raise top.wrong(f"needs {column.name!r} ({column.about})", block.into)
        skip = block.skip_empty or (kind != "records" and block.into not in ("ticket", "state", "stated"))
        dated = _is_dated(block, kind, ticket)
        done.append(replace(block, fields=fields, skip_empty=skip, dated=dated))
    return tuple(done)


def _is_dated(block: Block, kind: MappingKind, ticket: Block | None) -> bool:
    """Return whether rows are of their export's instant: nothing names a version, and they are no rows of a log."""
    named = "version_at" in block.fields or (
        block.into == "stated" and ticket is not None and "version_at" in ticket.fields
    )
    return canonical.TABLES[block.into].mutable and kind != "state-log" and not named


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
        fields.setdefault("version_at", log.fields["from_at"])
        fields["version_seq"] = block.fields.get("version_seq", log.fields["seq"])
    made = [base[n] for n in names if n in base]
    if "version_at" not in fields and made and all(f.columns and not f.words for f in made):
        fields["version_at"] = replace(
            made[0], columns=tuple(c for f in made for c in f.columns), default=0, required=False
        )
    fields.setdefault("version_at", Field(default=0, kind="int"))
    fields.setdefault("version_seq", Field(default=0, kind="int"))


def _check_kind(top: Keys, mapping: Mapping) -> None:
    into = {b.into for b in mapping.blocks}
    if mapping.kind == "state-log" and not {"state", "ticket"} <= into:
        raise top.wrong("a state-log needs [state] and [ticket]", "kind")
    if mapping.kind == "state" and "ticket" not in into:
        raise top.wrong("kind state needs [ticket]", "kind")
    if mapping.kind != "records" and "event" in into:
        raise top.wrong(f"kind {mapping.kind} cannot feed [event]: use kind records", "kind")
    for claim in mapping.claims:
        metrics = {m for b in mapping.blocks for m in b.metrics}
        for name in (claim.flag, claim.done, claim.due):
            if name not in metrics:
                raise top.wrong(f"{name!r} is not a metric of [stated]", "claim")
