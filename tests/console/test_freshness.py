"""What the header says of the data's age is judged by the console, source by source."""

from dataclasses import replace
from typing import Any

import pytest

from cxtui.console.freshness import Pause, judge, overdue
from cxtui.errors import Trouble
from cxtui.health import FeedHealth, FeedState, FillHealth
from cxtui.kpis.floor import Floor, Freshness
from tests.console import floors
from tests.console.floors import NOW
from tests.facts.histories import instant


def test_a_fresh_floor_is_live_with_the_age_of_commit_and_event() -> None:
    freshness = judge(floors.busy(), None, None, NOW)
    assert (freshness.kind, freshness.detail, freshness.faded) == ("live", "2 s · event 14 s", False)


def test_a_source_is_overdue_only_past_its_allowance() -> None:
    source = Freshness("phone", committed_at=NOW - 600, newest_event_at=None, allowance_s=600)
    assert not overdue(source, NOW)
    assert overdue(source, NOW + 1)


def test_one_late_source_makes_the_floor_stale_and_is_named() -> None:
    freshness = judge(floors.stale(), None, None, NOW)
    assert (freshness.word, freshness.faded) == ("STALE", True)
    assert freshness.detail == "phone 1 h 12 (allowed 10 min)"


def test_a_live_floor_turns_stale_as_time_passes_without_any_news() -> None:
    floor = floors.busy()
    assert judge(floor, None, None, NOW + 298).kind == "live"
    assert judge(floor, None, None, NOW + 299).kind == "stale"


def test_a_clock_behind_the_store_knows_no_age() -> None:
    """The newest commit is 2 s old at NOW; its age may be wrong by two minutes, as clocks are, and no more."""
    assert judge(floors.busy(), None, None, NOW - 2 - 120).kind == "live"
    freshness = judge(floors.busy(), None, None, NOW - 2 - 121)
    assert (freshness.kind, freshness.word, freshness.faded) == ("behind", "CLOCK", True)
    assert freshness.detail == "clock behind the store by 2 min"
    assert judge(floors.busy(), None, None, NOW - 2 - 8 * 3600).detail == "clock behind the store by 8 h 00"


def test_a_floor_of_the_past_says_as_of_and_is_never_stale() -> None:
    floor = floors.as_of_2016()
    freshness = judge(floor, None, None, floor.as_of)
    assert (freshness.kind, freshness.detail, freshness.faded) == ("as_of", "2016-03-31 23:59", False)
    assert judge(replace(floors.stale(), live=False), None, None, NOW).kind == "as_of"


@pytest.mark.parametrize(
    ("trouble", "word"),
    [("missing", "MISSING"), ("locked", "LOCKED"), ("corrupt", "CORRUPT"), ("denied", "NO ACCESS"),
     ("outdated", "OUTDATED"), ("empty", "EMPTY"), ("failed", "UNREADABLE")],
)  # fmt: skip
def test_trouble_is_named_and_the_last_picture_keeps_its_age(trouble: Trouble, word: str) -> None:
    freshness = judge(floors.busy(), trouble, None, NOW + 17)
    assert (freshness.word, freshness.faded) == (word, True)
    assert freshness.detail == "picture of 14:32:07, 17 s old"
    assert judge(None, trouble, None, NOW).detail == ""


def test_a_pause_says_how_long_and_of_when() -> None:
    freshness = judge(floors.busy(), None, Pause(NOW), NOW + 65)
    assert (freshness.word, freshness.detail, freshness.faded) == ("PAUSED", "1 min, picture of 14:32:07", False)


def test_a_pause_hides_neither_trouble_nor_staleness() -> None:
    assert judge(floors.busy(), "locked", Pause(NOW), NOW).kind == "trouble"
    assert judge(floors.stale(), None, Pause(NOW), NOW).faded


def test_before_the_first_picture_there_is_no_claim() -> None:
    assert judge(None, None, None, NOW).kind == "opening"
    assert judge(floors.empty(), None, None, NOW).detail == "no data yet"


def test_a_store_without_an_import_is_no_fault() -> None:
    assert judge(None, "empty", None, NOW).role == "warn"
    assert judge(None, "locked", None, NOW).role == "bad"


def test_a_floor_of_the_end_of_old_data_says_where_that_is() -> None:
    freshness = judge(replace(floors.as_of_2016(), ended=True), None, None, NOW)
    assert (freshness.word, freshness.detail) == ("DATA ENDS", "2016-03-31 23:59 · shown as of then")
    assert (freshness.kind, freshness.role, freshness.faded) == ("as_of", "warn", False)


