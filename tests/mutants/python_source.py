"""Mutants of Python: comparisons, constants, arithmetic, ``and`` and ``or``, ``not``."""

import ast
import re
from collections.abc import Iterator

from tests.mutants.edit import Edit

COMPARISONS = {
    ast.Lt: ("<", "<="), ast.LtE: ("<=", "<"), ast.Gt: (">", ">="), ast.GtE: (">=", ">"), ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="), ast.Is: ("is", "is not"), ast.IsNot: ("is not", "is"), ast.In: ("in", "not in"),
    ast.NotIn: ("not in", "in"),
}  # fmt: skip
ARITHMETIC = {
    ast.Add: ("+", "-"), ast.Sub: ("-", "+"), ast.Mult: ("*", "/"), ast.Div: ("/", "*"), ast.FloorDiv: ("//", "/"),
}  # fmt: skip
SKIPPED = (ast.Assert, ast.Import, ast.ImportFrom)
"""What says nothing about behaviour that a test could see: assertions narrow types here."""


def edits(text: str) -> list[Edit]:
    """Return every edit of a module; annotations, decorators, assertions and texts stay as they are."""
    return list(_Finder(text).of(ast.parse(text)))


class _Finder:
    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = [0]
        for line in text.splitlines(keepends=True):
            self._lines.append(self._lines[-1] + len(line))

    def of(self, node: ast.AST) -> Iterator[Edit]:
        """Yield the edits of a node and all below it."""
        yield from self._own(node)
        for name, value in ast.iter_fields(node):
            if name in ("annotation", "returns", "decorator_list", "type_params"):
                continue
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST) and not isinstance(child, (*SKIPPED, ast.JoinedStr)):
                    yield from self.of(child)

    def _own(self, node: ast.AST) -> Iterator[Edit]:
        if isinstance(node, ast.Compare):
            operands = [node.left, *node.comparators]
            for left, kind, right in zip(operands, node.ops, operands[1:], strict=False):
                yield self._between(left, right, *COMPARISONS[type(kind)])
        elif isinstance(node, ast.BinOp) and type(node.op) in ARITHMETIC and not _is_text(node.left, node.right):
            yield self._between(node.left, node.right, *ARITHMETIC[type(node.op)])
        elif isinstance(node, ast.BoolOp):
            words = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
            for left, right in zip(node.values, node.values[1:], strict=False):
                yield self._between(left, right, *words)
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            start, end = self._at(node.lineno, node.col_offset), self._start(node.operand)
            yield Edit(start, end, self._text[start:end], "")
        elif isinstance(node, ast.Constant):
            yield from self._constant(node)

    def _constant(self, node: ast.Constant) -> Iterator[Edit]:
        start, end = self._start(node), self._end(node)
        others: list[object] = []
        if isinstance(node.value, bool):
            others = [not node.value]
        elif isinstance(node.value, int):
            others = [node.value + 1, node.value - 1]
        elif isinstance(node.value, float):
            others = [round(node.value * 1.1, 12) or 0.1]
        for other in others:
            # In brackets, for behind a power or a minus a sign would read differently.
            after = f"({other})" if isinstance(other, int) and other < 0 else str(other)
            yield Edit(start, end, self._text[start:end], after)

    def _between(self, left: ast.expr, right: ast.expr, before: str, after: str) -> Edit:
        begin, end = self._end(left), self._start(right)
        pattern = r"\s+".join(map(re.escape, before.split()))
        found = re.search(rf"\b{pattern}\b" if before[0].isalpha() else pattern, self._text[begin:end])
        assert found is not None, f"no {before} in {self._text[begin:end]!r}"
        return Edit(begin + found.start(), begin + found.end(), before, after)

    def _start(self, node: ast.expr) -> int:
        return self._at(node.lineno, node.col_offset)

    def _end(self, node: ast.expr) -> int:
        assert node.end_lineno is not None and node.end_col_offset is not None
        return self._at(node.end_lineno, node.end_col_offset)

    def _at(self, line: int, column: int) -> int:
        """Return the place in the text of a column, which Python counts in bytes of UTF-8."""
        start = self._lines[line - 1]
        whole = self._text[start : self._lines[line]].encode()
        return start + len(whole[:column].decode())


def _is_text(*nodes: ast.expr) -> bool:
    return any(
        isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))
        for node in nodes
    )
