"""What the command line of the wall says, and what it refuses."""

from pathlib import Path

import pytest

from cxtui.cli import main
from cxtui.console.boards import BOARDS
from cxtui.console.looks import without_anybody
from cxtui.console.wall.run import WallOptions as Asked
from cxtui.console.wall.run import dwell_of, masked_feed, pages_of, review_of
from cxtui.errors import UsageError


def test_pages_are_screens_in_the_order_asked_for_each_once() -> None:
    assert pages_of(None) == BOARDS
    assert pages_of(" Response, floor,response,") == ("response", "floor")


@pytest.mark.parametrize(
    ("text", "expected"), [("flor", "Did you mean 'floor'"), ("", "names no screen"), ("floor,mine", "'mine'")]
)
def test_what_is_no_screen_is_refused(text: str, expected: str) -> None:
    with pytest.raises(UsageError, match=expected):
        pages_of(text)


@pytest.mark.parametrize(
    ("text", "seconds"), [("20s", 20), ("20", 20), ("1 min", 60), ("1m 30s", 90), ("2", 2), ("1h", 3600)]
)
def test_a_dwell_is_a_time(text: str, seconds: float) -> None:
    assert dwell_of(text) == seconds


@pytest.mark.parametrize("text", ["1s", "0", "2h", "soon", "-5s", ""])
def test_a_dwell_that_is_none_or_nobody_can_read_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="--dwell"):
        dwell_of(text)


def test_its_feed_is_masked_unless_both_are_allowed(packaged: Path) -> None:
    names = {}
    for allowed in (False, True):
        feed = masked_feed(packaged, 1_775_572_320, Asked(names=allowed, agents=allowed), lambda: 0)()
        floor = feed.read()
        names[allowed] = {row.name for row in floor.leaderboard.rows}, {row.customer for row in floor.responses.rows}
        feed.close()
    assert names[False][1] == {None} and all(name.startswith("Agent ") for name in names[False][0])
    assert names[True][1] != {None} and not any(name.startswith("Agent ") for name in names[True][0])


def test_both_feeds_of_a_wall_call_an_agent_the_same(packaged: Path) -> None:
    make = masked_feed(packaged, 1_775_572_320, Asked(), lambda: 0)
    one, other = make(), make()
    assert [row.name for row in one.read().leaderboard.rows] == [row.name for row in other.read().leaderboard.rows]
    one.close()
    other.close()


def test_a_locked_wall_writes_no_desk_file(tmp_path: Path) -> None:
    assert not review_of(tmp_path / "floor.db", None, writable=False)()._desk.writable
    assert review_of(tmp_path / "floor.db", None)()._desk.writable


@pytest.mark.parametrize("option", [("--pages", "flor"), ("--dwell", "x"), ("--quiet", "8-9"), ("--theme", "pink")])
def test_mistakes_are_told_before_a_terminal_is_needed(
    packaged: Path, capsys: pytest.CaptureFixture[str], option: tuple[str, str]
) -> None:
    assert main(["wall", "--store", str(packaged), *option]) == 2
    output = capsys.readouterr()
    assert output.out == "" and option[1] in output.err and "Traceback" not in output.err


def test_a_check_without_a_terminal_says_so_and_is_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["wall", "--check"]) == 1
    assert "is no terminal" in capsys.readouterr().out


def test_what_needs_somebody_is_off_on_a_wall() -> None:
    assert without_anybody() == {"mouse": False, "slow": False}
