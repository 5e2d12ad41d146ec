"""How far the picture on the screen can be trusted now: live, stale, old by intention, held, or cut off."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from cxtui.errors import Trouble
from cxtui.health import FeedHealth, FeedState
from cxtui.kpis.floor import Floor, Freshness
from cxtui.language import N_, _
from cxtui.text.ages import age, date_time, local
from cxtui.text.plain import cut, safe

FreshnessKind = Literal[
    "opening", "live", "stale", "behind", "as_of", "paused", "trouble", "reading", "filling", "hindered"
]  # fmt: skip

Feeds = Mapping[str, FeedHealth]
"""How followed sources are, by their names."""

NAME, ERROR = 16, 40
"""Cells for the name of a followed source, and for what stands in its way."""

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


FEED_WORDS: dict[FeedState, str] = {
    "starting": N_("starting"),
    "waiting": N_("held up"),
    "trouble": N_("in trouble"),
    "refused": N_("refused"),
    "stopped": N_("stopped"),
}
"""What stands in the way of a followed source; where all is well, its age is enough."""

_URGENT: dict[FeedState, int] = {
    "refused": 0, "trouble": 1, "ok": 2, "filling": 2, "stopped": 3, "waiting": 4, "starting": 5,
}  # fmt: skip
"""Which of several is told: the lowest. What seems well and is told all the same is silent."""


def heard_at(source: Freshness, feeds: Feeds) -> int:
    """Return when a source was last up to date: its newest commit, or a followed one's newest answer."""
    feed = feeds.get(source.source)
    return source.committed_at if feed is None or feed.ok_at is None else max(feed.ok_at, source.committed_at)


def overdue(source: Freshness, now: int, feeds: Feeds = MappingProxyType({})) -> bool:
    """Return whether nothing was heard of a source for longer than it is allowed to be silent.

    A followed source that answers is not overdue, however quiet it is.
    """
    return now - heard_at(source, feeds) > source.allowance_s


def hindered(feed: FeedHealth, now: int) -> bool:
    """Return whether something stands in the way of a followed source, or nobody follows it any more."""
    if feed.once:
        return feed.state in ("trouble", "refused")
    return feed.state in FEED_WORDS or feed.silent_s(now) is not None


def feed_words(feed: FeedHealth, now: int) -> str:
    """Return what stands in the way of a followed source and when it is tried again, the dearest first."""
    silent = feed.silent_s(now)
    if silent is not None:
        return _("silent {age}").format(age=age(silent))
    said = _(FEED_WORDS[feed.state])
    if feed.error:
        said += f": {cut(safe(feed.error), ERROR)}"
    elif feed.state == "stopped":
        said = _("stopped {age}").format(age=age(now - feed.asked_at))
    if feed.next_at is not None and feed.next_at > now:
        said += " · " + _("next try {age}").format(age=age(feed.next_at - now))
    return said


def filling_words(feed: FeedHealth, zone: str) -> str:
    """Return down to which month history was filled in, and how much of it that is."""
    assert feed.filling is not None
    month = f"{local(feed.filling.at, zone):%Y-%m}"
    if feed.filling.share is None:
        return _("filling {month}").format(month=month)
    return _("filling {month} ({percent} %)").format(month=month, percent=int(feed.filling.share * 100))


def _of_feeds(floor: Floor, feeds: Feeds, now: int, late: bool) -> FreshnessState | None:
    """Return what followed sources have to say before all else: what hinders one, how far one is filled in."""
    for feed in sorted((one for one in feeds.values() if hindered(one, now)), key=lambda one: _URGENT[one.state]):
        bad = feed.state in ("trouble", "refused") or feed.silent_s(now) is not None
        name = cut(safe(feed.source), NAME)
        return FreshnessState("hindered", name, feed_words(feed, now), "bad" if bad else "warn", faded=late, badge=late)
    filling = [one for one in feeds.values() if one.filling is not None and one.state == "filling"]
    if not filling or late:
        return None
    least = min(filling, key=lambda one: one.filling.share or 0.0 if one.filling else 0.0)
    return FreshnessState("filling", cut(safe(least.source), NAME), filling_words(least, floor.zone), "accent")


def event_words(seconds: int) -> str:
    """Return how long ago the newest event of a source was."""
    return _("event {age}").format(age=age(seconds))


def judge(
    floor: Floor | None,
    trouble: Trouble | None,
    pause: Pause | None,
    now: int,
    feeds: Feeds = MappingProxyType({}),
    speed: float = 1.0,
) -> FreshnessState:
    """Return the freshness of the picture at ``now`` (epoch seconds in the floor's time).

    ``floor`` is the newest picture read, also while another one is held on the screen; ``feeds`` are how followed
    sources are. A floor's time runs ``speed`` times as fast as the wall's, in whose seconds ages are said.
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
    late = [source for source in floor.sources if overdue(source, now, feeds)]
    if pause is not None:
        time = f"{local(pause.since, floor.zone):%H:%M:%S}"
        held = _("{age}, picture of {time}").format(age=age(now - pause.since), time=time)
        return FreshnessState("paused", _("PAUSED"), held, "warn", faded=bool(late), badge=True)
    followed = _of_feeds(
        floor, feeds, now, any(hindered(feeds[one.source], now) for one in late if one.source in feeds)
    )
    if followed is not None and (followed.faded or not late):
        return followed
    if late:
        worst = max(late, key=lambda source: now - heard_at(source, feeds) - source.allowance_s)
        since, allowed = age(now - heard_at(worst, feeds)), age(worst.allowance_s)
        detail = _("{source} {age} (allowed {allowed})").format(source=worst.source, age=since, allowed=allowed)
        return FreshnessState("stale", _("STALE"), detail, "bad", faded=True, badge=True)
    if not floor.sources:
        return FreshnessState("live", _("live"), _("no data yet"), "faint")
    newest = max(source.committed_at for source in floor.sources)
    if newest > now + BEHIND_S:
        detail = _("clock behind the store by {age}").format(age=age(newest - now))
        return FreshnessState("behind", _("CLOCK"), detail, "bad", faded=True, badge=True)
    events = [source.newest_event_at for source in floor.sources if source.newest_event_at is not None]
    event = f" · {event_words(int((now - max(events)) / speed))}" if events else ""
    answered = [one for one in feeds.values() if one.ok_at is not None and not one.once and one.state != "stopped"]
    if answered:
        oldest = min(answered, key=lambda one: one.ok_at or 0)
        word = cut(safe(oldest.source), NAME) if len(answered) == 1 else _("live")
        return FreshnessState("live", word, age(int(max(0, now - (oldest.ok_at or 0)) / speed)) + event, "good")
    return FreshnessState("live", _("live"), age(int((now - newest) / speed)) + event, "good")
