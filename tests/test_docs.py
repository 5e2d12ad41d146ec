"""The documents agree with what the program does."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from cxtui.cli.app import every
from cxtui.console.boards import BOARDS
from cxtui.console.keys import TABLE, shown
from cxtui.kpis.reading.headlines import HEADLINES
from cxtui.report.document import document
from cxtui.sources import load_mapping, packaged
from tests.cli.page import commands, help_of, page
from tests.console import floors
from tests.report.views import VIEW

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
SNAPSHOT = (ROOT / "docs" / "snapshot.md").read_text(encoding="utf-8")

MAPS = {"metrics": "<name>", "by_channel": "<channel>", "weights": "<group>", "absent": "<component>",
        "components": "<component>"}  # fmt: skip
"""Objects whose keys are data, with what the document calls such a key."""


def blocks(text: str, language: str) -> Iterator[str]:
    """Yield the code blocks of a language."""
    yield from re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def typed(text: str) -> list[list[str]]:
    """Return the cxtui command lines of a document, without what the shell does with their output."""
    lines = [line for block in blocks(text, "sh") for line in block.splitlines()]
    words = [shlex.split(line, comments=True) for line in lines]
    return [line[1 : _end(line)] for line in words if line and line[0] == "cxtui"]


def _end(words: list[str]) -> int:
    return next((i for i, word in enumerate(words) if word in ("|", ">", "&&")), len(words))


def examples() -> list[list[str]]:
    """Return the command lines that the helps show."""
    found = []
    for words in commands():
        _, _, shows = help_of(words).partition("Examples:\n")
        found += [shlex.split(line) for line in shows.splitlines() if line.strip().startswith("cxtui")]
    return [line[1 : _end(line)] for line in found]


def parsed(words: list[str]) -> dict[str, Any]:
    """Parse a command line as the program does, without running anything; typer's errors propagate."""
    command: Any = typer.main.get_command(every())
    context = None
    while True:
        context = command.make_context(command.name, list(words), parent=context)
        if not hasattr(command, "commands"):
            return dict(context.params)
        _, command, words = command.resolve_command(context, [*context._protected_args, *context.args])


DOCUMENTS = (README, *(path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").glob("**/*.md"))))


@pytest.mark.parametrize("words", [words for text in DOCUMENTS for words in typed(text)], ids=" ".join)
def test_documented_commands_parse(words: list[str]) -> None:
    parsed(words)


@pytest.mark.parametrize("words", examples(), ids=" ".join)
def test_examples_in_helps_parse(words: list[str]) -> None:
    parsed(words)


def test_every_command_shows_an_example() -> None:
    assert [words for words in commands() if "Examples:\n    cxtui" not in help_of(words)] == []


def test_a_command_line_that_does_not_parse_is_noticed() -> None:
    with pytest.raises(typer.TyperException):
        parsed(["snapshot", "--nothing"])


def test_the_reference_is_what_the_helps_say() -> None:
    written = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert written == page(), "run python -m tests.cli.page > docs/cli.md"


def test_every_packaged_mapping_is_named_where_the_readme_points() -> None:
    assert all(f"](docs/{name})" in README for name in ("helpdesks.md", "canonical.md"))
    page = (ROOT / "docs" / "helpdesks.md").read_text(encoding="utf-8")
    named = re.findall(r"^\| `([a-z-]+)` \|", page, re.MULTILINE)[1:]
    assert sorted(["canonical", *named]) == sorted(packaged())


def test_the_mapping_in_the_readme_is_one(tmp_path: Path) -> None:
    (block,) = blocks(README, "toml")
    assert len(block.splitlines()) == 3
    (tmp_path / "helpdesk.toml").write_text(block, encoding="utf-8")
    mapping = load_mapping(str(tmp_path / "helpdesk.toml"))
    assert (mapping.kind, mapping.zone) == ("state", "Europe/Warsaw")
    assert [one.into for one in mapping.blocks] == ["ticket"]


def test_the_keys_in_the_readme_do_what_it_says() -> None:
    documented = README[README.index("`1` goes") : README.index("quits.")]
    keys = {shown(key.keys[0]): key.id for key in TABLE if key.where != "map"}
    assert {name: keys[name] for name in re.findall(r"`([^`]+)`", documented)} == {
        "1": "screen_1", "2": "screen_2", "s": "sort", "Tab": "next_pane",
        "m": "maximise", "Enter": "open", "Esc": "back", "t": "range", "/": "filter", "p": "pause",
        "x": "explain", "?": "help", "q": "quit",
    }  # fmt: skip


def test_links_and_pictures_are_there() -> None:
    wanted = re.findall(r"\]\(([^)#:]+)\)", README)
    assert wanted
    assert [path for path in wanted if not (ROOT / path).is_file()] == []
    page = (ROOT / "docs" / "screens.md").read_text(encoding="utf-8")
    assert re.findall(r"\]\(screens/(\w+)\.svg\)", page) == list(BOARDS)
    for name in BOARDS:
        assert "<svg" in (ROOT / "docs" / "screens" / f"{name}.svg").read_text(encoding="utf-8")[:200]


def test_the_readme_is_short() -> None:
    assert len(README.splitlines()) <= 120


def flattened(value: Any, path: str = "") -> Iterator[str]:
    """Yield the paths of all leaves of a document, data in keys replaced by its name."""
    if isinstance(value, dict):
        kind = MAPS.get(path.rpartition(".")[2])
        for key, inner in value.items():
            yield from flattened(inner, f"{path}.{kind or key}".lstrip("."))
    elif isinstance(value, list):
        for inner in value:
            yield from flattened(inner, path + "[]")
    else:
        yield path


def test_the_snapshot_has_the_documented_keys_and_no_others() -> None:
    documented = set(re.findall(r"^\| `([^`]+)` \|", SNAPSHOT, re.MULTILINE))
    # Between them these floors have rows in every list and a reason for every absence.
    have = set(flattened(document(floors.busy(), VIEW))) | set(flattened(document(floors.gaps())))
    assert have == documented


def test_the_snapshot_document_names_the_headline_numbers() -> None:
    words = SNAPSHOT[SNAPSHOT.index("## Metrics") :]
    documented = re.findall(r"`([a-z_0-9]+)`", words[: words.index("| key")])
    assert tuple(documented) == tuple(HEADLINES)
