"""A slow and obvious count over canonical rows, that knows no model: what a floor read from them must say."""

import csv
import gzip
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from cxtui.clock import parse_instant

OPEN = ("new", "open", "pending", "hold")
GONE = ("merged", "deleted", "spam")
FOREVER = 10**12

Record = Mapping[str, str]


@dataclass
class Life:
    """One ticket: when it was in the backlog, when it waited for a first response, that reply, solves and reopenings.

    ``first_reply_s`` is counted from the creation, or from the reopening of a ticket solved without a reply.
    """

    ticket: str
    created_at: int
    channel: str
    excluded: bool
    backlog: list[tuple[int, int]]
    waits: list[tuple[int, int]]
    first_reply_at: int | None
    first_reply_s: int | None
    first_solved_at: int | None
    first_reopened_at: int | None
    events: list[tuple[int, Record]]

    def open_at(self, at: int) -> bool:
        """Say whether the ticket was in the backlog at an instant."""
        return any(from_at <= at < to_at for from_at, to_at in self.backlog)

    def excluded_at(self, at: int) -> bool:
        """Say whether the ticket was merged away, deleted or spam at an instant."""
        kinds = [e["kind"] for when, e in self.events if when <= at and e["kind"] in (*GONE, "unmerged", "restored")]
        return bool(kinds) and kinds[-1] in GONE

    def waits_at(self, at: int) -> bool:
        """Say whether somebody waited for a first response at an instant."""
        return any(from_at <= at < to_at for from_at, to_at in self.waits)


def table(folder: Path, name: str) -> list[Record]:
    """Return the rows of a table of a canonical folder."""
    plain, packed = folder / f"{name}.csv", folder / f"{name}.csv.gz"
    text = gzip.decompress(packed.read_bytes()).decode() if packed.exists() else plain.read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(keepends=True)))


def instant(text: str) -> int:
    """Return the epoch seconds of an instant as the folder writes it."""
    return parse_instant(text, "UTC")


def lives(folder: Path) -> list[Life]:
    """Replay every ticket of a canonical folder."""
    bots = {row["agent"] for row in table(folder, "agent") if row["kind"] not in ("human", "")}
    events: dict[str, list[tuple[int, Record]]] = {}
    for row in table(folder, "event"):
        events.setdefault(row["ticket"], []).append((instant(row["occurred_at"]), row))
    return [
        _life(row, sorted(events.get(row["ticket"], []), key=lambda e: (e[0], e[1]["event"])), bots)
        for row in table(folder, "ticket")
    ]


def _life(row: Record, events: list[tuple[int, Record]], bots: set[str]) -> Life:
    created = instant(row["created_at"])
    status, gone = "new", False
    entered: int | None = created
    spans: list[tuple[int, int]] = []
    solved = reopened = None
    for at, event in events:
        before = status
        if event["kind"] == "status":
            status = event["value"]
            done, was_done = status not in OPEN, before not in OPEN
            if done and not was_done and not gone and solved is None:
                solved = at
            if was_done and not done and not gone and reopened is None:
                reopened = at
        elif event["kind"] in GONE:
            gone = True
        elif event["kind"] in ("unmerged", "restored"):
            gone = False
        inside = status in OPEN and not gone
        if inside and entered is None:
            entered = at
        elif not inside and entered is not None:
            spans.append((entered, at))
            entered = None
    if entered is not None:
        spans.append((entered, FOREVER))
    spans = [(a, b) for a, b in spans if a < b]
    reply = _first_reply(row, created, events, bots)
    waits = _waits(row, created, events, bots)
    since = created if reply is None or row["opened_by_kind"] == "agent" else waits[-1][0]
    waited = None if reply is None else reply - since
    return Life(row["ticket"], created, row["channel"], gone, spans, waits, reply, waited, solved, reopened, events)


def _waits(row: Record, created: int, events: list[tuple[int, Record]], bots: set[str]) -> list[tuple[int, int]]:
    """Return when the customer waited: called by a message or a reopening, let go by a solve or by giving up.

    A human reply ends it for good. Who opens a ticket waits from its creation, an agent does not.
    """
    called = row["opened_by_kind"] != "agent"
    is_open, since, waits = True, created if called else None, []
    for n, (at, e) in enumerate(events):
        if e["kind"] == "message" and e["actor_kind"] == "customer" and e["public"] != "0" and at >= created:
            called = True
        elif e["kind"] == "status" and e["value"] in OPEN:
            called = called or (not is_open and e["actor_kind"] == "customer")
            is_open = True
        elif e["kind"] == "abandoned" or (e["kind"] == "status" and is_open):
            is_open, called = e["kind"] == "abandoned" and is_open, False
            if since is not None:
                waits.append((since, at))
            since = None
        if since is not None and _first_reply({"opened_by_kind": ""}, created, events[n : n + 1], bots) is not None:
            return [*waits, (since, at)]
        if called and is_open and since is None:
            since = at
    return waits if since is None else [*waits, (since, FOREVER)]


def _first_reply(row: Record, created: int, events: Iterable[tuple[int, Record]], bots: set[str]) -> int | None:
    spoken = [(at, e) for at, e in events if e["kind"] in ("message", "note") and at >= created]
    if row["opened_by_kind"] == "agent":
        spoken = spoken[1:]
    for at, e in spoken:
        public = e["kind"] == "message" and e["public"] != "0"
        if public and e["actor_kind"] == "agent" and e["automated"] in ("", "0") and e["actor"] not in bots:
            return at
    return None
