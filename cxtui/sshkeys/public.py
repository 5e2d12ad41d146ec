"""Public keys of OpenSSH, taken apart to know that they are what they say (RFC 4253, 5656 and 8709)."""

import base64
import binascii
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from cxtui.errors import UsageError

RSA_BITS = 2048
"""The fewest bits of an RSA key: OpenSSH itself takes 1024, which nobody should trust any more."""

LONGEST = 16_384
"""Characters of the longest line that is looked at; an RSA key of 16,384 bits takes 2,800."""

_PRIVATE = re.compile(r"BEGIN [A-Z0-9 ]*PRIVATE KEY|^\s*PuTTY-User-Key-File")
_CURVES = {"nistp256": 32, "nistp384": 48, "nistp521": 66}


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key by its type and its base64, without options and comment."""

    type: str
    base64: str

    def __str__(self) -> str:
        return f"{self.type} {self.base64}"


def parse(text: str, name: str = "the key") -> PublicKey:
    """Return the one public key of a text, what stands before and after it dropped; UsageError calls it ``name``."""
    if _PRIVATE.search(text):
        raise UsageError(
            f"{name} is a private key, which belongs to its owner alone: give the public half (the file that ends in "
            ".pub), and if others have seen this one make a new pair"
        )
    if "BEGIN SSH2 PUBLIC KEY" in text:
        raise UsageError(f"{name} is in SSH2's format; ssh-keygen -i -f FILE turns it into OpenSSH's")
    lines = [line.strip() for line in text.splitlines()]
    lines = [line for line in lines if line and not line.startswith("#")]
    if len(lines) != 1:
        raise UsageError(f"{name} holds {len(lines) or 'no'} keys, where there must be one")
    if len(lines[0]) > LONGEST:
        raise UsageError(f"{name} is longer than {LONGEST} characters; no public key is")
    found = of_line(lines[0])
    if found is None:
        raise UsageError(f"{name} is no public key; one looks like: ssh-ed25519 AAAAC3… somebody@somewhere")
    _refuse_type(found.type, name)
    return PublicKey(found.type, _checked(found, name))


def of_line(line: str) -> PublicKey | None:
    """Return what a line of authorized keys claims to be, unchecked; None for a comment or what is no key."""
    line = line.strip()
    if not line or line.startswith("#"):
        return None
    for rest in (line, line[_options_end(line) :].strip()):
        type_, _, rest_ = rest.partition(" ") if " " in rest else rest.partition("\t")
        words = rest_.split()
        if words and _looks_like_type(type_):
            return PublicKey(type_, words[0])
    return None


def _options_end(line: str) -> int:
    """Return where the options of a line end: at the first blank outside of quotes, as sshd reads it."""
    quoted = escaped = False
    for place, character in enumerate(line):
        if escaped:
            escaped = False
        elif character == "\\" and line[place + 1 : place + 2] == '"':
            escaped = True
        elif character == '"':
            quoted = not quoted
        elif character in " \t" and not quoted:
            return place
    return len(line)


def _looks_like_type(word: str) -> bool:
    return word.startswith(("ssh-", "ecdsa-sha2-", "sk-")) and not any(character in word for character in '",=\\')


def _refuse_type(type_: str, name: str) -> None:
    if type_ in FIELDS:
        return
    if type_ == "ssh-dss":
        raise UsageError(f"{name} is a DSA key, which OpenSSH takes no more; make one with: ssh-keygen -t ed25519")
    if "-cert-" in type_:
        raise UsageError(f"{name} is a certificate; give the public key that it signs")
    raise UsageError(f"{name} is of the type {type_[:40]!r}, which is not among: {', '.join(FIELDS)}")


def _checked(found: PublicKey, name: str) -> str:
    """Return the base64 as it must be written, once what it holds has the type's fields and nothing else."""
    try:
        blob = base64.b64decode(found.base64, validate=True)
    except (binascii.Error, ValueError):
        raise UsageError(f"{name} is damaged: what follows {found.type} is no base64; copy it again") from None
    fields = list(_strings(blob, name))
    if fields[0] != found.type.encode():
        inner = fields[0][:40].decode("ascii", "replace")
        raise UsageError(f"{name} says {found.type}, but holds a key of the type {inner!r}")
    trouble = FIELDS[found.type](fields[1:])
    if trouble:
        raise UsageError(f"{name} {trouble}")
    return base64.b64encode(blob).decode()


def _strings(blob: bytes, name: str) -> Iterator[bytes]:
    """Yield the length-prefixed strings of which a key is made (RFC 4251, section 5); there is at least one."""
    place = 0
    while place < len(blob) or not place:
        size = int.from_bytes(blob[place : place + 4], "big")
        place += 4
        if place + size > len(blob):
            raise UsageError(f"{name} is damaged: it ends too early; copy it again")
        yield blob[place : place + size]
        place += size


_DAMAGED = "is damaged: its parts are not those of its type; copy it again"


def _ed25519(fields: list[bytes]) -> str:
    return "" if len(fields) == 1 and len(fields[0]) == 32 else _DAMAGED


def _curve(curve: str) -> Callable[[list[bytes]], str]:
    def check(fields: list[bytes]) -> str:
        proper = len(fields) == 2 and fields[0] == curve.encode()
        # An uncompressed point: 4, then both coordinates.
        return "" if proper and fields[1][:1] == b"\x04" and len(fields[1]) == 1 + 2 * _CURVES[curve] else _DAMAGED

    return check


def _rsa(fields: list[bytes]) -> str:
    if len(fields) != 2 or any(not field or field[0] & 0x80 for field in fields):
        return _DAMAGED
    exponent, modulus = (int.from_bytes(field, "big") for field in fields)
    if exponent < 3 or not exponent & 1 or not modulus & 1:
        return _DAMAGED
    bits = modulus.bit_length()
    short = f"has {bits} bits, and RSA keys need {RSA_BITS}; make one with: ssh-keygen -t ed25519"
    return short if bits < RSA_BITS else ""


def _hardware(check: Callable[[list[bytes]], str]) -> Callable[[list[bytes]], str]:
    """Return the check of a key that lives in hardware: the same fields, and the application it is for."""
    return lambda fields: check(fields[:-1]) if fields and fields[-1] else _DAMAGED


FIELDS: Mapping[str, Callable[[list[bytes]], str]] = {
    "ssh-ed25519": _ed25519,
    "ecdsa-sha2-nistp256": _curve("nistp256"),
    "ecdsa-sha2-nistp384": _curve("nistp384"),
    "ecdsa-sha2-nistp521": _curve("nistp521"),
    "ssh-rsa": _rsa,
    "sk-ssh-ed25519@openssh.com": _hardware(_ed25519),
    "sk-ecdsa-sha2-nistp256@openssh.com": _hardware(_curve("nistp256")),
}
"""The types that are taken, each with what says why its fields (after the type) are wrong, or nothing."""
