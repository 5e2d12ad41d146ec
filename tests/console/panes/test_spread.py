"""A spread: everybody counted in a readable span, those that wait apart, percentiles and promises beside them."""

from cxtui.console.panes.spread import SpreadPane, _holds, coarser, span, trimmed
from cxtui.kpis.answers.spread import Bin, Percentile, Promise, Spread, bins
from cxtui.kpis.query import Query
from cxtui.language import N_
from tests.console import floors
from tests.console.panes import charted
from tests.console.panes.explained import queries, tell
from tests.console.panes.stage import settle, shown, staged, subtitle, title, widths


def first_response() -> SpreadPane:
    return SpreadPane("First response, how long it took", "first_response_median", id="spread")


def of_ages() -> SpreadPane:
    return SpreadPane("Open by age", "escalation_rate", ended=None, waiting=N_("open"), id="ages")


def counts(pane: SpreadPane) -> list[int]:
    """Return the counts that stand behind the bars."""
    found = []
    for line in shown(pane)[1:]:
        digits = [word for word in line.split("◂")[0].replace("█", " ").replace("░", " ").split() if word.isdigit()]
        if line.strip():
            found.append(int(digits[-1]))
    return found


async def test_bins_have_bars_counts_percentiles_and_promises() -> None:
    pane = first_response()
    async with staged(pane, floors.busy(), (66, 16)) as (_, pilot):
        assert queries(pane) == [Query("spread", ("first_response_median",))]
        tell(pane, charted.spread())
        await settle(pilot)
        lines = shown(pane)
        assert lines[0] == "█ answered 60   ░ waiting 4"
        assert [" ".join(line.replace("█", "").replace("░", "").split()) for line in lines[1:10]] == [
            "to 20 s 15 ◂ phone ≤ 20 s",
            "20 s - 1 min 5",
            "1-2 min 31 ◂ chat ≤ 2 min · p50 · p75",
            "2-5 min 0",
            "5-10 min 0",
            "10-20 min 0",
            "20-30 min 0",
            "30 min - 1 h 12 ◂ social ≤ 1 h · p90 · p95",
            "1-2 h 0",
        ]
        bars = [line.count("█") + line.count("░") for line in lines[1:]]
        assert max(bars) == bars[2] and bars[3] == 0 and bars[0] == round(bars[2] * 15 / 31)
        assert [line.count("░") > 0 for line in lines[1:12]] == [line[0] == "w" for line in "nnwnnnnwnwn"]
        assert sum(counts(pane)) == 64
        assert title(pane) == "First response, how long it took · today"
        assert subtitle(pane) == "p50 1:30 · p75 1:30 · p90 33:20 · p95 33:20"


async def test_few_lines_put_neighbours_together_and_lose_nobody() -> None:
    for size in ((60, 6), (60, 8), (120, 10), (40, 30)):
        pane = first_response()
        async with staged(pane, floors.busy(), size) as (_, pilot):
            tell(pane, charted.spread())
            await settle(pilot)
            assert sum(counts(pane)) == 64
            assert widths(pane) == {size[0] - 4}


async def test_a_narrow_pane_says_the_percentiles_it_has_room_for() -> None:
    pane = first_response()
    async with staged(pane, floors.busy(), (34, 12)) as (_, pilot):
        tell(pane, charted.spread())
        await settle(pilot)
        assert subtitle(pane) == "p50 1:30 · p90 33:20"


async def test_percentiles_that_are_not_exact_say_so() -> None:
    pane = first_response()
    made = Spread(
        "first_response_waiting_median", 1, 1, bins(((10, 1),), ((100, 1),)),
        (Percentile(0.5, 10.0, True), Percentile(0.9, 100.0, False, True)),
    )  # fmt: skip
    async with staged(pane, floors.busy(), (66, 10)) as (_, pilot):
        tell(pane, made)
        await settle(pilot)
        assert subtitle(pane) == "p50 ≈ 0:10 · p90 > 1:40"


