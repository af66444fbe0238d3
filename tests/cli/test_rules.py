from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from validator.rules import ALL, BY_ID

if TYPE_CHECKING:
    from tests.conftest import Command


def test_every_rule_is_listed_in_its_order(command: Command) -> None:
    lines = command("rules").out.splitlines()
    assert [line.split()[0] for line in lines] == [rule.id for rule in ALL]
    assert len({line.index(rule.summary) for line, rule in zip(lines, ALL, strict=True)}) == 1
    as_json = json.loads(command("rules", "--format", "json").out)
    assert [each["id"] for each in as_json] == [rule.id for rule in ALL]
    assert set(as_json[0]) == {"id", "severity", "basis", "summary", "source"}


def test_a_page_says_what_the_rule_says(command: Command) -> None:
    rule = BY_ID["wrong-type"]
    ran = command("explain", "wrong-type")
    assert ran.code == 0
    assert ran.out.startswith(f"wrong-type  ({rule.severity.label}, {rule.basis.value})\n\n{rule.summary}")
    assert ran.out.endswith(f"\n\nSource: {rule.source}\n")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("wrong-tpye", 'there is no rule "wrong-tpye"; did you mean "wrong-type"?'),
        ("nothing-of-the-kind", 'there is no rule "nothing-of-the-kind"; `appxlint rules` lists them'),
        (
            "live/invalid-client",
            "live/invalid-client is a finding of the live check; docs/live.md has its page",
        ),
    ],
)
def test_what_has_no_page_is_one_clear_line(name: str, words: str, command: Command) -> None:
    assert command("explain", name) == (2, "", f"appxlint: {words}\n")
