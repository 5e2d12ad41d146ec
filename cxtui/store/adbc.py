"""A SQLite file written through ADBC: DuckDB's rows go in at C level, without pyarrow or Python rows.

ADBC brings its own copy of SQLite. Two copies of SQLite on one file in one process lose each other's locks,
so this is only for a file that nobody else can know of yet, and never while the standard library has it open.
"""

from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from cxtui.canonical import SQL_TYPES
from cxtui.store.schema import TableSpec, listed, quoted

if TYPE_CHECKING:
    import duckdb

_PRAGMAS = ("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE")
# SQLite's own small page cache and a temporary file are left as they are: rows come in the order of the key,
# and an index over a million text keys was made in half the time of a cache of 256 MB or temp_store = MEMORY.


STEPS_BACK = 2
"""How often the key may step back in a relation that still counts as in order, as pieces of a log make it."""


class SortedRows:
    """The rows of a DuckDB relation in (nearly) the order of a table's key, cast to its column types.

    The order is for speed alone: rows of a key in order go to the end of the file. Logs come in that order
    anyway, and to see that costs a third of sorting them; ``prefixes`` then counts how many different values
    the first and the first two columns of the key have, else it is None. DuckDB has done its part when this is
    made, so one thread can make it while another writes. The connection is in use until the rows were read.
    """

    def __init__(self, con: "duckdb.DuckDBPyConnection", spec: TableSpec, relation: str) -> None:
        self._con = con
        columns = ", ".join(
            f"CAST(r.{quoted(c.name)} AS {SQL_TYPES[c.kind][0]}) AS {quoted(c.name)}" for c in spec.columns
        )
        origin = quoted(relation) if relation.isidentifier() else f"({relation.strip().rstrip(';')})"
        self.prefixes = _prefixes(con, spec, origin)
        order = "" if self.prefixes else f" ORDER BY {listed(spec.key, 'r.')}"
        self._relation = con.sql(f"SELECT {columns} FROM {origin} AS r{order}")
        self._capsule = self._relation.__arrow_c_stream__()

    def __arrow_c_stream__(self, requested_schema: object = None) -> Any:
        return self._capsule


def _prefixes(con: "duckdb.DuckDBPyConnection", spec: TableSpec, origin: str) -> tuple[int, int] | None:
    """Count the different values of the first key column and of the first two, where hardly a row steps back."""
    if len(spec.key) < 2:
        return None
    first, second = (quoted(name) for name in spec.key[:2])
    ((rows, back, ones, twos),) = con.execute(
        "SELECT count(*), count(*) FILTER (WHERE a < before_a OR (a = before_a AND b < before_b)),"
        " count(*) FILTER (WHERE before_a IS NULL OR a <> before_a),"
        " count(*) FILTER (WHERE before_a IS NULL OR a <> before_a OR b <> before_b) FROM ("
        f"SELECT {first} AS a, {second} AS b, lag({first}) OVER () AS before_a, lag({second}) OVER () AS before_b"
        f" FROM {origin})"
    ).fetchall()
    return (ones, twos) if rows and back <= STEPS_BACK else None


class BulkFile:
    """A SQLite file under construction, as a context manager; one transaction, no journal."""

    def __init__(self, path: Path) -> None:
        import adbc_driver_manager as manager
        import adbc_driver_sqlite

        self._manager = manager
        self._database = manager.AdbcDatabase(driver=adbc_driver_sqlite._driver_path(), uri=str(path))
        self._connection = manager.AdbcConnection(self._database)

    def __enter__(self) -> "BulkFile":
        for pragma in _PRAGMAS:
            self.execute(f"PRAGMA {pragma}")
        self._connection.set_autocommit(False)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if error is None:
                self._connection.commit()
        finally:
            self._connection.close()
            self._database.close()

    def execute(self, sql: str) -> None:
        """Run one statement that returns nothing worth reading."""
        statement = self._manager.AdbcStatement(self._connection)
        try:
            statement.set_sql_query(sql)
            stream, _ = statement.execute_query()
            stream.release()
        finally:
            statement.close()

    def insert(self, spec: TableSpec, rows: SortedRows) -> int:
        """Stream rows into an empty table and return how many there were."""
        names = [c.name for c in spec.columns]
        statement = self._manager.AdbcStatement(self._connection)
        try:
            statement.set_sql_query(
                f"INSERT INTO {quoted(spec.name)} ({listed(names)}) VALUES ({', '.join('?' * len(names))})"
            )
            statement.prepare()
            statement.bind_stream(rows)
            return int(statement.execute_update())
        finally:
            statement.close()
