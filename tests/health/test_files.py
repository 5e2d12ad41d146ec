"""How sources are is written beside the store as a whole, read by anybody, and never an error."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxtui.health import FeedHealth, FillHealth, health_file, read_all, remove, write
from cxtui.health.model import from_document, to_document

WELL = FeedHealth(
    "rt", "rt", "filling", 5, 1000, ok_at=1001, next_at=1006, newest_at=900, lag_s=2, skew_s=-3,
    filling=FillHealth(500, 0.25), rejected=2, doubts=("one", "two"), process=7,
)  # fmt: skip


def test_what_is_written_is_read(tmp_path: Path) -> None:
    store = tmp_path / "floor.db"
    assert read_all(store) == ()
    other = FeedHealth("a-b", "folder", "refused", 60, 5, error="token (401)")
    write(store, WELL)
    write(store, other)
    assert read_all(store) == (other, WELL)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["floor.a-b.feed.json", "floor.rt.feed.json"]
    write(store, replace(WELL, state="ok", filling=None))
    assert read_all(store)[1].filling is None
    remove(store, "rt")
    remove(store, "rt")
    assert read_all(store) == (other,)


def test_stores_of_one_folder_are_told_apart(tmp_path: Path) -> None:
    write(tmp_path / "floor.db", WELL)
    write(tmp_path / "floor.two.db", replace(WELL, source="desk"))
    assert [one.source for one in read_all(tmp_path / "floor.db")] == ["rt"]
    assert [one.source for one in read_all(tmp_path / "floor.two.db")] == ["desk"]


def test_who_may_read_the_store_may_read_how_its_sources_are(tmp_path: Path) -> None:
    store = tmp_path / "floor.db"
    for mode in (0o640, 0o644, 0o600):
        store.touch()
        store.chmod(mode)
        write(store, WELL)
        assert health_file(store, "rt").stat().st_mode & 0o777 == mode


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "{}", '{"source": 1}', "\x00" * 10, '{"state": "odd"}'])
def test_a_file_that_says_nothing_of_use_is_left_out(tmp_path: Path, text: str) -> None:
    store = tmp_path / "floor.db"
    write(store, WELL)
    health_file(store, "bad").write_text(text)
    assert read_all(store) == (WELL,)


def test_where_no_new_file_fits_its_words_still_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = tmp_path / "floor.db"
    write(store, WELL)

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("cxtui.health.files.os.write", full)
    write(store, replace(WELL, state="waiting", error="store: the disk is full", doubts=()))
    assert read_all(store)[0].error == "store: the disk is full"
    assert [path.name for path in tmp_path.iterdir()] == ["floor.rt.feed.json"]


def test_silence_begins_after_what_was_announced_and_some_patience() -> None:
    """Asked at 1000 every 5 s, next at 1006: 30 s later nobody seems to follow it."""
    assert WELL.silent_s(1036) is None
    assert WELL.silent_s(1037) == 37
    assert replace(WELL, next_at=1300).silent_s(1330) is None
    assert replace(WELL, every_s=60, next_at=None).silent_s(1240) is None
    assert replace(WELL, every_s=60, next_at=None).silent_s(1241) == 241
    assert replace(WELL, state="stopped").silent_s(9999) is None


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(sorted(to_document(WELL))), inner),
    )
)
def test_no_document_is_an_error(data: object) -> None:
    found = from_document(data)
    assert found is None or isinstance(found, FeedHealth)
    if isinstance(data, dict):
        found = from_document(to_document(WELL) | data)
        assert found is None or from_document(json.loads(json.dumps(to_document(found)))) == found


def test_any_health_is_the_same_after_a_file() -> None:
    assert from_document(json.loads(json.dumps(to_document(WELL)))) == WELL
