"""What is installed: the entry point, the data files, and dependencies in ranges that hold here."""

import ast
import importlib.metadata
import sys
import tomllib
from pathlib import Path
from typing import Any

import cxtui
from cxtui.cli import main
from cxtui.facts import catalog
from cxtui.settings import defaults_text
from cxtui.sources import load_mapping, packaged

ROOT = Path(__file__).parent.parent
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_the_command_is_installed() -> None:
    (entry,) = [one for one in importlib.metadata.entry_points(group="console_scripts") if one.name == "cxtui"]
    assert entry.load() is main


def test_no_plugin_of_pytest_is_installed() -> None:
    """An option of this project's tests is none of whoever has cxtui beside tests of their own."""
    assert "pytest11" not in PROJECT["project"].get("entry-points", {})
    of_the_wheel = importlib.metadata.distribution("cxtui").entry_points
    assert [one.name for one in of_the_wheel if one.group == "pytest11"] == []


def test_the_version_is_told_once() -> None:
    assert importlib.metadata.version("cxtui") == cxtui.__version__
    assert f"## {cxtui.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_licence_is_there() -> None:
    assert "cxtui contributors" in (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert PROJECT["project"]["license"] == "MIT"


def test_every_dependency_has_a_range() -> None:
    for wanted in PROJECT["project"]["dependencies"]:
        assert ">=" in wanted or "~=" in wanted, wanted
        assert "<" in wanted or "~=" in wanted or wanted.startswith("tzdata"), wanted
    # Version 6 is another program with another API.
    assert "plotext>=5.3.2,<6" in PROJECT["project"]["dependencies"]
    # Names that textual keeps to itself are used: the next minor version may rename them.
    assert "textual~=8.2.8" in PROJECT["project"]["dependencies"]


def imported(path: Path) -> set[str]:
    """Return the packages outside the standard library that a file names."""
    named: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            named |= {one.name.partition(".")[0] for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            named.add(node.module.partition(".")[0])
    return {name for name in named if name not in sys.stdlib_module_names and name != "cxtui"}


def test_what_is_imported_is_asked_for() -> None:
    """Every package outside the standard library that the source names is a dependency."""
    ours = {"adbc_driver_manager": "adbc-driver-manager", "adbc_driver_sqlite": "adbc-driver-sqlite",
            "sqlite_utils": "sqlite-utils", "python_calamine": "python-calamine",
            "charset_normalizer": "charset-normalizer", "pymysql": "PyMySQL"}  # fmt: skip
    extras = PROJECT["project"]["optional-dependencies"]
    wanted = [
        *PROJECT["project"]["dependencies"],
        *(one for name, some in extras.items() if name != "dev" for one in some),
    ]
    packages = {one.partition(">")[0].partition("~")[0].partition("[")[0] for one in wanted}
    found = {path: imported(path) for path in (ROOT / "cxtui").rglob("*.py")}
    outside = {ours.get(name, name) for names in found.values() for name in names}
    assert outside <= packages


def test_models_mappings_and_defaults_are_files_of_the_package() -> None:
    assert all(catalog.text(name) for name in (*catalog.FACTS, *catalog.BUCKETS))
    assert defaults_text()
    for name in packaged():
        assert load_mapping(name).blocks


def test_the_fixtures_are_shipped_and_small() -> None:
    assert PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"] == {"fixtures": "cxtui/fixtures"}
    size = sum(path.stat().st_size for path in (ROOT / "fixtures").iterdir())
    assert 0 < size < 1_000_000
