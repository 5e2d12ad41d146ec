"""Taking people out of a store: a pseudonym in the place of every id, texts emptied, what others wrote searched.

Facts and buckets keep their numbers: an id in them becomes the pseudonym as it does in the records, and nothing is
counted anew but what hangs on the order of ids.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cxtui.store import affected_tickets, as_found, batch, before_images
from cxtui.store.people.columns import COLUMNS, IdColumn, PersonKind, condition, id_columns, of_kind
from cxtui.store.people.keys import fingerprint
from cxtui.store.people.needles import Needles
from cxtui.store.people.tombstones import KINDS, digest
from cxtui.store.schema import listed, quoted, specs

LONGEST = 200
"""Characters of what others wrote that are shown."""


@dataclass(frozen=True, slots=True)
class ErasedPerson:
    """Somebody to erase: the id in a source, the names there, and the pseudonym that is to stand for it."""

    kind: PersonKind
    source: str
    id: str
    pseudonym: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """Rows of a column in which an id became a pseudonym, or which was emptied."""

    table: str
    column: str
    rows: int
    emptied: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """A text by others that names somebody, or may: where it stands, cut to what can be shown."""

    table: str
    key: tuple[str, ...]
    column: str
    text: str


def needles_of(people: Sequence[ErasedPerson]) -> Needles:
    """Return what people are called."""
    found = Needles()
    for one in people:
        found.add(one.id, one.names, one.pseudonym)
    return found


def erase(con: sqlite3.Connection, people: Sequence[ErasedPerson], key: bytes, everybody: bool = False) -> list[Taken]:
    """Take people out of every table inside the open transaction, and lay tombstones made with ``key``.

    With ``everybody`` all that customers wrote goes, also where no customer is known. Returns what was changed.
    """
    con.execute("DROP TABLE IF EXISTS temp.erased")
    con.execute(
        "CREATE TEMP TABLE erased (kind TEXT, source TEXT, id TEXT, pseudonym TEXT, PRIMARY KEY (kind, source, id))"
        " WITHOUT ROWID"
    )
    con.executemany(
        "INSERT INTO temp.erased VALUES (?, ?, ?, ?)", ((one.kind, one.source, one.id, one.pseudonym) for one in people)
    )
    taken = [*_emptied(con, everybody), *_rejects(con, needles_of(people))]
    # What rows were before an import holds the people, too; those imports can then not be taken out.
    before_images.drop(con)
    as_found.drop(con)
    for column, kind in _to_rename(con):
        taken.append(Taken(column.table, column.column, _renamed(con, column, kind), False))
    _reorder(con)
    name = fingerprint(key)
    con.executemany(
        "INSERT INTO main.tombstone (source, kind, digest, key, pseudonym) VALUES (?, ?, ?, ?, ?)",
        ((one.source, one.kind, digest(key, one.kind, one.source, one.id), name, one.pseudonym) for one in people),
    )
    con.execute("DROP TABLE temp.erased")
    return [one for one in taken if one.rows]


def mentions(con: sqlite3.Connection, needles: Needles) -> Iterator[Mention]:
    """Yield the texts of others that name somebody or may: those of rows that stay as they are."""
    for table, columns in COLUMNS.items():
        for column, holds in columns.items():
            if holds in ("words", "others", "assignee", "claim"):
                yield from _mentions(con, table, column, needles)


def _mentions(con: sqlite3.Connection, table: str, column: str, needles: Needles) -> Iterator[Mention]:
    ids = {"event": "kind IS NOT 'assignee'", "stated": "metric <> 'assignee'"}.get(table, "true")
    texts = con.execute(
        f"SELECT DISTINCT {quoted(column)} FROM main.{quoted(table)} WHERE {quoted(column)} IS NOT NULL AND {ids}"
    )
    for text in [text for (text,) in texts if needles.named(text)]:
        where = f"WHERE {quoted(column)} = ? AND {ids} LIMIT 100"
        key = specs()[table].key
        for row in con.execute(f"SELECT {listed(key)} FROM main.{quoted(table)} {where}", (text,)).fetchall():
            yield Mention(table, tuple(str(cell) for cell in row), column, text[:LONGEST])


def _to_rename(con: sqlite3.Connection) -> Iterator[tuple[IdColumn, PersonKind]]:
    """Yield the columns in which pseudonyms are to stand: those that other columns are found by come last."""
    known = {kind for (kind,) in con.execute("SELECT DISTINCT kind FROM temp.erased").fetchall()}
    columns = [(column, kind) for kind in KINDS if kind in known for column in id_columns(kind)]
    yield from sorted(columns, key=lambda one: one[0].table == "agent")


def _renamed(con: sqlite3.Connection, column: IdColumn, kind: PersonKind) -> int:
    name = quoted(column.column)
    erased = (
        f"SELECT e.pseudonym FROM temp.erased e WHERE e.kind = '{kind}' AND e.source = x.source AND e.id = x.{name}"
    )
    return con.execute(
        f"UPDATE main.{quoted(column.table)} AS x SET {name} = ({erased})"
        f" WHERE x.{name} IS NOT NULL AND EXISTS ({erased}) AND {column.condition()}"
    ).rowcount


_OWN = "EXISTS (SELECT 1 FROM temp.erased e WHERE e.kind = '{kind}' AND e.source = x.source AND e.id = x.{id})"
_OPENED = condition(of_kind("ticket", "opened_by", "customer"), "opened_by")
_WORDS = {
    ("ticket", "subject"): f"({_OWN.format(kind='customer', id='customer')}"
    f" OR ({_OPENED} AND {_OWN.format(kind='customer', id='opened_by')}))",
    ("rating", "comment"): "(x.source, x.ticket) IN"
    f" (SELECT x.source, x.ticket FROM main.ticket x WHERE {_OWN.format(kind='customer', id='customer')})",
}


def _emptied(con: sqlite3.Connection, everybody: bool) -> Iterator[Taken]:
    """Empty what is told of the people alone and what they wrote; their ids still stand."""
    for table, columns in COLUMNS.items():
        for column, holds in columns.items():
            if holds == "own":
                where = _OWN.format(kind=table, id=table)
            elif holds == "words":
                where = "true" if everybody else _WORDS[table, column]
            else:
                continue
            name = quoted(column)
            made = con.execute(
                f"UPDATE main.{quoted(table)} AS x SET {name} = NULL WHERE x.{name} IS NOT NULL AND {where}"
            )
            yield Taken(table, column, made.rowcount, True)


def _rejects(con: sqlite3.Connection, needles: Needles) -> Iterator[Taken]:
    """Empty the refused rows that name somebody, or may; that they were refused stays."""
    con.create_function("names_somebody", 1, needles.named, deterministic=True)
    made = con.execute(
        "UPDATE main.reject SET value = NULL, row = NULL WHERE names_somebody(value) OR names_somebody(row)"
    )
    yield Taken("reject", "row", made.rowcount, True)


def _reorder(con: sqlite3.Connection) -> None:
    """Count anew what hangs on the order of agents' ids: the millionths that rounding leaves, reviews of several."""
    affected_tickets.touch_nothing(con)
    con.execute(
        "INSERT INTO temp.touched_ticket SELECT DISTINCT source, ticket FROM main.ticket_credit x"
        " WHERE (source, agent) IN (SELECT source, pseudonym FROM temp.erased)"
    )
    con.execute(
        "INSERT INTO temp.touched_review SELECT DISTINCT source, review FROM main.qa_score x"
        " WHERE (source, agent) IN (SELECT source, pseudonym FROM temp.erased)"
    )
    if affected_tickets.touched(con):
        batch.refresh(con)
