"""A store that nobody configured begins in the zone in which its first import reads local times."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from cxtui import settings
from cxtui.cli.instants import zone_of
from cxtui.importing.run import Request, run
from cxtui.importing.summary import Summary
from cxtui.store.configured import configure, settings_of
from tests.facts.histories import instant

DESK = 'kind = "state"\n{zone}[ticket]\nticket = "id"\ncreated_at = "opened"\n'


def take(
    folder: Path, zone: str = 'zone = "Europe/Warsaw"\n', opened: str = "2026-03-02 00:30", option: str | None = None
) -> Summary:
    (folder / "desk.toml").write_text(DESK.format(zone=zone))
    (folder / "t.csv").write_text(f"id,opened\n1,{opened}\n")
    return run(folder / "floor.db", Request((folder / "t.csv",), str(folder / "desk.toml"), zone=option))


def test_the_first_import_gives_its_zone_to_the_store_and_says_so(tmp_path: Path) -> None:
    made = take(tmp_path)
    assert settings_of(tmp_path / "floor.db").zone == "Europe/Warsaw"
    assert settings_of(tmp_path / "floor.db").calendars["business"].zone == "Europe/Warsaw"
    assert (made.zone, made.document()["zone"]) == ("Europe/Warsaw", "Europe/Warsaw")
    assert "zone       Europe/Warsaw: this store's days and hours from now on, as its times were read so" in made.lines(
        "UTC"
    )


def test_all_but_the_zone_is_as_the_defaults_say(tmp_path: Path) -> None:
    take(tmp_path)
    assert settings_of(tmp_path / "floor.db") == settings.loads('zone = "Europe/Warsaw"')


@pytest.mark.parametrize(("zone", "option"), [("", "Asia/Tokyo"), ('zone = "Europe/Warsaw"\n', "Asia/Tokyo")])
def test_the_zone_that_is_asked_for_comes_before_the_mappings(tmp_path: Path, zone: str, option: str) -> None:
    assert take(tmp_path, zone, option=option).zone == option
    assert settings_of(tmp_path / "floor.db").zone == option


def test_a_store_with_settings_keeps_its_zone(tmp_path: Path) -> None:
    configure(tmp_path / "floor.db", settings.loads('zone = "Asia/Tokyo"'))
    assert take(tmp_path).zone is None
    assert settings_of(tmp_path / "floor.db").zone == "Asia/Tokyo"


def test_a_second_import_changes_no_zone(tmp_path: Path) -> None:
    take(tmp_path)
    again = take(tmp_path, 'zone = "Asia/Tokyo"\n', "2026-03-02 00:45")
    assert (again.zone, settings_of(tmp_path / "floor.db").zone) == (None, "Europe/Warsaw")


def test_times_of_utc_leave_the_store_in_utc_without_a_word(tmp_path: Path) -> None:
    made = take(tmp_path, 'zone = "UTC"\n')
    assert (made.zone, settings_of(tmp_path / "floor.db").zone) == (None, "UTC")


def test_days_of_the_first_store_are_those_of_the_mapping(tmp_path: Path) -> None:
    take(tmp_path)
    with closing(sqlite3.connect(tmp_path / "floor.db")) as con:
        ((day,),) = con.execute(
            "SELECT DISTINCT day FROM flow_day WHERE dimension = 'channel' AND created = 1"
        ).fetchall()
    # Half past midnight in Warsaw is the day before in UTC.
    assert day == instant("2026-03-01 23:00")


def test_instants_of_a_first_import_are_read_in_the_zone_that_its_store_will_have(tmp_path: Path) -> None:
    (tmp_path / "desk.toml").write_text(DESK.format(zone='zone = "Europe/Warsaw"\n'))
    assert zone_of(tmp_path / "floor.db", str(tmp_path / "desk.toml")) == "Europe/Warsaw"
    assert zone_of(tmp_path / "floor.db", "no such mapping") == "UTC"
    assert zone_of(tmp_path / "floor.db") == "UTC"
