"""What documents name is there: files they link to, modules, functions, commands, rooms and example commits."""

import ast
import importlib.util
import re
import shlex
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.test_docs import README, blocks

ROOT = Path(__file__).parent.parent
FOLDERS = ("docs", "tests", "fixtures")
PAGES = sorted((*ROOT.glob("*.md"), *(path for folder in FOLDERS for path in (ROOT / folder).glob("**/*.md"))))
NAMING = ("CONTRIBUTING.md", "docs/architecture.md")
"""The documents that name modules and functions."""

PATH = re.compile(r"(?:cxtui|tests|docs|fixtures)/[\w./-]+")
MODULE = re.compile(r"cxtui(?:\.[a-z_]+)+")
CALL = re.compile(r"((?:[A-Z]\w*\.)?[a-z_]\w*)\(\)")

TOOLS = {"ruff": "ruff", "mypy": "mypy", "lint-imports": "import-linter"}
"""Commands of packages that the extra ``dev`` brings."""

PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def read(name: str) -> str:
    """Return the text of a document."""
    return (ROOT / name).read_text(encoding="utf-8")


def prose(text: str) -> str:
    """Return a document without its code blocks."""
    return re.sub(r"^ *```.*?^ *```$", "", text, flags=re.MULTILINE | re.DOTALL)


def links(page: Path) -> Iterator[str]:
    """Yield the relative links of a document, without the places in their pages."""
    for target in re.findall(r"\]\(([^)\s]+)\)", prose(page.read_text(encoding="utf-8"))):
        if not re.match(r"[a-z]+:", target) and not target.startswith("#"):
            yield target.partition("#")[0]


def named(paragraph: str) -> Iterator[tuple[str, str | None]]:
    """Yield the names in backticks of a paragraph: paths with None, calls with the path that stands before them."""
    path = None
    for name in re.findall(r"`([^`\n]+)`", paragraph):
        if PATH.fullmatch(name):
            path = name
            yield name, None
        elif call := CALL.fullmatch(name):
            yield call[1], path


def paragraphs(name: str) -> list[str]:
    """Return the paragraphs, list items and rows of tables of a document."""
    return re.split(r"\n\s*\n|\n(?= *(?:\d+\.|[-|#]) ?)", prose(read(name)))


def found(path: str) -> list[Path]:
    """Return the files of a path, in which NAME and N stand for anything."""
    return list(ROOT.glob(re.sub(r"(?<=_)(NAME|N)(?=\.)", "*", path).rstrip("/")))


def defined(path: Path) -> set[str]:
    """Return the functions of a module by name, methods as Class.method."""
    names = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            names.add(node.name)
        elif isinstance(node, ast.ClassDef):
            inner = (one for one in node.body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef))
            names |= {f"{node.name}.{one.name}" for one in inner}
    return names


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_to_files(page: Path) -> None:
    absent = {target for target in links(page) if not (page.parent / target).exists()}
    assert absent == set()


def test_the_index_leads_to_every_document() -> None:
    index = ROOT / "docs" / "README.md"
    leads = {(index.parent / target).resolve() for target in links(index)}
    assert {path for path in (ROOT / "docs").glob("**/*.md") if path.resolve() not in leads} == {index}


@pytest.mark.parametrize("name", NAMING)
def test_files_and_modules_that_are_named_exist(name: str) -> None:
    text = prose(read(name))
    paths = {one for one in re.findall(r"`([^`\n]+)`", text) if PATH.fullmatch(one)}
    assert len(paths) > 20
    assert [path for path in sorted(paths) if not found(path)] == []
    assert [module for module in MODULE.findall(text) if importlib.util.find_spec(module) is None] == []


@pytest.mark.parametrize("name", NAMING)
def test_functions_that_are_named_are_defined_in_the_file_before_them(name: str) -> None:
    calls = [(call, path) for one in paragraphs(name) for call, path in named(one) if not PATH.fullmatch(call)]
    assert len(calls) >= 10
    wrong = [
        (call, path)
        for call, path in calls
        if path is None or not path.endswith(".py") or call not in defined(ROOT / path)
    ]
    assert wrong == []


def test_a_function_that_moved_is_noticed() -> None:
    assert [*named("the file `cxtui/clock.py` has `gone()`")] == [("cxtui/clock.py", None), ("gone", "cxtui/clock.py")]
    assert "gone" not in defined(ROOT / "cxtui" / "clock.py")
    assert {"Picture.take", "Picture.troubled"} <= defined(ROOT / "cxtui" / "console" / "picture.py")


