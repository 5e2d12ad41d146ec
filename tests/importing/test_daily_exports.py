"""Exports of tickets as they stand, one after the other: the newest holds, and what changed between them is history."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from cxtui.errors import SourceError
from cxtui.importing.run import Request, run
from cxtui.importing.summary import Summary
from cxtui.store.check import check
from cxtui.store.forgetting import forget_run
from cxtui.store.rebuilt import compare
from tests.facts.histories import instant
from tests.importing.stores import CONTENT, differing
from tests.stores import copied, once

DESK = """
kind = "state"
zone = "UTC"
ticket = { ticket = "id", created_at = "opened", team = "group", priority = "prio" }
stated = { resolved_at = "resolved", status = "status", assignee = "agent", due_resolution_at = "due" }
"""
HEAD = "id,status,agent,group,prio,opened,resolved,due\n"
MONDAY = HEAD + (
    "1,Open,zoe,tech,low,2026-03-02 09:00:00,,2026-03-09 00:00:00\n"
    "2,Resolved,zoe,tech,low,2026-03-02 09:10:00,2026-03-02 11:00:00,2026-03-09 00:00:00\n"
    "3,Pending,zoe,tech,low,2026-03-02 09:20:00,,2026-03-09 00:00:00\n"
)
TUESDAY = HEAD + (
    "1,Closed,ann,billing,high,2026-03-02 09:00:00,2026-03-03 10:00:00,2026-03-09 00:00:00\n"
    "2,Open,zoe,tech,low,2026-03-02 09:10:00,,2026-03-09 00:00:00\n"
    "3,Pending,zoe,tech,low,2026-03-02 09:20:00,,2026-03-09 00:00:00\n"
)


class Desk:
    """A folder with a mapping and a store, into which exports are imported as text."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = folder / "floor.db"
        self.mapping("desk", DESK)

    def mapping(self, name: str, text: str) -> None:
        (self.folder / f"{name}.toml").write_text(text)

    def take(self, text: str, mapping: str = "desk", store: Path | None = None, **more: Any) -> Summary:
        path = self.folder / "export.csv"
        path.write_text(text)
        return run(store or self.store, Request((path,), str(self.folder / f"{mapping}.toml"), **more))

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.store)) as con:
            return con.execute(query).fetchall()

    def sound(self) -> bool:
        return check(self.store).sound and compare(self.store).sound


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return an empty desk."""
    return Desk(tmp_path)


@pytest.fixture
def monday(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Let the desk have taken Monday's export, once for all tests."""
    copied(once("monday", lambda store: Desk(store.parent).take(MONDAY), tmp_path_factory), desk.store)


def test_the_newest_export_holds_and_a_cell_that_became_empty_takes_its_claim_back(desk: Desk) -> None:
    assert desk.take(MONDAY).as_of == instant("2026-03-02 11:00")
    assert desk.take(TUESDAY).as_of == instant("2026-03-03 10:00")
    assert desk.rows("SELECT ticket, team, priority FROM ticket") == [
        ("1", "billing", "high"), ("2", "tech", "low"), ("3", "tech", "low"),
    ]  # fmt: skip
    assert desk.rows("SELECT value FROM stated WHERE ticket = '2' AND metric = 'resolved_at'") == [(None,)]
    assert desk.rows("SELECT ticket FROM backlog_span WHERE to_at = 253402300799 ORDER BY ticket") == [("2",), ("3",)]
    assert desk.sound()


@pytest.mark.usefixtures("monday")
def test_what_changed_between_two_exports_is_history(desk: Desk) -> None:
    desk.take(TUESDAY)
    facts = "SELECT ticket, status, status_at, reopens, handoffs, assignee FROM ticket_fact ORDER BY ticket"
    tuesday = instant("2026-03-03 10:00")
    assert desk.rows(facts) == [
        ("1", "closed", tuesday, 0, 1, "ann"),
        ("2", "open", tuesday, 1, 0, "zoe"),
        ("3", "pending", instant("2026-03-02 11:00"), 0, 0, "zoe"),
    ]
    spans = "SELECT from_at, to_at FROM backlog_span WHERE ticket = '2' ORDER BY seq"
    assert desk.rows(spans) == [
        (instant("2026-03-02 09:10"), instant("2026-03-02 11:00")), (tuesday, 253402300799),
    ]  # fmt: skip
    assert desk.rows("SELECT from_at FROM coverage WHERE what = 'observed'") == [(instant("2026-03-02 11:00"),)]


