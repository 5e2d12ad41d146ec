"""Taking people out of a desk file: names and ids in everything that people wrote there, and the file's free pages."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from cxtui.desk import schema, trouble
from cxtui.store.people.cleaning import clean
from cxtui.store.wal import adopt_permissions, keeper

TEXTS: dict[str, tuple[str, ...]] = {
    "fired": ("trigger", "title", "evidence", "cleared_evidence"),
    "acknowledgement": ("who", "owner", "due", "note"),
    "action": ("text", "owner", "due", "opened_by", "closed_by"),
    "change": ("label", "day", "named_by"),
}
"""Every text column of a desk file: people may be named in all of them."""


def erase(path: Path, without: Callable[[str], str], dry_run: bool = False) -> int:
    """Put pseudonyms where a desk file names people, and leave nothing of the names in its pages or log.

    ``without`` returns a text with the pseudonyms. Returns how many entries (rows) it changed, 0 without a file;
    raises DeskError for a file that cannot be written.
    """
    if not path.exists():
        return 0
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)) as con:
            schema.check(con, path)
            # Whoever closes last deletes the log unless it may only read; readers of other users need it.
            with closing(keeper(path.absolute())):
                changed = _in_transaction(con, without, dry_run)
                if not dry_run:
                    clean(con, path)
                con.close()
            adopt_permissions(path)
            return changed
    except sqlite3.Error as error:
        raise trouble.of_sqlite(path, error) from error


def _in_transaction(con: sqlite3.Connection, without: Callable[[str], str], dry_run: bool) -> int:
    con.execute("PRAGMA secure_delete = ON").fetchall()
    con.execute("BEGIN IMMEDIATE")
    try:
        changed = sum(_erase(con, table, columns, without) for table, columns in TEXTS.items())
        con.execute("ROLLBACK" if dry_run else "COMMIT")
    except BaseException:
        if con.in_transaction:
            con.execute("ROLLBACK")
        raise
    return changed


def _erase(con: sqlite3.Connection, table: str, columns: tuple[str, ...], without: Callable[[str], str]) -> int:
    changed = 0
    for row in con.execute(f"SELECT rowid, {', '.join(columns)} FROM {table}").fetchall():
        cells = [None if cell is None else without(cell) for cell in row[1:]]
        if cells != list(row[1:]):
            sets = ", ".join(f"{column} = ?" for column in columns)
            con.execute(f"UPDATE {table} SET {sets} WHERE rowid = ?", (*cells, row[0]))
            changed += 1
    return changed
