"""``cxtui map FILE`` as a terminal runs it: the screen, the file it saves, and the import after it."""

from pathlib import Path

from tests.console.mapping.conftest import DESK
from tests.console.terminal.pseudo_terminal import Terminal


def test_from_an_unknown_file_to_a_store(tmp_path: Path) -> None:
    (tmp_path / "desk.csv").write_text(DESK)
    store, saved = tmp_path / "floor.db", tmp_path / "own.toml"
    terminal = Terminal(("-m", "cxtui", "map", str(tmp_path / "desk.csv"), "--store", str(store)), tmp_path)
    try:
        terminal.until("4 rows tried")
        terminal.type("i")
        terminal.until("Save the mapping as")
        terminal.type(f"\x15{saved}\r")
        terminal.until("not yet")
        terminal.type("\r")
        assert terminal.ended() == 0
        printed = terminal.output.decode("utf-8", "replace")
        assert "own.toml: the mapping is saved" in printed
        assert "ticket 3" in printed and "rejected   1" in printed
        assert saved.read_text().startswith("# Drafted from desk.csv")
        assert store.exists()
    finally:
        terminal.close()


def test_a_terminal_that_goes_away_takes_the_screen_with_it(tmp_path: Path) -> None:
    (tmp_path / "desk.csv").write_text(DESK)
    terminal = Terminal(("-m", "cxtui", "map", str(tmp_path / "desk.csv")), tmp_path)
    try:
        terminal.until("4 rows tried")
        terminal.hang_up()
        assert terminal.process.wait(20) == 129
    finally:
        terminal.close()
