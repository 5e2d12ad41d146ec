from cxtui.simulator import CanonicalRows
from tests.simulator.looking import newest


def test_surveys_are_sent_and_some_are_answered(rows: CanonicalRows) -> None:
    ratings = list(newest("rating", rows["rating"]).values())
    answered = [r for r in ratings if r[8] is not None]
    assert 0.3 < len(answered) / len(ratings) < 0.45
    assert all(r[6] is None for r in ratings if r[8] is None)
    assert all(r[5] < r[6] for r in answered)
    assert {(r[7], r[9], r[10]) for r in ratings} == {("csat", 1.0, 5.0), ("nps", 0.0, 10.0)}
    assert all(r[9] <= r[8] <= r[10] for r in answered)
    csat = [r[8] >= 4 for r in answered if r[7] == "csat"]
    assert 0.78 < sum(csat) / len(csat) < 0.9
    assert any(r[13] for r in answered)


def test_a_survey_is_about_who_replied_last(rows: CanonicalRows) -> None:
    replied: dict[str, set[str]] = {}
    for event in rows["event"]:
        if event[4] == "message" and event[6] == "agent":
            replied.setdefault(event[1], set()).add(event[5])
    assert all(r[12] in replied[r[4]] for r in rows["rating"])


def test_reviews_have_three_categories_and_weights_of_one(rows: CanonicalRows) -> None:
    reviews: dict[str, list[tuple[object, ...]]] = {}
    for row in rows["qa_score"]:
        reviews.setdefault(row[1], []).append(row)
    assert len(reviews) > 200
    for scores in reviews.values():
        assert [s[2] for s in scores] == ["solution", "tone", "process"]
        assert sum(float(str(s[11])) for s in scores) == 1.0
    values = [s[8] for scores in reviews.values() for s in scores]
    assert None in values
    assert {v for v in values if v is not None} <= {0.0, 1.0, 2.0, 3.0, 4.0}
