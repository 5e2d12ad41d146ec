"""A file nobody described, and the screen on it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from cxtui.console.mapping.app import MapApp
from cxtui.sources.drafting.sketch import sketch
from tests.console.hand import until

DESK = """\
Vorgang;Angelegt;Stand;Bearbeiter;Gruppe;Weg;Erledigt am;Note;Bemerkung
4711;02.03.2026 09:04;Erledigt;Anna Böhm;Support;Telefon;02.03.2026 11:30;5;
4712;15.03.2026 14:20;Offen;Jan Vogt;Netz;E-Mail;;;\x1b[31mrot\x1b[0m
4713;17.03.2026 10:00;Beim Drucker;Jan Vogt;Netz;E-Mail;;4;
4714;31.02.2026 10:00;Offen;Jan Vogt;Netz;E-Mail;;4;
"""
"""Four tickets of a German desk: a word that nobody knows, a day that is none, and a cell that colours a terminal."""

Open = Callable[..., MapApp]


@pytest.fixture
def opened(tmp_path: Path) -> Open:
    """Return what opens the screen on a file; what it saves stands beside that."""

    def run(text: str = DESK, **looks: object) -> MapApp:
        path = tmp_path / "desk.csv"
        path.write_text(text, encoding="utf-8")
        return MapApp(sketch(path), tmp_path / "desk.toml", tmp_path / "floor.db", **looks)  # type: ignore[arg-type]

    return run


async def tried(pilot: Pilot[None]) -> None:
    """Wait until the newest mapping was tried, or cannot be."""
    app = pilot.app
    assert isinstance(app, MapApp)
    await until(pilot, lambda: app.main.known.trial or app.main.known.trouble)
