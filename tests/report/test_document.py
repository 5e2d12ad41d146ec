"""The floor as JSON."""

import json
from dataclasses import replace

from cxtui.kpis.floor import Ranked, ScoreComponent
from cxtui.report.document import VERSION, as_json, document
from tests.console import floors


def test_numbers_come_through_unchanged() -> None:
    floor = floors.busy()
    found = json.loads(as_json(floor))
    assert (found["version"], found["as_of"], found["zone"], found["live"]) == (1, floor.as_of, floor.zone, True)
    assert VERSION == 1
    for name, metric in floor.metrics.items():
        definition = found["metrics"][name]
        assert (definition["value"], definition["n"], definition["waiting"], definition["as_of"]) == (
            metric.value, metric.n, metric.waiting, metric.as_of,
        )  # fmt: skip
    assert found["volume"]["inflow"] == list(floor.volume.inflow)
    assert found["volume"]["by_channel"] == dict(floor.volume.by_channel)
    assert [row["ticket"] for row in found["responses"]["rows"]] == [row.ticket for row in floor.responses.rows]
    assert found["leaderboard"]["weights"] == dict(floor.leaderboard.weights)


def test_no_data_is_null() -> None:
    found = document(floors.gaps())
    assert found["metrics"]["csat"]["value"] is None
    assert found["metrics"]["csat"]["missing"] == "no ratings: import a rating table"
    assert found["leaderboard"]["absent"]["csat"] == "no table rating"


def test_a_floor_without_anything_is_a_document_too() -> None:
    found = json.loads(as_json(floors.empty()))
    assert found["volume"]["starts"] == found["responses"]["rows"] == found["sources"] == []


def test_hostile_text_is_escaped_and_comes_back_whole() -> None:
    floor = floors.hostile()
    text = as_json(floor)
    assert text.isascii()
    assert "\x1b" not in text and "\x07" not in text
    subjects = [row["subject"] for row in json.loads(text)["responses"]["rows"]]
    assert subjects == [row.subject for row in floor.responses.rows]


def test_a_component_without_a_score_keeps_its_key() -> None:
    floor = floors.busy()
    blank = ScoreComponent("qa", None, None, None, None, 0, 11.25)
    ann = Ranked("mail", "a1", "Ann", None, 1, False, 50.0, 40.0, 60.0, 30, 12, (blank,))
    board = replace(floor.leaderboard, rows=(ann,))
    (row,) = document(replace(floor, leaderboard=board))["leaderboard"]["rows"]
    assert (row["agent"], row["rank"], row["score"], row["volume"]) == ("a1", 1, 50.0, 12)
    assert row["components"] == {
        "qa": {"value": None, "score": None, "low": None, "high": None, "n": 0, "weight": 11.25, "queue": 0.0}
    }
