"""In words: which tickets, which time, and what that is compared with."""

import re

from cxtui.kpis.floor import Floor
from cxtui.kpis.query import View
from cxtui.language import N_, _, ngettext
from cxtui.text.plain import number, safe

_DAYS = re.compile(r"([0-9]{1,4}) ?d(ays?)?")
EVERYBODY = N_("all teams")


def tickets_words(view: View, floor: Floor | None, ascii: bool = False) -> str:
    """Return which tickets a view is of: its filter, else what the floor says of itself."""
    if view.where.strip():
        return safe(view.where.strip(), ascii=ascii)
    if floor is None:
        return ""
    return _(EVERYBODY) if floor.view.where.strip() else safe(_(floor.title), ascii=ascii)


def range_words(view: View) -> str:
    """Return which time a view is of, empty where each number has its own."""
    if view.period is None:
        return ""
    words = view.period.strip().lower()
    if found := _DAYS.fullmatch(words):
        n = int(found[1])
        return ngettext("last {n} day", "last {n} days", n).format(n=number(n))
    if words in ("today", "yesterday", "quarter"):
        return {"today": _("today"), "yesterday": _("yesterday"), "quarter": _("this quarter")}[words]
    return safe(view.period.strip())


def before_words(view: View) -> str:
    """Return what a view is compared with."""
    if view.period is None:
        return _("last week")
    if view.against == "weekdays":
        return _("the same weekdays before")
    words = view.period.strip().lower()
    if words == "today":
        return _("yesterday")
    if words == "yesterday":
        return _("the day before")
    if found := _DAYS.fullmatch(words):
        n = int(found[1])
        return ngettext("the {n} day before", "the {n} days before", n).format(n=number(n))
    return _("the period before")
