"""The help: every key and every sign, once, in two columns where there is room."""

import pytest

from cxtui.console.draw.strips import width_of
from cxtui.console.keys import TABLE, KeyTable
from cxtui.console.sheets.help import SIGNS, TWO_COLUMNS, help_lines


def words(width: int, ascii: bool = False) -> list[str]:
    return ["".join(cell.text for cell in line) for line in help_lines(KeyTable(), "Agents", True, width, ascii)]


@pytest.mark.parametrize("ascii", [False, True])
@pytest.mark.parametrize("width", [60, 78, TWO_COLUMNS - 1, TWO_COLUMNS, 156, 320])
def test_every_key_and_sign_stands_there_whatever_the_width(width: int, ascii: bool) -> None:
    lines = help_lines(KeyTable(), "Agents", True, width, ascii)
    assert all(width_of(line) <= width for line in lines)
    # Columns and breaks in a sentence aside: every word is there.
    text = " ".join(" ".join(words(width, ascii)).split())
    for key in TABLE:
        assert key.where == "map" or key.says.split()[0] in text
    for _, says in SIGNS:
        assert says.split(":")[0].split()[0] in text


def test_two_columns_begin_at_their_width_and_halve_the_page() -> None:
    narrow, wide = words(TWO_COLUMNS - 1), words(156)
    assert not any("─ Everywhere ─" in line and "─ In the list" in line for line in narrow)
    assert "─ Everywhere ─" in wide[0] and wide[0].startswith("─ In the list: Agents ─")
    assert "─ Everywhere ─" in words(TWO_COLUMNS)[0]
    assert len(wide) < 0.65 * len(narrow)


def test_a_long_sentence_goes_on_under_itself() -> None:
    lines = words(TWO_COLUMNS)
    at = next(n for n, line in enumerate(lines) if "Keep the cursor on this row wherever" in line)
    assert lines[at + 1].startswith(" " * 16 + "it goes, or stop that")
