"""Which tests stand nearest to a source file: by name, then by what imports or names it."""

import ast
import re
from collections import defaultdict
from functools import cached_property
from pathlib import Path, PurePosixPath


class NearestTests:
    """The test files of a checkout, and the graph of what imports what."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._files = {
            path.relative_to(root).as_posix(): path.read_text("utf-8")
            for room in ("cxtui", "tests")
            for path in (root / room).rglob("*.py")
        }
        self._tests = [file for file in self._files if PurePosixPath(file).name.startswith("test_")]

    def of(self, file: str, line: str, most: int) -> list[str]:
        """Return up to so many test files, those nearest to a line of a file first."""
        steps = self._naming(file, line) if file.endswith(".sql") else self._importing(file)
        return sorted(steps, key=lambda test: (steps[test], self._apart(file, test), self._size(test), test))[:most]

    def _naming(self, file: str, line: str) -> dict[str, int]:
        """Return the tests of the facts: the table's own first, then by how much of the line each names.

        Last comes what else names the table.
        """
        words = set(re.findall(r"[a-z_]{4,}", line)) | {PurePosixPath(file).stem}
        table = re.compile(rf"\b{PurePosixPath(file).stem}\b")
        found = {}
        for test in self._tests:
            if test.startswith(("tests/facts/", "tests/proof/")):
                own = PurePosixPath(test).stem == f"test_{PurePosixPath(file).stem}"
                found[test] = -len(words & set(re.findall(r"[a-z_]{4,}", self._files[test]))) - 1_000 * own
            elif table.search(self._files[test]):
                found[test] = 1
        return found

    def _importing(self, file: str) -> dict[str, int]:
        """Return the tests that reach a module, each with the number of imports in between."""
        steps, edge = {file: 0}, [file]
        while edge:
            edge = sorted({one for each in edge for one in self._importers[each]} - steps.keys())
            steps |= dict.fromkeys(edge, 1 + max(steps.values()))
        folder = PurePosixPath("tests") / PurePosixPath(file).parent.relative_to("cxtui")
        name = PurePosixPath(file).stem if PurePosixPath(file).stem != "__init__" else PurePosixPath(file).parent.name
        found = {test: steps[test] for test in self._tests if test in steps}
        # What is loaded by name is in no graph: tests of the same room may meet it all the same.
        rooms = {str(one) for one in (folder, *folder.parents) if len(one.parts) > 1}
        beside = [test for test in self._tests if str(PurePosixPath(test).parent) in rooms]
        return {**dict.fromkeys(beside, len(self._files)), **found, **{
            test: 0 for test in beside if test == f"{folder}/test_{name}.py"
        }}  # fmt: skip

    @cached_property
    def _importers(self) -> dict[str, set[str]]:
        """Return the files that import a file."""
        found: dict[str, set[str]] = defaultdict(set)
        for file, text in self._files.items():
            for node in ast.walk(ast.parse(text)):
                names: list[str] = []
                if isinstance(node, ast.Import):
                    names = [alias.name for alias in node.names]
                elif isinstance(node, ast.ImportFrom) and node.module:
                    names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
                for name in names:
                    for target in (name.replace(".", "/") + end for end in (".py", "/__init__.py")):
                        if target in self._files and target != file:
                            found[target].add(file)
        return found

    @staticmethod
    def _apart(file: str, test: str) -> int:
        """Return how many folders of a file its test does not stand in."""
        own, other = PurePosixPath(file).parts[1:-1], PurePosixPath(test).parts[1:-1]
        same = next((i for i, (a, b) in enumerate(zip(own, other, strict=False)) if a != b), min(len(own), len(other)))
        return len(own) - same

    def _size(self, test: str) -> int:
        return len(self._files[test])
