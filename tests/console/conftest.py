"""What tests of the console may ask for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.console.pictures import Pictures


@pytest.fixture
def pictures(snapshot: SnapshotAssertion, tmp_path: Path) -> Iterator[Pictures]:
    """Return what compares pictures; at the end of the test none may differ, and some must have been taken."""
    made = Pictures(snapshot, tmp_path)
    yield made
    assert made.taken, "no picture was taken"
    assert not made.different, "pictures differ: " + ", ".join(f"{name} ({at})" for name, at in made.different.items())
