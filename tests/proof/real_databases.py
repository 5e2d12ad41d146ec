"""Real PostgreSQL and MariaDB servers of Debian's packages on the loopback, in folders of the test's own."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

import pytest

PASSWORD = "r3ad-only"
READER = "cxtui_read"
STARTS_S = 60.0
UNPRIVILEGED = ("postgres", "mysql", "nobody")
"""Who runs a server where the tests are root's: both refuse to be."""


class RealDatabase:
    """A running server while the context is open; the test is skipped, with the reason, where it cannot be had."""

    programs: tuple[str, ...] = ()
    packages = ""

    def __init__(self) -> None:
        self.folder = Path()
        self.port = 0
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        missing = [name for name in self.programs if self.program(name) is None]
        if missing:
            pytest.skip(f"needs Debian's {self.packages}; there is no {missing[0]}")
        self.folder = Path(tempfile.mkdtemp(prefix="cxtui-db-"))
        if (owner := self._owner()) is not None:
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self.make()
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def program(self, name: str) -> str | None:
        """Return the path of a program of the server."""
        folders = [
            os.environ.get("PATH", ""),
            "/usr/sbin",
            *map(str, sorted(Path("/usr/lib/postgresql").glob("*/bin"))),
        ]
        return shutil.which(name, path=os.pathsep.join(folders))

    @property
    def url(self) -> str:
        """Return the address for whoever only reads."""
        raise NotImplementedError

    def allow(self, statements: Sequence[str]) -> None:
        """Grant what a reader was told to ask for."""
        raise NotImplementedError

    def make(self) -> None:
        """Make the files of a new server."""
        raise NotImplementedError

    def words(self) -> list[str]:
        """Return the command that runs the server."""
        raise NotImplementedError

    def connect(self) -> Any:
        """Return a connection of whoever may do anything."""
        raise NotImplementedError

    def start(self) -> None:
        """Start the server, and wait until it answers."""
        with (self.folder / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                self.words(), stdout=log, stderr=log, cwd=self.folder, start_new_session=True, **self._as_owner()
            )
        end = time.monotonic() + STARTS_S
        while time.monotonic() < end:
            try:
                self.connect().close()
                return
            except Exception:
                time.sleep(0.1)
        raise AssertionError((self.folder / "server.log").read_text()[-2000:])

    def stop(self) -> None:
        """Stop the server, whoever is connected."""
        process, self._process = self._process, None
        if process is not None:
            process.send_signal(signal.SIGINT if "postgres" in self.packages else signal.SIGTERM)
            process.wait(60)

    def run(self, *words: str) -> None:
        """Run a program of the server."""
        done = subprocess.run(words, capture_output=True, text=True, cwd=self.folder, **self._as_owner())
        assert done.returncode == 0, done.stderr[-2000:] + done.stdout[-2000:]

    def _owner(self) -> pwd.struct_passwd | None:
        if os.getuid() != 0:
            return None
        known = {one.pw_name: one for one in pwd.getpwall()}
        return next(known[name] for name in UNPRIVILEGED if name in known)

    def _as_owner(self) -> dict[str, Any]:
        owner = self._owner()
        return {} if owner is None else {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}


class RealPostgres(RealDatabase):
    """PostgreSQL; nothing is kept beyond the test, so nothing waits for the disk."""

    programs = ("initdb", "postgres")
    packages = "postgresql"

    @property
    def url(self) -> str:
        """Return the address for whoever only reads."""
        return f"postgresql://{READER}@127.0.0.1:{self.port}/helpdesk"

    def make(self) -> None:
        """Make the files of a new server."""
        (self.folder / "password").write_text(PASSWORD + "\n")
        initdb = self.program("initdb") or ""
        self.run(
            initdb, "-D", str(self.folder / "data"), "-U", "admin", "--auth=scram-sha-256", "--no-sync",
            f"--pwfile={self.folder / 'password'}", "--locale=C", "--encoding=UTF8",
        )  # fmt: skip

    def words(self) -> list[str]:
        """Return the command that runs the server."""
        return [
            self.program("postgres") or "", "-D", str(self.folder / "data"), "-p", str(self.port), "-h", "127.0.0.1",
            "-k", str(self.folder), "-F", "-c", "timezone=Europe/Warsaw",
        ]  # fmt: skip

    def connect(self, database: str = "postgres") -> Any:
        """Return a connection of whoever may do anything."""
        import psycopg

        return psycopg.connect(
            host="127.0.0.1", port=self.port, user="admin", password=PASSWORD, dbname=database, autocommit=True
        )

    def helpdesk(self, schema: str) -> Any:
        """Make a helpdesk of a schema with somebody who may only read, and return a connection to it."""
        with self.connect() as con:
            con.execute("DROP DATABASE IF EXISTS helpdesk WITH (FORCE)")
            con.execute("CREATE DATABASE helpdesk")
            con.execute(f"DROP USER IF EXISTS {READER}")
            con.execute(f"CREATE USER {READER} PASSWORD '{PASSWORD}'")
        con = self.connect("helpdesk")
        con.execute(schema)
        return con

    def allow(self, statements: Sequence[str]) -> None:
        """Grant what a reader was told to ask for."""
        with self.connect("helpdesk") as con:
            for statement in statements:
                con.execute(statement)


class RealMariaDb(RealDatabase):
    """MariaDB."""

    programs = ("mariadb-install-db", "mariadbd")
    packages = "mariadb-server"

    @property
    def url(self) -> str:
        """Return the address for whoever only reads."""
        return f"mysql://{READER}@127.0.0.1:{self.port}/helpdesk"

    def make(self) -> None:
        """Make the files of a new server."""
        self.run(
            self.program("mariadb-install-db") or "", "--no-defaults", f"--datadir={self.folder / 'data'}",
            "--auth-root-authentication-method=normal", "--skip-test-db",
        )  # fmt: skip

    def words(self) -> list[str]:
        """Return the command that runs the server."""
        return [
            self.program("mariadbd") or "", "--no-defaults", f"--datadir={self.folder / 'data'}", f"--port={self.port}",
            "--bind-address=127.0.0.1", f"--socket={self.folder / 'socket'}", "--innodb-flush-log-at-trx-commit=0",
            "--innodb-buffer-pool-size=64M", f"--pid-file={self.folder / 'pid'}", "--default-time-zone=+01:00",
        ]  # fmt: skip

    def connect(self, database: str | None = None) -> Any:
        """Return a connection of whoever may do anything."""
        import pymysql

        return pymysql.connect(
            unix_socket=str(self.folder / "socket"), user="root", database=database, autocommit=True, charset="utf8mb4"
        )

    def helpdesk(self, schema: str) -> Any:
        """Make a helpdesk of a schema with somebody who may only read, and return a connection to it."""
        with self.connect() as con, con.cursor() as cursor:
            cursor.execute("DROP DATABASE IF EXISTS helpdesk")
            cursor.execute("CREATE DATABASE helpdesk CHARACTER SET utf8mb4")
            cursor.execute(f"CREATE OR REPLACE USER '{READER}'@'%' IDENTIFIED BY '{PASSWORD}'")
        con = self.connect("helpdesk")
        with con.cursor() as cursor:
            for statement in filter(str.strip, schema.split(";\n")):
                cursor.execute(statement)
        return con

    def allow(self, statements: Sequence[str]) -> None:
        """Grant what a reader was told to ask for."""
        with self.connect("helpdesk") as con, con.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
