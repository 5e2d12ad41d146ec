"""Whom a demo can be shown to."""

from pathlib import Path

import pytest

from cxtui.demo.faces import face_of
from cxtui.errors import UsageError
from tests.demo.test_demo import Demo


@pytest.mark.parametrize(
    ("screen", "wall", "agent"), [("6", True, None), ("6", False, "a06"), (None, True, "a06"), ("6", True, "a06")]
)
def test_one_demo_is_shown_to_one_kind_of_people(screen: str | None, wall: bool, agent: str | None) -> None:
    with pytest.raises(UsageError, match="--screen, --wall and --agent show three"):
        face_of(screen, wall, agent)


@pytest.mark.parametrize("agent", ["a00", "a17", "nobody"])
def test_an_agent_that_no_demo_has_is_refused(agent: str) -> None:
    with pytest.raises(UsageError, match=f"the demo's agents are a01 to a16, not '{agent}'"):
        face_of(None, False, agent)


@pytest.mark.process
@pytest.mark.parametrize(
    ("options", "shows"),
    [(["--wall"], b"next half hour"), (["--agent", "a16"], b"My work"), (["--screen", "6"], b"Retention by tier")],
)
def test_each_of_them_is_shown_and_ended_by_a_key(tmp_path: Path, options: list[str], shows: bytes) -> None:
    with Demo(tmp_path, *options) as demo:
        demo.until("filling")
        assert shows in demo.output
        for word in (b"MISSING", b"EMPTY", b"NO ACCESS"):
            assert word not in demo.output
        demo.type("q")
        assert demo.ended() == 0
