"""What is printed for the mistakes that people make, letter by letter, and what no message ever says.

`UPDATE_GOLDENS=1 pytest tests/whole/test_messages.py` writes what is printed into the `expected.txt` of each case.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import validator
from tests.support.clock import TODAY
from tests.support.samples import cases
from validator.catalog import shipped, shipped_connectors
from validator.documents.kinds import CONNECTOR
from validator.render.formats import FORMATS, Options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.diagnostics import Report

FOLDER = Path(__file__).parent / "messages"
EXPECTED = "expected.txt"
UPDATE = "UPDATE_GOLDENS"
CASES = sorted(each for each in FOLDER.iterdir() if each.is_dir())


def _checked(case: Path, project: Path) -> Report:
    shutil.copytree(case, project, dirs_exist_ok=True)
    (project / EXPECTED).unlink(missing_ok=True)
    names = sorted(path.name for path in project.iterdir())
    (project / "appxlint.toml").touch()
    return validator.check(names, as_of=TODAY)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_mistake_is_told_in_these_words(case: Path, project: Path) -> None:
    text = FORMATS["text"](_checked(case, project), Options(width=100))
    file = case / EXPECTED
    if os.environ.get(UPDATE):
        file.write_text(text, encoding="utf-8", newline="\n")
    assert text == file.read_bytes().decode("utf-8")


FORBIDDEN = re.compile(
    r"oneOf|anyOf|allOf|additionalProperties|enum\b|minLength|minItems|is not of type|required property|does not match"
    r"|\bTrue\b|\bFalse\b|\bNone\b|NoneType|<class|Traceback|Error\b|dict\b|\{'|\['|\(\?|\[\^|\\[dws]|\)\$"
)
EXPRESSIONS = {
    "write (?P<id>…) around the number, as in ^/(?P<id>[0-9]+)/company",
    "write (?P<id>…) for a group with a name, (?:…) for one without",
}
"""Help for regular expressions of the user's own, which may show how one is written."""

BEGINNING = re.compile(r"[a-z0-9\"*&$#!]")
NAMES = ("YAML ", "JSON ", "U+", "App Xchange ", "Real-time Action Processing ", "SFTP ")
"""What a message may begin with beside a small letter and the user's own words: names that are written so."""
LONGEST = 200
DOING = re.compile(
    r"(?:^|[;:,] |\b(?:and|or|then) )(?:write|add|leave|delete|describe|have|copy|keep|name|give|say|put|move|use|ask"
    r"|select|open|compare|connect|save|list|make|register|take|install|begin|swap|exchange|sign|rename|mend|indent|close"
    r"|merge|look|correct|set|read|split|raise|repeat|change|choose|check|treat|call|let)\b"
    r"|`appxlint \w+` lists|it (?:can have|asks for|knows)\b|\bneeds\b|known are\b"
)
"""Help tells what to do in the imperative, or what there is to be written."""


def _names_of_facts() -> tuple[str, ...]:
    """Return the names of connectors and environments, which a message may begin with as well."""
    connectors = [
        each.data for key in shipped_connectors() for each in shipped(key) if each.kind == CONNECTOR
    ]
    environments = [inner["name"] for each in connectors for inner in each.get("environments", ())]
    samples = re.findall(r"^ *(?:- )?name: (\w[^\n]*)$", _sample_texts(), re.MULTILINE)
    return (*(each["name"] for each in connectors), *environments, *samples)


def _sample_texts() -> str:
    files = (file for case in cases() for file in case.path.rglob("*.*ml"))
    return "\n".join(file.read_text("utf-8", "replace") for file in files)


def _texts(report: Report) -> Iterator[tuple[str, str]]:
    """Yield the message and the help of each finding, and the words at its other places."""
    for found in (*report.diagnostics, *report.suppressed):
        yield found.message, found.help
        yield from ((other.message, "") for other in found.related)
        if found.label:
            yield found.label, ""


@pytest.fixture(scope="module")
def every_text(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str]]:
    """Return what is said of every invalid sample and of every case here."""
    said: set[tuple[str, str]] = set()
    for case in cases():
        folder = tmp_path_factory.mktemp("sample") / "project"
        case.copy_to(folder)
        said.update(_texts(validator.check(folder, as_of=TODAY)))
    for each in CASES:
        folder = tmp_path_factory.mktemp("case")
        with contextlib.chdir(folder):
            said.update(_texts(_checked(each, folder)))
    assert len(said) > 400
    return said


def test_no_message_holds_words_of_schemas_or_of_python(every_text: set[tuple[str, str]]) -> None:
    found = {text for pair in every_text for text in pair if FORBIDDEN.search(text)}
    assert found - EXPRESSIONS == set()


def test_a_message_begins_with_a_small_letter_or_a_name_and_ends_without_a_full_stop(
    every_text: set[tuple[str, str]],
) -> None:
    names = (*NAMES, *_names_of_facts())
    odd = {
        each
        for pair in every_text
        for each in pair
        if not BEGINNING.match(each) and not each.startswith(names)
    }
    assert {each for each in odd if each and not each.startswith("`")} == set()
    assert {
        text for pair in every_text for text in pair if text.endswith(".") and not text.endswith("...")
    } == set()


def test_a_message_and_its_help_are_short_and_the_help_says_what_to_do(
    every_text: set[tuple[str, str]],
) -> None:
    assert {text for pair in every_text for text in pair if len(text) > LONGEST} == set()
    assert {help_text for _, help_text in every_text if help_text and not DOING.search(help_text)} == set()
