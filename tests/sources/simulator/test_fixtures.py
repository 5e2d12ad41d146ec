"""The folder that the project carries is what its README says made it."""

import gzip
import shlex
from pathlib import Path

from cxtui.sources.simulator.__main__ import main

FIXTURES = Path(__file__).parents[3] / "fixtures"


def content(path: Path) -> bytes:
    """The bytes of a file, unpacked: what gzip makes of them depends on the zlib it was built with."""
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def test_the_line_in_the_readme_makes_the_same_folder(tmp_path: Path) -> None:
    readme = (FIXTURES / "README.md").read_text()
    line = next(line for line in readme.splitlines() if line.startswith("python -m cxtui.sources.simulator"))
    arguments = shlex.split(line)[3:]
    assert arguments[-1] == "fixtures"
    assert main([*arguments[:-1], str(tmp_path)]) == 0
    kept = {path.name: content(path) for path in FIXTURES.iterdir() if path.name != "README.md"}
    made = {path.name: content(path) for path in tmp_path.iterdir()}
    assert sorted(kept) == sorted(made)
    for name, expected in kept.items():
        assert made[name] == expected, f"{name} differs: run the line in fixtures/README.md again"


def test_the_folder_is_small() -> None:
    assert sum(path.stat().st_size for path in FIXTURES.iterdir()) < 900_000
