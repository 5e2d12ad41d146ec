"""Facts and rules of the sheets keep to their width."""

import pytest

from cxtui.console.draw.layout import facts, folded, rule, text
from cxtui.console.draw.strips import text_of, width_of
from tests.console.floors import HOSTILE

PAIRS = (("customer", "Acme GmbH"), ("tier", "gold"), ("channel", "email"))


def test_facts_stand_in_columns() -> None:
    first, second = text_of(facts(PAIRS, 70))
    assert first.startswith("customer  Acme GmbH")
    assert first.index("tier") == 35
    assert second.startswith("channel   email")


def test_a_narrow_sheet_has_one_fact_a_line() -> None:
    assert len(facts(PAIRS, 40)) == 3


@pytest.mark.parametrize("width", [30, 60, 120, 200])
def test_hostile_facts_and_texts_keep_to_the_width(width: int) -> None:
    made = facts(tuple((label, value) for label in HOSTILE for value in HOSTILE), width)
    for words in HOSTILE:
        made += text(words, width, 4)
        made.append(rule(words[:50], width))
    assert max(width_of(line) for line in made) <= width


def test_no_facts_take_no_room() -> None:
    assert facts((), 80) == []


def test_a_text_of_a_customer_takes_six_lines_of_a_sheet_at_most() -> None:
    assert [len(text(" ".join(["word"] * n), 12)) for n in (2, 11, 12, 13, 500)] == [1, 6, 6, 6, 6]
    assert text_of(text("word " * 500, 12))[-1].endswith("…")


def test_text_is_folded_at_words_and_inside_long_ones_only() -> None:
    assert folded("one two three", 8, 5) == ["one two", "three"]
    assert folded("abcdefghij xyz", 4, 5) == ["abcd", "efgh", "ij", "xyz"]
    assert folded("", 10, 3) == [""]


def test_nothing_of_a_wide_script_is_lost_in_folding() -> None:
    assert folded("客服部門沒有回應", 6, 5) == ["客服部", "門沒有", "回應"]


def test_what_does_not_fit_is_marked() -> None:
    assert folded("one two three four", 5, 2) == ["one", "two…"]
    assert folded("one two three four", 5, 2, ascii=True) == ["one", "two~"]
