from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.support.reading import project_of
from validator.diagnostics import Position, Span
from validator.engine.gate import Gate, prose
from validator.render.json_format import render

if TYPE_CHECKING:
    from tests.conftest import Lint

CLIENT = """\
apiVersion: appxlint/v1
kind: OAuthClient
name: Acme
connector: procore
definition: Procore V2 OAuth Client Credentials Auth
clientSecret: hunter-rosebud
metadata: {meadow: garden, number: 12}
scope: read  # a note
scope2: read  # appxlint: ignore[unknown-field] x
"""
PROJECT = project_of(CLIENT)
GATE, SOURCE = Gate(PROJECT), PROJECT.documents[0].source


def at(line: int, start: int, end: int) -> Span:
    return Span(Position(line, start), Position(line, end))


@pytest.mark.parametrize(
    ("span", "reported"),
    [
        (at(1, 1, 11), at(1, 1, 11)),
        (at(6, 15, 29), at(6, 15, 16)),
        (at(6, 1, 29), at(6, 1, 15)),
        (at(7, 11, 39), at(7, 11, 12)),
        (at(8, 14, 22), at(8, 14, 15)),
        (at(9, 15, 50), at(9, 15, 50)),
    ],
)
def test_the_end_of_a_stretch_does_not_tell_how_long_something_hidden_is(span: Span, reported: Span) -> None:
    assert GATE.span(SOURCE, span) == reported


def test_words_hold_no_secret_and_nothing_that_their_source_hides() -> None:
    GATE.masks(SOURCE)
    assert GATE.words('the "Hunter-Rosebud" of all') == "the (hidden) of all"
    assert GATE.words('no field "meadow"') == 'no field "meadow"'
    assert GATE.words('no field "meadow"', [SOURCE]) == "no field (hidden)"
    assert GATE.words("", [SOURCE]) == ""


def test_a_route_shows_known_keys_alone_and_tells_the_others_apart() -> None:
    (document,) = PROJECT.documents
    assert GATE.route(document, ("metadata", "number")) == ("metadata", "number")
    assert GATE.route(document, ("metadata", "meadow")) == ("metadata", "(hidden 1)")
    other = ("metadata", "forest", 2, "clientScret")
    assert GATE.route(document, other) == ("metadata", "(hidden)", 2, "clientScret")


@pytest.mark.parametrize(
    ("reason", "left"),
    [
        ("agreed with the customer until 2027-01-01", "agreed with the customer until 2027-01-01"),
        ("the password is swordfish, see INT-204", "the password is (hidden), see INT-204"),
        ("swordfish meadow", "***"),
        ("", ""),
    ],
)
def test_a_reason_shows_the_words_that_everybody_uses(reason: str, left: str) -> None:
    assert prose(reason) == left


def test_no_output_prints_an_edit_that_holds_what_is_hidden(lint: Lint) -> None:
    report = lint(
        CLIENT.partition("metadata")[0]
        + "credentials: production\nclientId: ${env:ACME_ID}\ntokenUrl: https://login.procore.com/oauth/token\n"
    )
    (found,) = (each for each in report.diagnostics if each.rule == "literal-secret")
    assert found.fix is not None
    assert found.fix.masked
    assert len(found.fix.edits) == 1
    assert "edits" not in repr(found.fix)
    assert found.excerpt is not None
    assert (found.excerpt.text, found.excerpt.marked) == ("clientSecret: ***", (14, 17))
    assert found.span == at(6, 15, 16)
    (printed,) = (each for each in json.loads(render(report))["diagnostics"] if each["rule"] == found.rule)
    assert printed["fix"] == {"title": "write a reference", "safe": False, "edits": []}
