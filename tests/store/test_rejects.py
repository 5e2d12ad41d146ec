"""Reading what imports refused."""

from pathlib import Path

import pytest

from cxtui.errors import UsageError
from cxtui.importing.run import Request, run
from cxtui.store.rejects import read

MAPPING = 'kind = "state"\nzone = "UTC"\nticket = { ticket = "No", created_at = "At" }\n'


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return a store of three imports, of which the second refused two rows."""
    (tmp_path / "mine.toml").write_text(MAPPING)
    pieces = {"a": "1,2026-03-02\n", "b": "2,2026-03-03\n3,never\n4,never ever\n", "c": "5,2026-03-04\n"}
    for name, rows in pieces.items():
        (tmp_path / f"{name}.csv").write_text("No,At\n" + rows)
        run(tmp_path / "floor.db", Request((tmp_path / f"{name}.csv",), str(tmp_path / "mine.toml")))
    return tmp_path / "floor.db"


def test_the_newest_import_that_refused_anything(store: Path) -> None:
    found = read(store)
    assert (found.run, found.source, found.total) == (2, "mine", 2)
    file = str(store.with_name("b.csv"))
    assert [(one.file, one.line, one.column, one.value) for one in found.rows] == [
        (file, 3, "At", "never"),
        (file, 4, "At", "never ever"),
    ]


def test_a_limit_leaves_the_count_whole(store: Path) -> None:
    found = read(store, limit=1)
    assert (len(found.rows), found.total) == (1, 2)


def test_an_import_that_refused_nothing(store: Path) -> None:
    found = read(store, run=3)
    assert (found.run, found.total, found.rows) == (3, 0, ())


def test_an_import_that_never_was(store: Path) -> None:
    with pytest.raises(UsageError, match="there is no import 4; the newest is 3"):
        read(store, run=4)
