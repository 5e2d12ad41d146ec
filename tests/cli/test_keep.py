"""``cxtui store keep``: what it says, and what commands say of a store that keeps only so long."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.store.people.floors import store_of
from tests.store.test_keeping import floor as tickets


@pytest.fixture
def store(home: Path) -> Path:
    """Return the store that commands find, with tickets of early 2025."""
    return store_of(home / "floor.db", tickets())


def test_old_tickets_leave_and_what_stays_as_it_was_is_said(run: Run, store: Path) -> None:
    assert "not in it" not in run("export", "canonical", "-o", "before", "--format", "json").err
    dry = run("store", "keep", "1", "month", "--dry-run")
    assert (dry.code, dry.out.splitlines()[-1]) == (0, "dry run: nothing was written")
    assert "6 tickets would leave" in dry.out
    result = run("store", "keep", "1", "month")
    assert result.code == 0 and "6 tickets left" in result.out
    assert "keep the settings they were counted with" in result.out and "reopened" in result.out
    again = run("store", "keep")
    assert again.code == 0 and ": 0 tickets left" in again.out
    (store.parent / "floor.toml").write_text("[norms]\nfcr = 0.5\n")
    configured = run("store", "configure", "floor.toml")
    assert configured.code == 0 and "keep the settings they were counted with" in configured.out
    assert run("store", "check").code == 0
    exported = run("export", "canonical", "-o", "folder", "--format", "json")
    assert exported.code == 0
    assert ", whose tickets have left (cxtui store keep); a copy of the store's file has them" in exported.err
    early = run("snapshot", "--at", "2025-02-01")
    assert early.code == 2 and "the store keeps tickets from" in early.err


@pytest.mark.parametrize(
    ("words", "says"),
    [((), "say how long tickets are kept"), (("3", "fortnights"), "'3 fortnights' is no time to keep tickets for")],
)
def test_a_mistake_is_told(run: Run, store: Path, words: tuple[str, ...], says: str) -> None:
    result = run("store", "keep", *words)
    assert result.code == 2 and says in result.err
