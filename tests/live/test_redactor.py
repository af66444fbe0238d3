from __future__ import annotations

import pytest

from validator.live.diagnosis import fault
from validator.live.echo import LONGEST
from validator.live.redactor import LONGEST_NAME, MOST_NAMES, Redactor
from validator.live.secret import Secret

CANARY = Secret("canary-1c7e")


def test_a_plain_name_is_shown_as_it_is() -> None:
    assert Redactor([CANARY]).shown("Müller & Söhne 日本 👷") == "Müller & Söhne 日本 👷"


def test_what_steers_a_terminal_is_replaced() -> None:
    text = Redactor([CANARY]).shown("a\x1b[31m\x9bb\r\n::error::\u202e\u2028\ud800c")
    assert text.isprintable()
    assert "a\ufffd[31m" in text


@pytest.mark.parametrize(
    "text",
    ["canary-1c7e", "x CANARY-1c7e y", "can\x00ary\u200b-1c7e", "y" * 80 + "canary-1c7e", "Y2FuYXJ5LTFjN2U"],
)
def test_a_name_that_repeats_a_secret_is_not_shown(text: str) -> None:
    assert Redactor([Secret("other-value"), CANARY]).shown(text) == "(hidden: it repeats a secret)"


def test_what_is_learned_later_is_hidden_from_then_on() -> None:
    redactor = Redactor()
    assert redactor.shown("canary-1c7e") == "canary-1c7e"
    redactor.learn(CANARY)
    assert redactor.hides("canary-1c7e")


def test_long_names_are_cut_and_very_long_ones_not_shown_at_all() -> None:
    assert len(Redactor().shown("x" * 500)) == LONGEST_NAME
    assert Redactor().shown("x" * LONGEST_NAME) == "x" * LONGEST_NAME
    assert "hidden" in Redactor().shown("x" * (LONGEST + 1))


def test_a_few_names_are_listed_and_the_rest_counted() -> None:
    assert Redactor().listed([("A", 7), ("B", None)]) == '"A" (7), "B"'
    names = [(f"{number}", number) for number in range(MOST_NAMES + 3)]
    assert Redactor().listed(names) == '"0" (0), "1" (1), "2" (2), "3" (3), "4" (4) and 3 more'
    assert (
        Redactor([CANARY, Secret("4711")]).listed([("canary-1c7e", 4711)])
        == '"(hidden: it repeats a secret)"'
    )


def test_a_number_that_is_a_secret_is_not_known() -> None:
    redactor = Redactor([Secret("4711")])
    assert (redactor.number(4711), redactor.number(5400), redactor.number(None)) == (None, 5400, None)


@pytest.mark.parametrize(("number", "left"), [("canary-1c7e", ""), ("6f1e-d002", "6f1e-d002")])
def test_the_number_of_a_request_goes_if_it_repeats_a_secret(number: str, left: str) -> None:
    found = fault("live/forbidden", step="access")._replace(request_id=number)
    assert Redactor([CANARY]).fault(found) == found._replace(request_id=left)
