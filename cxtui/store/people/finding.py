"""Who is in a store: one person by id, or everybody, each with names and a fresh pseudonym."""

import secrets
import sqlite3
from collections.abc import Iterator

from cxtui.canonical import TABLES
from cxtui.errors import UsageError
from cxtui.nearest import nearest_names
from cxtui.store.people.columns import PersonKind, id_columns
from cxtui.store.people.erasing import ErasedPerson
from cxtui.store.people.tombstones import KINDS, PREFIX, Tombstones
from cxtui.store.schema import quoted

_DIGITS = 10

_MACHINE = "SELECT source, agent FROM main.agent WHERE kind IN ('bot', 'system')"


def one(
    con: sqlite3.Connection, kind: PersonKind, id: str, source: str | None, erased: Tombstones
) -> ErasedPerson | None:
    """Return the person with an id, of a source where several have it; None for somebody erased before.

    UsageError for an id that nobody has, naming the nearest, or that several sources use.
    """
    sources = sorted({found for found, name in _ids(con, kind, id) if source in (None, found)})
    if len(sources) > 1:
        raise UsageError(f"several sources have {_an(kind)} {id[:60]!r}; name one by --source: {', '.join(sources)}")
    if sources:
        return ErasedPerson(
            kind, sources[0], id, _pseudonym(erased, sources[0], set()), _names(con, kind, sources[0], id)
        )
    if any(erased.of(kind, found, id) for found in erased.sources if source in (None, found)):
        return None
    raise UsageError(_unknown(con, kind, id, source))


def everybody(con: sqlite3.Connection, erased: Tombstones) -> list[ErasedPerson]:
    """Return everybody in a store who is not erased yet; machines are nobody."""
    taken: set[str] = set()
    machines = set(con.execute(_MACHINE).fetchall())
    people = []
    for kind in KINDS:
        names = {
            (source, id): name
            for source, id, name in con.execute(f"SELECT source, {kind}, name FROM main.{kind} WHERE name IS NOT NULL")
        }
        for key in sorted(set(_ids(con, kind))):
            if erased.stands_for(kind, *key) or (kind == "agent" and key in machines):
                continue
            people.append(
                ErasedPerson(kind, *key, _pseudonym(erased, key[0], taken), (names[key],) if key in names else ())
            )
    return people


def _ids(con: sqlite3.Connection, kind: PersonKind, id: str | None = None) -> Iterator[tuple[str, str]]:
    """Yield source and id of a kind wherever records have one; with ``id`` only where it is that one."""
    for column in id_columns(kind):
        if column.table not in TABLES:
            continue
        name = f"x.{quoted(column.column)}"
        where = column.condition()
        if kind == "agent" and column.column == "actor" and column.table == "event":
            where += " AND COALESCE(x.actor_kind, 'agent') = 'agent'" if id is None else ""
        yield from con.execute(
            f"SELECT DISTINCT x.source, {name} FROM main.{quoted(column.table)} AS x"
            f" WHERE {name} IS NOT NULL AND (?1 IS NULL OR {name} = ?1) AND {where}",
            (id,),
        ).fetchall()


def _names(con: sqlite3.Connection, kind: PersonKind, source: str, id: str) -> tuple[str, ...]:
    found = con.execute(
        f"SELECT name FROM main.{kind} WHERE source = ? AND {kind} = ? AND name IS NOT NULL", (source, id)
    ).fetchone()
    return found if found is not None else ()


def _pseudonym(erased: Tombstones, source: str, taken: set[str]) -> str:
    """Return a pseudonym that nobody has, and take it."""
    while True:
        made = PREFIX + secrets.token_hex(_DIGITS // 2)
        if made not in taken and not any(erased.stands_for(kind, source, made) for kind in KINDS):
            taken.add(made)
            return made


def _unknown(con: sqlite3.Connection, kind: PersonKind, id: str, source: str | None) -> str:
    where = f"the source {source[:60]!r} has" if source is not None else "the store has"
    near = nearest_names(id, sorted({found for _, found in _ids(con, kind)}), 3)
    hint = f"; nearest: {', '.join(near)}" if near else ""
    return f"{where} no {kind} {id[:60]!r}{hint}"


def _an(kind: PersonKind) -> str:
    return "an agent" if kind == "agent" else "a customer"
