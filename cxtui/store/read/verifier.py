"""Damage in a store that nobody reads from at the moment: the whole of it is read, a small piece at a time."""

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from cxtui.store.read import trouble
from cxtui.store.read.reader import connect
from cxtui.store.schema import TableSpec, listed, quoted, specs

PIECE_S = 0.05
"""Seconds that one piece takes: once a minute it costs less than a thousandth of a core."""

ROWS = 200
"""Rows that are read between two looks at the clock."""

CACHE_KIB = 256


class Verifier:
    """Reads every row of a store in turn, a piece at each call, and then begins anew.

    Each piece comes through a connection of its own, so that nothing kept in memory stands in for the file. Where
    reading failed it goes on from, until that place can be read again: ``damaged`` says so in between. One thread at
    a time uses it.
    """

    def __init__(self, path: Path, piece_s: float = PIECE_S, clock: Callable[[], float] = time.monotonic) -> None:
        self.path = path.absolute()
        self.damaged = False
        self.rounds = 0
        self._piece_s = piece_s
        self._clock = clock
        self._tables = tuple(specs().values())
        self._table = 0
        self._after: tuple[object, ...] | None = None

    def step(self) -> None:
        """Read the next piece; raises StoreTrouble, ``corrupt`` where the file is damaged."""
        until = self._clock() + self._piece_s
        try:
            with closing(connect(self.path)) as con:
                con.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
                con.text_factory = _text
                while True:
                    self._rows(con)
                    if self._clock() >= until or (self._table, self._after) == (0, None):
                        break
        except sqlite3.Error as error:
            found = trouble.of_sqlite(self.path, error)
            self.damaged = found.trouble == "corrupt"
            raise found from error
        self.damaged = False

    def _rows(self, con: sqlite3.Connection) -> None:
        """Read some rows of the table at hand in the order of its key, and say where to go on."""
        table = self._tables[self._table]
        rows = con.execute(_query(table, self._after is not None), self._after or ()).fetchall()
        if len(rows) == ROWS:
            self._after = tuple(rows[-1][: len(table.key)])
            return
        self._after = None
        self._table = (self._table + 1) % len(self._tables)
        self.rounds += self._table == 0


def _query(table: TableSpec, further: bool) -> str:
    key = listed(table.key)
    rest = [column.name for column in table.columns if column.name not in table.key]
    after = f" WHERE ({key}) > ({', '.join('?' * len(table.key))})" if further else ""
    return f"SELECT {listed([*table.key, *rest])} FROM {quoted(table.name)}{after} ORDER BY {key} LIMIT {ROWS}"


def _text(raw: bytes) -> str:
    """Return a text that may be damaged, too: what is in it does not matter here."""
    return raw.decode("utf-8", "replace")
