from __future__ import annotations

import copy
import json
import logging
import pickle
from typing import TYPE_CHECKING, NamedTuple

import pytest

from validator.live.secret import Secret, SecretError

if TYPE_CHECKING:
    from collections.abc import Callable

CANARY = "canary-4f8d2c-value"


class Holder(NamedTuple):
    secret: Secret


@pytest.mark.parametrize(
    "show",
    [
        repr,
        str,
        ascii,
        "{}".format,
        "{!r}".format,
        "{:>40}".format,
        "%s".__mod__,
        lambda secret: f"{secret}",
        lambda secret: repr([secret, {"a": secret}, Holder(secret)]),
        lambda secret: str(ValueError(secret)),
    ],
)
def test_no_way_of_showing_a_secret_shows_its_value(show: Callable[[Secret], str]) -> None:
    assert CANARY not in show(Secret(CANARY))
    assert "***" in show(Secret(CANARY))


@pytest.mark.parametrize("dump", [pickle.dumps, copy.copy, copy.deepcopy, json.dumps])
def test_a_secret_cannot_be_copied_out(dump: Callable[[Secret], object]) -> None:
    with pytest.raises(TypeError) as caught:
        dump(Secret(CANARY))
    assert CANARY not in str(caught.value)


def test_a_secret_has_no_dictionary_and_no_length() -> None:
    assert not hasattr(Secret(CANARY), "__dict__")
    assert not hasattr(Secret(CANARY), "__len__")
    assert not hasattr(Secret(CANARY), "__iter__")


def test_a_log_line_hides_it(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("test").warning("got %s and %r", Secret(CANARY), Secret(CANARY))
    assert CANARY not in caplog.text


def test_comparing_by_accident_is_an_error() -> None:
    with pytest.raises(TypeError):
        assert Secret(CANARY) == CANARY
    with pytest.raises(TypeError):
        assert Secret(CANARY) != Secret(CANARY)
    with pytest.raises(TypeError):
        hash(Secret(CANARY))
    with pytest.raises(TypeError):
        assert Secret(CANARY) < Secret(CANARY)  # type: ignore[operator]


def test_matches_compares_values() -> None:
    assert Secret(CANARY).matches(Secret(CANARY))
    assert not Secret(CANARY).matches(Secret(CANARY + "x"))
    assert Secret("ä").matches(Secret("ä"))


def test_it_finds_itself_in_a_text() -> None:
    assert Secret(CANARY).occurs_in(f"before {CANARY} after")
    assert not Secret(CANARY).occurs_in("before after")


@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\r"])
def test_one_line_end_is_dropped(end: str) -> None:
    assert Secret(CANARY + end).reveal() == CANARY


@pytest.mark.parametrize(
    "value",
    [
        "",
        "\n",
        f"{CANARY}\n\n",
        f"{CANARY}\n{CANARY}",
        f"\n{CANARY}",
        f"a\x00{CANARY}",
        f"{CANARY}\x1b[0m",
        f"{CANARY}\t",
    ]
    + [f"{CANARY}{character}" for character in "\x7f\x85\u200b\u2028\ufeff\u202e\ud800\u00a0"],
)
def test_a_value_that_nobody_types_is_refused_without_being_quoted(value: str) -> None:
    with pytest.raises(SecretError) as caught:
        Secret(value)
    assert CANARY not in str(caught.value)
    assert caught.value.__cause__ is None


def test_spaces_belong_to_the_value() -> None:
    assert Secret(" two words ").reveal() == " two words "
