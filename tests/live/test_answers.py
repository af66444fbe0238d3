from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.live.answers import Answer, NotJson, count, is_whole, payload


def answer(body: bytes, **headers: str) -> Answer:
    return Answer(200, {name.replace("_", "-"): value for name, value in headers.items()}, body)


def test_an_answer_shows_its_status_alone() -> None:
    assert repr(answer(b"canary", authorization="canary")) == "Answer(200)"


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (b"{}", {}),
        (b'[1, "a", null, true, 1.5]', [1, "a", None, True, 1.5]),
        (b'"\\u00fc"', "ü"),
        ('"ü"'.encode(), "ü"),
    ],
)
def test_json_is_read(body: bytes, value: object) -> None:
    assert payload(answer(body)) == value


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"{",
        b"\xff",
        '"ü"'.encode("latin-1"),
        "{}".encode("utf-16"),
        b"\xef\xbb\xbf{}",
        b"NaN",
        b"[Infinity, -Infinity]",
        b"[" * 500_000,
        b'{"a":' * 200_000,
        b"9" * 5_000,
        b"[-" + b"1" * 21 + b"]",
    ],
)
def test_what_is_not_json_within_the_limits_is_told_without_an_exception(body: bytes) -> None:
    assert payload(answer(body)) == NotJson()


@given(st.binary())
def test_no_bytes_raise(body: bytes) -> None:
    payload(answer(body))


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (b"{}", {"content_type": "text/html"}),
        (b"{}", {"content_type": "Text/HTML; charset=utf-8"}),
        (b" \n<p>", {}),
    ],
)
def test_a_web_page_is_recognised(body: bytes, headers: dict[str, str]) -> None:
    assert answer(body, **headers).looks_like_html


def test_json_is_no_web_page() -> None:
    assert not answer(b"{}", content_type="application/json").looks_like_html


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        (" 25 ", 25),
        ("", None),
        ("-1", None),
        ("1.5", None),
        ("٣", None),
        ("1" * 21, None),
        ("1e3", None),
    ],
)
def test_counts_are_plain_digits(text: str, number: int | None) -> None:
    assert count(text) == number
    assert answer(b"", total=text).number("total") == number


def test_an_absent_header_is_no_number() -> None:
    assert answer(b"").number("total") is None


@pytest.mark.parametrize(
    ("value", "whole"), [(1, True), (True, False), (1.0, False), ("1", False), (None, False)]
)
def test_only_integers_are_whole(value: object, whole: bool) -> None:
    assert is_whole(value) is whole
