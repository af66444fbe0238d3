from __future__ import annotations

import json
from typing import Any

import pytest

from validator.live.answers import Answer, Failure, Trouble
from validator.live.statuses import error_text, failed, identified, no_service, refused, unexpected

HOST = "api.procore.com"


def answer(status: int, body: Any = b"", **headers: str) -> Answer:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Answer(status, {name.replace("_", "-"): value for name, value in headers.items()}, content)


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
    ("status", "body", "rule"),
    [
        (401, {"errors": "Unauthorized"}, "live/token-refused"),
        (401, {"message": "Your access token has expired"}, "live/token-refused"),
        (403, {"errors": ["App is not connected to this company."]}, "live/app-not-connected"),
        (403, {"errors": "APP IS NOT CONNECTED TO THIS COMPANY"}, "live/app-not-connected"),
        (403, {"errors": {"base": ["App is not connected to this company."]}}, "live/app-not-connected"),
        (403, {"error": {"message": "app is not connected to this company"}}, "live/app-not-connected"),
        (403, {"errors": ["You do not have permission"]}, "live/forbidden"),
        (403, {"errors": []}, "live/forbidden"),
        (403, {"errors": [["x"], 1, None]}, "live/forbidden"),
        (403, [], "live/forbidden"),
        (403, b"no", "live/forbidden"),
        (403, b"<html>", "live/unexpected-answer"),
        (404, {"errors": "Not found"}, "live/company-not-visible"),
        (404, b"<html>", "live/unexpected-answer"),
        (400, {}, "live/unexpected-answer"),
        (418, {}, "live/unexpected-answer"),
        (204, b"", "live/unexpected-answer"),
        (503, {}, "live/unavailable"),
    ],
)
def test_refusals_of_the_api_have_their_faults(status: int, body: Any, rule: str) -> None:
    fault = refused(answer(status, body), HOST, "Production", "access")
    assert fault.rule == rule


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
    ("body", "text"),
    [
        ({"errors": "a"}, "a"),
        ({"errors": ["a", "b"]}, "a b"),
        ({"errors": {"x": ["a"], "y": "b"}}, "a b"),
        ({"error": "a", "error_description": "b"}, "a"),
        ({"error": {"code": "c", "message": "m"}}, "c m"),
        ({"error_description": "b"}, "b"),
        ({"message": "m"}, "m"),
        ({"errors": [1, None, {"a": "b"}]}, ""),
        ("plain", "plain"),
        ([], ""),
        (7, ""),
    ],
)
def test_the_words_of_an_error_are_found_in_every_documented_shape(body: Any, text: str) -> None:
    assert error_text(answer(403, body)) == text
