"""What speed has to do with staying, as one answer: the list's own bands, with knee and correlation beside them."""

from pathlib import Path

from cxtui.kpis.answers.answer import answer
from cxtui.kpis.answers.speeds import SpeedsView
from cxtui.kpis.lists import ListTable
from cxtui.kpis.query import Query, View
from tests.facts.histories import History
from tests.kpis.customer_value.asking import asking
from tests.kpis.customer_value.test_retention_by_speed import answered

JANUARY = View(period="2025-01-01..2025-01-31")


def test_bands_are_the_lists(tmp_path: Path) -> None:
    waits = answered((30, True), (60, False), (61, True), (7 * 86_400, False), (None, True))
    with asking(waits, tmp_path, "2025-02-01") as store:
        found = answer(store, Query("speeds", ("first_response",), JANUARY))
        listed = answer(store, Query("list", ("retention_by_first_response",), JANUARY))
        assert isinstance(found, SpeedsView) and isinstance(listed, ListTable)
        assert [(b.low, b.high, b.n, b.good, b.share, b.share_low, b.share_high) for b in found.bands] == [
            row[:7] for row in listed.rows
        ]
        assert (found.customers, found.least, found.period.label) == (4, 20, "2025-01-01..2025-01-31")
        assert found.knee is None and found.correlation is not None and found.correlation.n == 4
        assert answer(store, Query("speeds", ("nothing",), JANUARY)) is None


def test_a_filter_narrows_it_down(tmp_path: Path) -> None:
    with asking(answered((30, True), (60, False)), tmp_path, "2025-02-01") as store:
        chat, email = (
            answer(store, Query("speeds", ("first_response",), View("2025-01-01..2025-01-31", f"channel:{channel}")))
            for channel in ("chat", "email")
        )
        assert isinstance(chat, SpeedsView) and isinstance(email, SpeedsView)
        assert (chat.customers, email.customers) == (2, 0)


def test_without_purchases_it_says_what_to_import(tmp_path: Path) -> None:
    history = History(("messages", "customers")).ticket("one", "2025-01-05", customer="c1")
    with asking(history, tmp_path, "2025-02-01") as store:
        found = answer(store, Query("speeds", ("resolution",), JANUARY))
        assert isinstance(found, SpeedsView) and found.bands == ()
        assert found.missing and "import a purchase or contract table" in found.missing