@pytest.mark.usefixtures("monday")
def test_any_order_of_exports_ends_in_the_same_store(desk: Desk) -> None:
    desk.take(TUESDAY)
    other = desk.folder / "other.db"
    desk.take(TUESDAY, store=other)
    desk.take(MONDAY, store=other)
    assert differing(desk.store, other) == {}


@pytest.mark.usefixtures("monday")
def test_a_ticket_that_is_no_longer_assigned_is_nobodys(desk: Desk) -> None:
    desk.take(TUESDAY.replace("Open,zoe", "Open,"))
    assert desk.rows("SELECT assignee, handoffs FROM ticket_fact WHERE ticket = '2'") == [(None, 0)]


@pytest.mark.usefixtures("monday")
def test_an_export_that_says_nothing_new_makes_no_facts_anew(desk: Desk) -> None:
    again = desk.take(MONDAY, as_of=instant("2026-03-05 12:00"))
    assert (again.new, again.changed, again.tickets) == (0, 0, 0)
    assert desk.rows("SELECT DISTINCT version_at FROM ticket") == [(instant("2026-03-05 12:00"),)]
    late = desk.take(TUESDAY)
    assert late.changed == 0
    assert desk.rows("SELECT status FROM ticket_fact WHERE ticket = '1'") == [("open",)]
    assert desk.rows("SELECT from_at, seen_at FROM observed WHERE ticket = '1'") == [
        (instant("2026-03-02 11:00"), instant("2026-03-02 11:00")),
        (instant("2026-03-03 10:00"), instant("2026-03-03 10:00")),
        (instant("2026-03-05 12:00"), None),
    ]
    assert desk.sound()


@pytest.mark.usefixtures("monday")
def test_of_two_exports_of_one_instant_the_later_import_wins_and_says_so(desk: Desk) -> None:
    changed = MONDAY.replace("Pending,zoe,tech", "Pending,abe,billing")
    later = desk.take(changed)
    assert (later.changed, later.tied, later.same) == (2, 2, 20)
    assert "--as-of INSTANT tells two exports apart" in "\n".join(later.lines("UTC"))
    assert desk.rows("SELECT team, version_seq FROM ticket WHERE ticket = '3'") == [("billing", 1)]
    assert desk.take(MONDAY).tied == 2
    assert desk.rows("SELECT team, version_seq FROM ticket WHERE ticket = '3'") == [("tech", 2)]
    assert desk.rows("SELECT assignee, handoffs FROM ticket_fact WHERE ticket = '3'") == [("zoe", 0)]
    assert desk.take(MONDAY).unchanged
    assert desk.sound()


def test_due_times_date_no_export(desk: Desk) -> None:
    desk.mapping("desk", DESK.replace("due_resolution_at", "answer_at").replace('"due"', '"Answer by"'))
    assert desk.take(MONDAY.replace("resolved,due", "resolved,Answer by")).as_of == instant("2026-03-02 11:00")


@pytest.mark.usefixtures("monday")
def test_a_corrected_mapping_applies_to_what_is_there(desk: Desk) -> None:
    desk.mapping(
        "desk",
        DESK.replace('status = "status", ', "").replace('"group"', '{ column = "group", words = { tech = "T" } }'),
    )
    assert desk.take(MONDAY).tied == 0
    assert desk.rows("SELECT DISTINCT team FROM ticket") == [("T",)]
    assert desk.rows("SELECT DISTINCT label FROM stated WHERE metric = 'status'") == [(None,)]
    desk.mapping("desk", DESK)
    desk.take(MONDAY)
    assert desk.rows("SELECT DISTINCT team FROM ticket") == [("tech",)]
    assert desk.sound()


@pytest.mark.usefixtures("monday")
def test_a_renamed_mapping_says_which_source_was_meant(desk: Desk) -> None:
    desk.mapping("helpdesk", DESK)
    with pytest.raises(SourceError, match=r"3 of 3 tickets .* under the source 'desk'.* --source desk"):
        desk.take(TUESDAY, "helpdesk")
    with pytest.raises(SourceError, match="--source desk"):
        desk.take(TUESDAY, "helpdesk", dry_run=True)
    assert desk.take(TUESDAY, "helpdesk", source="desk").changed > 0
    assert desk.rows("SELECT count(*) FROM ticket") == [(3,)]


