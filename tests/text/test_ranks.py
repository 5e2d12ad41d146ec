"""A rank as a band of places."""

from cxtui.text.ranks import band


def test_a_sure_rank_is_one_place_and_an_unsure_one_a_band() -> None:
    assert [band(5, 5), band(5, None), band(4, 9)] == ["5", "5", "4–9"]
    assert band(4, 9, ascii=True) == "4-9"
