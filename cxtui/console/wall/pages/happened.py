"""The ticker: what has just happened, each with its time, its sign and the ticket's number."""

from zoneinfo import ZoneInfo

from cxtui.console.draw.glyphs import clock_time, glyph
from cxtui.console.draw.strips import Cell, Line
from cxtui.kpis.answers.lately import Happening, HappeningKind, Lately
from cxtui.language import N_, _
from cxtui.text.plain import safe

WORDS: dict[HappeningKind, tuple[str, str]] = {
    "broke": ("bad", N_("broke its promise")), "escalated": ("warn", N_("escalated")),
    "solved": ("good", N_("solved")), "came": ("", N_("came in")),
}  # fmt: skip
"""The state and the word of each kind."""


def happened(answer: object | None, zone: str, ascii: bool = False) -> tuple[Line, ...]:
    """Return a line for each happening of an answer, the newest first."""
    if not isinstance(answer, Lately):
        return ()
    return tuple(_line(one, answer.at, ZoneInfo(zone), ascii) for one in answer.happenings)


def _line(one: Happening, now: int, zone: ZoneInfo, ascii: bool) -> Line:
    state, words = WORDS[one.kind]
    ticket = safe(f"#{one.ticket}" if one.ticket.isdecimal() else one.ticket, ascii=ascii)
    mark = glyph(state, ascii)
    said = f"{mark} {_(words)}" if mark.strip() else _(words)
    channel = f" {safe(one.channel, ascii=ascii)}" if one.channel else ""
    time = clock_time(one.at, now, zone)
    return (Cell(f"{time} ", "faint"), Cell(f"{ticket} "), Cell(said, state or "strong"), Cell(channel, "faint"))
