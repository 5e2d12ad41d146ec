"""The units that numbers count, by period and filter: one query each, summed or listed the same way.

A query ``units_NAME`` gives rows of COLUMNS for instants ``moment`` of ``[:from_at, :to_at)``; it may also
use ``:at`` (the instant as of which one asks), ``:fcr_s`` and ``:retention_s`` (horizons in seconds). One that puts
several rows together into a unit says by ``:where``, about rows called ``u``, where filters belong, or by ``:whose``
where those by agent do.
Customers count by their last contact before ``:contacts_until`` where its outcome is known, and before
``:waiting_until`` where it is not yet: in the cohort view both are the end of the cohort.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from cxtui.clock import FAR
from cxtui.store.marks import quoted
from cxtui.store.read.queries import query
from cxtui.store.read.reader import Row, Transaction

COLUMNS = (
    "source", "ticket", "unit", "created_at", "moment", "agent", "channel", "team", "priority", "tier", "value",
)  # fmt: skip
"""What every unit query gives: ``unit`` tells several units of a ticket apart, ``value`` is summed."""

DIMENSIONS = ("channel", "team", "priority", "tier", "agent", "source")
"""What units can be filtered by and split by; no value at all is written ``''``."""

DAY_DIMENSIONS = ("channel", "team", "priority", "tier")
"""What the day buckets are kept by."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which units count: by dimension the values wanted (any of them) and those left out.

    ``words`` are parts, all of them, of the ticket's id, its subject or the customer's name, whatever their case;
    a ticket with one of ``without`` is left out. ``looked_up`` says that the transaction has their tickets ready.
    """

    only: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    never: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    words: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    looked_up: bool = False

    def __bool__(self) -> bool:
        return bool(self.only or self.never or self.words or self.without)

    def beside(self, dimension: str) -> "Filter":
        """Return the filter without what it says of a dimension."""
        only, never = ({k: v for k, v in chosen.items() if k != dimension} for chosen in (self.only, self.never))
        return replace(self, only=only, never=never)

    @property
    def bucket(self) -> tuple[str, tuple[str, ...]] | None:
        """Return the one dimension of the day buckets that answers this filter, with its values, or None.

        Without a filter that is every channel: ``("channel", ())``.
        """
        if not self:
            return "channel", ()
        if self.never or self.words or self.without or len(self.only) != 1:
            return None
        [(dimension, values)] = self.only.items()
        return (dimension, values) if dimension in DAY_DIMENSIONS else None


NO_FILTER = Filter()

_OF_AGENT = 'u."agent"'
_LIKE_WILD = re.compile(r"[\\%_]")
_SEARCHED = ("st.ticket", "st.subject", "COALESCE(sc.name, st.customer)")
"""Where free words are looked for: what a list shows of a ticket."""

SEARCH_TABLES = ("sought", "unsought")
"""Temporary tables of tickets with all the words wanted, and with any of those left out."""


@dataclass(frozen=True, slots=True)
class UnitQuery:
    """Which units are asked for: of instants ``[from_at, to_at)`` as of ``at``, and the horizons in seconds.

    With ``cohort`` the period is that of the tickets' creation, and outcomes count until ``at``. Of a source in
    ``spans`` (``(source, from_at, to_at)``, None for an open end) units count only of its span.
    """

    from_at: int
    to_at: int
    at: int
    where: Filter = NO_FILTER
    cohort: bool = False
    fcr_s: int = 0
    retention_s: int = 0
    spans: tuple[tuple[str, int | None, int | None], ...] = ()


def totals(tx: Transaction, name: str, wanted: UnitQuery) -> tuple[int, float, float | None]:
    """Return how many units there are, the sum of their values and the greatest one."""
    n, total, greatest = _ask(tx, "COUNT(*), COALESCE(SUM(value), 0), MAX(value)", name, wanted)[0]
    return n, total, greatest


def moments(tx: Transaction, name: str, wanted: UnitQuery) -> tuple[int, float, float]:
    """Return how many units have a value, the sum of their values and that of their squares."""
    found = _ask(tx, "COUNT(value), COALESCE(SUM(value), 0), COALESCE(SUM(1.0 * value * value), 0)", name, wanted)
    n, total, squares = found[0]
    return n, total, squares


def values(tx: Transaction, name: str, wanted: UnitQuery, most: int) -> list[int | None]:
    """Return the values of at most ``most`` units, in any order."""
    return [value for (value,) in _ask(tx, "value", name, wanted, f"LIMIT {int(most)}")]


def tallied(tx: Transaction, name: str, wanted: UnitQuery) -> list[tuple[int | None, int]]:
    """Return ``(value, units)``, in any order."""
    return [(value, n) for value, n in _ask(tx, "value, COUNT(*)", name, wanted, "GROUP BY value")]


def tallied_spans(tx: Transaction, name: str, wanted: UnitQuery) -> list[tuple[int, bool, int]]:
    """Return ``(value, ended, units)`` of units that may still run, in any order."""
    found = _ask(tx, "value, ended, COUNT(*)", name, wanted, "GROUP BY value, ended")
    return [(value, bool(ended), n) for value, ended, n in found]


def spans(tx: Transaction, name: str, wanted: UnitQuery, most: int) -> list[tuple[int, int]]:
    """Return ``(value, ended)`` of at most ``most`` units that may still run, in any order."""
    return [(value, ended) for value, ended in _ask(tx, "value, ended", name, wanted, f"LIMIT {int(most)}")]


def flagged(tx: Transaction, name: str, wanted: UnitQuery) -> int:
    """Return how many units are flagged: answers on another scale than the number is made for."""
    return int(_ask(tx, "COALESCE(SUM(flagged), 0)", name, wanted)[0][0])


def split(tx: Transaction, name: str, wanted: UnitQuery, dimension: str) -> list[tuple[str, int, float]]:
    """Return (value, units, sum of their values) by a dimension, in order of the value."""
    if dimension not in DIMENSIONS:
        raise LookupError(f"{dimension} is no dimension of units")
    return [(value, n, total) for value, n, total in sums(tx, name, wanted, (dimension,))]


def rows(tx: Transaction, name: str, wanted: UnitQuery, columns: Sequence[str]) -> list[Row]:
    """Return chosen columns of every unit, those of the query that are not in COLUMNS too."""
    return _ask(tx, ", ".join(f"u.{quoted(column)}" for column in columns), name, wanted)


def count(tx: Transaction, name: str, wanted: UnitQuery) -> int:
    """Return how many units there are, without working values out."""
    return int(_ask(tx, "COUNT(*)", name, wanted)[0][0])


def counts(tx: Transaction, name: str, wanted: UnitQuery, by: Sequence[str]) -> list[Row]:
    """Return (columns of ``by``, units) in order, without working values out."""
    columns = ", ".join(f"COALESCE(u.{quoted(column)}, '')" for column in by)
    return sorted(_ask(tx, f"{columns}, COUNT(*)", name, wanted, f"GROUP BY {columns}"))


def sums(tx: Transaction, name: str, wanted: UnitQuery, by: Sequence[str]) -> list[Row]:
    """Return (columns of ``by``, units, sum of their values) in order."""
    columns = ", ".join(f"COALESCE(u.{quoted(column)}, '')" for column in by)
    what = f"{columns}, COUNT(*), COALESCE(SUM(value), 0)"
    return sorted(_ask(tx, what, name, wanted, f"GROUP BY {columns}"))


def listed(tx: Transaction, name: str, wanted: UnitQuery, most: int, offset: int = 0) -> list[Row]:
    """Return rows of COLUMNS, the latest first, at most ``most`` from ``offset`` on."""
    columns = ", ".join(f"u.{quoted(column)}" for column in COLUMNS)
    rest = "ORDER BY u.moment DESC, u.source, u.ticket, u.unit"
    return _ask(tx, columns, name, wanted, f"{rest} LIMIT {int(most)} OFFSET {int(offset)}")


def extreme(tx: Transaction, name: str, wanted: UnitQuery, most: int, highest: bool) -> list[Row]:
    """Return rows of COLUMNS that have a value, the highest or the lowest first and of equal ones the latest."""
    columns = ", ".join(f"u.{quoted(column)}" for column in COLUMNS)
    order = f"u.value {'DESC' if highest else 'ASC'}, u.moment DESC, u.source, u.ticket, u.unit"
    return _ask(tx, columns, name, wanted, f"AND u.value IS NOT NULL ORDER BY {order} LIMIT {int(most)}")


def doubtful(tx: Transaction, name: str, wanted: UnitQuery) -> int:
    """Return how many units belong to tickets whose records contradict themselves."""
    doubt = "EXISTS (SELECT 1 FROM doubt d WHERE d.source = u.source AND d.ticket = u.ticket)"
    if not tx.value("doubts"):
        return 0
    return int(_ask(tx, "COUNT(*)", name, wanted, f"AND {doubt}")[0][0])


def days(
    tx: Transaction, columns: tuple[str, ...], dimension: str, values: tuple[str, ...], from_at: int, to_at: int
) -> tuple[int, ...]:
    """Return sums of ``flow_day`` columns over the local days that start in ``[from_at, to_at)``.

    ``values`` of the dimension, or all of them where it is empty.
    """
    sums = ", ".join(f"COALESCE(SUM({quoted(column)}), 0)" for column in columns)
    marks = {f"v{i}": value for i, value in enumerate(values)}
    among = f" AND value IN ({', '.join(f':{mark}' for mark in marks)})" if marks else ""
    found = tx.rows(
        f"SELECT {sums} FROM flow_day WHERE day >= :from_at AND day < :to_at AND dimension = :dimension{among}",
        from_at=from_at, to_at=to_at, dimension=dimension, **marks,
    )  # fmt: skip
    return tuple(found[0])


def day_split(
    tx: Transaction, whole: tuple[str, ...], part: str | None, dimension: str, wanted: UnitQuery
) -> list[tuple[str, int, float]]:
    """Return (value, units, their sum) of ``flow_day`` by a dimension, where the wanted values have any."""
    count = " + ".join(f"SUM({quoted(column)})" for column in whole)
    total = count if part is None else f"SUM({quoted(part)})"
    found = tx.rows(
        f"SELECT value, {count}, {total} FROM flow_day"
        f" WHERE day >= :from_at AND day < :to_at AND dimension = :dimension GROUP BY value HAVING {count} > 0",
        from_at=wanted.from_at, to_at=wanted.to_at, dimension=dimension,
    )  # fmt: skip
    return [(value, n, sums) for value, n, sums in found]


def _ask(tx: Transaction, what: str, name: str, wanted: UnitQuery, rest: str = "") -> list[Row]:
    clauses, marks = conditions(wanted.where, "u")
    from_at, to_at = wanted.from_at, wanted.to_at
    if wanted.cohort:
        clauses += ["u.created_at >= :from_at", "u.created_at < :created_until"]
        marks["created_until"] = to_at
        to_at = wanted.at + 1
    text, inside = query("units_" + name), []
    if ":where" in text:
        clauses, inside = [], clauses
    elif ":whose" in text:
        inside = [clause for clause in clauses if _OF_AGENT in clause]
        clauses = [clause for clause in clauses if _OF_AGENT not in clause]
    for place, (source, first, end) in enumerate(wanted.spans):
        clauses.append(f"NOT (u.source = :s{place} AND (u.moment < :a{place} OR u.moment >= :b{place}))")
        marks |= {f"s{place}": source, f"a{place}": -FAR if first is None else first, f"b{place}": end or FAR}
    where, among = (" AND ".join(chosen) or "1" for chosen in (clauses, inside))
    text = text.replace(":where", among).replace(":whose", among)
    return tx.rows(
        f"SELECT {what} FROM (\n{text}\n) u WHERE {where} {rest}",
        from_at=from_at, to_at=to_at, at=wanted.at, fcr_s=wanted.fcr_s, retention_s=wanted.retention_s,
        contacts_until=wanted.to_at - (0 if wanted.cohort else wanted.retention_s),
        waiting_until=wanted.to_at if wanted.cohort else wanted.at + 1, **marks,
    )  # fmt: skip


def conditions(where: Filter, table: str) -> tuple[list[str], dict[str, object]]:
    """Return a filter as SQL conditions on a table's columns, with their parameters."""
    clauses: list[str] = []
    marks: dict[str, object] = {}
    for sign, chosen in (("", where.only), ("NOT ", where.never)):
        for dimension, values in chosen.items():
            if dimension not in DIMENSIONS:
                raise LookupError(f"{dimension} is no dimension of units")
            names = []
            for value in values:
                names.append(f"f{len(marks)}")
                marks[names[-1]] = value
            among = ", ".join(f":{name}" for name in names)
            clauses.append(f"COALESCE({table}.{quoted(dimension)}, '') {sign}IN ({among})")
    for sign, words, ready in (("", where.words, SEARCH_TABLES[0]), ("NOT ", where.without, SEARCH_TABLES[1])):
        if where.looked_up and words:
            clauses.append(
                f"{sign}EXISTS (SELECT 1 FROM temp.{ready} st "
                f"WHERE st.source = {table}.source AND st.ticket = {table}.ticket)"
            )
            continue
        for word in words:
            name = f"f{len(marks)}"
            how, marks[name] = part_of(word)
            matches = " OR ".join(f"{text} {how.format(f':{name}')}" for text in _SEARCHED)
            clauses.append(
                f"{sign}EXISTS (SELECT 1 FROM ticket st LEFT JOIN customer sc ON sc.source = st.source "
                f"AND sc.customer = st.customer WHERE st.source = {table}.source AND st.ticket = {table}.ticket "
                f"AND ({matches}))"
            )
    return clauses, marks


def part_of(word: str) -> tuple[str, str]:
    """Return how SQL looks for a word as part of a text, whatever its case, and the pattern.

    Nothing a person wrote is a wildcard. SQLite's LIKE knows the cases of ASCII only: for other letters GLOB is given
    both cases of each.
    """
    if word.isascii():
        return "LIKE {} ESCAPE '\\'", "%" + _LIKE_WILD.sub(r"\\\g<0>", word) + "%"
    return "GLOB {}", "*" + "".join(map(_either_case, word)) + "*"


def _either_case(letter: str) -> str:
    cases = "".join(dict.fromkeys(one for one in (letter, letter.lower(), letter.upper()) if len(one) == 1))
    return f"[{cases}]" if len(cases) > 1 or letter in "*?[" else letter
