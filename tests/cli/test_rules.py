from __future__ import annotations

import json
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from validator.cli.rules import every_rule, explain, rules
from validator.project.settings import SettingsError
from validator.rules import BY_ID
from validator.rules.scenes import scenes

if TYPE_CHECKING:
    from tests.conftest import Command


def test_a_page_has_its_heading_the_text_and_the_source(command: Command) -> None:
    ran = command("explain", "wrong-type")
    page = BY_ID["wrong-type"]
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"wrong-type  (error, documented)\n\n{page.page}\n\nSource: {page.source}\n"
    assert "Given:" not in ran.out
    assert command("explain", "unused-document").out.startswith("unused-document  (info, inferred)\n\n")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("wrong-tpye", 'there is no rule "wrong-tpye"; did you mean "wrong-type"\\?'),
        ("Wrong-Type", "there is no rule"),
        ("", "there is no rule"),
        ("nothing-of-the-kind", 'no rule "nothing-of-the-kind"; `appxlint rules` lists them'),
        ("live/token", 'no rule "live/token"; did you mean "live/token-refused"'),
    ],
)
def test_a_rule_without_a_page_is_told_apart_from_a_slip(name: str, words: str) -> None:
    with pytest.raises(SettingsError, match=words):
        explain(name)


def test_each_rule_has_its_line_with_the_columns_lined_up(command: Command) -> None:
    lines = command("rules").out.splitlines()
    assert [line.split()[0] for line in lines] == [rule.id for rule in every_rule()]
    widest = max(len(rule.id) for rule in every_rule())
    for rule, line in zip(every_rule(), lines, strict=True):
        assert line[widest : widest + 2] == "  "
        assert line[widest + 2 :].split(maxsplit=2) == [rule.severity.label, rule.basis.value, rule.summary]
    assert len({line.index(rule.summary) for rule, line in zip(every_rule(), lines, strict=True)}) == 1


def test_as_json_each_rule_says_what_it_is_and_where_it_is_from(command: Command) -> None:
    ran = command("rules", "--format", "json")
    listed = json.loads(ran.out)
    assert [each["id"] for each in listed] == [rule.id for rule in every_rule()]
    page = BY_ID["unused-document"]
    assert {
        "id": "unused-document",
        "severity": "info",
        "basis": "inferred",
        "summary": page.summary,
        "source": page.source,
    } in listed


def test_another_format_is_refused() -> None:
    with pytest.raises(SettingsError, match='--format: "sarif" is none of text and json'):
        rules("sarif")


def test_a_page_says_in_a_sentence_what_its_set_up_is_and_that_can_be_printed(command: Command) -> None:
    scene = scenes()["Procore base connection"]
    page = " ".join(command("explain", "base-connection-definition").out.split())
    assert f'Given: {scene.name} {scene.sentence} `appxlint explain "{scene.name}"` prints it. Bad:' in page
    whole = command("explain", scene.name)
    assert whole.code == 0
    heading, sentence, documents = whole.out.split("\n\n", 2)
    assert (heading, sentence, dedent(documents)) == (scene.name, scene.sentence, scene.text)


def test_a_live_rule_has_a_page_like_the_others(command: Command) -> None:
    ran = command("explain", "live/unreachable")
    assert ran.code == 0
    assert ran.out.startswith("live/unreachable  (error, documented)\n\nThere is no answer from a host.\n\n")
    assert "so that the exit code is 3, whatever its level" in " ".join(ran.out.split())
    assert "the name {host} cannot be looked up\n    help: this says nothing" in ran.out
    assert ran.out.endswith("Source: docs/live.md\n")
