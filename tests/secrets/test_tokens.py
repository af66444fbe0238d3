"""Secrets by their own form: each kind beside what looks like it and is none."""

from __future__ import annotations

import pytest

from validator.secrets.tokens import (
    ISSUERS,
    SecretKind,
    entropy,
    find_issued,
    find_tokens,
    random_key,
    word_share,
    wordy,
)

HEX_64 = "4f" + "c0d19b27" * 7 + "a83e51"
URL_43 = "Zk3-vQ9xT_bM2cW7rLpY5nHsD8gJ4fKaE6uX1oViRz0"
HEX_32 = HEX_64[2:34]
ALNUM = URL_43.replace("-", "b").replace("_", "B") + "Qw8Ty5Ui2Op7As4Df1Gh3"
CAPITALS = "QZ7KXW2NVB5MTR4YHG6LPD3SCF7JQX2WKN5ZVB"
SAMPLES = (
    {
        mark: mark + ALNUM[:36]
        for mark in ("ghp_", "gho_", "ghu_", "ghs_", "ghr_", "npm_", "hf_", "k_live_", "k_test_")
    }
    | {
        mark: mark + ALNUM[:40]
        for mark in ("github_pat_", "glpat-", "glptt-", "gldt-", "glrt-", "glcbt-", "xapp-")
    }
    | {
        mark: mark + ALNUM
        for mark in ("whsec_", "pypi-", "sk-ant-", "sk-", "ya29.", "hvs.", "hvb.", "hvr.", "ATATT3")
    }
    | {mark: mark + HEX_32 for mark in ("shpat_", "shpca_", "shppa_", "shpss_", "SK", "dapi")}
    | {
        "AKIA": "AKIA" + CAPITALS[:16],
        "ASIA": "ASIA" + CAPITALS[:16],
        "xox": "xoxb-" + ALNUM[:24],
        "_v1_": "dop_v1_" + HEX_64,
    }
    | {"AIza": "AIza" + URL_43[:35], "GOCSPX-": "GOCSPX-" + URL_43[:28], "SG.": f"SG.{URL_43[:22]}.{URL_43}"}
    | {"dp.": "dp.pt." + ALNUM[:40], "PMAK-": f"PMAK-{HEX_64[:24]}-{HEX_64[:34]}"}
    | {"AGE-SECRET-KEY-1": "AGE-SECRET-KEY-1" + CAPITALS + CAPITALS[:20], "Q~": "aB38Q~" + ALNUM[:34]}
)
SAMPLES |= {mark: "s" + SAMPLES[mark] for mark in ("k_live_", "k_test_")}


@pytest.mark.parametrize("mark", [mark for issuer in ISSUERS for mark in issuer.marks])
def test_a_token_of_every_mark_is_found_with_its_issuer(mark: str) -> None:
    token = SAMPLES[mark]
    found = {match.kind for match in find_issued(f"x {token} y")}
    assert found == {issuer.kind for issuer in ISSUERS if mark in issuer.marks}
    assert not list(find_issued(f"x {token[: len(mark)]}{'x' * 64} y"))


def test_every_kind_has_a_phrase_of_its_own() -> None:
    assert len({kind.value for kind in SecretKind}) == len(SecretKind.__members__)


def kinds(text: str) -> list[SecretKind]:
    return [each.kind for each in find_tokens(text)]


def found(text: str) -> list[str]:
    return [text[each.start : each.end] for each in find_tokens(text)]


def test_a_token_inside_a_longer_word_or_of_the_documentation_is_none() -> None:
    token = SAMPLES["ghp_"]
    assert kinds(f"x-{token}") == [SecretKind.GITHUB]
    assert kinds(f"x{token}") == []
    assert kinds("AKIAQZ7KXW2NVB5MTR4Y") == [SecretKind.AWS]
    assert kinds("AKIAIOSFODNN7EXAMPLE") == []


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        (HEX_64[:31], None),
        (HEX_64[:32], SecretKind.HEX),
        (HEX_64[:39], SecretKind.HEX),
        (HEX_64[:40], None),
        (HEX_64[:41], SecretKind.HEX),
        (HEX_64[:63], SecretKind.HEX),
        (HEX_64, SecretKind.HEX_64),
        (HEX_64.upper(), SecretKind.HEX_64),
        ("0" * 64, None),
        ("31415926535897932384626433832795028", None),
        ("3f0c1d2e4b5a4c6d8e7f9a0b1c2d3e4f", None),
        ("3f0c1d2e4b5a1c6d8e7f9a0b1c2d3e4f", SecretKind.HEX),
        (URL_43[:39], None),
        (URL_43[:42], SecretKind.RANDOM),
        (URL_43, SecretKind.URL_SAFE_43),
        (f"{URL_43}=", SecretKind.URL_SAFE_43),
        (URL_43.replace("-", "+"), SecretKind.RANDOM),
        (URL_43.replace("_", "/"), SecretKind.RANDOM),
        (f"{URL_43}0", SecretKind.RANDOM),
        (f"{URL_43}===", None),
        (URL_43.lower(), None),
        (URL_43.upper(), None),
        ("aB3" * 15, None),
        ("ProcoreProductionConnectionsOfAcme-2026-Q4", None),
        ("Acme-Prod-3f0c1d2e-4b5a-4c6d-8e7f-9a0b1c2d3e4f", None),
    ],
)
def test_a_word_is_a_random_key_by_its_length_its_letters_and_its_disorder(
    word: str, kind: SecretKind | None
) -> None:
    assert random_key(word) is kind


