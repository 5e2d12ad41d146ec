"""Header, sources and footer fit their line at every width and lose the least important first."""

import pytest

from cxtui.console.arrangement import Arrangement, arrange
from cxtui.console.draw.strips import Line, width_of
from cxtui.console.freshness import FreshnessState, judge
from cxtui.console.header import foot, page_foot, review_cells, sources_line, top
from cxtui.console.keys import KeyTable
from cxtui.console.reviewing import Review
from cxtui.console.screens.floor import FloorScreen
from cxtui.desk import DeskState, Firing
from cxtui.kpis.floor import Floor
from tests.console import floors
from tests.console.floors import NOW

PLAN = FloorScreen.PLAN
PLACED = Arrangement(PLAN.order, 2, 2)


def words(line: Line) -> str:
    return "".join(cell.text for cell in line)


def header(floor: Floor | None, width: int, now: int = NOW, ascii: bool = False) -> str:
    return words(top("Support floor", floor, judge(floor, None, None, now), now, width, ascii))


def test_wide_enough_for_everything() -> None:
    text = header(floors.busy(), 120)
    assert text.startswith(" Support floor · all teams ")
    assert "● live 2 s · event 14 s" in text
    assert text.endswith("Sat 21 Nov 14:32:07 Europe/Warsaw ")
    assert len(text) == 120


def test_at_80_columns_the_age_stays_whole_and_the_date_goes() -> None:
    text = header(floors.busy(), 80)
    assert "● live 2 s · event 14 s" in text
    assert text.endswith(" 14:32:07 Europe/Warsaw ")


def test_what_is_stale_is_named_at_80_columns() -> None:
    assert "X STALE  phone 1 h 12 (allowed 10 min)" in header(floors.stale(), 80)


@pytest.mark.parametrize("name", ["busy", "stale", "hostile", "as_of_2016", "empty"])
@pytest.mark.parametrize("ascii", [False, True])
def test_every_width_shows_the_freshness_in_one_line(name: str, ascii: bool) -> None:
    floor: Floor = getattr(floors, name)()
    freshness = judge(floor, None, None, NOW)
    for width in range(40, 221):
        line = top("Support floor", floor, freshness, NOW, width, ascii)
        assert width_of(line) == width
        assert freshness.word in words(line)
        if ascii and name != "hostile":
            assert words(line).isascii()


def test_a_floor_of_the_past_shows_its_own_time() -> None:
    text = header(floors.as_of_2016(), 120)
    assert " AS OF  2016-03-31 23:59" in text
    assert text.endswith("Thu 31 Mar 23:59:00 Europe/Warsaw ")


def test_trouble_before_any_picture() -> None:
    text = words(top("Support floor", None, judge(None, "locked", None, NOW), NOW, 80))
    assert text.startswith(" Support floor ")
    assert " LOCKED " in text


def test_hostile_names_stay_plain_text() -> None:
    floor = floors.hostile()
    line = top("Support floor", floor, FreshnessState("live", "live", "\x1b[31m\u202e[b]x", "good"), NOW, 160)
    assert "\x1b" not in words(line)
    assert "\u202e" not in words(line)
    assert "[bold red]" in words(line)


def test_every_source_is_listed_the_latest_first() -> None:
    text = words(sources_line(floors.stale(), NOW, 120))
    assert text.startswith(" X phone 1 h 12 · event 1 h 13 · allowed 10 min   ● helpdesk 2 s · event 14 s ")
    assert text.endswith(" 18,204 tickets ")


def test_sources_of_a_past_floor_say_how_far_they_reach() -> None:
    assert "log, events until 2016-03-31 23:53:20" in words(sources_line(floors.as_of_2016(), NOW, 120))


def test_doubts_are_counted() -> None:
    assert words(sources_line(floors.gaps(), NOW, 120)).endswith("18,204 tickets · ! 7 doubtful ")
    moved = KeyTable.remapped({"doubts": "f8"})
    assert words(sources_line(floors.gaps(), NOW, 120, True, moved)).endswith("18,204 tickets - F8 7 doubtful ")


