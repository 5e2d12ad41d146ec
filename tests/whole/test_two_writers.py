"""Two processes write one store side by side: one that follows and one that imports, configures or follows too."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cxtui.importing.run import Request, run
from cxtui.settings import defaults
from cxtui.store import import_log
from cxtui.store.check import check
from cxtui.store.configured import configure
from cxtui.store.publish import build
from tests.importing.stores import rows_of

pytestmark = pytest.mark.process
ROOT = Path(__file__).parents[2]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return an empty store."""
    path = tmp_path / "floor.db"
    build(path, None, {}, finish=lambda con: import_log.write_settings(con, defaults()))
    return path


class Streaming:
    """Another process that writes batch after batch; ``end`` returns how many."""

    def __init__(self, store: Path, source: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.whole.streaming", str(store), source],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == "begun\n"

    def end(self) -> int:
        """Let it end and return how many batches it wrote."""
        output, _ = self.process.communicate(timeout=120)
        assert self.process.returncode == 0
        return int(output)


@contextmanager
def streaming(store: Path, source: str = "live") -> Iterator[Streaming]:
    """Stream while the context is open."""
    made = Streaming(store, source)
    try:
        yield made
    finally:
        made.process.kill()
        made.process.wait()


def _tickets(store: Path, source: str) -> int:
    return sum(row[0] == source for row in rows_of(store, "ticket"))


def test_an_import_and_new_settings_beside_a_stream_without_a_pause(store: Path) -> None:
    file = store.with_name("ticket.csv")
    file.write_text("ticket,created_at\n" + "".join(f"{n},2025-01-01T00:00:00Z\n" for n in range(50)))
    with streaming(store) as other:
        assert run(store, Request((file,), "canonical", source="file")).new == 50
        assert configure(store, defaults()) > 50
        written = other.end()
    assert (_tickets(store, "file"), _tickets(store, "live")) == (50, written)
    assert check(store).sound


def test_two_streams(store: Path) -> None:
    with streaming(store, "one") as first, streaming(store, "two") as second:
        counts = [other.end() for other in (first, second)]
    assert [_tickets(store, name) for name in ("one", "two")] == counts
    assert sum(row[3] == "one" for row in rows_of(store, "import_run")) <= 2
