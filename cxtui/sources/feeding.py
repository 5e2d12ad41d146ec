"""From a staged source table into the canonical tables that it feeds."""

from dataclasses import dataclass, replace

import duckdb

from cxtui import canonical
from cxtui.errors import SourceError
from cxtui.sources import cells, newest, sql
from cxtui.sources.across_rows import AcrossRows
from cxtui.sources.mapping import Field
from cxtui.sources.plan import BlockPlan, SourcePlan


@dataclass(frozen=True, slots=True)
class StagedTable:
    """A staged source table: its plan, its name in DuckDB, and the test that a row is to be used."""

    plan: SourcePlan
    name: str
    usable: str


class Feeder:
    """Fills ``in_<canonical table>`` from staged source tables."""

    def __init__(self, con: "duckdb.DuckDBPyConnection", source: str, tables: dict[str, StagedTable]) -> None:
        self.con, self.source, self.tables = con, source, tables
        self.across = AcrossRows(con)
        self.fed: list[str] = []
        self._tops: dict[str, tuple[str, bool]] = {}
        self._once: set[str] = set()

    def feed(self, table: StagedTable, block: BlockPlan) -> None:
        """Add what one block yields to its canonical table."""
        where = [table.usable] if table.usable else []
        where += [block.guard] if block.guard else []
        where += self._complete(block) if block.block.skip_empty else []
        name, block = self.across.worked_out(table.name, block, _where(where))
        if name != table.name:
            table, where = replace(table, name=name), []
        relation, where = self._newest(table, block, where)
        if block.metrics:
            for metric, made in block.metrics.items():
                words = block.block.metrics[metric].kind == "label"
                value, label = ("NULL", made.value) if words else (made.value, "NULL")
                row = {"metric": sql.lit(metric), "value": value, "label": label}
                self._insert(block, relation, where, row)
            return
        self._insert(block, relation, where, {})

    def finish(self) -> dict[str, int]:
        """Leave one row a key in every table fed; return by table how many differing rows of one key that cost."""
        once = [name for name in self.fed if name not in self._once]
        return {name: newest.resolve(self.con, canonical.TABLES[name]) for name in once}

    def _complete(self, block: BlockPlan) -> list[str]:
        table = canonical.TABLES[block.block.into]
        needed = [c for c in table.columns if c.required and c.name in block.made]
        return [f"{block.made[c.name].value} IS NOT NULL" for c in needed if _column(block.made[c.name].value)]

    def _newest(self, table: StagedTable, block: BlockPlan, where: list[str]) -> tuple[str, list[str]]:
        """Return the relation of the newest rows a key, where versions may differ and keys are repeated."""
        into = canonical.TABLES[block.block.into]
        # Most events name no version but their own instant: their keys are looked at once, at the end.
        if into.name == "event" or not into.mutable or not _column(block.made["version_at"].value):
            return table.name, where
        key = [self._value(block, c) for c in into.key if c not in ("source", "metric")]
        key += [block.made["source"].value] if "source" in block.made else []
        if not all(_column(k) for k in key):
            return table.name, where
        pack = newest.packed(block.made["version_at"].value, block.made["version_seq"].value)
        signature = f"{table.name} {key} {pack} {where}"
        if signature not in self._tops:
            self._tops[signature] = self._top(table, key, pack, where)
        name, unique = self._tops[signature]
        if unique and into.name not in self.fed:
            self._once.add(into.name)
        return (table.name, where) if name == table.name else (name, [])

    def _top(self, table: StagedTable, key: list[str], pack: str, where: list[str]) -> tuple[str, bool]:
        """Return the table of the newest rows a key, and whether no key is left twice by equal versions."""
        keys, rows = ", ".join(key), f"(SELECT * FROM {table.name}{_where(where)})"
        if not newest.repeated(self.con, key, rows):
            return table.name, True
        top = f"staging_top_{len(self._tops)}"
        same = " AND ".join(f"s.{k} IS NOT DISTINCT FROM t.{k}" for k in key)
        self.con.execute(
            f"CREATE OR REPLACE TEMP TABLE {top} AS SELECT s.* FROM {rows} s JOIN "
            f"(SELECT {keys}, max({pack}) AS pack FROM {rows} GROUP BY {keys}) t ON {same} AND {pack} = t.pack"
        )
        return top, not newest.repeated(self.con, key, top)

    def _insert(self, block: BlockPlan, relation: str, where: list[str], row: dict[str, str]) -> None:
        into = canonical.TABLES[block.block.into]
        if into.name in self.fed and not row:
            self._once.discard(into.name)
        joins: list[str] = []
        picked = []
        for column in into.columns:
            kind = canonical.SQL_TYPES[column.kind][0]
            value = row.get(column.name) or self._each(block, column.name, self._joined(block, column.name, joins))
            picked.append(f"CAST({value} AS {kind}) AS {sql.name(column.name)}")
        distinct = "DISTINCT " if self._collapses(block, into) else ""
        select = f"SELECT {distinct}{', '.join(picked)} FROM {relation} s{''.join(joins)}{_where(where)}"
        # A row whose key another table should name, and does not, belongs to nothing.
        if keys := [c.name for c in into.columns if c.required and _is_looked_up(block, c.name)]:
            select = f"SELECT * FROM ({select}) WHERE {' AND '.join(f'{sql.name(one)} IS NOT NULL' for one in keys)}"
        made = f"INSERT INTO in_{into.name}" if into.name in self.fed else f"CREATE OR REPLACE TABLE in_{into.name} AS"
        try:
            self.con.execute(f"{made} {select}")
        except duckdb.ConversionException:
            raise self._misfit(block, f"{relation} s{''.join(joins)}{_where(where)}", picked) from None
        if into.name not in self.fed:
            self.fed.append(into.name)

    def _misfit(self, block: BlockPlan, rows: str, picked: list[str]) -> SourceError:
        """Return the error for a value that is not of its column's kind, such as words where a time belongs."""
        into = canonical.TABLES[block.block.into]
        for column, cast in zip(into.columns, picked, strict=True):
            value, _, kind = cast.removeprefix("CAST(").rpartition(") AS ")[0].rpartition(" AS ")
            try:
                found = self.con.execute(
                    f"SELECT {value} FROM {rows + (' AND ' if ' WHERE ' in rows else ' WHERE ')}"
                    f"{value} IS NOT NULL AND try_cast({value} AS {kind}) IS NULL LIMIT 1"
                ).fetchall()
            except duckdb.Error:
                continue
            for (wrong,) in found:
                return SourceError(
                    f"{into.name}.{column.name}: {str(wrong)[:80]!r} is none of what belongs there ({column.about}); "
                    "map another column, or say how it is to be read with 'as', 'times' or 'words'."
                )
        return SourceError(f"{into.name}: a value is too large for its column.")

    def _each(self, block: BlockPlan, column: str, value: str) -> str:
        """Return a column's value, or its values with a row for each."""
        field = block.block.fields.get(column)
        if field is None or not field.each:
            return value
        listed = cells.values(f"CAST({value} AS VARCHAR)", field.split or ";")
        worded = f"list_transform({listed}, lambda x: {cells.worded('x', field.words)})" if field.words else listed
        return f"unnest(list_distinct({worded}))"

    def _collapses(self, block: BlockPlan, into: canonical.CanonicalTable) -> bool:
        """Return whether many rows become one: the key of a person or team named on every ticket."""
        return into.mutable and not block.metrics and not _column(block.made["version_at"].value)

    def _joined(self, block: BlockPlan, column: str, joins: list[str]) -> str:
        field = block.block.fields.get(column)
        if field is None or field.lookup is None:
            return self._value(block, column)
        lookup = field.lookup
        other = self.tables.get(lookup.table)
        if other is None:
            return _default(field)
        name = f"l{len(joins)}"
        match, take = other.plan.looked_up[lookup.match], other.plan.looked_up[lookup.take]
        joins.append(
            f" LEFT JOIN (SELECT {match} AS k, min({take}) AS v FROM {other.name} WHERE {match} IS NOT NULL "
            f"GROUP BY 1) {name} ON {name}.k = {block.made[column].value}"
        )
        value = f"{name}.v"
        if field.words:
            value = cells.worded(value, field.words)
        return value if field.default is None else f"coalesce({value}, {_default(field)})"

    def _value(self, block: BlockPlan, column: str) -> str:
        made = block.made.get(column)
        if column == "source":
            own = made.value if made else "NULL"
            return f"coalesce({own}, {sql.lit(self.source)})" if own != "NULL" else sql.lit(self.source)
        return made.value if made else "NULL"


def _is_looked_up(block: BlockPlan, column: str) -> bool:
    field = block.block.fields.get(column)
    return field is not None and field.lookup is not None


def _default(field: Field) -> str:
    if field.default is None:
        return "NULL"
    return sql.lit(field.default) if isinstance(field.default, str) else str(field.default)


def _column(value: str) -> bool:
    return value[:1].isalpha() and "_" in value and " " not in value and "(" not in value


def _where(tests: list[str]) -> str:
    return " WHERE " + " AND ".join(tests) if tests else ""
