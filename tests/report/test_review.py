"""Reviews in words and as documents, and as a part of a snapshot."""

import re

import pytest
from rich.cells import cell_len

from cxtui.desk import DeskState
from cxtui.kpis.triggers import TriggerReading
from cxtui.report.document import document
from cxtui.report.review import plan_text, review_document, review_text
from cxtui.report.table import WIDTH
from cxtui.report.text import as_text
from tests.console import floors
from tests.report.views import AT, VIEW

READINGS = (
    TriggerReading("reply_time_up", "Replies are slower", AT + 100, None, False, True, "10 min of 30 turns " * 12),
    TriggerReading("csat_down", "Satisfaction is down", AT + 100, AT, True, False, "80.0 % of 25"),
    TriggerReading("nps_down", "NPS is down", AT + 100, None, True, False, "as bad"),
    TriggerReading("repeats_unusual", "Repeats are unusual", AT + 100, None, False, False, "3 customers", judged=False),
)


def test_every_trigger_has_its_state_and_evidence_what_stands_first() -> None:
    lines = review_text(READINGS, VIEW, AT + 100, "UTC")
    assert lines[0] == "Review as of 2026-03-31 23:35 UTC: 2 fired"
    heads = [line.split()[:2] for line in lines if line and not line.startswith((" ", "Review"))]
    assert heads == [
        ["FIRED", "csat_down:"], ["done", "nps_down:"], ["FIRED", "stale:mail␛[31m:"],
        ["ok", "reply_time_up:"], ["–", "repeats_unusual:"],
    ]  # fmt: skip
    text = "\n".join(lines)
    assert "Ann until 2026-04-30: read the comments" in text
    assert "fired on: 81.0 % of 21, 90.0 % of 40" in text and "now: 80.0 % of 25" in text
    assert all(cell_len(line) <= WIDTH for line in lines)


def test_what_would_have_fired_holds() -> None:
    assert "HOLDS     csat_down: Satisfaction is down" in review_text(READINGS, DeskState(), AT, "UTC")


def test_the_document_has_the_same_states() -> None:
    found = review_document(READINGS, VIEW, AT + 100, "UTC")
    assert found["triggers"].pop()["evidence"] == "not evaluated as of this instant"
    assert {one["trigger"]: one["state"] for one in found["triggers"]} == {
        "reply_time_up": "ok", "csat_down": "fired", "nps_down": "done", "repeats_unusual": "unknown",
    }  # fmt: skip
    fired = next(one["fired"] for one in found["triggers"] if one["trigger"] == "csat_down")
    assert (fired["owner"], fired["due"], fired["shown"]) == ("Ann", "2026-04-30", 3)


def test_a_snapshot_has_what_stands_and_the_open_actions() -> None:
    lines = as_text(floors.busy(), floors.busy().as_of, VIEW)
    text = "\n".join(lines)
    assert "Review: 2 fired, 1 open actions" in text
    part = text[text.index("Review:") :]
    assert re.search(r"^1 +open +2026-04-30 +Ann +csat_down +read the comments$", part, re.MULTILINE)
    assert "dealt with" not in part and "hire" not in part
    assert "\x1b" not in text
    assert all(cell_len(line) <= WIDTH for line in lines)
    found = document(floors.busy(), VIEW)["review"]
    assert [one["trigger"] for one in found["fired"]] == ["csat_down", "stale:mail\x1b[31m"]
    assert [one["state"] for one in found["actions"]] == ["open", "done"]


@pytest.mark.parametrize("view", [None, DeskState(), DeskState(trouble="missing", why="nothing there")])
def test_a_snapshot_without_a_review_says_nothing_of_it(view: DeskState | None) -> None:
    assert as_text(floors.busy(), 0, view) == as_text(floors.busy(), 0)
    assert "review" not in document(floors.busy(), None)


def test_a_snapshot_beside_a_damaged_desk_file_says_so() -> None:
    view = DeskState(trouble="corrupt", why="floor.desk.db: the desk file is damaged")
    assert "Review: floor.desk.db: the desk file is damaged" in as_text(floors.busy(), 0, view)
    assert document(floors.busy(), view)["review"] == {"trouble": "corrupt", "fired": [], "actions": []}


def test_an_empty_plan_is_no_table() -> None:
    assert plan_text((), "UTC") == []
