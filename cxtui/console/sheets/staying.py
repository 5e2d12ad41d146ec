"""Whether a customer stays, in a word and in sentences: by what is known of the last contact, and of no cause."""

from collections.abc import Mapping
from types import MappingProxyType

from cxtui.kpis.customer_value.retention_status import RetentionState, RetentionStatus
from cxtui.language import N_, _, ngettext
from cxtui.text.ages import local

WORDS: Mapping[RetentionState, tuple[str, str]] = MappingProxyType({
    "retained": ("good", N_("retained")),
    "on_course": ("", N_("on course")),
    "at_risk": ("warn", N_("at risk")),
    "lost": ("bad", N_("lost")),
    "none": ("", N_("not known")),
})  # fmt: skip
"""Role and word."""


def sentences(one: RetentionStatus, days: int, as_of: int, zone: str) -> str:
    """Return why a customer has this status, and what happened since it was known; ``days`` is the horizon."""
    known = one.known_at is not None and one.known_at <= as_of
    parts = [_outcome(one, days, zone) if known else _course(one, zone)]
    day = _day(one.later_at, zone)
    if one.later == "bought":
        parts.append(_("Bought again since, last on {day}.").format(day=day))
    elif one.later == "left":
        parts.append(_("Left since, on {day}.").format(day=day))
    elif one.later == "contract_ended":
        parts.append(_("A contract ended since, on {day}.").format(day=day))
    return " ".join(parts)


def _outcome(one: RetentionStatus, days: int, zone: str) -> str:
    """Return the outcome of a contact whose horizon is over."""
    values = {"n": days, "contact": _day(one.contact_at, zone), "day": _day(one.at, zone)}
    if one.why == "bought":
        return ngettext(
            "Bought on {day}, within {n} day after the last contact on {contact}.",
            "Bought on {day}, within {n} days after the last contact on {contact}.",
            days,
        ).format(**values)
    if one.why == "contract_live":
        return ngettext(
            "A contract was live {n} day after the last contact on {contact}.",
            "A contract was live {n} days after the last contact on {contact}.",
            days,
        ).format(**values)
    return ngettext(
        "Nothing was bought within {n} day after the last contact on {contact}, and no contract was live at its end.",
        "Nothing was bought within {n} days after the last contact on {contact}, and no contract was live at their "
        "end.",
        days,
    ).format(**values)


def _course(one: RetentionStatus, zone: str) -> str:
    """Return how a contact stands whose horizon is not over."""
    values = {"contact": _day(one.contact_at, zone), "day": _day(one.at, zone), "known": _day(one.known_at, zone)}
    sentence = {
        "bought": _("Bought on {day}, after the last contact on {contact}; it enters the rate on {known}."),
        "contract_live": _("A contract runs; the outcome of the last contact on {contact} is known on {known}."),
        "contract_ends": _(
            "The contract ends on {day}, and nothing was bought since the last contact on {contact}; the outcome is "
            "known on {known}."
        ),
        "contract_ended": _(
            "A contract ended on {day}, after the last contact on {contact}, and nothing was bought since; it enters "
            "the rate on {known}."
        ),
        "left": _(
            "Left on {day}, after the last contact on {contact}, and bought nothing since; it enters the rate on "
            "{known}."
        ),
        "nothing_yet": _(
            "Nothing was bought since the last contact on {contact} and no contract runs: without a purchase until "
            "{known} the customer counts as lost."
        ),
    }.get(one.why, _("There was no contact that counts: whether customers stay is measured after contacts."))
    if one.why == "contract_live" and one.at is not None:
        sentence = _("A contract runs until {day}; the outcome of the last contact on {contact} is known on {known}.")
    return sentence.format(**values)


def _day(at: int | None, zone: str) -> str:
    return "" if at is None else f"{local(at, zone):%Y-%m-%d}"
