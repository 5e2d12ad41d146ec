"""A file of a tap's output taken apart into its streams, each a file of JSON lines; what is no message is set aside."""

import gzip
import json
from array import array
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from cxtui.sources.files import PIPED, DataFile, truncated
from cxtui.sources.singer.messages import CUT, NO_JSON, NoMessageError, TapRecord, TapState, merged_state, read_message

Aside = Callable[[int, str, bytes], None]
"""Takes the line, the reason and the text of what is no message."""


@dataclass(slots=True)
class TapOutput:
    """What was found: the files of the streams that are read, records of others by stream, and the last state.

    ``state`` is None where there was none; ``records`` counts those of streams that are read, ``faults``
    lines that are no messages, of which ``first`` is the line and reason of one.
    """

    parts: list[DataFile] = field(default_factory=list)
    others: dict[str, int] = field(default_factory=dict)
    state: Any = None
    records: int = 0
    faults: int = 0
    first: tuple[int, str] | None = None


def split(file: DataFile, folder: Path, wanted: Callable[[str], bool], aside: Aside) -> TapOutput:
    """Take apart a file of messages; raises SourceError where it is a gzip file that is cut off."""
    found, lines = TapOutput(), dict[str, "array[int]"]()
    with ExitStack() as closing:
        copies: dict[str, IO[str]] = {}
        for number, line in _lines(file):
            try:
                message = read_message(line)
            except NoMessageError as error:
                found.first = found.first or (number, str(error))
                cut = str(error) == NO_JSON and not line.endswith(b"\n")
                aside(number, CUT if cut else str(error), line.strip(b"\r\n"))
                found.faults += 1
                continue
            if isinstance(message, TapState):
                found.state = merged_state(found.state, message)
            elif isinstance(message, TapRecord):
                if not wanted(message.stream):
                    found.others[message.stream] = found.others.get(message.stream, 0) + 1
                    continue
                if message.stream not in copies:
                    at = folder / f"stream-{len(copies)}.jsonl"
                    copies[message.stream] = closing.enter_context(at.open("w", encoding="utf-8", errors="replace"))
                    lines[message.stream] = array("Q")
                    found.parts.append(_part(file, message.stream, at, lines[message.stream]))
                copies[message.stream].write(json.dumps(message.row, ensure_ascii=False) + "\n")
                lines[message.stream].append(number)
                found.records += 1
    return found


def last_state(path: Path, wanted: Callable[[str], bool]) -> TapOutput:
    """Return the last state in what a tap wrote; ``records`` and ``faults`` tell only whether there are any."""
    found = TapOutput()
    for _, line in _lines(_plain(path)):
        if found.records and b"STATE" not in line:
            continue
        try:
            message = read_message(line)
        except NoMessageError:
            found.faults = 1
            continue
        if isinstance(message, TapState):
            found.state = merged_state(found.state, message)
        elif isinstance(message, TapRecord) and wanted(message.stream):
            found.records = 1
    return found


def streams_of(path: Path, most: int = 200_000) -> Collection[str]:
    """Return the streams that the first messages of a file name."""
    names = set()
    for number, line in _lines(_plain(path)):
        try:
            data = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(data, dict):
            inner = data.get("record")
            name = data.get("stream") or (inner.get("stream") if isinstance(inner, dict) else None)
            names |= {name} if isinstance(name, str) else set()
        if number >= most:
            break
    return names


def _plain(path: Path) -> DataFile:
    return DataFile(path, "jsonl", path.name.lower().endswith(".gz"), path.stem, path)


def _part(file: DataFile, stream: str, at: Path, lines: "array[int]") -> DataFile:
    shown = Path(PIPED) if file.path.name == PIPED else file.path
    # A tap leaves out what is empty: no key that is not there is missing.
    return replace(
        file,
        open_ended=True,
        path=shown,
        format="jsonl",
        gzipped=False,
        stem=stream,
        at=at,
        holder=file.on_disk,
        lines=lines,
    )


def _lines(file: DataFile) -> Iterator[tuple[int, bytes]]:
    packed = gzip.open if file.gzipped else open
    with cast("BinaryIO", packed(file.at, "rb")) as messages:
        try:
            for number, line in enumerate(messages, 1):
                if line.strip():
                    yield number, line
        except EOFError:
            raise truncated(file.path) from None
