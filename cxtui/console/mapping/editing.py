"""The screen of a mapping as a person changes it: what keys do, what is asked, and the trial of each change."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from textual.message import Message

from cxtui.clock import zone_info
from cxtui.console.keys import KeyTable
from cxtui.console.mapping.labels import OURS, ROLES
from cxtui.console.mapping.list_pane import ListPane
from cxtui.console.mapping.prompts import Choice, ChoicePrompt, SavePrompt
from cxtui.console.mapping.screen import MapFace
from cxtui.console.mapping.trials import Trials
from cxtui.errors import SourceError
from cxtui.language import _
from cxtui.sources.drafting import sketch as sketches
from cxtui.sources.drafting.draft import Draft, finished
from cxtui.sources.drafting.sketch import Sketch
from cxtui.sources.drafting.trying import Trial
from cxtui.text.plain import safe


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a person wants of a mapping: where it was saved, and whether the file is to be imported through it."""

    saved: Path | None = None
    wanted: bool = False


class Tried(Message):
    """A mapping was tried on the file; ``turn`` says which one it was."""

    def __init__(self, turn: int, trial: Trial | None, trouble: str) -> None:
        super().__init__()
        self.turn, self.trial, self.trouble = turn, trial, trouble


class MapScreen(MapFace):
    """A mapping that a person makes of a sketch.

    ``output`` is where it is likely to be saved, ``store`` the one into which the file would be imported, ``helpdesk``
    whose export it is where that is known. ``outcome`` says in the end what is wanted. What is changed and not saved
    is asked about before it is lost.
    """

    def __init__(
        self,
        sketch: Sketch,
        keys: KeyTable,
        ascii: bool,
        output: Path,
        store: Path,
        helpdesk: str = "",
        trials: Trials | None = None,
    ) -> None:
        super().__init__(sketch, keys, ascii)
        self.known.helpdesk = helpdesk
        self.output, self.store = output, store
        self.draft: Draft | None = None
        self.outcome = Outcome()
        self.changed = False
        self.trials = trials or Trials(sketch.path)

    def on_mount(self) -> None:
        """Show what was found, once something is painted."""
        super().on_mount()
        self.call_after_refresh(self._show)

    def on_unmount(self) -> None:
        """Let no trial keep the process."""
        self.trials.stop()

    # What a person changes

    def change(self, sketch: Sketch) -> None:
        """Go on with another sketch, and try it."""
        self.sketch, self.changed = sketch, True
        self._show()

    def _show(self) -> None:
        try:
            lacks = self._lacks()
            self.draft = None if lacks else finished(self.sketch, self.output.stem)
        except SourceError as error:
            self.draft, lacks = None, str(error)
        if self.draft is None:
            self.trials.drop()
            self.known.take((), lacks)
        else:
            self.known.take(self.draft.promises)
            self.trials.start(self.draft.mapping, lambda *told: self.post_message(Tried(*told)))
        self._head()

    def _lacks(self) -> str:
        """Return what a ticket cannot be without and is not there yet."""
        if "ticket" not in self.sketch.found:
            return _("choose the column that holds the ticket's number")
        if not {"created_at", "updated_at"} & self.sketch.found.keys():
            return _("choose the column that says when a ticket was created")
        return ""

    def _head(self) -> None:
        saved = self.outcome.saved
        said = "" if saved is None else _("changed since saved") if self.changed else _("saved as {name}")
        self.take(self.sketch, said.format(name=saved))

    def on_tried(self, message: Tried) -> None:
        """Show what came of the newest mapping."""
        if self.trials.is_newest(message.turn):
            self.known.tried(message.trial, message.trouble)

    # What keys do

    def on_list_pane_opened(self, message: ListPane.Opened) -> None:
        """Ask what the column or the word under the cursor is."""
        if message.pane is self.words:
            role, word = self.words.word
            title = safe(word, 40, ascii=self.ascii).rstrip()
            choices = [Choice(one, one or _("no answer")) for one in OURS[role]]
            take = lambda ours: self.change(sketches.with_word(self.sketch, role, word, ours))  # noqa: E731
            self.ask(title, choices, take, self.words.ours(role, word), finds=False)
            return
        column = self.columns.content.column
        taken = {role: safe(guess.column, ascii=self.ascii) for role, guess in self.sketch.found.items()}
        offered: list[Choice[str | None]] = [Choice(role, _(text), taken.get(role, "")) for role, text in ROLES.items()]
        offered.append(Choice(None, _("nothing of ours: leave it out")))
        self.ask(
            safe(column, 40, ascii=self.ascii).rstrip(),
            offered,
            lambda role: self.change(sketches.with_role(self.sketch, column, role)),
            self.sketch.role(column),
        )

    def ask(self, title: str, choices: list[Choice], take: Callable, now: object = None, finds: bool = True) -> None:  # type: ignore[type-arg]
        """Let a person choose one of several rows."""
        self.app.push_screen(ChoicePrompt(self.keys, self.ascii, title, choices, take, now, finds))

    def action_leave_out(self) -> None:
        """Leave the column under the cursor out."""
        column = self.columns.content.column
        if self.list is self.columns and self.sketch.role(column):
            self.change(sketches.with_role(self.sketch, column, None))

    def action_turn_word(self, step: int) -> None:
        """Give the word under the cursor the next of our words, or the one before."""
        words = self.words
        if self.list is words and words.count():
            role, word = words.word
            self.change(sketches.with_word(self.sketch, role, word, words.turned(step)))

    def action_zone(self) -> None:
        """Ask for the zone of the file's times."""
        from zoneinfo import available_timezones

        zones = sorted(
            one for one in available_timezones() if "/" in one and not one.startswith(("Etc/", "posix", "right"))
        )
        choices = [Choice(one, one) for one in ("UTC", *zones)]
        self.ask(_("Zone of times that name none"), choices, self._zone, self.sketch.zone)

    def _zone(self, zone: str) -> None:
        zone_info(zone)
        self.change(sketches.with_zone(self.sketch, zone))

    def action_order(self) -> None:
        """Ask whether days or months come first, where cells do not tell."""
        if self.sketch.doubtful_dates:
            choices = [
                Choice("day-first", _("the day comes first: 03/04 is 3 April")),
                Choice("month-first", _("the month comes first: 03/04 is 4 March")),
            ]
            take = lambda order: self.change(sketches.with_dates(self.sketch, order))  # noqa: E731
            self.ask(_("Dates that may be read either way"), choices, take, finds=False)

    def action_save(self) -> None:
        """Ask where to save the mapping."""
        self._saved_then(lambda: None)

    def _saved_then(self, then: Callable[[], object]) -> None:
        if self.draft is None:
            self.app.bell()
            return

        def save(path: Path) -> str | None:
            trouble = self._write(path)
            if trouble is None:
                self.call_later(then)
            return trouble

        self.app.push_screen(
            SavePrompt(self.keys, self.ascii, self.outcome.saved or self.output, self.outcome.saved, save)
        )

    def _write(self, path: Path) -> str | None:
        assert self.draft is not None
        try:
            path.write_text(self.draft.toml, encoding="utf-8")
        except OSError as error:
            return f"{path}: {error.strerror or error}"
        self.outcome, self.changed = Outcome(path), False
        self._head()
        return None

    def action_import_file(self) -> None:
        """Save the mapping if it is not, then leave and import the file through it."""
        if self.outcome.saved is None or self.changed:
            self._saved_then(self._import)
        else:
            self._import()

    def _import(self) -> None:
        yes = _("import into {store}").format(store=safe(str(self.store), ascii=self.ascii))
        choices = [Choice(True, yes), Choice(False, _("not yet"))]
        self.ask(_("Import the file"), choices, self._leave_to_import, finds=False)

    def _leave_to_import(self, sure: bool) -> None:
        if sure:
            self.outcome = Outcome(self.outcome.saved, wanted=True)
            self.app.exit()

    def leave(self) -> None:
        """Leave; what would be lost is asked about."""
        if not self.changed:
            self.app.exit()
            return
        choices = [Choice("lose", _("leave without saving")), Choice("stay", _("stay"))]
        if self.draft is not None:
            choices.insert(0, Choice("save", _("save it, then leave")))
        self.ask(_("The mapping is not saved"), choices, self._leave, "save", finds=False)

    def _leave(self, how: str) -> None:
        if how == "lose":
            self.app.exit()
        elif how == "save":
            self._saved_then(self.app.exit)
