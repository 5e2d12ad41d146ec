"""A tap for tests: writes what its config says, in a way that its config says; ``python fake_tap.py --config FILE``.

``output`` is a file that is written as it stands, ``lines`` too but once the state is ``end``. Then it does what
``then`` says.
"""

import argparse
import json
import os
import sys
import time
from pathlib import Path


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--config", required=True)
    parser.add_argument("--state")
    chosen = parser.parse_args()
    config = json.loads(Path(chosen.config).read_text())
    state = json.loads(Path(chosen.state).read_text()) if chosen.state else None
    with Path(config["log"]).open("a") as log:
        log.write(json.dumps({"state": state, "pid": os.getpid()}) + "\n")
    out = sys.stdout.buffer
    if "output" in config:
        out.write(Path(config["output"]).read_bytes())
    if "end" not in config or state != config["end"]:
        out.write("".join(line + "\n" for line in config["lines"]).encode())
        out.flush()
    then = config.get("then", "")
    if then == "half":
        out.write(b'{"type": "RECORD", "stream": "tickets", "rec')
    if then == "garbage":
        out.write(b"\x00\xff\xfe no message\nTraceback: (most recent)\n[1, 2]\n")
    out.flush()
    if then == "hang":
        time.sleep(600)
    if then in ("error", "half"):
        print(f"CRITICAL the token {config['token']} did it", file=sys.stderr)
        return 3
    if then == "refused":
        print("CRITICAL HTTP-error-code: 401, Error: Unauthorized", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
