"""Reading and giving a store's settings."""

from dataclasses import replace
from pathlib import Path

import pytest

from cxtui.settings import defaults
from cxtui.store.configured import configure, settings_of
from cxtui.store.read import StoreTrouble

TOKYO = replace(defaults(), zone="Asia/Tokyo")


def test_a_store_is_made_where_there_is_none(tmp_path: Path) -> None:
    store = tmp_path / "deep" / "floor.db"
    assert configure(store, TOKYO) == 0
    assert settings_of(store) == TOKYO


def test_settings_replace_those_before(tmp_path: Path) -> None:
    store = tmp_path / "floor.db"
    configure(store, TOKYO)
    configure(store, defaults())
    assert settings_of(store) == defaults()


@pytest.mark.parametrize(("content", "trouble"), [(None, "missing"), (b"", "empty"), (b"no store" * 500, "corrupt")])
def test_where_there_is_no_store_to_read(tmp_path: Path, content: bytes | None, trouble: str) -> None:
    store = tmp_path / "floor.db"
    if content is not None:
        store.write_bytes(content)
    with pytest.raises(StoreTrouble) as caught:
        settings_of(store)
    assert caught.value.trouble == trouble
