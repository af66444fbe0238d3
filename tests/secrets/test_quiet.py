from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.secrets.test_detect import TEXTS
from tests.secrets.test_labelled import POSITIVE, Case
from validator.secrets.detect import judge, judge_comment
from validator.secrets.fields import is_secret_field
from validator.secrets.quiet import (
    is_plain_address,
    is_plain_reference,
    is_quiet,
    is_quiet_beside,
    is_quiet_comment,
    is_quiet_key,
)
from validator.secrets.references import looks_like_reference, parse_reference
from validator.secrets.tokens import MARKS

WORDS = st.lists(
    st.sampled_from(
        ("Procore", "+", "Vista", "(Financials)", "<>", "2026-03-22", "no-12", "a:", "b,", "Q~", "SG.", "x")
    )
    | st.text("abcXYZ0189 .,:+<>()&'_-/=@$%{}[]", max_size=12),
    max_size=8,
).map(" ".join)
KEYS = st.sampled_from(("name", "owner", "credentials", "tokens", "clientId", "key", "secrets", "details"))


@pytest.mark.parametrize(
    "text",
    [
        "Acme Construction",
        "Procore + Vista (Financials)",
        "Procore V2 OAuth Client Credentials Auth",
        "Acme : Procore <> Ledger",
        "fieldnote-production",
        "562949953445640",
        "2026-03-22",
        "Müller & Söhne",
    ],
)
def test_names_numbers_and_days_are_quiet(text: str) -> None:
    assert is_quiet(text)


@pytest.mark.parametrize(
    "text",
    [
        "${env:NAME}",
        "https://login.procore.com",
        "token for Acme",
        "4f" * 16,
        "-u admin",
        "vault:procore",
        "[name]",
        "<client>",
        "user@host",
        "",
    ],
)
def test_what_may_be_something_else_than_a_name_is_not_quiet(text: str) -> None:
    assert not is_quiet(text)


@given(text=WORDS | TEXTS, key=KEYS, parent=KEYS)
@example(text="PASSWORT", key="owner", parent="metadata")
def test_a_quiet_text_is_no_secret_and_no_reference(text: str, key: str, parent: str) -> None:
    if not is_quiet(text) or is_secret_field(key, parent) or not is_quiet_beside(text, key, parent):
        return
    for sensitive in (None, False):
        assert judge(text, key=key, parent=parent, sensitive=sensitive) is None
    assert not looks_like_reference(text)


@given(text=TEXTS)
def test_a_quiet_key_is_no_secret(text: str) -> None:
    if is_quiet_key(text):
        assert judge(text, key="") is None


@pytest.mark.parametrize("case", POSITIVE, ids=lambda case: case.note)
def test_no_labelled_secret_is_quiet_where_it_stands(case: Case) -> None:
    if case.comment:
        assert not is_quiet_comment(case.text)
    elif not case.expected.get("sensitive"):
        key, parent = case.expected["key"], case.expected.get("parent", "")
        named = is_secret_field(key, parent) or not is_quiet_beside(case.text, key, parent)
        assert named or not (is_quiet(case.text) or is_plain_address(case.text))
        assert not is_plain_reference(case.text)


@pytest.mark.parametrize("name", ["PROCORE_CLIENT_ID", "PROCORE_CLIENT_SECRET_68", "A1", "OWNER"])
def test_a_reference_to_an_environment_variable_is_plain_and_known(name: str) -> None:
    text = f"${{env:{name}}}"
    assert is_plain_reference(text)
    assert parse_reference(text) is not None


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("https://login.procore.com/oauth/token", True),
        ("https://api.xchange.trimble.com/app-builder/v1/oauth/authenticate/callback", True),
        ("https://reader:secret@login.procore.com", False),
        ("https://login.procore.com/oauth?token=abc", False),
        ("https://hooks.slack.com/services/abc/def", False),
        ("http://login.procore.com", False),
        ("https://login.procore.com/4f4f4f4f4f4f4f4f4f4f", False),
    ],
)
def test_an_address_is_plain_when_nothing_can_hide_in_it(text: str, plain: bool) -> None:
    assert is_plain_address(text) is plain
    if plain:
        assert judge(text, key="tokenUrl") is None


@given(text=TEXTS.map("# {}".format))
def test_a_quiet_comment_holds_no_secret(text: str) -> None:
    assert is_quiet_comment(text) is (judge_comment(text) == [])


def test_no_mark_of_a_token_ends_with_two_digits_so_that_a_longer_number_hides_none() -> None:
    assert [mark for mark in MARKS if mark[-2:].isdigit()] == []


@given(
    beginning=st.sampled_from(("customer-", "ATATT", "SK", "Acme-2", "sk-", "AKIA", "a+b")),
    number=st.integers(0, 10**33),
)
def test_a_word_is_quiet_whatever_was_asked_before_of_one_with_another_number(
    beginning: str, number: int
) -> None:
    word = f"{beginning}{number}"
    assert is_quiet(word) is (len(word) <= 31 and not any(mark in word for mark in MARKS))
