"""Zendesk's tables: comments, histories, surveys and schedules."""

import csv
from pathlib import Path

import pytest

from cxtui.errors import SourceError
from tests.sources.conftest import Bench

TABLES = ("ticket", "event", "stated", "agent", "team", "customer", "rating", "calendar", "sla_target")


@pytest.fixture
def cases(reference: Path) -> Path:
    return reference / "zendesk_oracle" / "in_cases"


@pytest.fixture
def many(reference: Path) -> Path:
    return reference / "zendesk_oracle" / "in_2k"


def history(bench: Bench, ticket: int) -> list[tuple[str, str | None]]:
    return [
        (kind, value)
        for kind, value in bench.rows(
            f"SELECT kind, value FROM in_event WHERE ticket = '{ticket}' ORDER BY occurred_at, event"
        )
    ]


def test_two_thousand_tickets(bench: Bench, many: Path) -> None:
    staged = bench.stage("zendesk", many)
    assert staged.rejected == 0
    counts = dict(bench.rows("SELECT kind, count(*) FROM in_event GROUP BY 1"))
    with (many / "ticket_comment.csv").open() as file:
        public = [row["public"] for row in csv.DictReader(file)]
    assert counts["message"] == public.count("True")
    assert counts["note"] == public.count("False")
    assert [counts[k] for k in ("assignee", "team", "priority", "schedule")] == [2_091, 2_041, 2_267, 945]
    assert counts["deleted"] == 6
    assert bench.one("SELECT count(*) FROM in_event WHERE actor_kind IS NULL") == 0
    assert bench.one("SELECT count(*) FROM in_ticket WHERE deleted_at IS NOT NULL") == 6
    assert bench.one("SELECT count(*) FROM in_ticket") == 2_000
    assert (bench.one("SELECT count(*) FROM in_agent"), bench.one("SELECT count(*) FROM in_customer")) == (28, 666)
    assert {"messages", "status", "assignee", "team", "ratings", "schedules", "customers"} <= set(staged.coverage)


def test_deleted_and_restored(bench: Bench, cases: Path) -> None:
    bench.stage("zendesk", cases)
    kinds = [k for k in history(bench, 30) if k[0] in ("status", "deleted", "restored")]
    assert kinds == [
        ("status", "new"), ("deleted", None), ("restored", None), ("status", "open"), ("status", "solved"),
    ]  # fmt: skip
    assert bench.rows("SELECT ticket FROM in_ticket WHERE deleted_at IS NOT NULL") == [("31",)]


def test_a_comment_comes_before_the_status_of_its_second(bench: Bench, cases: Path) -> None:
    bench.stage("zendesk", cases)
    assert history(bench, 1) == [
        ("policy", "1"), ("priority", "normal"), ("message", None), ("status", "new"),
        ("message", None), ("status", "solved"),
    ]  # fmt: skip
    # Case 19: the reply in the second of the customer's message comes after it, by the comments' ids.
    assert bench.rows(
        "SELECT actor_kind FROM in_event WHERE ticket = '19' AND kind = 'message' ORDER BY occurred_at, event"
    )[:2] == [("customer",), ("agent",)]


def test_the_unassigned_have_no_assignee(bench: Bench, cases: Path) -> None:
    bench.stage("zendesk", cases)
    values = [v for k, v in history(bench, 29) if k == "assignee"]
    assert None in values and values[0] is not None


def test_surveys(bench: Bench, cases: Path) -> None:
    bench.stage("zendesk", cases)
    sent = 1736872200  # 2025-01-14 16:30
    assert bench.rows(
        "SELECT ticket, sent_at, occurred_at, value FROM in_rating ORDER BY ticket, occurred_at NULLS FIRST"
    ) == [
        ("40", sent, None, None),
        ("40", sent, sent + 1800, 1.0),
        ("40", sent, sent + 5400, 0.0),
        ("41", sent, None, None),
    ]


def test_survey_comments(bench: Bench, many: Path) -> None:
    bench.stage("zendesk", many)
    assert bench.rows("SELECT DISTINCT comment FROM in_rating WHERE comment IS NOT NULL") == [("meh",)]
    assert bench.one("SELECT count(*) FROM in_rating WHERE comment IS NOT NULL") == 105
    assert bench.one("SELECT count(*) FROM in_rating") == 848 + 337 + 135
    assert bench.one("SELECT count(*) FROM in_rating WHERE sent_at IS NULL") == 0


def test_calendars_need_no_help_with_zones(bench: Bench, cases: Path) -> None:
    bench.stage("zendesk", cases)
    with (cases / "_schedule_meta.csv").open() as file:
        meta = {row["schedule_id"]: (row["name"], row["iana"]) for row in csv.DictReader(file)}
    found = bench.rows("SELECT calendar, name, zone, position FROM in_calendar ORDER BY position")
    assert {c: (name, zone) for c, name, zone, _ in found} == meta
    assert [c for c, *_ in found] == ["101", "102", "103", "104", "105", "106", "107", "108", "201", "202"]
    weeks = dict(bench.rows("SELECT calendar, week FROM in_calendar"))
    assert weeks["101"] == "1980-2460,3420-3900,4860-5340,6300-6780,7740-8220"
    assert weeks["107"] == "0-10080"
    holidays = dict(bench.rows("SELECT calendar, holidays FROM in_calendar"))
    assert holidays["105"].startswith("2024-01-01,2024-07-04,2024-11-28,2024-11-29,2024-12-23/2024-12-31,")
    assert holidays["201"] is None


