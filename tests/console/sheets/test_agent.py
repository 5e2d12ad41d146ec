"""An agent's sheet: every component with value, interval, n and weight."""

from dataclasses import replace

import pytest

from cxtui.console.draw.strips import text_of, width_of
from cxtui.console.sheets.agent import READING, agent
from cxtui.console.sheets.audit import LUCK
from cxtui.kpis.floor import Leaderboard, Ranked
from cxtui.kpis.lists import Column, Table
from cxtui.kpis.lists.audit import OUT
from tests.console import floors
from tests.console.parts import ZONE, leaderboard, ranked


def lines(row: Ranked, board: Leaderboard | None = None, width: int = 120) -> list[str]:
    return text_of(agent(row, board or leaderboard(), ZONE, width))


def test_the_heaviest_component_comes_first_with_all_its_numbers() -> None:
    text = lines(ranked(0))
    start = next(i for i, line in enumerate(text) if line.startswith("  part "))
    assert text[start + 1].startswith("  Retention lift")
    assert text[start + 1].split()[-2:] == ["92", "35.0%"]
    (csat,) = [line for line in text if "Customer satisfaction" in line]
    assert " 95 % " in csat
    assert csat.split()[-2:] == ["143", "20.0%"]


def test_rank_score_interval_and_period_are_said() -> None:
    text = "\n".join(lines(ranked(0)))
    assert "1 (shared) of 10" in text
    assert "92.0  sure between 90 and 94" in text
    assert "2026-10-23 – 2026-11-21" in text
    assert "n 260" in text


def test_an_agent_with_too_little_data_has_no_rank() -> None:
    assert "not ranked yet: n 11 of 20" in "\n".join(lines(ranked(11)))


def test_what_the_teams_queue_does_is_said_where_it_matters() -> None:
    row = ranked(0)
    parts = tuple(
        part._replace(queue={"csat": -7.6, "reply_time": 12.4, "fcr": 0.3}.get(part.name, 0.0))
        for part in row.components
    )
    text = " ".join(" ".join(lines(replace(row, components=parts))).split())
    assert "points that the team's queue makes: reply time +12, customer satisfaction -8 ─" in text
    assert "queue makes" not in " ".join(lines(row))
    assert "compared within the team as far as teams differ by more than chance" in text


def table(*rows: tuple[object, ...], note: str | None = "facts to look into", missing: str | None = None) -> Table:
    names = (
        "name", "suspicion", "stands_out", "hits", "n", "rate", "low", "high", "usual", "team", "source", "agent",
    )  # fmt: skip
    return Table("audit", "Audit", tuple(Column(name, "text", name) for name in names), rows, note, missing)


AUDIT = table(
    ("Ola", "survey not sent", OUT, 151, 297, 0.508, 0.452, 0.565, 0.29, None, "helpdesk", "a1"),
    ("Ola", "first reply only acknowledges", None, 0, 12345, 0.0, 0.0, 0.001, 0.1, None, "helpdesk", "a1"),
    ("Ivan", "survey not sent", None, 3, 9, 0.333, 0.1, 0.7, 0.29, None, "helpdesk", "a2"),
    ("Ola", "survey not sent", None, 8, 8, 1.0, 0.7, 1.0, 0.29, None, "phone", "a1"),
)


def test_the_audit_facts_of_this_agent_alone() -> None:
    text = text_of(agent(ranked(0), leaderboard(), ZONE, 120, audit=AUDIT))
    start = next(i for i, line in enumerate(text) if line.startswith("─ To look into"))
    assert [line.split() for line in text[start + 1 : start + 5]] == [
        ["of", "what", "rate", "usual", "sure", "between", "counted"],
        ["!", "survey", "not", "sent", "51", "%", "29", "%", "45", "%", "–", "56", "%", "151", "of", "297"],
        ["first", "reply", "only", "acknowledges", "0", "%", "10", "%", "0", "%", "–", "0.1", "%", "0", "of", "12,345"],
        LUCK.split(),
    ]
    assert "  facts to look into" in text


@pytest.mark.parametrize(
    ("audit", "said"),
    [
        (READING, "  reading"),
        ("the store is locked", "  the store is locked"),
        (table(missing="no messages in this store"), "  no messages in this store"),
        (table(), "  nothing was counted of this agent"),
    ],
)
def test_without_audit_facts_it_says_why(audit: Table | str, said: str) -> None:
    assert said in text_of(agent(ranked(0), leaderboard(), ZONE, 120, audit=audit))


def test_components_without_data_are_named_with_their_reason() -> None:
    board = floors.gaps().leaderboard
    text = lines(board.rows[0], board)
    assert "  Customer satisfaction: no table rating" in text


def test_an_agent_without_any_component() -> None:
    text = "\n".join(lines(replace(ranked(0), components=(), score=None, low=None, high=None)))
    assert "no component has data for this agent" in text


@pytest.mark.parametrize("width", [36, 60, 76, 116, 196])
def test_no_line_is_wider_than_the_sheet(width: int) -> None:
    row = ranked(0)
    row = replace(row, components=tuple(part._replace(queue=-12.3) for part in row.components))
    for ascii in (False, True):
        made = agent(row, leaderboard(), ZONE, width, ascii, AUDIT)
        assert max(width_of(line) for line in made) <= width
        said = " ".join(" ".join(text_of(made)).split())
        assert "51 % 29 %" in said and LUCK in said and "queue makes: " in said
        assert not ascii or said.isascii()
