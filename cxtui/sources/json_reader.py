"""Reading a JSON text piece by piece, with the place of each, in bounded memory."""

import json
from collections.abc import Iterator
from pathlib import Path

from cxtui.errors import SourceError

LONGEST = 64 << 20
"""Characters of one value that are held at most."""
BLANK = " \t\r\n"


class JsonReader:
    """The values of one JSON text, in their order."""

    def __init__(self, path: Path, chunks: Iterator[str]) -> None:
        self.path, self.chunks = path, chunks
        self.buffer, self.at, self.over = "", 0, False
        self.line, self.column = 1, 1
        self.decoder = json.JSONDecoder(strict=False)

    def peek(self) -> str:
        """Return the next character that is not blank, "" at the end."""
        while True:
            end = self.at
            while end < len(self.buffer) and self.buffer[end] in BLANK:
                end += 1
            self._take(end)
            if end < len(self.buffer):
                return self.buffer[end]
            if not self._more():
                return ""

    def pass_over(self, character: str) -> bool:
        """Take the next character if it is this one, and return whether it was."""
        if self.peek() != character:
            return False
        self._take(self.at + 1)
        return True

    def need(self, character: str) -> None:
        """Take the next character; raises SourceError if it is another."""
        if not self.pass_over(character):
            raise self.wrong(f"expected {character!r}")

    def value(self) -> tuple[object, str]:
        """Take the next value and return it, and as it stands; raises SourceError if there is none."""
        self.peek()
        while True:
            try:
                found, end = self.decoder.raw_decode(self.buffer, self.at)
            except (ValueError, RecursionError) as error:
                reached = error.pos - self.at if isinstance(error, json.JSONDecodeError) else 0
                if len(self.buffer) - self.at > LONGEST or not self._more(len(self.buffer) - self.at):
                    raise self._broken(error, reached) from None
                continue
            # A number at the end of what is held may go on.
            after = self.buffer[end : end + 1]
            if (after and after not in ".eE+-") or not self._more():
                text = self.buffer[self.at : end]
                self._take(end)
                return found, text

    def key(self) -> str:
        """Take a key and the colon after it."""
        key, _ = self.value()
        if not isinstance(key, str):
            raise self.wrong("expected a key in quotes")
        self.need(":")
        return key

    def items(self) -> Iterator[int]:
        """Take a list from its bracket on; yield the line of each element, which must be taken before the next."""
        self.need("[")
        if self.pass_over("]"):
            return
        while True:
            self.peek()
            yield self.line
            if self.pass_over("]"):
                return
            self.need(",")

    def wrong(self, what: str) -> SourceError:
        """Return an error about the place reached."""
        if not self.peek():
            return SourceError(
                f"{self.path}: line {self.line}: the JSON ends too early; nothing of it was imported. "
                "Copy or export it again."
            )
        return SourceError(f"{self.path}: line {self.line}, character {self.column}: broken JSON, {what}.")

    def _broken(self, error: Exception, reached: int) -> SourceError:
        if isinstance(error, json.JSONDecodeError):
            self._take(min(self.at + reached, len(self.buffer)))
            if error.msg.startswith(("Unterminated", "Invalid control")) and self.over:
                return SourceError(
                    f"{self.path}: line {self.line}: the JSON ends too early; nothing of it was imported. "
                    "Copy or export it again."
                )
        return self.wrong("no value can stand here")

    def _more(self, least: int = 0) -> bool:
        """Read on, at least so many characters; return whether anything came."""
        parts, size = [self.buffer[self.at :]], 0
        while not self.over and size <= least:
            chunk = next(self.chunks, None)
            self.over = chunk is None
            parts.append(chunk or "")
            size += len(chunk or "")
        self.buffer, self.at = "".join(parts), 0
        return size > 0

    def _take(self, end: int) -> None:
        taken = self.buffer[self.at : end]
        ends = taken.count("\n") + (taken.count("\r") - taken.count("\r\n") if "\r" in taken else 0)
        self.line += ends
        self.column = len(taken) - max(taken.rfind("\n"), taken.rfind("\r")) if ends else self.column + len(taken)
        self.at = end
