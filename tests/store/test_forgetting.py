"""A source or an import that is taken out leaves the store that there was before it."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxtui import settings as store_settings
from cxtui.errors import UsageError
from cxtui.importing.run import Request, run
from cxtui.store.check import check
from cxtui.store.configured import configure
from cxtui.store.forgetting import forget_run, forget_source
from cxtui.store.rebuilt import compare
from cxtui.store.runs import listed_runs
from cxtui.store.schema import specs
from tests.facts.histories import instant

DESK = """
kind = "state"
zone = "UTC"
ticket = { ticket = "id", created_at = "opened", team = "group", customer = "who" }
stated = { resolved_at = "resolved", status = "status", assignee = "agent" }
agent = { agent = "agent", name = "agent", team = "group" }
customer = { customer = "who", tier = "tier" }
"""
HEAD = "id,status,agent,group,opened,resolved,who,tier\n"
CELLS = {
    "status": ("Open", "Pending", "Resolved"), "agent": ("zoe", "ann", ""), "group": ("tech", "billing"),
    "who": ("c1", "c2"), "tier": ("gold", ""),
}  # fmt: skip


def content(store: Path) -> dict[str, list[Any]]:
    """Return every table of a store but the one that only spares the next import work."""
    with closing(sqlite3.connect(store)) as con:
        return {name: sorted(con.execute(f"SELECT * FROM {name}"), key=repr) for name in specs() if name != "as_found"}


def take(store: Path, lines: list[str], day: int, mapping: str = "desk", **more: Any) -> None:
    folder = store.parent
    (folder / f"{mapping}.toml").write_text(DESK)
    path = folder / f"export{day}.csv"
    path.write_text(HEAD + "".join(line + "\n" for line in lines))
    at = instant("2026-03-01 12:00") + day * 86_400
    run(store, Request((path,), str(folder / f"{mapping}.toml"), as_of=at, **more), clock=lambda: at + 60)


def line(ticket: int, status: str, agent: str, group: str, who: str, tier: str) -> str:
    resolved = "2026-03-01 11:00:00" if status == "Resolved" else ""
    return f"{ticket},{status},{agent},{group},2026-03-01 0{ticket}:00:00,{resolved},{who},{tier}"


def sound(store: Path) -> bool:
    return check(store).sound and compare(store).sound


exports = st.dictionaries(
    st.integers(1, 5), st.tuples(*(st.sampled_from(words) for words in CELLS.values())), min_size=1, max_size=5
)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(found=st.lists(st.tuples(st.integers(0, 4), exports), min_size=2, max_size=4))
def test_taking_out_the_newest_import_leaves_the_store_before_it(
    found: list[tuple[int, dict[int, tuple[str, ...]]]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    store = tmp_path_factory.mktemp("law") / "floor.db"
    before = []
    for day, tickets in found:
        if store.exists():
            before.append(content(store))
        take(store, [line(ticket, *cells) for ticket, cells in tickets.items()], day)
    for number in range(len(found), 1, -1):
        forget_run(store, number)
        was = before.pop()
        now = content(store)
        assert {name for name in was if was[name] != now[name]} == set()
    assert sound(store)


def test_a_source_taken_out_leaves_the_others_as_if_it_had_never_come_in(tmp_path: Path) -> None:
    alone, store = tmp_path / "alone.db", tmp_path / "floor.db"
    lines = [line(1, "Open", "zoe", "tech", "c1", "gold"), line(2, "Resolved", "ann", "billing", "c1", "")]
    take(alone, lines, 1)
    take(store, lines, 1)
    take(store, [one.replace("2026-03-01", "2026-01-11") for one in lines], 3, "other")
    done = forget_source(store, "other")
    assert (done.runs, done.sources, done.tickets) == ((2,), ("other",), 2)
    a, b = content(alone), content(store)
    assert {name for name in a if a[name] != b[name]} == set()
    assert sound(store)
    take(store, lines, 3, "other", source="other")
    assert len(content(store)["ticket"]) == 4


def test_a_store_of_which_all_is_taken_out_takes_an_import_again(tmp_path: Path) -> None:
    store = tmp_path / "floor.db"
    take(store, [line(1, "Open", "zoe", "tech", "c1", "gold")], 1)
    forget_run(store, 1)
    assert content(store)["ticket"] == [] == content(store)["flow_day"]
    take(store, [line(1, "Open", "zoe", "tech", "c1", "gold")], 1)
    assert len(content(store)["ticket"]) == 1
    assert sound(store)


def test_what_cannot_be_taken_out_is_refused_with_what_to_do(tmp_path: Path) -> None:
    store = tmp_path / "floor.db"
    for day in range(3):
        take(store, [line(1, "Open", "zoe", "tech", "c1", "gold"), line(2, "Open", f"a{day}", "tech", "c1", "")], day)
    with pytest.raises(UsageError, match=r"import 2 is not the newest of desk: take out 3 before it"):
        forget_run(store, 2)
    with pytest.raises(UsageError, match="there is no import 9; cxtui store runs lists them"):
        forget_run(store, 9)
    with pytest.raises(UsageError, match="no source is called 'dask'; there are: desk"):
        forget_source(store, "dask")
    assert [(one.run, one.undoable) for one in listed_runs(store, None, 9)] == [(3, True), (2, False), (1, False)]
    assert len(content(store)["ticket"]) == 2


def test_only_as_many_imports_as_the_settings_say_can_be_taken_out(tmp_path: Path) -> None:
    store = tmp_path / "floor.db"
    (tmp_path / "floor.toml").write_text("[undo]\nruns = 1\n")
    configure(store, store_settings.load(tmp_path / "floor.toml"))
    for day in range(3):
        take(store, [line(1, "Open", f"a{day}", "tech", "c1", "gold")], day)
    forget_run(store, 3)
    with pytest.raises(UsageError, match=r"what import 2 changed is no longer kept.*forget --source desk"):
        forget_run(store, 2)
