"""The one table of keys: bindings, footer, help screen, palette and README all come from it.

Plain letters, named keys and F-keys only, so that tmux and screen take none of them (``ctrl+c`` and
``ctrl+p`` are what every hand tries first).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal, Self

from textual.binding import Binding, BindingType
from textual.keys import Keys as Named

from cxtui.errors import UsageError
from cxtui.language import N_
from cxtui.nearest import nearest_names

Where = Literal["everywhere", "board", "rows", "page", "map"]

TOGETHER: tuple[frozenset[Where], ...] = (
    frozenset({"everywhere", "board", "rows"}),
    frozenset({"everywhere", "page"}),
    frozenset({"everywhere", "map"}),
)
"""Places whose keys work at the same time, so that no key may stand in two of them."""

TITLES: Mapping[Where, str] = {
    "everywhere": N_("Everywhere"),
    "board": N_("On a screen"),
    "rows": N_("In a list"),
    "page": N_("In a ticket, an agent, this help"),
    "map": N_("In cxtui map, beside those of a list"),
}


@dataclass(frozen=True, slots=True)
class Key:
    """An action and the keys that do it; ``foot`` is its word in the footer, empty to leave it out.

    ``open`` says that it leads out of what a locked console may show, or writes something.
    """

    id: str
    keys: tuple[str, ...]
    action: str
    says: str
    where: Where
    foot: str = ""
    open: bool = False


TABLE: tuple[Key, ...] = (
    Key("next_pane", ("tab",), "next_pane", N_("Go to the next pane"), "board", N_("pane")),
    Key("previous_pane", ("shift+tab",), "previous_pane", N_("Go to the previous pane"), "board"),
    Key("open", ("enter",), "open", N_("Open what is under the cursor"), "rows", N_("open")),
    Key("back", ("escape",), "back", N_("Back: leave a page, else undo the latest mode"), "everywhere", N_("back")),
    Key("now", (".",), "now", N_("From the end of old data to now"), "board", N_("now")),
    Key("explain", ("x",), "explain", N_("Explain the number under the cursor"), "board", N_("explain")),
    Key("range", ("t",), "range", N_("Choose the time range, and what it is compared with"), "board", N_("range")),
    Key("filter", ("/",), "filter", N_("Filter, or take a filter that was saved"), "board", N_("filter")),
    Key("help", ("?", "f1"), "help", N_("What the keys do"), "everywhere", N_("help")),
    Key("pause", ("p",), "pause", N_("Hold the picture, or go on with the newest"), "board", N_("pause")),
    Key("sort", ("s",), "sort", N_("Sort by the next column"), "rows", N_("sort")),
    Key("turn", ("S",), "turn", N_("Sort the other way round"), "rows"),
    Key("maximise", ("m",), "maximise", N_("Maximise the pane, or restore it"), "board", N_("maximise")),
    Key("doubts", ("!",), "doubts", N_("What makes numbers doubtful"), "board"),
    Key("review", ("r",), "review", N_("Review: triggers that fired, and the action plan"), "board"),
    Key("events", ("e",), "events", N_("What has happened, the newest first"), "board"),
    Key("unassigned", ("u",), "unassigned", N_("Only what nobody has, or everything again"), "rows"),
    Key("up", ("up", "k"), "move(-1)", N_("One row up"), "rows"),
    Key("down", ("down", "j"), "move(1)", N_("One row down"), "rows"),
    Key("page_up", ("pageup",), "page(-1)", N_("A page up"), "rows"),
    Key("page_down", ("pagedown",), "page(1)", N_("A page down"), "rows"),
    Key("first", ("home",), "jump(0)", N_("The first row"), "rows"),
    Key("last", ("end",), "jump(-1)", N_("The last row"), "rows"),
    Key("next_breach", ("n",), "breach(1)", N_("The next row that is breached"), "rows"),
    Key("previous_breach", ("N",), "breach(-1)", N_("The breached row before"), "rows"),
    Key("follow", ("f",), "follow", N_("Keep the cursor on this row wherever it goes, or stop that"), "rows"),
    Key("columns", ("c",), "columns", N_("Choose the columns"), "rows"),
    Key("copy", ("y",), "copy", N_("Copy the row"), "rows"),
    Key("scroll_up", ("up", "k"), "scroll(-1)", N_("Scroll up"), "page", N_("scroll")),
    Key("scroll_down", ("down", "j"), "scroll(1)", N_("Scroll down"), "page"),
    Key("scroll_page_up", ("pageup",), "scroll_page(-1)", N_("A page up"), "page"),
    Key("scroll_page_down", ("pagedown", "space"), "scroll_page(1)", N_("A page down"), "page"),
    Key("next_number", ("right", "x"), "step(1)", N_("The next number, on its page"), "page", N_("next number")),
    Key("previous_number", ("left",), "step(-1)", N_("The number before"), "page"),
    Key("acknowledge", ("a",), "acknowledge", N_("Acknowledge what fired, in the review"), "page", open=True),
    Key("scroll_first", ("home",), "scroll_to(0)", N_("To the top"), "page"),
    Key("scroll_last", ("end",), "scroll_to(-1)", N_("To the end"), "page"),
    Key("map_leave_out", ("delete",), "leave_out", N_("Leave the column out"), "map", N_("leave out")),
    Key("map_next_word", ("right",), "turn_word(1)", N_("The next of our words for the file's word"), "map"),
    Key("map_previous_word", ("left",), "turn_word(-1)", N_("The one before"), "map"),
    Key("map_zone", ("z",), "zone", N_("The zone of times that name none"), "map", N_("zone")),
    Key("map_dates", ("o",), "order", N_("Day or month first, where cells do not tell"), "map", N_("dates")),
    Key("map_save", ("s",), "save", N_("Save the mapping"), "map", N_("save")),
    Key("map_import", ("i",), "import_file", N_("Import the file"), "map", N_("import")),
    Key("screen_1", ("1",), "go('floor')", N_("Floor: what needs hands now"), "everywhere"),
    Key("screen_2", ("2",), "go('queue')", N_("Queue: what comes in, what lies there, and why"), "everywhere"),
    Key("screen_3", ("3",), "go('response')", N_("Response: how long customers wait"), "everywhere"),
    Key("screen_4", ("4",), "go('agents')", N_("Agents: quality, retention and load"), "everywhere"),
    Key("screen_5", ("5",), "go('escalations')", N_("Escalations and what customers say"), "everywhere"),
    Key("screen_6", ("6",), "go('customers')", N_("Customers: who stays, and what speed does to it"), "everywhere"),
    Key("screen_7", ("7",), "go('scorecard')", N_("Scorecard: every number against its norm"), "everywhere"),
    Key("quit", ("q",), "quit", N_("Quit"), "everywhere", N_("quit")),
    Key("theme", ("d",), "toggle_dark", N_("Dark or light"), "everywhere"),
    Key("palette", ("ctrl+p",), "command_palette", N_("All actions and themes, by name"), "everywhere"),
    Key("interrupt", ("ctrl+c",), "interrupt", N_("Copy what is selected, else quit"), "everywhere"),
)

ASKS = frozenset({"range", "filter", "columns", "acknowledge", "palette"})
"""Actions that open something in which letters are text: what is typed behind them may be meant for it."""

LASTS = frozenset({"copy", "interrupt"})
"""Actions whose doing outlasts the console."""

NOWHERE = "nowhere"
"""What stands for the key of an action that has none."""

_NAMES = frozenset(key.value for key in Named if not key.value.startswith("<"))
_SHOWN = {
    "tab": "Tab", "shift+tab": "Shift+Tab", "enter": "Enter", "escape": "Esc", "up": "↑", "down": "↓",
    "left": "←", "right": "→",
    "pageup": "PgUp", "pagedown": "PgDn", "home": "Home", "end": "End", "space": "Space",
}  # fmt: skip
_SHOWN_ASCII = _SHOWN | {"up": "Up", "down": "Down", "left": "Left", "right": "Right"}


@dataclass(frozen=True, slots=True)
class KeyTable:
    """The table of keys as this user has them."""

    table: tuple[Key, ...] = TABLE

    @classmethod
    def remapped(cls, overrides: Mapping[str, str | Iterable[str]], origin: str = "settings") -> Self:
        """Return the table with a user's keys: action id → key, keys, or a comma-separated list of keys.

        Raises UsageError with ``origin`` and the nearest name for an unknown action or key, and where
        one key would do two things at once.
        """
        known = {key.id: key for key in TABLE}
        for name, wanted in overrides.items():
            if name not in known:
                raise UsageError(f"{origin}: keys.{name} is no action.{_nearest(name, known)}")
            known[name] = replace(known[name], keys=_parsed(wanted, f"{origin}: keys.{name}"))
        table = tuple(known.values())
        for place in TOGETHER:
            _refuse_doubles([key for key in table if key.where in place], origin)
        return cls(table)

    def at(self, *places: Where) -> list[Key]:
        """Return the keys of some places, in the order of the table."""
        return [key for key in self.table if key.where in places]

    def of(self, id: str) -> Key:
        """Return the key of an action."""
        return next(key for key in self.table if key.id == id)

    def only(self, table: Iterable[Key]) -> Self:
        """Return those of a console's own actions that are here too, with the keys that this user gave to them."""
        keys_of = {key.id: key.keys for key in self.table}
        return replace(self, table=tuple(replace(key, keys=keys_of[key.id]) for key in table if key.id in keys_of))

    def locked(self) -> Self:
        """Return the keys of a locked console: none that leads out of it, or writes."""
        return replace(self, table=tuple(key for key in self.table if not key.open))

    def keymap(self) -> dict[str, str]:
        """Return what Textual's ``App.set_keymap`` takes: action id → comma-separated keys.

        An action that this table does not have is on a key that no keyboard has.
        """
        gone = dict.fromkeys((key.id for key in TABLE), NOWHERE)
        return gone | {key.id: ",".join(_textual(k) for k in key.keys) for key in self.table}