STANDING = DeskState(
    (Firing(1, "csat_down", "Down", NOW, "81 % of 21", 0), Firing(2, "nps_down", "Down", NOW, "", 0, NOW))
)


def test_what_stands_fired_calls_first_on_the_line_of_sources() -> None:
    calls = review_cells(Review(STANDING, True), KeyTable())
    assert words(calls) == "r 1 to review" and calls[0].role == "warn"
    for width in (80, 120, 200):
        assert words(sources_line(floors.stale(), NOW, width, calls=calls)).startswith(" r 1 to review   X phone")
    assert words(review_cells(Review(STANDING, True), KeyTable.remapped({"review": "f9"}))) == "F9 1 to review"
    assert review_cells(Review(DeskState(trouble="missing"), True), KeyTable()) == review_cells(None, KeyTable()) == ()
    assert words(review_cells(Review(DeskState(), True, "locked", "held"), KeyTable())) == "r desk file locked"


def test_without_a_line_of_sources_the_header_calls() -> None:
    calls = review_cells(Review(STANDING, True), KeyTable())
    for name in ("busy", "stale", "hostile", "as_of_2016", "empty"):
        floor: Floor = getattr(floors, name)()
        freshness = judge(floor, None, None, NOW)
        for width in range(40, 221):
            line = top("Support floor", floor, freshness, NOW, width, calls=calls)
            assert width_of(line) == width and freshness.word in words(line)
            assert width < 80 or "r 1 to review" in words(line), (name, width)
    busy = words(top("Support floor", floors.busy(), judge(floors.busy(), None, None, NOW), NOW, 80, calls=calls))
    assert "● live 2 s · event 14 s  r 1 to review" in busy


def feet(width: int, **options: bool) -> str:
    wanted = {"rows": True, "maximised": False, "paused": False, "ascii": False} | options
    wanted["undoes"] = wanted["maximised"] or wanted["paused"]
    placed = arrange(PLAN, width, 24, 1, wanted["maximised"])
    return words(foot(KeyTable(), ("escalations", "Escalations"), placed, width, **wanted)[0])


def test_the_footer_names_keys_and_page() -> None:
    text = feet(80)
    # A pane that has the screen to itself needs no key to get it, so that there is room for help.
    assert text.startswith(" Tab pane  Enter open  x explain  t range  ? help  q quit ")
    assert text.endswith("Escalations ○●○○ 2/4 ")
    assert len(text) == 80


def test_the_footer_names_what_undoes_a_mode() -> None:
    assert " Esc back  x explain  t range  / filter  ? help  p pause  s sort  m restore " in feet(140, maximised=True)
    assert " Esc back " in feet(80, paused=True) and " p go on " in feet(120, paused=True)


def test_the_footer_follows_the_pane_and_the_users_keys() -> None:
    assert "Enter" not in feet(80, rows=False)
    keys = KeyTable.remapped({"pause": "f5"})
    line, _ = foot(keys, ("volume", "Queue volume"), PLACED, 100, rows=False, maximised=False, paused=False)
    assert " F5 pause " in words(line)


def test_what_is_clicked_is_what_is_read() -> None:
    line, spots = foot(
        KeyTable(),
        ("response", "First response"),
        Arrangement(PLAN.order, 2, 2),
        100,
        rows=True,
        maximised=False,
        paused=False,
    )
    text = words(line)
    assert {action: text[start:end] for start, end, action in spots}["pause"] == " p pause "


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_footers_never_run_over(width: int) -> None:
    assert len(feet(width)) <= width
    assert width_of(page_foot(KeyTable(), width)[0]) <= width


def test_the_foot_of_a_page_offers_to_open_and_to_step_only_where_that_is_possible() -> None:
    def offered(**changes: bool) -> set[str]:
        return {action for _, _, action in page_foot(KeyTable(), 300, **changes)[1]}

    plain = offered()
    assert offered(opens=True) - plain == {KeyTable().of("open").action}
    assert offered(steps=True) - plain == {KeyTable().of("next_number").action}
