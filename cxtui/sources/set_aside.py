"""Bad rows set aside: the first of each reason as they stand, of the others the lines, and all of them counted."""

import base64
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cxtui.sources.files import DataFile

if TYPE_CHECKING:
    import duckdb

WHOLE = 1_000
"""Rows of each reason of a batch that are kept as they stand."""
CUT = 10_000
"""Characters of a bad row that are kept."""
REJECT = (
    "CREATE OR REPLACE TABLE in_reject (file VARCHAR, line BIGINT, column_name VARCHAR, value VARCHAR, "
    "reason VARCHAR, row VARCHAR)"
)
COUNT = (
    "CREATE OR REPLACE TABLE in_reject_count (file VARCHAR, sha256 VARCHAR, column_name VARCHAR, reason VARCHAR, "
    "rows BIGINT, lines VARCHAR)"
)


@dataclass(slots=True)
class _Lines:
    """Lines that grow, kept packed as ``3-9,12,14-20``: how many rows there are, and where those not kept stand."""

    rows: int = 0
    first: int = 0
    last: int = 0
    packer: "zlib._Compress" = field(default_factory=zlib.compressobj)
    packed: list[bytes] = field(default_factory=list)

    def add(self, line: int) -> None:
        if self.first and line == self.last + 1:
            self.last = line
            return
        self._close()
        self.first = self.last = line

    def _close(self) -> None:
        if self.first:
            text = f"{self.first}," if self.first == self.last else f"{self.first}-{self.last},"
            self.packed.append(self.packer.compress(text.encode()))
            if len(self.packed) > 1_000:
                self.packed = [b"".join(self.packed)]

    def done(self) -> str | None:
        """Return the lines packed; None where every row was kept whole."""
        if not self.first:
            return None
        self._close()
        return base64.b64encode(b"".join([*self.packed, self.packer.flush()])).decode()


def unpacked(lines: str) -> Iterator[range]:
    """Yield stretches of line numbers that were packed."""
    for part in zlib.decompress(base64.b64decode(lines)).decode().rstrip(",").split(","):
        first, _, last = part.partition("-")
        yield range(int(first), int(last or first) + 1)


class SetAside:
    """The bad rows of one batch, file after file."""

    def __init__(self, con: "duckdb.DuckDBPyConnection") -> None:
        self.con = con
        self.whole: dict[str, int] = {}
        con.execute(REJECT)
        con.execute(COUNT)
        self._begin()

    def _begin(self) -> None:
        self.rows: list[tuple[int, str | None, str | None, str, str | None]] = []
        self.counts: dict[tuple[str | None, str], _Lines] = {}

    def add(self, line: int, column: str | None, value: str | None, reason: str, text: bytes | str | None) -> None:
        """Set one bad row of the file at hand aside."""
        lines = self.counts.setdefault((column, reason), _Lines())
        lines.rows += 1
        kept = self.whole.get(reason, 0)
        if kept == WHOLE:
            lines.add(line)
            return
        self.whole[reason] = kept + 1
        if isinstance(text, bytes):
            text = text[: 4 * CUT].decode("utf-8", "replace")
        self.rows.append((line, column, value and value[:CUT], reason, text and text[:CUT]))

    def close(self, file: DataFile, sha256: str) -> int:
        """Write down the bad rows of one file and return how many there were."""
        if self.rows:
            columns = [list(column) for column in zip(*self.rows, strict=True)]
            self.con.execute(
                "INSERT INTO in_reject SELECT ?, unnest(?::BIGINT[]), unnest(?::VARCHAR[]), unnest(?::VARCHAR[]), "
                "unnest(?::VARCHAR[]), unnest(?::VARCHAR[])",
                [str(file.path), *columns],
            )
        for (column, reason), lines in self.counts.items():
            self.con.execute(
                "INSERT INTO in_reject_count VALUES (?, ?, ?, ?, ?, ?)",
                [str(file.path), sha256, column, reason, lines.rows, lines.done()],
            )
        total = sum(lines.rows for lines in self.counts.values())
        self._begin()
        return total
