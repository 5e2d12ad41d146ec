from pathlib import Path

import pytest

from cxtui.errors import StoreError
from cxtui.store.paths import desk_path, store_folder, store_path


def test_the_given_path_comes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CXTUI_STORE", "/srv/environment.db")
    assert store_path("/srv/given.db") == Path("/srv/given.db")
    assert store_path() == Path("/srv/environment.db")


def test_without_either_it_is_in_the_data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("CXTUI_STORE", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    assert store_path().name == "floor.db"
    assert store_path().parent.name == "cxtui"


def test_a_home_is_expanded_and_the_path_is_absolute(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert store_path("~/a.db") == tmp_path / "a.db"
    assert store_path("b.db") == tmp_path / "b.db"


def test_the_desk_lies_beside_the_store() -> None:
    assert desk_path(Path("/srv/floor.db")) == Path("/srv/floor.desk.db")


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="file"):
        store_folder(tmp_path / "file" / "floor.db")
