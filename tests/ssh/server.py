"""An OpenSSH server of the test's own: on a port of the loopback, for the user who runs the tests."""

import os
import pwd
import shutil
import socket
import subprocess
import time
from pathlib import Path

LIMIT = 20.0
"""Seconds after which a test gives up; nothing is judged by how long it took."""

# As generous as a server can be: whatever it would allow, the key does not.
CONFIG = """
ListenAddress 127.0.0.1:{port}
HostKey {folder}/host
AuthorizedKeysFile {folder}/keys/authorized_keys
PidFile none
UsePAM no
StrictModes no
PasswordAuthentication no
PermitRootLogin yes
PermitUserEnvironment yes
PermitTunnel yes
AllowTcpForwarding yes
AllowAgentForwarding yes
AllowStreamLocalForwarding yes
GatewayPorts yes
X11Forwarding yes
X11UseLocalhost yes
AcceptEnv *
Subsystem sftp internal-sftp
MaxStartups 100
LogLevel VERBOSE
"""


def sshd() -> str | None:
    """Return the path of the server, which is on no user's PATH."""
    return shutil.which("sshd", path=f"/usr/sbin:/usr/local/sbin:/usr/libexec:{os.environ.get('PATH', '')}")


class Server:
    """Runs sshd while the context is open; ``folder`` holds its keys, its log and the file of authorized keys."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.keys = folder / "keys" / "authorized_keys"
        self.port = free_port()
        self.user = pwd.getpwuid(os.getuid()).pw_name

    def __enter__(self) -> "Server":
        if os.getuid() == 0:
            # What init makes at boot; the server does not start without it.
            Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
        make_key(self.folder / "host")
        (self.folder / "config").write_text(CONFIG.format(folder=self.folder, port=self.port))
        host = (self.folder / "host.pub").read_text().split()
        (self.folder / "known").write_text(f"[127.0.0.1]:{self.port} {host[0]} {host[1]}\n")
        program = sshd()
        assert program is not None
        self._log = (self.folder / "log").open("wb")
        self._process = subprocess.Popen([program, "-D", "-e", "-f", self.folder / "config"], stderr=self._log)
        limit = time.monotonic() + LIMIT
        while not listens(self.port):
            assert self._process.poll() is None and time.monotonic() < limit, self.log()
            time.sleep(0.02)
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(LIMIT)
        self._log.close()

    def log(self) -> str:
        """Return what the server said so far."""
        return (self.folder / "log").read_text(errors="replace")


def make_key(path: Path, *options: str) -> None:
    """Make a pair of keys without a passphrase."""
    kind = options or ("-t", "ed25519")
    subprocess.run(["ssh-keygen", "-q", "-N", "", "-C", "", "-f", path, *kind], check=True, stdin=subprocess.DEVNULL)


def free_port() -> int:
    """Return a port of the loopback that nobody listens at."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def listens(port: int) -> bool:
    """Say whether somebody listens at a port."""
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0
