"""A tap that runs: its lines as they come, its end, and why it failed."""

import os
import re
import selectors
import signal
import subprocess
import time
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from cxtui.sources.live.failures import FeedError, FeedRefused
from cxtui.sources.live.pace import Patience
from cxtui.sources.live.singer.choices import TapStart
from cxtui.sources.singer.messages import LONGEST

TICK_S = 0.2
GRACE_S = 5.0
"""Seconds that a tap has to end once it was asked to, or once it has closed its output."""
CHUNK = 1 << 16
SAID = 300
"""Characters of what a tap said last that are shown."""
CODE = re.compile(r"\b(?:401|403)\b")
REFUSED = re.compile(r"unauthori[sz]ed|forbidden|invalid_grant|authentication (?:failed|error)", re.IGNORECASE)
TELLING = re.compile(r"\b(?:CRITICAL|ERROR|Error|Exception)\b|\w+(?:Error|Exception):")


class TapProcess:
    """One run of a tap, in a group of processes of its own."""

    def __init__(self, start: TapStart, patience: Patience, silence_s: float) -> None:
        self._start, self._patience, self._silence_s = start, patience, silence_s
        self._name = Path(start.words[0]).name
        self._said: deque[str] = deque(maxlen=50)
        try:
            self._process = subprocess.Popen(
                start.words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                cwd=start.folder, start_new_session=True,
            )  # fmt: skip
        except OSError as error:
            why = "there is no such program" if isinstance(error, FileNotFoundError) else error.strerror
            raise FeedRefused(f"{start.words[0]}: the tap cannot be started ({why})", "no tap") from None

    def lines(self) -> Iterator[bytes]:
        """Yield lines with their ends; the last one may lack it. Raises FeedError after them where the tap failed."""
        held, skipping = b"", False
        for data in self._output():
            *whole, held = (held + data).splitlines(keepends=True) or [b""]
            if held.endswith(b"\n"):
                whole, held = [*whole, held], b""
            for line in whole:
                if not skipping:
                    yield line
                skipping = False
            if len(held) > LONGEST:
                # What is longer than any message is refused by its beginning, and the rest of it passed over.
                if not skipping:
                    yield held
                held, skipping = b"", True
        if held and not skipping:
            yield held
        self._ended()

    def close(self) -> None:
        """End the tap and what it started."""
        if self._process.poll() is None:
            self._signal(signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(GRACE_S)
        self._signal(signal.SIGKILL)
        self._process.wait()
        for pipe in (self._process.stdout, self._process.stderr):
            if pipe is not None:
                pipe.close()

    def _output(self) -> Iterator[bytes]:
        """Yield what comes on the tap's output, until that is closed."""
        out, err = self._process.stdout, self._process.stderr
        assert out is not None and err is not None
        with selectors.DefaultSelector() as waiting:
            for pipe in (out, err):
                waiting.register(pipe, selectors.EVENT_READ)
            alive = time.monotonic()
            while True:
                self._patience.wait(0.0)
                ready = {key.fd for key, _ in waiting.select(TICK_S)}
                if not ready and time.monotonic() - alive > self._silence_s:
                    raise FeedError(f"{self._name} said nothing for {self._silence_s:.0f} s and was ended")
                for pipe in [one for one in (err, out) if one.fileno() in ready]:
                    data = os.read(pipe.fileno(), CHUNK)
                    if not data:
                        waiting.unregister(pipe)
                    if pipe is err:
                        self._said.extend(data.decode("utf-8", "replace").splitlines())
                    elif not data:
                        return
                    else:
                        yield data
                    alive = time.monotonic()

    def _ended(self) -> None:
        try:
            code = self._process.wait(GRACE_S)
        except subprocess.TimeoutExpired:
            raise FeedError(f"{self._name} closed its output and did not end") from None
        if code == 0:
            return
        err = self._process.stderr
        with suppress(OSError):
            if err is not None:
                os.set_blocking(err.fileno(), False)
                self._said.extend((os.read(err.fileno(), CHUNK) or b"").decode("utf-8", "replace").splitlines())
        said = self._last_words()
        how = f"was ended by signal {-code}" if code < 0 else f"ended with {code}"
        message = f"{self._name} {how}" + (f": {said}" if said else "")
        told = CODE.search(said)
        if told or REFUSED.search(said):
            raise FeedRefused(message, f"tap refused ({told[0] if told else 'token'})")
        raise FeedError(message)

    def _last_words(self) -> str:
        """Return the line that tells most of why a tap failed, without what its config holds."""
        lines = [line.strip() for line in self._said if line.strip()]
        telling = [line for line in lines if TELLING.search(line)]
        said = (telling or lines or [""])[-1]
        for text in sorted(self._start.hidden, key=len, reverse=True):
            said = said.replace(text, "…")
        return "".join(c if c.isprintable() else " " for c in said)[:SAID]

    def _signal(self, number: signal.Signals) -> None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, number)
