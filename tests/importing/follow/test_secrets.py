"""Where secrets are is said, what they are never: in no file, store, log, list of processes or traceback."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cxtui.errors import UsageError
from cxtui.sources.live.failures import FeedRefused
from cxtui.sources.live.secrets import Secret, SecretReference
from tests.importing.follow.following import VARIABLE, sources, state, until
from tests.sources.live import rt_stub
from tests.sources.live.rt_stub import NOW, TOKEN, Fault, RtStub

RT = '[rt]\nkind = "rt"\nurl = "https://rt.example.com"\n'


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('secret = "1-14-abc"', "rt.secret must not stand in this file; say where it is: { env"),
        ('secret = { token = "x" }', "rt.secret.token is no key of the sources"),
        ("secret = {}", "rt.secret must be one of"),
        ('secret = { env = "A", file = "b" }', "rt.secret must be one of"),
        ("", "rt.secret is missing; say where the token is"),
    ],
)
def test_a_secret_that_stands_in_the_file_is_a_mistake(tmp_path: Path, line: str, fault: str) -> None:
    with pytest.raises(UsageError) as raised:
        sources(tmp_path, RT + line)
    assert fault in str(raised.value)
    assert "1-14-abc" not in str(raised.value)


@pytest.mark.parametrize(
    "url",
    ["https://me:hidden@rt.example.com", "https://hidden@rt.example.com", "https://rt.example.com/?token=hidden"],
)
def test_a_secret_in_an_address_is_a_mistake_that_does_not_repeat_it(tmp_path: Path, url: str) -> None:
    with pytest.raises(UsageError, match=r"rt\.url must not hold a") as raised:
        sources(tmp_path, f'[rt]\nkind = "rt"\nurl = "{url}"\nsecret = {{ env = "A" }}\n')
    assert "hidden" not in str(raised.value)


def test_a_file_with_a_secret_must_be_closed_to_others(tmp_path: Path) -> None:
    path = tmp_path / "token"
    path.write_text("abc\n")
    for mode, closed in ((0o600, True), (0o400, True), (0o640, False), (0o604, False)):
        path.chmod(mode)
        if closed:
            assert SecretReference("file", str(path)).read().text() == "abc"
        else:
            with pytest.raises(FeedRefused, match="can be read by others; take that away: chmod 600"):
                SecretReference("file", str(path)).read()


def test_credentials_come_from_the_folder_of_the_unit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(FeedRefused, match="only a systemd unit has credentials"):
        SecretReference("credential", "rt").read()
    (tmp_path / "rt").write_text("abc")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    assert SecretReference("credential", "rt").read().text() == "abc"
    with pytest.raises(FeedRefused, match="has a name that no credential can have"):
        SecretReference("credential", "../rt").read()


@pytest.mark.parametrize("bad", ["a\nb", "a\r\nX: y", "zażółć", "a\x00b"])
def test_what_no_header_can_carry_is_refused_unsaid(bad: str, tmp_path: Path) -> None:
    path = tmp_path / "token"
    path.write_text(bad, newline="")
    path.chmod(0o600)
    with pytest.raises(FeedRefused, match="is no token or password") as raised:
        SecretReference("file", str(path)).read()
    assert bad not in str(raised.value)


def test_a_secret_shows_itself_to_nobody() -> None:
    secret = Secret("hidden")
    assert "hidden" not in f"{secret} {secret!r} {[secret]} {vars(type(secret))}"
    assert secret == Secret("hidden") and secret != Secret("other")


@pytest.mark.process
def test_a_marked_secret_is_nowhere_to_be_found(tmp_path: Path, stub: RtStub) -> None:
    """A process is led through everything that can go wrong, then all that it left is searched for its token."""
    stub.create(1, NOW - 5000)
    wrong: list[Fault] = [
        rt_stub.cut_off, rt_stub.status(500), rt_stub.truncated, rt_stub.login_page,
        lambda path, answer: (200, {"Content-Length": "x"}, b""), lambda path, answer: (200, {}, b'{"items": [1]}'),
        lambda path, answer: (200, {}, b'{"items": [{"id": null, "Created": 7}]}'),
    ]  # fmt: skip
    home, store = tmp_path / "home", tmp_path / "floor.db"
    home.mkdir()
    config = tmp_path / "sources.toml"
    config.write_text(
        f'[rt]\nkind = "rt"\nurl = "{stub.url}"\nsecret = {{ env = "{VARIABLE}" }}\nevery = "1 s"\n'
        '[refused]\nkind = "rt"\nurl = "http://127.0.0.1:9"\nsecret = { env = "CXTUI_TEST_TOKEN" }\n'
    )
    words = [sys.executable, "-m", "cxtui", "follow", "--config", str(config), "--store", str(store)]
    environment = os.environ | {VARIABLE: TOKEN, "HOME": str(home), "XDG_STATE_HOME": str(home), "COLUMNS": "100"}
    with (tmp_path / "said.txt").open("wb") as output:
        process = subprocess.Popen(words, env=environment, stdout=output, stderr=output)
        try:
            until(lambda: state(store).state == "ok")
            # One at a time, or what is waited for between attempts grows.
            for fault in wrong:
                stub.faults = [fault]
                until(lambda: not stub.faults and state(store).state == "trouble")
                until(lambda: state(store).state == "ok")
            listed = subprocess.run(
                ["ps", "-ww", "-o", "args=", "-p", str(process.pid)], capture_output=True, text=True
            )
            stub.faults = [rt_stub.status(403)]
            until(lambda: state(store).state == "refused")
            time.sleep(0.1)
        finally:
            process.terminate()
            assert process.wait(30) == 0
    assert "cxtui follow" in listed.stdout and TOKEN not in listed.stdout
    left = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {store, config, tmp_path / "said.txt", tmp_path / "floor.rt.feed.json"} <= set(left)
    assert [path for path in left if TOKEN.encode() in path.read_bytes()] == []
