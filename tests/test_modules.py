"""Every module can be imported first, and no module needs itself by way of others."""

import ast
import importlib
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = (
    "api", "sources", "facts", "store", "kpis", "desk", "console", "report", "exporting", "text", "cli", "importing",
    "simulator", "demo", "settings", "toml", "health", "calendars", "language", "sshkeys", "people",
)  # fmt: skip


def names() -> dict[str, Path]:
    """Return every module of the package with its file; those that run when they are imported are left out."""
    found = {}
    for path in sorted((ROOT / "cxtui").rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        if not name.endswith("__main__"):
            found[name] = path
    return found


def guarded(tree: ast.Module) -> set[ast.AST]:
    """Return the nodes that only a type checker sees."""
    return {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")
        for statement in node.body
        for inner in ast.walk(statement)
    }


def needs(name: str, path: Path, modules: Mapping[str, Path]) -> Iterator[str]:
    """Yield the modules that a module imports anywhere in it, with the packages that this loads on the way.

    Imports for a type checker count where they lead to another package.
    """
    tree = ast.parse(path.read_text("utf-8"))
    typed = guarded(tree)
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            wanted = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            wanted = [f"{node.module}.{alias.name}" for alias in node.names]
            wanted = [one if one in modules else str(node.module) for one in wanted]
        else:
            continue
        for one in wanted:
            if one not in modules or (node in typed and one.rpartition(".")[0] == package):
                continue
            parts = one.split(".")
            for i in range(1, len(parts) + 1):
                outer = ".".join(parts[:i])
                if outer in modules and outer != name and not f"{name}.".startswith(f"{outer}."):
                    yield outer


def circles(edges: Mapping[str, set[str]]) -> list[list[str]]:
    """Return the groups of modules that reach each other (Tarjan 1972)."""
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    open_: list[str] = []
    found: list[list[str]] = []

    def visit(name: str) -> None:
        order[name] = low[name] = len(order)
        open_.append(name)
        for other in sorted(edges.get(name, ())):
            if other not in order:
                visit(other)
                low[name] = min(low[name], low[other])
            elif other in open_:
                low[name] = min(low[name], order[other])
        if low[name] == order[name]:
            at = open_.index(name)
            if len(open_) - at > 1:
                found.append(sorted(open_[at:]))
            del open_[at:]

    for name in sorted(edges):
        if name not in order:
            visit(name)
    return found


def test_circles_are_found() -> None:
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}, "e": set()}) == [["a", "b", "c"]]
    assert circles({"a": {"b", "c"}, "b": {"c"}, "c": set()}) == []


def test_no_module_needs_itself_by_way_of_others() -> None:
    modules = names()
    assert circles({name: set(needs(name, path, modules)) for name, path in modules.items()}) == []


def test_every_module_can_be_imported_first() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.first_imports", *names()], capture_output=True, text=True, cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_can_be_imported_in_a_fresh_process(room: str) -> None:
    """Import the last module of a room by name, with its neighbours behind it, in a process that has nothing."""
    inside = [name for name in names() if f"{name}.".startswith(f"cxtui.{room}.")]
    code = f"import importlib\nfor name in {inside[::-1]!r}: importlib.import_module(name)"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)})


def test_every_room_is_named() -> None:
    folders = {path.name for path in (ROOT / "cxtui").iterdir() if (path / "__init__.py").is_file()}
    assert folders == set(ROOMS)
    assert importlib.import_module("cxtui").__version__
