"""The ServiceNow log as it is: what its columns state, and what its states replay to."""

from pathlib import Path

import pytest

from tests.sources.conftest import Bench

END = 1459468740
"""2016-03-31 23:59:00 UTC: the instant at which the backlog is counted."""
TABLES = ("ticket", "state", "stated", "agent", "team", "customer")


@pytest.fixture
def log(reference: Path) -> Path:
    return reference / "servicenow_uci" / "incident_event_log.csv.gz"


@pytest.fixture
def first(reference: Path) -> Path:
    return reference / "servicenow_uci" / "first_890_incidents.csv"


def count(bench: Bench, metric: str, test: str) -> object:
    return bench.one(f"SELECT count(*) FROM in_stated WHERE metric = '{metric}' AND {test}")


def minutes(bench: Bench, metric: str) -> object:
    return bench.one(
        "SELECT quantile_cont((s.value - t.created_at) / 60, 0.5) FROM in_stated s JOIN in_ticket t "
        f"USING (source, ticket) WHERE metric = '{metric}'"
    )


def test_what_the_log_states(bench: Bench, log: Path) -> None:
    staged = bench.stage("servicenow-log", log)
    assert (staged.rows_read, staged.rejected, staged.doubts) == (141_712, 0, {})
    assert bench.one("SELECT count(*) FROM in_ticket") == 24_918
    assert bench.one("SELECT count(*) FROM in_state") == 141_712
    assert count(bench, "reopen_count", "value >= 1") == 275
    assert count(bench, "reassignment_count", "value >= 1") == 11_369
    assert bench.one("SELECT max(value) FROM in_stated WHERE metric = 'reassignment_count'") == 27
    assert count(bench, "resolved_at", "value IS NULL") == 1_556
    assert minutes(bench, "resolved_at") == 1_326
    assert minutes(bench, "closed_at") == 8_752
    assert (
        bench.one(
            "SELECT count(*) FROM in_stated s JOIN in_ticket t USING (source, ticket) WHERE metric = 'closed_at' "
            f"AND created_at <= {END} AND (value IS NULL OR value > {END})"
        )
        == 3_353
    )
    assert bench.one("SELECT count(*) FROM in_state WHERE status IS NULL") == 5


REPLAY = """
SELECT count(*) FILTER (solved IS NOT NULL) AS solved,
  quantile_cont((solved - created_at) / 60, 0.5) AS median,
  count(*) FILTER (left_again) AS left_again, count(*) FILTER (moved) AS moved, count(*) FILTER (handed) AS handed,
  count(*) FILTER (last_status <> 'closed') AS not_closed
FROM (
  SELECT ticket, min(from_at) FILTER (status = 'solved') AS solved,
    bool_or(before IN ('solved', 'closed') AND status NOT IN ('solved', 'closed')) AS left_again,
    bool_or(team <> team_before) AS moved, bool_or(assignee <> assignee_before) AS handed,
    arg_max(coalesce(status, '?'), (from_at, seq)) FILTER (from_at <= {end}) AS last_status
  FROM (SELECT *, lag(status) OVER w AS before,
          lag(team) OVER w AS team_before, lag(assignee) OVER w AS assignee_before
        FROM in_state WINDOW w AS (PARTITION BY ticket ORDER BY from_at, seq))
  GROUP BY ticket
) JOIN in_ticket USING (ticket)
"""


def test_what_the_states_replay_to(bench: Bench, log: Path) -> None:
    bench.stage("servicenow-log", log)
    ((solved, median, left_again, moved, handed, not_closed),) = bench.rows(REPLAY.format(end=END))
    assert (solved, median, left_again, not_closed) == (24_905, 833, 276, 3_346)
    assert (moved, handed) == (9_224, 1_957)


def test_both_dialects_give_the_same_rows(bench: Bench, log: Path, first: Path) -> None:
    staged = bench.stage("servicenow-log", first)
    assert staged.rejected == 0
    assert count(bench, "reopen_count", "value >= 1") == 10
    assert count(bench, "reassignment_count", "value >= 1") == 391
    for table in ("state", "stated", "ticket"):
        bench.con.execute(f"CREATE TABLE other_{table} AS SELECT * FROM in_{table}")
    bench.stage("servicenow-log", log)
    differing = bench.one("SELECT count(*) FROM (SELECT * FROM other_state EXCEPT SELECT * FROM in_state)")
    assert bench.one("SELECT count(*) FROM other_state") > 5_000
    assert differing == 0


def test_a_third_dialect(bench: Bench, first: Path) -> None:
    bench.stage("servicenow-log", first)
    whole = bench.rows("SELECT * FROM in_state ORDER BY ALL")
    iso = bench.folder / "iso.csv"
    times = ("opened_at", "sys_created_at", "sys_updated_at", "resolved_at", "closed_at")
    replaced = ", ".join(
        f"coalesce(strftime(try_strptime({t}, '%d-%m-%Y %H:%M'), '%Y-%m-%dT%H:%M:00Z'), '?') AS {t}" for t in times
    )
    bench.con.execute(
        f"COPY (SELECT * REPLACE ({replaced}) FROM read_csv('{first}', all_varchar = true)) TO '{iso}' (HEADER)"
    )
    bench.stage("servicenow-log", iso)
    assert bench.rows("SELECT * FROM in_state ORDER BY ALL") == whole


def test_another_zone(bench: Bench, first: Path) -> None:
    bench.stage("servicenow-log", first)
    utc = bench.one("SELECT created_at FROM in_ticket WHERE ticket = 'INC0000045'")
    bench.stage("servicenow-log", first, zone="Europe/Lisbon", source="lisbon")
    assert utc == 1456708560
    assert bench.one("SELECT created_at FROM in_ticket WHERE ticket = 'INC0000045'") == utc
    bench.stage("servicenow-log", first, zone="America/Sao_Paulo")
    assert bench.one("SELECT created_at FROM in_ticket WHERE ticket = 'INC0000045'") == utc + 3 * 3600


def test_pieces_in_any_order_end_in_the_same_rows(bench: Bench, first: Path) -> None:
    bench.stage("servicenow-log", first)
    whole = [bench.rows(f"SELECT * FROM in_{t} ORDER BY ALL") for t in TABLES]
    header, *lines = first.read_text().splitlines(keepends=True)
    pieces = [bench.write(f"{i}.csv", header + "".join(lines[i::3])) for i in (2, 0, 1)]
    bench.stage("servicenow-log", *pieces)
    assert [bench.rows(f"SELECT * FROM in_{t} ORDER BY ALL") for t in TABLES] == whole


def test_the_past_does_not_know_the_future(bench: Bench, first: Path) -> None:
    staged = bench.stage("servicenow-log", first, until=1456790400)
    assert staged.left_out > 0
    assert bench.one("SELECT max(from_at) FROM in_state") <= 1456790400
    assert staged.last_at is not None and staged.last_at <= 1456790400
