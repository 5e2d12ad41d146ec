"""A source of the Corner Desk, as small as one can be."""

from pathlib import Path
from typing import TYPE_CHECKING

from cxtui.sources import Source

if TYPE_CHECKING:
    import duckdb

    from cxtui.sources.feeding import StagedTable


def finish(
    con: "duckdb.DuckDBPyConnection", source: str, tables: "dict[str, StagedTable]", fed: list[str]
) -> list[str]:
    """Write subjects in capitals, which no mapping can say."""
    con.execute("UPDATE in_ticket SET subject = upper(subject)")
    return ["topic"]


SOURCE = Source(Path(__file__).parent / "mapping.toml", finish)
