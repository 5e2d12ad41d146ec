"""Where the later import wins: in exports of one instant, and by a mapping that was corrected since."""

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from cxtui import canonical, sources
from cxtui.facts import duckdb_engine
from cxtui.sources import dating, observing
from cxtui.store import import_log

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class LaterWins:
    """Tables in which a row replaces another of its version; ``corrected`` if the same files were read otherwise.

    ``given_up`` are coverages by source that only the mapping as it was before has promised.
    """

    tables: frozenset[str]
    corrected: bool
    given_up: Mapping[str, frozenset[str]] = field(default_factory=dict)


def later_wins(
    con: "duckdb.DuckDBPyConnection",
    store: Path,
    mapping: sources.Mapping,
    staged: sources.Staged,
    files: Sequence[import_log.KnownFile],
) -> LaterWins:
    """Return where rows of this batch replace those of their version.

    A corrected mapping replaces what the same files gave before: its rows are no older than those were, and what it
    no longer claims of a ticket is taken back.
    """
    tables = set(staged.dated)
    if mapping.kind == "state":
        tables |= {t for t in mapping.unnumbered if t in staged.tables and canonical.TABLES[t].mutable}
    with closing(sqlite3.connect(f"{store.absolute().as_uri()}?mode=ro", uri=True, timeout=5.0)) as file:
        if not import_log.corrects(file, files):
            return LaterWins(frozenset(tables), corrected=False)
        before = import_log.as_of_before(file, files)
        claimed = import_log.metrics_of(file, staged.source)
        given_up = _given_up(file, staged, files)
    if staged.observed:
        # How tickets were found is of the export's own instant, whatever version their rows are given below.
        observing.fill(con)
    if before is not None and staged.as_of is not None and before > staged.as_of:
        dating.date(con, staged.dated, before)
    _take_back(con, mapping, staged, claimed)
    return LaterWins(frozenset(staged.tables) | {"stated"}, True, {staged.source: given_up} if given_up else {})


def _given_up(
    file: sqlite3.Connection, staged: sources.Staged, files: Sequence[import_log.KnownFile]
) -> frozenset[str]:
    """Return what a source covers by its mapping as it was before, and no longer does.

    Nothing where the source has come by another mapping too, or says itself what it covers. What exports have shown
    stays shown, and so does since when tickets are kept.
    """
    mappings = {one.mapping for one in files}
    if "coverage" in staged.tables or set(import_log.mappings_of(file, staged.source)) != mappings:
        return frozenset()
    before = file.execute("SELECT what FROM coverage WHERE source = ?", (staged.source,)).fetchall()
    return frozenset(what for (what,) in before) - {*staged.coverage, *canonical.OBSERVED, "observed", "tickets"}


def _take_back(
    con: "duckdb.DuckDBPyConnection", mapping: sources.Mapping, staged: sources.Staged, claimed: Sequence[str]
) -> None:
    """Stage an empty claim for every metric that the mapping has given up."""
    stated = {metric for block in mapping.blocks for metric in block.metrics}
    gone = [metric for metric in claimed if metric not in stated]
    if mapping.kind != "state" or not gone or "ticket" not in staged.tables:
        return
    if "stated" not in staged.tables:
        duckdb_engine.create_empty(con, "in_stated", canonical.TABLES["stated"].columns)
    con.execute(
        "INSERT INTO in_stated SELECT t.source, t.ticket, m.metric, t.version_at, t.version_seq, NULL, NULL"
        " FROM in_ticket t CROSS JOIN (SELECT unnest(?::VARCHAR[]) AS metric) m",
        [gone],
    )
