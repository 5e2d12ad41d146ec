"""Lists of loyalty and money on the packaged floor, once its contacts' horizons are over."""

from contextlib import closing
from pathlib import Path

import pytest

from cxtui.kpis.feeds.store_feed import StoreFeed
from cxtui.kpis.lists import LISTS
from cxtui.kpis.lists.loyalty import LOYALTY
from cxtui.kpis.lists.money import MONEY
from cxtui.kpis.question.filters import parse_filter
from tests.facts.histories import instant


@pytest.mark.parametrize("name", [definition.name for definition in (*LOYALTY, *MONEY)])
def test_a_list_has_rows_as_wide_as_its_columns(packaged: Path, name: str) -> None:
    definition = LISTS[name]
    for when in ("2026-04-08 09:07", "2026-07-10 12:00"):
        with closing(StoreFeed(packaged, instant(when))) as feed, feed.asking() as store:
            for words in ("", "channel:chat", "agent:a01,a02"):
                found = definition.read(store, store.question("lift", "120d", parse_filter(words)))
                assert (found.name, found.missing) == (definition.name, None)
                assert all(len(row) == len(found.columns) for row in found.rows)


def test_bands_hold_every_customer_with_a_first_response(packaged: Path) -> None:
    with closing(StoreFeed(packaged, instant("2026-07-10 12:00"))) as feed, feed.asking() as store:
        question = store.question("lift", "120d")
        rows = LISTS["retention_by_first_response"].read(store, question).rows
        metric = store.metric("speed_first_response", question)
        whole = store.metric("retained_after_contact", question)
    assert sum(row[2] for row in rows) == metric.n > 50
    assert metric.n <= whole.n
    assert all(row[5] <= row[4] <= row[6] for row in rows if row[2])
