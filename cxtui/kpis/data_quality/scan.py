"""Doubts that only a walk through the store finds: seconds at a million tickets."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from cxtui.clock import DAY, format_instant
from cxtui.kpis.data_quality.kinds import BUSY_HOURS, FAST_S, LEAST_TURNS
from cxtui.kpis.data_quality.recorded import Doubt, in_order, kept, two
from cxtui.kpis.data_quality.silences import Hour, Silence, silences, together
from cxtui.settings import StoreSettings, defaults, from_json
from cxtui.store.read import Reader, StoreTrouble, Transaction

PATIENCE_S = 600.0
"""Seconds for which a store may be walked through."""

_STREAMS = {"created": "new tickets", "replied": "first replies", "solved": "solves"}


def scan(path: Path, progress: Callable[[str], None] = lambda _: None) -> tuple[Doubt, ...]:
    """Return every doubt of a store, none before its first import; raises StoreTrouble, UsageError for its settings."""
    with closing(Reader(path, PATIENCE_S)) as reader:
        try:
            with reader.transaction() as tx:
                stored = tx.value("setting", key="settings")
                settings = defaults() if stored is None else from_json(stored)
                progress("looking for doubts")
                return in_order((*kept(tx, settings.zone), *walked(tx, settings, progress)))
        except StoreTrouble as error:
            if error.trouble == "empty":
                return ()
            raise


def walked(
    tx: Transaction, settings: StoreSettings, progress: Callable[[str], None] = lambda _: None
) -> tuple[Doubt, ...]:
    """Return the doubts that need a walk through surveys, events, answers and tickets."""
    found: list[Doubt] = []
    for stage, query, kind in (
        ("looking for the tickets of surveys", "check_surveys", "survey of an unknown ticket"),
        ("looking for the tickets of events", "check_orphans", "rows of an unknown ticket"),
    ):
        progress(stage)
        found += [Doubt(source, kind, n, two(first, last)) for source, n, first, last in tx.rows(query)]
    progress("looking at who answers")
    found += _strangers(tx)
    found += _hurried(tx, settings)
    found += _machines(tx)
    progress("looking for silences")
    found += _silent(tx, settings.zone)
    return tuple(found)


def _strangers(tx: Transaction) -> Iterator[Doubt]:
    agents: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for source, agent, replies in tx.rows("check_strangers"):
        agents[source].append((agent, replies))
    for source, busiest in agents.items():
        replies = sum(n for _, n in busiest)
        yield Doubt(
            source=source,
            kind="replies by unknown agents",
            count=len(busiest),
            examples=tuple(agent for agent, _ in busiest[:2]),
            detail=f"{replies:,} replies",
        )


def _hurried(tx: Transaction, settings: StoreSettings) -> Iterator[Doubt]:
    """Find agents who count as people, yet mostly answer within seconds or through a whole day and night."""
    # A source whose clock runs ahead must not move the period beyond what the others have.
    newest = max((min(done, event) for _, done, event in tx.rows("sources") if event is not None), default=None)
    if newest is None:
        return
    from_at = newest - settings.leaderboard.period_days * DAY
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for source, agent, turns, fast, hours in tx.rows("check_paces", from_at=from_at, fast_s=FAST_S, least=LEAST_TURNS):
        if 2 * fast > turns:
            found[source].append((agent, f"{agent} answered {fast:,} of {turns:,} within {FAST_S} s"))
        elif hours >= BUSY_HOURS:
            found[source].append((agent, f"{agent} answered in {hours} of 24 hours of a day"))
    for source, agents in found.items():
        yield Doubt(
            source=source,
            kind="faster or busier than a person",
            count=len(agents),
            examples=tuple(agent for agent, _ in agents[:2]),
            detail="; ".join(words for _, words in agents[:2]),
        )


def _machines(tx: Transaction) -> Iterator[Doubt]:
    """Find bots and system users that sent more than any person replied."""
    busiest: dict[str, int] = dict(tx.rows("check_busiest"))
    leading: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for source, agent, kind, messages in tx.rows("check_machines"):
        if messages > busiest.get(source, 0):
            leading[source].append((messages, agent, kind))
    for source, agents in leading.items():
        agents.sort(key=lambda one: (-one[0], one[1]))
        yield Doubt(
            source=source,
            kind="machine with the most replies",
            count=len(agents),
            examples=tuple(agent for _, agent, _ in agents[:2]),
            detail="; ".join(f"{agent} ({kind}) sent {messages:,}" for messages, agent, kind in agents[:2])
            + f"; a person at most {busiest.get(source, 0):,}",
        )


def _silent(tx: Transaction, zone: str) -> Iterator[Doubt]:
    found: dict[str, list[Silence]] = defaultdict(list)
    for stream, what in _STREAMS.items():
        hours: dict[str, dict[int, Hour]] = defaultdict(dict)
        for source, hour, n, first, last in tx.rows(f"check_hours_{stream}"):
            hours[source][hour] = Hour(n, first, last)
        for source, by_hour in hours.items():
            found[source] += silences(what, by_hour)
    for source, every in found.items():
        groups = together(every)
        if groups:
            yield Doubt(
                source=source,
                kind="silences in the feed",
                count=len(groups),
                examples=tuple(_spoken(group, zone) for group in groups[:2]),
                detail="the newest first",
            )


def _spoken(group: tuple[Silence, ...], zone: str) -> str:
    """Return when nothing of all that is silent came, or the whole stretch where they only follow each other."""
    from_at, to_at = max(one.from_at for one in group), min(one.to_at for one in group)
    if from_at >= to_at:
        from_at, to_at = min(one.from_at for one in group), max(one.to_at for one in group)
    missed = ", ".join(f"{one.what} (usually {one.missed:,})" for one in group)
    return f"{format_instant(from_at, zone)} to {format_instant(to_at, zone)}: no {missed}"
