"""What commands print, on a terminal: a customer's words can be read there, and never obeyed."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TextIO, cast


class TamedStream:
    """A text stream on a terminal that gets of every line what is plainly visible; all else is that stream's own.

    ``below`` is the stream itself, for what moves the cursor; ``before_writing`` is called before each text.
    """

    def __init__(self, stream: TextIO) -> None:
        self.below = stream
        self.before_writing: Callable[[], object] = lambda: None

    def write(self, text: str) -> int:
        """Write text, tamed line by line, and return the size of what was given."""
        # Loaded with the first word for a terminal: a pipe needs nothing of it.
        from cxtui.text.hostile import tamed

        self.before_writing()
        self.below.write("\n".join(map(tamed, text.split("\n"))))
        return len(text)

    def writelines(self, lines: Any) -> None:
        """Write several texts."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        # What looks for the bytes below would get around all this.
        if name == "buffer":
            raise AttributeError("a terminal takes text alone")
        return getattr(self.below, name)


@contextmanager
def tamed_terminals() -> Iterator[None]:
    """Tame what is written to stdout and stderr while the context is open, where they are terminals.

    What goes to a pipe or a file stays byte for byte as it is. A console draws on the process's own stderr, which
    this leaves alone.
    """
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = map(_tamed, before)
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


def _tamed(stream: TextIO) -> TextIO:
    # Without a console of its own a process on Windows has no stream at all.
    if stream is None or not stream.isatty():
        return stream
    return cast(TextIO, TamedStream(stream))
