"""Keys as ssh-keygen writes them (made once for these tests, their private halves thrown away), and keys by hand."""

import base64

ED25519 = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIItvQ4Wfg1EZOPL9iBs2CGVzx9B3D/hQkq+AGCzrDwsM"


def made(type_: str, *fields: bytes, inner: str | None = None, after: bytes = b"") -> str:
    """Return a key with these fields after the type, as RFC 4253 frames them."""
    parts = [(inner if inner is not None else type_).encode(), *fields]
    blob = b"".join(len(part).to_bytes(4, "big") + part for part in parts) + after
    return f"{type_} {base64.b64encode(blob).decode()}"


def rsa(bits: int, exponent: int = 65537) -> str:
    """Return an RSA key with a modulus of so many bits."""
    modulus = (1 << bits - 1) | 1
    return made("ssh-rsa", mpint(exponent), mpint(modulus))


def mpint(value: int) -> bytes:
    """Return a number as RFC 4251 writes it: with a zero in front where the first bit is set."""
    return value.to_bytes(value.bit_length() // 8 + 1, "big")


def ecdsa(curve: str, size: int, type_: str | None = None) -> str:
    """Return an ECDSA key with coordinates of ``size`` bytes."""
    return made(type_ or f"ecdsa-sha2-{curve}", curve.encode(), b"\x04" + b"\x01" * 2 * size)


HARDWARE = made("sk-ssh-ed25519@openssh.com", b"\x05" * 32, b"ssh:")