def test_policies_promise_seconds(bench: Bench, cases: Path) -> None:
    bench.stage("zendesk", cases)
    of_high = bench.rows(
        "SELECT policy, metric, seconds, business, version_at FROM in_sla_target WHERE priority = 'high' "
        "ORDER BY policy, position"
    )
    since = 1577836800  # 2020-01-01
    export = 1766570400  # 2025-12-24 10:00, the newest instant in it: the rows have no version of their own
    assert of_high == [
        ("1", "first_response", 4 * 3600, 1, export), ("1", "next_reply", 4 * 3600, 1, export),
        ("1", "agent_work", 8 * 3600, 1, export), ("1", "requester_wait", 16 * 3600, 1, export),
        ("2", "first_response", 2 * 3600, 0, export), ("2", "next_reply", 4 * 3600, 0, export),
        ("2", "agent_work", 24 * 3600, 0, export), ("2", "requester_wait", 48 * 3600, 0, export),
    ]  # fmt: skip
    assert bench.one("SELECT count(*) FROM in_sla_target") == 32
    assert bench.rows("SELECT DISTINCT from_at FROM in_sla_target") == [(since,)]


def test_metrics_without_a_clock_promise_nothing(bench: Bench, cases: Path) -> None:
    folder = bench.folder / "policies"
    folder.mkdir()
    for name in ("ticket", "ticket_sla_policy"):
        (folder / f"{name}.csv").write_text((cases / f"{name}.csv").read_text())
    (folder / "sla_policy_metric_history.csv").write_text(
        "sla_policy_id,index,sla_policy_updated_at,business_hours,metric,priority,target\n"
        "9,0,2020-01-01,false,total_resolution_time,high,60\n9,1,2020-01-01,false,periodic_update_time,high,60\n"
        "9,2,2020-01-01,true,agent_work_time,high,90\n9,2,2024-05-01 10:00:00,true,agent_work_time,high,120\n"
    )
    staged = bench.stage("zendesk", folder)
    assert staged.rejected == 0
    assert bench.rows("SELECT metric, from_at, seconds, business FROM in_sla_target ORDER BY from_at") == [
        ("agent_work", 1577836800, 5400, 1), ("agent_work", 1714557600, 7200, 1),
    ]  # fmt: skip


def test_parquet_gives_the_same_rows(bench: Bench, many: Path) -> None:
    bench.stage("zendesk", many)
    whole = [bench.rows(f"SELECT * FROM in_{t} ORDER BY ALL") for t in TABLES]
    folder = bench.folder / "parquet"
    folder.mkdir()
    for path in sorted(many.glob("[a-z]*.csv")):
        bench.con.execute(f"COPY (FROM read_csv('{path}')) TO '{folder / path.stem}.parquet'")
    bench.stage("zendesk", folder)
    assert [bench.rows(f"SELECT * FROM in_{t} ORDER BY ALL") for t in TABLES] == whole


def test_optional_tables_may_be_absent(bench: Bench, cases: Path) -> None:
    staged = bench.stage("zendesk", cases / "ticket.csv")
    assert staged.tables == ("ticket", "stated")
    assert staged.coverage == ("topic", "customers")
    assert bench.rows("SELECT ticket FROM in_ticket WHERE deleted_at IS NOT NULL") == [("31",)]


def test_times_are_utc_whatever_is_said(bench: Bench, cases: Path) -> None:
    with pytest.raises(SourceError, match="leave --zone out"):
        bench.stage("zendesk", cases, zone="Europe/Berlin")


def test_real_column_names(bench: Bench, reference: Path) -> None:
    staged = bench.stage("zendesk", reference / "fivetran_schemas" / "zendesk")
    assert staged.rejected == 0
    assert bench.one("SELECT count(*) FROM in_ticket") == 10
    assert bench.rows("SELECT zone, week FROM in_calendar WHERE calendar = '360000310393'") == [
        ("America/Los_Angeles", "1920-2640,3360-4080,4800-5520,6240-6960,7680-8400")
    ]


def test_the_wrong_mapping_names_the_right_one(bench: Bench, reference: Path, cases: Path) -> None:
    log = reference / "servicenow_uci" / "first_890_incidents.csv"
    with pytest.raises(SourceError, match=r"no table 'first_890_incidents'.*--as servicenow-log"):
        bench.stage("zendesk", log)
    with pytest.raises(SourceError, match=r"no column 'Ticket ID'.*--as servicenow-log"):
        bench.stage("technical-support", log)
    with pytest.raises(SourceError, match="--as zendesk"):
        bench.stage("canonical", cases)
