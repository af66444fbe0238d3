"""Names for files and variables, whatever a customer is called."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.onboard.naming import slug, unique, variable
from validator.secrets.references import parse_reference


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Acme Builders", "acme-builders"),
        ("Birch: Homes & Söhne/Co.", "birch-homes-sohne-co"),
        ("Straße Łódź Ærø", "strasse-lodz-aero"),
        ("O'Neil", "oneil"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "con-row-2"),
        ("lpt1", "lpt1-row-2"),
        ("株式会社", "row-2"),
        ("...", "row-2"),
        ("007", "007"),
    ],
)
def test_a_customer_makes_a_file_name_that_every_system_takes(name: str, file: str) -> None:
    assert slug(name, otherwise="row-2") == file


@given(st.lists(st.text(max_size=80), max_size=3))
def test_a_file_name_is_short_and_plain(parts: list[str]) -> None:
    found = slug(*parts, otherwise="row-2")
    assert 0 < len(found) <= 66
    assert found.replace("-", "").isascii()
    assert found.replace("-", "").isalnum()
    assert found == found.lower().strip("-")


@given(st.lists(st.text(max_size=80), max_size=3))
def test_every_variable_can_be_referred_to(parts: list[str]) -> None:
    assert parse_reference(f"${{env:{variable(*parts, 'clientSecret', otherwise='CUSTOMER_2')}}}") is not None


def test_a_variable_is_named_after_its_owner() -> None:
    assert variable("Acme Builders", "clientSecret", otherwise="X") == "ACME_BUILDERS_CLIENT_SECRET"
    assert variable("McDonald GmbH", "clientId", otherwise="X") == "MCDONALD_GMBH_CLIENT_ID"
    assert variable("3 Rivers", "apiKey", otherwise="CUSTOMER_2") == "CUSTOMER_2_3_RIVERS_API_KEY"


def test_names_differ_in_more_than_the_case_of_letters() -> None:
    assert unique("Acme", {"acme", "acme-2"}) == "Acme-3"
    assert unique("ACME", {"acme"}, joint="_") == "ACME_2"
    assert unique("birch", {"acme"}) == "birch"
