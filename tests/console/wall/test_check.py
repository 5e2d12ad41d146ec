"""Whether a terminal can show the wall: every failing has a verdict and a remedy in plain words."""

from dataclasses import replace

import pytest

from cxtui.console.wall.check import BEST, Here, TerminalFinding, findings, fits, report

GOOD = Here(
    {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "en_US.UTF-8"},
    BEST, (True, True), 256, True, "utf-8",
)  # fmt: skip


def of(here: Here, what: str) -> TerminalFinding:
    return next(one for one in findings(here) if one.what == what)


def environment(**more: str | None) -> dict[str, str]:
    whole = {**GOOD.environment, **more}
    return {name: value for name, value in whole.items() if value is not None}


def test_a_good_terminal_fits_in_everything_and_nothing_is_to_be_done() -> None:
    found = findings(GOOD)
    assert [one.what for one in found] == ["terminal", "kind", "size", "colours", "letters", "glyphs", "bell"]
    assert {one.verdict for one in found} == {"fits"} and fits(found) and not any(one.do for one in found)


@pytest.mark.parametrize(
    ("here", "what", "verdict", "do"),
    [
        (replace(GOOD, terminals=(False, True)), "terminal", "lacks", "StandardInput=tty"),
        (replace(GOOD, terminals=(True, False)), "terminal", "lacks", "redirected"),
        (replace(GOOD, environment=environment(TERM="dumb")), "kind", "lacks", "xterm-256color"),
        (replace(GOOD, environment=environment(TERM=None)), "kind", "lacks", "set TERM"),
        (replace(GOOD, environment=environment(TERM="xterm-odd"), colours=None), "kind", "poor", "terminfo"),
        (replace(GOOD, size=None), "size", "lacks", "terminal"),
        (replace(GOOD, size=(79, 24)), "size", "lacks", "80 x 24"),
        (replace(GOOD, size=(80, 23)), "size", "lacks", "80 x 24"),
        (replace(GOOD, size=(80, 24)), "size", "poor", "200 x 50"),
        (replace(GOOD, environment=environment(NO_COLOR="1")), "colours", "poor", "unset NO_COLOR"),
        (replace(GOOD, environment=environment(COLORTERM=None, TERM="linux"), colours=8), "colours", "poor",
         "--theme 16-colours"),
        (replace(GOOD, environment=environment(COLORTERM=None, TERM="vt100"), colours=0), "colours", "poor",
         "--theme mono"),
        (replace(GOOD, environment=environment(LANG="C"), encoding="ascii"), "letters", "lacks", "--ascii"),
        (replace(GOOD, environment=environment(LANG="pl_PL.ISO-8859-2"), encoding="iso8859-2"), "letters", "lacks",
         "C.UTF-8"),
        (replace(GOOD, environment=environment(TERM="linux")), "glyphs", "poor", "--ascii"),
        (replace(GOOD, bell=None), "bell", "poor", "silent"),
    ],
)  # fmt: skip
def test_what_is_wrong_has_a_verdict_and_a_remedy(here: Here, what: str, verdict: str, do: str) -> None:
    found = of(here, what)
    assert found.verdict == verdict and do in found.do
    assert fits(findings(here)) is (verdict != "lacks")
    words = report(findings(here))
    assert found.do in words and ("cannot show the wall" in words) is (verdict == "lacks")


def test_256_colours_are_enough_without_a_word_of_more() -> None:
    here = replace(GOOD, environment=environment(COLORTERM=None))
    assert (of(here, "colours").here, of(here, "colours").verdict) == ("256", "fits")


def test_a_terminal_that_does_not_say_has_no_colours() -> None:
    here = replace(GOOD, environment=environment(COLORTERM=None, TERM="vt100"), colours=None)
    assert (of(here, "colours").here, of(here, "colours").verdict) == ("0", "poor")


def test_ascii_needs_neither_utf8_nor_glyphs() -> None:
    here = replace(GOOD, environment=environment(LANG="C", TERM="linux"), encoding="ascii", ascii=True)
    assert of(here, "letters").verdict == of(here, "glyphs").verdict == "fits"
    assert report(findings(here), ascii=True).isascii()


def test_the_samples_show_every_kind_of_glyph_and_the_plain_ones() -> None:
    words = report(findings(GOOD))
    assert all(glyph in words for glyph in "╭█⣿●▲✓‖◆") and "+-----+" in words
    assert words.endswith("This terminal can show the wall.")
