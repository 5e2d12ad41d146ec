"""A floor that is asked from Python says what the commands say."""

import json
import subprocess
import sys
from dataclasses import FrozenInstanceError, asdict, astuple, fields, is_dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

import cxtui
from cxtui.cli import main
from cxtui.errors import CxtuiError, StoreError, UsageError
from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.lists import LISTS

AT = "2026-04-07 14:32"
SECONDS = 1_775_572_320


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert main(list(arguments)) == 0
    return json.loads(capsys.readouterr().out)


def test_every_number_is_that_of_an_export(packaged: Path, capsys: pytest.CaptureFixture[str]) -> None:
    common = ("--store", str(packaged), "--at", AT, "--period", "14d", "--filter", "channel:chat,email")
    exported = printed(capsys, "export", "metrics", "--format", "json", "--compare", "previous", *common)
    assert len(exported) == sum(one.how is not None for one in DEFINITIONS.values())
    with cxtui.open(packaged, at=AT) as floor:
        for row in exported:
            found = floor.metric(row["metric"], period="14d", filter="channel:chat,email")
            assert (found.value, found.n, found.waiting, found.norm, found.unit, found.counts) == (
                row["value"], row["n"], row["waiting"], row["norm"], row["unit"], row["counts"]
            )  # fmt: skip
            assert (found.from_at, found.to_at, found.as_of, found.zone) == (
                row["from_at"], row["to_at"], row["as_of"], row["zone"]
            )  # fmt: skip
            assert found.title == DEFINITIONS[row["metric"]].title
            assert type(found.note or "") is str and type(found.missing or "") is str
            if found.before is not None:
                assert (found.before, found.before_n) == (row["previous"], row["previous_n"]), row["metric"]


@pytest.mark.parametrize("name", sorted(LISTS))
def test_every_list_is_that_of_an_explanation(packaged: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    expected = printed(capsys, "export", name, "--format", "json", "--store", str(packaged), "--at", AT)
    with cxtui.open(packaged, at=AT) as floor:
        found = floor.list(name)
    names = [column.name for column in found.columns]
    assert [dict(zip(names, astuple(row), strict=True)) for row in found.rows] == expected
    for row in found.rows[:1]:
        assert list(asdict(row)) == ["return_" if one == "return" else one for one in names]
    assert found.title == LISTS[name].title


def test_units_are_those_of_an_explanation(packaged: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("explain", "csat", "--units", "--limit", "3", "--period", "7d", "--format", "json")
    expected = printed(capsys, *arguments, "--store", str(packaged), "--at", AT)["units"]
    with cxtui.open(packaged, at=AT) as floor:
        found, number = floor.units("csat", period="7d"), floor.metric("csat", period="7d")
        assert floor.units("csat", period="7d", limit=3) == found[:3]
        assert floor.units("csat", period="7d", limit=0) == ()
    assert [one.ticket for one in found[:3]] == [one["ticket"] for one in expected]
    assert len(found) == number.n > 3
    assert sum(one.value or 0 for one in found) / len(found) == pytest.approx(number.value)


def test_the_floor_is_that_of_a_snapshot(packaged: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = printed(capsys, "snapshot", "--format", "json", "--store", str(packaged), "--at", AT)
    with cxtui.open(packaged, at=AT) as floor:
        picture = floor.floor()
    assert {name: one.value for name, one in picture.metrics.items()} == {
        name: one["value"] for name, one in shown["metrics"].items()
    }


@pytest.mark.parametrize(
    "at", [AT, SECONDS, datetime.fromtimestamp(SECONDS, UTC), datetime.fromtimestamp(SECONDS + 0.9, UTC),
           datetime.fromtimestamp(SECONDS, timezone(timedelta(hours=9)))],
)  # fmt: skip
def test_an_instant_is_written_in_several_ways(packaged: Path, at: str | int | datetime) -> None:
    with cxtui.open(str(packaged), at=at) as floor:
        assert floor.at == SECONDS
        assert floor.metric("created").as_of == SECONDS


def test_without_an_instant_it_is_of_now(packaged: Path) -> None:
    with cxtui.open(packaged) as floor:
        assert floor.at is None
        assert abs(floor.metric("created").as_of - datetime.now(UTC).timestamp()) < 60


def test_without_a_path_it_is_the_store_of_the_commands(packaged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CXTUI_STORE", str(packaged))
    with cxtui.open(at=AT) as floor:
        assert floor.path == packaged
        assert floor.metric("backlog").value == 45


def test_what_cannot_be_asked_is_told(packaged: Path) -> None:
    with cxtui.open(packaged, at=AT) as floor:
        for ask, expected in (
            (lambda: floor.metric("cast"), "no number is called 'cast'; nearest: csat"),
            (lambda: floor.units("cast"), "no number is called 'cast'; nearest: csat"),
            (lambda: floor.list("driver"), "no list is called 'driver'; nearest: drivers"),
            (lambda: floor.list("qqq"), "no list is called 'qqq'; cxtui explain names them all"),
            (lambda: floor.metric("score"), "score has no number of its own"),
            (lambda: floor.units("score"), "score has no number of its own"),
            (lambda: floor.metric("csat", period="30x"), "'30x' is no period"),
            (lambda: floor.metric("csat", filter="chanel:chat"), "'chanel' is no filter field"),
        ):
            with pytest.raises(UsageError, match=expected):
                ask()
    with pytest.raises(UsageError, match=r"2026-04-07 14:32:00 has no zone"):
        cxtui.open(packaged, at=datetime(2026, 4, 7, 14, 32))
    with pytest.raises(UsageError):
        cxtui.open(packaged, at="yesteryear")


def test_a_store_that_is_not_there_is_told(tmp_path: Path) -> None:
    with cxtui.open(tmp_path / "none.db") as floor, pytest.raises(StoreError, match=r"none\.db"):
        floor.metric("csat")
    with pytest.raises(StoreError, match=r"none\.db"):
        cxtui.open(tmp_path / "none.db", at=AT)
    assert issubclass(UsageError, CxtuiError) and issubclass(StoreError, CxtuiError)


def test_rows_are_frozen_dataclasses(packaged: Path) -> None:
    with cxtui.open(packaged, at=AT) as floor:
        rows = (floor.metric("csat"), floor.list("drivers"), floor.list("drivers").rows[0], *floor.units("csat")[:1])
    for row in rows:
        assert is_dataclass(row)
        with pytest.raises(FrozenInstanceError):
            setattr(row, fields(row)[0].name, None)


def test_names_are_there_and_loaded_when_they_are_asked_for() -> None:
    assert set(cxtui.__all__) <= set(dir(cxtui))
    assert all(getattr(cxtui, name) is not None for name in cxtui.__all__)
    with pytest.raises(AttributeError, match="module 'cxtui' has no attribute 'opne'"):
        cxtui.opne  # type: ignore[attr-defined]  # noqa: B018
    code = "import sys, cxtui; print(sorted(one for one in sys.modules if one.startswith('cxtui'))); cxtui.open"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['cxtui']"


def test_types_are_shipped() -> None:
    assert (Path(cxtui.__file__).parent / "py.typed").is_file()
