"""A language is of the whole process: what a test spoke, the next one forgets."""

from collections.abc import Iterator

import pytest

from cxtui.language import use


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Speak English again after the test."""
    yield
    use("en")
