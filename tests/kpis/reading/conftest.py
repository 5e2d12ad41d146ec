"""The packaged folder's replayed tickets."""

import pytest

from tests.kpis.reading import oracle
from tests.kpis.reading.stores import FIXTURES


@pytest.fixture(scope="session")
def lives() -> list[oracle.Life]:
    """Return the packaged folder's tickets as a slow count sees them."""
    return oracle.lives(FIXTURES)
