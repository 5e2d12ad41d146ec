"""The pages agree with the code, and their examples run."""

import re
import tomllib
from pathlib import Path

from cxtui import canonical, sources
from cxtui.sources import describe, helpdesks, toml_blocks, toml_fields
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
    shown, *_ = examples("csv")
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


def test_examples_of_cells_that_are_worked_out(bench: Bench) -> None:
    _, calls, log, messages = examples("csv")
    *_, for_calls, for_log, for_messages = examples("toml")
    bench.stage(bench.write("m.toml", for_calls), bench.write("a.csv", calls))
    assert bench.rows("SELECT ticket, team FROM in_ticket ORDER BY 1") == [("17", "Support"), ("18", "Support")]
    assert bench.rows("SELECT team FROM in_team ORDER BY 1") == [("Billing",), ("Support",)]
    assert bench.rows("SELECT ticket, to_at, to_at - from_at FROM in_handle ORDER BY 1") == [
        ("17", 1772464080, 300), ("18", 1772465400, 3600),
    ]  # fmt: skip
    bench.stage(bench.write("m.toml", for_log), bench.write("a.csv", log))
    assert bench.rows("SELECT ticket, created_at FROM in_ticket") == [("A-1", 1772442000)]
    assert bench.rows("SELECT status FROM in_state ORDER BY from_at") == [("open",), ("solved",)]
    bench.stage(bench.write("m.toml", for_messages), bench.write("a.csv", messages))
    assert bench.rows("SELECT ticket, created_at FROM in_ticket") == [("m1", 1772442000)]
    assert bench.rows("SELECT ticket, event FROM in_event ORDER BY 2") == [
        ("m1", "000001"), ("m1", "000002"), ("m1", "000003"),
    ]  # fmt: skip


def test_examples_of_formats(bench: Bench) -> None:
    _, _, headless, document, *_ = (one for one in examples("toml") if "client_id" not in one)
    log = "1772442000|c1|desk|NONE|ENTERQUEUE\n1772442000|c1|desk\n"
    bench.stage(bench.write("m.toml", headless), bench.write("log", log))
    assert bench.rows("SELECT ticket, created_at, team FROM in_ticket") == [("c1", 1772442000, "desk")]
    text = (
        '{"tickets": [{"id": 1, "created_at": "2026-03-02T09:00:00Z", "group": {"name": "desk"},'
        ' "via": {"channel": "web"}, "events": [{"id": "e1", "at": "2026-03-02T09:30:00Z"}]}], "count": 1}'
    )
    bench.stage(bench.write("n.toml", document), bench.write("a.json", text))
    assert bench.rows("SELECT ticket, team, channel FROM in_ticket") == [("1", "desk", "web")]
    assert bench.rows("SELECT event, occurred_at FROM in_event") == [("e1", 1772443800)]


def test_every_key_and_word_is_explained() -> None:
    words = {*toml_blocks.TOP, *toml_blocks.BLOCK, *toml_fields.KEYS, *AS, *MAPPING_KINDS, *canonical.COVERAGE}
    missing = {w for w in words - {"table", "columns"} if not re.search(rf"\b{re.escape(w)}\b", PAGE)}
    assert not missing


def test_every_packaged_mapping_is_on_a_page() -> None:
    pages = PAGE + (DOCS / "helpdesks.md").read_text(encoding="utf-8")
    assert not [name for name in sources.packaged() if f"`{name}`" not in pages]


def test_the_page_of_helpdesks_is_up_to_date() -> None:
    written = (DOCS / "helpdesks.md").read_text(encoding="utf-8")
    assert written == helpdesks.text(), "run: python -m cxtui.sources.helpdesks > docs/helpdesks.md"


def test_packaged_mappings_name_only_words_of_ours() -> None:
    folder = Path(sources.__file__).parent / "mappings"
    for path in folder.glob("*.toml"):
        status = tomllib.loads(path.read_text()).get("words", {}).get("status", {})
        assert set(status.values()) <= {*canonical.STATUSES, ""}
