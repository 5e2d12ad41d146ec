"""A store of any earlier schema is brought up to date, and counts what it counted."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from cxtui.importing.run import Request, run
from cxtui.kpis.feeds.store_feed import StoreFeed
from cxtui.kpis.floor import Floor
from cxtui.store.check import check
from cxtui.store.configured import configure, settings_of
from cxtui.store.migrations import migrate
from cxtui.store.read import Reader, StoreTrouble
from cxtui.store.rebuilt import compare
from cxtui.store.schema import VERSION, create_table, kept, listed, quoted, specs
from tests.facts.histories import instant
from tests.store.earlier import KEPT, columns, filled, made, schema

FIXTURES = Path(__file__).parents[2] / "fixtures"
AT = instant("2026-04-07 14:32")


def floor(store: Path) -> Floor:
    """Return the floor of a store on a day that the packaged folder has."""
    with closing(StoreFeed(store, AT)) as feed:
        return feed.read()


@pytest.fixture(params=sorted(KEPT))
def old(request: pytest.FixtureRequest, tmp_path: Path, packaged: Path) -> Path:
    """Return a store of an earlier version with the records of the packaged folder."""
    return filled(request.param, tmp_path / "floor.db", packaged)


def test_every_earlier_schema_is_kept() -> None:
    assert sorted(KEPT) == list(range(1, VERSION)), "see CONTRIBUTING.md, A new schema"


def test_a_kept_schema_is_what_a_store_of_it_has(tmp_path: Path) -> None:
    for version, path in KEPT.items():
        text = path.read_text(encoding="utf-8")
        assert f"PRAGMA user_version = {version};" in text
        assert "\n".join(schema(made(version, tmp_path / f"{version}.db"))) + "\n" == text


def test_a_reader_says_that_the_store_is_older_and_leaves_it_alone(old: Path) -> None:
    before = old.read_bytes()
    with closing(Reader(old)) as reader, pytest.raises(StoreTrouble, match="made by an older cxtui") as caught:
        reader.changed()
    assert caught.value.trouble == "outdated"
    assert old.read_bytes() == before


def test_its_tables_become_those_of_today_with_every_row(old: Path, packaged: Path) -> None:
    with closing(sqlite3.connect(old)) as con:
        had = {name: columns(con, name) for name in kept()}
    migrate(old)
    with closing(sqlite3.connect(old)) as con, closing(sqlite3.connect(packaged)) as today:
        assert con.execute("PRAGMA user_version").fetchone() == (VERSION,)
        for name, spec in specs().items():
            assert columns(con, name) == columns(today, name), name
            if name != "import_run":  # which got a column: the words of its declaration differ
                (sql,) = con.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (name,)).fetchone()
                assert sql == create_table(spec)
        for name, names in had.items():
            if names:
                rows = f"SELECT {listed(names)} FROM {quoted(name)} ORDER BY {listed(names)}"
                assert con.execute(rows).fetchall() == today.execute(rows).fetchall(), name
        assert con.execute("SELECT count(*) FROM ticket").fetchone() == (1989,)
        assert con.execute("SELECT DISTINCT from_at FROM calendar").fetchall() == [(0,)]


def test_configured_anew_it_counts_what_it_counted(old: Path, packaged: Path) -> None:
    with closing(sqlite3.connect(old)) as con, con:
        con.execute("INSERT INTO response_day VALUES (0, 'chat', 3, 7)")  # facts of that time are made anew too
    assert configure(old, settings_of(old)) == 1989
    assert [one.what for one in check(old).findings if not one.sound] == []
    compared = compare(old)
    assert (compared.differing, compared.sound) == (0, True)
    now, then = floor(old), floor(packaged)
    numbers = {name: (one.value, one.n, one.waiting, one.previous) for name, one in then.metrics.items()}
    assert {name: (one.value, one.n, one.waiting, one.previous) for name, one in now.metrics.items()} == numbers
    assert numbers["first_response_median"][:3] == (488.0, 81, 10)
    assert [row.ticket for row in now.responses.rows] == [row.ticket for row in then.responses.rows]
    assert now.leaderboard.rows[0].score == then.leaderboard.rows[0].score


def test_an_import_makes_its_facts_anew(old: Path, packaged: Path) -> None:
    """Be the files new to the store or not: whoever opened it first has made them."""
    run(old, Request((FIXTURES,), "canonical"))
    assert compare(old).differing == 0
    assert floor(old).metrics["first_response_median"].value == floor(packaged).metrics["first_response_median"].value
