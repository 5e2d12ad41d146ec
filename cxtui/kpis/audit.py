"""The gaming audit: ways in which a good score may be had without good work, counted per agent.

Each is a fact to look into and never an accusation: there are honest reasons for every one of them. None of
them changes a score.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from cxtui.kpis.proportion import luck, wilson
from cxtui.kpis.value import SourceKey

BY_LUCK = 0.001
"""Chance at most with which a rate that stands out comes from the usual one.

A floor of thirty agents has nearly two hundred rows: at 5 % luck alone would point at nine of them.
"""


@dataclass(frozen=True, slots=True)
class Suspicion:
    """One thing to look into, in words: what is counted, of what, why it matters, what it is compared with."""

    name: str
    title: str
    words: str
    counts: str
    why: str
    compared: str = "the floor's share: all human agents together"


SUSPICIONS: Mapping[str, Suspicion] = MappingProxyType({
    one.name: one
    for one in (
        Suspicion(
            "zero_reply", "solved without a reply",
            "tickets opened by a customer that the agent solved first and that had no human reply by then "
            "÷ all of them the agent solved",
            "tickets",
            "a solve without an answer is quick, starts no survey of a conversation and asks nothing of anybody; "
            "duplicates and thank-you messages are honest ones",
        ),
        Suspicion(
            "reopened_soon", "reopened within 24 hours",
            "first solves that left solved for an open state within 24 hours ÷ first solves whose 24 hours are over",
            "tickets",
            "solving before it is solved stops the clocks and looks fast; the customer has to come back",
        ),
        Suspicion(
            "easy_topics", "easy topics",
            "tickets on easy topics ÷ tickets with a topic that the agent solved; easy are the topics that are solved "
            "with exactly one human reply surely more often than the floor's tickets are (lower bound of Wilson's "
            "interval above the floor's share)",
            "tickets",
            "who picks what is easily solved has good figures and leaves the rest to colleagues",
            "what was offered: the share of easy topics among the tickets created for the same teams, in the "
            "proportion in which the agent solved for them",
        ),
        Suspicion(
            "handed_away", "given away before the solve",
            "tickets that the agent held and gave to somebody else or back to the queue with their own hand, and that "
            "another agent solved ÷ these and the tickets the agent solved; an escalation is no giving away",
            "tickets",
            "a ticket passed on in time counts against somebody else; shifts end and colleagues know better, too",
        ),
        Suspicion(
            "acknowledged", "first reply only acknowledges",
            "first human replies that were followed by another human reply before any word of the customer and "
            "before the solve, while the ticket neither waited for the customer nor was escalated ÷ first human "
            "replies to tickets opened by customers",
            "first replies",
            "\"we are looking into it\" stops the first-response clock and answers nothing",
        ),
        Suspicion(
            "unsurveyed", "survey not sent",
            "tickets the agent solved first without any survey sent until now ÷ such tickets solved at least 24 hours "
            "ago",
            "tickets",
            "a survey that is not sent cannot be a bad one; a rule may leave out channels and topics, too",
        ),
    )
})  # fmt: skip
"""What the audit looks at, by name, in the order in which it is shown."""


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One agent in one suspicion: ``hits`` of ``n``, their ``rate`` with Wilson's interval, and the ``usual`` rate.

    ``stands_out`` says that it is above the usual rate by more than luck (``BY_LUCK``), and ``n`` enough for a rank.
    """

    suspicion: str
    source: str
    agent: str
    name: str
    team: str | None
    hits: int
    n: int
    rate: float
    low: float
    high: float
    usual: float
    stands_out: bool


@dataclass(frozen=True, slots=True)
class Audit:
    """Suspicions of agents over ``[from_at, to_at)``, those that stand out most first within each.

    ``missing`` names what cannot be looked at, and why; ``easy`` the topics taken for easy ones. ``partly`` says which
    part of the period is covered, where that is not all of it.
    """

    rows: tuple[AuditRow, ...] = ()
    from_at: int = 0
    to_at: int = 0
    min_n: int = 0
    easy: tuple[str, ...] = ()
    missing: tuple[tuple[str, str], ...] = ()
    partly: str | None = None

    def of(self, source: str, agent: str) -> tuple[AuditRow, ...]:
        """Return the rows of one agent, in the order of the suspicions."""
        return tuple(row for row in self.rows if (row.source, row.agent) == (source, agent))


class SuspicionShare(NamedTuple):
    """``hits`` of ``n`` with the ``usual`` rate, None for that of all agents together."""

    hits: int
    n: int
    usual: float | None = None


class Person(NamedTuple):
    """How an agent is shown."""

    name: str
    team: str | None


def rows(
    suspicion: str, shares: Mapping[SourceKey, SuspicionShare], people: Mapping[SourceKey, Person], min_n: int
) -> tuple[AuditRow, ...]:
    """Return the rows of a suspicion for the people of a floor; machines are not among them."""
    known = {key: share for key, share in shares.items() if key in people and share.n > 0}
    whole = sum(share.n for share in known.values())
    floor = sum(share.hits for share in known.values()) / whole if whole else 0.0
    found = []
    for key, share in known.items():
        interval = wilson(share.hits, share.n)
        assert interval is not None, "n is above 0"
        usual = floor if share.usual is None else share.usual
        found.append(
            AuditRow(
                suspicion, *key, *people[key], hits=share.hits, n=share.n, rate=share.hits / share.n,
                low=interval.low, high=interval.high, usual=usual,
                stands_out=share.n >= min_n and luck(share.hits, share.n, usual) <= BY_LUCK,
            )
        )  # fmt: skip
    found.sort(key=lambda row: (not row.stands_out, row.usual - row.low, row.name, row.source, row.agent))
    return tuple(found)


def easy_topics(topics: Mapping[SourceKey, tuple[int, int]], min_n: int) -> frozenset[SourceKey]:
    """Return the easy ones of topics with ``(solved with one reply, solved)``, those below ``min_n`` left out."""
    solved = sum(n for _, n in topics.values())
    if not solved:
        return frozenset()
    floor = sum(one for one, _ in topics.values()) / solved
    return frozenset(
        topic
        for topic, (one, n) in topics.items()
        if n >= min_n and (interval := wilson(one, n)) is not None and interval.low > floor
    )


def offered(solved: Iterable[tuple[SourceKey, int]], created: Mapping[SourceKey, tuple[int, int]]) -> float | None:
    """Return the share of easy topics that was offered to who solved so many tickets for each team.

    ``created`` is ``(easy, all)`` of each team; None where nothing was created for any of the teams.
    """
    easy = whole = 0.0
    for team, n in solved:
        of_team, all_of_team = created.get(team, (0, 0))
        if all_of_team:
            easy += n * of_team / all_of_team
            whole += n
    return easy / whole if whole else None