def bindings(where: Where, table: Iterable[Key] = TABLE) -> list[BindingType]:
    """Return the bindings of a place, for a class's ``BINDINGS``."""
    return [
        Binding(",".join(_textual(k) for k in key.keys), key.action, key.says, show=False, id=key.id)
        for key in table
        if key.where == where
    ]


def shown(key: str, ascii: bool = False) -> str:
    """Return how a key is written for a reader: ``Tab``, ``↑``, ``F1``, ``Ctrl+P``, ``m``."""
    name = (_SHOWN_ASCII if ascii else _SHOWN).get(key)
    if name:
        return name
    return key if len(key) == 1 else key.title()


def markdown(keys: KeyTable | None = None) -> str:
    """Return the table as a page of the documentation: action ids, keys, and what they do."""
    lines = ["# Keys", "", 'Change any of them in `settings.toml`: `[keys]`, then for example `pause = "f5"`.', ""]
    for where, title in TITLES.items():
        lines += [f"## {title}", "", "| key | action | what it does |", "|---|---|---|"]
        for key in (keys or KeyTable()).at(where):
            names = " ".join(f"`{shown(one)}`" for one in key.keys)
            lines.append(f"| {names} | `{key.id}` | {key.says} |")
        lines.append("")
    return "\n".join(lines)


