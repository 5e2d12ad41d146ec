"""Long records are built by keyword: nobody can count which of nine values comes fourth."""

import ast
from pathlib import Path

import cxtui

PACKAGE = Path(cxtui.__file__).parent
MOST = 6
"""Values that may be told by their place alone."""
WRITTEN_AS_TABLES = {"Topic", "Channel", "Agent", "Customer", "LocaleFormat", "Signs"}
"""Classes whose records stand below each other like the rows of a table, or follow their drawing from a seed."""


def records(tree: ast.AST) -> set[str]:
    """Return the dataclasses of a module."""
    return {
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and any("dataclass" in ast.dump(one) for one in node.decorator_list)
    }


def places(tree: ast.AST, known: set[str]) -> list[tuple[str, int]]:
    """Return class and line of each record that tells too many values by their place."""
    return [
        (node.func.id, node.lineno)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in known
        if len([one for one in node.args if not isinstance(one, ast.Starred)]) > MOST
    ]


def test_long_records_are_built_by_keyword() -> None:
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("*.py")}
    known = set().union(*map(records, trees.values())) - WRITTEN_AS_TABLES
    assert len(known) > 200
    found = [
        f"{path.relative_to(PACKAGE)}:{line} {name}"
        for path, tree in trees.items()
        for name, line in places(tree, known)
    ]
    assert not found


def test_the_seventh_place_is_one_too_many() -> None:
    assert places(ast.parse("R(1, 2, 3, 4, 5, 6)"), {"R"}) == []
    assert places(ast.parse("R(1, 2, 3, 4, 5, 6, 7)"), {"R"}) == [("R", 1)]
