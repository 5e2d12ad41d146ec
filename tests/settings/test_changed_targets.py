"""A promise that changes: of the same metric and conditions, each for tickets created from its instant on."""

from collections.abc import Callable

import pytest

from cxtui.facts.reference import targets
from cxtui.settings import from_json, loads, to_json
from tests.facts.histories import History, fact, instant, on_duckdb, on_sqlite

Made = dict[str, list[tuple[object, ...]]]

CHANGED = """
zone = "Europe/Berlin"

[[target]]
metric = "first_response"
channel = "chat"
within = "120 s"

[[target]]
metric = "first_response"
channel = "chat"
within = "60 s"
from = "2026-03-01"

[[target]]
metric = "first_response"
within = "1 h"
"""
MARCH = instant("2026-02-28 23:00")
"""The first of March in Berlin."""


def test_each_is_promised_until_the_next() -> None:
    spans = {(row[2], row[6]): row[8:] for row in targets(loads(CHANGED))}
    ever, never = -253_402_300_799, 253_402_300_799
    assert spans == {("chat", 120): (ever, MARCH), ("chat", 60): (MARCH, never), (None, 3600): (ever, never)}


@pytest.mark.parametrize(("at", "within"), [(MARCH - 1, 120), (MARCH, 60)])
def test_those_of_an_instant(at: int, within: int) -> None:
    assert [one.within_s for one in loads(CHANGED).targets_at(at)] == [within, 3600]


def test_settings_keep_since_when() -> None:
    settings = loads(CHANGED)
    assert from_json(to_json(settings)) == settings


@pytest.mark.parametrize("made_by", [on_duckdb, on_sqlite])
def test_a_ticket_keeps_the_promise_of_its_creation(made_by: Callable[..., Made]) -> None:
    h = History()
    for ticket, created in (("before", "2026-02-28 22:59:59"), ("after", "2026-02-28 23:00:00")):
        h.ticket(ticket, created, channel="chat", customer="c1").says(ticket, created)
    made = made_by(h, loads(CHANGED))
    assert fact(made, "before")["due_at"] == MARCH - 1 + 120
    assert fact(made, "after")["due_at"] == MARCH + 60
