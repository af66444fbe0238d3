from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.secrets.detect import cover, judge, judge_comment
from validator.secrets.placeholders import is_placeholder, known_placeholders
from validator.secrets.references import looks_like_reference, parse_reference
from validator.secrets.tokens import LONGEST, SecretKind, SecretMatch

HEX_64 = "4f" + "c0d19b27" * 7 + "a83e51"
FRAGMENTS = st.sampled_from(
    [
        *(
            "secret",
            "clientSecret: ",
            "=",
            "://",
            "@",
            ":",
            "${",
            "}",
            "{{",
            "eyJ",
            ".",
            "-----BEGIN ",
            "PRIVATE KEY",
            "bearer ",
        ),
        *(
            "?token=",
            "&",
            ";password=",
            '"',
            "'",
            "<",
            ">",
            HEX_64,
            "\n",
            "value",
            "name: ",
            "ghp_",
            "AKIA",
            "…",
            "\ud800",
            "İ",
            "\x00",
        ),
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(FRAGMENTS, max_size=12).map("".join))


@given(value=TEXTS, key=TEXTS, parent=TEXTS, sensitive=st.sampled_from([True, False, None]))
def test_any_text_can_be_judged_and_a_match_lies_inside_it(
    value: str, key: str, parent: str, sensitive: bool | None
) -> None:
    found = judge(value, key=key, parent=parent, sensitive=sensitive)
    assert found is None or 0 <= found.start < found.end <= len(value)
    looks_like_reference(value)
    parse_reference(value)
    is_placeholder(value)


@given(text=TEXTS)
def test_matches_of_a_comment_lie_inside_it_in_order_and_are_covered(text: str) -> None:
    end = 0
    hidden = cover(text)
    for match in judge_comment(text):
        assert end <= match.start < match.end <= len(text)
        assert any(start <= match.start and match.end <= last for start, last in hidden)
        end = match.end
    assert hidden == sorted(hidden)
    assert all(0 <= start < last <= len(text) for start, last in hidden)


@given(value=st.text(min_size=1, max_size=60))
def test_a_sensitive_value_is_a_secret_unless_it_stands_for_one(value: str) -> None:
    stand_in = not value.strip() or looks_like_reference(value) or is_placeholder(value)
    assert (judge(value, key="anything", sensitive=True) is None) is stand_in


def test_what_a_schema_declares_outweighs_the_name_of_the_key() -> None:
    assert judge("hunter2hunter2", key="password") == SecretMatch(0, 14, SecretKind.FIELD)
    assert judge("hunter2hunter2", key="password", sensitive=False) is None
    assert judge("hunter2hunter2", key="remark") is None
    assert judge("short", key="remark", sensitive=True) == SecretMatch(0, 5, SecretKind.FIELD)


def test_a_client_id_is_public_but_a_token_in_its_place_is_not() -> None:
    token = "eyJ" + "hbGciOiJFUzUxMiJ9" + ".eyJ" + "haWQiOiJub3QgcmVhbCJ9" + "." + HEX_64
    assert judge(HEX_64, key="clientId", sensitive=False) is None
    found = judge(token, key="clientId", sensitive=False)
    assert found is not None
    assert found.kind is SecretKind.JWT


def test_the_whole_value_of_a_secret_field_is_matched_but_of_a_url_its_secret_part() -> None:
    value = f"  {HEX_64}  "
    assert judge(value, key="clientSecret") == SecretMatch(0, len(value), SecretKind.HEX_64)
    url = "https://svc:Gr33nfield@example.org"
    assert judge(url, key="clientSecret", sensitive=True) == SecretMatch(
        12, 22, SecretKind.URL_LOGIN, in_url=True
    )


def test_known_placeholders_and_declared_references_are_no_secrets() -> None:
    known = known_placeholders(["swordfish"], [])
    vault = (re.compile(r"acme/[a-z0-9/]+"),)
    assert judge("swordfish", key="password") is not None
    assert judge("Swordfish", key="password", placeholders=known) is None
    assert judge("acme/procore/2026x", key="password") is not None
    assert judge("acme/procore/2026x", key="password", references=vault) is None


def test_a_very_long_value_is_judged_by_its_beginning() -> None:
    assert judge("x y " * LONGEST + HEX_64, key="remark") is None
    long = "k9" * LONGEST
    found = judge(long + "Q", key="password")
    assert found is not None
    assert found.end == len(long) + 1


def test_the_secret_keys_of_a_slip_of_the_finger_are_found_in_keys() -> None:
    assert judge(f"clientSecret:{HEX_64}", key="", parent="") is not None
    assert judge(HEX_64, key="", parent="") is not None
    assert judge("clientSecretExpiration", key="", parent="") is None


@pytest.mark.parametrize("word", ["old", "used in 2026 until", "see", "#"])
def test_source_lines_are_covered_on_suspicion_even_where_nothing_is_reported(word: str) -> None:
    text = f"# {word} {HEX_64}"
    assert judge_comment(text) == []
    assert cover(text) == [(len(text) - 64, len(text))]
