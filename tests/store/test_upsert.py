import sqlite3
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxtui.canonical import TABLES
from cxtui.store.schema import create_table
from cxtui.store.upsert import Merged, merge

CONTRACT = TABLES["contract"]
EVENT = TABLES["event"]
COVERAGE = TABLES["coverage"]
Row = tuple[Any, ...]


def _memory() -> sqlite3.Connection:
    con = sqlite3.connect(":memory:", isolation_level=None)
    for table in (CONTRACT, EVENT, COVERAGE, TABLES["team"]):
        con.execute(create_table(table))
    return con


def _contract(key: str, at: int, seq: int, customer: str, to_at: int | None, value: float | None) -> Row:
    return ("desk", key, at, seq, customer, 0, to_at, value)


versions = st.builds(
    _contract,
    st.sampled_from(["a", "b", "c"]),
    st.integers(1, 3),
    st.integers(0, 1),
    st.sampled_from(["x", "X", "é", "x\u0000y", "zz", ""]),
    st.one_of(st.none(), st.sampled_from([-5, 0, 9, 10, 100])),
    st.one_of(st.none(), st.sampled_from([-1.5, 0.0, 2.0, 10.0])),
)


def _lowest_none(row: Row) -> tuple[tuple[bool, Any], ...]:
    """Order rows as the contract says, in Python: text by its bytes, numbers by value, nothing lowest."""
    return tuple((v is not None, v.encode() if isinstance(v, str) else v or 0) for v in row)


@settings(max_examples=150, deadline=None)
@given(rows=st.lists(versions, max_size=12), data=st.data())
def test_any_order_in_any_pieces_ends_in_the_greatest_rows(rows: list[Row], data: st.DataObject) -> None:
    greatest: dict[str, Row] = {}
    for row in rows:
        known = greatest.get(row[1])
        if known is None or _lowest_none(row) > _lowest_none(known):
            greatest[row[1]] = row
    order = data.draw(st.permutations(rows))
    cuts = sorted(data.draw(st.sets(st.integers(0, len(rows)), max_size=3)))
    con = _memory()
    for start, end in zip([0, *cuts], [*cuts, len(order)], strict=True):
        merge(con, CONTRACT, order[start:end])
    kept = con.execute("SELECT * FROM contract ORDER BY contract").fetchall()
    assert kept == [greatest[key] for key in sorted(greatest)]


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(versions, max_size=12))
def test_what_came_in_is_counted_and_the_second_time_it_is_all_the_same(rows: list[Row]) -> None:
    con = _memory()
    first = merge(con, CONTRACT, rows)
    assert first.new == len({row[1] for row in rows})
    assert first.new + first.changed + first.same == len(rows)
    assert merge(con, CONTRACT, rows) == Merged(0, 0, len(rows))
    assert con.execute("SELECT count(*) FROM changed_contract").fetchone() == (0,)


def test_the_newest_version_stays_and_leaves_its_keys_and_what_was_before() -> None:
    con = _memory()
    old = _contract("a", 1, 0, "x", None, 9.0)
    merge(con, CONTRACT, [old])
    newer = _contract("a", 2, 0, "w", None, None)
    assert merge(con, CONTRACT, [newer, _contract("b", 1, 0, "x", 5, 1.0)]) == Merged(1, 1, 0)
    assert con.execute("SELECT * FROM changed_contract ORDER BY contract").fetchall() == [
        ("desk", "a", 0), ("desk", "b", 1),
    ]  # fmt: skip
    assert con.execute("SELECT * FROM before_contract").fetchall() == [old]
    assert merge(con, CONTRACT, [old]) == Merged(0, 0, 1)
    assert con.execute("SELECT * FROM contract WHERE contract = 'a'").fetchall() == [newer]


def test_an_event_that_differs_in_one_version_is_settled_by_its_content() -> None:
    con = _memory()

    def event(value: str | None, public: int | None) -> Row:
        return ("desk", "7", "e1", 50, "status", None, None, public, None, value, None, 50, 0, None)

    merge(con, EVENT, [event("open", None)])
    assert merge(con, EVENT, [event("new", None)]) == Merged(0, 0, 1)
    assert merge(con, EVENT, [event("new", 0)]) == Merged(0, 1, 0)
    assert con.execute("SELECT * FROM event").fetchall() == [event("new", 0)]


def _said(kind: str, at: int, seq: int = 0, retracted: int | None = None) -> Row:
    return ("desk", "7", "e1", 50, "message", "p", kind, 1, None, None, None, at, seq, retracted)


