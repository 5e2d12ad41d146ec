"""How many records a text file holds, counted from its bytes beside the reader that takes the rows."""

from codecs import getincrementaldecoder

OTHER = bytes(b for b in range(256) if b not in b'"\n')
"""Every byte that is neither a quote nor a line end."""
MARK = b"\xef\xbb\xbf"


class RecordCount:
    """Counts records fed as chunks of bytes: lines that are not blank, a line end inside quotes ending none.

    ``readable`` tells whether all of it was UTF-8, which the reader sees only in cells that are wanted.

    Counts by pairs of quotes alone, so it is fast, and wrong where a stray quote stands in a cell: a count that
    disagrees with the reader's says that the file needs a closer look, one that agrees that nothing is missing.
    With ``quotes`` false a quote is a character like others; with ``blank`` blank lines are records too.
    """

    def __init__(self, quotes: bool = True, blank: bool = False) -> None:
        self.quotes, self.blank = quotes, blank
        self.readable = True
        self._decoder = getincrementaldecoder("utf-8")()
        self._ends = 0
        self._open = False
        self._fresh = True
        self._held = b""
        self._first = True

    def feed(self, chunk: bytes) -> None:
        """Count the next bytes of the file."""
        self._decode(chunk)
        data = self._held + chunk
        if self._first:
            if len(data) < len(MARK):
                self._held = data
                return
            self._first = False
            data = data.removeprefix(MARK)
        # The line feed of a line end may come with the next chunk.
        self._held = b"\r" if data.endswith(b"\r") else b""
        self._count(data[:-1] if self._held else data)

    def records(self) -> int:
        """Return how many records all that was fed holds, the header included."""
        self._count(self._held.removeprefix(MARK) if self._first else self._held)
        self._held, self._first = b"", False
        self._decode(b"", final=True)
        return self._ends + (not self._fresh)

    def _decode(self, chunk: bytes, final: bool = False) -> None:
        if self.readable and (final or not chunk.isascii() or self._decoder.getstate()[0]):
            try:
                self._decoder.decode(chunk, final)
            except UnicodeDecodeError:
                self.readable = False

    def _count(self, data: bytes) -> None:
        if not data:
            return
        if b"\r" in data:
            data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        blank = not self.blank and (b"\n\n" in data or (self._fresh and data.startswith(b"\n")))
        if self.quotes and (self._open or b'"' in data):
            data = self._unquoted(data, blank)
        if blank:
            data = self._without_blank(data)
        if data:
            self._ends += data.count(b"\n")
            self._fresh = data.endswith(b"\n")

    def _unquoted(self, data: bytes, whole: bool) -> bytes:
        """Return what stands outside of quotes, each quoted part as one x; only its line ends unless ``whole``."""
        ending = data[-1:]
        if not whole:
            data = data.translate(None, OTHER).replace(b'""', b"")
        parts = data.split(b'"')
        outside = parts[self._open :: 2]
        started = self._open
        self._open ^= len(parts) % 2 == 0
        text = (b"x" if started else b"") + b"x".join(outside) + (b"x" if self._open else b"")
        return text if ending == b"\n" or self._open else text + b"x"

    def _without_blank(self, data: bytes) -> bytes:
        while b"\n\n" in data:
            data = data.replace(b"\n\n", b"\n")
        return data.removeprefix(b"\n") if self._fresh else data
