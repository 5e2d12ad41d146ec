"""Customer text as it is shown: each danger by name."""

import pytest

from cxtui.text.hostile import tamed


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain [bold]text[/]", "plain [bold]text[/]"),
        ("\x1b[31mred", "␛[31mred"),
        ("\x1b]0;title\x07", "␛]0;title␇"),
        ("nul\x00 del\x7f", "nul␀ del␡"),
        ("c1 \x9b31m", "c1 \ufffd31m"),
        ("one\r\n\ttwo", "one two"),
        ("a\u2028b\u2029c\u00a0d", "a b c d"),
        ("\u202eevil\u202c", "\ufffdevil\ufffd"),
        ("\u2066iso\u2069", "\ufffdiso\ufffd"),
        ("zero\u200bwidth", "zero\ufffdwidth"),
        ("soft\u00adhyphen", "softhyphen"),
        ("\ue000private", "\ufffdprivate"),
        ("lone \ud800", "lone \ufffd"),
        ("👩\u200d🚀", "👩🚀"),
        ("👍🏽", "👍"),
        ("❤\ufe0f", "❤"),
        ("🇵🇱", "PL"),
        ("e\u0301", "é"),
        ("z\u0335\u0336\u0337\u0338", "z\u0335\u0336"),
        ("\u0301first", "first"),
        ("客服", "客服"),
        ("\u1112\u1161\u11ab", "한"),
        ("\u3164filler", "\ufffdfiller"),
        ("1\ufe0f\u20e3", "1"),
    ],
)
def test_what_a_terminal_would_obey_or_hide_is_shown(text: str, shown: str) -> None:
    assert tamed(text) == shown


def test_ascii_terminals_get_a_question_mark() -> None:
    assert tamed("\x1b[31m\u202e\ue000", "?") == "?[31m??"
