from __future__ import annotations

import pickle
import re
import sys

import pytest

from validator.lazy import lazy, on_demand

RARE = "validator.documents.json_faults"


def test_a_pattern_that_is_compiled_late_behaves_like_one_and_can_be_sent_to_a_process() -> None:
    pattern = lazy(r"a(b)?", re.IGNORECASE)
    again = pickle.loads(pickle.dumps(pattern))  # noqa: S301 - made a line above
    assert pattern.fullmatch("AB") is not None
    assert again.fullmatch("AB") is not None
    assert pattern.pattern == "a(b)?"


def test_a_pattern_is_compiled_once_and_not_before_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = []
    honest = re.compile

    def counted(source: str, flags: re.RegexFlag) -> re.Pattern[str]:
        compiled.append(source)
        return honest(source, flags)

    monkeypatch.setattr(re, "compile", counted)
    pattern = lazy("a+")
    assert compiled == []
    assert pattern.match("aa")
    assert pattern.match("b") is None
    assert compiled == ["a+"]


def test_a_flag_is_kept_and_none_is_added() -> None:
    assert lazy("a").match("A") is None
    assert lazy("a", re.IGNORECASE).match("A")
    assert lazy("a").flags == re.compile("a").flags


def test_what_a_pattern_lacks_this_one_lacks_too_without_being_compiled() -> None:
    broken = lazy("(")
    assert not hasattr(broken, "__len__")
    assert not hasattr(broken, "_private")
    with pytest.raises(re.error):
        broken.match("x")
    with pytest.raises(AttributeError):
        _ = lazy("a").no_such_method  # type: ignore[attr-defined]


def test_a_module_is_loaded_when_something_of_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, RARE, raising=False)
    module = on_demand(RARE)
    assert RARE not in sys.modules
    assert callable(module.wrong_sign)
    assert RARE in sys.modules


def test_what_a_module_does_not_have_is_no_attribute_of_what_stands_in_for_it() -> None:
    with pytest.raises(AttributeError):
        _ = on_demand(RARE).nothing_of_this_name
