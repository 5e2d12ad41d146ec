"""A followed queue_log: read as it grows, over its rotation, and to the same rows as an import of its files."""

import gzip
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cxtui import canonical
from cxtui.errors import SourceError
from cxtui.importing.follow.checking import checked
from cxtui.sources.live.options import ConfiguredSource
from cxtui.sources.live.queue_log import tail
from tests.importing.follow.following import following, once, records, sources, state, until
from tests.importing.stores import rows_of
from tests.sources.live.rt_stub import NOW


def log(folder: Path) -> tuple[ConfiguredSource, ...]:
    return sources(folder, f'[pbx]\nkind = "queue_log"\npath = "{folder / "queue_log"}"\nfrom = "3650 d"\n')


def write(folder: Path, *lines: str, end: str = "\n") -> None:
    with (folder / "queue_log").open("a") as file:
        file.write("\n".join(lines) + end)


def call(at: int, id: str, agent: str = "ann", talk: int = 60) -> list[str]:
    """A call that waits 20 s and talks."""
    return [
        f"{at}|{id}|support|NONE|ENTERQUEUE||+4822{id}|1", f"{at + 20}|{id}|support|{agent}|CONNECT|20|{id}.5|4",
        f"{at + 20 + talk}|{id}|support|{agent}|COMPLETECALLER|20|{talk}|1",
    ]  # fmt: skip


def test_calls_and_states_become_history_and_facts(tmp_path: Path) -> None:
    at = NOW - 5000
    write(tmp_path, f"{at - 100}|NONE|support|ann|ADDMEMBER|", *call(at, "1.1"), f"{at + 200}|NONE|support|ann|PAUSE|")
    write(tmp_path, f"{at + 300}|1.2|support|NONE|ENTERQUEUE||+48|1", f"{at + 345}|1.2|support|NONE|ABANDON|1|1|45")
    store = once(tmp_path / "floor.db", log(tmp_path))
    facts = {(row[1], row[2]) for row in rows_of(store, "agent_state")}
    assert facts == {("ann", at - 100), ("ann", at + 200)}
    assert {(row[1], row[7]) for row in rows_of(store, "handle")} != set()
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(store)) as con:
        assert set(con.execute("SELECT ticket, first_reply_s, status FROM ticket_fact")) == {
            ("1.1", 20, "solved"), ("1.2", None, "solved")
        }  # fmt: skip
        assert con.execute("SELECT from_at, to_at FROM handle").fetchall() == [(at + 20, at + 80)]
        assert con.execute("SELECT state, to_at FROM agent_state ORDER BY from_at").fetchall() == [
            ("online", at + 200), ("away", None)
        ]  # fmt: skip


def test_a_line_that_is_being_written_waits_for_its_end(tmp_path: Path) -> None:
    first, second, third = call(NOW - 500, "1.1")
    write(tmp_path, first, second[:30], end="")
    store = once(tmp_path / "floor.db", log(tmp_path))
    assert (len(rows_of(store, "ticket")), len(rows_of(store, "event"))) == (1, 0)
    write(tmp_path, second[30:], third)
    once(store, log(tmp_path))
    assert len(rows_of(store, "event")) == 3
    assert not rows_of(store, "reject")


def rename(folder: Path) -> None:
    number = sum(1 for _ in folder.glob("queue_log.*")) + 1
    (folder / "queue_log").rename(folder / f"queue_log.{number}")
    (folder / "queue_log").touch()


def copy_and_truncate(folder: Path) -> None:
    number = sum(1 for _ in folder.glob("queue_log-*")) + 1
    shutil.copy2(folder / "queue_log", folder / f"queue_log-2026110{number}")
    os.truncate(folder / "queue_log", 0)


def squeeze(folder: Path) -> None:
    """Rename, and pack what was renamed."""
    number = sum(1 for _ in folder.glob("queue_log.*")) + 1
    packed = folder / f"queue_log.{number}.gz"
    with gzip.open(packed, "wb") as file:
        file.write((folder / "queue_log").read_bytes())
    os.utime(packed, ns=((folder / "queue_log").stat().st_mtime_ns,) * 2)
    (folder / "queue_log").write_text("")


ROTATIONS = {"renamed": rename, "copied and cut off": copy_and_truncate, "renamed and packed": squeeze}


