"""The models as files: each lies in the folder of one step, under the name of the table that it makes."""

from importlib.resources import files
from pathlib import Path

from cxtui.facts import catalog
from cxtui.facts.sentinels import with_numbers

MODELS = Path(str(files("cxtui.facts"))) / "models"
STEPS = ("buckets", "clocks", "history", "outcomes")


def test_the_folders_are_the_steps_and_hold_every_model_once() -> None:
    assert sorted(path.name for path in MODELS.iterdir()) == list(STEPS)
    assert sorted(path.stem for path in MODELS.glob("*/*.sql")) == sorted((*catalog.FACTS, *catalog.BUCKETS))


def test_a_model_is_found_by_its_table() -> None:
    for path in MODELS.glob("*/*.sql"):
        written = path.read_text(encoding="utf-8").strip()
        assert catalog.text(path.stem) == with_numbers(written)


def test_what_sums_facts_into_buckets_lies_with_the_buckets() -> None:
    assert sorted(path.stem for path in (MODELS / "buckets").iterdir()) == sorted(catalog.BUCKETS)
