"""Whose console it is: ids that the store has, has not, and has twice; and what the console is told."""

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from cxtui.importing.rows import apply_rows
from cxtui.kpis.agent.feed import AgentFeed
from cxtui.settings import defaults
from cxtui.store import import_log
from cxtui.store.publish import build
from cxtui.store.writer import Writer
from tests.cli.conftest import Run
from tests.facts.histories import History


@pytest.fixture
def store(home: Path) -> Path:
    """Return the default store, with the agent ``ann`` in two sources and ``anton`` in one."""
    path = home / "floor.db"
    build(path, None, {}, finish=lambda con: import_log.write_settings(con, defaults()))
    for source, agents in (("chat", ("ann",)), ("mail", ("ann", "anton"))):
        h = History()
        for agent in agents:
            h.add("agent", source=source, agent=agent, name=f"{agent} of {source}", kind="human", team="red")
        h.add("ticket", source=source, ticket="1", created_at=1_736_850_000)
        with Writer(path) as writer:
            apply_rows(writer, {name: h.rows[name] for name in ("agent", "ticket")}, source, "hand", defaults())
    return path


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """Return what the console is started with; it does not start."""
    seen: list[tuple[Any, ...]] = []

    def console(store: Path, at: int | None, **rest: Any) -> int:
        seen.append((store, at, rest))
        return 0

    monkeypatch.setattr("cxtui.console.run.run_console", console)
    return seen


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--id", "antom"), "there is no agent 'antom' in this store; nearest: anton, ann"),
        (("--id", "zzz"), "there is no agent 'zzz' in this store; cxtui export agents lists them"),
        (("--id", ""), "there is no agent '' in this store; cxtui export agents lists them"),
        (("--id", "ann"), "several sources have an agent 'ann'; name one by --source: chat, mail"),
        (("--id", "anton", "--source", "chat"), "the source 'chat' has no agent 'anton'"),
        (("--id", "' OR 1"), 'there is no agent "\' OR 1" in this store; cxtui export agents lists them'),
        (("--id", "antom", "--locked"), "there is no such agent in this store"),
        (("--id", "ann", "--locked"), "several sources have this agent; name one by --source"),
        (("--id", "anton", "--source", "chat", "--locked"), "there is no such agent in this store"),
    ],
)
@pytest.mark.usefixtures("store", "opened")
def test_an_id_that_means_nobody_or_several(run: Run, arguments: tuple[str, ...], message: str) -> None:
    answer = run("agent", *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == f"cxtui: {message}\n"


def test_without_an_id_there_is_no_console(run: Run, opened: list[object]) -> None:
    answer = run("agent")
    assert answer.code == 2 and "--id" in answer.err and not opened


def test_the_console_is_told_whose_it_is(run: Run, store: Path, opened: list[tuple[Any, ...]]) -> None:
    assert run("agent", "--id", "ann", "--source", "mail", "--locked", "--slow", "--theme", "mono").code == 0
    [(path, at, rest)] = opened
    assert (path, at) == (store, None)
    assert (rest["locked"], rest["chosen"]) == (True, {"slow": True, "theme": "mono"})
    feed = rest["permitted"](None)
    assert isinstance(feed, AgentFeed)
    with closing(feed) as one:
        assert one.read().title == "ann of mail"


def test_a_store_that_cannot_be_read_now_is_told_on_the_screen(
    run: Run, home: Path, opened: list[tuple[Any, ...]]
) -> None:
    assert run("agent", "--id", "ann").code == 0
    [(path, _, _)] = opened
    assert path == home / "floor.db" and not path.exists()
