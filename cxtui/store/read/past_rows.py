"""Records as they were at an instant: SELECTs in the place of the canonical tables, and of what only later rows say.

A record that tells when it happened is there from then on. Of a row that was written anew later only that is undone
which has an instant of its own: an answer, an end, a deletion, being spam or merged, an event taken back. Team,
priority and topic of a ticket are what its history says; where it says nothing they are those of the row, as are names
and tiers.
"""

from collections.abc import Mapping

from cxtui import canonical
from cxtui.clock import FAR
from cxtui.store.schema import quoted

WITHOUT_HISTORY = ("topic", "product", "place", "subject", "name", "tier")
"""What a row says as it stands: at an instant before it is what it is today, unless there is history of it."""

_INSTANTS = ("first_response_at", "resolved_at", "closed_at")
"""Claims of a source that tell when something happened."""


def selects(at: int) -> Mapping[str, str]:
    """Return the SELECT of every canonical table that holds what is later than ``at`` (UTC epoch seconds), by name."""
    return {
        "ticket": _select("ticket", f"x.created_at <= {at}", _ticket(at)),
        "event": _select("event", f"x.occurred_at <= {at}", {"retracted": _retracted(at)}),
        "state": _select("state", f"x.from_at <= {at}"),
        "observed": _select("observed", _found(at), _finding(at)),
        "stated": _select(
            "stated", f"NOT (x.metric IN ({_words(_INSTANTS)}) AND x.value IS NOT NULL AND x.value > {at})"
        ),
        "customer": _select("customer", "1", {"left_at": _by(at, "left_at")}),
        "contract": _select("contract", f"x.from_at <= {at}", {"to_at": _if_known(at, "to_at")}),
        "purchase": _select("purchase", f"x.occurred_at <= {at}"),
        "rating": _select(
            "rating",
            f"x.sent_at <= {at} OR x.occurred_at <= {at} OR (x.sent_at IS NULL AND x.occurred_at IS NULL)",
            {
                "sent_at": _by(at, "sent_at"),
                "occurred_at": _by(at, "occurred_at"),
                **{name: f"CASE WHEN COALESCE(x.occurred_at, {at}) <= {at} THEN x.{name} END" for name in _ANSWER},
            },
        ),
        "qa_score": _select("qa_score", f"x.occurred_at <= {at}"),
        "agent_state": _select("agent_state", f"x.from_at <= {at}", {"to_at": _by(at, "to_at")}),
        "handle": _select("handle", f"x.to_at <= {at}"),
    }


def _retracted(at: int) -> str:
    """Return whether an event was taken back by an instant: since its version says so, before it counted."""
    return f"CASE WHEN x.version_at <= {at} THEN x.retracted END"


def _counts(at: int) -> str:
    """Return the test that an event ``e`` counts now, or counted at an instant before it was taken back."""
    return f"(e.retracted IS NOT 1 OR {_taken_back_later(at)})"


def _taken_back_later(at: int) -> str:
    return f"(e.retracted = 1 AND e.occurred_at <= {at} AND e.version_at > {at})"


_MERGING = ("merged", "unmerged")
_ANSWER = ("value", "comment")


_SAME = "o.source = x.source AND o.ticket = x.ticket"


def _found(at: int) -> str:
    """Return the test of what exports had found by an instant, or found next to have been solved by then.

    What the next one says to have been solved before the last one that found the ticket otherwise is found by it alone.
    """
    following = f"SELECT MIN(o.from_at) FROM main.observed o WHERE {_SAME} AND o.from_at > {at}"
    since = f"COALESCE({_last(at, 'COALESCE(o.seen_at, o.from_at)')}, -{FAR})"
    solved = " OR ".join(f"(x.{c} <= {at} AND x.{c} > {since})" for c in ("resolved_at", "closed_at"))
    return f"x.from_at <= {at} OR (x.from_at = ({following}) AND ({solved}))"


def _finding(at: int) -> dict[str, str]:
    """Return what an export found; of a later one that the ticket was solved, all else being as it was found before."""
    solved = f"CASE WHEN x.closed_at <= {at} THEN 'closed' ELSE 'solved' END"
    first = f"NOT EXISTS (SELECT 1 FROM main.observed o WHERE {_SAME} AND o.from_at <= {at})"
    return {
        "from_at": f"MIN(x.from_at, {at})",
        "status": f"CASE WHEN x.from_at <= {at} THEN x.status ELSE {solved} END",
        **{
            name: f"CASE WHEN x.from_at <= {at} OR {first} THEN x.{name} ELSE {_last(at, f'o.{name}')} END"
            for name in ("assignee", "team", "priority")
        },
        "resolved_at": _by(at, "resolved_at"),
        "closed_at": _by(at, "closed_at"),
    }


def _last(at: int, what: str) -> str:
    """Return a cell of the last finding of a ticket by an instant."""
    found = f"FROM main.observed o WHERE {_SAME} AND o.from_at <= {at}"
    return f"(SELECT {what} {found} ORDER BY o.from_at DESC LIMIT 1)"


