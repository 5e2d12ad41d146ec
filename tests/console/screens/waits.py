"""What the screens of response and escalations are told in tests, and how to wait until they have drawn it."""

from collections.abc import Iterable

from textual.pilot import Pilot

from cxtui.console.app import CxtuiApp
from cxtui.console.screens import escalations, response
from cxtui.kpis.answers.spread import Spread
from cxtui.kpis.lists import ListColumn, ListTable
from tests.console.fakes import FakeFeed
from tests.console.hand import Hand, until
from tests.console.panes import charted
from tests.console.panes.explained import explained

Answers = dict[tuple[str, ...], object | None]
LACKS = "no messages in this store: import event rows of kind message (or a first_response_at column)"

PRIORITIES = ListTable(
    "priorities",
    "By priority",
    (
        ListColumn("priority", "text", "priority"),
        ListColumn("created", "count", "created"),
        ListColumn("solved", "count", "solved"),
        ListColumn("open", "count", "open"),
        ListColumn("first_response_mean", "seconds", "first response"),
        ListColumn("service_level", "ratio", "service level"),
        ListColumn("csat", "ratio", "satisfaction"),
    ),
    (("P1", 40, 38, 2, 61.0, 0.95, None), ("P2", 210, 200, 31, 320.0, 0.81, 0.9), (None, 9, 0, 9, None, None, None)),
)
TIERS = ListTable(
    "escalations_by_tier", "Escalations by tier",
    (ListColumn("tier", "text", "to tier"), ListColumn("tickets", "count", "tickets"),
     ListColumn("share", "ratio", "of worked on")),
    (("2", 17, 0.0494), ("3", 4, 0.0116)),
)  # fmt: skip


def of_response() -> Answers:
    """Return the answers that fill the screen of response."""
    numbers = [
        explained("reply_time", 660.0, 2_602, before=600.0, waiting=16),
        explained("reply_time_median", 500.0, 2_602, before=520.0, waiting=16),
        explained("first_resolution_mean", 34_000.0, 1_783, before=36_000.0, target=86_400.0, state="good", waiting=43),
        explained("full_resolution_mean", 42_000.0, 1_777, before=42_000.0, waiting=45),
        explained("handle_time", None, missing="no handling times in this store: import a handle table"),
    ]
    return {
        ("series", "service_level", "channel"): charted.levels(),
        ("series", "reply_time"): charted.replies(),
        ("series", "first_resolution_mean"): charted.resolutions(),
        ("spread", "first_response_median"): charted.spread(),
        ("list", "priorities"): PRIORITIES,
        **{("number", name): explained(name, 12_000.0, 1_000) for name in response.NUMBERS},
        **{("number", one.definition.name): one for one in numbers},
    }


def of_escalations() -> Answers:
    """Return the answers that fill the screen of escalations."""
    numbers = [
        explained("escalation_rate", 0.061, 344, before=0.048, target=0.05, state="bad", waiting=21),
        explained("nps", 38.0, 62, before=45.0, target=50.0, state="bad"),
        explained("csat", 0.84, 143, before=0.86, target=0.85, state="warn"),
        explained("ces", None, missing="no surveys in this store: import a rating table"),
    ]
    return {
        ("series", "escalation_rate"): charted.rate(),
        ("series", "nps"): charted.points(),
        ("series", "csat"): charted.lacking("csat"),
        ("spread", "escalation_rate"): charted.ages(),
        ("list", "escalations_by_tier"): TIERS,
        **{("number", name): explained(name, 0.1, 500) for name in escalations.NUMBERS},
        **{("number", one.definition.name): one for one in numbers},
    }


def without_data(answers: Iterable[tuple[str, ...]]) -> Answers:
    """Return what a store that holds nothing says to the same queries."""
    answered: Answers = {}
    for kind, name, *rest in answers:
        if kind == "series":
            answered[(kind, name, *rest)] = charted.lacking(name, LACKS)
        elif kind == "spread":
            answered[(kind, name)] = Spread(name, missing=LACKS)
        elif kind == "list":
            answered[(kind, name)] = ListTable(name, name, (), (), missing=LACKS)
        else:
            answered[(kind, name)] = explained(name, None, missing=LACKS)
    return answered


def tell(feed: FakeFeed, answers: Answers) -> None:
    """Let a feed answer so."""
    feed.answers.update(answers)


async def gone(pilot: Hand, key: str, name: str) -> CxtuiApp:
    """Go to a screen by its key, and wait until all that its panes asked is drawn."""
    app = pilot.app
    assert isinstance(app, CxtuiApp)
    await until(pilot, lambda: app.picture.newest is not None or app.picture.trouble is not None)
    await pilot.press(key)
    await until(pilot, lambda: name == app.board.NAME)
    await answered(pilot)
    return app


async def answered(pilot: Pilot[None]) -> None:
    """Wait until every query of the panes on the screen has its answer, and its chart is drawn."""
    app = pilot.app
    assert isinstance(app, CxtuiApp)
    panes = [pane for pane in app.board.panes.values() if pane.display]
    view = app.picture.view
    await until(pilot, lambda: all(one in pane._answers for pane in panes for one in pane.queries(view)))
    for _ in range(5):
        await pilot.pause(0.02)
