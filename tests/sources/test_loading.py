"""A mapping that cannot be read says which file, which key, and what would be right."""

from pathlib import Path

import pytest

from cxtui import sources
from cxtui.errors import SourceError

EVENT = "[event]\nticket='a'\nevent='b'\noccurred_at='c'\nkind='d'\n"
TICKET = '[ticket]\nticket = "id"\ncreated_at = "created"\n'


def complaint(folder: Path, text: str) -> str:
    path = folder / "desk.toml"
    path.write_text(text)
    with pytest.raises(SourceError) as caught:
        sources.load_mapping(path)
    message = str(caught.value)
    assert message.startswith(str(path))
    return message.removeprefix(f"{path}: ")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("zon = 'UTC'\n" + TICKET, "zon is no key of a mapping; the nearest is zone (at line 1)"),
        ("kind = 'states'\n" + TICKET, "kind is 'states'; the nearest is state (at line 1)"),
        (TICKET + "chanel = 'c'\n", "ticket.chanel is no key of a mapping; the nearest is ticket.channel (at line 4)"),
        (TICKET + "channel = 3\n",
         "ticket.channel must be a column's name, or a table like { value = \"…\" }, not a number (3) (at line 4)"),
        (TICKET + "channel = []\n", "ticket.channel names no column (at line 4)"),
        (TICKET + "channel = { colum = 'c' }\n",
         "ticket.channel.colum is no key of a mapping; the nearest is ticket.channel.column (at line 4)"),
        (TICKET + "channel = { column = 'c', value = 'd' }\n",
         "ticket.channel needs exactly one of column, path, first, last, value, template, lookup, "
         "not column and value (at line 4)"),
        (TICKET + "channel = { as = 'text' }\n",
         "ticket.channel needs exactly one of column, path, first, last, value, template, lookup, "
         "not none (at line 4)"),
        ("[words.way]\nweb = 'chat'\n" + TICKET + "channel = { column = 'c', words = 'wya' }\n",
         "ticket.channel.words is 'wya', no vocabulary of [words]; the nearest is way (at line 6)"),
        (TICKET + "channel = { column = 'c', words = { a = 1.5 } }\n",
         "ticket.channel.words.a must be a text, a whole number, true or false, not a number (1.5) (at line 4)"),
        (TICKET + "channel = { lookup = 'user', by = 'id' }\n",
         "ticket.channel is a lookup, which needs 'by' (a column here) and 'take' (a column there) (at line 4)"),
        (TICKET + "channel = { column = 'c', as = 'date' }\n", "ticket.channel.as is 'date'; "),
        (TICKET + "channel = { column = 'c', optional = 1 }\n",
         "ticket.channel.optional must be true or false, not a number (1) (at line 4)"),
        ("[ticket]\nticket = 'id'\n", "ticket needs 'created_at'"),
        ("kind = 'state-log'\n" + TICKET, "kind is state-log, which needs [state] and [ticket] (at line 1)"),
        ("kind = 'state'\n[team]\nteam='a'\nname='b'\n", "kind is state, which needs [ticket] (at line 1)"),
        ("coverage = ['message']\n" + TICKET, "coverage is 'message'; the nearest is messages (at line 1)"),
        ("times = [\n3]\n" + TICKET, "times[1] must be a text, not a number (3) (at line 1)"),
        ("times = 3\n" + TICKET, "times must be a text or an array of texts, not a number (3) (at line 1)"),
        ("kind = 'state'\n" + TICKET + EVENT,
         "kind is state, which cannot feed [event]; use kind records (at line 1)"),
        ("\n[[table]]\nfrom = 'x'\n", "table[1] needs 'into', a canonical table (at line 2)"),
        ("[[table]]\ninto = 'tickets'\n", "table[1].into is 'tickets'; the nearest is ticket (at line 2)"),
        ("table = {}\n", "table must be an array of tables, each under [[table]], not a table (at line 1)"),
        (TICKET + "[[claim]]\nreason = 'sla'\n", "claim[1].flag is missing; it must be a text (at line 4)"),
        ("span = ['2020-01-01', '2020-01-01']\n" + TICKET, "span must have its first day before its last (at line 1)"),
        ("span = 'ever'\n" + TICKET, 'span must be two days like ["1970-01-01", "2100-01-01"] (at line 1)'),
        ("zone = 'UTC'\n", "maps nothing; write a table like [ticket]"),
        ("zone = ''\n" + TICKET, "zone must not be empty (at line 1)"),
        ("zone = \n", "this is no valid TOML: Invalid value (at line 1, column 8)"),
    ],
)  # fmt: skip
def test_complaints(tmp_path: Path, text: str, expected: str) -> None:
    assert complaint(tmp_path, text).startswith(expected)


def test_unknown_name_and_file(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="Did you mean zendesk"):
        sources.load_mapping("zendsk")
    with pytest.raises(SourceError, match=r"none\.toml: there is no such file"):
        sources.load_mapping(tmp_path / "none.toml")


def test_every_packaged_mapping_loads() -> None:
    assert {"canonical", "servicenow-log", "technical-support", "zendesk", "freshdesk"} <= set(sources.packaged())
    for name, about in sources.packaged().items():
        mapping = sources.load_mapping(name)
        assert mapping.name == name
        assert about and "\n" not in about


@pytest.mark.process
def test_packaged_names_load_nothing_heavy() -> None:
    import subprocess
    import sys

    code = "import sys; from cxtui import sources; sources.packaged(); print('duckdb' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_what_no_row_could_show_is_not_covered(tmp_path: Path) -> None:
    path = tmp_path / "desk.toml"
    path.write_text("coverage = ['qa', 'customers']\n" + TICKET + "customer = 'c'\n")
    mapping = sources.load_mapping(path)
    assert mapping.coverage == ("customers",)
    assert mapping.unshown == (
        "coverage says 'qa', but nothing here is a row of qa_score, which alone could show it; it is not taken over",
    )
