"""How many panes a terminal shows together, and on which page each is."""

import pytest

from cxtui.console.arrangement import ORDER, Arrangement, arrange


@pytest.mark.parametrize(
    ("width", "height", "headlines", "columns", "rows", "sources"),
    [(80, 24, 1, 1, 1, False), (120, 36, 4, 2, 2, True), (200, 50, 7, 2, 2, True), (80, 50, 1, 1, 4, True),
     (80, 30, 1, 1, 2, True), (200, 24, 4, 2, 1, False), (40, 12, 1, 1, 1, False), (80, 40, 1, 1, 2, True)],
)  # fmt: skip
def test_sizes(width: int, height: int, headlines: int, columns: int, rows: int, sources: bool) -> None:
    found = arrange(width, height, headlines)
    assert found == Arrangement(columns, rows, headlines=True, sources=sources)


@pytest.mark.parametrize(("width", "height"), [(39, 50), (200, 11), (0, 0)])
def test_a_terminal_can_be_too_small(width: int, height: int) -> None:
    assert arrange(width, height, 1) is None


def test_a_maximised_pane_is_alone_and_without_headlines() -> None:
    assert arrange(200, 50, 7, maximised=True) == Arrangement(1, 1, headlines=False, sources=True)


@pytest.mark.parametrize(("columns", "rows", "pages"), [(1, 1, 4), (2, 1, 2), (1, 2, 2), (2, 2, 1), (1, 4, 1)])
def test_every_pane_is_on_exactly_one_page(columns: int, rows: int, pages: int) -> None:
    found = Arrangement(columns, rows)
    assert found.pages == pages
    assert {found.number_of(pane) for pane in ORDER} == set(range(1, pages + 1))
    for pane in ORDER:
        assert pane in found.page_of(pane)
        assert len(found.page_of(pane)) == len(ORDER) // pages


def test_every_size_from_the_smallest_on_gives_each_pane_room() -> None:
    for width in range(40, 220, 7):
        for height in range(12, 70):
            found = arrange(width, height, 1)
            assert found is not None
            assert found.count in (1, 2, 4)
            assert found.rows == 1 or (height - 4) // found.rows >= 10
