"""What a scraper reads is what the floor shows."""

from contextlib import closing
from pathlib import Path
from typing import Any

from prometheus_client.openmetrics.parser import text_string_to_metric_families

from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.feeds.store_feed import StoreFeed
from tests.exporting.commands import AT, printed
from tests.facts.histories import instant


def scraped(words: str) -> list[Any]:
    """Return what Prometheus's own parser reads."""
    return list(text_string_to_metric_families(words))  # type: ignore[no-untyped-call]


def test_prometheus_reads_every_number_with_its_value(packaged: Path) -> None:
    families = {f.name: f for f in scraped(printed(packaged, "export", "metrics", "--format", "openmetrics"))}
    with closing(StoreFeed(packaged, instant(AT))) as feed, feed.asking() as store:
        for name, definition in DEFINITIONS.items():
            if definition.how is None or (metric := store.metric(name)).value is None:
                continue
            suffix = f"_{definition.unit}" if definition.unit in ("seconds", "ratio") else ""
            family = families["cxtui_" + name + ("" if name.endswith(suffix) else suffix)]
            assert [sample.value for sample in family.samples] == [metric.value], name
            assert family.type == "gauge" and family.documentation == definition.formula
            assert [s.value for s in families[family.name + "_units"].samples] == [metric.n]


def test_a_split_number_has_a_sample_for_each_value(packaged: Path) -> None:
    words = printed(packaged, "export", "created", "--by", "channel", "--period", "30d", "--format", "openmetrics")
    [created, units] = scraped(words)
    whole = float(printed(packaged, "export", "created", "--period", "30d").splitlines()[1].split(",")[1])
    assert len(created.samples) > 2 and sum(s.value for s in created.samples) == whole
    assert {s.labels["channel"] for s in created.samples} == {s.labels["channel"] for s in units.samples}
    assert all(s.labels["period"] == "30d" for s in created.samples)
