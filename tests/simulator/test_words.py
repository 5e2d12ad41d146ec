from cxtui.simulator.seeded_random import SeededRandom
from cxtui.simulator.words import TOPIC, TOPICS, subject


def test_subjects_hold_what_breaks_screens() -> None:
    rng = SeededRandom(7)
    drawn = [subject(rng, TOPIC.pick(rng)) for _ in range(3000)]
    for mark in ("\x1b[31m", "\u202e", "[bold red]", "\n", "=HYPERLINK", "\u200d", "注文", "😡", '"', "[@click"):
        assert any(mark in text for text in drawn), repr(mark)
    assert max(map(len, drawn)) > 400
    assert 0.003 < sum("\x1b" in t or "\u202e" in t or "[bold" in t for t in drawn) / 3000 < 0.02
    assert not any("\0" in text or "{n}" in text or "{s}" in text for text in drawn)


def test_topics_escalate_less_often_than_one_in_six() -> None:
    assert all(0 <= topic.escalates < 0.17 for topic in TOPICS.values())
    assert any(topic.easy for topic in TOPICS.values())
