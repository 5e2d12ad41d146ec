"""What the wall says itself: cards of alerts, the quiet page, and the foot of every page."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from rich.cells import cell_len

from cxtui.console.draw.digits import large
from cxtui.console.draw.glyphs import clock_time, glyph
from cxtui.console.draw.strips import Cell, Line, width_of
from cxtui.console.draw.wrap import wrapped
from cxtui.console.wall.alerts import Alert, AlertCard, AlertKind
from cxtui.language import N_, _, ngettext
from cxtui.text.ages import age
from cxtui.text.plain import cut, number, safe

NAMED = 6
"""Alerts that a card names at most; the others are counted."""

TALLEST = 15
"""Lines of a card's number at most."""

HEADS: dict[AlertKind, str] = {
    "breach": N_("PROMISE BROKEN"), "escalation": N_("ESCALATION LATE"), "trigger": N_("TRIGGER FIRED"),
}  # fmt: skip
"""What stands above a card's number."""


@dataclass(frozen=True, slots=True)
class Foot:
    """What the foot says: page ``at`` of ``pages`` called ``title``, part ``part`` of ``parts``, and notes at the
    right, the most important last."""

    at: int
    pages: int
    title: str
    part: int = 1
    parts: int = 1
    notes: tuple[tuple[str, str], ...] = ()


def foot(what: Foot, width: int, ascii: bool = False) -> Line:
    """Return the foot of a page: which one of how many it is, and what else there is to say."""
    full, hollow = ("*", ".") if ascii else ("●", "○")
    dots = "".join(full if i + 1 == what.at else hollow for i in range(what.pages))
    title = cut(what.title, max(8, width // 3), ascii=ascii)
    part = f" {what.part}/{what.parts}" if what.parts > 1 else ""
    left = (Cell(f" {dots} ", "accent"), Cell(f" {title}{part} ", "faint"))
    dot = "-" if ascii else "·"
    notes = [(safe(text, ascii=ascii), role) for text, role in what.notes if text]
    while notes:
        cells = [Cell(f" {dot} " if i else "", "faint") for i in range(len(notes))]
        right = tuple(one for gap, (text, role) in zip(cells, notes, strict=True) for one in (gap, Cell(text, role)))
        rest = width - width_of(left) - width_of(right) - 1
        if rest > 0:
            return (*left, Cell(" " * rest), *right, Cell(" "))
        notes.pop(0)
    return (*left, Cell(" " * max(0, width - width_of(left))))


def card(what: AlertCard, page: str, now: int, zone: str, size: tuple[int, int], ascii: bool = False) -> list[Line]:
    """Return an alert in ``size`` cells: what, how many in the largest digits there is room for, since when, where."""
    width, height = size
    head = f" {glyph('bad', ascii)} {_(HEADS[what.kind])} "
    when = clock_time(what.since, now, ZoneInfo(zone))
    since = _("since {time}, {age} ago").format(time=when, age=age(now - what.since))
    below = [*_what(what, width, ascii), (since, "strong"), (_("page {page}").format(page=page), "faint")]
    digits = large(number(what.n), width - 4, min(TALLEST, max(0, height - len(below) - 5)), ascii=ascii)
    lines = [(head, "badge"), ("", ""), *((row, "bad") for row in digits or (number(what.n),)), ("", ""), *below]
    return centred(lines, width, height, ascii)


def _what(what: AlertCard, width: int, ascii: bool) -> list[tuple[str, str]]:
    """Return what a card says of its alerts, a line each, as many as are named."""
    rows_shown = [(_sentence(what), "strong")]
    rows = [row for one in what.alerts for row in _named(one, what.kind, width, ascii)]
    rows_shown += rows[:NAMED]
    return [*rows_shown, ("", "")]


def _sentence(what: AlertCard) -> str:
    n = what.n
    if what.kind == "breach":
        text = ngettext("{n} first response is later than promised", "{n} first responses are later than promised", n)
    elif what.kind == "escalation":
        text = ngettext(
            "{n} escalated ticket is later than promised", "{n} escalated tickets are later than promised", n
        )
    else:
        text = ngettext("{n} number is to be looked into", "{n} numbers are to be looked into", n)
    return text.format(n=number(n))


def _named(one: Alert, kind: AlertKind, width: int, ascii: bool) -> list[tuple[str, str]]:
    if not one.words:
        return []
    if kind == "trigger":
        title, *evidence = one.words
        room = min(width - 4, 100)
        rows = [(row, "faint") for words in evidence for row in wrapped(_(words), room, 2, ascii=ascii)]
        return [(cut(safe(_(title), ascii=ascii), width - 4, ascii=ascii), ""), *rows]
    ticket, *rest = one.words
    name = f"#{ticket}" if ticket.isdecimal() else ticket
    words = f" {'-' if ascii else '·'} ".join(safe(word, ascii=ascii) for word in (name, *rest))
    return [(cut(words, width - 4, ascii=ascii), "")]


def quiet(time: str, until: str, size: tuple[int, int], place: tuple[int, int], ascii: bool = False) -> list[Line]:
    """Return the quiet page: a faint clock somewhere in ``size`` cells, and until when it is quiet."""
    width, height = size
    word = cut(_("quiet until {time}").format(time=until), width, ascii=ascii)
    digits = large(time, min(width, 40), min(height - 2, 5), ascii=ascii) or (time,)
    wide = max(cell_len(digits[0]), cell_len(word))
    x, y = min(place[0], max(0, width - wide)), min(place[1], max(0, height - len(digits) - 2))
    rows = [*digits, "", word]
    return [()] * y + [(Cell(" " * x), Cell(row, "faint")) for row in rows]


def centred(rows: list[tuple[str, str]], width: int, height: int, ascii: bool = False) -> list[Line]:
    """Return rows of one role each in the middle of ``width`` × ``height`` cells."""
    above = max(0, (height - len(rows)) // 2)
    lines: list[Line] = [()] * above
    for text, role in rows:
        text = cut(text, width, ascii=ascii)
        lead = (width - cell_len(text)) // 2
        # A blank at the end, or a badge would bleed to the edge.
        rest = " " * (width - cell_len(text) - lead)
        lines.append((Cell(" " * lead), Cell(text, role), Cell(rest)) if text else ())
    return lines[:height]
