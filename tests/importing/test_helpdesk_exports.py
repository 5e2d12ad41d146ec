"""Exports as helpdesks write them, invented rows under true columns: recognised, and their numbers by hand.

Every export has the same four tickets. 101 is answered after 12 minutes, solved after 3 hours and rated best; 102 is
answered after 30 minutes, solved after 24 hours and rated worst; 103 waits for its first answer; 104 was answered after
6 minutes and waits for the customer. So at 12:00 two are open, first responses take (12 + 30 + 6) / 3 = 16 minutes and
resolutions (3 + 24) / 2 = 13.5 hours.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import cxtui
from cxtui.errors import SourceError
from cxtui.importing.run import Request, run

EXPORTS = Path(__file__).parents[1] / "sources" / "exports"
AT = "2026-03-03 12:00"
ANSWERED, SOLVED = 16 * 60, 13.5 * 3600
HALF = 0.5
"""The satisfaction of one who was and one who was not."""

NUMBERS: dict[str, tuple[str, float | None, float | None, float | None]] = {
    "autotask.json": ("autotask", ANSWERED, SOLVED, None),
    "chatwoot.json": ("chatwoot", ANSWERED, SOLVED, None),
    "freescout.json": ("freescout", ANSWERED, SOLVED, None),
    "freshdesk-api.json": ("freshdesk-json", ANSWERED, SOLVED, None),
    "freshdesk.csv": ("freshdesk", ANSWERED, SOLVED, HALF),
    # Nothing in it says when a conversation was archived: its last message stands for that.
    "front.csv": ("front", ANSWERED, (12 + 30) / 2 * 60, None),
    "glpi-french.csv": ("glpi", None, SOLVED, None),
    "gorgias.jsonl": ("gorgias", ANSWERED, SOLVED, HALF),
    "helpscout.json": ("helpscout", ANSWERED, SOLVED, None),
    "hubspot.csv": ("hubspot", ANSWERED, SOLVED, HALF),
    "intercom-list.json": ("intercom", ANSWERED, SOLVED, HALF),
    "intercom-tables": ("intercom-tables", ANSWERED, SOLVED, HALF),
    "jira.csv": ("jira", ANSWERED, SOLVED, HALF),
    "jira-french.csv": ("jira", None, SOLVED, None),
    "jira-german.csv": ("jira", None, SOLVED, None),
    "jira-spanish.csv": ("jira", None, SOLVED, None),
    "liveagent.json": ("liveagent", None, SOLVED, None),
    "osticket.csv": ("osticket", None, SOLVED, None),
    "rt.tsv": ("rt", None, SOLVED, None),
    "salesforce.csv": ("salesforce", None, SOLVED, None),
    # A report has its title and its terms below the table.
    "salesforce-report.csv": ("salesforce", None, SOLVED, None),
    "servicenow.csv": ("servicenow", None, SOLVED, None),
    "servicenow-german.csv": ("servicenow", None, SOLVED, None),
    "servicenow-tables": ("servicenow-tables", None, SOLVED, None),
    "zammad.json": ("zammad", ANSWERED, SOLVED, None),
    "zendesk-api-tickets.json": ("zendesk-json", ANSWERED, SOLVED, HALF),
    "zendesk-full-export.json": ("zendesk-json", ANSWERED, SOLVED, HALF),
    "zendesk-view.csv": ("zendesk-csv", ANSWERED, SOLVED, HALF),
    "znuny.csv": ("znuny", ANSWERED, SOLVED, None),
}
"""By file its mapping, mean first response and resolution in seconds, and satisfaction."""


@pytest.mark.parametrize("name", NUMBERS)
def test_an_export_opens_unprepared(name: str, tmp_path: Path) -> None:
    mapping, answered, solved, csat = NUMBERS[name]
    store = tmp_path / "floor.db"
    summary = run(store, Request((EXPORTS / name,), None))
    assert (summary.mapping, summary.rejected, summary.tickets) == (mapping, 0, 4)
    assert summary.source == mapping.removesuffix("-json").removesuffix("-csv").removesuffix("-tables")
    with cxtui.open(store, at=AT) as floor:
        assert floor.metric("backlog").value == 2
        values = {
            one: floor.metric(one, period="30d").value
            for one in ("created", "solved", "first_response_mean", "first_resolution_mean", "csat")
        }
    assert values == {
        "created": 4, "solved": 2, "first_response_mean": answered, "first_resolution_mean": solved, "csat": csat
    }  # fmt: skip


def test_every_helpdesk_has_an_invented_export() -> None:
    assert {path.name for path in EXPORTS.iterdir()} == {*NUMBERS, "queue_log", "queue_log-table.csv"}


@pytest.mark.parametrize(("name", "mapping"), [("queue_log", "asterisk"), ("queue_log-table.csv", "asterisk-table")])
def test_calls_of_a_queue_log(name: str, mapping: str, tmp_path: Path) -> None:
    """Three calls: answered after 12 and 45 seconds with 120 and 300 seconds of talk, and one given up after 45."""
    store = tmp_path / "floor.db"
    summary = run(store, Request((EXPORTS / name,), None))
    assert (summary.mapping, summary.tickets, summary.rejected) == (mapping, 3, 0)
    with cxtui.open(store, at="2026-01-02 11:00") as floor:
        value = {
            one: floor.metric(one, period="30d").value
            for one in ("first_response_mean", "handle_time", "abandonment_rate", "created")
        }
        assert floor.metric("backlog").value == 0
    assert value["first_response_mean"] == (12 + 45) / 2
    assert value["handle_time"] == (120 + 300) / 2
    assert value["abandonment_rate"] == pytest.approx(1 / 3)
    assert value["created"] == 3


@pytest.fixture
def jira() -> Iterator[list[list[str]]]:
    """Return the cells of an export without quotes."""
    lines = (EXPORTS / "freshdesk.csv").read_text().splitlines()
    yield [line.replace('"Invoice, twice"', "Invoice").split(",") for line in lines]


def written(path: Path, rows: list[list[str]]) -> Path:
    path.write_text("\n".join(",".join(row) for row in rows) + "\n")
    return path


def test_columns_in_another_order_fewer_and_others(jira: list[list[str]], tmp_path: Path) -> None:
    gone = {"Priority", "Group", "Survey results", "Due by Time", "Closed time", "Product"}
    keep = [n for n, name in enumerate(jira[0]) if name not in gone]
    rows = [[*(row[n] for n in reversed(keep)), "x", "y"] for row in jira]
    rows[0][-2:] = ["Region", "Kundennummer"]
    store = tmp_path / "floor.db"
    summary = run(store, Request((written(tmp_path / "tickets.csv", rows),), None))
    assert (summary.mapping, summary.rejected) == ("freshdesk", 0)
    with cxtui.open(store, at=AT) as floor:
        assert floor.metric("backlog").value == 2
        assert floor.metric("first_response_mean", period="30d").value == ANSWERED
        assert floor.metric("csat", period="30d").value is None


def test_columns_are_found_in_other_spellings(jira: list[list[str]], tmp_path: Path) -> None:
    rows = [[name.title() for name in jira[0]], *jira[1:]]
    store = tmp_path / "floor.db"
    assert run(store, Request((written(tmp_path / "t.csv", rows),), "freshdesk")).tickets == 4
    with cxtui.open(store, at=AT) as floor:
        assert floor.metric("first_resolution_mean", period="30d").value == SOLVED


def test_a_status_of_ones_own_stays_as_it_is(jira: list[list[str]], tmp_path: Path) -> None:
    rows = [[cell.replace("Waiting on Customer", "Beim Lager") for cell in row] for row in jira]
    store = tmp_path / "floor.db"
    assert run(store, Request((written(tmp_path / "t.csv", rows),), None)).rejected == 0
    with cxtui.open(store, at=AT) as floor:
        assert floor.metric("backlog").value == 2


def test_what_could_be_two_helpdesks_names_both(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    head = "Issue key,Summary,Reporter,Ticket Number,Date Created,From Email,Help Topic,Created"
    path.write_text(f"{head}\nA-1,x,Bob,7,2026-03-02 09:00,b@example.com,x,2026-03-02 09:00\n")
    with pytest.raises(
        SourceError, match=r"export of \w+ \(told by .*\) or of \w+ .*--as (jira|osticket) or --as (jira|osticket)"
    ):
        run(tmp_path / "floor.db", Request((path,), None))


def test_what_nobody_is_known_to_export_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Nr,Angelegt\n7,2026-03-02 09:00\n")
    with pytest.raises(SourceError, match=r"do not tell whose export this is.*cxtui map .*a\.csv -o desk\.toml"):
        run(tmp_path / "floor.db", Request((path,), None))


def test_day_and_month_are_not_guessed(jira: list[list[str]], tmp_path: Path) -> None:
    rows = [
        [cell.replace("2026-03-02 ", "02/03/2026 ").replace("2026-03-03 ", "03/03/2026 ") for cell in row]
        for row in jira
    ]
    path = written(tmp_path / "t.csv", [[c.replace("2026-03-05", "05/03/2026") for c in row] for row in rows])
    with pytest.raises(SourceError, match=r"begin with the day .* Say --dates day-first or --dates month-first"):
        run(tmp_path / "floor.db", Request((path,), None))
    run(tmp_path / "said.db", Request((path,), None, dates="day-first"))
    with cxtui.open(tmp_path / "said.db", at=AT) as floor:
        assert floor.metric("first_resolution_mean", period="30d").value == SOLVED
    # As the month comes first, all is of February and March on other days.
    run(tmp_path / "other.db", Request((path,), None, dates="month-first"))
    with cxtui.open(tmp_path / "other.db", at=AT) as floor:
        assert floor.metric("created", period="2026-02").value == 2
    sure = written(tmp_path / "t.csv", [[c.replace("05/03/2026", "25/03/2026") for c in row] for row in rows])
    sure.write_text(sure.read_text().replace("2026-03-05", "25/03/2026"))
    run(tmp_path / "floor.db", Request((sure,), None))
    with cxtui.open(tmp_path / "floor.db", at=AT) as floor:
        assert floor.metric("first_resolution_mean", period="30d").value == SOLVED


def test_one_column_tells_the_order_of_days_and_months_for_all(jira: list[list[str]], tmp_path: Path) -> None:
    dashed = [[re.sub(r"^2026-03-(\d\d)", r"\1-03-2026", cell) for cell in row] for row in jira]
    due = dashed[0].index("Due by Time")
    for row in dashed[1:]:
        row[due] = "25-03-2026 09:00:00"
    run(tmp_path / "floor.db", Request((written(tmp_path / "t.csv", dashed),), None))
    with cxtui.open(tmp_path / "floor.db", at=AT) as floor:
        assert floor.metric("first_resolution_mean", period="30d").value == SOLVED
        assert floor.metric("first_response_mean", period="30d").value == ANSWERED


def test_nobody_is_no_agent(tmp_path: Path) -> None:
    assert ",No Agent," in (EXPORTS / "freshdesk.csv").read_text()
    summary = run(tmp_path / "floor.db", Request((EXPORTS / "freshdesk.csv",), None))
    assert dict(summary.tables)["agent"] == 2, "Ann Oak and Cy Fir"


def test_a_file_without_surveys_has_none(tmp_path: Path) -> None:
    summary = run(tmp_path / "floor.db", Request((EXPORTS / "glpi-french.csv",), None))
    assert "rating" not in dict(summary.tables)


def test_of_several_technicians_the_first_is_the_one(tmp_path: Path) -> None:
    text = (EXPORTS / "glpi-french.csv").read_text(encoding="utf-8-sig").replace('"Ann Oak"', '"Ann Oak\nCy Fir"')
    path = tmp_path / "glpi.csv"
    path.write_text(text, encoding="utf-8-sig")
    summary = run(tmp_path / "floor.db", Request((path,), None))
    assert (summary.tickets, summary.rejected) == (4, 0)
    assert dict(summary.tables)["agent"] == 2


def test_the_helpdesks_name_is_enough_for_any_of_its_exports(tmp_path: Path) -> None:
    for name, mapping in (("zendesk-view.csv", "zendesk-csv"), ("zendesk-api-tickets.json", "zendesk-json")):
        assert run(tmp_path / f"{mapping}.db", Request((EXPORTS / name,), "zendesk")).mapping == mapping


def test_who_is_only_named_on_tickets_has_that_name(tmp_path: Path) -> None:
    """As with a table of agents: nobody is nameless whose name stands on tickets."""
    (tmp_path / "desk.toml").write_text(
        'kind = "state"\nzone = "UTC"\n'
        'ticket = { ticket = "Ticket ID", created_at = "Created time" }\n'
        'stated = { resolved_at = "Resolved time", assignee = "Agent" }\n'
    )
    run(tmp_path / "floor.db", Request((EXPORTS / "freshdesk.csv",), str(tmp_path / "desk.toml")))
    with cxtui.open(tmp_path / "floor.db", at=AT) as floor:
        rows = floor.list("assigned_done", period="30d").rows
    assert {(row.agent, row.name) for row in rows} >= {("Ann Oak", "Ann Oak"), ("Cy Fir", "Cy Fir")}
