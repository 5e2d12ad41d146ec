"""From the tables of a settings file to ``StoreSettings``, checking every value on the way."""

from types import MappingProxyType
from typing import cast

from cxtui.calendars import iana
from cxtui.errors import CxtuiError
from cxtui.settings import triggers
from cxtui.settings.model import (
    ATTRIBUTIONS,
    CALENDAR_HISTORIES,
    GROUPS,
    LOWER_IS_BETTER,
    MEASURES,
    NORMS,
    TARGET_METRICS,
    THANK_YOUS,
    Attribution,
    CalendarHistory,
    ComponentSettings,
    LeaderboardSettings,
    Measure,
    StoreSettings,
    Target,
    TargetMetric,
    ThankYous,
)
from cxtui.settings.week import calendar, valid_from
from cxtui.toml import TomlTable, nearest

_CONDITIONS = ("channel", "team", "priority", "tier")


def build(root: TomlTable) -> StoreSettings:
    """Return the settings of a whole file; a UsageError names file, dotted key and nearest valid key."""
    root.only(
        "zone", "business_calendar", "attribution", "thank_yous", "calendars", "calendar_history", "target", "horizons",
        "leaderboard", "norms", "triggers", "staleness", "worth", "privacy", "undo",
    )  # fmt: skip
    zone = _zone(root)
    calendars = root.table("calendars")
    known = {name: calendar(calendars.table(name), name, zone) for name in calendars.data}
    default = root.text("business_calendar")
    if default not in known:
        root.fail("business_calendar", f"is {default[:40]!r}, no calendar; {nearest(default, known)}")
    horizons = root.table("horizons").only("fcr_days", "retention_days")
    staleness = root.table("staleness").only("default", "sources")
    sources = staleness.table("sources")
    worth = root.table("worth").only("cost_per_hour", "currency")
    return StoreSettings(
        zone=zone,
        business_calendar=default,
        attribution=cast(Attribution, root.choice("attribution", ATTRIBUTIONS)),
        thank_yous=cast(ThankYous, root.choice("thank_yous", THANK_YOUS)),
        calendars=MappingProxyType(known),
        calendar_history=cast(CalendarHistory, root.choice("calendar_history", CALENDAR_HISTORIES)),
        targets=_targets(root, zone),
        fcr_days=horizons.count("fcr_days", 1, 3650),
        retention_days=horizons.count("retention_days", 1, 3650),
        leaderboard=_leaderboard(root.table("leaderboard")),
        norms=MappingProxyType(_norms(root.table("norms").only(*NORMS))),
        triggers=triggers.build(root.table("triggers")),
        allowance_s=staleness.duration("default"),
        allowances=MappingProxyType({name: sources.duration(name) for name in sources.data}),
        cost_per_hour=_cost(worth),
        currency=_currency(worth),
        rejects_days=root.table("privacy").only("rejects_days").count("rejects_days", 1, 3650),
        undo_runs=root.table("undo").only("runs").count("runs", 0, 1000),
    )


def _zone(root: TomlTable) -> str:
    zone = root.text("zone")
    try:
        return iana(zone)
    except CxtuiError as error:
        root.fail("zone", f"cannot be used: {error}")


def _targets(root: TomlTable, zone: str) -> tuple[Target, ...]:
    found: list[Target] = []
    places: dict[tuple[str | int | None, ...], int] = {}
    for place, table in enumerate(root.tables("target"), 1):
        table.only("metric", "within", "business", "from", *_CONDITIONS)
        conditions = {name: table.text(name, None) for name in _CONDITIONS}
        target = Target(
            metric=cast(TargetMetric, table.choice("metric", TARGET_METRICS)),
            within_s=table.duration("within"),
            business=table.flag("business", False),
            **conditions,
            from_at=valid_from(table, zone) if table.has("from") else None,
        )
        first = places.setdefault((target.metric, *target.conditions, target.from_at), place)
        if first != place:
            table.fail("", f"has the same metric and conditions as target[{first}]; keep one of them, or say from when")
        found.append(target)
    # The sort is stable: of equally specific ones the earlier in the file stays first.
    return tuple(sorted(found, key=lambda target: -target.specificity))


def _leaderboard(table: TomlTable) -> LeaderboardSettings:
    table.only("period_days", "min_n", "weights", "components")
    weights = table.table("weights").only(*GROUPS)
    groups = {name: weights.number(name, 0, 100) for name in GROUPS}
    _hundred(weights, groups)
    names = [name for members in GROUPS.values() for name in members]
    components = table.table("components").only(*names)
    found: list[ComponentSettings] = []
    for group, members in GROUPS.items():
        of_group = [_component(components.table(name), name, group) for name in members]
        _hundred(components, {one.name: one.weight for one in of_group}, f" of group {group}")
        found += of_group
    return LeaderboardSettings(
        period_days=table.count("period_days", 1, 3650),
        min_n=table.count("min_n", 1, 1_000_000),
        groups=MappingProxyType(groups),
        components=tuple(found),
    )


def _component(table: TomlTable, name: str, group: str) -> ComponentSettings:
    table.only("weight", "anchors")
    values = table.items("anchors")
    if len(values) != 2:
        table.fail("anchors", f"must be two values, [worst, best], not {len(values)}")
    pair = TomlTable(table.document, table.key("anchors"), {"worst": values[0], "best": values[1]})
    worst, best = (_measured(pair, end, MEASURES.get(name, "share")) for end in ("worst", "best"))
    if worst == best or (worst < best) == (name in LOWER_IS_BETTER):
        order = "lower is better, so worst > best" if name in LOWER_IS_BETTER else "worst < best"
        table.fail("anchors", f"are [{worst:g}, {best:g}], but must be [worst, best]: for {name} {order}")
    return ComponentSettings(name=name, group=group, weight=table.number("weight", 0, 100), worst=worst, best=best)


def _measured(table: TomlTable, name: str, measure: Measure) -> float:
    if measure == "seconds":
        return float(table.duration(name))
    if measure == "points":
        return table.number(name, -100, 100)
    return table.number(name, 0, 1, "; 85 % is written 0.85")


def _hundred(table: TomlTable, weights: dict[str, float], whose: str = "") -> None:
    total = sum(weights.values())
    if abs(total - 100) > 1e-6:
        listed = " + ".join(f"{name} {weight:g}" for name, weight in weights.items())
        table.fail("", f"must add up to 100: the weights{whose} are {listed} = {total:g}")


def _cost(table: TomlTable) -> float | None:
    if table.data.get("cost_per_hour", False) is False:
        return None
    cost = table.number("cost_per_hour", 0, 1_000_000)
    if not cost:
        table.fail("cost_per_hour", "is 0; it must be more, or false where it is not known")
    return cost


def _currency(table: TomlTable) -> str | None:
    if table.data.get("currency", False) is False:
        return None
    code = table.text("currency")
    if len(code) != 3 or not (code.isascii() and code.isalpha() and code.isupper()):
        table.fail("currency", f"is {code[:40]!r}; it must be three capital letters (ISO 4217), such as EUR, or false")
    return code


def _norms(table: TomlTable) -> dict[str, float]:
    return {
        name: _measured(table, name, measure)
        for name, measure in NORMS.items()
        if table.data.get(name, False) is not False
    }
