"""Numbers beside those of an earlier period: what ``--compare`` adds and what ``explain`` tells."""

import csv
import io
import json
from contextlib import closing
from pathlib import Path

import pytest

from cxtui.kpis.feeds.store_feed import StoreFeed
from cxtui.kpis.question.period import parse_period
from cxtui.kpis.question.question import Question
from tests.exporting.commands import printed, ran
from tests.facts.histories import instant


def exported(store: Path, *words: str, at: str = "2026-04-07 12:00") -> list[dict[str, object]]:
    """Return rows of an export."""
    found: list[dict[str, object]] = json.loads(printed(store, "export", *words, "--format", "json", at=at))
    return found


@pytest.mark.parametrize("name", ["created", "csat", "first_response_mean", "reply_time", "service_level"])
@pytest.mark.parametrize(
    ("how", "period", "earlier", "at"),
    [
        # Three days until noon: the three before until noon of the last, and those a week before.
        ("previous", "2026-04-05..2026-04-07", "2026-04-02..2026-04-04", "2026-04-04 12:00"),
        ("weekday", "2026-04-05..2026-04-07", "2026-03-29..2026-03-31", "2026-03-31 12:00"),
        ("previous", "2026-03-30..2026-04-05", "2026-03-23..2026-03-29", "2026-03-31 12:00"),
    ],
)
def test_it_is_the_number_of_that_period(
    packaged: Path, name: str, how: str, period: str, earlier: str, at: str
) -> None:
    (row,) = exported(packaged, name, "--period", period, "--compare", how)
    (plain,) = exported(packaged, name, "--period", period)
    with closing(StoreFeed(packaged, instant("2026-04-07 12:00"))) as feed, feed.asking() as store:
        # Outcomes up to the same time of that period, of the tickets that are not removed by now.
        before = store.metric(name, Question(parse_period(earlier, store.at, store.zone), instant(at)))
    assert (row["previous"], row["previous_n"]) == (before.value, before.n)
    assert {key: row[key] for key in plain} == plain and list(row)[-2:] == ["previous", "previous_n"]


def test_parts_are_compared_with_their_own(packaged: Path) -> None:
    rows = exported(packaged, "created", "--period", "7d", "--by", "channel", "--compare", "previous")
    (whole,) = exported(packaged, "created", "--period", "7d", "--compare", "previous")
    assert sum(row["previous_n"] for row in rows) == whole["previous_n"]  # type: ignore[misc]
    assert len({row["previous_n"] for row in rows}) > 1


def test_an_instant_has_a_week_before_and_no_period_before(packaged: Path) -> None:
    (row,) = exported(packaged, "backlog", "--compare", "weekday")
    (before,) = exported(packaged, "backlog", at="2026-03-31 12:00")
    assert row["previous"] == before["value"]
    (row,) = exported(packaged, "backlog", "--compare", "previous")
    assert (row["previous"], row["previous_n"]) == (None, None)
    (row,) = exported(packaged, "backlog", "--period", "yesterday", "--compare", "previous")
    (before,) = exported(packaged, "backlog", at="2026-04-05 23:59:59")
    assert row["previous"] == before["value"]


def test_every_number_can_be_compared(packaged: Path) -> None:
    text = printed(packaged, "export", "metrics", "--period", "7d", "--compare", "weekday")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) > 30 and {"previous", "previous_n"} <= set(rows[0])


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("responses", "--compare", "previous"), "exported whole"),
        (("heat", "--compare", "weekday"), "are for numbers"),
        (("csat", "--compare", "weekday", "--format", "openmetrics"), "no place for an earlier period"),
    ],
)
def test_only_numbers_are_compared(packaged: Path, words: tuple[str, ...], expected: str) -> None:
    code, out, err = ran(packaged, "export", *words)
    assert code == 2 and expected in err and out == ""


def test_an_explanation_tells_the_period_before(packaged: Path) -> None:
    (row,) = exported(packaged, "csat", "--period", "7d", "--compare", "previous")
    explained = json.loads(printed(packaged, "explain", "csat", "--period", "7d", "--format", "json"))
    assert (explained["before"]["value"], explained["before"]["n"]) == (row["previous"], row["previous_n"])
    assert f"The period before   {row['previous']:.0%} (n {row['previous_n']})\n".replace("%", " %") in printed(
        packaged, "explain", "csat", "--period", "7d"
    )


def test_an_instant_is_explained_without(packaged: Path) -> None:
    assert "The period before" not in printed(packaged, "explain", "backlog")
    assert json.loads(printed(packaged, "explain", "backlog", "--format", "json"))["before"] is None
