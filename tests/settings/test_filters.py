"""Saved filters: read, written whole, and what is wrong said with the file's name."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxtui.errors import UsageError
from cxtui.settings.filters import delete_filter, filters_path, load_filters, save_filter


def test_they_stand_beside_the_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CXTUI_SETTINGS", str(tmp_path / "mine.toml"))
    assert filters_path() == tmp_path / "filters.toml"


def test_filters_are_kept_in_order_replaced_and_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "new" / "filters.toml"
    assert load_filters(path) == {}
    save_filter(path, "b", "team:x")
    save_filter(path, "a", 'say "hi" \\ \x7f \t')
    assert save_filter(path, "b", "team:y") == {"b": "team:y", "a": 'say "hi" \\ \x7f \t'}
    assert list(load_filters(path).items()) == [("b", "team:y"), ("a", 'say "hi" \\ \x7f \t')]
    assert delete_filter(path, "b") == {"a": 'say "hi" \\ \x7f \t'}
    assert delete_filter(path, "never") == load_filters(path)
    assert [one.name for one in path.parent.iterdir()] == ["filters.toml"]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_read_back(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("any") / "filters.toml"
    assert save_filter(path, "one", text) == load_filters(path) == {"one": text}


@pytest.mark.parametrize("name", ["", "  ", "x" * 41, "a\nb", "\x1b[2J"])
def test_a_name_is_one_that_can_be_seen(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="1 to 40 characters"):
        save_filter(tmp_path / "filters.toml", name, "team:x")
    assert not (tmp_path / "filters.toml").exists()


def test_a_name_may_have_forty_characters(tmp_path: Path) -> None:
    assert save_filter(tmp_path / "filters.toml", "x" * 40, "team:x") == {"x" * 40: "team:x"}


def test_there_are_a_hundred_at_most(tmp_path: Path) -> None:
    path = tmp_path / "filters.toml"
    path.write_text("[filters]\n" + "".join(f'"{i}" = "a"\n' for i in range(99)))
    assert len(save_filter(path, "the hundredth", "b")) == 100
    with pytest.raises(UsageError, match="delete one first"):
        save_filter(path, "one more", "b")
    assert len(save_filter(path, "0", "b")) == 100


@pytest.mark.parametrize("text", ["[filters\n", "filters = 1\n", "[filters]\na = 1\n"])
def test_a_file_that_is_none_is_named_and_left_alone(tmp_path: Path, text: str) -> None:
    path = tmp_path / "filters.toml"
    path.write_text(text)
    with pytest.raises(UsageError, match=r"filters\.toml"):
        load_filters(path)
    with pytest.raises(UsageError, match=r"filters\.toml"):
        save_filter(path, "a", "b")
    with pytest.raises(UsageError, match=r"filters\.toml"):
        delete_filter(path, "a")
    assert path.read_text() == text


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="cannot be written"):
        save_filter(tmp_path / "file" / "filters.toml", "a", "b")
