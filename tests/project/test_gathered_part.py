from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

from validator.cache.columns import About, Columns, Ground, flat, written_down
from validator.documents.looks import sign
from validator.project.gathered_part import PartSeveral, PartTally, PartValues, ToldAnew
from validator.project.gathering import Several, Tally, Values
from validator.project.part import AllNeededError

if TYPE_CHECKING:
    from collections.abc import Sequence

    Both = tuple[bytes, tuple[bytes, tuple[Any, ...]]]

GROUND = Ground("", "", (), ())
WORDS = ("alder", "birch", "cedar")
TALLY, VALUES = "a.tally", "a.values"


def _told(words: Sequence[str], pairs: Sequence[tuple[str, str]]) -> Both:
    return Tally(TALLY, kept=True).told(words), Values(VALUES, kept=True).told(pairs)


def _columns(told: Sequence[Both]) -> Columns:
    about = [
        About(f"/{at:03}.yaml", 0, "ConnectorConfig", b"", b"", each, b"", 0) for at, each in enumerate(told)
    ]
    return Columns(written_down(GROUND, about))


def _random(choose: random.Random) -> Both:
    words = [choose.choice(WORDS) for _ in range(choose.randrange(4))]
    return _told(words, [(choose.choice(WORDS), choose.choice("xyz")) for _ in range(choose.randrange(3))])


@pytest.mark.parametrize("seed", range(12))
def test_a_part_tells_what_the_whole_would(seed: int) -> None:
    choose = random.Random(seed)  # noqa: S311 - documents, no keys
    told = [_random(choose) for _ in range(20)]
    anew = ToldAnew(_columns(told))
    for number in choose.sample(range(20), choose.randrange(6)):
        told[number] = _random(choose)
        assert sum(1 for _ in anew.by(number, flat(told[number]))) <= 2 * 7
    tally, values = Tally(TALLY, kept=True), Values(VALUES, kept=True)
    tally.add(each[0] for each in told)
    values.add(each[1] for each in told)
    several = Several(VALUES, kept=True)
    several.add(each[1] for each in told)
    of_part, values_of_part = PartTally(TALLY, anew), PartValues(VALUES, anew)
    for word in (*WORDS, "elm"):
        assert of_part.count(word) == tally.count(word)
        assert of_part.repeats(word) == tally.repeats(word)
        assert (word in of_part) == (word in tally)
        assert [*values_of_part.of(word)] == [*values.of(word)]
        assert (word in PartSeveral(VALUES, anew)) == (word in several)


def test_what_is_told_no_more_or_of_another_value_has_another_answer() -> None:
    before = _told(["alder", "alder", "birch"], [("cedar", "x")])
    anew = ToldAnew(_columns([before, before, before]))
    assert [*anew.by(0, flat(before))] == []
    now = _told(["alder", "birch", "fir"], [("cedar", "x")])
    assert {*anew.by(1, flat(now))} == {sign(TALLY, "alder"), sign(TALLY, "fir")}
    assert {*anew.by(2, flat(_told(["alder", "alder", "birch"], [("cedar", "y")])))} == {
        sign(VALUES, "cedar")
    }


def test_documents_beside_the_others_count_and_have_no_place_among_them() -> None:
    anew = ToldAnew(_columns([_told(["alder"], [("birch", "x")])]))
    anew.beside(flat(_told(["alder"], [("cedar", "x")])))
    assert PartTally(TALLY, anew).count("alder") == 2
    values = PartValues(VALUES, anew)
    assert [*values.of("birch")] == ["x"]
    with pytest.raises(AllNeededError):
        values.of("cedar")
    with pytest.raises(AllNeededError):
        len(values)
