"""What is said of a tap in ``sources.toml``, and the files that it is started with."""

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cxtui.sources.live.failures import FeedRefused
from cxtui.sources.live.secrets import SecretReference

CONFIG, STATE = "{config}", "{state}"
"""What stands in a command for the paths of the tap's config and of its state."""
SHORTEST = 6
"""Letters of the shortest value of a config that is kept out of messages."""


@dataclass(frozen=True, slots=True)
class TapChoices:
    """The words that start a tap, the mapping of its streams, and seconds without a sign of life that are too many."""

    command: tuple[str, ...]
    mapping: str
    silence_s: float


@dataclass(frozen=True, slots=True)
class TapStart:
    """A tap as it is to be started: its words, the folder that is its own, and what nobody may read in a message."""

    words: tuple[str, ...]
    folder: Path
    hidden: tuple[str, ...]
    config: Any


@contextmanager
def started_with(choices: TapChoices, secret: SecretReference | None, state: Any) -> Iterator[TapStart]:
    """Yield how to start a tap with a state (None for its first time); what it reads is there until the end.

    Raises FeedRefused where its config cannot be read.
    """
    with TemporaryDirectory(prefix="cxtui-tap-") as place:
        folder = Path(place)
        config, path = _config(choices, secret, folder)
        words = [word.replace(CONFIG, str(path)) for word in choices.command]
        if any(STATE in word for word in words):
            words = [word.replace(STATE, str(_written(folder / "state.json", state or {}))) for word in words]
        elif state is not None:
            words += ["--state", str(_written(folder / "state.json", state))]
        yield TapStart(tuple(words), folder, tuple(_texts(config)), config)


def _config(choices: TapChoices, secret: SecretReference | None, folder: Path) -> tuple[Any, Path | None]:
    if secret is None:
        return None, None
    text = secret.read_document()
    try:
        config = json.loads(text)
    except ValueError:
        raise secret.fault("is no JSON, as the config of a tap is") from None
    if not any(CONFIG in word for word in choices.command):
        raise FeedRefused(f"the command does not say where its config goes: write {CONFIG} in it", "no config")
    # A tap may write a new token into its config: what is a file stays that file.
    path = Path(secret.name).expanduser() if secret.kind == "file" else _written(folder / "config.json", config)
    return config, path


def _written(path: Path, data: Any) -> Path:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump(data, file)
    return path


def _texts(config: Any) -> Sequence[str]:
    if isinstance(config, dict):
        return [text for value in config.values() for text in _texts(value)]
    if isinstance(config, list):
        return [text for value in config for text in _texts(value)]
    return [config] if isinstance(config, str) and len(config) >= SHORTEST else []
