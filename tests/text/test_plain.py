"""Numbers in one style, and text exactly as wide as asked."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from cxtui.kpis.value import MetricUnit
from cxtui.text.plain import (
    age,
    change,
    countdown,
    cut,
    duration,
    fit,
    number,
    percent,
    quantity,
    safe,
)


@pytest.mark.parametrize(
    ("seconds", "short", "clock"),
    [
        (0, "0:00", "00:00"),
        (44, "0:44", "00:44"),
        (252, "4:12", "04:12"),
        (3599, "59:59", "59:59"),
        (3600, "1 h 00", "1 h 00"),
        (7500, "2 h 05", "2 h 05"),
        (86_399, "23 h 59", "23 h 59"),
        (86_400, "1 d 0 h", "1 d 0 h"),
        (273_600, "3 d 4 h", "3 d 4 h"),
        (100 * 86_400, "100 d", "100 d"),
        (-130, "-02:10", "-02:10"),
        (-7500, "-2 h 05", "-2 h 05"),
    ],
)
def test_durations_have_one_style(seconds: int, short: str, clock: str) -> None:
    assert duration(seconds) == short
    assert countdown(seconds) == clock


def test_an_age_is_told_to_the_minute() -> None:
    assert [age(s) for s in (-5, 59, 727, 33_120, 273_600)] == [
        "0 h 00",
        "0 h 00",
        "0 h 12",
        "9 h 12",
        "3 d 4 h",
    ]


@pytest.mark.parametrize(
    ("ratio", "text"),
    [
        (0, "0 %"), (0.0004, "<0.1 %"), (0.05, "5 %"), (0.061, "6.1 %"), (0.0994, "9.9 %"), (0.0996, "10 %"),
        (0.104, "10 %"), (0.78, "78 %"),
        (0.994, "99 %"), (0.9951, "99.5 %"), (0.9999, "99.9 %"), (1, "100 %"),
    ],
)  # fmt: skip
def test_a_rate_never_claims_all_or_nothing_falsely(ratio: float, text: str) -> None:
    assert percent(ratio) == text


def test_numbers_have_their_thousands_apart() -> None:
    assert [number(n) for n in (0, 347, 24_918, -1200)] == ["0", "347", "24,918", "-1,200"]
    assert number(-0.2) == "0"
    assert number(6.25, 1) == "6.2"


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [(None, "count", "–"), (347, "count", "347"), (252.6, "seconds", "4:12"), (0.78, "ratio", "78 %"),
     (6.2, "per_hour", "6.2"), (62.4, "per_hour", "62"), (5.0, "per_hour", "5"), (72.4, "score", "72"),
     (53.9, "points", "54 pt"), (-3.25, "points", "-3.2 pt"), (0.0, "points", "0 pt"), (0.04, "points", "0 pt"),
     (3.32, "number", "3.3"), (25.04, "number", "25"), (258.75, "number", "259"),
     (12.5, "money", "12.50"), (99.0, "money", "99"), (1234.56, "money", "1,235"), (None, "money", "–"),
     (5.004, "money", "5"), (5.006, "money", "5.01")],
)  # fmt: skip
def test_a_quantity_is_told_in_its_unit(value: float | None, unit: MetricUnit, text: str) -> None:
    assert quantity(value, unit) == text


@pytest.mark.parametrize(
    ("value", "previous", "unit", "text", "plain"),
    [
        (347, 306, "count", "▲ 41", "+41"),
        (252, 274, "seconds", "▼ 8 %", "-8 %"),
        (0.91, 0.89, "ratio", "▲ 2 pt", "+2 pt"),
        (0.061, 0.055, "ratio", "▲ 0.6 pt", "+0.6 pt"),
        (5, 5, "count", "± 0", "= 0"),
        (54.0, 50.5, "points", "▲ 3.5 pt", "+3.5 pt"),
        (50.0, 62.4, "points", "▼ 12 pt", "-12 pt"),
        (9.94, 0.0, "points", "▲ 9.9 pt", "+9.9 pt"),
        (9.96, 0.0, "points", "▲ 10 pt", "+10 pt"),
        (9.94, 0.0, "score", "▲ 9.9", "+9.9"),
        (9.96, 0.0, "score", "▲ 10", "+10"),
        (9.94, 0.0, "number", "▲ 9.9", "+9.9"),
        (9.96, 0.0, "number", "▲ 10", "+10"),
        (0.0094, 0.0, "ratio", "▲ 0.9 pt", "+0.9 pt"),
        (0.0096, 0.0, "ratio", "▲ 1 pt", "+1 pt"),
        (3.3, 3.0, "number", "▲ 0.3", "+0.3"),
        (3.01, 3.0, "number", "± 0", "= 0"),
        (72.0, 70.5, "score", "▲ 1.5", "+1.5"),
        (1100, 1000, "money", "▲ 10 %", "+10 %"),
        (1100, 0, "money", "", ""),
        (0.911, 0.89, "ratio", "▲ 2 pt", "+2 pt"),
        (None, 5, "count", "", ""),
        (5, None, "count", "", ""),
        (5, 0, "seconds", "", ""),
    ],
)
def test_a_change_names_its_direction_without_colour(
    value: float | None, previous: float | None, unit: MetricUnit, text: str, plain: str
) -> None:
    assert change(value, previous, unit) == text
    assert change(value, previous, unit, ascii=True) == plain
    assert plain.isascii()


def test_wide_characters_are_never_cut_in_half() -> None:
    assert fit("客服部門", 8) == "客服部門"
    assert fit("客服部門", 7) == "客服部…"
    assert fit("客服部門", 6) == "客服… "
    assert fit("客服部門", 6, right=True) == " 客服…"
    assert cut("abcdef", 4, ascii=True) == "abc~"
    assert cut("abcdef", 0) == ""


def test_a_megabyte_is_cut_before_anything_looks_at_it() -> None:
    assert safe("x" * 1_000_000, 5) == "xxxx…"
    assert len(safe("x" * 1_000_000)) == 2_001


ANY = st.text(st.characters(exclude_categories=()), max_size=60)
"""Any string at all, lone surrogates, controls and unassigned code points included."""


@given(text=ANY, width=st.integers(0, 40), right=st.booleans(), ascii=st.booleans())
def test_safe_text_is_exactly_as_wide_as_asked(text: str, width: int, right: bool, ascii: bool) -> None:
    assert cell_len(safe(text, width, right=right, ascii=ascii)) == width


@given(text=ANY)
def test_safe_text_holds_nothing_that_a_terminal_obeys_or_hides(text: str) -> None:
    shown = safe(text)
    assert not [c for c in shown if unicodedata.category(c)[0] == "C" or unicodedata.category(c) in ("Zl", "Zp")]
    shown.encode("utf-8")


@given(text=ANY, tail=ANY, width=st.integers(1, 20))
def test_what_stands_behind_hostile_text_keeps_its_column(text: str, tail: str, width: int) -> None:
    assert cell_len(f"{safe(text, width)}|{safe(tail, width)}") == 2 * width + 1
