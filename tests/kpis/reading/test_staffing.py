"""The staffing hint of a store: Call Centre Helper's example of Erlang C as a phone floor's last hour."""

from dataclasses import replace
from pathlib import Path

import pytest

from cxtui.kpis.question.moment import Moment, Scope
from cxtui.kpis.reading import staffing
from cxtui.kpis.staffing import ASSUMPTIONS, Hint
from cxtui.settings import StoreSettings, Target, defaults
from cxtui.store.read import Reader
from tests.facts.histories import History, instant
from tests.kpis.reading.stores import stored

NOON = instant("2025-01-20 12:00")


def hinted(store: Path, at: int = NOON, settings: StoreSettings | None = None) -> Hint:
    """Return the hint as of an instant."""
    reader = Reader(store)
    with reader.transaction() as tx:
        found = staffing.read(tx, Moment.of(at, "UTC", at), Scope(settings or defaults(), frozenset()))
    reader.close()
    return found


class Phones(History):
    """A floor of calls."""

    def call(self, ticket: str, at: int, *parts: tuple[str, int], channel: str = "phone") -> "Phones":
        """Add a contact with the seconds of its parts, one after another."""
        self.add("ticket", ticket=ticket, created_at=at, channel=channel, opened_by_kind="customer")
        for n, (kind, seconds) in enumerate(parts):
            self.add("handle", handle=f"{ticket}-{n}", ticket=ticket, kind=kind, from_at=at, to_at=at + seconds)
            at += seconds
        return self


@pytest.fixture
def phones() -> Phones:
    """Two hundred calls between eleven and noon, three minutes each."""
    h = Phones()
    for n in range(200):
        h.call(f"c{n}", NOON - 3600 + 17 * n, ("talk", 100), ("hold", 20), ("wrap", 60))
    return h


def test_a_hundred_calls_in_half_an_hour(phones: Phones, tmp_path: Path) -> None:
    hint = hinted(stored(phones, tmp_path / "floor.db"))
    assert (hint.from_at, hint.to_at, hint.missing) == (NOON - 3600, NOON, None)
    chat, phone = hint.needs
    assert (phone.channel, phone.contacts, phone.handle_s, phone.handled) == ("phone", 200, 180.0, 200)
    assert (phone.within_s, phone.goal, phone.agents) == (20, 0.8, 14)
    assert phone.now is not None and phone.fewer is not None
    assert phone.now.service_level == pytest.approx(0.8884, abs=5e-5)
    assert phone.fewer.agents == 13
    assert phone.fewer.occupancy == pytest.approx(0.769, abs=5e-4)
    assert phone.fewer.service_level == pytest.approx(0.7956, abs=5e-5)
    assert (chat.channel, chat.contacts, chat.agents) == ("chat", 0, None)
    assert chat.missing is not None and "import a handle table" in chat.missing
    assert hint.assumptions is ASSUMPTIONS and any("Poisson" in one for one in ASSUMPTIONS)


def test_arrivals_are_of_four_whole_quarters_and_handle_times_of_seven_days(phones: Phones, tmp_path: Path) -> None:
    phones.call("running", NOON + 60, ("talk", 600)).call("long ago", NOON - 8 * 86_400, ("talk", 3600))
    store = stored(phones, tmp_path / "floor.db")
    later = hinted(store, NOON + 14 * 60).needs[1]
    # The running quarter hour is not whole; its call is over and counts as handled.
    assert (later.contacts, later.handled) == (200, 201)
    assert later.handle_s == pytest.approx((200 * 180 + 600) / 201)
    assert hinted(store, NOON + 3600).needs[1].contacts == 1
    quiet = hinted(store, NOON + 2 * 3600).needs[1]
    assert (quiet.contacts, quiet.agents, quiet.fewer) == (0, 0, None)


def test_work_counts_where_there_is_no_call_and_nothing_after_an_escalation(tmp_path: Path) -> None:
    h = Phones().call("chat", NOON - 600, ("work", 90), ("work", 30), channel="chat")
    h.call("both", NOON - 600, ("talk", 60), ("work", 600), channel="chat")
    h.call("up", NOON - 600, ("work", 100), ("work", 300), channel="chat")
    h.event("up", "2025-01-20 11:52", "escalated", "2")
    h.call("mail", NOON - 600, ("work", 900), channel="email").call("nobody", NOON - 600, channel="chat")
    chat = hinted(stored(h, tmp_path / "floor.db")).needs[0]
    assert (chat.contacts, chat.handled) == (4, 3)
    assert chat.handle_s == pytest.approx((120 + 60 + 100) / 3)


def test_the_ordinary_target_of_a_channel() -> None:
    def settings(*targets: Target) -> StoreSettings:
        return replace(defaults(), targets=tuple(sorted(targets, key=lambda t: -t.specificity)))

    def target(within_s: int, channel: str | None, priority: str | None = None) -> Target:
        return Target("first_response", within_s, False, channel=channel, priority=priority)

    assert staffing.at_once(defaults(), 0) == {"chat": 120, "phone": 20}
    assert staffing.at_once(settings(target(5, "phone", "urgent"), target(30, "phone")), 0) == {"phone": 30}
    assert staffing.at_once(settings(target(5, "phone", "urgent"), target(9, "phone", "high")), 0) == {"phone": 5}
    assert staffing.at_once(settings(target(600, "chat"), target(60, None)), 0) == {}
    assert staffing.at_once(settings(Target("resolution", 60, False, channel="chat")), 0) == {}


def test_a_store_without_quick_channels_says_so(phones: Phones, tmp_path: Path) -> None:
    slow = replace(defaults(), targets=())
    hint = hinted(stored(phones, tmp_path / "floor.db"), settings=slow)
    assert hint.needs == () and hint.missing is not None and "under 10 minutes" in hint.missing


def test_the_goal_is_the_norm_of_the_service_level(phones: Phones, tmp_path: Path) -> None:
    strict = replace(defaults(), norms={**defaults().norms, "service_level": 0.9})
    store = stored(phones, tmp_path / "floor.db")
    assert hinted(store, settings=strict).needs[1].agents == 15
    lax = replace(defaults(), norms={})
    assert hinted(store, settings=lax).needs[1].goal == 0.8
