"""The review on a sheet: what fired and on what evidence, who takes care of it until when, and the action plan."""

from cxtui.console.draw.layout import facts, rule, text
from cxtui.console.draw.strips import Cell, Line
from cxtui.console.reviewing import Review
from cxtui.desk import Action, Firing
from cxtui.language import N_, _
from cxtui.text.ages import date_time
from cxtui.text.plain import safe

_WIDEST = 120
HOW = N_("cxtui review ack TRIGGER --owner NAME --due DAY takes one up; cxtui review done NUMBER closes an action")
KEY = N_("{key} takes up what fired; cxtui review done NUMBER closes an action")
LOOKS = N_("This console only looks: it evaluates no trigger.")


def review(found: Review, zone: str, width: int, ascii: bool = False, *, key: str = "") -> list[Line]:
    """Return the sheet of a review: what stands fired first, then what was dealt with, then open actions.

    ``key`` is the key that acknowledges, empty where none does.
    """
    lines: list[Line] = []
    if found.why is not None:
        lines += [*text(_(found.why), min(width, _WIDEST), 0, "bad", ascii), ()]
    firings = sorted(found.view.firings, key=lambda one: one.rested_at is not None)
    for one in firings:
        lines += [*_firing(one, zone, width, ascii), ()]
    if not found.view.active and found.why is None:
        lines += [(Cell(_("nothing stands fired"), "faint"),), ()]
    actions = [one for one in found.view.actions if one.closed_at is None]
    if actions:
        lines += [rule(_("Action plan"), width, ascii)]
        for action in actions:
            lines += _action(action, width, ascii)
        lines += [()]
    looks = [] if found.keeps else text(_(LOOKS), min(width, 100), 0, "faint", ascii)
    how = _(KEY).format(key=key) if key else _(HOW)
    return [*lines, *looks, *text(how, min(width, 100), 0, "faint", ascii)]


def _firing(one: Firing, zone: str, width: int, ascii: bool) -> list[Line]:
    none = "-" if ascii else "–"
    taken = one.acknowledged
    rested = () if one.rested_at is None else ((_("dealt with"), date_time(one.rested_at, zone)),)
    pairs = (
        (_("trigger"), one.trigger),
        (_("since"), date_time(one.fired_at, zone)),
        (_("owner"), taken.owner if taken else _("{none} not acknowledged").format(none=none)),
        (_("due"), taken.due if taken else none),
        *rested,
    )
    lines = [rule(_(one.title), width, ascii), *facts(pairs, min(width, _WIDEST), ascii)]
    lines += text(_(one.evidence), min(width, 100), 0, "" if one.rested_at is None else "faint", ascii)
    return [*lines, *(text(taken.note, min(width, 100), 2, "faint", ascii) if taken and taken.note else ())]


def _action(one: Action, width: int, ascii: bool) -> list[Line]:
    """Return an action under its number, due day and owner."""
    if one.trigger:
        words = _("{number}  until {due}  {owner} for {trigger}").format(
            number=one.number, due=one.due, owner=one.owner, trigger=safe(one.trigger, ascii=ascii)
        )
    else:
        words = _("{number}  until {due}  {owner}").format(number=one.number, due=one.due, owner=one.owner)
    head = text(words, width, 0, "strong", ascii)
    return [*head, *text(one.text, min(width, 100), 2, "", ascii)]
