"""What contacts bring and what sales count, by hand, in one currency at a time."""

from pathlib import Path

from cxtui.kpis.customer_value.agent_lift import Bounds
from cxtui.kpis.customer_value.returns import ContactSums, Outlook
from cxtui.kpis.customer_value.sales import sales_credit
from tests.facts.histories import History, instant
from tests.kpis.customer_value.asking import DAYS_10, asking, near, number, table
from tests.kpis.customer_value.test_agent_lift import served

JANUARY = "2025-01-01..2025-01-31"
PRICED = DAYS_10 + '[worth]\ncost_per_hour = 20\ncurrency = "EUR"\n'


def shop(*extra: tuple[str, str, float, str, str]) -> History:
    """Return three contacts with an hour of handling each, and what their customers bought."""
    history = History()
    for customer, tier in (("c1", "gold"), ("c2", "free")):
        history.add("customer", customer=customer, tier=tier)
    for n, (customer, day, channel) in enumerate(
        (("c1", "2025-01-02", "chat"), ("c2", "2025-01-03", "chat"), ("c1", "2025-01-06", "email"))
    ):
        history.ticket(f"t{n}", day, customer=customer, channel=channel)
        for kind, start, end in (("talk", "10:00", "10:40"), ("wrap", "10:40", "11:00")):
            history.add("handle", handle=f"h{n}{kind}", ticket=f"t{n}", kind=kind,
                        from_at=instant(f"{day} {start}"), to_at=instant(f"{day} {end}"))  # fmt: skip
    buys = (
        ("c1", "2025-01-05", 100.0, "EUR", "new"),  # after t0, before t2
        ("c1", "2025-01-05", 30.0, "EUR", "refund"),  # written as a positive amount
        ("c1", "2025-01-07", 40.0, "EUR", "upsell"),  # after t2, though within H of t0 too
        ("c2", "2025-01-13", 50.0, "EUR", "new"),  # at exactly contact + H of t1
        ("c2", "2025-01-13 00:00:01", 500.0, "EUR", "new"),  # a second too late
        ("c2", "2025-01-03", 500.0, "EUR", "new"),  # not after the contact
        *extra,
    )
    for n, (customer, day, amount, currency, kind) in enumerate(buys):
        history.add("purchase", purchase=f"p{n}", customer=customer, occurred_at=instant(day), amount=amount,
                    currency=currency, kind=kind)  # fmt: skip
    return history


def test_return_by_hand(tmp_path: Path) -> None:
    with asking(shop(), tmp_path, "2025-02-01", PRICED) as store:
        # Chat: 100 − 30 + 50 = 120 for 2 hours at 20: (120 − 40) ÷ 40. Email: (40 − 20) ÷ 20.
        assert number(store, "channel_return", JANUARY, "channel:chat").value == near(2.0)
        assert number(store, "channel_return", JANUARY, "channel:email").value == near(1.0)
        whole = number(store, "channel_return", JANUARY)
        assert (whole.value, whole.n) == (near((160 - 60) / 60), 3)
        assert table(store, "return_by_channel", JANUARY).rows == (
            ("chat", 2, 7200, "EUR", 120.0, 40.0, 2.0),
            ("email", 1, 3600, "EUR", 40.0, 20.0, 1.0),
        )
        units, _ = store.units("channel_return", store.question("channel_return", JANUARY), 9)
        assert {unit.ticket: unit.value for unit in units} == {"t0": 70, "t1": 50, "t2": 40}


def test_a_contact_counts_when_its_horizon_ends(tmp_path: Path) -> None:
    with asking(shop(), tmp_path, "2025-01-12", PRICED) as store:
        found = number(store, "channel_return", JANUARY)
        assert (found.n, found.value) == (1, near((70 - 20) / 20))


def test_currencies_are_never_added(tmp_path: Path) -> None:
    dollars = ("c1", "2025-01-04", 1000.0, "USD", "new")
    with asking(shop(dollars), tmp_path, "2025-02-01", PRICED) as store:
        assert table(store, "return_by_channel", JANUARY).rows == (
            ("chat", 2, 7200, "EUR", 120.0, 40.0, 2.0),
            ("chat", 2, 7200, "USD", 1000.0, None, None),
            ("email", 1, 3600, "EUR", 40.0, 20.0, 1.0),
        )
        whole = number(store, "channel_return", JANUARY)
        assert (whole.value, whole.note) == (near((160 - 60) / 60), "revenue in USD is left out")


def test_it_says_what_to_set(tmp_path: Path) -> None:
    dollars = ("c1", "2025-01-04", 1000.0, "USD", "new")
    for folder, settings, history, expected in (
        ("a", DAYS_10, shop(), "set cost_per_hour"),
        ("b", DAYS_10 + "[worth]\ncost_per_hour = 20\n", shop(dollars), "set worth.currency"),
        ("c", PRICED, served(("c1", "a1", True)), "import a handle table"),
    ):
        (tmp_path / folder).mkdir()
        with asking(history, tmp_path / folder, "2025-02-01", settings) as store:
            found, listed = number(store, "channel_return", JANUARY), table(store, "return_by_channel", JANUARY)
            assert found.value is None and found.note and expected in found.note
            assert listed.note == found.note and {row[6] for row in listed.rows} == {None}


