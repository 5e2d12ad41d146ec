"""One row a ticket: claims are staged as claims, and messages are not invented."""

from pathlib import Path

import pytest

from cxtui import sources
from tests.sources.conftest import Bench


@pytest.fixture
def staged(bench: Bench, reference: Path) -> sources.Staged:
    return bench.stage("technical-support", reference / "technical_support" / "tickets_2023H1.csv")


def test_tickets_and_what_is_doubtful(bench: Bench, staged: sources.Staged) -> None:
    assert (staged.rows_read, staged.rejected) == (1_181, 2)
    assert bench.one("SELECT count(*) FROM in_ticket") == 1_179
    assert staged.doubts == {"states a first-response result that its own times contradict": 14}
    assert "event" not in staged.tables and "messages" not in staged.coverage


def test_a_reply_before_the_ticket_is_no_reply(bench: Bench, staged: sources.Staged) -> None:
    assert bench.rejects() == [
        (231, "First response time", "2023-02-01 01:10:53.759", "first reply before creation"),
        (894, "First response time", "2023-05-17 20:19:49.433", "first reply before creation"),
    ]


def test_one_ticket(bench: Bench, staged: sources.Staged) -> None:
    created = 1672621116  # 2023-01-02 00:58:36
    assert bench.rows(
        "SELECT created_at, channel, team, priority, topic, product, place FROM in_ticket WHERE ticket = '1012'"
    ) == [
        (created, "email", "1st line support", "low", "Feature request", "Custom software development",
         "Republic of Ireland")
    ]  # fmt: skip
    assert dict(bench.rows("SELECT metric, coalesce(label, value::VARCHAR) FROM in_stated WHERE ticket = '1012'")) == {
        "first_response_at": str(created + 281),  # 01:03:17.432, cut
        "due_first_response_at": str(created + 3600),
        "first_response_sla": "1",
        "resolved_at": str(1672792311),  # 2023-01-04 00:31:51.694
        "due_resolution_at": str(created + 2 * 86400),
        "resolution_sla": "1",
        "closed_at": str(1672804979),  # 2023-01-04 04:02:59.013
        "status": "closed",
        "assignee": "Kristos Westoll",
        "agent_interactions": "1",
    }


def test_surveys(bench: Bench, staged: sources.Staged) -> None:
    # 560 closed tickets answered; one of them is rejected for its reply before creation.
    assert bench.rows("SELECT value, count(*) FROM in_rating GROUP BY 1 ORDER BY 1") == [
        (1.0, 54), (2.0, 59), (3.0, 135), (4.0, 180), (5.0, 131),
    ]  # fmt: skip
    assert bench.rows("SELECT DISTINCT kind, scale_min, scale_max, higher_is_better FROM in_rating") == [
        ("csat", 1.0, 5.0, 1)
    ]


def test_people_and_tiers(bench: Bench, staged: sources.Staged) -> None:
    assert bench.rows("SELECT team, tier FROM in_team ORDER BY 1") == [("1st line support", 1), ("2nd line support", 2)]
    assert bench.one("SELECT count(*) FROM in_agent") == 8
    assert bench.rows("SELECT team FROM in_agent WHERE agent = 'Heather Urry'") == [("2nd line support",)]
    assert bench.one("SELECT count(DISTINCT topic) FROM in_ticket") == 7
