"""What happened on a floor, in words of one line."""

from collections.abc import Mapping, Sequence

from cxtui.kpis.floor_events import FloorEvent, FloorEventKind, Places
from cxtui.language import N_, _, ngettext
from cxtui.text.plain import cut, number, safe
from cxtui.text.ranks import band

_LONGEST = 28
"""Cells at most of a name, or a ticket's number."""

_COUNTED: Mapping[FloorEventKind, str] = {"broke": N_("{n} broke"), "escalated": N_("{n} escalated")}
"""Kinds that are counted apart from the others."""


def what_happened(event: FloorEvent, ascii: bool = False) -> str:
    """Return an event in words: ``#76184 broke · mail``; whatever people wrote in it is safe and cut."""
    dot = " - " if ascii else " · "
    about = [cut(safe(word, ascii=ascii), _LONGEST, ascii=ascii) for word in (event.channel, event.priority) if word]
    return dot.join((_sentence(event, ascii), *about))


def _sentence(event: FloorEvent, ascii: bool) -> str:
    def name(text: str | None) -> str:
        return cut(safe(text, ascii=ascii), _LONGEST, ascii=ascii)

    ticket = name(f"#{event.id}" if event.id.isdecimal() else event.id)
    match event.kind:
        case "broke":
            return _("{ticket} broke").format(ticket=ticket)
        case "escalated" if event.tier:
            tier = name(f"L{event.tier}" if event.tier.isdecimal() else event.tier)
            return _("{ticket} escalated to {tier}").format(ticket=ticket, tier=tier)
        case "escalated":
            return _("{ticket} escalated").format(ticket=ticket)
        case "fired":
            return _("trigger fired: {title}").format(title=safe(_(event.name or event.id), ascii=ascii))
        case "cleared":
            return _("trigger cleared: {title}").format(title=safe(_(event.name or event.id), ascii=ascii))
        case "silent":
            return _("{source} went silent").format(source=name(event.source))
        case "back":
            return _("{source} is back").format(source=name(event.source))
        case "bad_rating":
            return ngettext("{n} bad rating", "{n} bad ratings", event.n).format(n=number(event.n))
        case "rank_up" | "rank_down":
            places = {"was": _band(event.was, ascii), "now": _band(event.became, ascii)}
            said = (
                _("{name} up from {was} to {now}") if event.kind == "rank_up" else _("{name} down from {was} to {now}")
            )
            return said.format(name=name(event.name or event.id), **places)


def _band(places: Places | None, ascii: bool) -> str:
    return "" if places is None else band(*places, ascii)


def counted(counts: Sequence[tuple[FloorEventKind, int]], ascii: bool = False) -> str:
    """Return how many events of each kind there were: ``3 broke · 1 escalated · 2 other``."""
    found = dict(counts)
    parts = [_(_COUNTED[kind]).format(n=number(found[kind])) for kind in _COUNTED if found.get(kind)]
    other = sum(n for kind, n in found.items() if kind not in _COUNTED)
    parts += [_("{n} other").format(n=number(other))] if other else []
    return (" - " if ascii else " · ").join(parts)
