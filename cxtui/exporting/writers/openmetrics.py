"""OpenMetrics text: numbers as gauges, for whoever scrapes them (OpenMetrics 1.0)."""

import re
from collections.abc import Iterable
from typing import TextIO

from cxtui.kpis.definitions import DEFINITIONS
from cxtui.kpis.floor import Metric

_UNITS = {"seconds": "seconds", "ratio": "ratio"}
"""Units that OpenMetrics wants as a name's suffix."""

_NAME = re.compile(r"[^a-zA-Z0-9_]")


def write(metrics: Iterable[tuple[Metric, dict[str, str]]], into: TextIO) -> int:
    """Write numbers with their labels and return how many; those without data are left out.

    Each is the gauge ``cxtui_NAME`` with its unit as suffix, beside ``cxtui_NAME_units``, how many units it
    was computed from. A number's lines stand together, whatever order they come in.
    """
    families: dict[str, list[tuple[Metric, dict[str, str]]]] = {}
    for metric, labels in metrics:
        if metric.value is not None:
            families.setdefault(metric.name, []).append((metric, labels))
    count = 0
    for name, found in families.items():
        definition = DEFINITIONS[name]
        unit = _UNITS.get(definition.unit, "")
        family = "cxtui_" + _NAME.sub("_", name)
        if unit and not family.endswith("_" + unit):
            family += "_" + unit
        into.write(f"# TYPE {family} gauge\n")
        if unit:
            into.write(f"# UNIT {family} {unit}\n")
        into.write(f"# HELP {family} {_escaped(definition.formula)}\n")
        for metric, labels in found:
            into.write(f"{family}{_labels(labels)} {float(metric.value or 0)!r}\n")
            count += 1
        into.write(f"# TYPE {family}_units gauge\n")
        into.write(
            f"# HELP {family}_units {_escaped(f'How many {definition.counts} {definition.title} was computed from.')}\n"
        )
        for metric, labels in found:
            into.write(f"{family}_units{_labels(labels)} {metric.n}\n")
    into.write("# EOF\n")
    return count


def _labels(labels: dict[str, str]) -> str:
    pairs = ",".join(f'{_NAME.sub("_", key)}="{_escaped(value)}"' for key, value in labels.items() if value)
    return f"{{{pairs}}}" if pairs else ""


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("\n", "\\n").replace('"', '\\"')
