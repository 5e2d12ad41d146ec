"""The reference of the numbers: it is up to date and leaves none out."""

import re
from pathlib import Path

from cxtui.kpis.definitions import DEFINITIONS
from tests.kpis.page import page

WRITTEN = (Path(__file__).parents[2] / "docs" / "metrics.md").read_text(encoding="utf-8")


def test_the_reference_is_what_the_definitions_say() -> None:
    assert page() == WRITTEN, "run python -m tests.kpis.page > docs/metrics.md"


def test_every_number_is_in_it_once() -> None:
    assert sorted(re.findall(r"^### .* \(`(\w+)`\)$", WRITTEN, re.MULTILINE)) == sorted(DEFINITIONS)


def test_every_number_has_every_line() -> None:
    labels = ["What it is", "Unit", "Counts when", "Left out", "Norm", "Made from", "Needs", "Shown for", "Models"]
    for part in WRITTEN.split("\n### ")[1:]:
        documented = re.findall(r"^- ([\w ]+): (?=\S)", part.partition("\n## ")[0], re.MULTILINE)
        assert documented == labels, part.splitlines()[0]
