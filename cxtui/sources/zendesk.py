"""What follows from several rows of Zendesk's tables: calendars, targets, restored and deleted tickets, surveys."""

from typing import TYPE_CHECKING

from cxtui import calendars, canonical
from cxtui.errors import SourceError
from cxtui.sources import sql

if TYPE_CHECKING:
    import duckdb

    from cxtui.sources.feeding import StagedTable

EXTRA: dict[str, tuple[str, ...]] = {
    "ticket": ("id", "status", "updated_at", "created_at", "merged_ticket_ids"),
    "schedule": ("id", "name", "time_zone", "start_time", "end_time", "created_at", "_fivetran_deleted"),
    "schedule_holiday": ("schedule_id", "start_date", "end_date", "_fivetran_deleted"),
}
"""Columns that are wanted as texts; the schedule tables may be absent."""


def finish(
    con: "duckdb.DuckDBPyConnection", source: str, tables: "dict[str, StagedTable]", fed: list[str]
) -> list[str]:
    """Complete the staged tables and return what else is covered."""
    covered = []
    if "schedule" in tables:
        _calendars(con, source, tables)
        fed.append("calendar")
        covered.append("schedules")
    if "event" in fed:
        _restored(con)
        _actors(con)
    _deleted(con, tables["ticket"], "event" in fed)
    if "rating" in fed:
        _surveys(con)
    if "sla_target" in fed:
        con.execute("UPDATE in_sla_target SET seconds = seconds * 60")
    if _merged(con, tables["ticket"]):
        covered.append("merges")
    return covered


def _rows(table: "StagedTable", columns: tuple[str, ...]) -> str:
    """Return the SELECT of a staged table's texts under the origin's own names, deleted rows left out."""
    there = table.plan.looked_up
    picked = ", ".join(f"{there[c]} AS {sql.name(c)}" for c in columns)
    tests = [table.usable] if table.usable else []
    if "_fivetran_deleted" in columns:
        tests.append(f"lower(coalesce({there['_fivetran_deleted']}, '')) <> 'true'")
    return f"(SELECT {picked} FROM {table.name}{' WHERE ' + ' AND '.join(tests) if tests else ''})"


def _calendars(con: "duckdb.DuckDBPyConnection", source: str, tables: "dict[str, StagedTable]") -> None:
    """Make ``in_calendar``: the earliest created schedule is the default, weeks in local minutes."""
    table = tables["schedule"]
    for column in ("id", "time_zone", "start_time", "end_time"):
        if table.plan.looked_up[column] == "NULL":
            raise SourceError(f"table schedule: no column {column!r}, which zendesk needs.")
    rows = _rows(table, EXTRA["schedule"])
    _check_minutes(con, rows)
    zones = _zones(con, rows)
    holidays = "(SELECT NULL AS schedule_id, NULL AS holidays WHERE false)"
    if "schedule_holiday" in tables:
        closed = _rows(tables["schedule_holiday"], EXTRA["schedule_holiday"])
        holidays = (
            "(SELECT schedule_id, string_agg(CASE WHEN a = b THEN CAST(a AS VARCHAR) ELSE a || '/' || b END, ',' "
            "ORDER BY a, b) AS holidays FROM (SELECT DISTINCT schedule_id, try_cast(start_date AS DATE) AS a, "
            f"try_cast(coalesce(end_date, start_date) AS DATE) AS b FROM {closed}) WHERE a <= b GROUP BY schedule_id)"
        )
    columns = ", ".join(canonical.TABLES["calendar"].names)
    con.execute(
        f"CREATE OR REPLACE TABLE in_calendar AS SELECT {columns} FROM (SELECT {sql.lit(source)} AS source, "
        "s.id AS calendar, CAST(0 AS BIGINT) AS from_at, coalesce(s.created, 0) AS version_at, "
        "CAST(0 AS BIGINT) AS version_seq, s.name, z.iana AS zone, "
        "row_number() OVER (ORDER BY s.created NULLS LAST, try_cast(s.id AS HUGEINT), s.id) - 1 AS position, "
        f"s.week, h.holidays FROM ({_weeks(rows)}) s JOIN {zones} z ON z.name = s.time_zone "
        f"LEFT JOIN {holidays} h ON h.schedule_id = s.id)"
    )


def _weeks(rows: str) -> str:
    created = "min(epoch_us(try_cast(created_at AS TIMESTAMPTZ)) // 1000000)"
    return (
        f"SELECT id, min(name) AS name, min(time_zone) AS time_zone, {created} AS created, "
        "array_to_string(list_transform(list_sort(list_distinct(list({'a': CAST(start_time AS BIGINT), "
        "'b': CAST(end_time AS BIGINT)}))), lambda x: x.a || '-' || x.b), ',') AS week "
        f"FROM {rows} GROUP BY id"
    )


