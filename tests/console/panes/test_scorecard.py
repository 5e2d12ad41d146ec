"""The scorecard's pane: groups, states in words and glyphs, what is not read yet, sorting, and what is explained."""

import pytest

from cxtui.console.messages import OpenNumber
from cxtui.console.panes.scorecard import GROUPS, HEAD, ROWS, ScorecardPane, norm, value
from cxtui.kpis.answers.scorecard import NUMBERS, PIECES, Scorecard, Scored
from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.floor import Metric
from cxtui.kpis.query import Query, View
from tests.console import floors, people
from tests.console.panes.stage import Repaints, shown, staged, title, widths
from tests.console.parts import NOW
from tests.console.people import answered

SERVICE = Scored(
    Metric("service_level", 0.71, "ratio", NOW, n=401, target=0.8, better="up", state="bad"),
    Metric("service_level", 0.78, "ratio", NOW, n=380), 2,
)  # fmt: skip


def piece_of(name: str) -> str:
    return next(piece for piece, names in PIECES.items() if name in names)


def tell(pane: ScorecardPane, *scored: Scored) -> None:
    """Answer the pieces of some numbers, the others of a piece without data."""
    by_name = {one.metric.name: one for one in scored}
    for piece in dict.fromkeys(piece_of(name) for name in by_name):
        rows = tuple(
            by_name.get(name, Scored(Metric(name, None, DEFINITIONS[name].unit, NOW, missing="nothing"), None, 0))
            for name in PIECES[piece]
        )
        answered(pane, Query("scorecard", (piece,), pane.view), Scorecard(piece, rows))


def tell_all(pane: ScorecardPane) -> None:
    for (_, piece), answer in people.scorecards().items():
        answered(pane, Query("scorecard", (piece,), pane.view), answer)


def line(pane: ScorecardPane, words: str) -> str:
    (found,) = [text for text in shown(pane) if words in text]
    return " ".join(found.split())


async def test_every_number_stands_under_the_head_of_its_group_before_it_is_read() -> None:
    pane = ScorecardPane()
    async with staged(pane, floors.busy(), (100, 110)):
        text = shown(pane)
        assert sum(one.startswith("─ ") for one in text) == len({DEFINITIONS[n].group for n in NUMBERS})
        assert line(pane, "Service level").endswith("Service level …")
        assert {DEFINITIONS[name].group for name in NUMBERS} <= GROUPS.keys()


async def test_a_number_says_value_norm_state_change_and_n() -> None:
    pane = ScorecardPane()
    async with staged(pane, floors.busy(), (150, 110)):
        tell(pane, SERVICE)
        assert line(pane, "Service level") == "X Service level 71 % ≥ 80 % misses ▼ 7 pt 78 % 401 2"
        assert title(pane) == "Scorecard · norms: 0 hold, 0 near, 1 missed"


async def test_in_ascii_nothing_else_is_painted() -> None:
    pane = ScorecardPane()
    async with staged(pane, floors.busy(), (150, 110), ascii=True):
        tell_all(pane)
        tell(pane, SERVICE)
        assert line(pane, "Service level") == "X Service level 71 % >= 80 % misses -7 pt 78 % 401 2"
        assert all(text.isascii() for text in shown(pane))


async def test_doubts_have_a_column_only_where_there_are_any() -> None:
    pane = ScorecardPane()
    async with staged(pane, floors.busy(), (150, 20)):
        tell(pane, Scored(SERVICE.metric, SERVICE.before, 0))
        assert "doubtful" not in shown(pane)[0]
        tell(pane, SERVICE)
        assert "doubtful" in shown(pane)[0]


async def test_the_cursor_stands_on_numbers_and_x_explains_the_one_under_it_among_all() -> None:
    pane = ScorecardPane()
    async with staged(pane, floors.busy(), (100, 30), focus=True) as (_, pilot):
        assert pane.number_at_hand() == NUMBERS[0]
        for name in NUMBERS[1:14]:
            await pilot.press("down")
            assert pane.number_at_hand() == name
        for name in reversed(NUMBERS[:13]):
            await pilot.press("up")
            assert pane.number_at_hand() == name
        await pilot.press("up", "home")
        assert pane.number_at_hand() == NUMBERS[0] and shown(pane)[1].startswith("─ ")
        await pilot.press("end")
        assert pane.number_at_hand() == NUMBERS[-1]
        message = pane.opening(pane.rows[pane.cursor])
        assert isinstance(message, OpenNumber) and (message.name, message.among) == (NUMBERS[-1], NUMBERS)
        assert pane.opening(HEAD + "volume") is None
        assert pane.NUMBERS == NUMBERS