def feed(state: FeedState = "ok", **changes: Any) -> FeedHealth:
    """Return how the source of ``quiet`` is: asked 3 s ago, every 5 s."""
    known: dict[str, Any] = {"asked_at": NOW - 3, "ok_at": NOW - 3, "next_at": NOW + 2, **changes}
    return FeedHealth("phone", "rt", state, 5, **known)


def quiet(allowance_s: int = 600) -> Floor:
    """Return a floor of one source that brought nothing for an hour."""
    return replace(floors.busy(), sources=(Freshness("phone", NOW - 3600, NOW - 3600, allowance_s),))


def test_a_followed_source_that_answers_is_not_stale_however_quiet_it_is() -> None:
    assert judge(quiet(), None, None, NOW).kind == "stale"
    freshness = judge(quiet(), None, None, NOW, {"phone": feed()})
    assert (freshness.kind, freshness.word, freshness.detail) == ("live", "phone", "3 s · event 1 h 00")


def test_what_hinders_a_source_is_told_at_once_and_fades_only_past_its_allowance() -> None:
    refused = feed("refused", error="token (401)", next_at=NOW + 240)
    freshness = judge(quiet(), None, None, NOW, {"phone": refused})
    assert (freshness.word, freshness.detail) == ("phone", "refused: token (401) · next try 4 min")
    assert (freshness.kind, freshness.role, freshness.faded) == ("hindered", "bad", False)
    late = replace(refused, ok_at=NOW - 601)
    assert judge(quiet(), None, None, NOW, {"phone": late}).faded
    assert not judge(quiet(), None, None, NOW, {"phone": replace(late, ok_at=NOW - 600)}).faded


def test_silence_is_judged_by_whoever_looks() -> None:
    assert judge(quiet(), None, None, NOW + 32, {"phone": feed()}).kind == "live"
    freshness = judge(quiet(), None, None, NOW + 33, {"phone": feed()})
    assert (freshness.kind, freshness.word, freshness.detail) == ("hindered", "phone", "silent 36 s")


def test_history_that_is_filled_in_shows_how_far() -> None:
    filling = feed("filling", filling=FillHealth(instant("2025-11-20 10:00"), 0.439))
    freshness = judge(quiet(), None, None, NOW, {"phone": filling})
    assert (freshness.kind, freshness.word, freshness.detail) == ("filling", "phone", "filling 2025-11 (43 %)")


def test_the_worst_of_several_is_told() -> None:
    waiting = replace(feed("waiting", error="store: the disk is full"), source="mail")
    freshness = judge(quiet(), None, None, NOW, {"mail": waiting, "phone": feed("refused", error="token (401)")})
    assert freshness.word == "phone"
    assert judge(quiet(), None, None, NOW, {"mail": waiting, "phone": feed()}).role == "warn"


def test_what_a_source_says_cannot_break_the_header() -> None:
    bad = feed("trouble", error="\x1b[31m" + "x" * 300)
    assert "\x1b" not in judge(quiet(), None, None, NOW, {"phone": bad}).detail
    assert len(judge(quiet(), None, None, NOW, {"phone": bad}).detail) < 80


def test_what_was_followed_once_is_as_old_as_its_answer_and_not_silent() -> None:
    """Whoever follows once an hour, by a timer, has not stopped following."""
    done = feed("stopped", once=True)
    assert judge(quiet(), None, None, NOW + 500, {"phone": done}).kind == "live"
    assert judge(quiet(), None, None, NOW + 601, {"phone": done}).kind == "stale"
    assert judge(quiet(), None, None, NOW, {"phone": replace(done, state="refused", error="token (401)")}).role == "bad"
    assert judge(quiet(), None, None, NOW, {"phone": replace(done, once=False, next_at=None)}).detail == "stopped 3 s"


def test_ages_are_of_the_walls_seconds_however_fast_the_floors_time_runs() -> None:
    """Sixty times as fast: 302 s after the commit of 2 s ago are five seconds on the wall, and stale all the same."""
    floor = floors.busy()
    assert judge(floor, None, None, NOW + 118, speed=60).detail == "2 s · event 2 s"
    assert judge(floor, None, None, NOW + 298, speed=60).detail == "5 s · event 5 s"
    assert judge(floor, None, None, NOW + 299, speed=60).kind == "stale"
