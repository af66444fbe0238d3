from __future__ import annotations

import pytest

from validator.live.client_ids import has_form, names_a_secret
from validator.secrets.references import Reference, ReferenceKind

HEXADECIMAL = "0f1e2d3c4b5a6978" * 4


@pytest.mark.parametrize(
    ("name", "secret"),
    [
        ("DEPLOY_PASSWORD", True),
        ("db_pwd", True),
        ("secrets/deploy-token.txt", True),
        ("acme/Client Secret", True),
        ("PROCORE_CLIENT_ID", False),
        ("secrets/client-id", False),
        ("TOKEN_CLIENT_ID", False),
        ("PASSWORDLESS", False),
    ],
)
def test_a_reference_to_a_secret_is_told_by_its_end(name: str, secret: bool) -> None:
    assert names_a_secret(Reference(ReferenceKind.ENV, name)) is secret


@pytest.mark.parametrize(
    ("text", "fits"),
    [(HEXADECIMAL, True), ("a" * 43, True), ("swordfish", False), (f"{HEXADECIMAL}\n", False), ("", False)],
)
@pytest.mark.parametrize("written", [True, False])
def test_a_form_of_the_catalogue_decides(text: str, fits: bool, written: bool) -> None:
    assert has_form(text, "procore", written=written) is fits


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        (HEXADECIMAL, True),
        ("6f1ed002-ab57-4b0f-8f3c-5f1f7d2a4b36", True),
        ("swordfish", False),
        ("swordfish1", False),
        ("correct-horse-battery-staple", False),
        ("two words of 20 characters 1", False),
        ("https://login.example/abc1", False),
    ],
)
@pytest.mark.parametrize("connector", ["bluebeam", "of-nobody", None])
def test_elsewhere_a_resolved_value_has_to_look_made_by_a_program(
    connector: str | None, text: str, fits: bool
) -> None:
    assert has_form(text, connector, written=False) is fits
    assert has_form(text, connector, written=True)