async def test_n_steps_through_what_misses_its_norm() -> None:
    pane = ScorecardPane()
    async with staged(pane, floors.busy(), (100, 30), focus=True) as (_, pilot):
        tell_all(pane)
        bad = [name for name in NUMBERS if (one := pane.metric(name)) is not None and one.state == "bad"]
        assert len(bad) > 3
        for name in (*bad[:3],):
            await pilot.press("n")
            assert pane.number_at_hand() == name
        await pilot.press("N")
        assert pane.number_at_hand() == bad[1]


async def test_sorted_by_state_the_worst_stand_first_and_the_groups_fall_away() -> None:
    pane = ScorecardPane()
    async with staged(pane, floors.busy(), (150, 30), focus=True) as (_, pilot):
        tell_all(pane)
        await pilot.press("s", "s")
        assert pane.choices.column == "state"
        order = ("bad", "warn", "good", "none")
        states = [order.index(one.state) for name in pane.rows if (one := pane.metric(name)) is not None]
        assert states[0] == 0 and states == sorted(states)
        assert sorted(pane.rows) == sorted(NUMBERS)
        while pane.choices.column is not None:
            await pilot.press("s")
        assert list(pane.rows) == list(ROWS)


async def test_the_foot_says_why_a_number_has_no_value_and_what_the_others_are() -> None:
    pane = ScorecardPane()
    async with staged(pane, floors.busy(), (100, 40), focus=True):
        pane.put(ROWS.index("csat"))
        pane.redraw()
        assert shown(pane)[-2].startswith("reading…")
        tell(pane, Scored(Metric("csat", None, "ratio", NOW, missing="no surveys in this store"), None, 0))
        assert shown(pane)[-2].startswith("Customer satisfaction: no surveys in this store")
        tell(pane, Scored(Metric("csat", 0.9, "ratio", NOW, n=20), None, 0))
        assert DEFINITIONS["csat"].formula[:40] in shown(pane)[-2]


async def test_another_view_forgets_the_numbers_of_this_one() -> None:
    pane = ScorecardPane()
    async with staged(pane, floors.busy(), (100, 110)):
        tell(pane, SERVICE)
        pane.look(View(period="7d"))
        assert line(pane, "Service level").endswith("Service level …")
        assert pane.queries(pane.view)[0] == Query("scorecard", (next(iter(PIECES)),), View(period="7d"))


async def test_a_piece_that_says_the_same_repaints_nothing() -> None:
    pane = ScorecardPane()
    async with staged(pane, floors.busy(), (100, 30)) as (_, pilot):
        tell_all(pane)
        await pilot.pause()
        paints = Repaints(pane)
        tell_all(pane)
        assert paints.take() == []


@pytest.mark.parametrize("size", [(40, 12), (58, 15), (80, 24), (132, 47), (200, 50)])
@pytest.mark.parametrize("ascii", [False, True])
async def test_every_line_is_as_wide_as_the_pane(size: tuple[int, int], ascii: bool) -> None:
    pane = ScorecardPane()
    async with staged(pane, floors.busy(), size, ascii=ascii, focus=True):
        tell_all(pane)
        assert widths(pane) == {pane.content_size.width}


@pytest.mark.parametrize(
    ("metric", "expected", "held"),
    [
        (Metric("x", None, "ratio", NOW), ("–", "-"), ""),
        (
            Metric("x", 252.0, "seconds", NOW, approximate=True, target=60, better="down"),
            ("≈ 4:12", "~ 4:12"),
            "≤ 1:00",
        ),
        (Metric("x", 2100.0, "seconds", NOW, at_least=True), ("> 35:00", "> 35:00"), ""),
        (Metric("x", 52.0, "points", NOW, target=50, better="up"), ("52 pt", "52 pt"), "≥ 50 pt"),
    ],
)
def test_how_a_value_and_a_norm_are_written(metric: Metric, expected: tuple[str, str], held: str) -> None:
    assert (value(metric), value(metric, True)) == expected
    assert norm(metric) == held
