"""How many panes a terminal shows together, where each stands, and on which page it is."""

import pytest

from cxtui.console.arrangement import Arrangement, ScreenLayout, arrange

PLAN = ScreenLayout(("response", "escalations", "volume", "agents"), ("volume agents", "response escalations"))
FIVE = ScreenLayout(("a", "b", "c", "d", "e"), ("a b c", "a d e"))
ORDER = PLAN.order


@pytest.mark.parametrize(
    ("width", "height", "headlines", "columns", "rows", "sources"),
    [(80, 24, 1, 1, 1, False), (120, 36, 4, 2, 2, True), (80, 50, 1, 1, 4, True), (80, 24, 0, 1, 1, False),
     (80, 30, 1, 1, 2, True), (200, 24, 4, 2, 1, False), (40, 12, 1, 1, 1, False), (80, 40, 1, 1, 2, True),
     # Two columns from 110 cells on, a line for sources from 30 on, and a pane for every 11 lines that are left.
     (109, 24, 1, 1, 1, False), (110, 24, 1, 2, 1, False), (80, 29, 1, 1, 2, False), (80, 25, 1, 1, 2, False),
     (80, 25, 2, 1, 1, False), (80, 47, 1, 1, 2, True), (80, 48, 1, 1, 4, True)],
)  # fmt: skip
def test_sizes(width: int, height: int, headlines: int, columns: int, rows: int, sources: bool) -> None:
    found = arrange(PLAN, width, height, headlines)
    assert found is not None
    assert (found.order, found.columns, found.rows, found.headlines, found.sources) == (
        ORDER, columns, rows, True, sources,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("width", "height", "headlines", "events"),
    [(80, 23, 1, False), (80, 24, 1, True),
     # Two panes above each other take 22 lines beside header, headlines and foot: the 26th line is spare.
     (80, 25, 1, False), (80, 26, 1, True), (120, 36, 4, True), (200, 50, 7, True), (150, 40, 15, False),
     (150, 40, 14, True)],
)  # fmt: skip
def test_what_happened_has_a_line_that_takes_no_pane(width: int, height: int, headlines: int, events: bool) -> None:
    found = arrange(PLAN, width, height, headlines)
    assert found is not None and found.events is events


def test_what_happened_has_a_line_beside_all_panes_where_one_is_spare() -> None:
    plan = ScreenLayout(("a", "b", "c"), ("a", "b", "c"))
    # Three rows of 11 lines, header, foot, sources and three lines of headlines take 39 of the 40.
    tight, spare = arrange(plan, 150, 40, 4), arrange(plan, 150, 40, 3)
    assert tight is not None and tight.rows == 3 and not tight.events
    assert spare is not None and spare.rows == 3 and spare.events


def test_a_wall_shows_everything_as_planned() -> None:
    found = arrange(FIVE, 200, 50)
    assert found is not None
    assert (found.columns, found.rows, found.count, found.pages) == (3, 2, 5, 1)
    assert found.spans == {"a": (1, 2), "b": (1, 1), "c": (1, 1), "d": (1, 1), "e": (1, 1)}
    assert found.places(FIVE.reading) == (3, 2, found.spans)


@pytest.mark.parametrize(
    ("width", "height", "headlines", "whole"),
    [(150, 40, 4, True), (149, 40, 4, False), (150, 39, 3, False), (150, 40, 5, False)],
)
def test_everything_stands_together_from_150_by_40_on_where_each_row_has_11_lines(
    width: int, height: int, headlines: int, whole: bool
) -> None:
    # Three rows of panes take 33 lines; header, foot and sources take three of the others.
    plan = ScreenLayout(("a", "b", "c"), ("a", "b", "c"))
    found = arrange(plan, width, height, headlines)
    assert found is not None and (found.spans != {}) is whole


def test_a_plan_whose_pane_is_no_rectangle_is_refused() -> None:
    with pytest.raises(ValueError, match="the places of a are no rectangle"):
        arrange(ScreenLayout(("a", "b"), ("a b", "b a")), 200, 50)


def test_no_place_stays_empty_on_the_last_page() -> None:
    found = arrange(FIVE, 120, 36)
    assert found is not None and (found.columns, found.rows, found.pages) == (2, 2, 2)
    assert found.page_of("e") == ("e",)
    assert found.places(("e",)) == (1, 1, {})
    assert found.places(("a", "b", "c")) == (2, 2, {"c": (2, 1)})


@pytest.mark.parametrize(("width", "height"), [(39, 50), (200, 11), (0, 0)])
def test_a_terminal_can_be_too_small(width: int, height: int) -> None:
    assert arrange(PLAN, width, height, 1) is None


def test_a_maximised_pane_is_alone_and_without_headlines() -> None:
    found = arrange(PLAN, 200, 50, 7, maximised=True)
    assert found == Arrangement(ORDER, 1, 1, headlines=False, sources=True, events=True)


@pytest.mark.parametrize(("columns", "rows", "pages"), [(1, 1, 4), (2, 1, 2), (1, 2, 2), (2, 2, 1), (1, 4, 1)])
def test_every_pane_is_on_exactly_one_page(columns: int, rows: int, pages: int) -> None:
    found = Arrangement(ORDER, columns, rows)
    assert found.pages == pages
    assert {found.number_of(pane) for pane in ORDER} == set(range(1, pages + 1))
    for pane in ORDER:
        assert pane in found.page_of(pane)
        assert len(found.page_of(pane)) == len(ORDER) // pages


@pytest.mark.parametrize("plan", [PLAN, FIVE])
def test_every_size_from_the_smallest_on_gives_each_pane_room(plan: ScreenLayout) -> None:
    for width in range(40, 220, 7):
        for height in range(12, 70):
            found = arrange(plan, width, height, 1)
            assert found is not None
            assert found.rows == 1 or (height - 4) // found.rows >= 10
