from __future__ import annotations

import sys

import pytest

from validator.documents.lazy import on_demand

RARE = "validator.documents.json_faults"


def test_a_module_is_loaded_when_something_of_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, RARE, raising=False)
    module = on_demand(RARE)
    assert RARE not in sys.modules
    assert callable(module.wrong_sign)
    assert RARE in sys.modules


def test_what_a_module_does_not_have_is_no_attribute_of_what_stands_in_for_it() -> None:
    with pytest.raises(AttributeError):
        _ = on_demand(RARE).nothing_of_this_name
