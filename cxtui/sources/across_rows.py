"""What a row takes from others of its file: the first or last of one key, the beginning of a chain of replies."""

from dataclasses import replace
from typing import TYPE_CHECKING

from cxtui import canonical
from cxtui.sources.plan import BlockPlan

if TYPE_CHECKING:
    import duckdb

LONGEST = 64
"""Doublings of the way to a chain's beginning: none is longer unless it goes round in a ring."""


class AcrossRows:
    """Makes staged tables in which such columns are worked out, each for one block."""

    def __init__(self, con: "duckdb.DuckDBPyConnection") -> None:
        self.con, self.made = con, 0

    def worked_out(self, table: str, block: BlockPlan, where: str) -> tuple[str, BlockPlan]:
        """Return the table and the block to feed from: those given where nothing is to be worked out."""
        if any(f.parent for f in block.block.fields.values()):
            table, block, where = *self._rooted(f"(SELECT * FROM {table}{where})", block), ""
        if any(f.pick for f in (*block.block.fields.values(), *block.block.metrics.values())):
            table, block = self._picked(f"(SELECT * FROM {table}{where})", block)
        return table, block

    def _rooted(self, source: str, block: BlockPlan) -> tuple[str, BlockPlan]:
        """Return a table and block in which the beginnings of chains are columns."""
        made, joins, columns = dict(block.made), "", []
        for column in block.parents:
            own = made[column].value
            chain = self._chains(source, own, block.parents[column])
            joins += f" LEFT JOIN {chain} ON {chain}.id = s.{own}"
            columns.append(f"coalesce({chain}.root, s.{own}) AS {self._name()}")
            made[column] = replace(made[column], value=self._last())
        return self._table(f"SELECT s.*, {', '.join(columns)} FROM {source} s{joins}"), replace(block, made=made)

    def _picked(self, source: str, block: BlockPlan) -> tuple[str, BlockPlan]:
        """Return a table and block in which what is picked from the rows of one key are columns."""
        over = f"OVER (PARTITION BY {', '.join(self._key(block))})"
        order = self._order(block)
        made, metrics, columns = dict(block.made), dict(block.metrics), []
        for fields, results in ((block.block.fields, made), (block.block.metrics, metrics)):
            for column, field in fields.items():
                if field.pick:
                    pick = "arg_min" if field.pick == "first" else "arg_max"
                    columns.append(f"{pick}({results[column].value}, {order}) {over} AS {self._name()}")
                    results[column] = replace(results[column], value=self._last())
        inner = f"(SELECT *, row_number() OVER () AS place FROM {source})"
        table = self._table(f"SELECT *, {', '.join(columns)} FROM {inner}")
        return table, replace(block, made=made, metrics=metrics)

    def _table(self, select: str) -> str:
        name = f"staging_across_{self.made}"
        self.con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {select}")
        return name

    def _name(self) -> str:
        self.made += 1
        return self._last()

    def _last(self) -> str:
        return f"across_{self.made}"

    def _key(self, block: BlockPlan) -> list[str]:
        """Return what rows share that belong together: their ticket, or the key of the table."""
        table = canonical.TABLES[block.block.into]
        wanted = ("ticket",) if "ticket" in block.made else table.key
        return [block.made[c].value for c in wanted if c in block.made and not block.block.fields[c].pick] or ["true"]

    def _order(self, block: BlockPlan) -> str:
        """Return what orders the rows of one key: their version where they have one, then their place."""
        when = [block.made[c].value for c in ("version_at", "version_seq", "occurred_at", "from_at") if c in block.made]
        return f"row({', '.join([*when, 'place'])})"

    def _chains(self, source: str, own: str, parent: str) -> str:
        """Return the table of each row's id and the first id of its chain; that may be of a row that is not here."""
        name = f"staging_chain_{self.made}"
        self.con.execute(
            f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT {own} AS id, coalesce(min({parent}), {own}) AS root "
            f"FROM {source} WHERE {own} IS NOT NULL GROUP BY {own}"
        )
        for _ in range(LONGEST):
            self.con.execute(
                f"CREATE OR REPLACE TEMP TABLE {name}_next AS SELECT a.id, coalesce(b.root, a.root) AS root "
                f"FROM {name} a LEFT JOIN {name} b ON b.id = a.root"
            )
            ((moved,),) = self.con.execute(
                f"SELECT count(*) FROM {name} a JOIN {name}_next b USING (id) WHERE a.root <> b.root"
            ).fetchall()
            self.con.execute(f"DROP TABLE {name}")
            self.con.execute(f"ALTER TABLE {name}_next RENAME TO {name}")
            if not moved:
                break
        return name
