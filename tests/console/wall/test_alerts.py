"""What is an alert: a promise that broke while somebody looked, a trigger that nobody saw, each once."""

from dataclasses import replace

from cxtui.console.wall import alerts
from cxtui.console.wall.alerts import FRESH_S, GAP_S, KEPT, Alert, Alerts, Breaches, Remembered, fired
from cxtui.desk import Acknowledged, Firing
from cxtui.kpis.floor import Escalation, Escalations, Floor, Responses, Waiting

NOW = 1_800_000_000


def waiting(ticket: str, due: int | None, **more: str) -> Waiting:
    return Waiting("desk", ticket, None, None, None, more.get("priority"), more.get("channel"), more.get("team"), None,
                   NOW - 600, due, 120, None)  # fmt: skip


def escalated(ticket: str, late: bool) -> Escalation:
    return Escalation("desk", ticket, None, None, None, "high", "Billing", "2", None, NOW - 900, None, late)


def floor(*rows: Waiting, late: tuple[Escalation, ...] = (), breached: int = 0, waits: int | None = None) -> Floor:
    return Floor(
        NOW, "UTC",
        responses=Responses(rows, len(rows) if waits is None else waits, breached),
        escalations=Escalations(late),
    )  # fmt: skip


def tickets(found: list[Alert]) -> list[str]:
    return [one.what[1] for one in found]


def test_the_first_look_learns_and_what_breaks_by_the_clock_is_new_once() -> None:
    seen = Breaches()
    picture = floor(waiting("1", NOW - 60), waiting("2", NOW), waiting("3", NOW + 2), waiting("4", None))
    assert seen.see(picture, NOW) == []
    (broke,) = seen.see(picture, NOW + 1)
    assert (broke.kind, broke.what, broke.at, broke.words) == ("breach", ("desk", "2"), NOW, ("2",))
    assert seen.see(picture, NOW + 2) == []
    assert tickets(seen.see(picture, NOW + 3)) == ["3"]
    assert seen.see(picture, NOW + 4) == []


def test_a_promise_is_broken_only_after_its_last_second() -> None:
    seen = Breaches()
    picture = floor(waiting("2", NOW + 1, channel="chat", priority="P1", team="Desk"))
    assert seen.see(picture, NOW) == [] and seen.see(picture, NOW + 1) == []
    assert seen.see(picture, NOW + 2)[0].words == ("2", "chat", "P1", "Desk")


def test_what_an_import_brings_late_is_news_for_a_quarter_of_an_hour() -> None:
    seen = Breaches()
    seen.see(floor(), NOW)
    late = floor(waiting("new", NOW + 1 - FRESH_S), waiting("old", NOW - FRESH_S))
    assert tickets(seen.see(late, NOW + 1)) == ["new"]


def test_after_a_gap_or_a_clock_that_went_back_everything_is_known() -> None:
    picture = floor(*(waiting(str(i), NOW + i) for i in range(1, 200)))
    slept, back = Breaches(), Breaches()
    slept.see(picture, NOW)
    assert slept.see(picture, NOW + GAP_S + 1) == []
    assert tickets(slept.see(picture, NOW + GAP_S + 2)) == [str(GAP_S + 1)]
    back.see(picture, NOW + 50)
    assert back.see(picture, NOW) == []
    assert back.see(picture, NOW + 50) == [], "they broke before the clock went back"
    assert tickets(back.see(picture, NOW + 52)) == ["50", "51"]


def test_a_picture_that_cannot_be_trusted_breaks_nothing() -> None:
    seen = Breaches()
    picture = floor(waiting("1", NOW + 5), waiting("2", NOW + 30))
    seen.see(picture, NOW)
    for second in range(1, 100):
        assert seen.see(picture, NOW + second, trusted=False) == []
    answered = floor(waiting("2", NOW + 30))
    assert tickets(seen.see(answered, NOW + 100)) == ["2"], "it is still there, and broke a minute ago"


