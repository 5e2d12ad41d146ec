"""A tap as a followed source: run with its last state, its records in pieces, each with the state that covers it."""

import shutil
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

from cxtui.clock import now
from cxtui.sources.live.failures import FeedError
from cxtui.sources.live.feed_batch import FeedAccess, FeedBatch, FeedCursor
from cxtui.sources.live.options import FeedOptions
from cxtui.sources.live.pace import Patience
from cxtui.sources.live.singer.choices import TapChoices, TapStart, started_with
from cxtui.sources.live.singer.chunk import Chunk
from cxtui.sources.live.singer.process import TapProcess
from cxtui.sources.loading import load_mapping
from cxtui.sources.singer.messages import CUT, NO_JSON, NoMessageError, TapRecord, TapState, merged_state, read_message

MOST_RECORDS = 20_000
"""Records of a piece at most."""
MOST_S = 60.0
"""Seconds after which a state ends a piece."""
SHOWN = 3


class SingerTap:
    """Runs a tap at each look; its state is the cursor, and moves only with the records before it."""

    def __init__(
        self, options: FeedOptions, patience: Patience, choices: TapChoices, clock: Callable[[], int] = now
    ) -> None:
        self._options, self._patience, self._choices, self._clock = options, patience, choices, clock
        self._mapping = load_mapping(choices.mapping)
        self._histories: tuple[str, ...] = ()
        self._since = 0.0

    @property
    def histories(self) -> Sequence[str]:
        """Return the histories of which records have come."""
        return self._histories

    def look(self, cursor: FeedCursor | None) -> Iterator[FeedBatch]:
        """Run the tap and yield what it wrote; raises its failure after what came before that."""
        place: dict[str, Any] = {"state": None, "staff": [], "histories": [], **(cursor or {})}
        self._histories = tuple(place["histories"])
        began = self._clock()
        with started_with(self._choices, self._options.secret, place["state"]) as start:
            place.setdefault("from", _start_date(start) or began - self._options.from_s)
            with closing(Chunk(start.folder)) as chunk:
                failure = yield from self._run(start, chunk, place)
                yield from self._batches(chunk, place, more=False)
        if failure is not None:
            raise failure
        yield FeedBatch({}, dict(place), complete_to=began)

    def fill(self, live: FeedCursor, cursor: FeedCursor | None, from_at: int) -> Iterator[FeedBatch]:
        """Yield nothing: how far back a tap goes its config says."""
        return iter(())

    def sweep(self, tickets: Sequence[str]) -> Iterator[FeedBatch]:
        """Yield nothing: a tap cannot be asked for tickets."""
        return iter(())

    def check(self) -> FeedAccess:
        """Return whether the tap and its config are there; it is not started."""
        with started_with(self._choices, self._options.secret, None) as start:
            tap = start.words[0]
            missing = () if shutil.which(tap) else (f"{tap}: there is no such program",)
        streams = ", ".join(self._mapping.tables)
        return FeedAccess((f"the streams {streams}, as far as its catalog selects them",), missing)

    def close(self) -> None:
        """Nothing is held between two looks."""

    def _run(
        self, start: TapStart, chunk: Chunk, place: dict[str, Any]
    ) -> Generator[FeedBatch, None, FeedError | None]:
        """Yield pieces while the tap runs; return its failure, or None."""
        self._since = time.monotonic()
        with closing(TapProcess(start, self._patience, self._choices.silence_s)) as tap:
            try:
                for number, line in enumerate(tap.lines(), 1):
                    if self._read(number, line, chunk, place):
                        yield from self._batches(chunk, place, more=True)
                        self._since = time.monotonic()
            except FeedError as error:
                return error
        return None

    def _read(self, number: int, line: bytes, chunk: Chunk, place: dict[str, Any]) -> bool:
        """Take a line, and return whether it ends a piece."""
        if not line.strip():
            return False
        try:
            message = read_message(line)
        except NoMessageError as error:
            cut = str(error) == NO_JSON and not line.endswith(b"\n")
            chunk.refuse(number, CUT if cut else str(error), line)
            return False
        if isinstance(message, TapState):
            place["state"] = merged_state(place["state"], message)
            return chunk.records > 0 and time.monotonic() - self._since > MOST_S
        if isinstance(message, TapRecord) and message.stream in self._mapping.tables:
            chunk.add(number, line)
        return chunk.records >= MOST_RECORDS

    def _batches(self, chunk: Chunk, place: dict[str, Any], more: bool) -> Iterator[FeedBatch]:
        if not chunk.records and not chunk.refused:
            return
        found = chunk.take(self._mapping, self._options.name, place["staff"])
        self._histories = tuple(dict.fromkeys((*self._histories, *found.histories)))
        place |= {"staff": list(found.staff), "histories": list(self._histories)}
        doubts = tuple(f"{one.reason}: {one.row[:80]}" for one in found.refused[:SHOWN])
        yield FeedBatch(
            found.rows, dict(place), more=more, complete_from=int(place["from"]), doubts=doubts, refused=found.refused
        )


def _start_date(start: TapStart) -> int | None:
    """Return the instant from which the tap's config says that it reads, None where it does not say."""
    text = start.config.get("start_date") if isinstance(start.config, dict) else None
    try:
        found = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return int((found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp())
