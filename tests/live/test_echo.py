from __future__ import annotations

import base64
import html
import json
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from validator.live.echo import readings, repeats

if TYPE_CHECKING:
    from collections.abc import Callable

WORDS = [
    "swordfish",
    "Tr0ub4dor&3",
    "correct horse battery",
    "kätzchen7",
    "a-b",
    "fake-client-secret-0123456789abcdef",
]

FORMS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "upper": str.upper,
    "lower": str.lower,
    "swapped": str.swapcase,
    "reversed": lambda text: text[::-1],
    "reversed and upper": lambda text: text[::-1].upper(),
    "base64": lambda text: base64.b64encode(text.encode()).decode(),
    "base64 without padding": lambda text: base64.b64encode(text.encode()).decode().rstrip("="),
    "base64 for URLs": lambda text: base64.urlsafe_b64encode(text.encode()).decode().rstrip("="),
    "base64 behind one letter": lambda text: base64.b64encode(b"u" + text.encode()).decode(),
    "a Basic header": lambda text: "Basic " + base64.b64encode(b"id:" + text.encode()).decode(),
    "base64 twice": lambda text: base64.b64encode(base64.b64encode(text.encode())).decode(),
    "reversed in base64": lambda text: base64.b64encode(text[::-1].encode()).decode(),
    "base64 reversed": lambda text: base64.b64encode(text.encode()).decode()[::-1],
    "hex": lambda text: text.encode().hex(),
    "hex in capitals": lambda text: text.encode().hex().upper(),
    "hex with colons": lambda text: text.encode().hex(":"),
    "hex with spaces": lambda text: text.encode().hex(" "),
    "hex of base64": lambda text: base64.b64encode(text.encode()).hex(),
    "escaped bytes": lambda text: "".join(f"\\x{byte:02x}" for byte in text.encode()),
    "in a URL": lambda text: quote(text, safe=""),
    "in a URL, every byte": lambda text: "".join(f"%{byte:02X}" for byte in text.encode()),
    "in a URL twice": lambda text: quote(quote(text, safe=""), safe=""),
    "in a form": lambda text: quote(text, safe="").replace("%20", "+"),
    "in JSON": lambda text: "".join(f"\\u{ord(each):04x}" for each in text),
    "in JSON, as usual": lambda text: json.dumps(text)[1:-1],
    "in HTML": lambda text: "".join(f"&#{ord(each)};" for each in text),
    "in HTML, as usual": html.escape,
    "fullwidth": lambda text: "".join(
        chr(ord(each) + 0xFEE0) if "!" <= each <= "~" else each for each in text
    ),
    "spaced": " ".join,
    "spaced out with what cannot be seen": "\u200b".join,
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("secret", WORDS)
@pytest.mark.parametrize(("before", "behind"), [("", ""), ("Acme ", " Builders"), ('{"name":"', '"}')])
def test_a_secret_is_found_in_every_form(secret: str, form: str, before: str, behind: str) -> None:
    assert repeats(readings(f"{before}{FORMS[form](secret)}{behind}"), secret)


@pytest.mark.parametrize("form", ["base64", "base64 behind one letter", "hex"])
@pytest.mark.parametrize("change", [str.upper, str.lower])
def test_an_encoding_in_another_case_is_found(form: str, change: Callable[[str], str]) -> None:
    assert repeats(readings(change(FORMS[form]("swordfish"))), "swordfish")


def test_a_good_part_of_a_long_secret_counts_as_the_secret() -> None:
    secret = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f1"
    assert repeats(readings(f"key {secret[8:30]}…"), secret)
    assert not repeats(readings(f"key {secret[8:14]}…"), secret)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Acme Builders",
        "Müller & Söhne 日本 👷",
        "us02.procore.com",
        "6f1ed002-ab57-4b0f-8f3c-5f1f7d2a4b36",
        "Sword & Pike Ltd.",
        "\ud800",
        "100%",
        "\\u12",
        "====",
        "a" * 500,
    ],
)
def test_other_names_repeat_nothing(text: str) -> None:
    assert not any(repeats(readings(text), secret) for secret in WORDS)


def test_a_short_secret_is_found_as_a_whole_alone() -> None:
    assert repeats(readings("Pin 4711"), "4711")
    assert not repeats(readings("Pin 471"), "4711")


def test_what_may_be_decoded_in_many_ways_has_few_readings() -> None:
    assert len(readings("aGVsbG8gd29ybGQgaGVsbG8gd29ybGQ%20deadbeef " * 11)) < 2_000
