"""How far the picture on the screen can be trusted now: live, stale, old by intention, held, or cut off."""

from dataclasses import dataclass
from typing import Literal

from cxtui.errors import Trouble
from cxtui.kpis.floor import Floor, Freshness
from cxtui.language import N_, _
from cxtui.text.ages import age, date_time, local

FreshnessKind = Literal["opening", "live", "stale", "behind", "as_of", "paused", "trouble", "reading"]

BEHIND_S = 120
"""Seconds by which the store may seem to be of later: beyond that this machine's clock tells nobody's age."""

WORDS: dict[Trouble, str] = {
    "missing": N_("MISSING"),
    "locked": N_("LOCKED"),
    "corrupt": N_("CORRUPT"),
    "denied": N_("NO ACCESS"),
    "outdated": N_("OUTDATED"),
    "empty": N_("EMPTY"),
    "failed": N_("UNREADABLE"),
}


@dataclass(frozen=True, slots=True)
class FreshnessState:
    """What the header says: ``word`` first, ``detail`` where there is room, in a role of the theme.

    ``faded`` asks the panes to dim, ``badge`` the word to stand out as a block.
    """

    kind: FreshnessKind
    word: str
    detail: str
    role: str
    faded: bool = False
    badge: bool = False


@dataclass(frozen=True, slots=True)
class Pause:
    """A picture that is held: since when, in the floor's time."""

    since: int


def role(trouble: Trouble) -> str:
    """Return the role of a trouble: a store that waits for its first import is no fault."""
    return "warn" if trouble == "empty" else "bad"


def overdue(source: Freshness, now: int) -> bool:
    """Return whether a source has brought nothing for longer than it is allowed to."""
    return now - source.committed_at > source.allowance_s


def event_words(seconds: int) -> str:
    """Return how long ago the newest event of a source was."""
    return _("event {age}").format(age=age(seconds))


def judge(floor: Floor | None, trouble: Trouble | None, pause: Pause | None, now: int) -> FreshnessState:
    """Return the freshness of the picture at ``now`` (epoch seconds in the floor's time).

    ``floor`` is the newest picture read, also while another one is held on the screen.
    """
    if trouble is not None:
        held = (
            ""
            if floor is None
            else _("picture of {time}, {age} old").format(
                time=f"{local(floor.as_of, floor.zone):%H:%M:%S}", age=age(now - floor.as_of)
            )
        )
        return FreshnessState("trouble", _(WORDS[trouble]), held, role(trouble), faded=True, badge=True)
    if floor is None:
        return FreshnessState("opening", _("opening"), "", "faint")
    if floor.ended:
        detail = f"{date_time(floor.as_of, floor.zone)} · {_('shown as of then')}"
        return FreshnessState("as_of", _("DATA ENDS"), detail, "warn", badge=True)
    if not floor.live:
        return FreshnessState("as_of", _("AS OF"), date_time(floor.as_of, floor.zone), "accent", badge=True)
    late = [source for source in floor.sources if overdue(source, now)]
    if pause is not None:
        time = f"{local(pause.since, floor.zone):%H:%M:%S}"
        held = _("{age}, picture of {time}").format(age=age(now - pause.since), time=time)
        return FreshnessState("paused", _("PAUSED"), held, "warn", faded=bool(late), badge=True)
    if late:
        worst = max(late, key=lambda source: now - source.committed_at - source.allowance_s)
        since, allowed = age(now - worst.committed_at), age(worst.allowance_s)
        detail = _("{source} {age} (allowed {allowed})").format(source=worst.source, age=since, allowed=allowed)
        return FreshnessState("stale", _("STALE"), detail, "bad", faded=True, badge=True)
    if not floor.sources:
        return FreshnessState("live", _("live"), _("no data yet"), "faint")
    newest = max(source.committed_at for source in floor.sources)
    if newest > now + BEHIND_S:
        detail = _("clock behind the store by {age}").format(age=age(newest - now))
        return FreshnessState("behind", _("CLOCK"), detail, "bad", faded=True, badge=True)
    events = [source.newest_event_at for source in floor.sources if source.newest_event_at is not None]
    event = f" · {event_words(now - max(events))}" if events else ""
    return FreshnessState("live", _("live"), age(now - newest) + event, "good")
