"""Whom a store knows as agents of a source."""

import sqlite3
from contextlib import closing
from pathlib import Path

from cxtui.store.read import trouble


def known_staff(path: Path, source: str) -> tuple[str, ...]:
    """Return the ids of a source's human agents in the store at a path, in order; raises StoreTrouble."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=5.0)) as con:
            rows = con.execute(
                "SELECT agent FROM agent WHERE source = ? AND COALESCE(kind, 'human') = 'human' ORDER BY agent",
                (source,),
            ).fetchall()
    except sqlite3.Error as error:
        raise trouble.of_sqlite(path, error) from error
    return tuple(str(agent) for (agent,) in rows)
