"""A real Request Tracker of Debian's packages on the loopback, in a folder of the test's own, with a clock to turn."""

import os
import shutil
import signal
import socket
import subprocess
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

SERVER = Path("/usr/share/request-tracker5/libexec/rt-server")
LIBRARY = "/usr/share/request-tracker5/lib"
SETUP, SHREDDER = "rt-setup-database-5", "rt-shredder-5"
CLOCK = Path("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1")
PACKAGES = "request-tracker5 rt5-db-sqlite rt5-standalone starlet libfaketime"
PASSWORD = "passw0rd1"
AGENTS, CUSTOMERS = ("ann", "bob", "cleo"), ("dora", "emil", "fay")

_CONFIG = """
Set($rtname, 'example.test'); Set($Organization, 'example.test'); Set($Timezone, 'UTC');
Set($DatabaseType, 'SQLite'); Set($DatabaseName, '{home}/rt.sqlite3');
Set($WebDomain, '127.0.0.1'); Set($WebPort, {port}); Set($WebPath, '');
Set($MailCommand, 'testfile'); Set($BcryptCost, 4); Set($LogToSyslog, undef); Set($LogToSTDERR, 'error');
Set($MasonDataDir, '{home}/mason'); Set($MasonSessionDir, '{home}/session');
Set($WebSessionClass, 'Apache::Session::File');
Set(%ServiceAgreements, (Default => 'usual', Levels => {{ usual => {{ Response => {{ RealMinutes => 60 }} }} }}));
1;
"""
_DATA = """
our @Users = (
  (map {{ {{ Name => $_, RealName => ucfirst, EmailAddress => "$_\\@example.test", Privileged => 1,
             Password => '{password}' }} }} qw({agents})),
  (map {{ {{ Name => $_, EmailAddress => "$_\\@example.test", Privileged => 0, Password => '{password}' }} }}
      qw({customers})),
);
our @Groups = ( {{ Name => 'Agents', Members => {{ Users => [qw({agents})] }} }} );
our @Queues = map {{ {{ Name => $_, SLADisabled => 0 }} }} qw(Technical Billing);
our @ACL = (
  (map {{ {{ GroupDomain => 'UserDefined', GroupId => 'Agents', Right => $_ }} }}
    qw(SeeQueue ShowTicket ShowTicketComments OwnTicket ModifyTicket DeleteTicket ReplyToTicket CommentOnTicket
       CreateTicket TakeTicket StealTicket ReassignTicket SeeCustomField ModifyCustomField)),
  (map {{ {{ GroupDomain => 'SystemInternal', GroupType => 'Everyone', Right => $_ }} }}
    qw(CreateTicket ReplyToTicket)),
);
our @CustomFields = (
  {{ Name => 'CSAT', Type => 'Freeform', MaxValues => 1, LookupType => 'RT::Queue-RT::Ticket',
     ApplyTo => [qw(Technical Billing)] }},
);
"""
_TOKENS = """
use RT -init; use RT::AuthToken;
for my $name (@ARGV) {
  my $user = RT::User->new(RT->SystemUser); $user->Load($name);
  my ($id, $said, $token) = RT::AuthToken->new(RT->SystemUser)->Create(Owner => $user->Id, Description => 'cxtui');
  die "$said\\n" unless $id;
  umask 077; open my $file, '>', "$ENV{RT_HOME}/token.$name" or die; print $file "$token\\n"; close $file;
}
"""


