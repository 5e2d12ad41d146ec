"""Lists of who stays: the order of their rows."""

from pathlib import Path

from tests.kpis.customer_value.asking import asking, table
from tests.kpis.customer_value.test_agent_lift import JANUARY, served


def test_customers_known_at_the_same_time_stand_in_the_order_of_their_tickets(tmp_path: Path) -> None:
    history = served(*((f"c{n}", f"a{n % 2 + 1}", True) for n in range(12)), ("c99", "a3", False), agents="a1 a2 a3")
    with asking(history, tmp_path, "2025-02-01") as store:
        rows = table(store, "lift_customers", JANUARY, "agent:a1,a2").rows
        assert len({row[3] for row in rows}) == 1
        assert [row[2] for row in rows] == ["t0", "t1", "t10", "t11", *(f"t{n}" for n in range(2, 10))]
