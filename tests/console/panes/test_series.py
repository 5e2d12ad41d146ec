"""Curves: each with a sign and words of its own, the norm named, gaps left open, drawn only when they change."""

from dataclasses import replace

import pytest

from cxtui.console.panes.series import NOTE_HEIGHT, SeriesPane
from cxtui.kpis.query import Query, View
from tests.console import floors
from tests.console.panes import charted
from tests.console.panes.explained import queries, tell
from tests.console.panes.stage import settle, shown, staged, subtitle, title, widths


def by_channel() -> SeriesPane:
    return SeriesPane("Service level by channel", ("service_level",), "channel", id="levels")


def both() -> SeriesPane:
    return SeriesPane("Reply and resolution time", ("reply_time", "first_resolution_mean"), id="trend")


async def test_each_channel_has_a_sign_words_and_the_number_of_all_days() -> None:
    pane = by_channel()
    async with staged(pane, floors.busy(), (110, 20)) as (_, pilot):
        assert queries(pane) == [Query("series", ("service_level", "channel"))]
        tell(pane, charted.levels())
        await settle(pilot)
        lines = shown(pane)
        assert lines[0] == "● chat 88 % ✓   ▲ email 60 % X   ■ none 76 % !   ╌ norm 80 %"
        assert title(pane) == "Service level by channel"
        assert subtitle(pane) == "by day · n 180 · the last is not over"
        assert "21.11" in lines[-1] and "15.11" in lines[-1]
        axis = [line.split("┤")[0].strip() for line in lines if "┤" in line]
        assert axis[0] == "100 %" and axis[-1] == "50 %"
        drawn = "".join(lines[1:])
        # A sign for every day with a value: seven chats, seven e-mails, four of no channel.
        assert drawn.count("●") == drawn.count("▲") == 7 and drawn.count("■") == 4
        assert pane.drawings == 1


async def test_days_that_look_back_on_a_week_say_so() -> None:
    pane = SeriesPane("Net promoter score", ("nps",))
    async with staged(pane, floors.busy(), (80, 14)) as (_, pilot):
        tell(pane, replace(charted.points(), window=7))
        await settle(pilot)
        assert subtitle(pane) == "each day with the 6 before · n 62 · the last is not over"


async def test_which_part_is_covered_takes_one_line_at_the_foot_of_a_pane_that_is_high_enough() -> None:
    words = "covered from 17.11.2026 to 20.11.2026, and what lies before that is told by nobody"
    for height, last in ((NOTE_HEIGHT + 2, True), (NOTE_HEIGHT + 1, False)):
        pane = SeriesPane("Net promoter score", ("nps",))
        async with staged(pane, floors.busy(), (44, height)) as (_, pilot):
            tell(pane, replace(charted.points(), note=words))
            await settle(pilot)
            lines = shown(pane)
            assert sum("covered from" in line for line in lines) == int(last)
            assert (lines[-1].startswith("covered from") and lines[-1].endswith("…")) == last
            assert "21.11" in lines[-2 if last else -1]


async def test_a_legend_takes_lines_where_it_is_narrow() -> None:
    pane = by_channel()
    async with staged(pane, floors.busy(), (40, 16)) as (_, pilot):
        tell(pane, charted.levels())
        await settle(pilot)
        assert shown(pane)[:2] == ["● chat 88 % ✓   ▲ email 60 % X", "■ none 76 % !   ╌ norm 80 %"]
        assert widths(pane) == {36}


async def test_two_numbers_of_one_unit_share_a_chart_and_the_norm_says_whose_it_is() -> None:
    pane = both()
    async with staged(pane, floors.busy(), (110, 20)) as (_, pilot):
        tell(pane, charted.replies(), charted.resolutions())
        await settle(pilot)
        assert shown(pane)[0] == "● Reply time 11:00   ▲ First resolution, mean 9 h 26 ✓   ╌ norm of ▲ 1 d 0 h"
        assert subtitle(pane) == "by day · the last is not over"
        assert pane.number_at_hand() == "reply_time"


async def test_it_is_drawn_again_only_when_something_in_it_changed() -> None:
    pane = by_channel()
    async with staged(pane, floors.busy(), (80, 20)) as (_, pilot):
        tell(pane, charted.levels())
        await settle(pilot)
        tell(pane, charted.levels())
        pane.show(floors.busy(floors.NOW + 1))
        pane.tick(floors.NOW + 2)
        await settle(pilot)
        assert pane.drawings == 1
        tell(pane, charted.rate("service_level"))
        await settle(pilot)
        assert pane.drawings == 2


async def test_why_there_is_no_chart() -> None:
    pane = SeriesPane("Net promoter score", ("nps",))
    async with staged(pane, floors.busy(), (70, 9)) as (_, pilot):
        assert "reading…" in "".join(shown(pane))
        tell(pane, charted.lacking("nps"))
        assert " ".join("".join(shown(pane)).split()) == "no surveys in this store: import a rating table"
        tell(pane, charted.nothing("nps"))
        assert "".join(shown(pane)).strip() == "nothing in this period"
        assert (title(pane), subtitle(pane)) == ("Net promoter score", "")
        tell(pane, charted.points())
        await settle(pilot)
        assert "● Net promoter score 38 pt X   ╌ norm 50 pt" in shown(pane)[0]
        assert any("-" in line.split("┤")[0] for line in shown(pane) if "┤" in line)
        pane.look(View("7d"))
        tell(pane, None, trouble="the store is locked")
        assert "X the store is locked" in "".join(shown(pane))


async def test_ascii_draws_with_ascii_alone() -> None:
    pane = by_channel()
    async with staged(pane, floors.busy(), (70, 18), ascii=True) as (_, pilot):
        tell(pane, charted.levels())
        await settle(pilot)
        assert shown(pane)[0] == "* chat 88 % +   o email 60 % X   x none 76 % !   - norm 80 %"
        text = "".join([*shown(pane), title(pane), subtitle(pane)])
        assert all(ord(character) < 128 for character in text)


async def test_names_that_customers_or_sources_wrote_are_shown_as_text() -> None:
    pane = by_channel()
    for size in ((40, 8), (60, 20), (200, 40)):
        async with staged(pane := by_channel(), floors.busy(), size) as (_, pilot):
            made = [charted.curve(text, (0.5,) * 7, 0.5, 70) for text in floors.HOSTILE]
            tell(pane, charted.series("service_level", *made, dimension="channel"))
            await settle(pilot)
            assert widths(pane) == {size[0] - 4}
            assert not {"\x1b", "\n", "\u202e"} & set("".join(shown(pane)))


@pytest.mark.parametrize("size", [(24, 4), (30, 8), (58, 13), (120, 36)])
async def test_every_size_keeps_lines_straight(size: tuple[int, int]) -> None:
    pane = both()
    async with staged(pane, floors.busy(), size) as (_, pilot):
        tell(pane, charted.replies(), charted.resolutions())
        await settle(pilot)
        assert widths(pane) == {size[0] - 4}
        assert "Reply time" in shown(pane)[0]


def test_numbers_of_two_units_are_no_chart() -> None:
    with pytest.raises(ValueError, match="no curves of one chart"):
        SeriesPane("Both", ("nps", "csat"))