def _select(name: str, where: str, instead: Mapping[str, str] | None = None) -> str:
    """Return a table's rows of which ``where`` holds, with other expressions in the place of some columns."""
    other = instead or {}
    columns = ", ".join(f"{other.get(c, f'x.{quoted(c)}')} AS {quoted(c)}" for c in canonical.TABLES[name].names)
    return f"SELECT {columns} FROM main.{quoted(name)} x WHERE {where}"


def _by(at: int, column: str) -> str:
    return f"CASE WHEN x.{column} <= {at} THEN x.{column} END"


def _if_known(at: int, column: str) -> str:
    """Return an instant that may have been known before: it is not where only a later version of the row tells it."""
    return f"CASE WHEN x.{column} <= {at} OR x.version_at <= {at} THEN x.{column} END"


def _ticket(at: int) -> dict[str, str]:
    row = f"COALESCE(x.deleted_at, x.version_at) <= {at}"
    spam = "CASE WHEN COALESCE(e.value, '1') <> '0' THEN 1 END"
    merged = "CASE WHEN e.kind = 'merged' THEN COALESCE(e.value, x.merged_into, '') END"
    deleted = "CASE WHEN e.kind = 'deleted' THEN e.occurred_at END"
    return {
        **{name: _word(at, name) for name in ("team", "priority", "topic")},
        "spam": _removal(at, ("spam",), spam, f"CASE WHEN {_any(('spam',))} OR {row} THEN x.spam END"),
        "merged_into": _removal(at, _MERGING, merged, f"CASE WHEN {_any(_MERGING)} OR {row} THEN x.merged_into END"),
        "deleted_at": _removal(at, ("deleted", "restored"), deleted, _by(at, "deleted_at")),
    }


def _word(at: int, kind: str) -> str:
    """Return a word of a ticket: as it stands, but where history tells of a later one what it was before that."""
    changes = f"""
      SELECT e.occurred_at AS told_at, e.version_seq AS seq, e.event, e.value, e.previous FROM main.event e
      WHERE e.source = x.source AND e.ticket = x.ticket AND e.kind = '{kind}' AND {_counts(at)}
      UNION ALL
      SELECT s.from_at, s.seq, '', s.{kind}, NULL FROM main.state s
      WHERE s.source = x.source AND s.ticket = x.ticket AND s.{kind} IS NOT NULL"""
    if kind in ("team", "priority"):
        changes += f"""
      UNION ALL
      SELECT o.from_at, 0, '', o.{kind}, COALESCE((
        SELECT COALESCE(p.{kind}, '') FROM main.observed p
        WHERE p.source = o.source AND p.ticket = o.ticket AND p.from_at < o.from_at
        ORDER BY p.from_at DESC LIMIT 1), o.{kind}) FROM main.observed o
      WHERE o.source = x.source AND o.ticket = x.ticket"""
    later = f"SELECT COALESCE(previous, '') FROM ({changes}) WHERE told_at > {at} ORDER BY told_at, seq, event LIMIT 1"
    until = (
        f"SELECT COALESCE(value, '') FROM ({changes}) WHERE told_at <= {at}"
        " ORDER BY told_at DESC, seq DESC, event DESC LIMIT 1"
    )
    before = f"NULLIF(COALESCE(({until}), ({later})), '')"
    changed = f"EXISTS (SELECT 1 FROM ({changes}) WHERE told_at > {at}) OR {_has((kind,), _taken_back_later(at))}"
    return f"CASE WHEN {changed} THEN {before} ELSE x.{kind} END"


def _removal(at: int, kinds: tuple[str, ...], value: str, row: str) -> str:
    """Return what events say of a removal until the instant where one is later, else what the row says."""
    of_ticket = f"e.source = x.source AND e.ticket = x.ticket AND e.kind IN ({_words(kinds)})"
    last = (
        f"SELECT {value} FROM main.event e WHERE {of_ticket} AND e.occurred_at <= {at} AND {_counts(at)}"
        " ORDER BY e.occurred_at DESC, e.version_seq DESC, e.event DESC LIMIT 1"
    )
    later = _has(kinds, f"(e.retracted IS NOT 1 AND e.occurred_at > {at} OR {_taken_back_later(at)})")
    return f"CASE WHEN {later} THEN ({last}) ELSE {row} END"


def _any(kinds: tuple[str, ...]) -> str:
    return _has(kinds, "e.retracted IS NOT 1")


def _has(kinds: tuple[str, ...], test: str) -> str:
    return (
        "EXISTS (SELECT 1 FROM main.event e WHERE e.source = x.source AND e.ticket = x.ticket"
        f" AND e.kind IN ({_words(kinds)}) AND {test})"
    )


def _words(words: tuple[str, ...]) -> str:
    return ", ".join(f"'{word}'" for word in words)
