"""Queries of a database without one: what is bound to them, how far they were read, and mistakes of a mapping."""

import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxtui.errors import UsageError
from cxtui.importing.follow.checking import checked
from cxtui.sources.live.options import FeedOptions
from cxtui.sources.live.pace import Patience
from cxtui.sources.live.sql.choices import SqlChoices
from cxtui.sources.live.sql.database import SqlMoment, SqlResult
from cxtui.sources.live.sql.mapping import SYSTEMS, SqlMapping, packaged, read_mapping
from cxtui.sources.live.sql.place import HEAD_START_S, MARKS, SqlPlace
from cxtui.sources.live.sql.query import SqlQuery, checked_query
from cxtui.sources.live.sql.reader import SqlSource
from cxtui.sources.live.sql.rows import SqlRows
from tests.facts.histories import instant
from tests.importing.follow.following import sources


def test_parameters_are_bound_where_they_stand_and_nowhere_else() -> None:
    left, right = (
        "SELECT ':since', a::text, \":until\" FROM x -- :tickets\n",
        "WHERE b > :since AND c LIKE '%' AND d IN (:tickets)",
    )
    query = SqlQuery("event", left + right)
    assert query.parameters == {"since", "tickets"}
    text, values = query.bound({"since": 5, "tickets": ["7", "8"]})
    assert text == left + "WHERE b > %s AND c LIKE '%%' AND d IN (%s, %s)"
    assert values == [5, "7", "8"]
    assert SqlQuery("ticket", "IN (:tickets) % 10").bound({"tickets": []}) == ("IN (NULL) %% 10", [])


def test_the_tables_of_a_query_are_those_of_the_database() -> None:
    query = SqlQuery(
        "event",
        "WITH a AS (SELECT 1 FROM one), b (x) AS (SELECT 2 FROM a)\n"
        "SELECT extract(epoch FROM t.at), trim(both FROM t.x) FROM b JOIN public.two t ON true -- FROM three\n"
        "JOIN LATERAL (SELECT 1 FROM four) f ON true JOIN generate_series(1, 2) g ON true",
    )
    assert query.tables == ("four", "one", "public.two")


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("ticket", "SELECT :sinse", "there is no :sinse; the nearest is since"),
        ("ticket", "DELETE FROM x", "must be one query, which begins with SELECT or WITH"),
        ("ticket", "SELECT 1; SELECT 2", "must be one query; a ; ends it before its end"),
        ("tickets", "SELECT 1", "is named after none of our tables; the nearest is ticket"),
    ],
)
def test_a_mistake_in_a_query_names_its_file(tmp_path: Path, name: str, text: str, fault: str) -> None:
    (tmp_path / f"{name}.sql").write_text(text)
    with pytest.raises(UsageError) as raised:
        read_mapping(tmp_path)
    assert str(raised.value).startswith(f"{tmp_path / name}.sql: {fault}")


def test_a_query_may_hold_comments_and_semicolons_in_texts() -> None:
    text = "-- what; it is\nSELECT ';' /* ; */ FROM x;\n"
    assert checked_query("ticket", text, "x").text == "-- what; it is\nSELECT ';' /* ; */ FROM x"


def test_a_mapping_that_is_none_is_told(tmp_path: Path) -> None:
    head = '[desk]\nkind = "sql"\nurl = "postgresql://db/x"\nmapping = '
    with pytest.raises(UsageError, match=r"desk\.mapping must be one of chatwoot, freescout, .* the nearest is zammad"):
        sources(tmp_path, head + '"zamad"\n')
    with pytest.raises(UsageError, match=r"holds no query; write one \.sql file a table"):
        sources(tmp_path, head + f'"{tmp_path}"\n')
    with pytest.raises(UsageError, match="must not hold a password"):
        sources(tmp_path, '[desk]\nkind = "sql"\nurl = "mysql://a:b@db/x"\nmapping = "osticket"\n')
    with pytest.raises(UsageError, match=r"desk\.url must be a URL such as postgresql://"):
        sources(tmp_path, '[desk]\nkind = "sql"\nurl = "https://db/x"\nmapping = "osticket"\n')


@pytest.mark.parametrize("name", packaged())
def test_a_packaged_mapping_says_what_it_covers_and_what_not(name: str) -> None:
    mapping = read_mapping(SYSTEMS / name)
    assert {"ticket", "event", "agent", "team", "customer"} <= set(mapping.queries)
    assert mapping.open is not None and mapping.about and mapping.histories
    assert not set(mapping.histories) & set(mapping.missing)
    assert all(mapping.queries[table].bounded for table in ("ticket", "event"))
    assert all("tickets" in mapping.queries[table].parameters for table in ("ticket", "event"))


def test_another_prefix_of_tables() -> None:
    assert read_mapping(SYSTEMS / "osticket", "help_").queries["team"].tables == ("help_department",)
    assert read_mapping(SYSTEMS / "osticket", "").queries["team"].tables == ("department",)


@pytest.mark.parametrize(("library", "scheme"), [("psycopg", "postgresql"), ("pymysql", "mysql")])
def test_a_library_that_is_missing_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: str, scheme: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    (chosen,) = sources(tmp_path, f'[desk]\nkind = "sql"\nurl = "{scheme}://db/x"\nmapping = "znuny"\n')
    assert any("pip install 'cxtui[sql]'" in line for line in checked(chosen).lines)


