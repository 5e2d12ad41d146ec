"""An agent's sheet: every component with value, interval, n and weight."""

from dataclasses import replace

import pytest

from cxtui.console.draw.strips import text_of, width_of
from cxtui.console.sheets.agent import READING, Beside, agent
from cxtui.console.sheets.audit import LUCK
from cxtui.kpis.answers.agent import AgentTickets
from cxtui.kpis.floor import Leaderboard, Ranked, ScoreComponent
from cxtui.kpis.lists import ListColumn, ListTable
from cxtui.kpis.lists.audit import OUT
from tests.console import floors, people
from tests.console.parts import ZONE, leaderboard, ranked


def lines(row: Ranked, board: Leaderboard | None = None, width: int = 120) -> list[str]:
    return text_of(agent(row, board or leaderboard(), ZONE, width).lines)


def test_the_heaviest_component_comes_first_with_all_its_numbers() -> None:
    text = lines(ranked(0))
    start = next(i for i, line in enumerate(text) if line.startswith("  part "))
    assert text[start + 1].startswith("  Retention lift")
    assert text[start + 1].split()[-2:] == ["92", "35.0%"]
    assert text[start].split()[-5:] == ["mean", "was", "moved", "n", "weight"]
    (csat,) = [line for line in text if "Customer satisfaction" in line]
    assert " 95 % " in csat
    assert csat.split()[-2:] == ["143", "20.0%"]


def test_rank_score_interval_and_period_are_said() -> None:
    text = "\n".join(lines(ranked(0)))
    assert "1–2 of 10" in text
    assert "92.0 sure 90 to 94" in text
    assert "2026-10-23–2026-11-21" in text
    assert "n 260" in text


def test_an_agent_with_too_little_data_has_no_rank() -> None:
    assert "not ranked: n 11 of 20" in "\n".join(lines(ranked(11)))


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


def table(*rows: tuple[object, ...], note: str | None = "facts to look into", missing: str | None = None) -> ListTable:
    names = (
        "name", "suspicion", "stands_out", "hits", "n", "rate", "low", "high", "usual", "team", "source", "agent",
    )  # fmt: skip
    return ListTable("audit", "Audit", tuple(ListColumn(name, "text", name) for name in names), rows, note, missing)


AUDIT = table(
    ("Ola", "survey not sent", OUT, 151, 297, 0.508, 0.452, 0.565, 0.29, None, "helpdesk", "a1"),
    ("Ola", "first reply only acknowledges", None, 0, 12345, 0.0, 0.0, 0.001, 0.1, None, "helpdesk", "a1"),
    ("Ivan", "survey not sent", None, 3, 9, 0.333, 0.1, 0.7, 0.29, None, "helpdesk", "a2"),
    ("Ola", "survey not sent", None, 8, 8, 1.0, 0.7, 1.0, 0.29, None, "phone", "a1"),
)


def test_the_audit_facts_of_this_agent_alone() -> None:
    text = text_of(agent(ranked(0), leaderboard(), ZONE, 120, beside=Beside(audit=AUDIT)).lines)
    start = next(i for i, line in enumerate(text) if line.startswith("─ To look into"))
    assert [line.split() for line in text[start + 1 : start + 5]] == [
        ["of", "what", "rate", "usual", "sure", "between", "counted"],
        ["!", "survey", "not", "sent", "51", "%", "29", "%", "45", "%", "–", "56", "%", "151", "of", "297"],
        ["first", "reply", "only", "acknowledges", "0", "%", "10", "%", "0", "%", "–", "0.1", "%", "0", "of", "12,345"],
        LUCK.split(),
    ]
    assert "  facts to look into" in text


@pytest.mark.parametrize(
    ("audit", "expected"),
    [
        (READING, "  reading"),
        ("the store is locked", "  the store is locked"),
        (table(missing="no messages in this store"), "  no messages in this store"),
        (table(), "  nothing was counted of this agent"),
    ],
)
def test_without_audit_facts_it_says_why(audit: ListTable | str, expected: str) -> None:
    assert expected in text_of(agent(ranked(0), leaderboard(), ZONE, 120, beside=Beside(audit=audit)).lines)


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
        tickets: dict[str, AgentTickets | str] = {
            "csat": people.tickets("csat", 0, 1),
            "reply_time": people.tickets("reply_time", 7300.0),
            "qa": READING,
        }
        made = agent(row, leaderboard(), ZONE, width, ascii, Beside(AUDIT, people.before(), tickets)).lines
        assert max(width_of(line) for line in made) <= width
        shown = " ".join(" ".join(text_of(made)).split())
        assert "51 % 29 %" in shown and LUCK in shown and "queue makes: " in shown
        assert not ascii or shown.isascii()


