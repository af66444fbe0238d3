from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.secrets.placeholders import NO_PLACEHOLDERS, is_placeholder, known_placeholders, names_nothing

KNOWN = known_placeholders(
    ["change_me", "n/a", "Todo", "...", "?"], [r"(?i:your)[ _-][A-Za-z _-]{1,40}", r"<[^<>]+>"]
)
HEX = "4f" + "c0d19b27" * 7 + "a83e51"


@pytest.mark.parametrize(
    "text",
    [
        "<client-id>",
        "<paste the secret here>",
        "<<secret>>",
        "<API_KEY>",
        "< >",
        "[client secret]",
        "[[secret]]",
        "{client_secret}",
        "xxxxxxxx",
        "XXXX-XXXX",
        "xxx",
        "...",
        "…",
        "***",
        "••••••••",
        "????",
        "###",
        "aaaaaaaa",
        "0" * 64,
        "00000000-0000-0000-0000-000000000000",
        "123456",
        "1234567890",
        "987654321",
        "abcdef",
        "abc123",
        "abcxyz",
        "abcd-1234",
        "0123456789abcdef" * 4,
        "fedcba9876543210",
        "abababab",
        "xyxyxyxyxy",
        "242635f6…5646d",
        "sk_live_xxxxxxxx",
        "ghp_********",
        '"xxxxxxxx"',
        "  <secret>  ",
    ],
)
def test_some_forms_are_placeholders_without_any_word_list(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize(
    "text",
    [
        "changeme",
        "CHANGE_ME",
        "change-me",
        "Change Me!",
        "<changeme>",
        "n/a",
        "N/A",
        "todo",
        "TODO",
        "your client secret",
    ],
)
def test_the_known_words_and_patterns_are_placeholders(text: str) -> None:
    assert is_placeholder(text, KNOWN)
    assert not is_placeholder(text.strip("<>"), NO_PLACEHOLDERS)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "na",
        "x",
        "*",
        "aa",
        "1",
        "111",
        "11111",
        "234567",
        "112233",
        "562949953443325",
        "changeme1",
        "my changeme",
        "changeme-but-not-77",
        "please change me",
        "prefix xxxxxxxx",
        "<hunter2hunter2>",
        f"<{HEX}>",
        f"[{HEX}]",
        HEX,
        "<a> and <b>",
        "[0-9]{3}x",
        "{a: b}",
        "Production",
        "acme-procore-production",
        "p@$$w0rd",
        "password1",
        "2026-10-02",
        "deadbeef" * 8,
        "x" * 600,
    ],
)
def test_other_values_are_not(text: str) -> None:
    assert not is_placeholder(text, KNOWN)


def test_a_repeated_known_word_is_one() -> None:
    assert is_placeholder("deadbeef" * 8, known_placeholders(["deadbeef"], []))


@given(
    st.text("ab 1x9*.-\u2026'", max_size=12)
    | st.builds(
        "".join, st.lists(st.sampled_from(("abcd", "abc", "Acme ", "12", "90", "x", "(b)")), max_size=6)
    )
)
def test_a_name_is_none_unless_it_is_a_placeholder(text: str) -> None:
    assert names_nothing(text) == (not text.isalnum() and is_placeholder(text))
