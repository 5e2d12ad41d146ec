"""What is known of a followed source, whether or not it brings anything: plain data, and its JSON."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal, get_args

FeedState = Literal["starting", "ok", "filling", "waiting", "trouble", "refused", "stopped"]
"""``waiting`` for the source's leave or for the store, ``trouble`` that may pass, ``refused`` until somebody acts."""

PATIENCE_S = 30
"""Seconds without a word, beyond what was announced, after which nobody seems to follow a source any more."""


@dataclass(frozen=True, slots=True)
class FillHealth:
    """How far history was filled in backwards: everything since ``at`` is there; ``share`` is 0 to 1 of what is
    wanted, None where the source cannot say."""

    at: int
    share: float | None = None


@dataclass(frozen=True, slots=True)
class FeedHealth:
    """How a followed source was at its last round; instants are UTC epoch seconds.

    ``asked_at`` is when it was last asked, ``ok_at`` when it last answered, ``next_at`` when it will be asked next;
    ``error`` says in words what stands in the way, ``newest_at`` is the newest event that it brought. The source has
    been read up to ``lag_s`` seconds before ``ok_at``, and its clock is ``skew_s`` ahead of this machine's.
    Who follows ``once`` says nothing afterwards, which is no silence.
    ``rejected`` counts rows that were refused since following began, ``doubts`` say of what, with an example.
    """

    source: str
    kind: str
    state: FeedState
    every_s: int
    asked_at: int
    ok_at: int | None = None
    next_at: int | None = None
    error: str | None = None
    newest_at: int | None = None
    lag_s: int | None = None
    skew_s: int | None = None
    filling: FillHealth | None = None
    rejected: int = 0
    doubts: tuple[str, ...] = ()
    process: int | None = None
    once: bool = False

    def silent_s(self, now: int) -> int | None:
        """Return for how long nothing was heard of the source, None while its next round is not overdue.

        A process that was killed cannot say so: whoever looks has to judge.
        """
        if self.once or self.state == "stopped":
            return None
        due = max(self.asked_at + self.every_s, self.next_at or 0)
        return now - self.asked_at if now > due + max(PATIENCE_S, 3 * self.every_s) else None


def to_document(health: FeedHealth) -> dict[str, Any]:
    """Return what is known of a source as a JSON object."""
    return asdict(health)


def from_document(data: object) -> FeedHealth | None:
    """Return the health that a JSON object holds; None for anything that is none."""
    if not isinstance(data, Mapping):
        return None
    known = {one.name: data[one.name] for one in fields(FeedHealth) if one.name in data}
    filling = known.get("filling")
    try:
        known["filling"] = None if filling is None else FillHealth(int(filling["at"]), _share(filling.get("share")))
        known["doubts"] = tuple(str(one) for one in known.get("doubts") or ())
        for name in ("every_s", "asked_at"):
            known[name] = int(known[name])
        for name in ("ok_at", "next_at", "newest_at", "lag_s", "skew_s", "process"):
            known[name] = None if known.get(name) is None else int(known[name])
        if known["state"] not in get_args(FeedState):
            return None
        for name in ("source", "kind"):
            known[name] = str(known[name])
        known["error"] = None if known.get("error") is None else str(known["error"])
        known["rejected"] = int(known.get("rejected") or 0)
        known["once"] = bool(known.get("once"))
        return FeedHealth(**known)
    except (AttributeError, KeyError, TypeError, ValueError):
        return None


def _share(value: object) -> float | None:
    return None if value is None else min(1.0, max(0.0, float(value)))  # type: ignore[arg-type]