class Transactions:
    """Transactions that begin, and end in any order, in a database that tells which are under way."""

    def __init__(self) -> None:
        self.next, self.running, self.at = 100, dict[int, int](), 1_000_000

    def moment(self) -> SqlMoment:
        return SqlMoment(self.at, min(self.running, default=self.next), self.next)


@given(st.lists(st.tuples(st.sampled_from(("begin", "end", "look")), st.integers(0, 30)), max_size=150))
def test_no_row_is_lost_whenever_its_transaction_ends(steps: list[tuple[str, int]]) -> None:
    """A row has the instant at which its transaction began; each look must reach back to all not yet seen."""
    base = Transactions()
    place = SqlPlace.of(None, base.moment())
    committed: list[int] = []
    for what, number in steps:
        base.at += number
        if what == "begin":
            base.running[base.next] = base.at
            base.next += 1
        elif what == "end" and base.running:
            committed.append(base.running.pop(sorted(base.running)[number % len(base.running)]))
        elif what == "look":
            assert all(at >= place.since("event") for at in committed)
            newest = {"event": max(committed)} if committed else {}
            committed = []
            place.forward(base.moment(), newest)
            place = SqlPlace.of(place.cursor(), base.moment())
            assert len(place.marks) <= MARKS


def test_where_nothing_is_under_way_the_newest_row_is_the_place() -> None:
    place = SqlPlace.of(None, SqlMoment(5_000_000, 10, 10))
    assert place.since("event") == 5_000_000 - HEAD_START_S
    place.forward(SqlMoment(5_000_100, 12, 12), {"event": 5_000_090})
    assert (place.since("event"), place.since("rating")) == (5_000_090, 5_000_000 - HEAD_START_S)
    place.forward(SqlMoment(5_000_200, 12, 15), {"event": 5_000_190})
    place.forward(SqlMoment(5_000_300, 12, 20), {"event": 5_000_290})
    assert (place.since("event"), place.since("event", deep=False), place.held_s) == (5_000_090, 5_000_290, 200)
    place.forward(SqlMoment(5_000_400, 16, 21), {"event": 5_000_390})
    assert place.since("event") == 5_000_190


def test_a_database_whose_numbers_begin_anew_holds_nothing_back() -> None:
    place = SqlPlace.of(None, SqlMoment(5_000_000, 9_000, 9_000))
    place.forward(SqlMoment(5_000_100, 10, 10), {"event": 5_000_090})
    place.forward(SqlMoment(5_000_200, 11, 11), {"event": 5_000_190})
    assert place.since("event") == 5_000_190


def choices(zone: str, **more: Any) -> SqlChoices:
    return SqlChoices(SqlMapping("x", {}, **more), zone, {}, frozenset())


def written(zone: str, at: str) -> datetime:
    source = SqlSource(FeedOptions("x", "sql", url="postgresql://db/x"), Patience(), choices(zone))
    found = source._values(instant(at))["since"]
    assert isinstance(found, datetime)
    return found


def test_an_hour_that_a_zone_repeats_is_looked_for_from_its_beginning() -> None:
    """In Warsaw it was 02:30 twice on 25 October 2026, at 00:30 and 01:30 UTC."""
    assert written("UTC", "2026-10-25 00:59") == datetime(2026, 10, 25, 0, 59)
    assert written("Europe/Warsaw", "2026-10-24 12:00") == datetime(2026, 10, 24, 14, 0)
    assert written("Europe/Warsaw", "2026-10-25 00:59") == datetime(2026, 10, 25, 1, 59)
    assert written("Europe/Warsaw", "2026-10-25 01:00") == datetime(2026, 10, 25, 2, 0)


def test_words_and_times_become_ours() -> None:
    made = SqlRows(choices("Europe/Warsaw", statuses={"factory": "hold", "open": "open"}, priorities={"2": "normal"}))
    query = SqlQuery("event", "")
    names = ("ticket", "event", "kind", "value", "previous", "occurred_at")
    at = datetime(2026, 3, 2, 10, 0, 0, 900_000)
    result = SqlResult(
        names,
        [
            (1, "a", "status", "factory|open", "odd", at), (1, "b", "status", "mine|open", None, at),
            (1, "c", "status", "mine|odd", None, at), (1, "d", "priority", 2, 9, at),
        ],
    )  # fmt: skip
    rows = made.of(query, result)
    when = instant("2026-03-02 09:00")
    assert [(row["event"], row["value"], row["previous"], row["occurred_at"]) for row in rows] == [
        ("a", "hold", None, when), ("b", "open", None, when), ("d", "normal", "9", when)
    ]  # fmt: skip
    assert made.taken_doubts() == (
        'status "mine" is none that we know, as in ticket 1: say what it means, such as statuses = { "mine" = "open" }',
    )


def test_a_column_that_a_table_has_not_is_named() -> None:
    made = SqlRows(choices("UTC"))
    with pytest.raises(Exception, match=r"event\.sql gives a column 'when'; "):
        made.of(SqlQuery("event", ""), SqlResult(("ticket", "when"), []))
