"""Files of authorized keys: what was there stays, and what sshd would not trust is refused."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from cxtui.errors import UsageError
from cxtui.sshkeys import add, parse
from tests.sshkeys.keys import ED25519, HARDWARE

KEY, OTHER = parse(ED25519), parse(HARDWARE)
LINE = f'restrict,pty,command="x" {ED25519}'


def mode(path: Path) -> int:
    """Return the permissions of a file."""
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(autouse=True)
def usual_umask() -> Iterator[None]:
    """Let nothing depend on the umask of who runs the tests."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def test_a_new_file_in_a_new_folder(tmp_path: Path) -> None:
    file = tmp_path / ".ssh" / "authorized_keys"
    add(file, LINE, KEY)
    assert file.read_text() == f"{LINE}\n"
    assert (mode(file), mode(file.parent)) == (0o600, 0o700)
    assert [path.name for path in file.parent.iterdir()] == ["authorized_keys"]


@pytest.mark.parametrize("before", ["", "# mine\n", "# mine", f"{HARDWARE} bob\r\n\n# é \udcff end"])
def test_what_was_there_stays(tmp_path: Path, before: str) -> None:
    file = tmp_path / "authorized_keys"
    file.write_bytes(before.encode(errors="surrogateescape"))
    file.chmod(0o640)
    add(file, LINE, KEY)
    written = before if not before or before.endswith("\n") else f"{before}\n"
    assert file.read_bytes() == f"{written}{LINE}\n".encode(errors="surrogateescape")
    assert mode(file) == 0o640


def test_the_same_key_twice(tmp_path: Path) -> None:
    file = tmp_path / "authorized_keys"
    file.write_text(f'# first\nfrom="*" {ED25519} somebody\n')
    before = file.read_bytes(), file.stat().st_ino
    with pytest.raises(UsageError, match=r"authorized_keys: line 2 has this key already"):
        add(file, LINE, KEY)
    assert (file.read_bytes(), file.stat().st_ino) == before
    add(file, f'command="y" {HARDWARE}', OTHER)
    assert file.read_text().count("\n") == 3


def test_a_file_that_others_may_write(tmp_path: Path) -> None:
    file = tmp_path / "authorized_keys"
    file.write_text("")
    for wrong in (0o620, 0o602):
        file.chmod(wrong)
        with pytest.raises(UsageError, match=r"others than its owner may write it.*chmod go-w .*authorized_keys"):
            add(file, LINE, KEY)
    assert file.read_text() == ""


@pytest.mark.parametrize("wrong", [0o770, 0o702, 0o1777], ids=oct)
def test_a_folder_that_others_may_write(tmp_path: Path, wrong: int) -> None:
    folder = tmp_path / "open"
    folder.mkdir()
    folder.chmod(wrong)
    with pytest.raises(UsageError, match=r"open: others than its owner may write it"):
        add(folder / "authorized_keys", LINE, KEY)
    assert list(folder.iterdir()) == []


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text("precious")
    (tmp_path / "authorized_keys").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UsageError, match="is a link; name the file itself"):
        add(tmp_path / "authorized_keys", LINE, KEY)
    assert (tmp_path / "elsewhere").read_text() == "precious"


def test_what_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no file"):
        add(tmp_path, LINE, KEY)
    with pytest.raises(UsageError, match="cannot be written"):
        add(tmp_path / "none" / "none" / "authorized_keys", LINE, KEY)


def test_a_write_that_fails_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "authorized_keys"
    file.write_text("# mine\n")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UsageError, match=r"cannot be written \(No space left on device\)"):
        add(file, LINE, KEY)
    assert file.read_text() == "# mine\n"
    assert [path.name for path in tmp_path.iterdir()] == ["authorized_keys"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can write for another user")
def test_root_writes_for_the_account_whose_folder_it_is(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    os.chown(home, 54_321, 54_322)
    file = home / ".ssh" / "authorized_keys"
    add(file, LINE, KEY)
    add(file, f'command="y" {HARDWARE}', OTHER)
    for path in (file, file.parent):
        assert (path.stat().st_uid, path.stat().st_gid) == (54_321, 54_322)
    assert (mode(file), mode(file.parent)) == (0o600, 0o700)
