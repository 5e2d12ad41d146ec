"""Readers of what service is worth, by the names that definitions call them."""

from collections.abc import Callable, Mapping
from functools import partial

from cxtui.kpis.measure.question import Question
from cxtui.kpis.moment import Scope
from cxtui.kpis.value import Value
from cxtui.kpis.worth import lifted, retention, returns, sales, speeds, turnover
from cxtui.store.read import Transaction

WORTH: Mapping[str, Callable[[Transaction, Scope, Question], Value]] = {
    "retention": retention.of_base,
    "retained_after_contact": retention.after_contact,
    "lift": lifted.of_filter,
    "speed_first_response": partial(speeds.correlation, of="first_response"),
    "knee_first_response": partial(speeds.knee, of="first_response"),
    "speed_resolution": partial(speeds.correlation, of="resolution"),
    "knee_resolution": partial(speeds.knee, of="resolution"),
    "channel_return": returns.of_filter,
    "sales_credit": sales.credited,
    "agent_turnover": turnover.of_period,
}
