"""``python -m tests.proof.planted [--seeds N]``: does the leaderboard find the effects that a floor was given?

Each seed is a floor of the simulator's own (people, customers, luck), written as a folder, imported with the
default settings, and read as anybody reads it. A floor of 330 tickets a day and 24 seats is as old as its
leaderboard needs: contacts of thirty days, their customers' ninety days after, and a day for the edges.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from cxtui.clock import DAY
from cxtui.importing.run import Request, run
from cxtui.kpis.audit import Audit
from cxtui.kpis.feeds.store_feed import StoreFeed
from cxtui.kpis.floor import Leaderboard
from cxtui.kpis.question.moment import Moment, Scope
from cxtui.kpis.reading import audit
from cxtui.settings import defaults
from cxtui.simulator import Truth
from cxtui.simulator.folder import Order, write_folder
from cxtui.store.read import Reader

START = 1_757_912_400
"""Monday 15 September 2025, 5:00 UTC: the floor opens."""

DAYS = 122

WANTED = 0.8
"""Rank correlation of score and planted effect that a leaderboard must reach in the mean over its floors."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a floor's leaderboard made of its planted effects.

    ``spearman`` is the rank correlation of score and effect over the ``ranked`` agents; ``best_bad`` the best
    rank of an agent planted fast and bad, ``quickest_bad`` the best place of one by pace alone. They often avoid
    the survey, too: ``unsurveyed`` are the agents in whom the audit finds that, ``bad`` those planted so.
    """

    seed: int
    ranked: int
    spearman: float
    best_bad: int
    quickest_bad: int
    last: int
    bad: frozenset[str]
    unsurveyed: frozenset[str]

    def __str__(self) -> str:
        return (
            f"seed {self.seed:3}: Spearman {self.spearman:.3f} over {self.ranked} agents; fast but bad: "
            f"place {self.quickest_bad} by pace, rank {self.best_bad} of {self.last}; surveys not sent: "
            f"planted {' '.join(sorted(self.bad))}, found {' '.join(sorted(self.unsurveyed)) or 'nobody'}"
        )


def look(seed: int, place: Path) -> Found:
    """Make the floor of a seed in a folder, import it, and compare its leaderboard with what was planted."""
    order = Order(seed, START)
    folder, store = place / f"planted-{seed}", place / f"planted-{seed}.db"
    write_folder(order, folder, START + DAYS * DAY)
    run(store, Request((folder,), "canonical"))
    shutil.rmtree(folder)
    feed = StoreFeed(store, at=START + DAYS * DAY)
    try:
        board = feed.read().leaderboard
    finally:
        feed.close()
    return compare(seed, board, _audit(store), order.simulator().truth())


def _audit(store: Path) -> Audit:
    reader = Reader(store)
    try:
        with reader.transaction() as tx:
            covered = frozenset(what for _, what, *_ in tx.rows("coverage"))
            return audit.read(tx, Moment.of(START + DAYS * DAY, "UTC", None), Scope(defaults(), covered))
    finally:
        reader.close()


def compare(seed: int, board: Leaderboard, facts: Audit, truth: dict[str, Truth]) -> Found:
    """Compare a leaderboard and its audit with what was planted."""
    rows = [row for row in board.rows if row.rank is not None]
    planted = [truth[row.agent] for row in rows]
    bad = [(row, one) for row, one in zip(rows, planted, strict=True) if one.style == "fast_bad"]
    paces = sorted(one.pace for one in planted)
    return Found(
        seed=seed,
        ranked=len(rows),
        spearman=spearman([row.score or 0.0 for row in rows], [one.effect for one in planted]),
        best_bad=min(row.rank or 0 for row, _ in bad),
        quickest_bad=1 + min(paces.index(one.pace) for _, one in bad),
        last=max(row.rank or 0 for row in rows),
        bad=frozenset(one.agent for one in planted if one.style == "fast_bad"),
        unsurveyed=frozenset(r.agent for r in facts.rows if r.suspicion == "unsurveyed" and r.stands_out),
    )


def spearman(first: Sequence[float], second: Sequence[float]) -> float:
    """Return the rank correlation of two rows: Pearson's of their ranks, tied values sharing the mean one."""
    a, b = _ranks(first), _ranks(second)
    middle = (len(a) + 1) / 2
    together = sum((x - middle) * (y - middle) for x, y in zip(a, b, strict=True))
    apart = sum((x - middle) ** 2 for x in a) * sum((y - middle) ** 2 for y in b)
    return float(together / apart**0.5)


def _ranks(values: Sequence[float]) -> list[float]:
    ordered = sorted(values)
    return [ordered.index(value) + (ordered.count(value) + 1) / 2 for value in values]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what was found seed by seed, and all in all; exit 1 where the promise is not kept."""
    parser = argparse.ArgumentParser(prog="python -m tests.proof.planted", description=__doc__)
    parser.add_argument("--seeds", type=int, default=20, metavar="N", help="floors to look at (default: 20)")
    parser.add_argument("--first", type=int, default=1, metavar="SEED", help="the first of them (default: 1)")
    chosen = parser.parse_args(arguments)
    found = []
    for seed in range(chosen.first, chosen.first + chosen.seeds):
        with tempfile.TemporaryDirectory(prefix="cxtui-planted-") as place:
            found.append(look(seed, Path(place)))
        print(found[-1], flush=True)
    each = [one.spearman for one in found]
    bad = min(one.best_bad for one in found)
    print(
        f"Spearman: mean {fmean(each):.3f} (wanted {WANTED}), least {min(each):.3f}, most {max(each):.3f}; "
        f"{sum(one >= WANTED for one in each)} of {len(each)} floors reach {WANTED} alone"
    )
    print(f"fast but bad: best rank {bad}, must not be 1")
    return 0 if fmean(each) >= WANTED and bad > 1 else 1


if __name__ == "__main__":
    sys.exit(main())
