"""A unit for systemd that follows sources, with no more rights than that takes."""

import sys
from collections.abc import Sequence
from pathlib import Path

from cxtui.sources.live.options import ConfiguredSource

_UNIT = """\
[Unit]
Description=cxtui: keep {store} behind its helpdesks
After=network-online.target
Wants=network-online.target

[Service]
ExecStart={command}
Restart=on-failure
RestartSec=10
{secrets}UMask=0027
NoNewPrivileges=yes
PrivateDevices=yes
PrivateTmp=yes
ProtectClock=yes
ProtectControlGroups=yes
ProtectHome={home}
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectProc=invisible
ProtectSystem=strict
ReadWritePaths={folder}
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
CapabilityBoundingSet=
SystemCallArchitectures=native
SystemCallFilter=@system-service
LimitCORE=0

[Install]
WantedBy=default.target
"""


def unit(store: Path, config: Path, sources: Sequence[ConfiguredSource], names: Sequence[str]) -> str:
    """Return the text of a unit; secrets are in it by name alone."""
    words = [sys.executable, "-m", "cxtui", "follow", *names, "--config", str(config.absolute()), "--store", str(store)]
    home = Path.home()
    within = any(path.is_relative_to(home) for path in (store, config.absolute(), Path(sys.executable)))
    return _UNIT.format(
        store=store.name,
        command=" ".join(map(_quoted, words)),
        folder=_quoted(str(store.parent)),
        home="read-only" if within else "yes",
        secrets="".join(f"{line}\n" for line in dict.fromkeys(_secret_lines(sources))),
    )


def _secret_lines(sources: Sequence[ConfiguredSource]) -> list[str]:
    lines = []
    for one in sources:
        secret = one.options.secret
        if secret is not None and secret.kind == "credential":
            lines.append(f"LoadCredential={secret.name}:/etc/cxtui/{secret.name}")
        elif secret is not None and secret.kind == "env":
            lines.append(f"# {secret.name}=… in a file of mode 0600:")
            lines.append("EnvironmentFile=/etc/cxtui/secrets.env")
    return lines


def _quoted(word: str) -> str:
    """Return a word as systemd reads it: specifiers doubled, quoted where it has to be."""
    escaped = word.replace("\\", "\\\\").replace("%", "%%").replace("$", "$$").replace('"', '\\"')
    return f'"{escaped}"' if any(letter.isspace() or letter in "\"'\\;" for letter in word) else escaped
