"""Which numbers and lists an agent may see: pinned by name, so that nobody widens it unawares."""

from dataclasses import MISSING, fields, replace
from types import MappingProxyType

import pytest

from cxtui.errors import UsageError
from cxtui.kpis import lists
from cxtui.kpis.agent.answers import OF_ONE, answer
from cxtui.kpis.definitions import DEFINITIONS, Definition
from cxtui.kpis.lists import LISTS, ListDefinition, ListTable
from cxtui.kpis.measure.store_as_of import StoreAsOf
from cxtui.kpis.query import Query, View
from cxtui.kpis.question.filters import filter_text
from cxtui.kpis.question.moment import Scope
from cxtui.kpis.question.question import Question
from cxtui.settings import defaults

HIDDEN = {
    "abandonment_rate", "agent_turnover", "channel_return", "contacts_per_100_customers", "inflow_per_hour",
    "knee_first_response", "knee_resolution", "lost_known", "outflow_per_hour", "retention", "speed_first_response",
    "speed_resolution",
}  # fmt: skip
SEEN = """
    agent_wait agent_wait_business agent_work_kept backlog backlog_age_median backlog_age_p90 backlog_oldest
    breached_now breaches ces created csat csat_response_rate due_within_hour escalation_rate fcr
    first_resolution_business_mean first_resolution_business_median first_resolution_business_p90
    first_resolution_mean first_resolution_median first_resolution_p90 first_response_business_mean
    first_response_business_median first_response_business_p90 first_response_mean first_response_median
    first_response_p90 first_response_waiting_median first_response_waiting_p90 full_resolution_business_mean
    full_resolution_business_median full_resolution_business_p90 full_resolution_mean full_resolution_median
    full_resolution_p90 handle_time interactions_per_ticket lift next_reply_kept nps on_hold on_hold_business
    one_touch qa reopen reopen_rate repeat repeat_rate reply_time reply_time_business reply_time_median
    reply_time_p90 requester_wait requester_wait_business requester_wait_kept resolution_kept
    retained_after_contact sales_credit score service_level slowest_reply solve_time solve_time_business solved worked
"""


def store() -> StoreAsOf:
    """Return a store that is asked, without a transaction: what is refused reads nothing."""
    return StoreAsOf(None, Scope.of(defaults(), ()), 1_736_848_800)  # type: ignore[arg-type]


def test_the_numbers_that_agents_see() -> None:
    assert {name for name, definition in DEFINITIONS.items() if definition.per_agent} == set(SEEN.split())
    assert {name for name, definition in DEFINITIONS.items() if not definition.per_agent} == HIDDEN
    assert set(OF_ONE) == set(SEEN.split()) - {"score"}


def test_agents_see_no_list() -> None:
    assert [name for name, definition in LISTS.items() if definition.per_agent] == []


@pytest.mark.parametrize("model", [Definition, ListDefinition])
def test_who_defines_a_number_has_to_decide(model: type) -> None:
    (found,) = (one for one in fields(model) if one.name == "per_agent")
    assert found.default is MISSING and found.default_factory is MISSING


def test_a_hidden_number_or_list_is_refused() -> None:
    for name in HIDDEN:
        with pytest.raises(UsageError, match="is a number of the whole floor"):
            answer(store(), "s", "ada", Query("number", (name,)))
    for name in (*LISTS, "no such list"):
        with pytest.raises(UsageError, match="not shown in an agent's console"):
            answer(store(), "s", "ada", Query("list", (name,)))


def test_a_list_that_is_per_agent_is_read_over_the_agents_own_units(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(store: StoreAsOf, question: Question) -> ListTable:
        return ListTable(filter_text(question.where), question.period.label, (), ())

    shown = MappingProxyType({"drivers": replace(LISTS["drivers"], per_agent=True, read=read)})
    monkeypatch.setattr(lists, "LISTS", shown)
    found = answer(store(), "s", "ada", Query("list", ("drivers",), View(period="7d")))
    assert isinstance(found, ListTable)
    assert (found.name, found.title) == ("agent:ada source:s", "7d")
    with pytest.raises(UsageError, match="takes no filter"):
        answer(store(), "s", "ada", Query("list", ("drivers",), View(where="agent:bob")))