def test_an_escalated_ticket_that_was_in_time_and_is_late() -> None:
    seen = Breaches()
    seen.see(floor(late=(escalated("1", False), escalated("2", True))), NOW)
    found = seen.see(floor(late=(escalated("1", True), escalated("2", True), escalated("3", True))), NOW + 1)
    assert [(one.kind, one.words) for one in found] == [("escalation", ("1", "2", "high", "Billing"))]
    assert seen.see(floor(late=(escalated("1", True),)), NOW + 2) == []


def test_one_ticket_is_one_alert_whatever_list_it_is_on() -> None:
    seen = Breaches()
    seen.see(floor(waiting("1", NOW), late=(escalated("1", False),)), NOW)
    found = seen.see(floor(waiting("1", NOW), late=(escalated("1", True),)), NOW + 1)
    assert [one.kind for one in found] == ["breach"]


def test_what_breaks_beyond_the_rows_of_a_picture_is_counted() -> None:
    seen = Breaches()
    rows = (waiting("1", NOW - 900), waiting("2", NOW - 800))
    seen.see(floor(*rows, breached=40, waits=90), NOW)
    (more,) = seen.see(floor(*rows, breached=43, waits=90), NOW + 1)
    assert (more.n, more.words) == (3, ())
    assert seen.see(floor(*rows, breached=41, waits=90), NOW + 2) == []


def firing(trigger: str, shown: int = 0, **more: object) -> Firing:
    return replace(Firing(1, trigger, f"{trigger} is down", NOW, "5 of 7", shown), **more)  # type: ignore[arg-type]


def test_a_trigger_is_shown_unless_somebody_saw_took_or_dealt_with_it() -> None:
    taken = Acknowledged("ann", NOW, "Ann", "2026-12-01", None)
    found = fired([
        firing("csat"), firing("nps", shown=1), firing("fcr", acknowledged=taken), firing("reply", rested_at=NOW),
    ])  # fmt: skip
    assert [(one.what, one.words) for one in found] == [(("csat", str(NOW)), ("csat is down", "5 of 7"))]


def test_many_at_once_are_one_card_and_each_is_taken_once() -> None:
    waits = Alerts()
    broke = [Alert("breach", ("desk", str(i)), NOW - i, (str(i),)) for i in range(7)]
    waits.add(broke)
    waits.add([Alert("trigger", ("csat", "1"), NOW)])
    card = waits.take()
    assert card is not None and (card.kind, card.n, card.since, card.page) == ("breach", 7, NOW - 6, "response")
    assert card.alerts[0].words == ("6",)
    second = waits.take()
    assert second is not None and (second.kind, second.n, second.page) == ("trigger", 1, "scorecard")
    waits.add(broke)
    assert waits.take() is None and waits.shown == 8


def test_a_trigger_that_was_taken_up_while_it_waited_is_not_shown() -> None:
    waits = Alerts()
    active = fired([firing("csat"), firing("nps")])
    waits.add(active)
    waits.keep(active[:1])
    card = waits.take()
    assert card is not None and [one.what[0] for one in card.alerts] == ["csat"]


def test_a_quiet_hour_makes_breaches_old_and_leaves_triggers_waiting() -> None:
    waits = Alerts()
    waits.add([Alert("breach", ("desk", "1"), NOW), *fired([firing("csat")]), Alert("escalation", ("desk", "2"), NOW)])
    waits.hush()
    card = waits.take()
    assert card is not None and card.kind == "trigger" and len(waits) == 0


def test_memory_has_bounds() -> None:
    seen, waits = Remembered(), Alerts()
    for i in range(KEPT + 5):
        seen.add((str(i),))
    assert len(seen) == KEPT and ("4",) not in seen and ("5",) in seen
    waits.add(Alert("breach", ("desk", str(i)), NOW) for i in range(alerts.PENDING + 100))
    assert len(waits) == alerts.PENDING
