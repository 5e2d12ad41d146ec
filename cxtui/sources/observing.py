"""How an export finds its tickets: what becomes their observed history, where nothing else tells it."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from cxtui import canonical
from cxtui.sources import sql
from cxtui.sources.mapping import Block
from cxtui.sources.status_words import STATUS_WORDS

if TYPE_CHECKING:
    import duckdb

OPEN = "open"
"""What a ticket is of which nothing but its missing time of resolution is known."""

UNCHANGED = "in_unchanged"
"""The table of tickets that are left out, because they are known to stand as they did: empty at first."""

CLAIMS = ("status", "assignee", "resolved_at", "closed_at")


def observe(con: "duckdb.DuckDBPyConnection", blocks: Iterable[Block], fed: Collection[str]) -> tuple[str, ...]:
    """Make ready how every staged ticket stands at its version; return the columns of ``observed`` that are known.

    ``fill`` then reads it. No column is returned where the tickets' rows say nothing of what can change.
    """
    if "ticket" not in fed:
        return ()
    known = _known(list(blocks), fed)
    if not known:
        return ()
    picked: dict[str, str] = {c: f"t.{c}" for c in ("team", "priority") if c in known}
    claims = [c for c in CLAIMS if c in known and c != "status"]
    claims += ["label"] if "status" in known else []
    picked |= {c: f"c.{c}" for c in claims if c != "label"}
    if "status" in known:
        picked["status"] = _status(known)
    columns = ", ".join(
        f"CAST({picked.get(c.name, 'NULL')} AS {canonical.SQL_TYPES[c.kind][0]}) AS {sql.name(c.name)}"
        for c in canonical.TABLES["observed"].columns[4:]
    )
    con.execute(f"CREATE OR REPLACE TABLE {UNCHANGED} (ticket VARCHAR)")
    con.execute(
        f"CREATE OR REPLACE VIEW in_sighting AS SELECT t.source, t.ticket, t.version_at AS from_at,"
        f" CAST(NULL AS BIGINT) AS seen_at, {columns} FROM {_changed('ticket')} t {_joined(fed)}"
    )
    return known


def fill(con: "duckdb.DuckDBPyConnection") -> None:
    """Make ``in_observed`` of the staged tickets that are not in ``in_unchanged``."""
    con.execute("CREATE OR REPLACE TABLE in_observed AS FROM in_sighting")


def _changed(table: str) -> str:
    return f"(SELECT * FROM in_{table} ANTI JOIN {UNCHANGED} USING (ticket))"


def _known(blocks: list[Block], fed: Collection[str]) -> tuple[str, ...]:
    """Return the columns of an observation that the mapping fills; a status is known by its times, too."""
    fields = {column for b in blocks if b.into == "ticket" for column in b.fields}
    metrics = {metric for b in blocks if b.into == "stated" and "stated" in fed for metric in b.metrics}
    found: list[str] = [c for c in ("assignee", "resolved_at", "closed_at") if c in metrics]
    if metrics & {"status", "resolved_at", "closed_at"}:
        found.append("status")
    found += [c for c in ("team", "priority") if c in fields]
    return tuple(c for c in canonical.TABLES["observed"].names if c in found)


def _joined(fed: Collection[str]) -> str:
    if "stated" not in fed:
        return ""
    columns = ", ".join(
        f"max(CASE WHEN metric = '{metric}' THEN {'label' if metric in ('status', 'assignee') else 'value'} END)"
        f" AS {'label' if metric == 'status' else metric}"
        for metric in CLAIMS
    )
    return (
        f"LEFT JOIN (SELECT source, ticket, {columns} FROM {_changed('stated')}"
        f" WHERE {sql.either('metric', list(CLAIMS))} GROUP BY ALL) c ON c.source = t.source AND c.ticket = t.ticket"
        # Each word is looked up once, not for each ticket that has it.
        f" LEFT JOIN (SELECT label, {_worded()} AS status FROM"
        " (SELECT DISTINCT label FROM in_stated WHERE metric = 'status' AND label IS NOT NULL)) w ON w.label = c.label"
    )


def _worded() -> str:
    """Return the status that a word stands for, as SQL; NULL for a word that nobody knows."""
    cases = (
        f"WHEN {sql.either('lower(trim(label))', list(words))} THEN {sql.lit(status)}"
        for status, words in STATUS_WORDS.items()
    )
    return f"CASE {' '.join(cases)} END"


def _status(known: Collection[str]) -> str:
    """Return the status as SQL: by its word, else by the times that are there."""
    cases = ["WHEN w.status IS NOT NULL THEN w.status"]
    cases += ["WHEN c.closed_at IS NOT NULL THEN 'closed'"] if "closed_at" in known else []
    cases += ["WHEN c.resolved_at IS NOT NULL THEN 'solved'"] if "resolved_at" in known else []
    times = {"closed_at", "resolved_at"} & set(known)
    return f"CASE {' '.join(cases)}{f' ELSE {sql.lit(OPEN)}' if times else ''} END"
