"""One row a key: the newest version wins, ties by the greater row compared column by column.

Text compares by its bytes, numbers by value, and NULL is the least, as the canonical tables say.
"""

from typing import TYPE_CHECKING

from cxtui import canonical

if TYPE_CHECKING:
    import duckdb


def packed(version_at: str, version_seq: str) -> str:
    """Return one number that orders versions as the pair does (seconds stay within the years 1 to 9999)."""
    return f"CAST({version_at} AS HUGEINT) * 18446744073709551616 + {version_seq}"


def repeated(con: "duckdb.DuckDBPyConnection", keys: list[str], relation: str) -> bool:
    """Return whether a key may stand in a relation twice: cheap, by hashes, and never wrongly no."""
    ((rows, kinds),) = con.execute(
        f"SELECT count(*), count(DISTINCT hash({', '.join(keys)})) FROM {relation}"
    ).fetchall()
    return bool(rows != kinds)


def resolve(con: "duckdb.DuckDBPyConnection", table: canonical.CanonicalTable) -> int:
    """Leave one row a key in ``in_<table>``; return how many others differed from it in the same version."""
    name = f"in_{table.name}"
    keys = list(table.key)
    if not repeated(con, keys, name):
        return 0
    if table.name in canonical.WIDENED:
        return _widen(con, table)
    rest = [c for c in table.names if c not in keys]
    versions = [f"{c} DESC" for c in ("version_at", "version_seq") if table.mutable]
    order = versions + [f"{c} DESC NULLS LAST" for c in map(_quoted, rest)]
    keyed = ", ".join(map(_quoted, keys))
    con.execute(
        f"CREATE OR REPLACE TABLE in_one AS SELECT {', '.join(map(_quoted, table.names))} FROM ("
        f"SELECT *, row_number() OVER (PARTITION BY {keyed} ORDER BY {', '.join(order) or keyed}) AS rank_of_row "
        f"FROM {name}) WHERE rank_of_row = 1"
    )
    same = ", ".join([*map(_quoted, keys), *_told_apart(table)])
    ((differing,),) = con.execute(
        f"SELECT (SELECT count(*) FROM (SELECT DISTINCT * FROM {name})) "
        f"- (SELECT count(*) FROM (SELECT DISTINCT {same} FROM {name}))"
    ).fetchall()
    con.execute(f"DROP TABLE {name}")
    con.execute(f"ALTER TABLE in_one RENAME TO {name}")
    return int(differing)


def _told_apart(table: canonical.CanonicalTable) -> tuple[str, ...]:
    """Return what tells versions of a row apart; the instant at which an event happened is no version of it."""
    if not table.mutable:
        return ()
    at = "CASE WHEN version_at <> occurred_at THEN version_at END" if table.name == "event" else "version_at"
    return at, "version_seq"


def _widen(con: "duckdb.DuckDBPyConnection", table: canonical.CanonicalTable) -> int:
    """Put the spans of one key together, the widest that the rows say; no row is lost by it."""
    ends = canonical.WIDENED[table.name]
    columns = ", ".join(f"{ends[c]}({_quoted(c)}) AS {_quoted(c)}" if c in ends else _quoted(c) for c in table.names)
    con.execute(
        f"CREATE OR REPLACE TABLE in_{table.name} AS "
        f"SELECT {columns} FROM in_{table.name} GROUP BY {', '.join(map(_quoted, table.key))}"
    )
    return 0


def _quoted(column: str) -> str:
    return f'"{column}"'
