"""Folders and inputs as sources: files once they stand still, lines with their cursors."""

import os
from pathlib import Path

import pytest

from cxtui.errors import SourceError
from cxtui.importing.run import Request, run
from cxtui.sources.live.failures import FeedEnded, FeedError
from cxtui.sources.live.feed_batch import FeedBatch, FileBatch
from cxtui.sources.live.folder import Folder
from cxtui.sources.live.lines import JsonLines
from cxtui.sources.live.options import FeedOptions
from cxtui.sources.live.pace import Patience
from tests.importing.follow.following import once, rt, sources, state
from tests.importing.stores import rows_of
from tests.sources.live.rt_stub import NOW, RtStub

TEAM = "team,name\na,Alpha\n"


class Watch:
    """A folder that is looked at while a clock is turned by hand."""

    def __init__(self, path: Path, move_to: Path | None = None) -> None:
        self.path, self.now = path, 0.0
        path.mkdir()
        patience = Patience()
        patience.wait = lambda seconds: None  # type: ignore[method-assign]
        self.folder = Folder(path, "canonical", move_to=move_to, patience=patience, clock=lambda: self.now)
        self.cursor: dict[str, object] | None = None

    def looks(self, later: float) -> list[str]:
        """Return the names of files that a look so much later hands over."""
        self.now += later
        found: list[str] = []
        for batch in self.folder.look(self.cursor):
            self.cursor = dict(batch.cursor)
            found += [path.name for path in batch.paths] if isinstance(batch, FileBatch) else []
        return found


def test_a_file_counts_when_it_stood_still(tmp_path: Path) -> None:
    watch = Watch(tmp_path / "drop")
    (watch.path / "a.csv").write_text(TEAM)
    assert watch.looks(0) == []
    (watch.path / "a.csv").write_text(TEAM + "b,Beta\n")
    assert watch.looks(1) == []
    assert watch.looks(0.9) == []
    assert watch.looks(0.1) == ["a.csv"]
    assert watch.looks(60) == []
    os.utime(watch.path / "a.csv", ns=(1, 1))
    assert watch.looks(1) == []
    assert watch.looks(1) == ["a.csv"]


def test_what_somebody_is_still_writing_is_left_alone(tmp_path: Path) -> None:
    watch = Watch(tmp_path / "drop")
    for name in (".a.csv", "a.csv.part", "b.csv.tmp", "c.csv~", "d.CRDOWNLOAD"):
        (watch.path / name).write_text(TEAM)
    (watch.path / "empty.csv").touch()
    (watch.path / "folder").mkdir()
    (watch.path / "good.csv").write_text(TEAM)
    watch.looks(0)
    assert watch.looks(2) == ["good.csv"]


def test_files_are_neither_moved_nor_deleted_unless_asked(tmp_path: Path) -> None:
    for move_to in (None, tmp_path / "done"):
        watch = Watch(tmp_path / f"drop-{move_to is None}", move_to)
        (watch.path / "a.csv").write_text(TEAM)
        watch.looks(0)
        watch.looks(2)
        assert (watch.path / "a.csv").exists() is (move_to is None)
    assert (tmp_path / "done" / "a.csv").read_text() == TEAM


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    watch = Watch(tmp_path / "drop")
    watch.path.rmdir()
    with pytest.raises(FeedError, match="there is no such folder"):
        watch.looks(1)


@pytest.mark.process
def test_files_of_a_folder_are_in_the_store_once_and_a_bad_one_holds_up_none(tmp_path: Path) -> None:
    drop = tmp_path / "drop"
    drop.mkdir()
    (drop / "team.csv").write_text(TEAM)
    (drop / "bad.csv").write_text("no,such\n1,2\n")
    chosen = sources(tmp_path, f'[drop]\nkind = "folder"\npath = "{drop}"\nmapping = "canonical"\n')
    store = once(tmp_path / "floor.db", chosen)
    assert {row[1] for row in rows_of(store, "team")} == {"a"}
    assert [doubt for doubt in state(store, "drop").doubts if doubt.startswith(f"{drop / 'bad.csv'}: ")]
    runs = len(rows_of(store, "import_run"))
    once(store, chosen)
    assert len(rows_of(store, "import_run")) == runs


def lines(*texts: str) -> tuple[list[FeedBatch], list[str]]:
    """Return what is handed over of lines until their end, and what is answered."""
    reading, writing = os.pipe()
    os.write(writing, "".join(f"{line}\n" for line in texts).encode())
    os.close(writing)
    answers: list[str] = []
    source = JsonLines(FeedOptions("own", "lines"), Patience(), fd=reading, answer=answers.append)
    found = []
    with pytest.raises(FeedEnded):
        while True:
            for batch in source.look(None):
                assert not answers, "nothing is answered before it is committed"
                found.append(batch)
    os.close(reading)
    return found, answers


def test_lines_become_rows_and_their_cursor_is_answered_once_they_are_kept() -> None:
    cursor = '{"cursor": {"page": 7}}'
    (batch,), answers = lines('{"table": "team", "team": "a"}', cursor, '{"table": "team", "team": "b"}')
    assert batch.rows == {"team": [{"team": "a"}, {"team": "b"}]}
    assert batch.cursor["cursor"] == {"page": 7}
    assert answers == [cursor]


def test_a_line_that_is_none_is_a_doubt_and_the_others_count() -> None:
    (batch,), _ = lines("{", "[1]", '{"table": "nonsense"}', '{"table": "team", "team": "a"}', "")
    assert batch.rows == {"team": [{"team": "a"}]}
    assert batch.doubts == [
        "line 1 is no JSON: {", "line 2 is no JSON object: [1]",
        'line 3 names none of our tables as its "table": {"table": "nonsense"}',
    ]  # fmt: skip


def test_files_under_the_name_of_a_followed_source_are_refused(tmp_path: Path, stub: RtStub) -> None:
    stub.create(1, NOW - 5000)
    store = once(tmp_path / "floor.db", rt(tmp_path, stub))
    file = tmp_path / "team.csv"
    file.write_text(TEAM)
    before = rows_of(store, "team")
    with pytest.raises(SourceError, match=r"'rt' is followed \(rt http://127\.0\.0\.1:\d+\)"):
        run(store, Request((file,), "canonical", source="rt"))
    assert rows_of(store, "team") == before
    run(store, Request((file,), "canonical", source="other"))
    assert rows_of(store, "team") > before
