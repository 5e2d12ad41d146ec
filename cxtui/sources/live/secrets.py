"""Secrets by reference: where a token or password is, never what it is; read when it is needed."""

import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qsl, urlsplit

from cxtui.sources.live.failures import FeedRefused
from cxtui.toml import TomlTable

SecretKind = Literal["env", "credential", "file", "keyring"]
KINDS: tuple[SecretKind, ...] = ("env", "credential", "file", "keyring")
EXAMPLES = '{ env = "NAME" }, { credential = "NAME" }, { file = "PATH" } or { keyring = "SERVICE/USER" }'
LARGEST = 16 * 1024
TELLING = ("token", "password", "passwd", "secret", "key", "api_key", "apikey", "access_token", "auth")


class Secret:
    """A secret that no message, log or traceback shows; ``text`` is for what sends it."""

    __slots__ = ("_held",)

    def __init__(self, text: str) -> None:
        self._held: Callable[[], str] = lambda: text

    def text(self) -> str:
        """Return the secret itself."""
        return self._held()

    def __repr__(self) -> str:
        return "Secret(…)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other.text() == self.text()

    def __hash__(self) -> int:
        return hash(self.text())


@dataclass(frozen=True, slots=True)
class SecretReference:
    """Where a secret is; ``read`` takes it from there each time, so that a changed one is found."""

    kind: SecretKind
    name: str

    def read(self) -> Secret:
        """Return the secret as it is now; raises FeedRefused that says what to do."""
        held = _READERS[self.kind](self.name).strip()
        if not held:
            raise self.fault("is empty")
        if not held.isascii() or not held.isprintable() or len(held) > LARGEST:
            # Libraries that complain of such a thing repeat it.
            raise self.fault("is no token or password: it has line breaks or letters that none has")
        return Secret(held)

    def fault(self, what: str) -> FeedRefused:
        """Return the error that says what is wrong with the place of the secret."""
        return _fault(self.kind, self.name, what)


def read_reference(table: TomlTable, key: str = "secret") -> SecretReference | None:
    """Return where a source's secret is, None where it has none; a literal one is an error."""
    if not table.has(key):
        return None
    if isinstance(table.data[key], str):
        table.fail(key, f"must not stand in this file; say where it is: {EXAMPLES}")
    where = table.table(key).only(*KINDS)
    if len(where.data) != 1:
        table.fail(key, f"must be one of {EXAMPLES}")
    (kind,) = where.data
    name = where.text(kind)
    return SecretReference(next(one for one in KINDS if one == kind), name)


def check_url(table: TomlTable, key: str, schemes: tuple[str, ...]) -> str:
    """Return a URL that has one of the schemes, names a host and holds no secret."""
    text = table.text(key)
    try:
        parts = urlsplit(text)
        host, password, user = parts.hostname, parts.password, parts.username
    except ValueError:
        table.fail(key, "is no URL")
    if parts.scheme not in schemes or not host:
        table.fail(key, f"must be a URL such as {schemes[0]}://helpdesk.example.com")
    if password is not None or (user is not None and schemes[0] == "https"):
        table.fail(key, f"must not hold a password; say where it is: secret = {EXAMPLES.split(', ')[0]}")
    if any(name.casefold() in TELLING for name, _ in parse_qsl(parts.query)):
        table.fail(key, f"must not hold a token; say where it is: secret = {EXAMPLES.split(', ')[0]}")
    return text


def _fault(kind: SecretKind, name: str, what: str) -> FeedRefused:
    place = {
        "env": f"the environment variable {name}",
        "credential": f"the credential {name}",
        "file": f"the file {name}",
        "keyring": f"the keyring's {name}",
    }[kind]
    return FeedRefused(f"{place} {what}", "no secret")


def _from_environment(name: str) -> str:
    held = os.environ.get(name)
    if held is None:
        raise _fault("env", name, "is not set; set it for the process that follows")
    return held


def _from_credential(name: str) -> str:
    folder = os.environ.get("CREDENTIALS_DIRECTORY")
    if not folder:
        raise _fault("credential", name, "is not there: only a systemd unit has credentials (LoadCredential=)")
    if "/" in name or name.startswith("."):
        raise _fault("credential", name, "has a name that no credential can have")
    return _contents("credential", name, Path(folder) / name, private=False)


def _from_file(name: str) -> str:
    return _contents("file", name, Path(name).expanduser(), private=True)


def _contents(kind: SecretKind, name: str, path: Path, *, private: bool) -> str:
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            if private and stat.S_IMODE(mode) & 0o077:
                raise _fault(kind, name, "can be read by others; take that away: chmod 600")
            return file.read(LARGEST + 1).decode("utf-8", "replace")
    except OSError as error:
        raise _fault(kind, name, f"cannot be read ({error.strerror})") from None


def _from_keyring(name: str) -> str:
    service, _, user = name.rpartition("/")
    try:
        import keyring
    except ImportError:
        raise _fault("keyring", name, "needs a package: pip install 'cxtui[keyring]'") from None
    try:
        held = keyring.get_password(service or name, user)
    except Exception as error:
        raise _fault("keyring", name, f"cannot be read ({type(error).__name__})") from None
    if held is None:
        raise _fault("keyring", name, f"is not there; store it: keyring set {service or name} {user}")
    return str(held)


_READERS: dict[SecretKind, Callable[[str], str]] = {
    "env": _from_environment,
    "credential": _from_credential,
    "file": _from_file,
    "keyring": _from_keyring,
}
