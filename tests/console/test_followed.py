"""How followed sources are is in the header of every console, wherever the store stands still."""

from dataclasses import replace

import pytest

from cxtui.health import FeedHealth, FillHealth
from cxtui.kpis.feeds.masked_feed import MaskedFeed
from cxtui.kpis.privacy import Privacy, Pseudonyms
from tests.console import floors
from tests.console.fakes import FakeFeed, console
from tests.console.floors import NOW
from tests.console.hand import SMALL, header, shown, until
from tests.facts.histories import instant

OK = FeedHealth("rt", "rt", "ok", 5, NOW, ok_at=NOW - 3, next_at=NOW + 2)
REFUSED = replace(OK, state="refused", error="token (401)", next_at=NOW + 240)
FILLING = replace(OK, state="filling", filling=FillHealth(instant("2025-11-20 10:00"), 0.43))


class Followed(FakeFeed):
    """A feed with sources that are followed."""

    feeds: tuple[FeedHealth, ...] = (OK,)

    def followed(self) -> tuple[FeedHealth, ...]:
        return self.feeds


@pytest.mark.parametrize(
    ("feed", "words"),
    [
        (OK, "● rt 3 s"),
        (FILLING, "~ rt filling 2025-11 (43 %)"),
        (REFUSED, "X rt refused: token (401) · next try 4 min"),
    ],
)
async def test_the_header_says_it_in_eighty_columns(feed: FeedHealth, words: str) -> None:
    app, fake = console(floors.busy())
    fake.__class__ = Followed
    fake.feeds = (feed,)  # type: ignore[attr-defined]
    async with app.run_test(size=SMALL) as pilot:
        await shown(pilot)
        await until(pilot, lambda: words in header(app))
        assert len(header(app)) <= 80


async def test_what_changes_is_shown_though_the_store_does_not_change() -> None:
    app, fake = console(floors.busy())
    fake.__class__ = Followed
    async with app.run_test(size=SMALL) as pilot:
        await shown(pilot)
        await until(pilot, lambda: "● rt" in header(app))
        reads = fake.reads
        fake.feeds = (REFUSED,)  # type: ignore[attr-defined]
        await until(pilot, lambda: "refused" in header(app))
        assert fake.reads == reads


def test_a_wall_shows_no_example_of_what_was_not_understood() -> None:
    fake = Followed(floors.busy())
    fake.feeds = (replace(REFUSED, doubts=("line 7 is no JSON: Ann Smith",)),)
    (seen,) = MaskedFeed(fake, Privacy(), Pseudonyms()).followed()
    assert (seen.error, seen.doubts) == ("token (401)", ())
