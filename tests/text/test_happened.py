"""Events in words: what each kind says, in ASCII too, and whatever people wrote in them."""

import pytest

from cxtui.kpis.floor_events import FloorEvent, Places
from cxtui.text.happened import counted, what_happened

EVENTS = [
    (FloorEvent(0, "broke", "s", "76184", channel="mail", priority="P1"), "#76184 broke · mail · P1"),
    (FloorEvent(0, "broke", "s", "INC0042"), "INC0042 broke"),
    (FloorEvent(0, "escalated", "s", "7", tier="2", priority="high"), "#7 escalated to L2 · high"),
    (FloorEvent(0, "escalated", "s", "7", tier="vendor"), "#7 escalated to vendor"),
    (FloorEvent(0, "escalated", "s", "7"), "#7 escalated"),
    (FloorEvent(0, "fired", id="slow", name="First responses are slow"), "trigger fired: First responses are slow"),
    (FloorEvent(0, "cleared", id="slow"), "trigger cleared: slow"),
    (FloorEvent(0, "silent", "zendesk"), "zendesk went silent"),
    (FloorEvent(0, "back", "zendesk"), "zendesk is back"),
    (FloorEvent(0, "bad_rating", n=1), "1 bad rating"),
    (FloorEvent(0, "bad_rating", n=3), "3 bad ratings"),
    (FloorEvent(0, "rank_up", "s", "a1", "Ola", was=Places(4, 6), became=Places(3, 3)), "Ola up from 4–6 to 3"),
    (FloorEvent(0, "rank_down", "s", "a1", was=Places(1, 1), became=Places(2, 4)), "a1 down from 1 to 2–4"),
]


@pytest.mark.parametrize(("event", "words"), EVENTS, ids=lambda one: one if isinstance(one, str) else "")
def test_each_kind_says_what_happened(event: FloorEvent, words: str) -> None:
    assert what_happened(event) == words
    assert what_happened(event, ascii=True) == words.replace("·", "-").replace("–", "-")


def test_what_people_wrote_is_shown_as_text_and_cut() -> None:
    event = FloorEvent(0, "broke", "s", "\x1b[2J" + "9" * 100_000, channel="\u202ereversed\n", priority="[red]P1[/]")
    words = what_happened(event)
    assert not any(ord(character) < 32 or character == "\u202e" for character in words)
    assert "[red]P1[/]" in words and words.count("\n") == 0
    assert len(words) < 100
    assert what_happened(event, ascii=True).isascii()


def test_what_was_missed_is_counted_by_what_matters() -> None:
    assert counted((("rank_up", 4), ("broke", 3), ("escalated", 1), ("silent", 1))) == (
        "3 broke · 1 escalated · 5 other"
    )
    assert counted((("rank_down", 1),), ascii=True) == "1 other"
    assert counted((("escalated", 2), ("broke", 1)), ascii=True) == "1 broke - 2 escalated"
