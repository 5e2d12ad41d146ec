"""The kinds of doubt: what each is called, what it does to numbers, and what to do about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

AffectedNoun = Literal["tickets", "rows", "answers", "surveys", "imports", "agents", "silences", "local times"]

AHEAD_S = 120
"""Seconds by which a source's clock may run ahead of ours before its events are later than their import."""

FAST_S = 5
"""Seconds within which hardly any answer of a person comes."""

LEAST_TURNS = 20
"""Answers of an agent from which on their pace tells something."""

BUSY_HOURS = 20
"""Hours of one UTC day with replies that no person's day has."""

LEAST_MISSED = 20
"""Events that a silence must have cost, by the usual week, to be told."""

WEEKS = 4
"""Weeks on either side of a silence in which its hours are looked up."""


@dataclass(frozen=True, slots=True)
class DoubtKind:
    """One kind of doubt; ``counts`` says what its count is of, ``means`` what it does to numbers."""

    name: str
    counts: AffectedNoun
    means: str
    advice: str


_ALL = (
    DoubtKind(
        "message before creation", "tickets",
        "replies before creation count in no response time",
        "Compare the clocks and zones of the two exports; the earlier of the two instants is likely right.",
    ),
    DoubtKind(
        "event before creation", "tickets",
        "the change is taken to hold from the creation on",
        "Look whether created_at is mapped from the right column, or the log begins before the ticket's first row.",
    ),
    DoubtKind(
        "event contradicts what came before", "tickets",
        "events are missing or out of order: times in states may be wrong",
        "Import the history anew from before the first example; events that are known are not doubled.",
    ),
    DoubtKind(
        "no events", "tickets",
        "such a ticket stays new and unanswered for ever",
        "Import the messages and status changes of these tickets, or mark them deleted in the source.",
    ),
    DoubtKind(
        "first response stated before creation", "tickets",
        "its first response time is negative and left out",
        "Look whether both columns are in one zone (--zone says which).",
    ),
    DoubtKind(
        "resolution stated before creation", "tickets",
        "it is taken as solved at its creation, after 0 s",
        "Look whether both columns are in one zone (--zone says which).",
    ),
    DoubtKind(
        "stated first-response result contradicts its times", "tickets",
        "service level differs from what the source reports",
        "The times are believed, not the flag. Ask who set the flag, and from which target.",
    ),
    DoubtKind(
        "stated resolution result contradicts its times", "tickets",
        "resolution targets differ from what the source reports",
        "The times are believed, not the flag. Ask who set the flag, and from which target.",
    ),
    DoubtKind(
        "unknown agent", "tickets",
        "no solve, breach or survey is credited to them",
        "Import the agents; someone who left belongs into the table too, with left_on.",
    ),
    DoubtKind(
        "answer outside its scale", "tickets",
        "the answer counts as no answer at all",
        "Map scale_min and scale_max of this survey as they were when it was sent.",
    ),
    DoubtKind(
        "nps answer on another scale", "tickets",
        "the answer counts nowhere: NPS is made for 0-10",
        "Import only the answers on 0-10 (or 1-10) as nps; others may be csat.",
    ),
    DoubtKind(
        "survey of an unknown ticket", "surveys",
        "counted on the whole floor, but in no team or channel",
        "Import the tickets, or look whether the surveys name tickets by another id.",
    ),
    DoubtKind(
        "rows of an unknown ticket", "tickets",
        "nothing counts them until their ticket comes",
        "Import the tickets, or look whether events name tickets by another id.",
    ),
    DoubtKind(
        "replies by unknown agents", "agents",
        "taken as people: a bot among them would be ranked",
        "Import them as agents; say of bots and system users that they are (kind).",
    ),
    DoubtKind(
        "faster or busier than a person", "agents",
        "a machine that counts as a person leads rankings",
        "Where it is one, set its kind to bot or system in the agents table; its replies then count nowhere.",
    ),
    DoubtKind(
        "machine with the most replies", "agents",
        "its replies count nowhere; would lead if it were human",
        "Right for a bot. Where people answer through this user, import who they are as the actor.",
    ),
    DoubtKind(
        "events later than their import", "imports",
        "they count before they can have happened",
        "Compare the source's clock with this one, and the mapping's zone; look for dates far in the future.",
    ),
    DoubtKind(
        "silences in the feed", "silences",
        "rates rest on what came before and after it",
        "Import these hours again; where the floor was closed (a holiday), nothing is amiss.",
    ),
    DoubtKind(
        "local times skipped or repeated", "local times",
        "durations across the change of clocks may be 1 h off",
        "Export times in UTC or with their offset.",
    ),
    DoubtKind(
        "imports that did not look at local times", "imports",
        "whether clock changes hurt is not known",
        "Made by an older cxtui; import the files again into a new store to know.",
    ),
    DoubtKind(
        "rows refused", "rows",
        "they count nowhere",
        "cxtui store rejects shows each with its line and reason.",
    ),
)  # fmt: skip

KINDS: Mapping[str, DoubtKind] = MappingProxyType({one.name: one for one in _ALL})
"""Every kind of doubt by its name; those of single tickets are named as the ``doubt`` model names them."""
