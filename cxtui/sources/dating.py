"""Of when an export is: the instant that stands for the version of rows that name none."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from cxtui import canonical
from cxtui.sources import sql
from cxtui.sources.mapping import Block, natural
from cxtui.sources.plausible import is_lasting

if TYPE_CHECKING:
    import duckdb

PLANNED = (
    "due", "deadline", "plan", "schedul", "expect", "promis", "estimat", "eta", "until", "next", "follow", "remind",
    "expir", "breach", "by", "sla", "target", "snooze", "fällig", "faellig", "frist", "geplant", "erwartet", "termin",
    "oczekiwan", "срок", "план", "ожида", "vencim", "vence", "previst", "prazo", "échéance", "echeance", "prévu",
    "prevu",
)  # fmt: skip
"""How words of a column begin that holds what is planned or due, and has perhaps not happened."""

WHOLE = frozenset({"by", "eta", "sla", "due", "next", "plan"})
"""Those of PLANNED that must be the whole word."""

UNTIMED = frozenset({"agent", "team", "customer", "contract", "calendar", "sla_target", "coverage"})
"""Tables whose times are no happenings, or may lie ahead."""

_WORD = re.compile(r"[^\W\d_]+")


def is_planned(name: str) -> bool:
    """Return whether a column's name says that its times are due or planned, not past."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()
    return any(
        word == start or (start not in WHOLE and word.startswith(start))
        for word in _WORD.findall(spaced)
        for start in PLANNED
    )


def dated_tables(blocks: Iterable[Block], fed: Iterable[str]) -> tuple[str, ...]:
    """Return the fed tables of which no row names its version."""
    blocks = list(blocks)
    return tuple(t for t in fed if t in {b.into for b in blocks if b.dated} - {b.into for b in blocks if not b.dated})


def newest(con: "duckdb.DuckDBPyConnection", blocks: Iterable[Block], fed: Iterable[str]) -> int | None:
    """Return the newest instant (UTC epoch seconds) of things that happened in the ``in_`` tables; None without any."""
    blocks = list(blocks)
    parts = [f"SELECT max({of}) AS newest_at FROM {rows}" for of, rows in _happened(blocks, list(fed))]
    if not parts:
        return None
    ((found,),) = con.execute(f"SELECT max(newest_at) FROM ({' UNION ALL '.join(parts)})").fetchall()
    return None if found is None else int(found)


def later_cells(con: "duckdb.DuckDBPyConnection", blocks: Iterable[Block], fed: Iterable[str], at: int) -> int:
    """Return how many times of things that happened are after an instant."""
    parts = [f"SELECT count(*) AS n FROM {rows} WHERE {of} > {at}" for of, rows in _happened(list(blocks), list(fed))]
    if not parts:
        return 0
    ((found,),) = con.execute(f"SELECT sum(n) FROM ({' UNION ALL '.join(parts)})").fetchall()
    return int(found)


def date(con: "duckdb.DuckDBPyConnection", tables: Iterable[str], at: int) -> None:
    """Give every row of the ``in_`` tables the version of their export."""
    for table in tables:
        con.execute(f"UPDATE in_{table} SET version_at = {at}, version_seq = 0")


def _happened(blocks: list[Block], fed: list[str]) -> Iterator[tuple[str, str]]:
    """Yield each column of times that happened with the rows it is in."""
    dated = dated_tables(blocks, fed)
    for table in (t for t in fed if t not in UNTIMED):
        used = [b for b in blocks if b.into == table]
        for column in canonical.TABLES[table].names:
            if natural(table, column) != "time" or is_lasting(table, column):
                continue
            if column == "version_at" and table in dated:
                continue
            origins = [name for b in used if (f := b.fields.get(column)) for name in f.columns]
            if not origins or not all(map(is_planned, origins)):
                yield sql.name(column), f"in_{table}"
    for block in (b for b in blocks if b.into == "stated" and "stated" in fed):
        for metric, field in block.metrics.items():
            if field.kind == "time" and not any(map(is_planned, (metric, *field.columns))):
                yield '"value"', f"(SELECT value FROM in_stated WHERE metric = {sql.lit(metric)})"


__all__ = ["date", "dated_tables", "is_planned", "later_cells", "newest"]
