"""A floor that is shown: words that fit, urgent first, an outage; and that nothing of it is on other floors."""

import statistics
from collections import defaultdict
from itertools import pairwise

import pytest

from cxtui.clock import DAY
from cxtui.simulator import Plot, Simulator
from cxtui.simulator.phrases import TONGUES
from cxtui.simulator.plot import MINUTE, outage_arrivals
from cxtui.simulator.words import TOPICS
from tests.simulator.looking import History, histories

START = 1_772_938_800
"""A Sunday in March, 4:00 in Warsaw."""
OPENS = START + 10 * DAY + 9 * 3600
PLOT = Plot(OPENS)


def floor() -> Simulator:
    return Simulator(7, START, agents=16, tickets_per_day=160, plot=PLOT)


@pytest.fixture(scope="module")
def tickets() -> dict[str, History]:
    return histories(floor().history(START, OPENS + DAY))


def first_priority(ticket: History) -> str:
    """What a ticket came with: an escalation may have raised it since."""
    set_at_once = [e.value for e in ticket.of("priority") if e.at == ticket["created_at"]]
    return set_at_once[0] or "" if set_at_once else "normal"


def first_topic(ticket: History) -> str:
    changes = ticket.of("topic")
    return changes[0].previous or "" if changes else ticket["topic"]


def fitting(place: str) -> set[str]:
    """Every beginning of a subject in the language of a place, as far as no number follows."""
    tongue = TONGUES[place]
    plain = {text.partition("{")[0] for texts in tongue.subjects.values() for text in texts}
    return plain | {tongue.urgent.format(s=text) for text in plain}


def test_every_customer_writes_in_one_language_and_is_called_as_people_there_are(tickets: dict[str, History]) -> None:
    names = {row[1]: row[4] for row in floor().history(START, OPENS + DAY)["customer"]}
    places = defaultdict(set)
    for ticket in tickets.values():
        place = ticket["place"]
        places[ticket["customer"]].add(place)
        assert any(ticket["subject"].startswith(text) for text in fitting(place)), ticket["subject"]
        tongue = TONGUES[place]
        name = names[ticket["customer"]]
        given = tongue.companies + tongue.given + tongue.family
        assert any(part in name for part in given), (place, name)
    assert all(len(one) == 1 for one in places.values())
    assert {place for one in places.values() for place in one} == set(TONGUES)


def test_words_fit_their_priority(tickets: dict[str, History]) -> None:
    found = defaultdict(set)
    for ticket in tickets.values():
        found[first_topic(ticket)].add(first_priority(ticket))
        urgent = TONGUES[ticket["place"]].urgent.partition("{s}")[0]
        if ticket["subject"].startswith(urgent):
            assert first_priority(ticket) == "urgent"
    assert found["praise"] == {"low"}
    assert "urgent" not in found["how-to"] | found["delivery"] | found["invoice"] | found["refund"] | found["returns"]
    assert {"urgent", "high"} <= found["outage"]


def test_urgent_is_answered_first(tickets: dict[str, History]) -> None:
    waits = defaultdict(list)
    for ticket in tickets.values():
        if (
            first_topic(ticket) != "praise"
            and ticket["channel"] in ("email", "web")
            and ticket.replies()
            and ticket["created_at"] < OPENS
        ):
            waits[first_priority(ticket)].append(ticket.replies()[0].at - ticket["created_at"])
    medians = [statistics.median(waits[name]) for name in ("urgent", "high", "normal")]
    assert len(waits["urgent"]) > 20
    assert all(sooner < later for sooner, later in pairwise(medians)), medians
    assert medians[0] < 20 * MINUTE and statistics.median(waits["low"]) > medians[1]


def test_an_outage_begins_grows_and_ends_for_all_at_once(tickets: dict[str, History]) -> None:
    came = [at for at, _ in outage_arrivals(7, PLOT)]
    half = (PLOT.fails + PLOT.mended) // 2
    assert 25 <= len(came) <= 60 and PLOT.fails <= came[0] and came[-1] < PLOT.mended
    assert sum(at >= half for at in came) > 1.5 * sum(at < half for at in came)
    struck = [t for t in tickets.values() if first_topic(t) == "outage" and PLOT.fails <= t["created_at"] < PLOT.mended]
    assert len(struck) >= len(came)
    over = PLOT.mended + 15 * MINUTE
    ended = [t for t in struck if t.status(over) in ("solved", "closed")]
    assert len(ended) > 0.8 * len(struck)


def test_a_plot_has_words_for_every_topic_in_every_language() -> None:
    assert all(set(tongue.subjects) == set(TOPICS) for tongue in TONGUES.values())
    texts = [text for tongue in TONGUES.values() for some in tongue.subjects.values() for text in some]
    assert len(texts) == len(set(texts)) and all(text.strip() == text and text for text in texts)


def test_windows_of_any_size_add_up_with_a_plot_too() -> None:
    whole = floor().history(START, OPENS + 3600)
    pieces = floor()
    pieces.step(OPENS)
    rows = [pieces.step(OPENS + n * 60) for n in range(1, 61)]
    events = {row[1:4] for window in rows for row in window["event"]}
    assert events == {row[1:4] for row in whole["event"] if row[11] >= OPENS}
