"""Rows that come live are held to what rows of files are held to."""

import json
from collections import Counter
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from cxtui import canonical
from cxtui.sources.live.validated import RefusedRow, validated, validated_tuples
from cxtui.sources.live.whole import all_plain
from tests.sources.conftest import Bench

RIGHT: dict[str, str] = {
    "created_at": "2025-03-01T10:00:00Z", "occurred_at": "1740823200", "from_at": "1740823200", "week": "540-1020",
    "zone": "Europe/Berlin", "position": "1", "seconds": "60", "seq": "0", "version_seq": "0",
}  # fmt: skip
"""Cells that are right where a row needs one."""
WORDS = {
    ("event", "kind"): "message", ("rating", "kind"): "csat", ("purchase", "kind"): "new", ("handle", "kind"): "talk",
    ("handle", "to_at"): "1740823300", ("coverage", "what"): "messages", ("sla_target", "metric"): "resolution",
    ("tombstone", "kind"): "agent", ("agent_state", "state"): "busy", ("purchase", "amount"): "5",
}  # fmt: skip
CELLS = (
    "", " ", " x ", "n\0l", "\u00a0y\t", "nonsense", "message", "status", "customer", "open", "1", "0", "true", "No",
    "1.0", "-7", "2.5", "1e3", "9223372036854775808", "nan", "inf", "4102444800", "4102444799", "-1", "1740823200.9",
    "2025-03-01T10:00:00.999+01:00", "2025-02-30T00:00:00Z", "2100-01-01T00:00:00Z", "2099-12-31T23:59:59Z",
    "1899-12-31T00:00:00Z", "2199-12-31T00:00:00Z", "9999-12-31T00:00:00Z", "253402300799", "2025-03-01T10:00Z",
)  # fmt: skip


def _rows(table: canonical.CanonicalTable) -> list[dict[str, str]]:
    """Return a row for every column and cell, all else in it right; each of a key of its own."""
    made = []
    needed = [c.name for c in table.columns if c.required and c.name not in ("source", "version_at", "version_seq")]
    for column in table.names:
        for n, cell in enumerate(CELLS):
            row = {name: WORDS.get((table.name, name), RIGHT.get(name, f"{column}-{n}")) for name in needed}
            if "from_at" in table.key and "seq" not in table.key:
                row["from_at"] = str(1740823200 - n)
            row[column] = cell
            if any(cell.strip() for cell in row.values()):
                made.append(row)
    return made


