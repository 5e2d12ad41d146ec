"""Readers of what service is worth, by the names that definitions call them."""

from collections.abc import Callable, Mapping
from functools import partial

from cxtui.kpis.customer_value import agent_lift, retention, retention_by_speed, returns, sales, turnover
from cxtui.kpis.question.moment import Scope
from cxtui.kpis.question.question import Question
from cxtui.kpis.value import Value
from cxtui.store.read import Transaction

WORTH: Mapping[str, Callable[[Transaction, Scope, Question], Value]] = {
    "retention": retention.of_base,
    "retained_after_contact": retention.after_contact,
    "lift": agent_lift.of_filter,
    "speed_first_response": partial(retention_by_speed.correlation, of="first_response"),
    "knee_first_response": partial(retention_by_speed.knee, of="first_response"),
    "speed_resolution": partial(retention_by_speed.correlation, of="resolution"),
    "knee_resolution": partial(retention_by_speed.knee, of="resolution"),
    "channel_return": returns.of_filter,
    "sales_credit": sales.credited,
    "agent_turnover": turnover.of_period,
}