def _check_minutes(con: "duckdb.DuckDBPyConnection", rows: str) -> None:
    found = con.execute(
        f"SELECT id, start_time, end_time FROM {rows} WHERE try_cast(start_time AS BIGINT) IS NULL "
        "OR try_cast(end_time AS BIGINT) IS NULL LIMIT 1"
    ).fetchall()
    for row in found:
        raise SourceError(
            f"table schedule: schedule {row[0]!r} is open from {row[1]!r} to {row[2]!r}; "
            "expected minutes of the week from Sunday 00:00."
        )


def _zones(con: "duckdb.DuckDBPyConnection", rows: str) -> str:
    """Return a relation of friendly zone names with their IANA names."""
    pairs = []
    for (name,) in con.execute(f"SELECT DISTINCT time_zone FROM {rows} WHERE time_zone IS NOT NULL").fetchall():
        try:
            pairs.append(f"({sql.lit(name)}, {sql.lit(calendars.iana(name))})")
        except calendars.CalendarError as error:
            raise SourceError(f"table schedule, column time_zone: {error}.") from None
    if not pairs:
        raise SourceError("table schedule: no time_zone in any row.")
    return f"(SELECT col0 AS name, col1 AS iana FROM (VALUES {', '.join(pairs)}))"


def _restored(con: "duckdb.DuckDBPyConnection") -> None:
    """Add a ``restored`` event where a status follows a deletion."""
    names = ", ".join(canonical.TABLES["event"].names)
    con.execute(
        f"INSERT INTO in_event SELECT {names} FROM (SELECT * REPLACE (replace(event, '6-status-', '6-restored-') AS "
        "event, 'restored' AS kind, NULL AS value), kind AS now, "
        "lag(kind) OVER (PARTITION BY ticket ORDER BY occurred_at, event) AS before "
        "FROM in_event WHERE kind IN ('status', 'deleted')) WHERE now = 'status' AND before = 'deleted'"
    )


def _actors(con: "duckdb.DuckDBPyConnection") -> None:
    """Say who acted where the user table does not: the requester is a customer, -1 and nobody the system."""
    con.execute(
        "UPDATE in_event SET actor_kind = 'system' WHERE actor_kind IS NULL AND coalesce(actor, '-1') = '-1' "
        "AND kind NOT IN ('message', 'note')"
    )
    con.execute(
        "UPDATE in_event SET actor_kind = 'customer' FROM in_ticket WHERE in_event.actor_kind IS NULL "
        "AND in_ticket.ticket = in_event.ticket AND in_ticket.customer = in_event.actor"
    )


def _deleted(con: "duckdb.DuckDBPyConnection", table: "StagedTable", history: bool) -> None:
    """Set ``deleted_at`` of tickets whose last status is a deletion; without history, of those deleted now."""
    if history:
        con.execute(
            "UPDATE in_ticket SET deleted_at = d.occurred_at FROM (SELECT ticket, arg_max(kind, (occurred_at, event)) "
            "AS kind, max(occurred_at) AS occurred_at FROM in_event WHERE kind IN ('status', 'deleted') "
            "GROUP BY ticket) d WHERE d.ticket = in_ticket.ticket AND d.kind = 'deleted'"
        )
    rows = _rows(table, EXTRA["ticket"])
    con.execute(
        "UPDATE in_ticket SET deleted_at = version_at WHERE deleted_at IS NULL AND ticket IN "
        f"(SELECT id FROM {rows} WHERE status = 'deleted')"
    )


def _surveys(con: "duckdb.DuckDBPyConnection") -> None:
    """Give every answer the time its survey was sent, and the comment written with it."""
    con.execute(
        "UPDATE in_rating SET comment = c.comment FROM in_rating c WHERE c.rating = 'comment-' || in_rating.rating"
    )
    con.execute("DELETE FROM in_rating WHERE starts_with(rating, 'comment-')")
    con.execute(
        "UPDATE in_rating SET sent_at = s.sent_at FROM (SELECT a.rating, max(o.sent_at) AS sent_at FROM in_rating a "
        "JOIN in_rating o ON o.ticket = a.ticket AND o.occurred_at IS NULL AND o.sent_at <= a.occurred_at "
        "GROUP BY a.rating) s WHERE s.rating = in_rating.rating AND in_rating.sent_at IS NULL"
    )


def _merged(con: "duckdb.DuckDBPyConnection", table: "StagedTable") -> bool:
    """Set ``merged_into`` from the surviving ticket's list of those merged into it; return whether it exists."""
    if table.plan.looked_up["merged_ticket_ids"] == "NULL":
        return False
    rows = _rows(table, EXTRA["ticket"])
    con.execute(
        "UPDATE in_ticket SET merged_into = m.survivor FROM (SELECT min(id) AS survivor, merged FROM (SELECT id, "
        "unnest(regexp_extract_all(merged_ticket_ids, '[0-9]+')) AS merged "
        f"FROM {rows}) GROUP BY merged) m WHERE m.merged = in_ticket.ticket"
    )
    return True