def _textual(key: str) -> str:
    """Return a key as Textual's bindings take it (a comma separates keys there)."""
    return "comma" if key == "," else key


def _parsed(wanted: str | Iterable[str], where: str) -> tuple[str, ...]:
    listed = [wanted] if isinstance(wanted, str) and len(wanted) == 1 else wanted
    listed = listed.split(",") if isinstance(listed, str) else listed
    keys = tuple(dict.fromkeys(str(key).strip() or str(key) for key in listed))
    if not keys or "" in keys:
        raise UsageError(f'{where} names no key. Write for example {where.rsplit(".", 1)[-1]} = "f2".')
    for key in keys:
        *modifiers, name = key.split("+") if len(key) > 1 else [key]
        proper = all(part in ("ctrl", "shift", "alt", "super") for part in modifiers)
        if not (proper and ((len(name) == 1 and name.isprintable()) or name in _NAMES)):
            raise UsageError(f"{where}: {key!r} is no key.{_nearest(key, _NAMES)}")
    return keys


def _refuse_doubles(table: Iterable[Key], origin: str) -> None:
    taken: dict[str, Key] = {}
    for key in table:
        for one in key.keys:
            other = taken.setdefault(one, key)
            if other is not key:
                raise UsageError(f"{origin}: {one!r} would do both keys.{other.id} and keys.{key.id}.")


def _nearest(name: str, known: Iterable[str]) -> str:
    near = nearest_names(name, known)
    return f" Did you mean {near[0]!r}?" if near else ""


if __name__ == "__main__":
    print(markdown(), end="")