@pytest.mark.usefixtures("monday")
def test_another_helpdesk_that_counts_from_1_too_is_another(desk: Desk) -> None:
    desk.mapping("helpdesk", DESK)
    others = HEAD + "1,Open,a,t,low,2026-03-01 08:00:07,,\n2,Open,a,t,low,2026-03-01 18:02:33,,\n"
    assert desk.take(others, "helpdesk").new > 0
    assert desk.rows("SELECT source, count(*) FROM ticket GROUP BY 1") == [("desk", 3), ("helpdesk", 2)]


@pytest.mark.usefixtures("monday")
def test_a_full_export_names_what_it_no_longer_has(desk: Desk) -> None:
    without = "\n".join(line for line in TUESDAY.splitlines() if not line.startswith("3,")) + "\n"
    assert desk.take(without).gone == ()
    full = desk.take(without, full=True)
    assert full.gone == ("3",)
    assert "no longer in this full export, kept: 3" in "\n".join(full.lines("UTC"))
    assert desk.rows("SELECT count(*) FROM ticket") == [(3,)]


def test_the_content_of_a_store_has_what_exports_have_shown() -> None:
    assert "observed" in CONTENT


def test_a_corrected_mapping_covers_no_longer_what_it_has_given_up(desk: Desk) -> None:
    answered = DESK.replace("resolved_at = ", 'first_response_at = "resolved", resolved_at = ')
    desk.mapping("desk", answered)
    desk.take(MONDAY)
    covered = "SELECT what FROM coverage ORDER BY what"
    with_it = [(w,) for w in ("assignee", "first_response", "observed", "priority", "resolution", "resolution_due",
                              "status", "team")]  # fmt: skip
    assert desk.rows(covered) == with_it
    waits = "SELECT ticket FROM ticket_fact WHERE waits_from IS NOT NULL ORDER BY ticket"
    assert desk.rows(waits) == [("1",), ("2",), ("3",)]
    desk.mapping("desk", DESK)
    desk.take(MONDAY)
    assert desk.rows(covered) == [w for w in with_it if w != ("first_response",)]
    assert desk.rows(waits) == []
    assert desk.sound()
    forget_run(desk.store, 2)
    assert desk.rows(covered) == with_it
    assert desk.rows(waits) == [("1",), ("2",), ("3",)]
    assert desk.sound()


def test_what_another_mapping_of_the_source_covers_stays(desk: Desk) -> None:
    desk.mapping("other", DESK.replace("resolved_at = ", 'first_response_at = "resolved", resolved_at = '))
    desk.take(TUESDAY, "other", source="desk")
    desk.mapping("desk", DESK)
    desk.take(MONDAY)
    desk.mapping("desk", DESK.replace('status = "status", ', ""))
    desk.take(MONDAY)
    assert ("first_response",) in desk.rows("SELECT what FROM coverage")
    assert desk.sound()


def test_two_days_in_one_command_count_as_one_export_and_the_summary_says_so(desk: Desk) -> None:
    for name, text in (("monday", MONDAY), ("tuesday", TUESDAY)):
        (desk.folder / f"{name}.csv").write_text(text)
    made = run(
        desk.store,
        Request((desk.folder / "monday.csv", desk.folder / "tuesday.csv"), str(desk.folder / "desk.toml")),
    )
    hint = "(the files of one command count as one export: import those of several days one by one)"
    assert (f"row of ticket that differs from another with its key, of which one was kept {hint}", 1) in made.doubts
    assert made.as_of == instant("2026-03-03 10:00")


def test_pieces_of_one_export_are_one_export_without_a_word(desk: Desk) -> None:
    lines = MONDAY.splitlines()
    for name, some in (("one", lines[1:2]), ("two", lines[2:])):
        (desk.folder / f"{name}.csv").write_text("\n".join([lines[0], *some]) + "\n")
    made = run(desk.store, Request((desk.folder / "one.csv", desk.folder / "two.csv"), str(desk.folder / "desk.toml")))
    assert (made.doubts, made.as_of) == ((), instant("2026-03-02 11:00"))
