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
    ("text", "said"),
    [
        ("zon = 'UTC'\n" + TICKET, "zon: unknown key; did you mean 'zone'?"),
        ("kind = 'states'\n" + TICKET, "kind: unknown word 'states'; did you mean 'state'?"),
        (TICKET + "chanel = 'c'\n", "ticket.chanel: unknown key; did you mean 'channel'?"),
        (TICKET + "channel = 3\n", "ticket.channel: must be a column's name"),
        (TICKET + "channel = { colum = 'c' }\n", "ticket.channel.colum: unknown key; did you mean 'column'?"),
        (TICKET + "channel = { column = 'c', value = 'd' }\n", "ticket.channel: needs exactly one of"),
        (TICKET + "channel = { column = 'c', words = 'w' }\n", "ticket.channel.words: no vocabulary [words.w]"),
        (TICKET + "channel = { lookup = 'user', by = 'id' }\n", "ticket.channel: a lookup needs"),
        (TICKET + "channel = { column = 'c', as = 'date' }\n", "ticket.channel.as: unknown word 'date'"),
        ("[ticket]\nticket = 'id'\n", "ticket: needs 'created_at'"),
        ("kind = 'state-log'\n" + TICKET, "kind: a state-log needs [state] and [ticket]"),
        ("coverage = ['message']\n" + TICKET, "coverage: unknown word 'message'; did you mean 'messages'?"),
        ("times = [3]\n" + TICKET, "times: must be a text or a list of texts"),
        ("kind = 'state'\n" + TICKET + EVENT, "kind: kind state"),
        ("[[table]]\nfrom = 'x'\n", "table[1]: needs 'into'"),
        ("[[table]]\ninto = 'tickets'\n", "table[1].into: unknown word 'tickets'; did you mean 'ticket'?"),
        ("zone = 'UTC'\n", "maps nothing"),
        ("zone = \n", "not TOML"),
    ],
)  # fmt: skip
def test_complaints(tmp_path: Path, text: str, said: str) -> None:
    assert said in complaint(tmp_path, text)


def test_unknown_name_and_file(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="Did you mean zendesk"):
        sources.load_mapping("zendsk")
    with pytest.raises(SourceError, match="no such mapping file"):
        sources.load_mapping(tmp_path / "none.toml")


def test_every_packaged_mapping_loads() -> None:
    assert set(sources.packaged()) == {"canonical", "servicenow-log", "technical-support", "zendesk"}
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
