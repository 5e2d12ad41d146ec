"""One name, one meaning: no two classes or type aliases of cxtui are called the same."""

import ast
from collections import defaultdict
from pathlib import Path

import cxtui

PACKAGE = Path(cxtui.__file__).parent


def types(tree: ast.Module) -> set[str]:
    """Return the classes and aliases at the top of a module; a type variable means itself wherever it stands."""
    found = {node.name for node in tree.body if isinstance(node, ast.ClassDef)}
    for node in tree.body:
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            name, variable = node.targets[0].id, ast.unparse(node.value).startswith("TypeVar(")
            if name.lstrip("_")[:1].isupper() and name != name.upper() and not variable:
                found.add(name)
    return found


def test_no_two_types_have_one_name() -> None:
    where: dict[str, list[str]] = defaultdict(list)
    for path in sorted(PACKAGE.rglob("*.py")):
        for name in types(ast.parse(path.read_text(encoding="utf-8"))):
            where[name].append(path.relative_to(PACKAGE).as_posix())
    assert len(where) > 400
    assert {name: paths for name, paths in where.items() if len(paths) > 1} == {}


def test_classes_and_aliases_are_types_and_constants_are_none() -> None:
    module = ast.parse(
        "class A: ...\nKey = tuple[str, str]\nMOST = 3\nT = TypeVar('T')\nRowT = TypeVar('RowT')\n_x = 1\n"
    )
    assert types(module) == {"A", "Key"}
