"""What the shell completes: names that are known, values of the store at hand, and nothing where it cannot be read."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cxtui.console.themes import PALETTES
from cxtui.language import LANGUAGES

pytestmark = pytest.mark.process


def offered(line: str, home: Path) -> list[str]:
    """Return what bash is given for a line that ends in the word to complete."""
    words = line.split()
    place = len(words) - (0 if line.endswith(" ") else 1)
    found = subprocess.run(
        (sys.executable, "-m", "cxtui"),
        env=os.environ
        | {
            "_CXTUI_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(place),
            "XDG_DATA_HOME": str(home), "XDG_CONFIG_HOME": str(home), "XDG_STATE_HOME": str(home),
        },
        cwd=home,
        capture_output=True,
        text=True,
        check=True,
    )  # fmt: skip
    assert found.stderr == ""
    return found.stdout.split()


def test_names_that_are_known(tmp_path: Path) -> None:
    assert offered("cxtui explain csa", tmp_path) == ["csat", "csat_response_rate"]
    assert offered("cxtui export volu", tmp_path) == ["volume"]
    assert offered("cxtui export csat --by t", tmp_path) == ["team", "tier"]
    assert offered("cxtui console --theme ", tmp_path) == list(PALETTES)
    assert offered("cxtui console --language ", tmp_path) == list(LANGUAGES)
    assert offered("cxtui console --screen c", tmp_path) == ["customers"]
    assert offered("cxtui demo --agent a1", tmp_path) == ["a10", "a11", "a12", "a13", "a14", "a15", "a16"]


def test_values_of_the_store_that_the_line_names(packaged: Path, tmp_path: Path) -> None:
    assert offered(f"cxtui export csat --store {packaged} --filter team:b", tmp_path) == ["team:billing"]
    assert offered(f"cxtui agent --store {packaged} --id a01", tmp_path) == ["a01"]
    assert offered(f"cxtui export csat --store {tmp_path / 'none.db'} --filter team:b", tmp_path) == []
    assert offered(f"cxtui agent --store {tmp_path / 'none.db'} --id a", tmp_path) == []
