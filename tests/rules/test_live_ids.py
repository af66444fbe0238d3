from __future__ import annotations

from validator.live.diagnosis import entries
from validator.rules import BY_ID
from validator.rules.live_ids import LIVE, LIVE_IDS


def test_the_ids_are_those_that_have_texts_and_no_others() -> None:
    assert set(entries()) == LIVE_IDS
    assert all(each.startswith(LIVE) for each in LIVE_IDS)
    assert not LIVE_IDS & set(BY_ID)
