"""Tickets that an export finds as the one before did: they are not merged again, their version is handed on."""

import secrets
import sqlite3
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from cxtui import canonical, sources
from cxtui.sources.observing import UNCHANGED
from cxtui.store import as_found
from cxtui.store.as_found import PART, AsFound
from cxtui.store.before_images import HandedOn
from cxtui.store.kept import KeptSince, kept_since
from cxtui.store.people.tombstones import KINDS, Tombstones
from cxtui.store.schema import listed
from cxtui.store.upsert import SINCE

if TYPE_CHECKING:
    import duckdb

OF_TICKETS = ("ticket", "stated")
"""Tables of which a ticket's rows are left out where it stands as before; of all others every row is merged."""

TOGETHER = 16
"""Parts of hashes that are handed over at a time."""

PEOPLE = (("ticket", "customer"), ("ticket", "opened_by"), ("stated", "label"))
"""Columns of them in which the id of a person may stand."""


class UnchangedTickets:
    """What of an export stands as the one before found it, and what is kept of it for the next.

    ``left_out`` is how many records need not be merged.
    """

    def __init__(self, con: "duckdb.DuckDBPyConnection", staged: sources.Staged) -> None:
        self.con, self.staged = con, staged
        self.left_out = 0
        self._hashes = TicketHashes(con, staged)
        self._key = ""
        self._before: int | None = None
        self._staying: list[str] = []
        self._later = True

    def leave_out(self, store: sqlite3.Connection, erased: Tombstones) -> None:
        """Find the tickets that stand as before, in a store that nobody else writes meanwhile.

        Rows that name anybody ``erased`` are always merged.
        """
        if not self._hashes.possible:
            return
        source, at, dated = self.staged.source, self.staged.as_of, self._hashes.dated
        before = as_found.read(store, source)
        # What is kept of an export says that nothing newer has come since.
        newest = as_found.newest(store, source, dated) if before is None or before.dated != dated else before.at
        self._later = not dated or at is None or newest is None or newest < at
        if before is None or before.dated != dated or not self._later:
            return
        self._key = before.key
        self._hashes.make(before.key, erased, kept_since(store))
        self._hashes.leave_out(before)
        if dated and not self._may_hand_on(store, before):
            self.con.execute(f"DELETE FROM {UNCHANGED}")
        self.left_out = sum(self._count(f"in_{t} SEMI JOIN {UNCHANGED} USING (ticket)") for t in self._tables)

    def rows(self, table: str) -> str:
        """Return the rows of a staged table that are to be merged, as SQL."""
        left = self.left_out and table in OF_TICKETS
        return f"in_{table} ANTI JOIN {UNCHANGED} USING (ticket)" if left else f"in_{table}"

    def named(self) -> Iterator[str] | None:
        """Return the tickets of the export, None where all of them are merged."""
        if not self.left_out:
            return None
        return (ticket for (ticket,) in self.con.execute("SELECT ticket FROM in_ticket").fetchall())

    def hand_on(self, file: sqlite3.Connection) -> list[HandedOn]:
        """Give the rows left out the version of this export, once the others are merged; return what was done."""
        if not self.left_out or self._before is None or self.staged.as_of is None:
            return []
        source, before, at = self.staged.source, self._before, self.staged.as_of
        moved = as_found.hand_on(file, source, self._hashes.dated, before, at, self._staying)
        return [HandedOn(table, source, before, at) for table in moved]

    def remember(self, file: sqlite3.Connection, erased: Tombstones) -> None:
        """Keep how this export found its tickets, with the rest of what it brings."""
        if not self._later or not self._hashes.possible:
            return
        if not self._key:
            self._key = secrets.token_hex(16)
            self._hashes.make(self._key, erased, kept_since(file))
        as_found.write(file, self.staged.source, self._hashes.kept(self._key))

    @property
    def _tables(self) -> tuple[str, ...]:
        return tuple(table for table in OF_TICKETS if table in self.staged.tables)

    def _may_hand_on(self, store: sqlite3.Connection, before: AsFound) -> bool:
        """Find who does not get the version of this export; return whether the store is as the one before left it."""
        assert before.at is not None
        moving = f"in_ticket o SEMI JOIN {UNCHANGED} USING (ticket) WHERE NOT {SINCE['ticket']}"
        merged = f"SELECT ticket FROM in_ticket ANTI JOIN {UNCHANGED} USING (ticket)"
        came = [ticket for (ticket,) in self.con.execute(merged).fetchall()]
        gone = as_found.gone(store, self.staged.source, before.at, came, self._count(moving), self._lacking)
        if gone is None:
            return False
        self._before, self._staying = before.at, [*came, *gone]
        return True

    def _lacking(self, tickets: list[str]) -> list[str]:
        """Return those of some tickets that are not in this export."""
        query = "SELECT ticket FROM (SELECT unnest(?::VARCHAR[]) AS ticket) ANTI JOIN in_ticket USING (ticket)"
        return [ticket for (ticket,) in self.con.execute(query, [tickets]).fetchall()]

    def _count(self, rows: str) -> int:
        ((found,),) = self.con.execute(f"SELECT count(*) FROM {rows}").fetchall()
        return int(found)


