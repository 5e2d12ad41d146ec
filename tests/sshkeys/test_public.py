"""Keys that are taken, and what is said of those that are not."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxtui.errors import UsageError
from cxtui.sshkeys import PublicKey, parse
from cxtui.sshkeys.public import FIELDS, of_line
from tests.sshkeys.keys import ED25519, HARDWARE, ecdsa, made, mpint, rsa

GOOD = [
    ED25519, HARDWARE, rsa(2048), rsa(4096), ecdsa("nistp256", 32), ecdsa("nistp384", 48), ecdsa("nistp521", 66),
    made("sk-ecdsa-sha2-nistp256@openssh.com", b"nistp256", b"\x04" + b"\x01" * 64, b"ssh:work"),
]  # fmt: skip


@pytest.mark.parametrize("key", GOOD, ids=lambda key: key.split()[0])
def test_types_that_are_taken(key: str) -> None:
    assert str(parse(f'\n# ann\'s\n  {key} ann "x" $(id)\r\n')) == key


@pytest.mark.process
@pytest.mark.parametrize("kind", ["ed25519", "rsa", "ecdsa"])
def test_what_ssh_keygen_makes(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "key"
    words = ["ssh-keygen", "-q", "-N", "", "-t", kind, "-f", str(path)]
    try:
        subprocess.run(words, check=True, stdin=subprocess.DEVNULL)
    except FileNotFoundError:
        pytest.skip("needs OpenSSH's ssh-keygen")
    text = path.with_suffix(".pub").read_text()
    assert str(parse(text)).split() == text.split()[:2]
    with pytest.raises(UsageError, match="is a private key, which belongs to its owner alone"):
        parse(path.read_text())


@pytest.mark.parametrize(
    "options", ["no-pty", 'command="/bin/sh -c \\"id\\" ssh-rsa AAAA",no-pty', 'from="10.0.0.*",environment="A=b c"']
)
def test_options_and_comments_are_dropped(options: str) -> None:
    assert str(parse(f"{options} {ED25519} comment, with words")) == ED25519


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "holds no keys"),
        (f"{ED25519}\n{ED25519}", "holds 2 keys, where there must be one"),
        ("hello world", "is no public key; one looks like: ssh-ed25519 AAAA"),
        ("-----BEGIN OPENSSH PRIVATE KEY-----\nb3Blbn\n", "is a private key"),
        ("-----BEGIN RSA PRIVATE KEY-----", "is a private key"),
        ("PuTTY-User-Key-File-3: ssh-ed25519", "is a private key"),
        ("---- BEGIN SSH2 PUBLIC KEY ----", "SSH2's format; ssh-keygen -i"),
        (made("ssh-dss", b"x"), "is a DSA key"),
        (made("ssh-ed25519-cert-v01@openssh.com", b"x"), "is a certificate"),
        (made("ssh-xmss@openssh.com", b"x"), "is of the type 'ssh-xmss@openssh.com', which is not among: ssh-ed25519,"),
        (made("ssh-ed25519", b"\x01" * 31), "its parts are not those of its type"),
        (made("ssh-ed25519", b"\x01" * 32, b"more"), "its parts are not those of its type"),
        (made("ssh-ed25519", b"\x01" * 32, after=b"\x00"), "it ends too early"),
        (made("ssh-ed25519", b"\x01" * 32, inner="ssh-rsa"), "says ssh-ed25519, but holds a key of the type 'ssh-rsa'"),
        (ED25519[:-8], "it ends too early"),
        (ED25519[:-1], "is no base64"),
        (ED25519.replace("ItvQ", "I;vQ"), "is no base64"),
        (rsa(2047), "has 2047 bits, and RSA keys need 2048"),
        (rsa(1024), "has 1024 bits"),
        (rsa(2048, exponent=1), "its parts are not those of its type"),
        (made("ssh-rsa", b"\x80", mpint(1 << 2047 | 1)), "its parts are not those of its type"),
        (ecdsa("nistp256", 31), "its parts are not those of its type"),
        (ecdsa("nistp384", 48, type_="ecdsa-sha2-nistp256"), "its parts are not those of its type"),
        (made("sk-ssh-ed25519@openssh.com", b"\x05" * 32), "its parts are not those of its type"),
        (f"ssh-ed25519 {'A' * 20_000}", "is longer than 16384 characters"),
    ],
)
def test_what_is_said_of_the_others(text: str, expected: str) -> None:
    with pytest.raises(UsageError) as raised:
        parse(text, "ann.pub")
    assert str(raised.value).startswith("ann.pub")
    assert expected in str(raised.value)
    assert "\n" not in str(raised.value)


@given(st.text(max_size=200) | st.binary(max_size=200).map(lambda data: data.decode("latin-1")))
def test_whatever_is_given_is_a_key_or_a_sentence(text: str) -> None:
    for line in (text, f"ssh-ed25519 {text}", f"{text} {ED25519}"):
        try:
            key = parse(line)
        except UsageError:
            continue
        assert key.type in FIELDS
        assert f"{key.base64}".isascii() and not set(key.base64) & set("\"'\\ \n#")


@given(st.binary(min_size=0, max_size=120))
def test_bytes_that_are_no_key_are_refused(blob: bytes) -> None:
    import base64

    with pytest.raises(UsageError):
        parse(f"ssh-rsa {base64.b64encode(blob).decode() or 'A'}")


def test_lines_of_a_file_are_looked_at_without_judging_them() -> None:
    assert of_line("# ssh-ed25519 AAAA") is None
    assert of_line('restrict,command="a \\" b" ssh-rsa AAAA ann') == PublicKey("ssh-rsa", "AAAA")
    assert of_line("ssh-rsa\tAAAA") == PublicKey("ssh-rsa", "AAAA")
