"""Letters and digits from blocks, and the course of a day: as large as there is room for, and never larger."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from cxtui.console.draw.dots import dots_of
from cxtui.console.draw.huge import DotSize, fitting, huge, sizes, width_of
from cxtui.console.draw.spark import spark
from cxtui.console.freshness import WORDS
from cxtui.language import _, use


def test_a_digit_in_blocks_and_in_signs() -> None:
    assert huge("7", DotSize(1, 1)) == ("▀▀█", "  █", "  ▀")
    assert huge("1", DotSize(2, 2)) == ("████  ", "  ██  ", "  ██  ", "  ██  ", "██████")
    assert huge("7", DotSize(1, 1, True)) == ("###", "  #", "  #", "  #", "  #")


@given(
    st.text("0123456789:-ABXЖя ŁńЁ#%", min_size=1, max_size=8), st.integers(1, 120), st.integers(1, 40), st.booleans()
)
def test_it_fits_and_no_larger_one_would(text: str, width: int, height: int, ascii: bool) -> None:
    size = fitting(text, width, height, ascii)
    larger = list(sizes(ascii))
    if size is not None:
        rows = huge(text, size)
        assert len(rows) == size.rows <= height
        assert {cell_len(row) for row in rows} == {width_of(text, size)} and width_of(text, size) <= width
        larger = larger[: larger.index(size)]
    assert all(one.rows > height or width_of(text, one) > width for one in larger)


def test_text_without_dots_has_none() -> None:
    assert dots_of("客服") is None and width_of("客服", DotSize(1, 1)) == -1 and huge("客服", DotSize(1, 1)) == ()
    assert fitting("客服", 100, 100) is None


def test_every_word_about_a_store_has_dots_in_every_language() -> None:
    try:
        for language in ("en", "pl", "ru"):
            use(language)
            for word in (*WORDS.values(), "STALE", "CLOCK"):
                assert dots_of(_(word)) is not None, (language, _(word))
    finally:
        use("en")


def test_a_course_shows_its_greatest_as_high_as_there_is_room_and_what_is_unknown_blank() -> None:
    assert spark([0, 4, 8, None], 4) == ("▁▄█ ",)
    assert spark([0, 4, 8, None], 4, 2) == ("  █ ", "▁██ ")
    assert spark([0, 4, 8, None], 4, ascii=True) == (".:# ",)
    assert spark([0, 0], 2) == ("▁▁",) and spark([], 3) == ("   ",)


@given(st.lists(st.none() | st.floats(0, 1e6), max_size=100), st.integers(1, 60), st.integers(1, 5), st.booleans())
def test_a_course_takes_its_cells_exactly(values: list[float | None], width: int, height: int, ascii: bool) -> None:
    rows = spark(values, width, height, ascii=ascii)
    assert len(rows) == height and {len(row) for row in rows} == {width}