@pytest.mark.parametrize("name", [name for name in canonical.TABLES if name not in ("calendar", "coverage")])
def test_every_cell_is_taken_or_refused_as_in_a_file(bench: Bench, name: str) -> None:
    table = canonical.TABLES[name]
    rows = _rows(table)
    path = bench.write(f"f/{name}.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
    staged = bench.stage("canonical", path, source="s")
    live = validated({name: rows}, "s")
    assert (live.read, live.refused) == (staged.rows_read, staged.rejected)
    keys = Counter(_key(table, row) for row in live.rows[name])
    assert _once(table, keys, live.rows[name]) == _once(table, keys, bench.rows(f"SELECT * FROM in_{name}"))
    reasons = Counter((one.column, one.reason) for one in live.rejects if not one.reason.startswith("unknown"))
    columns = "SELECT column_name, reason FROM in_reject WHERE reason NOT LIKE 'unknown %'"
    # A file names all columns that stand in for one another.
    assert reasons == Counter((column.split(", ")[0], reason) for column, reason in bench.rows(columns))


def _key(table: canonical.CanonicalTable, row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(row[table.names.index(name)] for name in table.key)


def _once(
    table: canonical.CanonicalTable, keys: Counter[tuple[Any, ...]], rows: list[tuple[Any, ...]]
) -> set[tuple[Any, ...]]:
    """Return the rows whose key no other has: of others a file keeps one, and a batch does when it is merged."""
    return {row for row in rows if keys[_key(table, row)] == 1}


MESSAGE: dict[str, Any] = {
    "ticket": "t", "event": "e", "occurred_at": "2025-03-01T10:00:00Z", "kind": "message", "actor_kind": "agent",
}  # fmt: skip


def _event(**cells: Any) -> tuple[list[tuple[Any, ...]], list[tuple[str | None, str | None, str]]]:
    """Return what is kept of an event with some cells, and what is said of it as (column, value, reason)."""
    found = validated({"event": [{**MESSAGE, **cells}]}, "desk")
    return found.rows.get("event", []), [(one.column, one.value, one.reason) for one in found.rejects]


def _kept(column: str, **cells: Any) -> Any:
    ((row,), _) = _event(**cells)
    return row[canonical.TABLES["event"].names.index(column)]


AT = 1740823200
"""2025-03-01T10:00:00Z."""


@pytest.mark.parametrize(
    "instant",
    [
        AT, float(AT) + 0.75, Decimal(AT), str(AT), "2025-03-01T10:00:00Z", "2025-03-01T11:00:00.999+01:00",
        "2025-03-01 10:00:00+00", datetime(2025, 3, 1, 10, tzinfo=UTC),
    ],
)  # fmt: skip
def test_an_instant_is_epoch_seconds_or_a_time_with_its_offset(instant: Any) -> None:
    assert _kept("occurred_at", occurred_at=instant) == AT


@pytest.mark.parametrize(
    "instant", ["soon", "", None, True, [AT], float("nan"), "2025-02-29T00:00:00Z", 10**400, "9" * 5000]
)
def test_a_row_without_its_instant_is_refused(instant: Any) -> None:
    rows, rejects = _event(occurred_at=instant)
    assert rows == []
    assert [column for column, _, _ in rejects] == ["occurred_at"]


def test_the_span_of_what_can_have_happened_ends_where_2100_begins() -> None:
    assert _kept("occurred_at", occurred_at="2099-12-31T23:59:59Z") == 4102444799
    assert _event(occurred_at="2100-01-01T00:00:00Z") == (
        [],
        [("occurred_at", "2100-01-01T00:00:00Z", "a time when nothing can have happened (see span in the mapping)")],
    )


@pytest.mark.parametrize("column", ["occurred_at", "version_at"])
def test_a_local_time_without_a_zone_refuses_its_row(column: str) -> None:
    table = "ticket" if column == "version_at" else "event"
    row = {"ticket": "t", "created_at": AT} if table == "ticket" else MESSAGE
    found = validated({table: [{**row, column: "2025-03-01T10:00"}]}, "desk")
    assert (found.rows, found.refused) == ({}, 1)
    assert [(one.column, one.reason) for one in found.rejects] == [(column, "local time without a zone")]


def test_an_unknown_kind_is_refused_and_named() -> None:
    rows, ((column, value, reason),) = _event(kind="nonsense")
    assert (rows, column, value) == ([], "kind", "nonsense")
    assert reason.startswith("unknown kind 'nonsense'; known: message, note, status, ")


def test_a_character_that_ends_texts_is_in_nothing_that_a_row_needs() -> None:
    assert _event(ticket="t\0") == ([], [("ticket", "t\ufffd", "a character that ends texts (NUL)")])
    rows, rejects = _event(value="a\0b")
    assert ([row[9] for row in rows], rejects) == (["a\0b"], [])


def test_broken_unicode_is_in_no_id() -> None:
    assert _event(event="e\ud800") == ([], [("event", "e?", "broken Unicode")])


def test_ids_may_be_numbers_and_flags_booleans() -> None:
    assert _kept("ticket", ticket=4711) == "4711"
    assert [_kept("public", public=given) for given in (True, False, 1, "no", None)] == [1, 0, 1, 0, None]


def test_a_number_too_large_for_its_column_is_none() -> None:
    row = {"ticket": "t", "metric": "reopen_count", "value": 2**63}
    found = validated({"stated": [row, {**row, "ticket": "u", "value": 2**63 - 1}]}, "desk")
    assert [one[-2] for one in found.rows["stated"]] == [None, 2**63 - 1]


def test_a_wrong_row_costs_no_other() -> None:
    found = validated({"event": [{**MESSAGE, "occurred_at": "text"}, MESSAGE]}, "desk")
    assert (found.read, found.refused, len(found.rows["event"])) == (2, 1, 1)


def test_a_table_that_nobody_knows_is_refused_and_a_column_left_out() -> None:
    found = validated({"events": [{"a": 1}], "event": [{**MESSAGE, "colour": "red"}]}, "desk")
    assert (found.read, found.refused, len(found.rows["event"])) == (2, 1, 1)
    assert [(one.table, one.column, one.value, one.row[:8]) for one in found.rejects] == [
        ("events", None, None, '{"a": 1}'),
        ("event", "colour", "red", '{"ticket'),
    ]


def test_a_row_that_is_no_row_is_refused() -> None:
    rows: Any = ["text", None]
    found = validated({"event": rows}, "desk")
    assert (found.refused, [one.reason for one in found.rejects]) == (2, ["not an object of columns"] * 2)


def test_a_row_longer_than_any_in_a_file_is_refused() -> None:
    rows, ((_, _, reason),) = _event(value="x" * (1 << 21))
    assert (rows, reason) == ([], "row longer than 2 MB")


def test_opening_hours_that_nobody_can_keep_are_refused() -> None:
    week = {"calendar": "c", "zone": "Europe/Berlin", "position": 1, "week": "540-1020"}
    found = validated({"calendar": [week, {**week, "week": "1020-540"}, {**week, "zone": "Europe/Nowhere"}]}, "desk")
    assert (len(found.rows["calendar"]), found.refused) == (1, 2)


@pytest.mark.parametrize("name", canonical.TABLES)
def test_rows_that_are_taken_as_they_are_would_be_taken_so_one_by_one(name: str) -> None:
    table = canonical.TABLES[name]
    cells: list[Any] = [
        None,
        *CELLS,
        0,
        1,
        2,
        -1,
        4102444799,
        4102444800,
        2**63,
        2.5,
        float("nan"),
        True,
        "x\0",
        "\ud800",
    ]
    base = validated({name: _rows(table)}, "s").rows.get(name, [])[:1]
    plain = 0
    for row in base:
        for place in range(len(row)):
            for cell in cells:
                changed = (*row[:place], cell, *row[place + 1 :])
                if all_plain(name, [changed]):
                    plain += 1
                    one_by_one = validated({name: [dict(zip(table.names, changed, strict=True))]}, "other")
                    assert (one_by_one.rows, one_by_one.rejects) == ({name: [changed]}, [])
    assert plain or name == "calendar"


def test_rows_in_the_order_of_their_columns_are_held_to_the_same() -> None:
    (row,) = validated({"event": [MESSAGE]}, "desk").rows["event"]
    wrong = [*row]
    wrong[4] = "nonsense"
    found = validated_tuples({"event": [row, wrong]}, "desk")
    assert (found.rows, found.refused) == ({"event": [row]}, 1)
    assert isinstance(found.rejects[0], RefusedRow)
