"""The floor as plain text: what it says, how wide it is, and that nothing in it is obeyed."""

import re
from dataclasses import replace

import pytest
from rich.cells import cell_len

from cxtui.kpis.floor import Floor
from cxtui.report.table import WIDTH
from cxtui.report.text import as_text
from tests.console import floors

ALL = [floors.busy, floors.empty, floors.quiet, floors.one_ticket, floors.gaps, floors.hostile, floors.thousand,
       floors.stale, floors.as_of_2016]  # fmt: skip


def words(floor: Floor, now: int | None = None) -> str:
    """Return a floor's text."""
    return "\n".join(as_text(floor, floor.as_of if now is None else now))


@pytest.mark.parametrize("make", ALL, ids=lambda make: make.__name__)
def test_every_line_fits_and_shows_only_itself(make: object) -> None:
    floor = make()  # type: ignore[operator]
    for line in as_text(floor, floor.as_of):
        assert cell_len(line) <= WIDTH
        assert line == line.rstrip()
        assert line.isprintable() or line == ""
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x80-\x9f\x1b]", line)


def test_a_number_stands_with_what_it_was_counted_from() -> None:
    floor = floors.busy()
    backlog = floor.metrics["backlog"]
    rate = floor.metrics["service_level"]
    numbers = {
        **floor.metrics,
        "backlog": replace(backlog, value=347, previous=306, n=347, waiting=None, target=None, state="none"),
        "service_level": replace(rate, value=0.78, previous=0.8, n=401, waiting=9, target=0.8, state="warn"),
    }
    lines = [" ".join(line.split()) for line in as_text(replace(floor, metrics=numbers), floor.as_of)]
    assert "Open backlog 347 ▲ 41 347" in lines
    assert "Service level 78 % ▼ 2 pt 401 9 80 % !" in lines


def test_no_data_is_a_dash_and_a_hint_told_once() -> None:
    text = words(floors.gaps())
    assert re.search(r"^Customer satisfaction +–", text, re.MULTILINE)
    assert text.count("no ratings: import a rating table") == 1
    assert "no tiers of teams and no escalated events: import a team table (escalations)" in text
    assert "Escalations:" not in text


def test_a_quantile_that_is_not_reached_says_so() -> None:
    floor = floors.busy()
    metric = replace(floor.metrics["first_response_waiting_p90"], value=7200.0, at_least=True)
    text = words(replace(floor, metrics={**floor.metrics, metric.name: metric}))
    assert re.search(r"First response, p90 with those still waiting +> 2 h 00", text)


def test_waiting_tickets_have_their_clock() -> None:
    floor = floors.busy()
    row = floor.responses.rows[0]
    due = (floor.as_of - 130, floor.as_of + 44, None)
    rows = tuple(replace(row, ticket=f"T{i}", due_at=at, calendar=None) for i, at in enumerate(due))
    part = replace(floor.responses, rows=rows, waiting=23, breached=1)
    text = words(replace(floor, responses=part))
    assert "First response: 23 waiting, 1 breached" in text
    assert re.search(r"^X +-02:10 +T0 ", text, re.MULTILINE)
    assert re.search(r"^ +00:44 +T1 ", text, re.MULTILINE)
    assert re.search(r"^ +– +T2 ", text, re.MULTILINE)


def test_lists_are_cut_and_their_counts_are_not() -> None:
    text = words(floors.thousand())
    assert "First response: 1,000 waiting, 40 breached" in text
    listed = text[text.index("First response:") : text.index("Agents since")]
    assert len(listed.strip().splitlines()) == 2 + 10


def test_agents_show_ranks_scores_and_components() -> None:
    floor = floors.busy()
    first = floor.leaderboard.rows[0]
    text = words(floor)
    line = next(line for line in text.splitlines() if first.name in line)
    assert first.score is not None and first.low is not None and first.high is not None
    assert f"{first.score:.0f}" in line.split()
    assert f"{first.low:.0f}–{first.high:.0f}" in line
    for part in first.components:
        if part.score is not None and part.name in ("csat", "fcr"):
            assert f"{part.score:.0f}" in line.split()


def test_agents_without_a_rank_say_how_far_they_are() -> None:
    floor = floors.busy()
    ranked, few = floor.leaderboard.rows[0], floor.leaderboard.rows[-1]
    board = replace(floor.leaderboard, rows=(ranked, replace(few, n=11)), min_n=20)
    lines = words(replace(floor, leaderboard=board)).splitlines()
    assert next(line for line in lines if few.name in line).startswith("11 of 20  ")
    assert not any("more" in line for line in lines)
    text = words(floor)
    assert "and 2 more, 2 of them under 20" in text.splitlines()


def test_a_floor_of_the_present_can_be_stale_and_one_of_the_past_not() -> None:
    stale = floors.stale()
    assert words(stale).splitlines()[0].endswith("STALE: phone")
    assert "STALE: allowed 10 min" in words(stale)
    past = replace(stale, live=False)
    assert "STALE" not in words(past)


def test_an_instant_is_told_in_the_stores_zone() -> None:
    assert words(floors.as_of_2016()).splitlines()[0] == f"Support floor as of 2016-03-31 23:59 {floors.ZONE}"