def test_only_disorder_speaks_for_an_opaque_kind() -> None:
    assert [kind.name for kind in SecretKind if kind.opaque] == ["HEX_64", "URL_SAFE_43", "HEX", "RANDOM"]


def test_disorder_is_counted_in_bits_a_character_and_words_by_their_share() -> None:
    assert [entropy(text) for text in ("", "aaaa", "abab", "abcd")] == [0, 0, 1, 2]
    assert [word_share(text) for text in ("", "ab12", "abc4", "ABCD", "ABC1", "Abcdef")] == [
        0,
        0,
        0.75,
        1,
        0,
        1,
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("stored-in-1password", True),
        ("ProcoreClientSecret", True),
        ("Acme2Production", True),
        ("2027-03-01", True),
        ("2027-03-01T12:30:00Z", True),
        ("20270301", True),
        ("acme.prod/eu:2", True),
        ("hunter2hunter2", False),
        ("Winter2026!", False),
        ("aBcDeFg", False),
        ("ab-CdEf", False),
        ("2027-3-1x9y", False),
    ],
)
def test_a_name_a_date_and_a_number_read_as_words_and_a_password_does_not(text: str, words: bool) -> None:
    assert wordy(text) is words


@pytest.mark.parametrize("scheme", ["Bearer", "basic", "authorization: token", '"Authorization": "token'])
def test_of_an_authorization_header_the_credential_is_the_secret(scheme: str) -> None:
    text = f"curl {scheme} {HEX_64[:20]}"
    assert (kinds(text), found(text)) == ([SecretKind.AUTH_HEADER], [HEX_64[:20]])


@pytest.mark.parametrize(
    "text",
    [
        "bearer stored-in-1password",
        "bearer internationalization",
        "Basic ProcoreClientCredentials",
        "bearer 0000000000000000",
        "Bearer 4fc0d19b27c0d19",
        "forbearer 4fc0d19b27c0d19b27c0",
        "token 4fc0d19b27c0d19b27c0",
    ],
)
def test_a_header_with_a_name_or_too_little_behind_it_holds_no_secret(text: str) -> None:
    assert kinds(text) == []


HEAD, FOOT = "-----BEGIN RSA PRIVATE" + " KEY-----", "-----END RSA PRIVATE" + " KEY-----"
BODY = "MIIEpAIBAAKCAQEA7Zk3vQ9xTbM2cW7r"


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        (f"a {HEAD} {BODY} {FOOT} b", f"{HEAD} {BODY} {FOOT}"),
        (f"a {HEAD} {BODY}", f"{HEAD} {BODY}"),
        (f"a {HEAD}", HEAD),
        (f"a {HEAD} <your key> {FOOT}", None),
        (f"a {HEAD} <your key>", None),
        (f"a {FOOT}", None),
        ("-----BEGIN PUBLIC" + f" KEY----- {BODY}", None),
    ],
)
def test_a_private_key_reaches_from_its_header_to_its_footer_or_the_end(
    text: str, secret: str | None
) -> None:
    assert found(text) == ([] if secret is None else [secret])


def test_two_private_keys_are_two_and_a_key_in_base64_is_one_too() -> None:
    block = f"{HEAD} {BODY} {FOOT}"
    assert found(f"{block} and {block}") == [block, block]
    assert found(f"{HEAD} {HEAD} {BODY} {FOOT}") == [f"{HEAD} {HEAD} {BODY} {FOOT}"]
    encoded = "LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVktLS0tLQ=="
    assert found(f"key {encoded}") == [encoded]
    assert found("key LS0tLS1CRUdJTiBQVUJMSUMgS0VZLS0tLS0=") == []


def test_a_jwt_has_three_parts_or_five_of_which_the_first_is_a_json_object() -> None:
    head, body = "eyJhbGciOiJFUzUxMiJ9", "eyJhaWQiOiJub3QgcmVhbCJ9"
    assert kinds(f"{head}.{body}.{URL_43}") == [SecretKind.JWT]
    assert kinds(f"{head}..{URL_43[:16]}.{URL_43}.{URL_43[:22]}") == [SecretKind.JWT]
    assert kinds(f"{head}.{body}") == []
    assert kinds(f"x{head}.{body}.{URL_43}") == []
