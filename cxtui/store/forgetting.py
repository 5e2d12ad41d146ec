"""Taking imports out of a store again: a whole source, or the newest run of one from what it changed.

Facts and buckets follow in the same transaction, by the way of any batch: afterwards the store is as if what was taken
out had never come in.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cxtui.canonical import TABLES, CanonicalTable
from cxtui.errors import UsageError
from cxtui.settings import StoreSettings
from cxtui.store import affected_tickets, as_found, batch, before_images, coverage, feeds, import_log, reference
from cxtui.store.schema import LOG_TABLES, listed, quoted
from cxtui.store.writer import Writer

Progress = Callable[[str], None]

OF_TICKETS = ("ticket", "event", "state", "stated", "observed", "rating")
"""Tables of which a row touches no ticket but its own, and the contacts of its customer."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was taken out: imports, records, and how many tickets had their facts made anew or dropped."""

    runs: tuple[int, ...]
    sources: tuple[str, ...]
    records: int
    tickets: int


def forget_source(path: Path, source: str, progress: Progress = lambda _: None) -> Forgotten:
    """Take everything of a source out of a store: records, facts, books.

    Raises UsageError if the store has no such source and StoreError if it cannot be written; the store is then as it
    was.
    """
    with Writer(path) as writer:
        with writer.batch() as con:
            known = _sources(con)
            if source not in known:
                raise UsageError(f"{path}: no source is called {source!r}; there are: {', '.join(known) or 'none'}")
            done = _forget_sources(con, (source,), progress)
        writer.analyze()
    return done


def forget_run(path: Path, run: int, progress: Progress = lambda _: None) -> Forgotten:
    """Take an import out of a store that is the newest of its sources; the store is then as it was before it.

    Raises UsageError, with what to do, if there is no such import, if a later one of its sources stands, or if what it
    changed is no longer kept.
    """
    with Writer(path) as writer:
        with writer.batch() as con:
            done = _forget_run(con, run, progress)
        writer.analyze()
    return done


def _sources(con: sqlite3.Connection) -> list[str]:
    return [s for (s,) in con.execute("SELECT source FROM main.source_state ORDER BY source")]


def _forget_run(con: sqlite3.Connection, run: int, progress: Progress) -> Forgotten:
    states = _undoable(con, run)
    if states and all(state is None for state in states.values()):
        return _forget_sources(con, tuple(states), progress)
    images = con.execute(
        "SELECT table_name, rows FROM main.before_image WHERE run = ? ORDER BY seq DESC", (run,)
    ).fetchall()
    affected_tickets.begin(con)
    records, whole, span = 0, False, before_images.span_text(con)
    for table, text in images:
        value = json.loads(text)
        if table in TABLES:
            # Of a coverage that is there before and after only the span has changed, which no fact asks for.
            whole = whole or (table not in OF_TICKETS and (table != "coverage" or _other_coverage(con, value)))
            records += _restore(con, TABLES[table], value)
        elif table == before_images.FILES:
            con.execute("DELETE FROM main.import_file WHERE run = ?", (run,))
            _insert(con, table, [c.name for c in LOG_TABLES[table].columns], value)
        elif table == before_images.SPAN:
            span = value
        else:
            _restore_states(con, value)
    if whole:
        for source in states:
            affected_tickets.affect_source(con, source)
    for source in states:
        as_found.drop(con, source)
    _drop_run(con, run)
    tickets = _made_anew(con, span, progress)
    return Forgotten((run,), tuple(states), records, tickets)


def _undoable(con: sqlite3.Connection, run: int) -> dict[str, list[Any] | None]:
    """Return the sources of a run with their states before it; raises UsageError if it cannot be taken out."""
    book = con.execute("SELECT source, batches FROM main.import_run WHERE run = ?", (run,)).fetchone()
    if book is None:
        raise UsageError(f"there is no import {run}; cxtui store runs lists them")
    if book[1] is not None:
        raise UsageError(
            f"run {run} is of batches that came live, and what rows were before those is not kept: take everything out "
            f"with cxtui store forget --source {book[0]}"
        )
    touched = before_images.touched(con)
    sources = set(touched.get(run, {book[0]: None}))
    later = con.execute(
        "SELECT run, source, batches FROM main.import_run WHERE run > ? ORDER BY run DESC", (run,)
    ).fetchall()
    over = [n for n, source, _ in later if sources & (set(touched[n]) if n in touched else {source})]
    live = [n for n, _, batches in later if n in over and batches is not None]
    if live:
        raise UsageError(
            f"import {run} is not the newest of {' and '.join(sorted(sources))}: rows came live after it (run "
            f"{live[-1]}), and what they were before is not kept: take everything out with cxtui store forget --source "
            f"{book[0]}"
        )
    if over:
        first = ", ".join(map(str, over))
        raise UsageError(
            f"import {run} is not the newest of {' and '.join(sorted(sources))}: take out {first} before it, in this "
            f"order, or everything with cxtui store forget --source {book[0]}"
        )
    if run not in touched:
        raise UsageError(
            f"what import {run} changed is no longer kept ([undo] in the settings says for how many imports of a "
            f"source it is): take everything out with cxtui store forget --source {book[0]} and import again"
        )
    return touched[run]