class TicketHashes:
    """The hashes of an export's tickets as they are staged, made with one key; empty where none can be kept."""

    def __init__(self, con: "duckdb.DuckDBPyConnection", staged: sources.Staged) -> None:
        self.con, self.staged = con, staged
        self.dated = tuple(table for table in ("ticket", "stated") if table in staged.dated)
        self._source = staged.source

    @cached_property
    def possible(self) -> bool:
        """Return whether these are tickets as they stand, all of one source, with nothing said of any other."""
        if "tombstone" in self.staged.tables or not self.staged.observed:
            return False
        if self.dated and ("ticket" not in self.dated or self.staged.as_of is None):
            return False
        if "stated" not in self.staged.tables:
            return self._none("in_ticket WHERE source <> ?", [self._source])
        foreign = "(SELECT source FROM in_ticket UNION ALL SELECT source FROM in_stated) WHERE source <> ?"
        alone = "in_stated s ANTI JOIN in_ticket t ON t.ticket = s.ticket"
        return self._none(foreign, [self._source]) and self._none(alone)

    def make(self, key: str, erased: Tombstones, since: KeptSince | None) -> None:
        """Fill ``in_hash`` with a number for each ticket that names nobody erased and is not too old for the store."""
        shape = "\0".join((key, self._source, *self.dated, "", *self.staged.observed))
        cells = self._cells("ticket", "t")
        claims, joined = "0", ""
        if "stated" in self.staged.tables:
            claims = "coalesce(s.claims, 0)"
            joined = (
                f"LEFT JOIN (SELECT ticket, bit_xor(hash({self._cells('stated', 'x')})) AS claims FROM in_stated x"
                " GROUP BY ticket) s ON s.ticket = t.ticket"
            )
        self.con.execute(
            f"CREATE OR REPLACE TABLE in_hash AS SELECT t.ticket, hash(?, {cells}, {claims}) AS number"
            f" FROM in_ticket t {joined} WHERE {self._lasting(erased, since)}",
            [shape],
        )

    def kept(self, key: str) -> AsFound:
        """Return the hashes as the store keeps them."""
        rows = self.con.execute(
            "SELECT string_agg(number, chr(10)) FROM"
            f" (SELECT number, (row_number() OVER () - 1) // {PART} AS part FROM in_hash) GROUP BY part"
        ).fetchall()
        return AsFound(key, self.staged.as_of, self.dated, tuple(text for (text,) in rows))

    def leave_out(self, found: AsFound) -> None:
        """Fill ``in_unchanged`` with the tickets that stand as an export before has found them."""
        self.con.execute("CREATE OR REPLACE TABLE in_before (number UBIGINT)")
        for start in range(0, len(found.parts), TOGETHER):
            hashes = "\n".join(found.parts[start : start + TOGETHER])
            self.con.execute("INSERT INTO in_before SELECT unnest(string_split(?, chr(10)))", [hashes])
        self.con.execute(f"INSERT INTO {UNCHANGED} SELECT ticket FROM in_hash SEMI JOIN in_before USING (number)")

    def _cells(self, table: str, row: str) -> str:
        left = ("source", *(("version_at", "version_seq") if table in self.dated else ()))
        return listed([name for name in canonical.TABLES[table].names if name not in left], f"{row}.")

    def _lasting(self, erased: Tombstones, since: KeptSince | None) -> str:
        tests = ["true"] if since is None else [f"t.created_at >= {since.at}"]
        gone = self._erased(erased)
        if gone:
            self.con.execute("CREATE OR REPLACE TABLE in_nobody AS SELECT unnest(?::VARCHAR[]) AS id", [gone])
            for table, column in self._people():
                named = f"SELECT x.ticket FROM in_{table} x SEMI JOIN in_nobody n ON n.id = x.{column}"
                tests.append(f"t.ticket NOT IN ({named})")
        return " AND ".join(tests)

    def _erased(self, erased: Tombstones) -> list[str]:
        """Return the ids in the staged rows that are, or stand for, somebody erased."""
        source = self._source
        if source not in erased.sources:
            return []
        ids = {id for table, column in self._people() for id in self._ids(table, column)}
        return [id for id in ids if any(erased.of(k, source, id) or erased.stands_for(k, source, id) for k in KINDS)]

    def _people(self) -> list[tuple[str, str]]:
        return [(table, column) for table, column in PEOPLE if table in self.staged.tables]

    def _ids(self, table: str, column: str) -> Iterator[str]:
        metric = " AND metric = 'assignee'" if table == "stated" else ""
        ids = f"SELECT DISTINCT {column} FROM in_{table} WHERE {column} IS NOT NULL{metric}"
        yield from (id for (id,) in self.con.execute(ids).fetchall())

    def _none(self, rows: str, values: Sequence[str] = ()) -> bool:
        return not self.con.execute(f"SELECT 1 FROM {rows} LIMIT 1", list(values)).fetchall()
