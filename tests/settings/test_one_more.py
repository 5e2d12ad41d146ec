"""A user's setting is declared once: the file, its mistakes, its page, and the command line know it from there."""

from dataclasses import dataclass
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from cxtui.cli.look_options import ChosenLooks, with_looks
from cxtui.errors import UsageError
from cxtui.settings import Looks, parse_looks
from cxtui.settings.user import LookOption, UserSetting, duration, flag, one_of, setting
from tests.settings.page import keys


@dataclass(frozen=True, slots=True)
class More(Looks):
    """Looks with three settings more."""

    weather: str = setting(
        "calm", UserSetting(one_of("calm", "storm"), "what is outside", option=LookOption("--weather", "Outside.", "W"))
    )
    lamp: bool = setting(
        True,
        UserSetting(flag, "`false`: no lamp", option=LookOption("--dark", "No lamp.", gives=False, everywhere=False)),
    )
    nap_s: int = setting(60, UserSetting(duration, "how long it rests", usual='`"1 min"`', key="nap"))


def test_the_file_has_it() -> None:
    found = parse_looks('weather = "storm"\nlamp = false\nnap = "2 min"\nslow = true', kind=More)
    assert found == More(weather="storm", lamp=False, nap_s=120, slow=True)
    assert parse_looks("", kind=More) == More()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('weather = "stom"', "settings.toml: weather is 'stom'; the nearest is storm (at line 1)"),
        ("lamp = 1", "settings.toml: lamp must be true or false, not a number (1) (at line 1)"),
        ("nap_s = 1", "settings.toml: nap_s is no key of the settings; the nearest is nap (at line 1)"),
    ],
)
def test_its_mistakes_are_named(text: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_looks(text, kind=More)
    assert str(caught.value) == message


def test_its_page_has_it() -> None:
    assert list(keys(More).items())[-3:] == [
        ("weather", ('`"calm"`', "what is outside")),
        ("lamp", ("`true`", "`false`: no lamp")),
        ("nap", ('`"1 min"`', "how long it rests")),
    ]


@pytest.mark.parametrize("everywhere", [False, True])
def test_a_command_has_its_option(everywhere: bool) -> None:
    seen: list[Any] = []
    app = typer.Typer()

    @app.command()
    @with_looks(everywhere=everywhere, kind=More)
    def draw(first: bool = False, *, chosen: ChosenLooks, last: bool = False) -> int:
        """Draw something."""
        seen.append((first, chosen, last))
        return 0

    run = CliRunner().invoke
    assert run(app, ["--weather", "storm", "--ascii", "--last"]).exit_code == 0
    assert run(app, []).exit_code == 0
    assert seen == [(False, {"weather": "storm", "ascii": True}, True), (False, {}, False)]
    shown = run(app, ["--help"]).output
    assert shown.index("--first") < shown.index("--weather") < shown.index("--last")
    assert "Outside." in shown
    assert ("--dark" in shown) is not everywhere
    assert run(app, ["--dark"]).exit_code == (2 if everywhere else 0)
    assert seen[2:] == ([] if everywhere else [(False, {"lamp": False}, False)])
