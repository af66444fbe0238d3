"""Customers: whom a row or a connection of the project is for, and whether two of them are one."""

from __future__ import annotations

import enum

from validator.values import NamedTuple
from validator.words import quoted, simplified

TYPE_CHECKING = False
if TYPE_CHECKING:
    from validator.onboard.made import Made
    from validator.project.connection import Connection


class Customer(NamedTuple):
    """Whom a connection is for, as far as that is said: a company, its workspace, and its number with the product."""

    company: str
    workspace: str
    number: str

    def called(self) -> str:
        """Return the customer as a message names it."""
        name = quoted(self.company or self.workspace) if self.company or self.workspace else "a customer"
        return f"{name} ({self.number})" if self.number else name


class Relation(enum.Enum):
    """What two customers of one name are to each other; unclear where some of what is said of them differs."""

    SAME = "same"
    UNCLEAR = "unclear"
    OTHER = "other"


def number_of(value: object) -> str:
    """Return a company's number in its digits alone, nothing where a value is no number."""
    text = f"{value}".replace(",", "").replace(" ", "")
    return text if text.isascii() and text.isdigit() else ""


def of_row(made: Made) -> Customer:
    """Return whom a row is for."""
    return Customer(made.text("company"), made.text("workspace"), number_of(made.text("companyId")))


def of_connection(connection: Connection) -> Customer:
    """Return whom a connection of the project is for."""
    workspace = connection.workspace
    company, name = (workspace.get(key) if workspace is not None else None for key in ("company", "name"))
    number = connection.company_id.value if connection.company_id is not None else ""
    texts = [each if isinstance(each, str) else "" for each in (company, name)]
    return Customer(texts[0], texts[1], number_of(number))


def relation(one: Customer, other: Customer) -> Relation:
    """Return whether two customers are one: the number tells where both have one, else all that is said of them."""
    company = _differ(one.company, other.company)
    workspace = _differ(one.workspace, other.workspace)
    if company and workspace:
        return Relation.OTHER
    if _differ(one.number, other.number):
        return Relation.OTHER if workspace else Relation.UNCLEAR
    has_number = one.number != "" and other.number != ""
    return Relation.SAME if has_number or not (company or workspace) else Relation.UNCLEAR


def _differ(one: str, other: str) -> bool:
    """Whether two texts are given and differ; names of other letters than ours have no simpler form."""
    return bool(one and other) and simplified(one) != simplified(other)
