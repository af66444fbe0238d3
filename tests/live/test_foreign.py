from __future__ import annotations

import pytest

from validator.live.foreign import LONGEST_NAME, MOST_NAMES, listed, shown, web_host
from validator.live.secret import Secret

CANARY = Secret("canary-1c7e")


def test_a_plain_name_is_shown_as_it_is() -> None:
    assert shown("Müller & Söhne 日本 👷", [CANARY]) == "Müller & Söhne 日本 👷"


def test_what_steers_a_terminal_is_replaced() -> None:
    text = shown("a\x1b[31m\x9bb\r\n::error::\u202e\u2028\ud800c", [CANARY])
    assert text.isprintable()
    assert "a\ufffd[31m" in text


@pytest.mark.parametrize(
    "text", ["canary-1c7e", "x canary-1c7e y", "can\x00ary\u200b-1c7e", "y" * 80 + "canary-1c7e"]
)
def test_a_name_that_repeats_a_secret_is_not_shown(text: str) -> None:
    assert "canary" not in shown(text, [Secret("other"), CANARY])
    assert "hidden" in shown(text, [CANARY])


def test_long_names_are_cut() -> None:
    assert len(shown("x" * 500, [])) == LONGEST_NAME
    assert shown("x" * LONGEST_NAME, []) == "x" * LONGEST_NAME


def test_a_few_names_are_listed_and_the_rest_counted() -> None:
    assert listed(["A", "B"], []) == '"A", "B"'
    assert (
        listed([str(number) for number in range(MOST_NAMES + 3)], []) == '"0", "1", "2", "3", "4" and 3 more'
    )


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://app.procore.com", "app.procore.com"),
        ("https://US02.procore.com/", "us02.procore.com"),
        ("https://us02.procore.com:443", "us02.procore.com"),
        ("http://app.procore.com", None),
        ("https://app.procore.com/x", None),
        ("https://a@app.procore.com", None),
        ("javascript:alert(1)", None),
        ("https://app.procore.com\n", None),
        ("", None),
    ],
)
def test_a_web_address_gives_its_host(address: str, host: str | None) -> None:
    assert web_host(address) == host
