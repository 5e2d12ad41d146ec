"""The pages agree with the code, and their examples run."""

import re
import tomllib
from pathlib import Path

from cxtui import canonical, sources
from cxtui.sources import describe, toml_blocks, toml_fields
from cxtui.sources.mapping import AS, MAPPING_KINDS
from tests.sources.conftest import Bench

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "mappings.md").read_text(encoding="utf-8")


def examples(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def test_the_page_of_our_tables_is_up_to_date() -> None:
    written = (DOCS / "canonical.md").read_text(encoding="utf-8")
    assert written == describe.text(), "run: python -m cxtui.sources.describe > docs/canonical.md"


def test_three_lines_import_the_file_shown(bench: Bench) -> None:
    (shown,) = examples("csv")
    short, longer, *_ = examples("toml")
    path = bench.write("tickets.csv", shown)
    bench.stage(bench.write("desk.toml", short), path)
    assert len(short.splitlines()) == 3
    assert bench.rows("SELECT ticket, created_at, channel FROM in_ticket ORDER BY 1") == [
        ("4711", 1721028600, "Mail"), ("4712", 1721028660, "Telefon"),
    ]  # fmt: skip
    bench.stage(bench.write("desk.toml", longer), path)
    assert bench.rows("SELECT channel FROM in_ticket ORDER BY ticket") == [("email",), ("phone",)]
    assert bench.rows("SELECT ticket, value - 1721028600 FROM in_stated WHERE value IS NOT NULL") == [("4711", 720)]


def test_every_example_is_a_mapping(bench: Bench) -> None:
    for number, example in enumerate(examples("toml")):
        assert sources.load_mapping(bench.write(f"{number}.toml", example)).blocks


def test_every_key_and_word_is_explained() -> None:
    words = {*toml_blocks.TOP, *toml_blocks.BLOCK, *toml_fields.KEYS, *AS, *MAPPING_KINDS, *canonical.COVERAGE}
    words |= set(sources.packaged())
    missing = {w for w in words - {"table", "columns"} if not re.search(rf"\b{re.escape(w)}\b", PAGE)}
    assert not missing


def test_packaged_mappings_name_only_words_of_ours() -> None:
    folder = Path(sources.__file__).parent / "mappings"
    for path in folder.glob("*.toml"):
        status = tomllib.loads(path.read_text())["words"].get("status", {})
        assert set(status.values()) <= {*canonical.STATUSES, ""}
