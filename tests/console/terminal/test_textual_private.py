"""Names that Textual keeps to itself and the console uses all the same: Textual has them, and one file uses them."""

import ast
import inspect
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from textual.app import App
from textual.command import Provider
from textual.content import Content
from textual.drivers.linux_driver import LinuxDriver
from textual.screen import Screen
from textual.widget import Widget

from cxtui.console.terminal import textual_private
from cxtui.console.terminal.textual_private import OpenDriver, XTermParser, write_border_subtitle, write_border_title

PACKAGE = Path(__file__).parents[3] / "cxtui"
ONE_FILE = PACKAGE / "console" / "terminal" / "textual_private.py"
USED: dict[type, frozenset[str]] = {
    App: frozenset({"_close_messages_no_wait", "_fatal_error", "_return_code"}),
    Widget: frozenset({"_border_subtitle", "_border_title", "_styles_cache"}),
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


@cache
def private_of(kind: type) -> frozenset[str]:
    """Return the private names that a class of Textual has itself; looking at its source takes long."""
    named = {name for name in vars(kind) if re.match(r"_[a-z]", name)}
    return frozenset(named | set(re.findall(r"self\.(_[a-z]\w*)", inspect.getsource(kind))))


def private(kind: type) -> frozenset[str]:
    """Return the private names of those of Textual's classes that a class is, or inherits from."""
    theirs = [one for one in kind.__mro__ if one.__module__.partition(".")[0] == "textual"]
    return frozenset[str]().union(*map(private_of, theirs))


ALL = frozenset[str]().union(*map(private, (App, Screen, Widget, Provider, LinuxDriver, XTermParser)))


def trees() -> Iterator[tuple[Path, ast.Module]]:
    """Yield the syntax tree of every module but the one that may use such names."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if path != ONE_FILE:
            yield path, ast.parse(path.read_text("utf-8"))


def modules_imported(tree: ast.Module) -> set[str]:
    """Return the modules of Textual's own that a module imports, or imports from."""
    named = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module is not None:
            named |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {name for name in named if re.match(r"textual\b.*\._", name)}


def class_of(path: Path, node: ast.ClassDef, tree: ast.Module) -> type | None:
    """Return the class that a module has at its top, None for one that it makes in a function."""
    if node not in tree.body:
        return None
    dotted = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
    made = getattr(import_module(dotted.removesuffix(".__init__")), node.name)
    return made if isinstance(made, type) else None


def is_self(node: ast.expr) -> bool:
    """Return whether an expression is ``self`` or ``super()``."""
    name = node.func if isinstance(node, ast.Call) else node
    return isinstance(name, ast.Name) and name.id in ("self", "super")


def names_of(node: ast.ClassDef) -> set[str]:
    """Return what a class defines, and what it reads or writes of itself."""
    found = {one.name for one in node.body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)}
    for one in ast.walk(node):
        if isinstance(one, ast.Attribute) and is_self(one.value):
            found.add(one.attr)
        elif isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store):
            found.add(one.id)
    return found


def touched(path: Path, tree: ast.Module) -> set[str]:
    """Return the private names of Textual that a module uses: of its own classes' parents, and of other objects."""
    found: set[str] = set()
    own: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            made, names = class_of(path, node, tree), names_of(node)
            found |= names & (ALL if made is None else private(made))
            own |= names
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in ALL and node.attr not in own and not is_self(node.value):
            found |= {node.attr} if ast.unparse(node.value) != "os" else set()
    return found


@pytest.mark.parametrize("kind", USED, ids=lambda kind: kind.__name__)
def test_textual_still_has_them(kind: type) -> None:
    assert USED[kind] - private(kind) == set()


def test_textual_still_has_what_is_imported() -> None:
    for module, names in IMPORTED.items():
        assert names - set(vars(import_module(module))) == set()


def test_what_is_used_is_what_is_listed() -> None:
    tree = ast.parse(ONE_FILE.read_text("utf-8"))
    attributes = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    defined = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    assert (attributes | defined) & ALL == frozenset[str]().union(*USED.values())
    assert modules_imported(tree) == {f"{module}.{name}" for module, names in IMPORTED.items() for name in names}


def test_no_other_file_imports_a_private_module() -> None:
    assert {str(path): found for path, tree in trees() if (found := modules_imported(tree))} == {}


def test_no_other_file_uses_a_private_name() -> None:
    assert {str(path): found for path, tree in trees() if (found := touched(path, tree))} == {}


def test_a_use_is_seen() -> None:
    """The test above sees a read of another object, an override, and a read of a class made in a function."""
    console = PACKAGE / "console" / "panes" / "pane.py"
    for text, name in (
        ("def f(app):\n    return app._driver", "_driver"),
        ("class Pane(Widget):\n    def _render_content(self): ...", "_render_content"),
        ("class Pane(Widget):\n    def f(self):\n        self._border_title = 1", "_border_title"),
        ("def f():\n    class P(LinuxDriver):\n        def f(self):\n            return self._loop", "_loop"),
    ):
        assert touched(console, ast.parse(text)) == {name}, text
    assert touched(console, ast.parse("class Pane(Widget):\n    def f(self):\n        return self._strips")) == set()
    assert modules_imported(ast.parse("import textual._parser")) == {"textual._parser"}
    assert modules_imported(ast.parse("from textual import _parser")) == {"textual._parser"}


async def test_a_frame_says_what_was_written() -> None:
    app = textual_private.QuietApp()
    async with app.run_test():
        widget = Widget()
        write_border_title(widget, "above")
        write_border_subtitle(widget, "below")
        assert (widget.border_title, widget.border_subtitle) == ("above", "below")
        assert isinstance(widget._border_title, Content)
        write_border_subtitle(widget, "")
        assert widget.border_subtitle is None


async def test_a_driver_has_what_it_opens() -> None:
    app = textual_private.QuietApp()
    async with app.run_test():
        made = OpenDriver(app, size=(90, 30))
        assert made.app is app
        assert made.buttons_down == []
        assert not (made.debugged or made.reading or made.writing or made.resume_signalled)
        made.resume_signalled = True
        assert made.resume_signalled