def _other_coverage(con: sqlite3.Connection, value: dict[str, Any]) -> bool:
    """Return whether undoing an image of coverage takes one away, or brings one back."""
    return "new" in value or any(row[1] not in coverage.spans(con, row[0]) for row in value.get("was", ()))


def _restore(con: sqlite3.Connection, spec: CanonicalTable, value: dict[str, Any]) -> int:
    """Undo one image of a table, touching the tickets of its rows; return how many rows were changed."""
    keys = " AND ".join(f"{quoted(k)} = ?" for k in spec.key)
    if "new" in value:
        affected_tickets.affect_rows(con, spec, value["new"], spec.key)
        con.executemany(f"DELETE FROM main.{quoted(spec.name)} WHERE {keys}", value["new"])
        return len(value["new"])
    if "was" in value:
        places = [spec.names.index(k) for k in spec.key]
        affected_tickets.affect_rows(con, spec, [[row[p] for p in places] for row in value["was"]], spec.key)
        _insert(con, spec.name, spec.names, value["was"])
        affected_tickets.affect_rows(con, spec, [[row[p] for p in places] for row in value["was"]], spec.key)
        return len(value["was"])
    if "moved" in value:
        (at, seq), rows = value["moved"]
        con.executemany(
            f"UPDATE main.{quoted(spec.name)} SET version_at = ?, version_seq = ? WHERE {keys}",
            ((at, seq, *row) for row in rows),
        )
        return 0
    to, before = value["back"]
    con.execute(
        f"UPDATE main.{quoted(spec.name)} SET version_at = ?, version_seq = ?"
        " WHERE source = ? AND version_at = ? AND version_seq = ?",
        (*before, *to),
    )
    return 0


def _restore_states(con: sqlite3.Connection, states: Iterable[tuple[str, list[Any] | None]]) -> None:
    names = [c.name for c in LOG_TABLES["source_state"].columns]
    for source, state in states:
        con.execute("DELETE FROM main.source_state WHERE source = ?", (source,))
        if state is not None:
            _insert(con, "source_state", names, [state])


def _insert(con: sqlite3.Connection, table: str, names: Iterable[str], rows: Iterable[Iterable[Any]]) -> None:
    names = list(names)
    con.executemany(
        f"INSERT OR REPLACE INTO main.{quoted(table)} ({listed(names)}) VALUES ({', '.join('?' * len(names))})",
        (tuple(row) for row in rows),
    )


def _forget_sources(con: sqlite3.Connection, sources: tuple[str, ...], progress: Progress) -> Forgotten:
    affected_tickets.begin(con)
    records = 0
    for source in sources:
        affected_tickets.affect_source(con, source)
        # Who was erased stays so, whatever comes in again.
        for table in (name for name in TABLES if name != "tombstone"):
            records += con.execute(f"DELETE FROM main.{quoted(table)} WHERE source = ?", (source,)).rowcount
        con.execute("DELETE FROM main.source_state WHERE source = ?", (source,))
        feeds.forget(con, source)
        as_found.drop(con, source)
    touched = before_images.touched(con)
    left = set(_sources(con))
    runs = []
    for run, name in con.execute("SELECT run, source FROM main.import_run ORDER BY run").fetchall():
        brought = set(touched.get(run, {name: None}))
        if not brought & set(sources) and (left or name in left):
            continue
        # What it changed of other sources stays; as a whole it can no longer be taken out.
        con.execute("DELETE FROM main.before_image WHERE run = ?", (run,))
        if not brought & left:
            _drop_run(con, run)
            runs.append(run)
    con.executemany("DELETE FROM main.import_file WHERE source = ?", [(source,) for source in sources])
    # Files that brought several sources are read again, so that they can bring this one again.
    con.execute("DELETE FROM main.import_file WHERE source NOT IN (SELECT source FROM main.source_state)")
    tickets = _made_anew(con, None, progress)
    return Forgotten(tuple(runs), sources, records, tickets)


def _drop_run(con: sqlite3.Connection, run: int) -> None:
    for table in ("import_run", "import_file", "reject", "reject_count", "before_image"):
        con.execute(f"DELETE FROM main.{table} WHERE run = ?", (run,))


def _made_anew(con: sqlite3.Connection, span: str | None, progress: Progress) -> int:
    """Make the facts of touched tickets anew and the reference tables as what is left needs them."""
    settings = import_log.read_settings(con)
    # Hours are those of the calendars that are left; days go once the old facts are out of the buckets.
    counted = affected_tickets.counted(con)
    wide = before_images.span_text(con)
    if wide is not None:
        _reference(con, settings, wide)
    batch.refresh(con, progress)
    _reference(con, settings, span)
    return counted


def _reference(con: sqlite3.Connection, settings: StoreSettings, span: str | None) -> None:
    if span is not None:
        reference.write(con, settings, tuple(json.loads(span)))
        return
    first, last = con.execute("SELECT min(span_from), max(span_to) FROM main.import_run").fetchone()
    reference.write(con, settings, reference.span_of(first, last))
