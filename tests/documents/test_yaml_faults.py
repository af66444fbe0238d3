from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.support.reading import span_at
from tests.support.spans import lies_inside, lines_of
from validator.diagnostics import Limits
from validator.documents.parse import parse
from validator.documents.source import Source

if TYPE_CHECKING:
    from validator.documents.finding import Finding


class Slip(NamedTuple):
    """A text that is no YAML, and what is said of it where."""

    text: str
    line: int
    column: int
    message: str
    cure: str


SLIPS = {
    "a tab in the indentation": Slip("a:\n\tb: 1\n", 2, 1, "a tab stands in the indentation", "spaces"),
    "a tab after spaces": Slip("a:\n  b: 1\n  \tc: 2\n", 3, 3, "a tab stands in the indentation", "spaces"),
    "a glued colon": Slip(
        "kind: Workspace\nname:acme\nregion: us\n", 2, 5, "a space is missing", "key: value"
    ),
    "a glued colon at the end": Slip(
        "kind: Workspace\nname:acme\n", 2, 5, "a space is missing", "key: value"
    ),
    "a glued colon in a list": Slip("a:\n  - b:1\n    c: 2\n", 2, 6, "a space is missing", "key: value"),
    "a key without a colon": Slip(
        "kind: Workspace\nname\nregion: us\n", 2, 1, "a key needs a colon", "key: value"
    ),
    "a second colon": Slip(
        "name: Acme : Procore\n", 1, 12, "a colon and a space stand a second time", "quotes"
    ),
    "an open double quote": Slip('a: 1\nname: "Acme\nb: 2\n', 2, 7, "never closed", "close the quote"),
    "an open single quote": Slip("a: 1\nname: 'Acme\nb: 2\n", 2, 7, "never closed", "close the quote"),
    "a quote inside quotes": Slip("a: 1\nb: 'Acme's'\n", 2, 10, "behind the closing quote", "written twice"),
    "text behind a quote": Slip('a: "Acme" Builders\n', 1, 11, "behind the closing quote", "whole value"),
    "an open bracket": Slip("a: [1, 2\nb: 3\n", 1, 4, "square brackets", "]"),
    "an open brace": Slip("a: {b: 1\nc: 2\n", 1, 4, "braces", "}"),
    "a line too far in": Slip(
        "a: 1\n  b: 2\n", 2, 3, "by 2 spaces, and the line above it by 0", "without indentation"
    ),
    "a line too far out": Slip(
        "a:\n    b: 1\n  c: 2\n", 3, 3, "by 2 spaces, and the line above it by 4", "indent it by 4 spaces"
    ),
    "a key inside a list": Slip("a:\n  - b\n  c: 2\n", 3, 3, "not begin with -", "line it up"),
    "a list behind a key": Slip("a: - b\n", 1, 4, "cannot begin here", "below its key"),
    "an at sign": Slip("a: @b\n", 1, 4, "cannot begin with @", "quotes"),
    "a backtick": Slip("a: `b`\n", 1, 4, "backtick", "quotes"),
    "a percent sign": Slip("a: %b\n", 1, 4, "cannot begin with %", "quotes"),
    "double braces": Slip("a: {{ b }}\n", 1, 5, "double braces", '"{{'),
    "double braces inside": Slip("a: {b: {{ c }}}\n", 1, 9, "double braces", '"{{'),
    "a star without a name": Slip("a: * b\n", 1, 5, "a name must follow", "quotes"),
    "an unknown alias": Slip("a: *b\n", 1, 4, '"*b" refers to an anchor', "quotes"),
    "an unknown escape": Slip('a: "C:\\dir"\n', 1, 7, "backslash", "single quotes"),
    "half of a pair": Slip('a: "x\\ud83d\\ude00"\n', 1, 8, "stands for no character", "the character itself"),
    "an escape beyond Unicode": Slip(
        'a: "\\U00110000"\n', 1, 7, "stands for no character", "the character itself"
    ),
    "a list as a key": Slip("[a, b]: 1\n", 1, 1, "where a key belongs", "plain name"),
    "text behind the end": Slip("a: 1\n...\nb\nc: 1\n", 3, 1, "behind the end of a document", "---"),
    "a closing bracket": Slip("a: 1\n]\n", 2, 1, "] closes what was never opened", "delete"),
    "a closing brace alone": Slip("}\n", 1, 1, "} closes what was never opened", "delete"),
    "a missing comma": Slip("a: {b: 1 c: 2}\n", 1, 11, "a comma belongs here, or }", "commas"),
    "a colon in braces": Slip(
        "a: {b: Acme : Procore, c: 2}\n", 1, 13, "a comma belongs here, or }", "quotes"
    ),
    "a colon in brackets": Slip("a: [b: c: d]\n", 1, 9, "a comma belongs here, or ]", "commas"),
    "text behind a bar": Slip("a: | text\n", 1, 6, "right behind | or >", "lines below"),
    "a directive": Slip("%FOO\na: 1\n", 1, 1, "instruction to the parser", "delete the line"),
}


def _fault(text: str) -> Finding:
    found = [fault for document in parse(Source("a.yaml", text), Limits()) for fault in document.findings]
    (fault,) = (fault for fault in found if fault.rule == "yaml-syntax")
    return fault


@pytest.mark.parametrize("slip", SLIPS.values(), ids=list(SLIPS))
def test_a_slip_is_one_fault_at_its_place_in_plain_words(slip: Slip) -> None:
    fault = _fault(slip.text)
    assert (*span_at(fault.place).start,) == (slip.line, slip.column)
    assert slip.message in fault.message
    assert slip.cure in fault.help


@pytest.mark.parametrize("slip", SLIPS.values(), ids=list(SLIPS))
def test_no_message_quotes_the_parser(slip: Slip) -> None:
    fault = _fault(slip.text)
    assert not re.search(r"while (?:parsing|scanning)|expected <|could not|did not find|token", fault.message)


@pytest.mark.parametrize(
    "text",
    [
        'clientSecret: "s3cr3t-Value-91',
        "clientSecret: [s3cr3t-Value-91",
        "clientSecret: s3cr3t-Value-91: x",
        "clientSecret: *s3cr3tValue91abcdef0123456789",
        "clientSecret:s3cr3t-Value-91\nkind: x",
        "clientSecret: @s3cr3t-Value-91",
    ],
)
def test_no_message_quotes_a_value(text: str) -> None:
    fault = _fault(f"a: 1\n{text}\n")
    assert "s3cr3t" not in f"{fault.message}{fault.help}{fault.label}"


@pytest.mark.parametrize("text", ["nt\nname: a\n", "&\na: 1\n", "a: [1,\r\nb: *\r\n", 'a: "b" "c'])
def test_a_slip_at_the_end_of_a_line_ends_there(text: str) -> None:
    (document,) = parse(Source("a.yaml", text), Limits())
    lines = lines_of(text.encode())
    assert [each for each in document.findings if not lies_inside(span_at(each.place), lines)] == []
