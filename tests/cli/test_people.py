"""``cxtui store erase`` and ``cxtui store anonymise``: what they say, and how they end."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.store.people.floors import AGENT, CUSTOMER, floor, store_of


@pytest.fixture
def store(home: Path) -> Path:
    """Return the store that commands find, with the marked floor."""
    return store_of(home / "floor.db", floor())


def test_a_customer_is_erased_and_what_was_done_is_said(run: Run, store: Path) -> None:
    result = run("store", "erase", "--customer", CUSTOMER)
    assert result.code == 0 and result.err == ""
    lines = result.out.splitlines()
    assert lines[0].startswith(f"{store}: customer {CUSTOMER} of s became erased-")
    assert any(line.split() == ["customer.name", "1", "emptied"] for line in lines)
    assert any(line.split() == ["ticket.customer", "2", "pseudonym"] for line in lines)
    assert "not reached from here: files that were imported or exported" in lines[-1]


def test_a_second_time_there_is_nobody(run: Run, store: Path) -> None:
    run("store", "erase", "--agent", AGENT)
    result = run("store", "erase", "--agent", AGENT)
    assert (result.code, result.out.count("\n")) == (0, 1)
    assert "is erased already" in result.out


def test_a_dry_run_says_so_last(run: Run, store: Path) -> None:
    result = run("store", "erase", "--agent", AGENT, "--dry-run")
    assert result.code == 0 and result.out.endswith("dry run: nothing was written\n")
    assert f"agent {AGENT} of s would become a pseudonym" in result.out
    assert "lines in authorized_keys" in result.out
    assert "would" not in run("store", "erase", "--agent", AGENT).out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "name one person, by --customer ID or by --agent ID"),
        (("--customer", "a", "--agent", "b"), "name one person"),
        (("--customer", "c3"), "the store has no customer 'c3'; nearest: c2"),
        (("--agent", AGENT, "--source", "other"), f"the source 'other' has no agent '{AGENT}'"),
    ],
)
def test_a_mistake_is_told(run: Run, store: Path, arguments: tuple[str, ...], says: str) -> None:
    result = run("store", "erase", *arguments)
    assert result.code == 2 and says in result.err and result.out == ""


def test_without_a_store_there_is_nobody(run: Run, home: Path) -> None:
    result = run("store", "erase", "--agent", AGENT)
    assert result.code == 4 and "there is no store here yet" in result.err


def test_everybody_is_anonymised_and_numbers_stay(run: Run, store: Path) -> None:
    arguments = ("export", "metrics", "--format", "csv", "--period", "2025-01", "--at", "2025-02-01 12:00")
    before = run(*arguments)
    result = run("store", "anonymise")
    assert result.code == 0 and "4 people became pseudonyms" in result.out
    assert before.code == 0 and before.out.count("\n") > 30
    assert run(*arguments) == before
    assert run("store", "check").code == 0
