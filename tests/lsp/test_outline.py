from __future__ import annotations

import pytest

from validator.lsp.outline import outline

TEXT = """\
kind: First
---
kind: BaseConnectionRules # a note
connector: "procore"
baseConnections:
  - name: Live
    sets:
      details:
        companyId: 1
  - name: Trial
    when:
      workspaceType: [standard]
    sets:
      |
integrations:
- one
- |
more:
- key: x
  other: |
---
kind: Last
"""


def placed(text: str) -> tuple[object, object, int]:
    before = text.partition("|")[0]
    here = outline(text.replace("|", "", 1).split("\n"), before.count("\n"), len(before.rpartition("\n")[2]))
    return here.holder, here.at, here.start


@pytest.mark.parametrize(
    ("keep", "found"),
    [
        (0, (("baseConnections", 1, "sets"), None, 6)),
        (1, (("integrations", 1), None, 2)),
        (2, (("more", 0), ("more", 0, "other"), 9)),
    ],
)
def test_indentation_says_where_a_cursor_stands(keep: int, found: tuple[object, object, int]) -> None:
    parts = TEXT.split("|")
    text = "".join(part + ("|" if at == keep else "") for at, part in enumerate(parts))
    assert placed(text) == found


def test_what_the_document_says_is_known_by_route_and_that_of_its_neighbours_is_not() -> None:
    lines = TEXT.replace("|", "").split("\n")
    values = outline(lines, 13, 6).values
    assert values["kind",] == "BaseConnectionRules"
    assert values["connector",] == "procore"
    assert values["baseConnections", 1, "name"] == "Trial"
    assert values["more", 0, "key"] == "x"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("|", ((), None, 0)),
        ("ki|", ((), None, 0)),
        ("kind: |", ((), ("kind",), 6)),
        ("kind: Conn|", ((), ("kind",), 6)),
        ("a:\n  b: x\nc|", ((), None, 0)),
        ("a:\n  b:\n    - |", (("a", "b", 0), None, 6)),
        ("a:\n  b:\n    - c: |", (("a", "b", 0), ("a", "b", 0, "c"), 9)),
    ],
)
def test_a_key_is_told_from_a_value(text: str, found: tuple[object, object, int]) -> None:
    assert placed(text) == found
