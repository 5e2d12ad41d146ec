"""The list of places is complete: modules that open files for writing are named, and files that a floor leaves."""

import ast
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

from cxtui.cli import main
from cxtui.desk import Desk
from cxtui.people.places import PLACES
from cxtui.store.people.erasure import erase_one
from tests.store.people.floors import AGENT, floor, store_of

PACKAGE = Path(__file__).parents[2] / "cxtui"
WRITERS = {
    "mkstemp", "mkdtemp", "TemporaryDirectory", "NamedTemporaryFile", "TemporaryFile", "write_text", "write_bytes",
    "RotatingFileHandler", "FileHandler", "write_parquet", "write_csv", "BulkFile", "copyfile", "copyfileobj", "copy2",
}  # fmt: skip
"""Calls that make or fill a file, whatever they are given."""


def writes(call: ast.Call) -> bool:
    """Return whether a call opens a file or a database for writing."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    owner = getattr(call.func.value, "id", "") if isinstance(call.func, ast.Attribute) else ""
    if name in WRITERS:
        return owner not in ("rejected", "csv", "json", "openmetrics")
    if name == "connect":
        return owner == "sqlite3"
    if name != "open":
        return False
    if owner == "os":
        return "O_RDONLY" not in ast.unparse(call)
    modes = [one.value for one in (*call.args, *(k.value for k in call.keywords if k.arg == "mode"))
             if isinstance(one, ast.Constant) and isinstance(one.value, str)]  # fmt: skip
    return any(set(mode) & set("wax+") and set(mode) <= set("rwaxbt+") for mode in modes)


def modules() -> Iterator[str]:
    """Yield the modules, without the package's name, in which a file is opened for writing."""
    for path in sorted(PACKAGE.rglob("*.py")):
        calls = (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call))
        if any(writes(call) for call in calls):
            yield ".".join(path.relative_to(PACKAGE).with_suffix("").parts)


NAMED = {module for place in PLACES for module in place.written_by}


def test_every_module_that_writes_files_is_named() -> None:
    assert sorted(set(modules()) - NAMED) == [], "say in cxtui/people/places.py what of people is in its files"


def test_every_named_module_is_there() -> None:
    assert [name for name in sorted(NAMED) if not (PACKAGE / f"{name.replace('.', '/')}.py").is_file()] == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("open(p, 'w')", True), ("p.open('ab')", True), ("open(p)", False), ("p.open('rb')", False),
        ("open(p, encoding='ascii')", False), ("os.open(p, os.O_RDONLY)", False),
        ("os.open(p, os.O_CREAT | os.O_WRONLY)", True), ("sqlite3.connect(p)", True), ("p.write_text('x')", True),
        ("tempfile.mkdtemp()", True), ("app.connect(p)", False),
    ],
)  # fmt: skip
def test_what_counts_as_writing(code: str, found: bool) -> None:
    call = ast.parse(code).body[0]
    assert isinstance(call, ast.Expr) and isinstance(call.value, ast.Call)
    assert writes(call.value) is found


def patterns() -> set[str]:
    """Return the names of files that the list has, as patterns."""
    words = {word for place in PLACES for word in place.where.split("`")[1::2]}
    found = {word for word in words if "." in word}
    return found | {f"{word}{side}" for word in found if word.endswith(".db") for side in ("-wal", "-shm")}


def test_whatever_lies_beside_a_store_is_in_the_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = store_of(tmp_path / "floor.db", floor())
    desk = Desk(tmp_path / "floor.desk.db", writable=True)
    desk.plan("ask", "lead", "2026-04-01", "lead", 5)
    desk.close()
    erase_one(store, "agent", AGENT)
    assert main(["store", "check", "--store", str(store)]) == 0
    assert main(["export", "canonical", "--format", "json", "-o", str(tmp_path / "out"), "--store", str(store)]) == 0
    names = {path.name for path in tmp_path.iterdir() if path.is_file()}
    assert names >= {"floor.db", "floor.keys", "floor.desk.db"}
    assert [name for name in sorted(names) if not any(fnmatch(name, one) for one in patterns())] == []


def test_the_page_says_of_every_place_what_the_list_says() -> None:
    page = (PACKAGE.parent / "docs" / "privacy.md").read_text()
    for place in PLACES:
        row = f"| {place.name} | {place.where} | {place.holds} | {place.how_long} | {place.erased} |"
        assert row in page, row
