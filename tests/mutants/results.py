"""What became of mutants, one JSON line each, so that a run can go on where it ended; and the equivalent ones."""

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tests.mutants.mutant import Mutant

Status = Literal["killed", "survived", "timed out"]
EQUIVALENT = Path(__file__).parent / "equivalent.toml"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a mutant, by which test, in how many seconds of wall time."""

    status: Status
    test: str
    seconds: float


class Results:
    """The results in a file; the last line about a mutant holds."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.found: dict[str, Result] = {}
        lines = path.read_text("utf-8").splitlines() if path.exists() else []
        for line in lines:
            row = json.loads(line)
            self.found[row["key"]] = Result(row["status"], row["test"], row["seconds"])

    def add(self, mutant: Mutant, result: Result) -> None:
        """Keep a result."""
        self.found[mutant.key] = result
        row = {"key": mutant.key, "status": result.status, "test": result.test, "seconds": round(result.seconds, 1)}
        with self._path.open("a", encoding="utf-8") as out:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def equivalent(path: Path = EQUIVALENT) -> dict[str, str]:
    """Return why mutants cannot be told from the product, by their key."""
    rows = tomllib.loads(path.read_text("utf-8")).get("mutant", []) if path.exists() else []
    return {f"{row['file']}|{row['line']}|{row['change']}|{row.get('nth', 1)}": row["why"] for row in rows}
