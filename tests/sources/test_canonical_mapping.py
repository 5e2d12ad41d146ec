"""Our own tables go out to files and come in again as they were."""

from pathlib import Path

import pytest

from cxtui import canonical
from cxtui.errors import SourceError
from tests.sources.conftest import Bench

VALUES = {"text": "some “text”", "int": 1_700_000_000, "real": 1.25}
WORDS = {
    ("event", "kind"): "message", ("event", "actor_kind"): "agent", ("ticket", "opened_by_kind"): "customer",
    ("observed", "status"): "open", ("state", "status"): "open", ("tombstone", "kind"): "agent",
    ("agent", "kind"): "human", ("purchase", "kind"): "new", ("rating", "kind"): "csat",
    ("handle", "kind"): "talk", ("agent_state", "state"): "busy", ("coverage", "what"): "messages",
    ("calendar", "zone"): "Europe/Berlin", ("calendar", "week"): "540-1020", ("calendar", "holidays"): "2024-01-01",
    ("sla_target", "metric"): "resolution",
}  # fmt: skip
FLAGS = {"public", "automated", "spam", "critical", "higher_is_better", "business", "retracted"}


def _value(table: str, column: canonical.CanonicalColumn) -> object:
    if column.name in FLAGS:
        return 1
    return WORDS.get((table, column.name), VALUES[column.kind])


def _folder(bench: Bench, form: str) -> Path:
    for table in canonical.TABLES.values():
        row = {c.name: _value(table.name, c) for c in table.columns}
        kinds = {c.name: canonical.SQL_TYPES[c.kind][0] for c in table.columns}
        picked = ", ".join(f'CAST(? AS {kinds[c]}) AS "{c}"' for c in row)
        path = bench.folder / "own" / f"{table.name}.{form}"
        path.parent.mkdir(exist_ok=True)
        bench.con.execute(f"COPY (SELECT {picked}) TO '{path}'", list(row.values()))
    return bench.folder / "own"


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_every_table_and_column(bench: Bench, form: str) -> None:
    staged = bench.stage("canonical", _folder(bench, form))
    assert set(staged.tables) == set(canonical.TABLES)
    for table in canonical.TABLES.values():
        expected = tuple(_value(table.name, c) for c in table.columns)
        assert bench.rows(f"SELECT * FROM in_{table.name}") == [expected]
    assert staged.coverage == ("messages",)
    assert bench.one("SELECT count(*) FROM in_reject") == 0


def test_source_and_versions_are_filled_in(bench: Bench) -> None:
    bench.write(
        "f/ticket.csv", "source,ticket,created_at,version_at\na,1,2024-01-01T00:00:00Z,\n,2,1704067200,1704067300\n"
    )
    bench.write("f/rating.csv", "rating,ticket,kind,sent_at,occurred_at\n1,1,csat,10,\n2,1,csat,10,20\n")
    bench.write("f/agent.csv", "agent\nann\n")
    staged = bench.stage("canonical", bench.folder / "f", source="mine")
    assert bench.rows("SELECT source, ticket, version_at, version_seq FROM in_ticket ORDER BY 2") == [
        ("a", "1", 1704067200, 0), ("mine", "2", 1704067300, 0),
    ]  # fmt: skip
    assert bench.rows("SELECT rating, version_at FROM in_rating ORDER BY 1") == [("1", 10), ("2", 20)]
    assert bench.rows("SELECT * FROM in_agent") == [("mine", "ann", 0, 0, None, None, None, None, None)]
    assert set(staged.coverage) == {"ratings", "agents"}


def test_hours_hold_for_ever_unless_a_version_says_since_when(bench: Bench) -> None:
    week = "540-1020"
    bench.write("f/calendar.csv", f"calendar,zone,position,week\ndesk,UTC,0,{week}\n")
    bench.stage("canonical", bench.folder / "f")
    assert bench.rows("SELECT calendar, from_at, version_at, week FROM in_calendar") == [("desk", 0, 0, week)]
    bench.write(
        "g/calendar.csv",
        "calendar,from_at,zone,position,week\n"
        f"desk,,UTC,0,{week}\ndesk,2026-03-01,UTC,0,0-60\ndesk,1772409600,UTC,0,0-120\n",
    )
    bench.stage("canonical", bench.folder / "g", zone="Europe/Warsaw")
    assert bench.rows("SELECT from_at, week FROM in_calendar ORDER BY from_at") == [
        (0, week), (1772319600, "0-60"), (1772409600, "0-120"),
    ]  # fmt: skip


def test_hours_of_a_version_that_nobody_could_keep(bench: Bench) -> None:
    bench.write(
        "f/calendar.csv", "calendar,from_at,zone,position,week\nd,,UTC,0,0-60\nd,2026-03-01T00:00Z,UTC,0,9-17h\n"
    )
    with pytest.raises(SourceError, match="calendar 'd': '9-17h' is no open interval"):
        bench.stage("canonical", bench.folder / "f")


def test_coverage_is_what_the_rows_show(bench: Bench) -> None:
    bench.write(
        "f/event.jsonl",
        "".join(
            f'{{"ticket": "1", "event": "{i}", "occurred_at": {i}, "kind": "{kind}", "value": "{value}"}}\n'
            for i, (kind, value) in enumerate([("message", ""), ("status", "open"), ("escalated", "2")])
        ),
    )
    bench.write("f/team.csv", "team,tier\na,1\n")
    staged = bench.stage("canonical", bench.folder / "f")
    assert set(staged.coverage) == {"messages", "status", "escalations", "teams", "tiers"}


def test_words_that_are_none_of_ours(bench: Bench) -> None:
    path = bench.write(
        "event.csv",
        "ticket,event,occurred_at,kind,value,actor_kind\n1,a,10,mesage,,\n1,b,10,status,closd,\n1,c,10,status,closed,agent\n"
        "1,d,10,team,closd,\n1,e,10,message,,robot\n",
    )
    bench.stage("canonical", path)
    assert bench.rows("SELECT event FROM in_event ORDER BY 1") == [("c",), ("d",)]
    assert [(r[0], r[1], r[2]) for r in bench.rejects()] == [
        (2, "kind", "mesage"), (3, "value", "closd"), (6, "actor_kind", "robot"),
    ]  # fmt: skip


def test_spans_that_end_before_they_start(bench: Bench) -> None:
    path = bench.write(
        "handle.csv", "handle,ticket,kind,from_at,to_at\n1,1,talk,20,10\n2,1,talk,20,20\n3,1,hold,20,30\n"
    )
    bench.stage("canonical", path)
    assert bench.rows("SELECT handle FROM in_handle ORDER BY 1") == [("2",), ("3",)]
    assert bench.rejects() == [(2, "to_at", "10", "to_at is before from_at")]


def test_opening_hours_nobody_could_keep(bench: Bench) -> None:
    path = bench.write("calendar.csv", "calendar,zone,position,week\n1,Europe/Berln,0,540-1020\n")
    with pytest.raises(SourceError, match="Europe/Berlin"):
        bench.stage("canonical", path)


def test_a_folder_of_something_else(bench: Bench) -> None:
    bench.write("f/orders.csv", "a\n1\n")
    with pytest.raises(SourceError, match="needs a file called ticket"):
        bench.stage("canonical", bench.folder / "f")
