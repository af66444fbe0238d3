from __future__ import annotations

from typing import Any

import pytest

from validator.documents import looks
from validator.project.gathering import Several, Tally, Values


def _tally(*things: Any, kept: bool = False) -> Tally:
    found = Tally("things", kept=kept)
    for each in things:
        found.add([found.told([each])])
    return found


@pytest.mark.parametrize("kept", [False, True])
def test_what_was_told_more_than_once_is_known(kept: bool) -> None:
    found = _tally("a", ("b", None), "c", "a", ("b", None), "a", kept=kept)
    asked = ("a", ("b", None), "c", "d")
    assert [found.repeats(each) for each in asked] == [True, True, False, False]
    assert [each in found for each in asked] == [True, True, True, False]
    assert [found.count(each) for each in asked] == [3, 2, 1, 0]


@pytest.mark.parametrize("kept", [False, True])
def test_where_all_differ_nothing_is_repeated(kept: bool) -> None:
    found = _tally(*((each, "x") for each in range(3000)), kept=kept)
    assert not any(found.repeats((each, "x")) for each in range(3001))
    assert [(each, "x") in found for each in (0, 2999, 3000)] == [True, True, False]


def test_a_thing_whose_hash_is_negative_is_told_as_well() -> None:
    found = _tally(-5, -5, 5)
    assert [found.count(-5), found.count(5)] == [2, 1]


def test_values_are_known_once_and_in_their_order() -> None:
    found = Values("companies", kept=True)
    for pairs in ([("acme", "Acme Two")], [("acme", "Acme"), ("birch", "Birch")], [("acme", "Acme Two")]):
        found.add([found.told(pairs)])
    assert [*found.of("acme")] == ["Acme Two", "Acme"]
    assert [*found.of("cedar")] == []
    assert len(found) == 2


@pytest.mark.parametrize("number", [3, 3000])
def test_things_of_which_more_than_one_value_was_told_are_known(number: int) -> None:
    taken, told = Several("endings", kept=False), Several("endings", kept=True)
    for each in range(number):
        pairs = [(f"one {each}", "a"), ("same", "a"), (f"two {each % 2}", f"{each}")]
        taken.take(pairs)
        told.add([told.told(pairs)])
        if each % 50 == 0:
            taken.put_away()
    for found in (taken, told):
        asked = [thing for thing in ("one 0", "one 2", "same", "two 0", "two 1", "three") if thing in found]
        assert asked == (["two 0"] if number == 3 else ["two 0", "two 1"])


def test_values_may_hold_anything() -> None:
    found = Values("companies", kept=False)
    texts = ["", "a\0b", "\u00fc \U0001f600", "\ud800", "a\nb", ""]
    found.take([("a", each) for each in texts])
    assert found.of("a") == tuple(dict.fromkeys(texts))
    assert found.of("a") is found.of("a")


@pytest.mark.parametrize("of", [Tally, Values, Several])
def test_whoever_asks_has_asked_what_documents_tell_of_and_nothing_else(
    of: type[Tally | Values | Several],
) -> None:
    found = of("things", kept=True)
    told: Any = found.told([("a", "b")])
    found.add([told])
    looks.note_questions(wanted=True)
    try:
        if isinstance(found, Tally):
            assert ("a", "b") in found
        elif isinstance(found, Values):
            assert found.of("a")
        else:
            assert "a" not in found
        around, outside, asked = looks.set_back()
        signs = memoryview(told if isinstance(found, Tally) else told[0]).cast("q")
        assert (around, outside, asked) == (False, False, frozenset(signs))
    finally:
        looks.note_questions(wanted=False)


def test_whoever_asks_how_much_there_is_has_looked_at_all() -> None:
    found = Values("things", kept=True)
    looks.set_back()
    assert len(found) == 0
    assert looks.set_back() == (True, False, frozenset())


@pytest.mark.parametrize("number", [3, 3000])
def test_what_is_taken_is_known_as_what_is_told(number: int) -> None:
    taken, told = Tally("things", kept=False), Tally("things", kept=False)
    values, others = Values("things", kept=False), Values("things", kept=False)
    for each in range(number):
        taken.take([each % 100, "a"])
        told.add([told.told([each % 100, "a"])])
        values.take([(f"{each % 100}", f"{each}")])
        others.add([others.told([(f"{each % 100}", f"{each}")])])
    for thing in (0, 99, "a", "b"):
        assert (taken.count(thing), taken.repeats(thing)) == (told.count(thing), told.repeats(thing))
        assert (thing in taken, values.of(f"{thing}")) == (thing in told, others.of(f"{thing}"))
    assert taken.count("a") == number
