"""What ``sources.toml`` may say, and how a mistake is told."""

from pathlib import Path

import pytest

from cxtui.errors import UsageError
from cxtui.importing.follow.configured import of_stdin, read_sources, sources_path
from tests.importing.follow.following import sources

GOOD = '[desk]\nkind = "rt"\nurl = "https://rt.example.com/"\nsecret = { env = "RT_TOKEN" }\n'


def test_what_is_said_and_what_is_usual(tmp_path: Path) -> None:
    (one,) = sources(tmp_path, GOOD + 'every = "10 s"\nlimit = "60/min"\n')
    assert (one.name, one.options.kind, one.options.url) == ("desk", "rt", "https://rt.example.com")
    assert (one.options.every_s, one.options.from_s, one.options.overlap_s) == (10, 90 * 86_400, 60)
    assert one.options.limit is not None
    assert (one.options.limit.calls, one.options.limit.seconds) == (60, 60.0)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            '[desk]\nkind = "jira"\n',
            "desk.kind is 'jira'; there are: rt, folder, lines, singer, zendesk, webhook, queue_log, sql (at line 2)",
        ),
        (GOOD + 'evry = "5 s"\n', "desk.evry is no key of the sources; the nearest is desk.every (at line 5)"),
        (GOOD + 'limit = "often"\n', 'desk.limit is \'often\'; write it like "10/min", "5/s" or "1000/h" (at line 5)'),
        (GOOD + 'limit = "0/min"\n', "desk.limit is '0/min'"),
        (GOOD + 'every = "0 s"\n', "desk.every is '0 s'; it must lie between 1 s and 3653 d"),
        (GOOD.replace("https", "ftp"), "desk.url must be a URL such as https://helpdesk.example.com (at line 3)"),
        (GOOD + 'statuses = { parked = "asleep" }\n', "desk.statuses.parked is 'asleep'"),
        (GOOD + 'csat = { field = "CSAT", low = 5, high = 1 }\n', "desk.csat.high must be above low"),
        ('["a desk"]\nkind = "rt"\n', "is no name of a source: letters, digits, - and _, at most 40"),
        ('[status]\nkind = "rt"\n', "status is the name of a command of cxtui follow"),
        ('[drop]\nkind = "folder"\npath = "exports"\n', "drop.path must be a whole path"),
        ("", "names no source"),
        (GOOD + 'ca_file = "authority.pem"\n', "desk.ca_file must be a whole path"),
        (GOOD.replace('"rt"', '"zendesk"') + 'user = "admin"\n', "desk.user must be the e-mail address of the token's"),
        (GOOD.replace('"rt"', '"zendesk"') + 'user = "a@b.example/token"\n', "desk.user is the e-mail address alone"),
        ('[a]\nkind = "lines"\n[b]\nkind = "lines"\n', "b reads standard input, as a does"),
    ],
)
def test_a_mistake_names_file_key_line_and_what_belongs_there(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(UsageError) as raised:
        sources(tmp_path, text)
    assert str(raised.value).startswith(f"{tmp_path / 'sources.toml'}: ")
    assert fault in str(raised.value)


def test_sources_are_chosen_by_name(tmp_path: Path) -> None:
    sources(tmp_path, GOOD + GOOD.replace("desk", "shop"))
    assert [one.name for one in read_sources(tmp_path / "sources.toml", ["shop"])] == ["shop"]
    with pytest.raises(UsageError, match="has no source 'shp'; the nearest is shop"):
        read_sources(tmp_path / "sources.toml", ["shp"])
    with pytest.raises(UsageError, match="there is no such file"):
        read_sources(tmp_path / "none.toml")


def test_where_the_file_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CXTUI_SETTINGS", str(tmp_path / "settings.toml"))
    monkeypatch.delenv("CXTUI_SOURCES", raising=False)
    assert sources_path() == tmp_path / "sources.toml"
    monkeypatch.setenv("CXTUI_SOURCES", str(tmp_path / "mine.toml"))
    assert sources_path() == tmp_path / "mine.toml"
    assert sources_path(tmp_path / "said.toml") == tmp_path / "said.toml"


def test_an_input_needs_a_name_that_a_source_can_have() -> None:
    assert of_stdin("shop").options.every_s == 0
    for name in ("status", "a b", ""):
        with pytest.raises(UsageError, match="is no name of a source"):
            of_stdin(name)
