"""From which width on each table of the console shows its columns, and how wide they may become."""

from collections.abc import Sequence

import pytest

from cxtui.console.agent.tasks import TasksPane
from cxtui.console.draw.columns import PaneColumn, place
from cxtui.console.panes.escalations import EscalationsPane
from cxtui.console.panes.response import ResponsePane
from cxtui.console.panes.splits import SplitsPane
from cxtui.console.sheets import customer

Columns = Sequence[PaneColumn]

TABLES = [
    pytest.param(
        customer._OPEN,
        {"mark": 1, "ticket": 1, "status": 13, "left": 15, "state": 17, "age": 31, "promise": 33, "priority": 52,
         "channel": 61, "assignee": 71, "subject": 84},
        {"mark": 1, "ticket": 14, "promise": 16, "state": 12, "left": 10, "age": 10, "status": 9, "priority": 10,
         "channel": 10, "assignee": 20},
        id="open tickets of a customer",
    ),
    pytest.param(
        customer._CONTACTS,
        {"created": 1, "ticket": 1, "late": 25, "response": 30, "channel": 39, "state": 47, "resolution": 49,
         "topic": 64, "answer": 71, "subject": 83},
        {"created": 16, "ticket": 14, "channel": 10, "topic": 16, "response": 10, "late": 1, "resolution": 12,
         "state": 18, "answer": 16},
        id="contacts of a customer",
    ),
    pytest.param(
        customer._BOUGHT,
        {"at": 1, "amount": 1, "currency": 27, "kind": 28},
        {"at": 16, "kind": 12, "amount": 16, "currency": 8},
        id="purchases of a customer",
    ),
    pytest.param(
        customer._CONTRACTS,
        {"contract": 1, "to": 1, "state": 24, "value": 30, "from": 42},
        {"contract": 24, "from": 10, "to": 16, "value": 16, "state": 12},
        id="contracts of a customer",
    ),
    pytest.param(
        TasksPane.columns,
        {"state": 1, "left": 1, "ticket": 1, "tier": 17, "priority": 20, "asked": 23, "customer": 24, "promise": 39,
         "status": 56, "channel": 63, "subject": 64, "due": 109},
        {"state": 1, "left": 9, "promise": 18, "asked": 9, "ticket": 12, "priority": 8, "status": 10, "channel": 8,
         "tier": 1, "due": 18},
        id="an agent's tickets",
    ),
    pytest.param(
        EscalationsPane.columns,
        {"state": 1, "tier": 1, "ticket": 1, "age": 1, "mark": 22, "priority": 25, "assignee": 28, "subject": 33,
         "customer": 59, "team": 79, "reason": 83},
        {"state": 1, "tier": 8, "ticket": 12, "age": 9, "mark": 1, "priority": 8, "team": 14},
        id="escalations",
    ),
    pytest.param(
        SplitsPane.columns,
        {"value": 1, "open": 1, "of": 21, "created": 27, "solved": 35, "level": 42, "csat": 50, "first": 53,
         "bar": 66},
        {"of": 9, "open": 8, "created": 9, "solved": 9, "level": 9, "first": 12, "csat": 9},
        id="the queue's parts",
    ),
    pytest.param(
        ResponsePane.columns,
        {"state": 1, "left": 1, "ticket": 1, "tier": 17, "priority": 20, "assignee": 24, "customer": 35,
         "channel": 51, "team": 60, "subject": 67, "due": 101},
        {"state": 1, "left": 9, "ticket": 12, "priority": 8, "channel": 8, "tier": 1, "due": 15, "team": 14},
        id="who waits",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("columns", "from_width", "most"), TABLES)
def test_dear_columns_stay_longest_and_none_is_wider_than_it_may_be(
    columns: Columns, from_width: dict[str, int], most: dict[str, int]
) -> None:
    """The least widths are those of rows whose cells need no more than their heads; the most, of endless cells."""
    found: dict[str, int] = {}
    for width in range(200, 0, -1):
        found |= {column.name: width for column, _ in place(columns, width, {})}
    assert found == from_width
    endless = {column.name: 1_000 for column in columns}
    assert {column.name: cells for column, cells in place(columns, 1_000, endless) if not column.grow} == most
