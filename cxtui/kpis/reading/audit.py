"""The gaming audit beside the leaderboard, counted from the tickets of the leaderboard's period."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from cxtui.kpis.audit import SUSPICIONS, Audit, Person, SuspicionShare, easy_topics, offered, rows
from cxtui.kpis.question.moment import LACK, Moment, Scope, days_before
from cxtui.kpis.value import SourceKey
from cxtui.language import N_, lazy
from cxtui.store.read import Row, Transaction

ANSWERED = N_("every survey in this store was answered: import the ones that were sent and not answered, too")
HANDS = N_("no hand-over names a known agent as who did it: map the actor of assignee events")

NEEDS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "zero_reply": (("messages",), ("status", "resolution")),
    "reopened_soon": (("status",),),
    "easy_topics": (("topic",), ("messages",), ("status", "resolution")),
    "handed_away": (("assignee",), ("status", "resolution")),
    "acknowledged": (("messages",),),
    "unsurveyed": (("ratings",), ("status", "resolution")),
}
"""Which coverages each suspicion needs of a source: one of each group."""


class SolvedTickets(NamedTuple):
    """Tickets of an agent, team and topic, as the query ``audit_solved`` counts them."""

    source: str
    agent: str
    team: str | None
    topic: str | None
    solved: int
    one_reply: int | None
    of_customers: int
    no_reply: int | None
    day_over: int
    reopened_soon: int | None
    unsurveyed: int | None


SolvedCount = Literal["solved", "of_customers", "no_reply", "day_over", "reopened_soon", "unsurveyed"]
SuspicionShares = dict[SourceKey, SuspicionShare]


def read(tx: Transaction, moment: Moment, scope: Scope, span: tuple[int, int] | None = None) -> Audit:
    """Return the audit as of a moment, of the leaderboard's period unless ``[from_at, to_at)`` is asked for.

    Of a busy floor it takes a second or two. As on the leaderboard, the running day counts only while it is complete.

    Agents get the tickets they solved first, or replied to first. Of a source without the history that a
    suspicion needs, nothing is counted for it.
    """
    board = scope.settings.leaderboard
    last = moment.at + 1 if moment.whole else moment.day_start
    from_at, to_at = span or (days_before(moment, board.period_days), last)
    to_at = max(from_at, min(to_at, last))
    within = scope.during(from_at, max(to_at, from_at + 1))
    able, missing = _able(tx, within)
    solved = [SolvedTickets(*row) for row in tx.rows("audit_solved", from_at=from_at, to_at=to_at)]
    created = tx.rows("audit_offered", from_at=from_at, to_at=to_at) if able["easy_topics"] else []
    replies = tx.rows("audit_replies", from_at=from_at, to_at=to_at) if able["acknowledged"] else []
    handed = tx.rows("audit_handed", from_at=from_at, to_at=to_at) if able["handed_away"] else []
    if handed and not any(known or given for _, _, given, _, known in handed):
        missing["handed_away"] = HANDS
    easy = easy_topics(_topics(row for row in solved if row.source in able["easy_topics"]), board.min_n)
    shares: dict[str, SuspicionShares] = {
        "zero_reply": _summed(solved, able["zero_reply"], hits="no_reply", n="of_customers"),
        "reopened_soon": _summed(solved, able["reopened_soon"], hits="reopened_soon", n="day_over"),
        "easy_topics": _easy(solved, created, easy, able["easy_topics"]),
        "handed_away": _handed(solved, handed, able["handed_away"]),
        "acknowledged": {(s, who): SuspicionShare(hits, n) for s, who, n, hits in replies if s in able["acknowledged"]},
        "unsurveyed": _summed(solved, able["unsurveyed"], hits="unsurveyed", n="day_over"),
    }
    people = _people(tx, {key for each in shares.values() for key in each})
    looked = [name for name in SUSPICIONS if name not in missing]
    return Audit(
        rows=tuple(row for name in looked for row in rows(name, shares[name], people, board.min_n)),
        from_at=from_at,
        to_at=to_at,
        min_n=board.min_n,
        easy=tuple(sorted({topic for _, topic in easy})),
        missing=tuple((name, missing[name]) for name in SUSPICIONS if name in missing),
        partly=within.partly((), [group for name in looked for group in NEEDS[name]]),
    )


def _able(tx: Transaction, within: Scope) -> tuple[dict[str, set[str]], dict[str, str]]:
    """Return the sources that can be looked at for each suspicion in a period, and why where there is none."""
    covers: dict[str, set[str]] = defaultdict(set)
    unanswered = set()
    for source, what, has_unanswered in tx.rows("audit_covers"):
        if within.covers(source, what):
            covers[what].add(source)
        if has_unanswered:
            unanswered.add(source)
    able, missing = {}, {}
    for name, groups in NEEDS.items():
        having = [set[str]().union(*(covers[what] for what in group)) for group in groups]
        able[name] = set[str].intersection(*having)
        if not able[name]:
            lacking = next((group for group, have in zip(groups, having, strict=True) if not have), groups[0])
            missing[name] = within.outside(*lacking) or LACK.get(
                lacking[0], lazy("no source covers {what} and what else it needs", what=lacking[0])
            )
    if able["unsurveyed"] and not unanswered & able["unsurveyed"]:
        missing["unsurveyed"] = ANSWERED
    able["unsurveyed"] &= unanswered
    return able, missing


def _summed(solved: Iterable[SolvedTickets], able: set[str], hits: SolvedCount, n: SolvedCount) -> SuspicionShares:
    """Return two counts of the solved tickets summed by agent."""
    sums: dict[SourceKey, list[int]] = defaultdict(lambda: [0, 0])
    for row in solved:
        if row.source in able:
            of_agent = sums[row.source, row.agent]
            of_agent[0] += getattr(row, hits) or 0
            of_agent[1] += getattr(row, n) or 0
    return {key: SuspicionShare(*each) for key, each in sums.items()}


def _topics(solved: Iterable[SolvedTickets]) -> dict[SourceKey, tuple[int, int]]:
    """Return ``(solved with one reply, solved)`` of each topic."""
    found: dict[SourceKey, tuple[int, int]] = {}
    for row in solved:
        if row.topic is not None:
            one_reply, n = found.get((row.source, row.topic), (0, 0))
            found[row.source, row.topic] = one_reply + (row.one_reply or 0), n + row.solved
    return found


def _easy(
    solved: Iterable[SolvedTickets], created: Iterable[Row], easy: frozenset[SourceKey], able: set[str]
) -> SuspicionShares:
    """Return each agent's share of easy topics, with that of the tickets which their teams were offered."""
    teams: dict[SourceKey, tuple[int, int]] = {}
    for source, team, topic, n in created:
        hits, offers = teams.get((source, team or ""), (0, 0))
        teams[source, team or ""] = hits + n * ((source, topic) in easy), offers + n
    by_agent: dict[SourceKey, dict[SourceKey, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for row in solved:
        if row.source in able and row.topic is not None:
            of_team = by_agent[row.source, row.agent][row.source, row.team or ""]
            of_team[0] += row.solved * ((row.source, row.topic) in easy)
            of_team[1] += row.solved
    return {
        agent: SuspicionShare(
            sum(hits for hits, _ in by_team.values()),
            sum(n for _, n in by_team.values()),
            offered(((team, n) for team, (_, n) in by_team.items()), teams),
        )
        for agent, by_team in by_agent.items()
    }


def _handed(solved: Iterable[SolvedTickets], handed: Iterable[Row], able: set[str]) -> SuspicionShares:
    """Return the tickets each agent gave away, of these and the ones the agent solved."""
    given = {(source, agent): n for source, agent, n, _, _ in handed if source in able}
    own = _summed(solved, able, hits="solved", n="solved")
    return {
        key: SuspicionShare(given.get(key, 0), given.get(key, 0) + own.get(key, SuspicionShare(0, 0)).n)
        for key in given.keys() | own.keys()
    }


def _people(tx: Transaction, wanted: set[SourceKey]) -> dict[SourceKey, Person]:
    """Return who is wanted and no machine; who is in no table of agents goes by the id."""
    found = {key: Person(key[1], None) for key in wanted}
    for source, agent, name, kind, team in tx.rows("agents"):
        if (source, agent) in found:
            if kind in ("human", None):
                found[source, agent] = Person(name, team)
            else:
                del found[source, agent]
    return found