def test_the_only_currency_needs_no_name(tmp_path: Path) -> None:
    with asking(shop(), tmp_path, "2025-02-01", DAYS_10 + "[worth]\ncost_per_hour = 20\n") as store:
        assert number(store, "channel_return", JANUARY, "channel:chat").value == near(2.0)


def test_the_queue_by_likely_return(tmp_path: Path) -> None:
    history = shop()
    for ticket, customer, channel in (("q1", "c2", "email"), ("q2", "c1", "chat"), ("q3", "c2", "chat")):
        history.ticket(ticket, "2025-01-31", customer=customer, channel=channel)
    with asking(history, tmp_path, "2025-02-01", PRICED + "[leaderboard]\nmin_n = 1\n") as store:
        rows = [row for row in table(store, "queue_by_return", JANUARY).rows if row[1].startswith("q")]
        # Everything leans by one contact. The floor's mean is 160 / 3; chat (120 + 53.33) / 3 = 57.78, email
        # (40 + 53.33) / 2 = 46.67; gold by chat (70 + 57.78) / 2 = 63.89, free by chat (50 + 57.78) / 2 = 53.89,
        # free by email, with no contact, its channel's 46.67. An hour costs 20 everywhere.
        assert [(row[1], row[7], row[8], row[9]) for row in rows] == [
            ("q2", near(63.889, abs=1e-3), near(20), near(2.1944, abs=1e-4)),
            ("q3", near(53.889, abs=1e-3), near(20), near(1.6944, abs=1e-4)),
            ("q1", near(46.667, abs=1e-3), near(20), near(1.3333, abs=1e-4)),
        ]


def test_nothing_is_likely_where_nothing_is_known() -> None:
    assert Outlook(ContactSums({}, {}, {}, None, None, None), 20).of("chat", "gold") is None


def test_a_lift_decides_how_sales_stand() -> None:
    def stands(low: float, high: float) -> str:
        return sales_credit(Bounds((low + high) / 2, low, high, 50, 50))

    assert [stands(-5, 3), stands(-5.01, 3), stands(-9, -0.1), stands(-9, 0), stands(1, 4)] == [
        "credited", "unproven", "withheld", "unproven", "credited",
    ]  # fmt: skip
    assert sales_credit(None) == "unproven"


def test_sales_of_agents_by_hand(tmp_path: Path) -> None:
    # a1 keeps 40 of 40 customers, a2 none of 40: his lift is below 0 for sure.
    contacts = [(f"c{n}", "a1" if n < 40 else "a2", n < 40) for n in range(80)]
    history = served(*contacts, agents="a1 a2 a3")
    for n, (agent, kind, amount, currency, day) in enumerate(
        (("a1", "upsell", 100.0, "EUR", "2025-01-03"), ("a1", "cross_sell", 20.0, "EUR", "2025-01-04"),
         ("a1", "refund", 30.0, "EUR", "2025-01-05"), ("a1", "new", 999.0, "EUR", "2025-01-05"),
         ("a2", "renewal", 70.0, "EUR", "2025-01-06"), ("a3", "upsell", 11.0, "EUR", "2025-01-07"),
         (None, "upsell", 999.0, "EUR", "2025-01-08"), ("a1", "upsell", 999.0, "EUR", "2025-02-01"))
    ):  # fmt: skip
        history.add("purchase", purchase=f"s{n}", customer="c1" if agent == "a1" else "cx", amount=amount,
                    currency=currency, kind=kind, agent=agent, occurred_at=instant(day))  # fmt: skip
    with asking(history, tmp_path, "2025-02-03") as store:
        rows = table(store, "sales_by_agent", JANUARY).rows
        assert [(row[1], *row[3:11]) for row in rows] == [
            ("a1", "EUR", 3, 100.0, 20.0, 0.0, -30.0, 90.0, "credited"),
            ("a2", "EUR", 1, 0.0, 0.0, 70.0, 0.0, 70.0, "withheld"),
            ("a3", "EUR", 1, 11.0, 0.0, 0.0, 0.0, 11.0, "unproven"),
        ]
        found = number(store, "sales_credit", JANUARY)
        assert (found.value, found.n) == (90.0, 5)
        assert found.note == "EUR: 90.00 credited, 11.00 unproven, 70.00 withheld"
        assert number(store, "sales_credit", JANUARY, "agent:a2").value == 0


def test_sales_of_two_currencies_have_no_sum(tmp_path: Path) -> None:
    history = served(("c1", "a1", True))
    for n, currency in enumerate(("EUR", "USD")):
        history.add("purchase", purchase=f"s{n}", customer="c1", amount=10.0, currency=currency, kind="upsell",
                    agent="a1", occurred_at=instant("2025-01-03"))  # fmt: skip
    with asking(history, tmp_path, "2025-02-03") as store:
        found = number(store, "sales_credit", JANUARY)
        assert (found.value, found.n) == (None, 2)
        assert found.note and "several currencies are not added up: EUR: 10.00 unproven; USD" in found.note
