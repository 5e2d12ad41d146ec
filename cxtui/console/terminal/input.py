"""What comes from a terminal, whatever it is: bytes become events that no console has to be afraid of."""

import logging
import re
from codecs import getincrementaldecoder
from collections.abc import Callable, Generator, Iterator

from textual import events
from textual.geometry import Size
from textual.message import Message

from cxtui.console.terminal.textual_private import (
    BRACKETED_PASTE_END,
    BRACKETED_PASTE_START,
    Peek1,
    Read1,
    TokenCallback,
    XTermParser,
)
from cxtui.text.hostile import tamed

log = logging.getLogger(__name__)

WIDEST, HIGHEST = 500, 200
"""Cells of the largest screen that is drawn; what a larger terminal has besides stays empty."""

LONGEST_PASTE = 4_096
"""Characters of a paste that are kept."""

PASTE_SILENCE = 20
"""Turns of silence after which a paste that has no end is over; else no key would count again."""

MOST_REPORTS = 16
"""Reports of the mouse in a row that are parsed, with the last of them; no more of those would wait for the app."""

MOST_LOGGED = 20
"""Failures whose tracebacks are logged; a terminal could send thousands a second."""


def clamped(width: int, height: int) -> tuple[int, int]:
    """Return a size in cells that can be drawn, whatever a terminal says."""
    return min(max(width, 1), WIDEST), min(max(height, 1), HIGHEST)


_REPORT = r"\x1b\[<[0-9;]{5,20}[Mm]"
_FLOOD = re.compile(f"((?:{_REPORT}){{{MOST_REPORTS}}})(?:{_REPORT})+({_REPORT})")


def thinned(text: str) -> str:
    """Return what came without the middle of each flood of the mouse's reports, so that parsing it takes no time."""
    return _FLOOD.sub(r"\1\2", text)


class SteadyParser(XTermParser):
    """Turns what a terminal sends into events, and begins anew behind what it cannot understand."""

    def __init__(self, debug: bool = False) -> None:
        self._logged = 0
        super().__init__(debug)

    def parse(self, token_callback: TokenCallback[Message]) -> Generator[Read1 | Peek1, str, None]:
        """Parse, character by character; an error costs the sequence that it came from and no more."""
        while not self.is_eof:
            try:
                yield from super().parse(token_callback)
                return
            except Exception:
                self._logged += 1
                if self._logged <= MOST_LOGGED:
                    log.exception("a sequence from the terminal was not understood")


class Pastes:
    """Cuts pastes to ``LONGEST_PASTE`` before they are gathered, and ends those that never end."""

    def __init__(self) -> None:
        self._room: int | None = None
        self._held = ""
        self._last = ""
        self._silent = 0

    def take(self, text: str) -> str:
        """Return what may go on of what came."""
        self._silent = 0
        kept = []
        while text:
            part, text = self._outside(text) if self._room is None else self._inside(text)
            kept.append(part)
        return "".join(kept)

    def silence(self) -> str:
        """Note that nothing came for a turn; return what ends a paste that was forgotten."""
        if self._room is None:
            return ""
        self._silent += 1
        if self._silent < PASTE_SILENCE:
            return ""
        self._room, self._held, self._last = None, "", ""
        return BRACKETED_PASTE_END

    def _outside(self, text: str) -> tuple[str, str]:
        """Return what goes on up to the beginning of a paste, and the rest; a beginning may come in pieces."""
        seen = self._last + text
        found = seen.find(BRACKETED_PASTE_START)
        if found < 0:
            self._last = seen[1 - len(BRACKETED_PASTE_START) :]
            return text, ""
        end = found + len(BRACKETED_PASTE_START) - len(self._last)
        self._room, self._last = LONGEST_PASTE, ""
        return text[:end], text[end:]

    def _inside(self, text: str) -> tuple[str, str]:
        """Return what is kept of a paste, with its end where that is there, and what comes behind it."""
        seen = self._held + text
        inner, end, rest = seen.partition(BRACKETED_PASTE_END)
        self._held = "" if end else _begun(seen)
        inner = inner[: len(inner) - len(self._held)]
        room = self._room or 0
        self._room = None if end else max(0, room - len(inner))
        # The parser would take a sequence in a paste for keys.
        return inner[:room].replace("\x1b", "\u241b") + end, rest


def _begun(text: str) -> str:
    """Return what of the mark of a paste's end stands at the end of a text."""
    for size in range(len(BRACKETED_PASTE_END) - 1, 0, -1):
        if text.endswith(BRACKETED_PASTE_END[:size]):
            return BRACKETED_PASTE_END[:size]
    return ""


class Typed:
    """Everything between a terminal's bytes and the app: decoding, pastes, parsing, and what is let through."""

    def __init__(self, debug: bool = False) -> None:
        self._decode: Callable[[bytes], str] = getincrementaldecoder("utf-8")("replace").decode
        self._pastes = Pastes()
        self._parser = SteadyParser(debug)

    def take(self, data: bytes) -> Iterator[Message]:
        """Return the events of what came."""
        return self._parsed(thinned(self._pastes.take(self._decode(data))))

    def silence(self) -> Iterator[Message]:
        """Return the events of a turn in which nothing came: an Escape that begins no sequence, a paste that ends."""
        yield from filter(None, map(harmless, self._parser.tick()))
        yield from self._parsed(self._pastes.silence())

    def _parsed(self, text: str) -> Iterator[Message]:
        # To the parser an empty text is the end of everything.
        return filter(None, map(harmless, self._parser.feed(text))) if text else iter(())


def harmless(message: Message) -> Message | None:
    """Return an event as an app may get it, None for one that nothing can be made of."""
    if isinstance(message, events.Resize):
        size, pixels = Size(*clamped(*message.size)), message.pixel_size
        return events.Resize(size, size, size, pixels)
    if isinstance(message, events.Paste):
        return events.Paste("\n".join(tamed(line) for line in message.text[:LONGEST_PASTE].splitlines()))
    if isinstance(message, events.MouseEvent) and not (0 <= message.x < WIDEST and 0 <= message.y < HIGHEST):
        return None
    if isinstance(message, events.Key) and not _can_be_written(message.key + (message.character or "")):
        return None
    return message


def _can_be_written(text: str) -> bool:
    """Return whether a text has no half of a character pair, which cannot be stored or sent anywhere."""
    return not any("\ud800" <= character <= "\udfff" for character in text)