def test_beside_each_value_stand_the_mean_and_what_it_was() -> None:
    text = text_of(agent(ranked(0), leaderboard(), ZONE, 120, beside=Beside(before=people.before())).lines)
    (csat,) = [line for line in text if "Customer satisfaction" in line]
    # Of ten ranked agents with 95 % of 143, 93 % of 132 ... 77 % of 44; then the agent had 91 %, and scored
    # 92 - 8.6 + 6 sin 2 = 88.9 where it is 92 + 6 sin 0 = 92.
    mean = sum((0.95 - 0.02 * i) * (143 - 11 * i) for i in range(10)) / sum(143 - 11 * i for i in range(10))
    assert csat.split()[-8:] == [f"{mean * 100:.0f}", "%", "91", "%", "▲", "3", "143", "20.0%"]


def test_rank_and_score_of_the_period_before() -> None:
    text = "\n".join(text_of(agent(ranked(0), leaderboard(), ZONE, 120, beside=Beside(before=people.before())).lines))
    assert "rank before" in text and "3 of 9" in text
    assert "83.4 sure 80 to 87" in text
    assert "2026-09-23–2026-10-22" in text


def test_one_without_a_period_before_says_so() -> None:
    none = replace(people.before(), row=None)
    text = "\n".join(text_of(agent(ranked(0), leaderboard(), ZONE, 120, beside=Beside(before=none)).lines))
    assert "no data then" in text
    waiting = "\n".join(lines(ranked(0)))
    assert "the period before: reading" in waiting


def test_the_worst_tickets_lead_to_themselves() -> None:
    tickets: dict[str, AgentTickets | str] = {
        "csat": people.tickets("csat", 0, 0, 1, 1, 1, n=143),
        "reply_time": people.tickets("reply_time", 7300.0),
        "reopen": people.tickets("reopen", 1, n=90, above=1),
        "qa": "the store is locked",
    }
    row = replace(ranked(0), components=(*ranked(0).components, ScoreComponent("reopen", 0.01, 50, 40, 60, 90, 5.0)))
    made = agent(row, leaderboard(), ZONE, 120, beside=Beside(tickets=tickets))
    text = text_of(made.lines)
    shown: dict[str, list[str]] = {link.section: [] for link in made.links.values()}
    for line, link in made.links.items():
        assert f"#{link.id}" in text[line]
        shown[link.section].append(" ".join(text[line].split())[:42])
    assert shown["csat"] == [
        "X 2026-11-21 13:32 #48000 not satisfied ch", "X 2026-11-21 12:32 #48001 not satisfied ch",
        "✓ 2026-11-21 11:32 #48002 satisfied chat U",
    ]  # fmt: skip
    assert shown["reply_time"] == ["2026-11-21 13:32 #48000 2 h 01 chat Globex"]
    assert shown["reopen"] == ["X 2026-11-21 13:32 #48000 reopened chat Gl"]
    drawn = " ".join(" ".join(text).split())
    assert "Customer satisfaction · the worst 3 of 143" in drawn
    assert "Reopened · 1 of 90, the latest first" in drawn
    assert "Quality review score · behind it" in drawn and "the store is locked" in drawn


def test_what_keeps_all_tickets_away_is_said_once() -> None:
    tickets: dict[str, AgentTickets | str] = dict.fromkeys(("csat", "qa", "fcr"), "this is not shown here")
    text = text_of(agent(ranked(0), leaderboard(), ZONE, 120, beside=Beside(tickets=tickets)).lines)
    assert text.count("  this is not shown here") == 1
    assert sum(line.startswith("─ The tickets behind it") for line in text) == 1


@pytest.mark.parametrize("words", floors.HOSTILE, ids=range(len(floors.HOSTILE)))
def test_what_customers_wrote_can_only_be_shown(words: str) -> None:
    base = people.tickets("csat", 0, 0)
    rows = tuple(replace(one, subject=words, customer=words, unit=replace(one.unit, ticket=words, channel=words))
                 for one in base.rows)  # fmt: skip
    tickets: dict[str, AgentTickets | str] = {"csat": replace(base, rows=rows), "qa": words}
    row = replace(ranked(0), name=words, team=words)
    before = replace(people.before(), name=words, team=words)
    for width in (36, 76, 150):
        made = agent(row, leaderboard(), ZONE, width, beside=Beside(AUDIT, before, tickets)).lines
        assert len(made) < 80
        for line in made:
            text = "".join(cell.text for cell in line)
            assert width_of(line) <= width
            assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c in "\u202a\u202e\u2066\u2067" for c in text)


def test_an_agent_below_the_least_n_has_a_rank_neither_now_nor_before() -> None:
    then = replace(people.before(), row=replace(ranked(11), n=4))
    text = "\n".join(text_of(agent(ranked(11), leaderboard(), ZONE, 120, beside=Beside(before=then)).lines))
    assert "not ranked: n 11 of 20" in text and "not ranked: n 4 of 20" in text
    assert " sure " not in text.split("sure between")[0]
