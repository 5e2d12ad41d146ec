"""Where imports spill, and what killed ones left behind."""

import os
import tempfile
from pathlib import Path

import pytest

from cxtui.importing.spill import OWNED, spill_folder


def test_folders_of_killed_imports_go_and_those_of_others_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left, old, young = (tmp_path / f"cxtui-import-{name}" for name in ("left", "old", "young"))
    for folder in (left, old, young):
        folder.mkdir()
        (folder / "rows").write_text("x")
    (left / OWNED).touch()
    os.utime(old, (0, 0))
    with spill_folder() as own:
        assert not left.exists() and not old.exists() and young.exists()
        with spill_folder() as other:
            assert Path(own).exists() and Path(other).exists()
        assert not Path(other).exists()
    assert not Path(own).exists()
