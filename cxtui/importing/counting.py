"""What rows by canonical table span, and what each source among them brings."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from cxtui import canonical
from cxtui.sources.mapping import WHEN
from cxtui.store import import_log

RecordRow = Sequence[Any]


def span_of(rows: Mapping[str, Sequence[RecordRow]]) -> tuple[int, int] | None:
    """Return the oldest and newest instant in rows by canonical table; None where no row has one."""
    found: list[int] = []
    for table, columns in WHEN.items():
        names = canonical.TABLES[table].names
        for place in (names.index(column) for column in columns):
            found.extend(row[place] for row in rows.get(table, ()) if row[place] is not None)
    return (min(found), max(found)) if found else None


def brought_by(rows: Mapping[str, Sequence[RecordRow]]) -> dict[str, import_log.ImportedRows]:
    """Return what each source that the rows name brought."""
    counts: Counter[str] = Counter()
    newest: dict[str, int] = {}
    for table, some in rows.items():
        names = canonical.TABLES[table].names
        own = names.index("source")
        places = [names.index(column) for column in WHEN.get(table, ())]
        counts.update(row[own] for row in some)
        for row in some:
            for at in (row[place] for place in places):
                if at is not None and at > newest.get(row[own], at - 1):
                    newest[row[own]] = at
    return {source: import_log.ImportedRows(n, newest.get(source)) for source, n in counts.items()}
