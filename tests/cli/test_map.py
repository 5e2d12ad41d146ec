"""``cxtui map`` drafts a mapping, says what it will know and tries it."""

from pathlib import Path

from tests.cli.conftest import Run

DESK = """\
Case,Opened on,State,Handler
7,2026-03-02 09:00,Done,Ann Oak
8,2026-03-02 10:00,At the printer,Bob Elm
9,2026-02-31 10:00,Done,Bob Elm
"""


def test_the_draft_imports_the_file(run: Run, home: Path) -> None:
    (home / "cases.csv").write_text(DESK)
    result = run("map", "cases.csv", "-o", "desk.toml", "--zone", "Europe/Warsaw")
    assert result.code == 0, result.err
    assert "ticket             Case  (by its name" in result.out
    assert "not sure   1 line, marked NOT SURE in it" in result.out
    assert "–        satisfaction: needs surveys" in result.out
    assert "tried      3 rows, 1 rejected; nothing was written" in result.out
    assert "line 4, column Opened on: '2026-02-31 10:00'" in result.out
    assert not (home / "floor.db").exists()
    assert 'zone = "Europe/Warsaw"  # as you said' in (home / "desk.toml").read_text()
    assert "ticket 2" in run("import", "cases.csv", "--as", "desk.toml").out


def test_without_a_place_the_mapping_goes_to_stdout(run: Run, home: Path) -> None:
    (home / "cases.csv").write_text(DESK)
    result = run("map", "cases.csv")
    assert result.out.startswith("# Drafted from cases.csv.")
    assert "tried" in result.err and "tried" not in result.out


def test_a_file_that_is_there_stays(run: Run, home: Path) -> None:
    (home / "cases.csv").write_text(DESK)
    (home / "desk.toml").write_text("mine")
    result = run("map", "cases.csv", "-o", "desk.toml")
    assert result.code != 0 and "desk.toml: is there already" in result.err
    assert (home / "desk.toml").read_text() == "mine"
    assert run("map", "cases.csv", "-o", "desk.toml", "--force").code == 0


def test_an_export_that_is_known_needs_none(run: Run, home: Path) -> None:
    (home / "t.csv").write_text(
        "Ticket ID,Created time,Status,Agent interactions,Customer interactions,Initial response time\n"
        "1,2026-03-02 09:00:00,Open,1,1,\n"
    )
    assert "this is an export of freshdesk" in run("map", "t.csv", "-o", "desk.toml").out