class RealRequestTracker:
    """A running server while the context is open; the test is skipped, with the reason, where it cannot be had."""

    def __init__(self, home: Path) -> None:
        self.home = home
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self.url = f"http://127.0.0.1:{self.port}"
        self._environment = os.environ | {
            "RT_HOME": str(home), "RT_SITE_CONFIG": str(home / "site.pm"), "RT_SITE_CONFIG_DIR": str(home / "conf.d"),
        }  # fmt: skip
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "RealRequestTracker":
        missing = [str(one) for one in (SERVER, CLOCK) if not one.exists()]
        missing += [name for name in (SETUP, "perl", "sqlite3") if shutil.which(name) is None]
        if missing:
            pytest.skip(f"needs Debian's Request Tracker ({PACKAGES}); there is no {missing[0]}")
        for folder in ("conf.d", "session", "mason"):
            (self.home / folder).mkdir(parents=True)
        (self.home / "site.pm").write_text(_CONFIG.format(home=self.home, port=self.port))
        data = self.home / "data.pl"
        data.write_text(
            _DATA.format(password=PASSWORD, agents=" ".join(AGENTS), customers=" ".join(CUSTOMERS))
        )  # fmt: skip
        self.turn("2026-03-02 08:59:00")
        self._setup("--action", "init")
        self._setup("--action", "insert", "--datafile", str(data))
        # What would be mailed is of no interest, and takes most of the time of a reply.
        self._run(
            "sqlite3", str(self.home / "rt.sqlite3"),
            "UPDATE Scrips SET Disabled = 1 WHERE ScripAction IN (SELECT id FROM ScripActions WHERE ExecModule IN"
            " ('Notify', 'NotifyAsComment', 'NotifyGroup', 'NotifyOwnerOrAdminCc', 'Autoreply', 'SendForward'))",
        )  # fmt: skip
        self._run("perl", f"-I{LIBRARY}", "-e", _TOKENS, "root", *AGENTS)
        self._start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGTERM)
            self._process.wait(20)

    def turn(self, time: str) -> None:
        """Set the server's clock, which goes on from there."""
        (self.home / "clock").write_text(f"@{time}\n")

    def turn_to(self, at: int) -> None:
        """Set the server's clock to an instant in epoch seconds."""
        self.turn(datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%d %H:%M:%S"))

    def token(self, name: str) -> Path:
        """Return the file with somebody's token."""
        return self.home / f"token.{name}"

    def client(self, name: str) -> httpx.Client:
        """Return somebody at work: by token where there is one, else by password."""
        base, token = f"{self.url}/REST/2.0", self.token(name)
        if token.exists():
            return httpx.Client(
                base_url=base, headers={"Authorization": f"token {token.read_text().strip()}"}, timeout=60
            )
        return httpx.Client(base_url=base, auth=(name, PASSWORD), timeout=60)

    def shred(self, ticket: int) -> bool:
        """Remove a ticket as if it had never been; False where the tool for that is missing."""
        if shutil.which(SHREDDER) is None:
            return False
        self._run(
            SHREDDER, "--plugin", f"Tickets=query,id = {ticket}", "--force", "--sqldump", str(self.home / "gone.sql")
        )
        return True

    def _setup(self, *words: str) -> None:
        self._run(SETUP, *words, "--skip-create", "--dba", "", "--dba-password", "")

    def _run(self, *words: str) -> None:
        done = subprocess.run(words, env=self._environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr[-2000:] + done.stdout[-2000:]

    def _start(self) -> None:
        clock = {
            "LD_PRELOAD": str(CLOCK), "TZ": "UTC", "FAKETIME_TIMESTAMP_FILE": str(self.home / "clock"),
            "FAKETIME_NO_CACHE": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }  # fmt: skip
        words = [
            str(SERVER),
            "--server",
            "Starlet",
            "--host",
            "127.0.0.1",
            "--port",
            str(self.port),
            "--max-workers",
            "2",
        ]
        with (self.home / "server.log").open("wb") as log:
            self._process = subprocess.Popen(
                words, env=self._environment | clock, stdout=log, stderr=log, start_new_session=True
            )  # fmt: skip
        root, end = self.client("root"), time.monotonic() + 60
        while time.monotonic() < end:
            try:
                if root.get("/rt").status_code == 200:
                    return
            except httpx.TransportError:
                time.sleep(0.2)
        raise AssertionError((self.home / "server.log").read_text()[-2000:])


def ok(answer: httpx.Response) -> Any:
    """Return what the server said; it must have done what it was asked."""
    assert answer.status_code < 300, f"{answer.status_code} {answer.text[:300]} {answer.request.url}"
    return answer.json() if answer.content else None
