from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.live.answers import (
    Answer,
    Failure,
    NotJson,
    Trouble,
    count,
    failed,
    identified,
    is_whole,
    no_service,
    payload,
    unexpected,
    web_host,
)

from .checking import answer


def good(body: bytes, **headers: str) -> Answer:
    return Answer(200, {name.replace("_", "-"): value for name, value in headers.items()}, body)


def test_an_answer_shows_its_status_alone() -> None:
    assert repr(good(b"canary", authorization="canary")) == "Answer(200)"


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
    assert payload(good(body)) == value


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
    assert payload(good(body)) == NotJson()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(st.binary() | JSON.map(lambda value: json.dumps(value).encode()))
def test_any_bytes_are_what_a_reader_of_json_makes_of_them_or_none(body: bytes) -> None:
    found = payload(good(body))
    assert isinstance(found, NotJson) or found == json.loads(body.decode())


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (b"{}", {"content_type": "text/html"}),
        (b"{}", {"content_type": "Text/HTML; charset=utf-8"}),
        (b" \n<p>", {}),
    ],
)
def test_a_web_page_is_recognised(body: bytes, headers: dict[str, str]) -> None:
    assert good(body, **headers).looks_like_html


def test_json_is_no_web_page() -> None:
    assert not good(b"{}", content_type="application/json").looks_like_html


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
    assert good(b"", total=text).number("total") == number


def test_an_absent_header_is_no_number() -> None:
    assert good(b"").number("total") is None


@pytest.mark.parametrize(
    ("value", "whole"), [(1, True), (True, False), (1.0, False), ("1", False), (None, False)]
)
def test_only_integers_are_whole(value: object, whole: bool) -> None:
    assert is_whole(value) is whole


HOST = "api.procore.com"


@pytest.mark.parametrize("trouble", Trouble)
def test_every_trouble_has_its_fault(trouble: Trouble) -> None:
    fault = failed(Failure(trouble, sent=False), HOST)
    assert fault.rule in {"live/unreachable", "live/unexpected-answer"}
    assert HOST in fault.cause


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (10, "expired"),
        (18, "authority"),
        (19, "authority"),
        (20, "authority"),
        (62, "another host"),
        (64, "another host"),
        (7, "could not be verified"),
    ],
)
def test_certificates_are_told_apart(code: int, words: str) -> None:
    assert words in failed(Failure(Trouble.CERTIFICATE, sent=False, certificate=code), HOST).cause


@pytest.mark.parametrize(
    ("status", "rule"),
    [
        (301, "live/unexpected-answer"),
        (307, "live/unexpected-answer"),
        (408, "live/unreachable"),
        (429, "live/rate-limited"),
        (500, "live/unavailable"),
        (503, "live/unavailable"),
        (599, "live/unavailable"),
    ],
)
def test_what_no_host_should_answer_has_its_fault(status: int, rule: str) -> None:
    fault = no_service(answer(status), HOST)
    assert fault is not None
    assert fault.rule == rule


@pytest.mark.parametrize("status", [200, 204, 400, 401, 403, 404, 418])
def test_answers_to_the_question_are_left_to_who_asked(status: int) -> None:
    assert no_service(answer(status), HOST) is None


@pytest.mark.parametrize(
    ("body", "words"), [(b"<p>", "web page"), (b"{", "not readable JSON"), (b"{}", "of the wrong type")]
)
def test_an_unexpected_body_is_described(body: bytes, words: str) -> None:
    assert words in unexpected(answer(200, body), HOST).cause


@pytest.mark.parametrize(
    ("number", "kept"),
    [
        ("7ce6c1b0-6ee3-4bc5-9c32-65cc973fd5f2", True),
        ("", False),
        ("a b", False),
        ("\x1b[31m", False),
        ("x" * 65, False),
    ],
)
def test_the_number_of_the_request_is_kept_if_it_is_one(number: str, kept: bool) -> None:
    fault = no_service(answer(500, x_request_id=number), HOST)
    assert fault is not None
    assert fault.request_id == (number if kept else "")
    assert identified(fault, answer(500)) == fault


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
