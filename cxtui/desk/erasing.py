"""Taking people out of a desk file: names and ids in everything that people wrote there, and the file's free pages."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class DeskErased:
    """How many entries (rows) of a desk file were changed, and the texts in which somebody may still be named."""

    changed: int = 0
    doubtful: tuple[str, ...] = ()


def erase(
    path: Path, without: Callable[[str], str], may_name: Callable[[str], bool], dry_run: bool = False
) -> DeskErased:
    """Replace the names of people in a desk file by pseudonyms, and leave nothing of the names in its pages or log.

    ``without`` returns a text with the pseudonyms, ``may_name`` whether a text may name somebody. Without a file
    nothing is done; raises DeskError for one that cannot be written.
    """
    if not path.exists():
        return DeskErased()
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)) as con:
            schema.check(con, path)
            # Whoever closes last deletes the log unless it may only read; readers of other users need it.
            with closing(keeper(path.absolute())):
                done = _in_transaction(con, without, may_name, dry_run)
                if not dry_run:
                    clean(con, path)
                con.close()
            adopt_permissions(path)
            return done
    except sqlite3.Error as error:
        raise trouble.of_sqlite(path, error) from error


def _in_transaction(
    con: sqlite3.Connection, without: Callable[[str], str], may_name: Callable[[str], bool], dry_run: bool
) -> DeskErased:
    con.execute("PRAGMA secure_delete = ON").fetchall()
    con.execute("BEGIN IMMEDIATE")
    try:
        done = _erase(con, without, may_name)
        con.execute("ROLLBACK" if dry_run else "COMMIT")
    except BaseException:
        if con.in_transaction:
            con.execute("ROLLBACK")
        raise
    return done


def _erase(con: sqlite3.Connection, without: Callable[[str], str], may_name: Callable[[str], bool]) -> DeskErased:
    changed, doubtful = 0, []
    for table, columns in TEXTS.items():
        sets = ", ".join(f"{column} = ?" for column in columns)
        for rowid, *cells in con.execute(f"SELECT rowid, {', '.join(columns)} FROM {table}").fetchall():
            made = [None if cell is None else without(cell) for cell in cells]
            doubtful += [f"{table} {rowid}: {cell}" for cell in made if cell and may_name(cell)]
            if made != cells:
                con.execute(f"UPDATE {table} SET {sets} WHERE rowid = ?", (*made, rowid))
                changed += 1
    return DeskErased(changed, tuple(dict.fromkeys(doubtful)))