@pytest.mark.parametrize("name", ROTATIONS)
@pytest.mark.parametrize("seed", range(2))
def test_followed_over_rotations_it_ends_like_one_look_and_like_an_import(tmp_path: Path, seed: int, name: str) -> None:
    rng, at = random.Random(seed), NOW - 50_000
    chosen = log(tmp_path)
    (tmp_path / "queue_log").touch()
    for step in range(60):
        at += rng.randrange(100, 400)
        agent = rng.choice(("ann", "bob"))
        kind = rng.randrange(5)
        if kind < 2:
            write(tmp_path, *call(at, f"{at}.{step}", agent, rng.randrange(1, 90)))
        elif kind == 2:
            write(
                tmp_path,
                f"{at}|{at}.{step}|billing|NONE|ENTERQUEUE||1|1",
                f"{at + 9}|{at}.{step}|billing|NONE|ABANDON|",
            )
        else:
            word = rng.choice(("PAUSE", "UNPAUSE", "ADDMEMBER", "REMOVEMEMBER"))
            write(tmp_path, f"{at}|NONE|support|{agent}|{word}|")
        if rng.random() < 0.15:
            once(tmp_path / "followed.db", chosen)
        if rng.random() < 0.12 and (tmp_path / "queue_log").stat().st_size:
            ROTATIONS[name](tmp_path)
    followed, whole = once(tmp_path / "followed.db", chosen), once(tmp_path / "whole.db", chosen)
    assert records(followed) == records(whole)
    files = [str(path) for path in tmp_path.glob("queue_log*")]
    words = ["import", "--as", "asterisk", "--source", "pbx", "--store", str(tmp_path / "import.db"), *files]
    subprocess.run([sys.executable, "-m", "cxtui", *words], check=True, capture_output=True)
    assert unversioned(tmp_path / "import.db") == unversioned(whole)
    assert len(files) > 2


def unversioned(store: Path) -> dict[str, set[tuple[object, ...]]]:
    """Return the canonical rows without their versions: an import gives those that have none its own instant."""
    found = {}
    for name, table in canonical.TABLES.items():
        places = [i for i, one in enumerate(table.names) if not one.startswith("version_")]
        if name != "coverage":
            found[name] = {tuple(row[i] for i in places) for row in rows_of(store, name)}
    return found


def test_a_file_that_is_gone_is_told_and_the_present_one_read(tmp_path: Path) -> None:
    write(tmp_path, *call(NOW - 5000, "1.1"))
    store = once(tmp_path / "floor.db", log(tmp_path))
    (tmp_path / "queue_log").unlink()
    write(tmp_path, *call(NOW - 500, "1.2"))
    once(store, log(tmp_path))
    assert len(rows_of(store, "ticket")) == 2
    assert "the file that was read last is gone" in state(store, "pbx").doubts[0]


def test_many_lines_come_in_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tail, "AT_ONCE", 7)
    for n in range(20):
        write(tmp_path, *call(NOW - 5000 + n * 100, f"1.{n}"))
    store = once(tmp_path / "floor.db", log(tmp_path))
    assert len(rows_of(store, "event")) == 60


def test_what_is_no_line_is_kept_aside(tmp_path: Path) -> None:
    write(tmp_path, "garbage", *call(NOW - 500, "1.1"), "12x|a|b|c|CONNECT|", "|||", "")
    store = once(tmp_path / "floor.db", log(tmp_path))
    assert len(rows_of(store, "event")) == 3
    assert len(rows_of(store, "reject")) == 3


def test_a_resident_process_shows_a_call_as_it_comes(tmp_path: Path) -> None:
    write(tmp_path, *call(NOW - 5000, "1.1"))
    store = tmp_path / "floor.db"
    with following(store, log(tmp_path)):
        until(lambda: state(store, "pbx").state == "ok" and len(rows_of(store, "event")) == 3)
        write(tmp_path, *call(NOW - 100, "1.2"))
        until(lambda: len(rows_of(store, "event")) == 6, "the next call")


def test_what_can_be_read_is_checked(tmp_path: Path) -> None:
    (one,) = log(tmp_path)
    assert "cannot be read (No such file or directory)" in checked(one).lines[1]
    write(tmp_path, "time,call")
    assert "its first line is none of a queue_log" in checked(one).lines[1]
    (tmp_path / "queue_log").write_text("\n".join(call(NOW, "1")) + "\n")
    assert checked(one).well
    with pytest.raises(SourceError, match="No such file"):
        once(tmp_path / "floor.db", sources(tmp_path, '[pbx]\nkind = "queue_log"\npath = "/nowhere/queue_log"\n'))
