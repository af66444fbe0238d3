from __future__ import annotations

import pytest

from validator.diagnostics import Limits
from validator.documents.parse import parse
from validator.documents.source import Source

CONFIG = """name: acme
workspace:
  name: Acme
  type: custom
  region: us
details:
  company: 1
  place: 2
"""


def slip_of(text: str) -> tuple[int, int, str, str]:
    """Return the place, message and help of the one fault of a text."""
    findings = [each for document in parse(Source("a.yaml", text), Limits()) for each in document.findings]
    (found,) = findings
    assert found.rule == "yaml-syntax"
    assert found.place.span is not None
    return (*found.place.span.start, found.message, found.help)


@pytest.mark.parametrize(
    ("old", "new", "place", "message", "help_text"),
    [
        ("  type", "   type", (4, 4), "3 spaces, and the line above it by 2", "indent it by 2 spaces"),
        ("  type", " type", (4, 2), "1 space, and the line above it by 2", "indent it by 2 spaces"),
        ("  name: Acme", "    name: Acme", (3, 5), "4 spaces, and those below it by 2", "indent it by 2 spaces"),
        ("details", " details", (6, 2), "1 space, and the key that it belongs beside by 0", "without indentation"),
        ("workspace:\n  name: Acme", "workspace:\nNAME: Acme", (4, 3), "2 spaces, and the line above", "without"),
        ("  type", "# a remark\n\n   type", (6, 4), "3 spaces, and the line above it by 2", "indent it by 2"),
    ],
)  # fmt: skip
def test_a_line_that_is_off_is_told_with_both_numbers(
    old: str, new: str, place: tuple[int, int], message: str, help_text: str
) -> None:
    line, column, told, cure = slip_of(CONFIG.replace(old, new, 1))
    assert (line, column) == place
    assert f"this line is indented by {message}" in told
    assert help_text in cure


@pytest.mark.parametrize(
    ("line", "has"),
    [("----", "4"), ("--", "2"), ("-------  ", "7"), ("\u2014", "other signs"), ("===", "other signs")],
)
def test_a_line_between_documents_has_three_hyphens(line: str, has: str) -> None:
    found = slip_of(f"name: a\n{line}\nname: b\n")
    assert found[0] == 2
    assert found[2:] == (
        f"the line between two documents has three hyphens, and this one has {has}",
        "write it as ---",
    )


@pytest.mark.parametrize(
    ("line", "column", "help_text"),
    [
        ("metadata: {owner: ${env:OWNER}}", 19, 'put it in quotes: "${env:OWNER}"'),
        ("names: [${env:OWNER}, b]", 9, 'put it in quotes: "${env:OWNER}"'),
        ("metadata: {owner: ${file:/run/a}}", 19, 'put it in quotes: "${\u2026}"'),
    ],
)
def test_a_reference_inside_of_braces_needs_quotes(line: str, column: int, help_text: str) -> None:
    message = "inside of braces and brackets a reference needs quotes"
    assert slip_of(f"name: a\n{line}\n") == (2, column, message, help_text)


@pytest.mark.parametrize(
    ("value", "form"),
    [
        ("${env: OWNER}", "${env:NAME}"),
        ("${file: /run/a}", "${file:PATH}"),
        ("${keyring: a/b}", "${keyring:SERVICE/USER}"),
    ],
)
def test_a_space_inside_of_a_reference_is_named(value: str, form: str) -> None:
    found = slip_of(f"name: a\nowner: {value}\n")
    assert found[2:] == ("a space stands behind the colon of a reference", f"write {form} without one")


@pytest.mark.parametrize("text", ["a: b: c\n", "a:\n  - b\n  c: 2\n", "a: {b: 1\n", "a: {b: 1 c: 2}\n"])
def test_other_slips_are_none_of_the_layouts(text: str) -> None:
    assert "indented by" not in slip_of(text)[2]
