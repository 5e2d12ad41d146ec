"""Doubts of whole stores, by hand: count, examples and what is said of them."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from cxtui.clock import DAY
from cxtui.importing.run import Request, run
from cxtui.kpis.data_quality import KINDS, Doubt, scan
from cxtui.kpis.feeds.store_feed import StoreFeed
from cxtui.kpis.lists import ListTable
from cxtui.kpis.query import Query
from cxtui.settings import defaults
from cxtui.store import import_log
from cxtui.store.publish import build
from tests.facts.histories import History, instant
from tests.kpis.reading.stores import stored

AT = instant("2025-01-14 00:00")


def clock(at: int) -> str:
    """Return an instant as histories take it."""
    return f"@{at}"


def answered(h: History, ticket: str, at: int, after_s: int, agent: str = "a1") -> None:
    """Add a ticket that a customer opened, and its answer."""
    h.ticket(ticket, clock(at)).says(ticket, clock(at), "c1").says(ticket, clock(at + after_s), agent)


def found(h: History, path: Path) -> list[Doubt]:
    """Return the doubts of a history as a store."""
    return list(scan(stored(h, path / "floor.db")))


def agents(**kinds: str) -> History:
    """Return an empty history that knows some agents."""
    h = History()
    for agent, kind in kinds.items():
        h.add("agent", agent=agent, kind=kind)
    return h


def test_a_sound_store_has_none(tmp_path: Path) -> None:
    h = agents(a1="human")
    answered(h, "1", AT, 60)
    assert found(h, tmp_path) == []


def test_surveys_and_rows_of_unknown_tickets(tmp_path: Path) -> None:
    h = agents(a1="human")
    answered(h, "1", AT, 60)
    for rating, ticket in (("r1", "1"), ("r2", "7"), ("r3", "8"), ("r4", "8")):
        h.add("rating", rating=rating, ticket=ticket, kind="csat", value=5.0, scale_min=1.0, scale_max=5.0,
              sent_at=AT + 100, occurred_at=AT + 100)  # fmt: skip
    h.says("9", clock(AT)).says("9", clock(AT + 5)).add("state", ticket="8", from_at=AT, seq=0, status="new")
    assert found(h, tmp_path) == [
        Doubt("s", "survey of an unknown ticket", 3, ("r2", "r4")),
        Doubt("s", "rows of an unknown ticket", 2, ("8", "9")),
    ]


def test_repliers_that_no_agent_row_knows(tmp_path: Path) -> None:
    h = agents(a1="human")
    for n, agent in enumerate(("a1", "a2", "a3", "a3", "a4")):
        answered(h, str(n), AT + n, 60, agent)
    assert found(h, tmp_path) == [Doubt("s", "replies by unknown agents", 3, ("a3", "a2"), "4 replies")]


@pytest.mark.parametrize(
    ("quick", "slow", "doubt"),
    [(11, 9, "a1 answered 11 of 20 within 5 s"), (10, 10, None), (19, 0, None)],
)
def test_a_person_that_answers_like_a_machine(tmp_path: Path, quick: int, slow: int, doubt: str | None) -> None:
    h = agents(a1="human")
    for n in range(quick + slow):
        answered(h, str(n), AT + n * 60, 5 if n < quick else 6)
    expected = [Doubt("s", "faster or busier than a person", 1, ("a1",), doubt)] if doubt else []
    assert found(h, tmp_path) == expected


@pytest.mark.parametrize(("hours", "suspect"), [(20, True), (19, False)])
def test_a_person_that_never_sleeps(tmp_path: Path, hours: int, suspect: bool) -> None:
    h = agents(a1="human", a2="human")
    for hour in range(hours):
        answered(h, f"x{hour}", AT + hour * 3_600, 600)
    for n in range(20):  # as many hours, but not of one day
        answered(h, f"y{n}", AT + n * 3_600 * 25 + 7, 600, "a2")
    doubt = "a1 answered in 20 of 24 hours of a day"
    expected = [Doubt("s", "faster or busier than a person", 1, ("a1",), doubt)] if suspect else []
    assert found(h, tmp_path) == expected


def test_a_machine_whose_messages_look_like_replies(tmp_path: Path) -> None:
    h = agents(a1="human", a8="bot", a9="system")
    for n in range(3):
        answered(h, str(n), AT + n, 60, "a9")
    answered(h, "8", AT, 60, "a8")
    answered(h, "9", AT, 60, "a1")
    doubt = "a9 (system) sent 3; a person at most 1"
    assert found(h, tmp_path) == [Doubt("s", "machine with the most replies", 1, ("a9",), doubt)]


def test_a_bot_that_says_so_is_nothing_to_look_into(tmp_path: Path) -> None:
    h = agents(a1="human", b1="bot", a8="bot")
    for n in range(3):
        h.ticket(str(n), clock(AT)).says(str(n), clock(AT), "b1").says(str(n), clock(AT), "a8", automated=1)
    assert found(h, tmp_path) == []


def test_a_day_without_anything(tmp_path: Path) -> None:
    h = agents(a1="human")
    monday = instant("2025-01-06 00:00")
    lost = range(44, 45)  # Wednesday, 19 February
    for day in range(70):
        for n in range(24 if day % 7 < 5 and day not in lost else 0):
            answered(h, f"{day}-{n}", monday + day * DAY + 9 * 3_600 + n * 1_200, 600)
    (one,) = found(h, tmp_path)
    assert (one.kind, one.count, one.detail) == ("silences in the feed", 1, "the newest first")
    # Nothing between the reply to Tuesday's last ticket and Thursday's first one.
    assert one.examples == (
        "2025-02-18 16:50:00+00:00 to 2025-02-20 09:00:00+00:00: no new tickets (usually 24), "
        "first replies (usually 24)",
    )


MAPPING = 'kind = "state"\nzone = "Europe/Berlin"\n[ticket]\nticket = "id"\ncreated_at = "created"\n'


def test_what_imports_say(tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text(MAPPING)
    # 02:30 on 30 March 2025 does not exist, on 26 October 2025 it exists twice.
    (tmp_path / "a.csv").write_text(
        "id,created\n1,2025-03-30 02:30\n2,2025-10-26 02:30\n3,never\n4,nor this\n5,nor that\n"
    )
    (tmp_path / "b.csv").write_text("id,created\n6,2025-12-01 12:00\n7,2026-01-01 00:00\n")
    store = tmp_path / "floor.db"
    now = instant("2025-12-31 22:57")  # the year 2026 begins in Berlin 180 s later
    for name in ("a.csv", "b.csv"):
        run(store, Request((tmp_path / name,), str(tmp_path / "m.toml"), source="desk"), clock=lambda: now)
    assert scan(store) == (
        Doubt("desk", "events later than their import", 1, ("import 2",), "the newest at 2026-01-01 00:00:00+01:00"),
        Doubt("desk", "local times skipped or repeated", 2, ("import 1",)),
        Doubt("desk", "rows refused", 3, ("a.csv line 4", "a.csv line 5"), "the latest by import 1"),
    )
    with closing(sqlite3.connect(store)) as con, con:
        con.execute("UPDATE import_run SET doubtful_times = NULL, span_to = finished_at + 120")
    assert [(one.kind, one.count) for one in scan(store)] == [
        ("imports that did not look at local times", 2), ("rows refused", 3),
    ]  # fmt: skip


def test_before_the_first_import_there_is_nothing_to_doubt(tmp_path: Path) -> None:
    store = tmp_path / "floor.db"
    build(store, None, {}, finish=lambda con: import_log.write_settings(con, defaults()))
    assert scan(store) == ()


def test_the_packaged_floor_is_clean(packaged: Path) -> None:
    assert scan(packaged) == ()


def test_every_kind_of_the_model_has_its_words(packaged: Path) -> None:
    text = (Path(__file__).parents[3] / "cxtui/facts/models/outcomes/doubt.sql").read_text()
    quoted = {part for part in text.split("'")[1::2] if " " in part}
    assert quoted <= set(KINDS) and len(quoted) == 11


def test_the_list_and_the_count_of_the_floor(tmp_path: Path) -> None:
    h = agents(a1="human")
    for n in range(3):
        answered(h, str(n), AT + n, 60)
        h.says(str(n), clock(AT - 60), "c1").event(str(n), clock(AT - 60), "assignee", "a1")
    h.ticket("4", clock(AT))
    feed = StoreFeed(stored(h, tmp_path / "floor.db"), at=AT + DAY)
    with closing(feed):
        assert feed.read().doubts == 4  # tickets, not kinds of doubt
        table = feed.answer(Query("list", ("doubts",)))
    assert isinstance(table, ListTable)
    assert [row[:3] for row in table.rows] == [
        ("s", 3, "message before creation"), ("s", 3, "event before creation"), ("s", 1, "no events"),
    ]  # fmt: skip
    assert [row[4] for row in table.rows] == ["0, 2", "0, 2", "4"]
    assert table.note is not None and KINDS["no events"].means in table.note
