"""Whom a row or a connection is for, and whether two of them are one."""

from __future__ import annotations

import pytest

from validator.onboard.customers import Customer, Relation, number_of, relation

ACME = Customer("Acme", "Acme W", "1")


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (Customer("acme", "Acme  W", "1"), Relation.SAME),
        (Customer("Acme Inc", "Acme W", "1"), Relation.SAME),
        (Customer("Acme", "Acme live", "1"), Relation.SAME),
        (Customer("Acme", "Acme W", ""), Relation.SAME),
        (Customer("Acme", "Acme live", ""), Relation.UNCLEAR),
        (Customer("Acme", "Acme W", "2"), Relation.UNCLEAR),
        (Customer("Birch", "Acme W", "2"), Relation.UNCLEAR),
        (Customer("Acme", "", "2"), Relation.UNCLEAR),
        (Customer("Acme", "Acme live", "2"), Relation.OTHER),
        (Customer("Birch", "Birch W", "1"), Relation.OTHER),
        (Customer("Birch", "Birch W", ""), Relation.OTHER),
    ],
)
def test_the_number_tells_two_customers_of_a_name_apart_and_all_that_is_said(
    other: Customer, expected: Relation
) -> None:
    assert relation(ACME, other) is expected
    assert relation(other, ACME) is expected


@pytest.mark.parametrize(
    ("value", "number"), [(4281379, "4281379"), ("4,281,379", "4281379"), ("x", ""), (None, ""), (True, "")]
)
def test_a_number_is_its_digits(value: object, number: str) -> None:
    assert number_of(value) == number


def test_a_customer_is_called_as_people_know_it() -> None:
    assert ACME.called() == '"Acme" (1)'
    assert Customer("", "W", "").called() == '"W"'
    assert Customer("", "", "").called() == "a customer"
