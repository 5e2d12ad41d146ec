"""The review on a sheet: what fired and on what evidence, who takes care of it until when, and the action plan."""

from cxtui.console.draw.strips import Cell, Line
from cxtui.console.reviewing import Review
from cxtui.console.sheets.layout import facts, rule, text
from cxtui.desk import Action, Firing
from cxtui.text.ages import date_time
from cxtui.text.plain import safe

_WIDEST = 120
HOW = "cxtui review ack TRIGGER --owner NAME --due DAY takes one up; cxtui review done NUMBER closes an action"
LOOKS = "This console only looks: it evaluates no trigger."


def review(found: Review, zone: str, width: int, ascii: bool = False) -> list[Line]:
    """Return the sheet of a review: what stands fired first, then what was dealt with, then open actions."""
    lines: list[Line] = []
    if found.why is not None:
        lines += [*text(found.why, min(width, _WIDEST), 0, "bad", ascii), ()]
    firings = sorted(found.view.firings, key=lambda one: one.rested_at is not None)
    for one in firings:
        lines += [*_firing(one, zone, width, ascii), ()]
    if not found.view.standing and found.why is None:
        lines += [(Cell("nothing stands fired", "faint"),), ()]
    actions = [one for one in found.view.actions if one.closed_at is None]
    if actions:
        lines += [rule("Action plan", width, ascii)]
        for action in actions:
            lines += _action(action, width, ascii)
        lines += [()]
    how = HOW if found.keeps else f"{LOOKS} {HOW}"
    return [*lines, *text(how, min(width, 100), 0, "faint", ascii)]


def _firing(one: Firing, zone: str, width: int, ascii: bool) -> list[Line]:
    none = "-" if ascii else "–"
    taken = one.acknowledged
    rested = () if one.rested_at is None else (("dealt with", date_time(one.rested_at, zone)),)
    pairs = (
        ("trigger", one.trigger),
        ("since", date_time(one.fired_at, zone)),
        ("owner", taken.owner if taken else f"{none} not acknowledged"),
        ("due", taken.due if taken else none),
        *rested,
    )
    lines = [rule(one.title, width, ascii), *facts(pairs, min(width, _WIDEST), ascii)]
    lines += text(one.evidence, min(width, 100), 0, "" if one.rested_at is None else "faint", ascii)
    return [*lines, *(text(taken.note, min(width, 100), 2, "faint", ascii) if taken and taken.note else ())]


def _action(one: Action, width: int, ascii: bool) -> list[Line]:
    """Return an action under its number, due day and owner."""
    of = f" for {safe(one.trigger, ascii=ascii)}" if one.trigger else ""
    head = text(f"{one.number}  until {one.due}  {one.owner}{of}", width, 0, "strong", ascii)
    return [*head, *text(one.text, min(width, 100), 2, "", ascii)]
