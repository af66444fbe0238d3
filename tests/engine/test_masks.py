"""What may be shown of a source, asked directly: in reports other guards stand behind the masks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.reading import project_of
from validator.diagnostics import Position, Span
from validator.documents.source import decode
from validator.engine.masks import Masks, masks_of

if TYPE_CHECKING:
    from collections.abc import Iterable

PASSWORD = "hunter-rosebud"
"""A password that nothing but its place gives away."""

RANDOM = "f27a90c3e16b4d85a0c9f2e7b13d6850e94a7cb2d1f8063e5ab97d40c6e281f3"
CLIENT = """\
apiVersion: appxlint/v1
kind: OAuthClient
name: Acme
connector: procore
definition: Procore V2 OAuth Client Credentials Auth
"""


def shown(text: str) -> list[str]:
    """Return the lines of a file as they may be shown."""
    project = project_of(text)
    masks = masks_of(project.documents[0].source, project)
    return [masks.excerpt(number + 1).text for number in range(len(text.splitlines()))]


def masked(text: str, spans: Iterable[tuple[int, int]]) -> Masks:
    return Masks(decode("a.yaml", text.encode()), spans)


def at(line: int, start: int, end: int, last: int | None = None) -> Span:
    return Span(Position(line, start), Position(last or line, end))


@pytest.mark.parametrize(
    ("line", "left"),
    [
        (f"clientSecret: {PASSWORD}", "clientSecret: **************"),
        (f'clientSecret: "{PASSWORD}"  # since May', "clientSecret: ****************  # since May"),
        ("clientSecret: ${env:ACME_SECRET}", "clientSecret: ${env:ACME_SECRET}"),
        (f"metadata: {{a: b, password: {PASSWORD}}}", "metadata: {a: b, password: **************}"),
        ("# password: hunter2rosebud", "# password: **************"),
        (f"metadata: {{note: {RANDOM}}}", f"metadata: {{note: {'*' * 64}}}"),
        ("scope: read write", "scope: read write"),
    ],
)
def test_a_secret_is_masked_with_as_many_characters(line: str, left: str) -> None:
    assert shown(f"{CLIENT}{line}\n")[5] == left
    assert shown(f"{CLIENT}{line}\n")[:5] == CLIENT.splitlines()


def test_a_secret_of_several_lines_is_masked_in_each_and_nothing_around_it_is() -> None:
    lines = shown(f"{CLIENT}clientSecret: |\n  hunter\n  rosebud\nscope: read\n")
    assert lines[5:] == ["clientSecret: *", "********", "*********", "scope: read"]


def test_a_word_that_is_split_over_a_line_end_is_judged_whole() -> None:
    split = f'"{RANDOM[:8]}\\\n  {RANDOM[8:16]}\\\n  {RANDOM[16:]}"'
    lines = shown(f"{CLIENT}metadata: {{note: {split}}}\n")
    assert not any(part in "".join(lines) for part in (RANDOM[:8], RANDOM[8:16], RANDOM[16:24]))
    innocent = 'metadata: {note: "some words \\\n  and more"}'
    assert shown(f"{CLIENT}{innocent}\n")[5:] == innocent.split("\n")


def test_what_a_definition_declares_sensitive_is_masked_unless_it_is_a_reference() -> None:
    definition = """\
apiVersion: appxlint/v1
kind: ConnectionDefinition
connector: ledger
key: pinAuth
name: Ledger PIN
type: Standard
attributes: [{key: pin, title: PIN, isSensitive: true}, {key: tier, title: Tier, isSensitive: false}]
"""
    config = """\
apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme
connector: ledger
connection: {definition: Ledger PIN, details: {pin: PIN, tier: 7788}}
"""
    for pin, left in (("7788", "****"), ('"${env:PIN}"', '"${env:PIN}"'), ('""', '""')):
        project = project_of(config.replace("pin: PIN", f"pin: {pin}"), definition)
        masks = masks_of(project.documents[0].source, project)
        assert masks.excerpt(5).text.endswith(f"details: {{pin: {left}, tier: 7788}}}}")


@pytest.mark.parametrize(
    ("line", "left"),
    [
        (f"clientSecret: {PASSWORD}", f"clientSecret:{'*' * 15}"),
        (f'- "clientSecret" = {PASSWORD}', f'- "clientSecret" ={"*" * 15}'),
        ("clientSecret: ${env:ACME_SECRET}", "clientSecret: ${env:ACME_SECRET}"),
        ("clientSecret: '${env:ACME_SECRET}'", "clientSecret: '${env:ACME_SECRET}'"),
        ("name: hunter-rosebud", "name: hunter-rosebud"),
        ("the clientSecret is long", "the clientSecret is long"),
    ],
)
def test_in_a_text_that_cannot_be_read_what_follows_a_secret_key_is_masked(line: str, left: str) -> None:
    assert shown(f"a: [\n{line}\n")[1] == left


def test_the_texts_are_known_whole_and_without_quotes_but_no_short_ones() -> None:
    masks = masked("'abcde' abcd 'abcd'", [(0, 7), (8, 12), (13, 19)])
    assert masks.texts == {"'abcde'", "abcde", "'abcd'"}


@pytest.mark.parametrize(
    ("span", "hides"),
    [
        (at(1, 1, 4), False),
        (at(1, 1, 5), True),
        (at(1, 6, 7), True),
        (at(1, 7, 9), False),
        (at(1, 4, 4), False),
        (at(1, 5, 5), True),
        (at(1, 1, 1, last=2), True),
    ],
)
def test_a_stretch_hides_something_if_a_character_of_it_is_masked(span: Span, hides: bool) -> None:
    assert masked("abc defgh\nx\n", [(3, 6)]).hides(span) is hides


def test_a_stretch_hides_what_looks_like_a_secret_though_no_place_declares_it() -> None:
    text = f"note {RANDOM}\n"
    assert masked(text, []).hides(at(1, 1, 70))
    assert not masked(text, []).hides(at(1, 1, 5))


def test_what_is_masked_on_suspicion_is_told_whole_and_in_the_parts_of_an_address() -> None:
    text = f"plain\nurl: https://acme:Xk29-fh3Qa_71bZ@host.example/x\n{RANDOM}\n"
    near = list(masked(text, []).near(at(2, 1, 3)))
    assert "Xk29-fh3Qa_71bZ" in near
    assert RANDOM not in near
    assert RANDOM in list(masked(text, []).near(at(2, 1, 3, last=3)))
    assert list(masked(text, []).near(at(1, 1, 3))) == []


def test_no_more_than_some_lines_of_a_long_stretch_are_searched() -> None:
    text = "x\n" * 20 + f"{RANDOM}\n{RANDOM[::-1]}\n"
    assert set(masked(text, []).near(at(1, 1, 2, last=22))) == {RANDOM}
