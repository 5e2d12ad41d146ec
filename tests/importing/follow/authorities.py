"""Certificates for servers on the loopback, made by OpenSSL: an authority, and what it signed."""

import ssl
import subprocess
from pathlib import Path

VALID = "127.0.0.1"


def authority(folder: Path) -> Path:
    """Return the certificate of a new authority; its key lies beside it."""
    made = folder / "authority.pem"
    _openssl("req", "-x509", *_key(made), "-days", "2", "-subj", "/CN=Authority of a test",
             "-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign")  # fmt: skip
    return made


def server(folder: Path, by: Path | None, address: str = VALID, days: int = 2) -> ssl.SSLContext:
    """Return what a server presents that is said to be at an address: signed by an authority, or by itself."""
    made = folder / f"server-{address}.pem"
    words = (*_key(made), "-subj", "/CN=helpdesk", "-addext", f"subjectAltName=IP:{address}")
    if by is None:
        _openssl("req", "-x509", *words, "-days", str(days))
    else:
        _openssl("req", "-new", *words)
        _openssl("x509", "-req", "-in", str(made), "-CA", str(by), "-CAkey", str(by.with_suffix(".key")),
                 "-days", str(days), "-copy_extensions", "copy", "-out", str(made))  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made, made.with_suffix(".key"))
    return context


def _key(certificate: Path) -> tuple[str, ...]:
    key = certificate.with_suffix(".key")
    curve = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1")
    return (*curve, "-nodes", "-keyout", str(key), "-out", str(certificate))


def _openssl(*words: str) -> None:
    subprocess.run(["openssl", *words], check=True, capture_output=True)