async def test_with_one_promise_the_bars_past_it_are_late() -> None:
    pane = first_response()
    made = Spread("first_response_median", 2, 0, bins(((60, 1), (130, 1)), ()), (), (Promise("chat", 120),))
    async with staged(pane, floors.busy(), (66, 10)) as (_, pilot):
        tell(pane, made)
        await settle(pilot)
        roles = [[cell.role for cell in line if "█" in cell.text] for line in pane._lines[1:4]]
        assert roles == [["bar"], [], ["bad"]]


async def test_ages_of_what_is_open_and_nothing_open_is_good() -> None:
    pane = of_ages()
    async with staged(pane, floors.busy(), (60, 12)) as (_, pilot):
        tell(pane, charted.ages())
        await settle(pilot)
        assert shown(pane)[0] == "░ open 5"
        assert counts(pane) == [1, 0, 0, 3, 0, 0, 1]
        assert title(pane) == "Open by age"
        tell(pane, Spread("escalation_rate", 0, 0, bins((), ())))
        assert "".join(shown(pane)).strip() == "✓ none is open"


async def test_why_there_are_no_bars() -> None:
    pane = first_response()
    async with staged(pane, floors.busy(), (60, 9)):
        assert "reading…" in "".join(shown(pane))
        tell(pane, Spread("first_response_median", missing="no messages in this store"))
        assert "".join(shown(pane)).strip() == "no messages in this store"
        tell(pane, Spread("first_response_median", 0, 0, bins((), ()), period="today"))
        assert "".join(shown(pane)).strip() == "nothing in this period"


async def test_ascii_draws_with_ascii_alone() -> None:
    pane = first_response()
    async with staged(pane, floors.busy(), (66, 16), ascii=True) as (_, pilot):
        tell(pane, charted.spread())
        await settle(pilot)
        assert shown(pane)[0] == "# answered 60   . waiting 4"
        assert "< chat <= 2 min - p50 - p75" in shown(pane)[3]
        text = "".join([*shown(pane), title(pane), subtitle(pane)])
        assert all(ord(character) < 128 for character in text)


async def test_a_channel_with_a_hostile_name_is_shown_as_text() -> None:
    for width in (40, 66, 120):
        pane = first_response()
        made = charted.spread()
        promised = tuple(Promise(text, 20 + i) for i, text in enumerate(floors.HOSTILE))
        hostile = Spread("first_response_median", made.n, made.waiting, made.bins, made.percentiles, promised)
        async with staged(pane, floors.busy(), (width, 12)) as (_, pilot):
            tell(pane, hostile)
            await settle(pilot)
            assert widths(pane) == {width - 4}
            assert "\x1b" not in "".join(shown(pane))


def test_spans_in_words() -> None:
    assert [span(Bin(low, high, 0, 0)) for low, high in
            ((0, 20), (20, 60), (60, 120), (1_800, 3_600), (3_600, 86_400), (28_800, 86_400), (604_800, None))] == [
        "to 20 s", "20 s - 1 min", "1-2 min", "30 min - 1 h", "1 h - 1 d", "8 h - 1 d", "over 7 d",
    ]  # fmt: skip


def test_the_two_neighbours_with_the_fewest_become_one() -> None:
    made = [Bin(0, 20, 9, 0), Bin(20, 60, 1, 1), Bin(60, 120, 2, 0), Bin(120, 300, 8, 0)]
    assert coarser(made, 3) == [Bin(0, 20, 9, 0), Bin(20, 120, 3, 1), Bin(120, 300, 8, 0)]
    assert coarser(made, 0) == [Bin(0, 300, 20, 1)]
    assert trimmed([Bin(0, 20, 0, 0), *made[1:], Bin(300, None, 0, 0)]) == made[1:]
    assert trimmed([Bin(0, 20, 0, 0)]) == []


def test_a_time_lies_in_the_bin_that_ends_with_it_and_none_at_all_in_the_first() -> None:
    rows = [Bin(0, 20, 1, 0), Bin(20, 60, 1, 0), Bin(60, None, 1, 0)]
    for seconds, place in ((0, 0), (0.5, 0), (20, 0), (20.5, 1), (60, 1), (60.5, 2), (10**9, 2)):
        assert [_holds(row, seconds) for row in rows] == [i == place for i in range(3)], seconds
