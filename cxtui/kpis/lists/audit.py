"""The gaming audit as a list: what to look into beside the leaderboard, a row per agent and suspicion."""

from cxtui.errors import UsageError
from cxtui.kpis.audit import BY_LUCK, SUSPICIONS, Audit, AuditRow
from cxtui.kpis.lists.table import ListColumn, ListDefinition, ListTable
from cxtui.kpis.measure.store_as_of import StoreAsOf
from cxtui.kpis.question.moment import AHEAD_S, Moment
from cxtui.kpis.question.question import Question
from cxtui.language import lazy, lazy_joined
from cxtui.store.read.units import Filter

_COLUMNS = (
    ListColumn("name", "text", "name"),
    ListColumn("suspicion", "text", "to look into"),
    ListColumn("stands_out", "text", "stands out"),
    ListColumn("hits", "count", "hits"),
    ListColumn("n", "count", "n"),
    ListColumn("rate", "ratio", "rate"),
    ListColumn("low", "ratio", "from"),
    ListColumn("high", "ratio", "to"),
    ListColumn("usual", "ratio", "usual"),
    ListColumn("team", "text", "team"),
    ListColumn("source", "text", "source"),
    ListColumn("agent", "text", "agent"),
)
OUT = lazy("stands out")
"""What is said of a rate that luck would hardly make; of a sample under the minimum n it is how few there are."""

NO_ACCUSATION = lazy("facts to look into, no accusation: there are honest reasons for every one of them")
_DIMENSIONS = ("agent", "team", "source")


def _audit(store: StoreAsOf, question: Question) -> ListTable:
    # The package of readers loads the feed, which loads every list.
    from cxtui.kpis.reading import audit

    where = question.where
    for dimension in (*where.only, *where.never):
        if dimension not in _DIMENSIONS:
            raise UsageError(f"the audit is of whole agents: narrow it down by agent, team or source, not {dimension}")
    if where.words or where.without:
        raise UsageError("the audit is of whole agents: narrow it down by agent, team or source, not by words")
    newest = max((event for _, _, event in store.tx.rows("sources") if event is not None), default=None)
    moment = Moment.of(store.at, store.zone, newest, AHEAD_S, store.cut)
    wanted = question.wanted(store.scope.settings)
    found = audit.read(store.tx, moment, store.scope, (wanted.from_at, wanted.to_at))
    rows = tuple(_row(row, found.min_n) for row in found.rows if _counts(row, where))
    if not rows and len(found.missing) == len(SUSPICIONS):
        return ListTable(AUDIT.name, AUDIT.title, _COLUMNS, (), missing=_unseen(found))
    return ListTable(AUDIT.name, AUDIT.title, _COLUMNS, rows, note=_note(found))


def _row(row: AuditRow, least: int) -> tuple[str | int | float | None, ...]:
    out = OUT if row.stands_out else lazy("under {n}", n=least) if row.n < least else None
    return (
        row.name, lazy(SUSPICIONS[row.suspicion].title), out, row.hits, row.n, row.rate, row.low, row.high, row.usual,
        row.team, row.source, row.agent,
    )  # fmt: skip


def _counts(row: AuditRow, where: Filter) -> bool:
    """Return whether a row is of the agents asked for; who has no team is of the team ``""``."""
    has = {"agent": row.agent, "team": row.team or "", "source": row.source}
    wanted = all(has[dimension] in values for dimension, values in where.only.items())
    return wanted and not any(has[dimension] in values for dimension, values in where.never.items())


def _note(found: Audit) -> str:
    parts: list[str] = [NO_ACCUSATION]
    if found.easy:
        parts.append(lazy("easy topics: {topics}", topics=", ".join(found.easy)))
    if found.partly:
        parts.append(found.partly)
    if found.missing:
        parts.append(lazy("not looked at: {suspicions}", suspicions=_unseen(found)))
    return lazy_joined(parts)


def _unseen(found: Audit) -> str:
    return lazy_joined(
        lazy("{title} ({why})", title=lazy(SUSPICIONS[n].title), why=lazy(why)) for n, why in found.missing
    )


def _words() -> str:
    formulas = " ".join(
        f"{one.title[0].upper()}{one.title[1:]}: {one.words}. Compared with {one.compared}. Why: {one.why}."
        for one in SUSPICIONS.values()
    )
    return (
        "Facts to look into, no accusation; none of them changes a score. A rate with Wilson's interval of 95 % beside "
        f"the usual one; it stands out where luck alone would make it in at most {BY_LUCK * 100:g} % of cases, and n "
        f"is enough for a rank. {formulas}"
    )


AUDIT = ListDefinition(
    name="audit",
    title="Gaming audit",
    words=_words(),
    source="event (message, status, assignee), ticket (topic), rating",
    per_agent=False,
    read=_audit,
    models=("ticket_fact", "first_response", "credit"),
    says_partly=True,
)
DEFINED = (AUDIT,)
