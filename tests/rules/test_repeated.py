from __future__ import annotations

from validator.rules.repeated import Repeated


def test_what_was_added_more_than_once_is_known() -> None:
    found = Repeated()
    for each in ("a", ("b", None), "c", "a", ("b", None), "a"):
        found.add(each)
    assert [each in found for each in ("a", ("b", None), "c", "d")] == [True, True, False, False]
    assert found


def test_where_all_differ_nothing_is_repeated() -> None:
    found = Repeated()
    for each in range(1000):
        found.add((each, "x"))
    assert not found


def test_a_value_whose_hash_is_negative_is_told_as_well() -> None:
    found = Repeated()
    for each in (-5, -5, 5):
        found.add(each)
    assert [-5 in found, 5 in found] == [True, False]
