"""The books of an import: how fresh each source is that the rows name, whatever the import is filed under."""

from pathlib import Path

from cxtui.importing.rows import apply_rows
from cxtui.settings import defaults
from cxtui.store.publish import build
from cxtui.store.writer import Writer
from tests.facts.histories import History, instant
from tests.importing.stores import imported, rows_of

NOW = 1_800_000_000


def test_a_batch_of_two_sources_has_a_row_for_each(tmp_path: Path) -> None:
    store = tmp_path / "floor.db"
    build(store, None, {})
    history = History(()).ticket("t1", "2025-01-14 15:00").says("t1", "2025-01-14 15:10", "a1")
    other = [("zendesk", *row[1:]) for row in History(()).ticket("t2", "2025-01-14 09:00").rows["ticket"]]
    history.rows["ticket"] += other
    with Writer(store) as writer:
        apply_rows(writer, history.rows, "both", "canonical", defaults(), clock=lambda: NOW)
        assert rows_of(store, "source_state") == {
            ("s", NOW, instant("2025-01-14 15:10"), 2, "canonical"),
            ("zendesk", NOW, instant("2025-01-14 09:00"), 1, "canonical"),
        }
        later = History(()).ticket("t3", "2025-01-14 16:00")
        apply_rows(writer, later.rows, "both", "canonical", defaults(), clock=lambda: NOW + 60)
    assert rows_of(store, "source_state") == {
        ("s", NOW + 60, instant("2025-01-14 16:00"), 3, "canonical"),
        ("zendesk", NOW, instant("2025-01-14 09:00"), 1, "canonical"),
    }


def test_the_packaged_folder_is_of_the_source_its_rows_name(tmp_path: Path) -> None:
    store = tmp_path / "floor.db"
    summary = imported(store, "canonical", Path(__file__).parents[2] / "fixtures")
    ((source, _, newest, rows, mapping),) = rows_of(store, "source_state")
    assert (summary.source, source, mapping) == ("canonical", "simulator", "canonical")
    assert (newest, rows) == (summary.span[1] if summary.span else None, summary.new)
