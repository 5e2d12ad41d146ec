"""Retention against speed: a point for each band, the knee where it lies, and the caveat always in sight."""

from dataclasses import replace

import pytest

from cxtui.console.panes.retention import RetentionPane, label, place_of, sentences, short
from cxtui.kpis.customer_value.bands import RESOLUTION, RESPONSE, Band, banded
from cxtui.kpis.customer_value.speed import Knee
from cxtui.kpis.query import Query
from tests.console import answers, floors
from tests.console.panes.explained import queries, tell
from tests.console.panes.stage import settle, shown, staged, subtitle, title, widths


def pane(of: str = "first_response") -> RetentionPane:
    return RetentionPane(of, id="speed")


async def test_bands_stand_with_whiskers_the_knee_and_what_can_be_said() -> None:
    one = pane()
    async with staged(one, floors.busy(), (80, 22)) as (_, pilot):
        assert queries(one) == [Query("speeds", ("first_response",))]
        tell(one, answers.speeds())
        await settle(pilot)
        lines = shown(one)
        assert lines[0] == "● share retained   ├─┤ 95 % interval   ┆ knee at 4:10   ○ under 20"
        (labels,) = [line.split() for line in lines if "15m" in line]
        assert labels == ["1m", "5m", "15m", "30m", "1h", "4h", "8h", "1d", ">1d"]
        (counts,) = [line.split() for line in lines if line.strip().startswith("n ")]
        assert counts == ["n", "500", "500", "490", "490", "490", "490", "0", "0", "10"]
        assert sum("●" in line for line in lines[1:]) == 2 and sum("▾" in line for line in lines[1:]) == 1
        assert " ".join(" ".join(lines[-2:]).split()) == (
            "Association, not cause. Faster than 4:10 brings no measurable gain: 90.0 % stay up to there, 69.9 % "
            "after. Rank correlation -0.218 (-0.252 to -0.183)."
        )
        assert title(one) == "Retention by first response · 90d" and subtitle(one) == "2,970 customers"


async def test_low_panes_lay_the_bands_down() -> None:
    one = pane()
    async with staged(one, floors.busy(), (60, 12), ascii=True) as (_, pilot):
        tell(one, answers.speeds())
        await settle(pilot)
        lines = shown(one)
        assert all(line.isascii() for line in lines)
        (marked,) = [line for line in lines if line.endswith("<")]
        assert marked.split()[:3] == ["<=", "5", "min"] and "90 %" in marked and "500" in marked
        assert any(line.split()[:3] == [">", "1", "d"] and "o" in line for line in lines)
        assert lines[-1].startswith("Association, not cause.")


def test_the_knee_lies_within_its_band() -> None:
    found = answers.speeds()
    # 250 s of the band from 60 to 300 s, which is the second.
    assert place_of(found) == pytest.approx(1 + 190 / 240)
    at = [place_of(replace(found, knee=Knee(seconds, 0.9, 0.7))) for seconds in (0, 60, 300, 301, 86_400, 900_000)]
    assert at == [0, 1, 2, pytest.approx(2 + 1 / 600), 8, 8.5]
    assert place_of(replace(found, knee=None)) is None


def test_what_is_said_begins_with_the_caveat() -> None:
    assert sentences(answers.speeds(knee=False))[:2] == ["Association, not cause.", "No measurable gain at any speed."]


def test_bands_have_names() -> None:
    assert [label(band) for band in banded([], RESPONSE)][::4] == ["≤ 1 min", "≤ 1 h", "> 1 d"]
    assert [short(band) for band in banded([], RESOLUTION)] == ["15m", "1h", "4h", "8h", "1d", "2d", "3d", "7d", ">7d"]


def test_an_edge_is_told_in_the_largest_unit_that_divides_it() -> None:
    told = {90: "≤ 90 s", 120: "≤ 2 min", 5_400: "≤ 90 min", 7_200: "≤ 2 h", 108_000: "≤ 30 h", 172_800: "≤ 2 d"}
    assert {high: label(Band(0, high, 0, 0)) for high in told} == told
    assert label(Band(0, None, 0, 0)) == "> 0 s"


async def test_what_is_said_in_the_place_of_a_chart() -> None:
    one = pane("resolution")
    async with staged(one, floors.empty(), (80, 22)) as (_, pilot):
        assert any("reading" in line for line in shown(one))
        tell(one, answers.nothing()["speeds", "resolution"])
        await settle(pilot)
        assert "import a purchase or contract table" in " ".join(" ".join(shown(one)).split())
        tell(one, replace(answers.speeds("resolution"), bands=tuple(banded([], RESOLUTION))))
        await settle(pilot)
        assert any("no contact's outcome became known" in line for line in shown(one))


@pytest.mark.parametrize("size", [(40, 12), (60, 11), (60, 18), (80, 22), (200, 48)], ids=str)
async def test_at_every_size_the_caveat_is_in_sight(size: tuple[int, int]) -> None:
    for ascii in (False, True):
        one = pane()
        async with staged(one, floors.busy(), size, ascii=ascii) as (_, pilot):
            tell(one, answers.speeds())
            await settle(pilot)
            assert widths(one) == {size[0] - 4}
            lines = shown(one)
            assert any("Association, not cause." in line for line in lines)
            if ascii:
                assert all(line.isascii() for line in lines)
