"""(g) Any number of thirty days on a million tickets: with a filter that no bucket answers, with one, and whole."""

import time

from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.feeds.store_feed import StoreFeed
from cxtui.kpis.question.filters import parse_filter
from cxtui.store.read import Reader
from tests.bench.bench_floor import A_DAY, store_of

NAME = "g"
FILTERS = ("channel:email !priority:low", "channel:email", "")
SLOWEST = 6


def run(small: bool) -> None:
    """Print for each filter the CPU milliseconds of the slowest numbers, all read once after a first time."""
    store = store_of(4, 100) if small else store_of(200, A_DAY)
    reader = Reader(store)
    with reader.transaction() as tx:
        now = int(tx.value("SELECT MAX(newest_event_at) FROM source_state")) + 1
        tickets = tx.value("SELECT COUNT(*) FROM ticket")
    reader.close()
    feed = StoreFeed(store, clock=lambda: now, patience=600.0)
    for words in FILTERS:
        took = {}
        with feed.asking() as opened:
            for name, definition in DEFINITIONS.items():
                if definition.how is None:
                    continue
                question = opened.question(name, None if definition.span == "instant" else "30d", parse_filter(words))
                opened.metric(name, question)
                began = time.process_time()
                opened.metric(name, question)
                took[name] = (time.process_time() - began) * 1000
        slowest = sorted(took, key=lambda name: -took[name])[:SLOWEST]
        print(
            f"(g) {len(took)} numbers of 30 days, {tickets:,} tickets, filter {words or 'none'}: must be < 1000 ms each"
        )
        print("    slowest: " + ", ".join(f"{name} {took[name]:.0f} ms" for name in slowest), flush=True)
    feed.close()