def test_an_event_told_as_a_customers_becomes_an_agents_by_a_newer_version() -> None:
    con = _memory()
    merge(con, EVENT, [_said("customer", 50)])
    assert merge(con, EVENT, [_said("agent", 60)]) == Merged(0, 1, 0)
    assert merge(con, EVENT, [_said("customer", 59, 7)]) == Merged(0, 0, 1)
    assert con.execute("SELECT * FROM event").fetchall() == [_said("agent", 60)]


def test_an_event_taken_back_stays_so_until_a_newer_version_brings_it_again() -> None:
    con = _memory()
    merge(con, EVENT, [_said("agent", 60, 0, 1)])
    assert merge(con, EVENT, [_said("agent", 50)]) == Merged(0, 0, 1)
    assert con.execute("SELECT version_at, retracted FROM event").fetchall() == [(60, 1)]
    assert merge(con, EVENT, [_said("agent", 60, 1)]) == Merged(0, 1, 0)
    assert con.execute("SELECT version_at, version_seq, retracted FROM event").fetchall() == [(60, 1, None)]


def test_a_corrected_mapping_may_say_that_an_event_happened_earlier() -> None:
    con = _memory()
    late: Row = ("desk", "7", "e1", 3650, "message", "p", "agent", 1, None, None, None, 3650, 0, None)
    merge(con, EVENT, [late])
    assert merge(con, EVENT, [_said("agent", 50)], later_wins=True) == Merged(0, 1, 0)
    assert con.execute("SELECT occurred_at, version_at, version_seq FROM event").fetchall() == [(50, 50, 0)]
    # One that names its version is not undone by an older one.
    merge(con, EVENT, [_said("customer", 60)])
    assert merge(con, EVENT, [_said("agent", 59)], later_wins=True) == Merged(0, 0, 1)


def test_numbers_are_compared_as_numbers() -> None:
    con = _memory()
    merge(con, CONTRACT, [_contract("a", 1, 0, "x", 9, None)])
    assert merge(con, CONTRACT, [_contract("a", 1, 0, "x", 10, None)]) == Merged(0, 1, 0)


def _widest(rows: list[Row]) -> dict[tuple[str, str], tuple[int | None, int | None]]:
    """Return by key the earliest beginning and the latest end that any row says."""
    found: dict[tuple[str, str], tuple[int | None, int | None]] = {}
    for source, what, from_at, to_at in rows:
        first, end = found.get((source, what), (None, None))
        firsts = [at for at in (first, from_at) if at is not None]
        ends = [at for at in (end, to_at) if at is not None]
        found[source, what] = min(firsts, default=None), max(ends, default=None)
    return found


_instants = st.one_of(st.none(), st.integers(0, 4))


@settings(max_examples=150, deadline=None)
@given(
    rows=st.lists(
        st.tuples(st.just("desk"), st.sampled_from(["messages", "status"]), _instants, _instants), max_size=8
    ),
    data=st.data(),
)
def test_spans_of_one_coverage_are_put_together_in_any_order(rows: list[Row], data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(rows)), max_size=3)))
    order = data.draw(st.permutations(rows))
    con = _memory()
    for start, end in zip([0, *cuts], [*cuts, len(order)], strict=True):
        merge(con, COVERAGE, order[start:end])
    kept = {(source, what): ends for source, what, *ends in con.execute("SELECT * FROM coverage")}
    assert kept == {key: list(ends) for key, ends in _widest(rows).items()}


def test_a_span_that_says_nothing_new_is_not_written() -> None:
    con = _memory()
    assert merge(con, COVERAGE, [("desk", "messages", 10, 20), ("desk", "status", None, None)]) == Merged(2, 0, 0)
    same = [("desk", "messages", 11, 19), ("desk", "messages", None, None), ("desk", "status", None, None)]
    assert merge(con, COVERAGE, same) == Merged(0, 0, 3)
    assert merge(con, COVERAGE, [("desk", "messages", 9, None)]) == Merged(0, 1, 0)
    assert con.execute("SELECT from_at, to_at FROM coverage WHERE what = 'messages'").fetchall() == [(9, 20)]


def test_a_row_without_a_needed_value_is_refused() -> None:
    with pytest.raises(sqlite3.IntegrityError, match="NOT NULL"):
        merge(_memory(), CONTRACT, [("desk", "a", None, 0, "x", 0, None, None)])


def test_rows_may_come_from_an_iterator() -> None:
    con = _memory()
    assert merge(con, TABLES["team"], (("desk", f"t{i}", 1, 0, None, None) for i in range(5))).new == 5
    assert merge(con, TABLES["team"], iter(())) == Merged(0, 0, 0)
    assert con.execute("SELECT count(*) FROM changed_team").fetchone() == (0,)
