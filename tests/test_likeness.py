from __future__ import annotations

import pytest

from validator.likeness import are_told_apart
from validator.words import closest, is_same, is_slip


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Marsh client 2", "Marsh client 1"),
        ("Marsh client 12", "Marsh client 21"),
        ("Marsh client", "Marsh client 2"),
        ("Acme : Procore East", "Acme : Procore West"),
        ("Acme sandbox client", "Acme client"),
        ("Acme client", "Acme client sandbox"),
        ("Acme production keys", "Acme sandbox keys"),
        ("Client A", "Client B"),
        ("Phase II", "Phase III"),
        ("Enhanced Authentication", "Spectrum Authentication"),
        ("us02.example.com", "us01.example.com"),
        ("Birch Homes Procore production", "Ivy Procore production"),
        ("Birch Homes Procore production", "Oak Homes Procore production"),
    ],
)
def test_names_that_people_tell_apart_are_not_taken_for_each_other(name: str, other: str) -> None:
    assert are_told_apart(name, other)
    assert are_told_apart(other, name)
    assert closest(name, [other]) is None


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Acme servce account", "Acme service account"),
        ("Acme prodution client", "Acme production client"),
        ("acme-service_account", "Acme service account"),
        ("Procore OAuth Client Credentials", "Procore V2 OAuth Client Credentials Auth"),
        ("usa", "us"),
        ("Acme Prod keys", "Acme production keys"),
        ("Birch Home Procore production", "Birch Homes Procore production"),
        ("BirchHomes Procore production", "Birch Homes Procore production"),
        ("Marsh clinet 2", "Marsh client 2"),
        ("Payroll lvie", "Payroll live"),
        ("Procore + Vista (Finacials)", "Procore + Vista (Financials)"),
    ],
)
def test_a_misspelt_name_is_still_recognised(name: str, other: str) -> None:
    assert not are_told_apart(name, other)
    assert closest(name, [other]) == other


@pytest.mark.parametrize(
    ("key", "other", "slip"),
    [
        ("conection", "connection", True),
        ("connnection", "connection", True),
        ("conneetion", "connection", True),
        ("ocnnection", "connection", True),
        ("connectoin", "connection", True),
        ("connection", "connection", True),
        ("company_id", "companyId", True),
        ("token", "tokenUrl", False),
        ("companyName", "companyId", False),
        ("kex", "key", True),
        ("no", "on", False),
        ("conetcion", "connection", False),
        ("", "name", False),
    ],
)
def test_a_slip_is_one_letter_more_less_other_or_swapped(key: str, other: str, slip: bool) -> None:
    assert is_slip(key, other) is slip
    assert is_slip(other, key) is slip


def test_one_name_is_the_same_in_every_spelling() -> None:
    assert is_same("Acme  Service-Account", "acme service account")
    assert not is_same("Acme client 1", "Acme client 2")
