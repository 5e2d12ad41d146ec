"""What the wall says itself fits every size, names what it counts, and keeps to ASCII where it should."""

import pytest

from cxtui.console.draw.digits import large
from cxtui.console.draw.strips import text_of, width_of
from cxtui.console.wall.alerts import Alert, AlertCard
from cxtui.console.wall.words import NAMED, Foot, card, foot, quiet
from tests.console.floors import HOSTILE, NOW, ZONE

MANY = AlertCard("breach", tuple(Alert("breach", ("desk", str(i)), NOW - 60 * i, (str(i), "chat")) for i in range(30)))
FIRED = AlertCard("trigger", (Alert("trigger", ("csat", "1"), NOW - 7200, ("Satisfaction is down", "81 % of 21")),))
HOSTILE_CARD = AlertCard("escalation", tuple(Alert("escalation", ("d", str(i)), NOW, (text, text))
                                        for i, text in enumerate(HOSTILE)))  # fmt: skip
SIZES = [(195, 46), (115, 32), (75, 20), (37, 9), (8, 3)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("ascii", [False, True])
@pytest.mark.parametrize("alert", [MANY, FIRED, HOSTILE_CARD], ids=["many", "fired", "hostile"])
def test_a_card_fits(alert: AlertCard, size: tuple[int, int], ascii: bool) -> None:
    lines = card(alert, "Response", NOW, ZONE, size, ascii)
    assert len(lines) <= size[1] and max(width_of(line) for line in lines) <= size[0]
    text = "".join(text_of(lines))
    assert "\x1b" not in text
    assert alert is HOSTILE_CARD or not ascii or text.isascii()


def test_a_card_says_what_how_many_since_when_and_where() -> None:
    text = "\n".join(text_of(card(MANY, "Response", NOW, ZONE, (195, 46))))
    assert "PROMISE BROKEN" in text and "30 first responses are later than promised" in text
    assert text.count("chat") == NAMED and "since 14:03, 29 min ago" in text and "page Response" in text
    assert "".join(large("30", 100, 15)[:1]).strip() in text
    fired = "\n".join(text_of(card(FIRED, "Scorecard", NOW, ZONE, (195, 46))))
    assert "TRIGGER FIRED" in fired and "Satisfaction is down" in fired and "81 % of 21" in fired
    assert "since 12:32, 2 h 00 ago" in fired and "1 number is to be looked into" in fired


def test_large_digits_take_what_room_there_is_and_are_dots_of_one_size() -> None:
    assert large("1", 3, 3) == ("▀█ ", " █ ", "▀▀▀")
    assert [len(row) for row in large("1", 7, 99)] == [6] * 5
    assert large("7", 6, 5, ascii=True) == ("######", "    ##", "    ##", "    ##", "    ##")
    assert large("8", 2, 9) == () and large("8", 9, 2) == () and large("é", 99, 99) == () and large("", 9, 9) == ()
    assert {len(row) for row in large("1,234", 120, 15)} == {len(large("1234", 120, 15)[0])}


def test_the_foot_says_which_page_and_lets_notes_go_the_dearest_last() -> None:
    shown_foot = Foot(2, 4, "Response", 2, 3, (("alerts are kept here only", "warn"), ("picture 3 s old", "faint")))
    assert "".join(text_of([foot(shown_foot, 80)])) == (
        " ○●○○  Response 2/3                 alerts are kept here only · picture 3 s old "
    )
    assert text_of([foot(shown_foot, 40)])[0].rstrip().endswith("picture 3 s old")
    assert (
        "kept" not in text_of([foot(shown_foot, 40)])[0]
        and text_of([foot(shown_foot, 24)])[0].strip() == "○●○○  Response 2/3"
    )
    assert text_of([foot(shown_foot, 80, ascii=True)])[0].isascii()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("place", [(0, 0), (5, 2), (999, 999)])
def test_the_quiet_page_stays_in_its_room(size: tuple[int, int], place: tuple[int, int]) -> None:
    for ascii in (False, True):
        lines = quiet("03:41", "07:00", size, place, ascii)
        assert max(width_of(line) for line in lines) <= size[0]
        assert {cell.role for line in lines for cell in line} <= {"", "faint"}
        assert "quiet"[: size[0] - 1] in "".join(text_of(lines))


def test_the_quiet_page_has_dots_unless_they_are_not_to_be() -> None:
    dots, plain = quiet("03:41", "07:00", (75, 20), (0, 0)), quiet("03:41", "07:00", (75, 20), (0, 0), ascii=True)
    assert "█" in "".join(text_of(dots)) and "#" not in "".join(text_of(dots))
    assert "".join(text_of(plain)).isascii() and "#" in "".join(text_of(plain))
