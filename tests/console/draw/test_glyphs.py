"""Glyphs, ticket numbers and clock times."""

from zoneinfo import ZoneInfo

import pytest

from cxtui.console.draw.glyphs import clock_time, glyph, ticket_number, tier_mark
from tests.console import floors

WARSAW = ZoneInfo(floors.ZONE)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "14:32"), (9 * 3600, "23:32"), (10 * 3600, "Sun 00:32"), (3 * 86_400, "Tue 14:32"),
     (6 * 86_400, "Fri 14:32"), (7 * 86_400, "28.11. 14:32"), (-86_400, "Fri 14:32")],
)  # fmt: skip
def test_an_instant_is_told_as_people_say_it(seconds: int, text: str) -> None:
    assert clock_time(floors.NOW + seconds, floors.NOW, WARSAW) == text


def test_numbers_of_tickets() -> None:
    assert ticket_number("48120", 8, False) == "  #48120"
    assert ticket_number("INC0000045", 8, False) == "INC0000…"
    assert ticket_number("\x1b[2J", 8, False) == "    ␛[2J"


def test_every_state_has_its_own_glyph() -> None:
    for ascii in (False, True):
        assert len({glyph(state, ascii) for state in ("good", "warn", "bad", "paused", "none")}) == 5
    assert all(glyph(state, True).isascii() for state in ("good", "warn", "bad", "paused", "none"))


@pytest.mark.parametrize(("tier", "mark"), [("Gold", "◆"), (" VIP ", "◆"), ("silver", " "), (None, " ")])
def test_only_top_tiers_earn_a_mark(tier: str | None, mark: str) -> None:
    assert tier_mark(tier, False).text == mark
