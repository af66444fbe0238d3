"""`appxlint explain`: pages of rules, in any spelling, several at once, with all that there is to know."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from validator.cli.explain import explain
from validator.project.settings import SettingsError
from validator.rules import ALL, BY_ID
from validator.rules.manual import printed
from validator.rules.scenes import scenes

if TYPE_CHECKING:
    from tests.conftest import Command


def test_a_page_has_its_heading_the_text_a_finding_and_the_source(command: Command) -> None:
    ran = command("explain", "company-id-is-url")
    page = BY_ID["company-id-is-url"]
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("company-id-is-url  (error, documented)\n\nAn address stands where")
    for line in printed(page.id).text.splitlines():
        assert f"    {line}".rstrip() in ran.out
    assert (
        "\nFixable: yes, with --fix\nSuppress: # appxlint: ignore[company-id-is-url] and a reason" in ran.out
    )
    assert f"\nSource: {page.source}\n        https://help.trimble.com/en/" in ran.out
    assert command("explain", "unused-document").out.startswith("unused-document  (info, inferred)\n\n")


def test_a_page_says_where_nothing_can_be_fixed_and_where_a_reason_is_needed(command: Command) -> None:
    assert "\nFixable: no; a person has to decide\n" in command("explain", "yaml-syntax").out
    out = command("explain", "literal-secret").out
    assert "\nFixable: with --unsafe-fixes, for a person to look over\n" in out
    assert "ignore[literal-secret] and the reason, which it needs, at the end of the line" in out


@pytest.mark.parametrize(
    "name",
    [
        *("Wrong-Type", "WRONG_TYPE", "wrong_type", "wrong type", " wrong-type "),
        "config.yaml:9:24  error  wrong-type  [fixable]",
        "config.yaml:9:24: error [wrong-type] name must be a text",
        "company-id-of-nobody wrong-type",
    ],
)
def test_a_rule_is_known_in_any_spelling_and_by_a_finding_as_it_is_printed(
    name: str, command: Command
) -> None:
    assert command("explain", name) == command("explain", "wrong-type")


def test_several_pages_come_one_after_the_other_and_each_once(command: Command) -> None:
    one, other = command("explain", "wrong-type").out, command("explain", "live/unreachable").out
    line = "-" * 100
    assert (
        command("explain", "wrong-type", "live/unreachable", "wrong-type").out == f"{one}\n{line}\n\n{other}"
    )


def test_of_several_names_one_that_is_wrong_keeps_all_from_being_printed(command: Command) -> None:
    ran = command("explain", "wrong-type", "wrong-tpye")
    assert ran == (2, "", 'appxlint: there is no rule "wrong-tpye"; did you mean "wrong-type"?\n')


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("wrong-tpye", 'there is no rule "wrong-tpye"; did you mean "wrong-type"\\?'),
        ("", "there is no rule"),
        ("nothing-of-the-kind", 'no rule "nothing-of-the-kind"; `appxlint rules` lists them'),
        ("live/token", 'no rule "live/token"; did you mean "live/token-refused"'),
    ],
)
def test_a_rule_without_a_page_is_told_apart_from_a_slip(name: str, words: str) -> None:
    with pytest.raises(SettingsError, match=words):
        explain([name])


@pytest.mark.parametrize("spelling", [str, str.upper])
def test_a_page_says_in_a_sentence_what_its_set_up_is_and_that_can_be_printed(
    spelling: type[str], command: Command
) -> None:
    scene = scenes()["Procore base connection"]
    page = " ".join(command("explain", "base-connection-definition").out.split())
    assert f'Given: {scene.name} {scene.sentence} `appxlint explain "{scene.name}"` prints it. Bad:' in page
    whole = command("explain", spelling(scene.name))
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


def test_every_rule_has_a_page(command: Command) -> None:
    out = command("explain", *(rule.id for rule in ALL)).out
    assert out.count("\nPrinted:\n") == out.count("\nFixable: ") == len(ALL)
