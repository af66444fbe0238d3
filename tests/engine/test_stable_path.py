from __future__ import annotations

import pytest

from tests.support.editing import document_of
from validator.engine.stable_path import stable_path

TOKEN = "ghp_Zq3bT7xW1mKd9Rf5Hs2Lp8Vy4Nc6Jg0AeUoi"
TEXT = f"""\
baseConnections:
  - {{name: Ledger live, sets: {{oauthClient: x}}}}
  - name: &n Ledger test
  - *base
  - {{key: second, other: 1}}
  - {{name: 7}}
  - {{name: "{TOKEN}"}}
  - plain
  - {{name: "two\\nlines"}}
{TOKEN}: {{inner: 1}}
not a name: 1
"""


@pytest.mark.parametrize(
    ("route", "path"),
    [
        ((), ""),
        (("connection", "details", "companyId"), "connection.details.companyId"),
        (("baseConnections", 0, "sets", "oauthClient"), "baseConnections[Ledger live].sets.oauthClient"),
        (("baseConnections", 1, "name"), "baseConnections[Ledger test].name"),
        (("baseConnections", 2), "baseConnections[Ledger again]"),
        (("baseConnections", 3, "other"), "baseConnections[second].other"),
        (("baseConnections", 4), "baseConnections[4]"),
        (("baseConnections", 5, "name"), "baseConnections[5].name"),
        (("baseConnections", 6), "baseConnections[6]"),
        (("baseConnections", 7), "baseConnections[7]"),
        (("baseConnections", 99, "x"), "baseConnections[99].x"),
        ((TOKEN, "inner"), "?.inner"),
        (("not a name",), "?"),
    ],
)
def test_a_path_names_keys_and_named_items_and_nothing_that_may_be_secret(
    route: tuple[str | int, ...], path: str
) -> None:
    document = document_of(f"anchor: &base {{name: Ledger again}}\n{TEXT}")
    assert stable_path(document.root, route) == path


def test_a_path_of_nothing_has_numbers() -> None:
    assert stable_path(None, ("baseConnections", 0, "name")) == "baseConnections[0].name"
