"""(d) ``cxtui --help`` and the console's first paint against a minimal typer program and a minimal Textual app."""

import statistics
from pathlib import Path

from tests.bench import place
from tests.bench.bench_console import waiting_store
from tests.bench.terminal import Program

NAME = "d"
ROUNDS = 15

TYPER = '''
import typer

app = typer.Typer()


@app.command()
def hello(name: str = "world") -> None:
    """Say hello."""
    print(f"hello {name}")


@app.command()
def bye(name: str = "world") -> None:
    """Say goodbye."""
    print(f"bye {name}")


app()
'''

TEXTUAL = """
from textual.app import App, ComposeResult
from textual.widgets import Static


class Hello(App):
    def compose(self) -> ComposeResult:
        yield Static("painted")


Hello().run()
"""


def run(small: bool) -> None:
    """Print medians and ratios of interleaved runs."""
    rounds = 1 if small else ROUNDS
    typer, textual = (_program(name, text) for name, text in (("typer", TYPER), ("textual", TEXTUAL)))
    store = place.work() / "d.db"
    place.remove(store)
    waiting_store(store, 100)
    helps: list[tuple[float, float]] = []
    paints: list[tuple[float, float, float]] = []
    for number in range(rounds + 1):
        found = (_help(typer), _help("-m", "cxtui"))
        painted = (_paint(b"painted", textual), *_opening(store))
        # The first round fills the caches.
        if number or small:
            helps.append(found)
            paints.append(painted)
    base, ours = (statistics.median(column) * 1000 for column in zip(*helps, strict=True))
    print(f"(d) medians of {rounds} interleaved runs", flush=True)
    print(f"    --help: minimal typer {base:.0f} ms, cxtui {ours:.0f} ms")
    print(f"    ratio {ours / base:.2f} (must be <= 2, aim <= 1.5)")
    base, first, floor = (statistics.median(column) * 1000 for column in zip(*paints, strict=True))
    print(f"    first paint: minimal Textual {base:.0f} ms, cxtui {first:.0f} ms, with the floor {floor:.0f} ms")
    print(f"    ratio {first / base:.2f} (must be <= 2, aim <= 1.5), with the floor {floor / base:.2f}")


def _program(name: str, text: str) -> Path:
    path = place.work() / f"d-{name}.py"
    path.write_text(text)
    return path


def _help(*command: object) -> float:
    import sys

    return place.process(sys.executable, *command, "--help").wall


def _paint(text: bytes, *command: object) -> float:
    with Program(*command) as program:
        return program.until(text)


def _opening(store: Path) -> tuple[float, float]:
    """Return the seconds to the console's first paint, and to the first one with data."""
    with Program("-m", "cxtui", "console", "--store", store) as program:
        return program.until(b"Support floor"), program.until(b"100 waiting")
