"""How one table of the origin is read once: what it yields for every canonical table that it feeds."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from cxtui.errors import SourceError
from cxtui.sources import checks, sql
from cxtui.sources.checks import Check
from cxtui.sources.fields import FieldMaker, Made
from cxtui.sources.layers import Layers
from cxtui.sources.mapping import DOMAINS, ROW_NUMBER, WHEN, Block, Condition, Field, Mapping
from cxtui.sources.mending import TOTAL
from cxtui.sources.plausible import is_lasting

NAME = re.compile(r"\b[a-z]_\d+\b")
BROKEN, BLANK, SUMMED = -1, 0, -2
"""What stands as ``bad`` for a line that is no object, a blank row, and one that sums others up."""
NO_ROWS = f"({BLANK}, {SUMMED})"


@dataclass(slots=True)
class BlockPlan:
    """One block as SQL: each canonical column's value, each stated metric's, and the rows that belong.

    ``parents`` are the columns that lead to what a row answers, by the column that is the beginning of that chain.
    """

    block: Block
    made: dict[str, Made]
    metrics: dict[str, Made]
    guard: str | None
    parents: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class SourcePlan:
    """One source table: the layers over its raw columns ``raw_<n>``, its checks, and its blocks.

    ``columns`` are the origin's columns that are read (``raw_0`` …), ``keep`` the names that are staged;
    ``drops`` are cells that are left out of a row that stays: (column, reason) to (test, text).
    """

    source: str
    layers: Layers
    columns: list[str]
    blocks: list[BlockPlan] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    looked_up: dict[str, str] = field(default_factory=dict)
    claims: dict[str, str] = field(default_factory=dict)
    drops: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    numbered: bool = False
    late: str | None = None
    skipped: str | None = None
    twice: str | None = None
    bad: str = "NULL"

    @property
    def keep(self) -> list[str]:
        """Return the names of the layers that later SELECTs need."""
        used = " ".join(m.value for b in self.blocks for m in (*b.made.values(), *b.metrics.values()))
        used += " " + " ".join(b.guard or "" for b in self.blocks) + " " + " ".join(self.looked_up.values())
        used += " " + " ".join(parent for b in self.blocks for parent in b.parents.values())
        return list(dict.fromkeys(NAME.findall(used)))

    def staged(self, raw: str) -> str:
        """Return the SELECT of everything staged: ``bad`` is the number of the failed check, ``bad_text`` the cell."""
        texts = " ".join(f"WHEN {n} THEN {c.text}" for n, c in enumerate(self.checks, BLANK + 1))
        judged = [
            "CAST(bad AS SMALLINT) AS bad",
            f"CAST({f'CASE bad {texts} END' if texts else 'NULL'} AS VARCHAR) AS bad_text",
        ]
        judged += [f"{self.late} AS late"] if self.late else []
        judged += [f"{self.skipped} AS skipped", f"{self.twice} AS twice"] if self.twice else []
        judged += [f"{test} AS claim_{i}" for i, test in enumerate(self.claims.values())]
        dropped = enumerate(self.drops.values())
        judged += [f"CAST(CASE WHEN {test} THEN {text} END AS VARCHAR) AS drop_{i}" for i, (test, text) in dropped]
        judgement = f"SELECT *, {self.bad} AS bad FROM ({self.layers.around(raw)})"
        return f"SELECT {', '.join([*self.keep, *judged])} FROM ({judgement})"


class Planner:
    """Makes the plan of one source table from the columns that its files have."""

    def __init__(self, mapping: Mapping, source: str, there: set[str], zone: str | None, until: int | None) -> None:
        self.mapping, self.there, self.until = mapping, there, until
        self.plan = SourcePlan(source, Layers(), [])
        self.maker = FieldMaker(mapping, zone, self.plan.layers, self.clean)

    def clean(self, column: str) -> str | None:
        """Return the name of a column's cleaned text: trimmed, null marks gone; None if the file lacks it."""
        if column not in self.there:
            return None
        columns = self.plan.columns
        if column not in columns:
            columns.append(column)
        raw = f"raw_{columns.index(column)}"
        if self.mapping.trim:
            raw = f"trim({raw})"
        return self.plan.layers.add("clean", f"CASE WHEN {sql.either(raw, self.mapping.null)} THEN NULL ELSE {raw} END")

    def make(self, blocks: list[Block], looked_up: set[str]) -> SourcePlan:
        """Return the plan for the blocks that this table feeds and the columns that lookups want of it."""
        plan = self.plan
        for column in sorted(looked_up):
            plan.looked_up[column] = self.clean(column) or "NULL"
        for block in blocks:
            plan.blocks.append(self._block(block))
        self._between()
        plan.late = self._late()
        plan.numbered = self.maker.numbered
        self._judge()
        return plan

    def _block(self, block: Block) -> BlockPlan:
        guard = self._guard(block.where)
        prefix = f"{guard} AND " if guard else ""
        made = {
            c: self.maker.make(f, is_lasting(block.into, c), DOMAINS.get((block.into, c), ()))
            for c, f in block.fields.items()
        }
        metrics = {m: self.maker.make(f, is_lasting("stated", m)) for m, f in block.metrics.items()}
        for fields, results in ((block.fields, made), (block.metrics, metrics)):
            for column, one in fields.items():
                self.plan.checks += checks.of_field(block, column, one, results[column], prefix)
                self._drop(checks.left_out(column, one, results[column], prefix))
        self.plan.checks += checks.of_block(block, made, prefix)
        parents = {c: self.clean(f.parent) or "NULL" for c, f in block.fields.items() if f.parent}
        return BlockPlan(block, made, metrics, guard, parents)

    def _drop(self, found: Iterable[tuple[tuple[str, str], tuple[str, str]]]) -> None:
        for key, (test, text) in found:
            before = self.plan.drops.get(key)
            self.plan.drops[key] = (f"({before[0]} OR {test})" if before and before[0] != test else test, text)

    def _guard(self, where: tuple[Condition, ...]) -> str | None:
        tests = []
        for condition in where:
            text = self.clean(condition.column)
            if text is None:
                continue
            test = sql.either(f"lower(coalesce({text}, ''))", [v.lower() for v in condition.values])
            tests.append(f"NOT {test}" if condition.negated else test)
        return self.plan.layers.add("out", " AND ".join(tests)) if tests else None

    def _between(self) -> None:
        """Add what holds between blocks of one row: first reply after creation, claims against own times."""
        created = next((b.made["created_at"] for b in self.plan.blocks if b.block.into == "ticket"), None)
        for block in self.plan.blocks:
            reply = block.metrics.get("first_response_at")
            if created and reply:
                field_ = block.block.metrics["first_response_at"]
                self.plan.checks += checks.of_first_reply(created, reply, field_)
            for claim in self.mapping.claims:
                if {claim.flag, claim.done, claim.due} <= set(block.metrics):
                    done, due = block.metrics[claim.done].micros, block.metrics[claim.due].micros
                    flag = block.metrics[claim.flag].value
                    if not done or not due:
                        raise SourceError(
                            f"mapping {self.mapping.name}: claim: {claim.done}, {claim.due} must be times."
                        )
                    self.plan.claims[claim.reason] = f"{flag} <> CAST({done} <= {due} AS BIGINT)"

    def _late(self) -> str | None:
        if self.until is None:
            return None
        tests = []
        for block in self.plan.blocks:
            into = block.block.into
            if self.mapping.kind != "records" and into != ("state" if self.mapping.kind == "state-log" else "ticket"):
                continue
            whens = [block.made[c].value for c in WHEN.get(into, ()) if c in block.made]
            written = [block.made[c].value for c in ("version_at",) if c in block.made]
            guard = f"{block.guard} AND " if block.guard else ""
            tests += [f"coalesce({guard}{sql.first(of)} > {self.until}, false)" for of in (whens, written) if of]
        return " OR ".join(tests) if tests else None

    def _judge(self) -> None:
        plan = self.plan
        plan.checks = list(dict.fromkeys(plan.checks))
        texts = [self.clean(c) for c in plan.columns]
        blank = " AND ".join(f"{t} IS NULL" for t in texts) or "false"
        cases = "".join(f" WHEN {c.test} THEN {n}" for n, c in enumerate(plan.checks, BLANK + 1))
        lacking = " OR ".join(f"({c.test})" for c in plan.checks if c.lacking)
        sums = " OR ".join(f"coalesce(regexp_full_match({t}, {sql.lit(TOTAL)}), false)" for t in texts)
        summed = f" WHEN {lacking} THEN CASE WHEN {sums} THEN {SUMMED}{cases} END" if lacking else ""
        plan.bad = f"CASE WHEN broken THEN {BROKEN} WHEN {blank} THEN {BLANK}{summed}{cases} END"
        flaws = {m.flaw for b in plan.blocks for m in (*b.made.values(), *b.metrics.values()) if m.flaw}
        if flaws:
            plan.skipped, plan.twice = (
                " + ".join(f"CAST(coalesce({f} = {flaw}, false) AS TINYINT)" for f in sorted(flaws)) for flaw in (1, 2)
            )


def wanted_columns(field_: Field) -> set[str]:
    """Return the columns of its own table that a field needs."""
    from cxtui.sources.fields import HOLE

    needed = set(field_.columns) | ({field_.lookup.by} if field_.lookup else set())
    needed |= {column for column in (field_.plus, field_.minus, field_.parent) if column}
    return needed | {hole.group(1) for hole in HOLE.finditer(field_.template or "")} - {ROW_NUMBER}
