"""Names that Textual keeps to itself and the console uses all the same: each is there, and there are no others."""

import ast
import inspect
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.widget import Widget

CONSOLE = Path(__file__).parents[3] / "cxtui" / "console"
USED: dict[type, frozenset[str]] = {
    App: frozenset({"_close_messages_no_wait", "_fatal_error", "_return_code"}),
    Widget: frozenset({"_border_subtitle", "_border_title"}),
    LinuxDriver: frozenset({
        "_app", "_debug", "_down_buttons", "_get_terminal_size", "_key_thread", "_loop", "_must_signal_resume",
        "_sigcont_application", "_sigtstp_application", "_size", "_writer_thread",
    }),
}  # fmt: skip
"""Attributes and methods, by the class that has them."""

IMPORTED = {
    "textual._parser": {"Peek1", "Read1", "TokenCallback"},
    "textual._xterm_parser": {"BRACKETED_PASTE_END", "BRACKETED_PASTE_START", "XTermParser"},
}


def private(kind: type) -> set[str]:
    """Return the private names of a class and of what it inherits from."""
    found: set[str] = set()
    for one in kind.__mro__[:-1]:
        found |= {name for name in vars(one) if name.startswith("_") and not name.startswith("__")}
        found |= set(re.findall(r"self\.(_[a-z]\w*)", inspect.getsource(one)))
    return found


def trees() -> Iterator[tuple[Path, ast.Module]]:
    """Yield the syntax trees of the console's modules."""
    for path in sorted(CONSOLE.rglob("*.py")):
        yield path.relative_to(CONSOLE), ast.parse(path.read_text("utf-8"))


@pytest.mark.parametrize("kind", USED, ids=lambda kind: kind.__name__)
def test_textual_still_has_them(kind: type) -> None:
    assert USED[kind] - private(kind) == set()


def test_textual_still_has_what_is_imported() -> None:
    for module, names in IMPORTED.items():
        assert names - set(vars(import_module(module))) == set()


def test_no_other_private_module_is_imported() -> None:
    found: dict[str, set[str]] = {}
    for _, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and re.match(r"textual\b.*\._", str(node.module)):
                found.setdefault(str(node.module), set()).update(alias.name for alias in node.names)
    assert found == IMPORTED


def test_no_other_private_name_is_overridden_or_read() -> None:
    """A name counts where a module uses one of Textual's that it neither defines nor assigns itself."""
    theirs = set().union(*map(private, (App, Widget, LinuxDriver, XTermParser)))
    known = frozenset[str]().union(*USED.values())
    strange = set()
    for path, tree in trees():
        own = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        own |= {
            node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in theirs - own - known - {"_exit"}:
                strange.add((str(path), node.attr))
    assert strange == set()
