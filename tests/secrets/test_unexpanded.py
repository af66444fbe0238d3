from __future__ import annotations

import pytest

from validator.secrets.unexpanded import is_unexpanded


@pytest.mark.parametrize("value", ["$(CLIENT_ID)", "$(client.id)", " $(CLIENT_ID)\n", "$(a b)"])
def test_the_name_of_a_variable_alone_is_no_value(value: str) -> None:
    assert is_unexpanded(value)


@pytest.mark.parametrize(
    "value", ["", "$()", "x$(CLIENT_ID)", "$(CLIENT_ID)x", "$(A)$(B)", "${CLIENT_ID}", "$(A"]
)
def test_whatever_holds_more_or_less_may_be_one(value: str) -> None:
    assert not is_unexpanded(value)