def missing(words: list[str]) -> str | None:
    """Say what of a command line of a shell is not there, None where all of it is."""
    program, rest = words[0], words[1:]
    if program == "python" and rest[0] == "-m":
        module = rest[1]
        spec = importlib.util.find_spec(module)
        if spec is None or spec.origin is None:
            return f"no module {module}"
        if module.partition(".")[0] not in ("cxtui", "tests"):
            return next((f"no {one}" for one in rest[2:] if PATH.match(one) and not found(one)), None)
        folder = Path(spec.origin).with_name("__main__.py")
        source = (folder if spec.submodule_search_locations else Path(spec.origin)).read_text(encoding="utf-8")
        return next(
            (f"{module} has no {one}" for one in rest[2:] if one[:2] == "--" and f'"{one}"' not in source), None
        )
    if program in TOOLS:
        extra = PROJECT["project"]["optional-dependencies"]["dev"]
        return None if any(one.startswith(TOOLS[program] + ">") for one in extra) else f"{program} is not in [dev]"
    if program.startswith(".ci/"):
        return None if (ROOT / program).stat().st_mode & 0o111 else f"{program} cannot be run"
    return None if program in ("pip", ".") else f"no program {program}"


def command_lines(name: str) -> list[list[str]]:
    """Return the command lines in the blocks of a document."""
    unindented = re.sub(r"^ +(?=```|pip)", "", read(name), flags=re.MULTILINE)
    lines = [line for block in blocks(unindented, "sh") for line in block.splitlines()]
    return [words for line in lines if (words := shlex.split(line, comments=True))]


def test_commands_that_are_named_exist() -> None:
    lines = command_lines("CONTRIBUTING.md")
    assert len(lines) > 12
    assert [(" ".join(words), wrong) for words in lines if (wrong := missing(words))] == []


@pytest.mark.parametrize(
    "line", ["python -m tests.gone", "python -m tests.bench --large", "make", "python -m pytest tests/gone"]
)
def test_a_command_that_is_gone_is_noticed(line: str) -> None:
    assert missing(line.split()) is not None


def layers(title: str) -> list[list[str]]:
    """Return the lines of a layers contract, top first."""
    contracts = PROJECT["tool"]["importlinter"]["contracts"]
    (contract,) = [one for one in contracts if one["name"] == title]
    return [[part.strip() for part in line.split("|")] for line in contract["layers"]]


@pytest.mark.parametrize("room", ["kpis", "console"])
def test_the_rooms_inside_a_room_are_those_of_its_contract(room: str) -> None:
    text = read("docs/architecture.md")
    (block,) = re.findall(rf"^### Inside `{room}`\n.*?^```\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    title = {"kpis": "Rooms of the numbers, one way", "console": "Rooms of the console, one way"}[room]
    assert [line.split(", ") for line in block.splitlines()] == layers(title)


def test_the_rooms_are_those_of_the_contract() -> None:
    rows = re.findall(r"^\| `cxtui/(\w+)(?:\.py)?` \|", read("docs/architecture.md"), re.MULTILINE)
    wanted = [one.removeprefix("cxtui.") for line in layers("Five rooms, one way") for one in line]
    assert rows == wanted


def test_example_commits_are_in_the_history() -> None:
    text = " ".join(prose(read("CONTRIBUTING.md")).split())
    subjects = re.findall(r"Example commit: “([^”]+)”", text)
    assert len(subjects) >= 8
    command = ("git", "-C", str(ROOT), "rev-parse", "--is-shallow-repository")
    if (
        not (ROOT / ".git").exists()
        or subprocess.run(command, capture_output=True, text=True).stdout.strip() != "false"
    ):
        pytest.skip("the whole history is not here")
    log = subprocess.run(("git", "-C", str(ROOT), "log", "--format=%s"), capture_output=True, text=True, check=True)
    assert set(subjects) - set(log.stdout.splitlines()) == set()


def test_the_picture_in_the_readme_is_what_is_printed(packaged: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from cxtui.cli import main

    picture = README[README.index("```\n") + 4 :]
    lines = picture[: picture.index("```")].splitlines()
    assert main(["snapshot", "--store", str(packaged), "--at", "2026-04-07 14:32"]) == 0
    assert len(lines) > 8
    assert set(lines) - set(capsys.readouterr().out.splitlines()) == set()
