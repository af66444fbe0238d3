from __future__ import annotations

import pytest

from validator.live.results import Blame

from .checking import ladder, rules
from .planning import CLIENT, CONFIG, GENERAL, Planning, result_of, target_of


def test_all_references_without_a_value_are_told_at_once_each_at_its_place(planned: Planning) -> None:
    text = (CONFIG + CLIENT).replace("THE_ID", "NO_ID").replace("THE_SECRET", "NO_SECRET")
    result = result_of(planned(text))
    assert rules(result) == ["unresolved-reference", "unresolved-reference"]
    assert [each.blame for each in result.faults] == [Blame.CLIENT, Blame.SECRET]
    assert "NO_ID" in result.steps[0].detail
    assert "NO_SECRET" in result.steps[0].detail


@pytest.mark.parametrize("text", [CONFIG + CLIENT, GENERAL])
def test_one_value_for_both_is_not_sent(planned: Planning, text: str) -> None:
    off = 'ignore = ["same-reference", "legacy-general-configuration"]'
    result = result_of(planned(text.replace("${env:THE_ID}", "${env:THE_SECRET}"), settings=off))
    assert rules(result) == ["no-client-id"]
    assert "one and the same value" in result.faults[0].cause


def test_an_app_version_key_is_no_client_id_and_not_sent(planned: Planning) -> None:
    written = (CONFIG + CLIENT).replace("${env:THE_ID}", "${env:VERSION_KEY}")
    result = result_of(planned(written))
    assert (rules(result), ladder(result).outcomes) == (["no-client-id"], "fssssss")
    assert "an app version key" in result.faults[0].cause
    assert "0a1b2c3d" not in repr(result)


def test_without_a_slip_both_are_there(planned: Planning) -> None:
    target = target_of(planned(CONFIG + CLIENT))
    assert target.client_secret.reveal() == "canary-secret"
