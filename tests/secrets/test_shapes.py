from __future__ import annotations

from itertools import pairwise

import pytest

from validator.secrets.placeholders import known_placeholders
from validator.secrets.shapes import find_shapes, opaque, random_words
from validator.secrets.tokens import SecretKind

HEX_64 = "4f" + "c0d19b27" * 7 + "a83e51"
URL_43 = "Zk3-vQ9xT_bM2cW7rLpY5nHsD8gJ4fKaE6uX1oViRz0"
BASE64 = "kX9/vQ3xT+bM2cW7rLpY5nHsD8gJ4fKaE6uX1oViRz0Qw8Ty5Ui2Op7As4Df1Gh3Jk6Lz9Xc=="
JWT = "eyJ" + "hbGciOiJFUzUxMiJ9" + ".eyJ" + "haWQiOiJub3QgcmVhbCJ9" + "." + URL_43


def test_matches_are_in_reading_order_and_do_not_overlap() -> None:
    text = f"https://svc:Gr33nfield@example.org?access_token={JWT} and Authorization: Bearer {JWT}"
    found = find_shapes(text)
    assert [match.kind for match in found] == [SecretKind.URL_LOGIN, SecretKind.JWT, SecretKind.JWT]
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert [text[match.start : match.end] for match in found] == ["Gr33nfield", JWT, JWT]
    assert [match.in_url for match in found] == [True, True, False]


def test_only_the_secret_part_is_matched() -> None:
    text = 'Server=db;Password="semi;colon";Timeout=5'
    [match] = find_shapes(text)
    assert text[match.start : match.end] == "semi;colon"
    text = '# note "clientSecret": "hunter2hunter2", more'
    [match] = find_shapes(text, comment=True)
    assert text[match.start : match.end] == "hunter2hunter2"
    text = "# clientSecret: hunter2hunter2."
    [match] = find_shapes(text, comment=True)
    assert text[match.start : match.end] == "hunter2hunter2"


def test_a_private_key_is_matched_to_its_end() -> None:
    text = (
        "before\n-----BEGIN EC " + f"PRIVATE KEY-----\n{BASE64}\n-----END EC " + "PRIVATE KEY-----\nafter\n"
    )
    [match] = find_shapes(text)
    assert text[match.start : match.end].endswith("PRIVATE KEY-----")
    assert text[match.end :] == "\nafter\n"
    [cut] = find_shapes(text[:60])
    assert cut.end == 60


def test_a_random_word_in_a_text_needs_a_word_beside_it() -> None:
    assert find_shapes(f"# {HEX_64}", comment=True) == []
    assert find_shapes(f"# secret {HEX_64}") == []
    [match] = find_shapes(f"# secret {HEX_64}", comment=True)
    assert (match.kind, match.certain) == (SecretKind.HEX_64, True)


def test_of_two_random_words_each_is_judged_by_what_stands_before_it() -> None:
    text = f"client id {HEX_64}, client secret {URL_43}"
    [match] = find_shapes(text, comment=True)
    assert text[match.start : match.end] == URL_43


def test_known_placeholders_and_references_are_left_out() -> None:
    known = known_placeholders(["rosebud"], [])
    assert len(find_shapes("https://svc:rosebud@example.org")) == 1
    assert find_shapes("https://svc:rosebud@example.org", placeholders=known) == []
    assert find_shapes("https://svc:${SFTP_PASSWORD}@example.org") == []
    assert find_shapes("https://svc:$SFTP_PASSWORD@example.org") == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (HEX_64, SecretKind.HEX_64),
        (HEX_64.upper(), SecretKind.HEX_64),
        (URL_43, SecretKind.URL_SAFE_43),
        (HEX_64[:32], SecretKind.HEX),
        (HEX_64 * 2, SecretKind.HEX),
        (BASE64, SecretKind.RANDOM),
        (f"{BASE64[:48]}\n{BASE64[:48]}\n", SecretKind.RANDOM),
    ],
)
def test_random_values_are_opaque(text: str, kind: SecretKind) -> None:
    match = opaque(f" {text} ")
    assert match is not None
    assert (match.start, match.end) == (1, 1 + len(text.strip()))
    assert (match.kind, match.certain) == (kind, False)
    assert match.kind.opaque


@pytest.mark.parametrize(
    "text",
    [
        "",
        HEX_64[:40],
        HEX_64[:31],
        f"sha256:{HEX_64}",
        f"sha512-{BASE64}",
        "3f0c1d2e-4b5a-4c6d-8e7f-9a0b1c2d3e4f",
        "3f0c1d2e4b5a4c6d8e7f9a0b1c2d3e4f",
        "0" * 64,
        "31415926535897932384626433832795028841971693993751",
        "data:image/png;base64," + BASE64,
        "OAuth2ClientCredentialsWithCompanyIdAndRegion2",
        "acme-builders-northwest-procore-production-2026-q4-v2",
        "projects/acme/Production2026/connections/ProcoreAccount",
        "https://api.procore.com/rest/v1.0/companies",
        "Acme-Prod-3f0c1d2e-4b5a-4c6d-8e7f-9a0b1c2d3e4f",
        "a" * 70_000,
    ],
)
def test_digests_ids_and_names_are_not_opaque(text: str) -> None:
    assert opaque(text) is None


def test_random_words_of_urls_and_digests_are_passed_over() -> None:
    text = f"https://example.org/{HEX_64} ghcr.io/a/b@sha256:{HEX_64} {HEX_64} file.{HEX_64}.json"
    assert [text.count(" ", 0, match.start) for match in random_words(text)] == [2]
