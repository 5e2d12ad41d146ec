"""Rows that come after an erasure: in any order, one by one or whole, by either engine, they end as they would have."""

import csv
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxtui import canonical
from cxtui.errors import StoreError
from cxtui.importing.rows import apply_rows
from cxtui.importing.run import Request, run
from cxtui.settings import defaults
from cxtui.store.people.erasure import erase_one
from cxtui.store.people.keys import keys_path
from cxtui.store.rebuilt import compare
from cxtui.store.writer import Writer
from tests.facts.histories import History
from tests.store.people.floors import AGENT, CUSTOMER, MARKS, contents, floor, store_of


def erased(store: Path) -> dict[str, str]:
    """Erase both marked people; return their ids by their pseudonyms."""
    pairs = [erase_one(store, "customer", CUSTOMER), erase_one(store, "agent", AGENT)]
    return {one.people[0].pseudonym: one.people[0].id for one in pairs}


def split(history: History, late: set[int]) -> tuple[History, History]:
    """Return a history as two: the rows with these places, counted over all tables, come in the second."""
    first, second, place = History(()), History(()), 0
    for table, rows in history.rows.items():
        for row in rows:
            (second if place in late else first).rows[table].append(row)
            place += 1
    return first, second


ROWS = sum(len(rows) for rows in floor().rows.values())


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(late=st.sets(st.integers(0, ROWS - 1)))
def test_what_comes_later_ends_as_if_it_had_been_there(
    tmp_path_factory: pytest.TempPathFactory, late: set[int]
) -> None:
    folder = tmp_path_factory.mktemp("later")
    before = History(()).add("agent", agent=AGENT).add("customer", customer=CUSTOMER)
    whole = store_of(store_of(folder / "whole.db", before), floor())
    called = erased(whole)
    parts = store_of(folder / "parts.db", before)
    first, second = split(floor(), late)
    store_of(parts, first)
    others = erased(parts)
    store_of(parts, second)
    assert contents(parts, others) == contents(whole, called)
    assert compare(parts).differing == 0


def test_rows_that_are_known_are_not_new_again(tmp_path: Path) -> None:
    store = store_of(tmp_path / "floor.db", floor())
    erased(store)
    with Writer(store) as writer:
        merged = apply_rows(writer, floor().rows, "s", "live", defaults()).merged
    assert {name for name, one in merged.items() if one.new or one.changed} == set()


def test_a_comment_that_comes_before_its_ticket_goes_with_it(tmp_path: Path) -> None:
    store = store_of(tmp_path / "floor.db", floor())
    erased(store)
    h = History(()).add("rating", rating="r9", ticket="t9", kind="csat", value=1.0, comment="early words")
    store_of(store, h)
    assert "early words" in {row[-1] for row in contents(store)["rating"]}
    store_of(store, History(()).ticket("t9", "2025-01-20 15:00", customer=CUSTOMER, subject="x"))
    assert "early words" not in {row[-1] for row in contents(store)["rating"]}


def folder_of(history: History, folder: Path) -> Path:
    """Write a history as a folder of canonical CSV files."""
    folder.mkdir(exist_ok=True)
    for name, rows in history.rows.items():
        if rows:
            with (folder / f"{name}.csv").open("w", newline="") as file:
                out = csv.writer(file)
                out.writerow(canonical.TABLES[name].names)
                out.writerows(rows)
    return folder


def export(store: Path, folder: Path) -> Path:
    """Export a store as a folder of canonical JSON lines."""
    from cxtui.cli import main

    assert main(["export", "canonical", "--format", "json", "-o", str(folder), "--store", str(store)]) == 0
    return folder


def test_an_exported_store_keeps_its_tombstones(tmp_path: Path) -> None:
    store = store_of(tmp_path / "floor.db", floor())
    called = erased(store)
    out, again = export(store, tmp_path / "out"), tmp_path / "again.db"
    assert (out / "tombstone.keys").stat().st_mode & 0o777 == 0o600
    run(again, Request((out,), "canonical"))
    assert contents(again) == contents(store)
    store_of(again, floor())
    assert contents(again, called) == contents(store, called)


def test_a_first_import_honours_the_tombstones_that_come_with_it(tmp_path: Path) -> None:
    store = store_of(tmp_path / "floor.db", floor())
    erased(store)
    out = export(store, tmp_path / "out")
    for name, rows in ((name, rows) for name, rows in floor().rows.items() if rows):
        with (out / f"{name}.jsonl").open("a") as file:
            names = canonical.TABLES[name].names
            file.writelines(json.dumps(dict(zip(names, row, strict=True))) + "\n" for row in rows)
    again = tmp_path / "again.db"
    run(again, Request((out,), "canonical"))
    assert contents(again) == contents(store)
    assert compare(again).differing == 0


def test_a_first_import_into_a_store_that_has_only_tombstones(tmp_path: Path) -> None:
    store = store_of(tmp_path / "floor.db", floor())
    called = erased(store)
    expected = contents(store, called)
    with Writer(store) as writer, writer.batch() as con:
        for table in (*canonical.TABLES, "import_run", "source_state"):
            if table != "tombstone":
                con.execute(f"DELETE FROM {table}")
    run(store, Request((folder_of(floor(), tmp_path / "raw"),), "canonical"))
    assert contents(store, called) == expected


def test_a_refused_row_of_somebody_erased_is_counted_without_its_text(tmp_path: Path) -> None:
    store = store_of(tmp_path / "floor.db", floor())
    erased(store)
    (tmp_path / "customer.csv").write_text(
        f"source,customer,since,name\ns,{CUSTOMER},never,Xyzzy\ns,c8,never,Ann\ns,c-markerid2,never,Bob\ns,c9,,Eve\n"
    )
    run(store, Request((tmp_path / "customer.csv",), "canonical"))
    with closing(sqlite3.connect(store)) as con:
        kept = con.execute("SELECT line, value, row FROM reject ORDER BY line").fetchall()
        (counted,) = con.execute("SELECT sum(rows) FROM reject_count").fetchone()
    assert counted == 3
    assert [(line, row is None) for line, _, row in kept] == [(2, True), (3, False), (4, False)]


@pytest.mark.parametrize("how", ["rows", "files"])
def test_without_the_keys_nothing_comes_in(tmp_path: Path, how: str) -> None:
    store = store_of(tmp_path / "floor.db", floor())
    erased(store)
    before = contents(store)
    keys_path(store).unlink()
    with pytest.raises(StoreError, match=r"floor\.keys: lacks a key of the store's tombstones"):
        if how == "rows":
            store_of(store, floor())
        else:
            run(store, Request((folder_of(floor(), tmp_path / "raw"),), "canonical"))
    assert contents(store) == before


def test_what_is_exported_names_nobody(tmp_path: Path) -> None:
    store = store_of(tmp_path / "floor.db", floor())
    erased(store)
    for path in export(store, tmp_path / "out").iterdir():
        text = path.read_text().lower()
        assert not any(mark in text for mark in MARKS), path
        if path.name == "tombstone.jsonl":
            assert {json.loads(line)["kind"] for line in text.splitlines()} == {"agent", "customer"}
