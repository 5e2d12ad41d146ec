"""Key numbers: value, change, norm and n of each, and which one the cursor says to explain."""

from textual.message import Message

from cxtui.console.messages import OpenNumber
from cxtui.console.panes.figures import FiguresPane
from cxtui.kpis.query import Query, View
from tests.console import floors
from tests.console.panes.explained import explained, queries, tell
from tests.console.panes.stage import shown, staged, title, widths

NAMES = ("reply_time", "first_resolution_mean", "service_level")
ANSWERS = (
    explained("reply_time", 420.0, 1_234, before=400.0, waiting=9),
    explained("first_resolution_mean", 90_000.0, 371, before=100_000.0, target=86_400.0, state="warn"),
    explained("service_level", 0.78, 401, before=0.81, target=0.8, state="bad"),
)


def pane() -> FiguresPane:
    return FiguresPane("Reply and resolution", NAMES, id="figures")


def noted(one: FiguresPane) -> list[OpenNumber]:
    """Return what the pane asks to be explained, as it does."""
    found: list[OpenNumber] = []
    post = one.post_message

    def note(message: Message) -> bool:
        if isinstance(message, OpenNumber):
            found.append(message)
        return post(message)

    one.post_message = note  # type: ignore[method-assign]
    return found


async def test_a_number_stands_with_change_norm_and_n() -> None:
    one = pane()
    async with staged(one, floors.busy(), (84, 9)):
        assert queries(one) == [Query("number", (name,)) for name in NAMES]
        tell(one, *ANSWERS)
        assert [" ".join(line.split()) for line in shown(one)[:4]] == [
            "number value change norm n before waiting",
            "Reply time 7:00 ▲ 5 % 1,234 6:40 9",
            "! First resolution, mean 1 d 1 h ▼ 10 % 1 d 0 h 371 1 d 3 h",
            "X Service level 78 % ▼ 3 pt 80 % 401 81 %",
        ]
        assert title(one) == "Reply and resolution"
        assert widths(one) == {80}


async def test_only_a_number_that_was_read_and_misses_its_norm_is_late() -> None:
    one = pane()
    async with staged(one, floors.busy(), (84, 9)):
        assert [one.breached(name) for name in NAMES] == [False, False, False]
        tell(one, *ANSWERS)
        assert [one.breached(name) for name in NAMES] == [False, False, True]


async def test_what_is_not_read_yet_is_an_ellipsis_and_what_has_no_data_says_why() -> None:
    one = pane()
    async with staged(one, floors.busy(), (60, 10)):
        assert [line.split()[-1] for line in shown(one)[1:4]] == ["…", "…", "…"]
        tell(one, explained("reply_time", None, missing="no messages in this store: import event rows"))
        assert shown(one)[1].split()[:3] == ["Reply", "time", "–"]
        assert "Reply time: no messages in this store: import event" in shown(one)[-1]
        tell(one, *ANSWERS)
        assert shown(one)[-1] == shown(one)[-2] == ""


async def test_numbers_of_which_none_can_be_had_are_one_notice() -> None:
    one = pane()
    async with staged(one, floors.busy(), (60, 10)):
        tell(one, *(explained(name, None, missing="no messages in this store") for name in NAMES))
        assert [line.strip() for line in shown(one) if line.strip()] == ["no messages in this store"]


async def test_a_number_that_cannot_be_read_says_why_and_keeps_the_others() -> None:
    one = pane()
    async with staged(one, floors.busy(), (70, 10)):
        tell(one, ANSWERS[0])
        tell(one, None, None, None, trouble="the store is locked")
        assert "7:00" in shown(one)[1]
        assert "First resolution, mean: the store is locked" in shown(one)[-1]


async def test_marks_of_a_number_that_is_not_exact() -> None:
    names = ("first_response_waiting_p90", "first_response_p90")
    one = FiguresPane("Waits", names)
    answers = (
        explained(names[0], 2_100.0, 401, at_least=True),
        explained(names[1], 700.0, 20_000, approximate=True),
    )
    async with staged(one, floors.busy(), (60, 9)):
        tell(one, *answers)
        assert "> 35:00" in shown(one)[1] and "≈ 11:40" in shown(one)[2]
        one.ascii = True
        assert "~ 11:40" in shown(one)[2]
        assert all(ord(character) < 128 for line in shown(one) for character in line)


async def test_the_cursor_says_which_number_is_explained() -> None:
    one = pane()
    async with staged(one, floors.busy(), (60, 9), focus=True) as (_, pilot):
        opened = noted(one)
        assert one.number_at_hand() == "reply_time"
        await pilot.press("down")
        assert one.number_at_hand() == "first_resolution_mean"
        await pilot.press("enter")
        await pilot.pause()
        assert [(message.name, message.among) for message in opened] == [("first_resolution_mean", NAMES)]
        tell(one, *ANSWERS)
        await pilot.press("n")
        assert one.number_at_hand() == "service_level"


async def test_another_view_forgets_what_was_read_in_the_last() -> None:
    one = pane()
    async with staged(one, floors.busy(), (60, 9)):
        tell(one, *ANSWERS)
        one.look(View("7d", "channel:chat"))
        assert queries(one)[0] == Query("number", ("reply_time",), View("7d", "channel:chat"))
        assert [line.split()[-1] for line in shown(one)[1:4]] == ["…", "…", "…"]


async def test_lines_are_straight_at_every_size() -> None:
    for size in ((40, 5), (56, 12), (76, 20), (200, 50)):
        one = pane()
        async with staged(one, floors.busy(), size):
            tell(one, *ANSWERS)
            assert widths(one) == {size[0] - 4}
