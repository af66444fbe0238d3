"""What may be shown of a source, asked directly: in reports other guards stand behind the masks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.reading import project_of
from validator.diagnostics import Position, Span
from validator.documents.source import decode
from validator.engine.masks import CUT, Hidden, Masks, masks_of
from validator.project.showing import keys_of
from validator.secrets.lookup import Lookup

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


def of(*texts: str) -> Masks:
    project = project_of(*texts)
    return masks_of(project.documents[0].source, project, keys_of(project))


def shown(text: str, *others: str) -> list[str]:
    """Return the lines of a file as they may be shown."""
    masks = of(text, *others)
    return [masks.line(number + 1, Lookup()).text for number in range(len(text.splitlines()))]


def masked(text: str, hidden: Iterable[Hidden]) -> Masks:
    return Masks(decode("a.yaml", text.encode()), hidden)


def at(line: int, start: int, end: int, last: int | None = None) -> Span:
    return Span(Position(line, start), Position(last or line, end))


@pytest.mark.parametrize(
    ("line", "left"),
    [
        (f"clientSecret: {PASSWORD}", "clientSecret: ***"),
        (f'clientSecret: "{PASSWORD}"  # since May', "clientSecret: ***  # …"),
        ("clientSecret: x", "clientSecret: ***"),
        ("clientSecret: ${env:ACME_SECRET}", "clientSecret: ${env:ACME_SECRET}"),
        ("clientSecret: ${env:A:-geheim}", "clientSecret: ***"),
        ("clientSecret: ${rosebud}", "clientSecret: ${***}"),
        ("clientSecret: !rosebud x", "clientSecret: !*** ***"),
        ("clientSecret: &rosebud x", "clientSecret: &*** ***"),
        ("clientSecret: [rosebud, x]", "clientSecret: [***, ***]"),
        (f"clientSecret: {{{PASSWORD}: x}}", "clientSecret: {***: ***}"),
        (f"clientScret: {PASSWORD}", "clientScret: ***"),
        (f"rosebud: {PASSWORD}", "***: ***"),
        (f"metadata: {{owner: b, password: {PASSWORD}}}", "metadata: {owner: ***, password: ***}"),
        ("metadata: {owner: no, retries: ~}", "metadata: {owner: no, retries: ~}"),
        ("clientId: Bearer rosebud", "clientId: ***"),
        ("tokenUrl: https://u:rosebud@login.procore.com/x", "tokenUrl: https://***@login.procore.com/x"),
        ("tokenUrl: http://u:Xk7#pQ2!vR9z@host", "tokenUrl: http://***@host"),
        ("# password: hunter2rosebud", "# …"),
        ("scope: read write", "scope: read write"),
        ("prompt: sometimes", "prompt: sometimes"),
        ("name2: x", "name2: x"),
        ("clientSecrt: x", "clientSecrt: ***"),
        ("metadata: rosebud", "metadata: ***"),
        ("sources: [{url: rosebud, note: x}]", "sources: [{url: ***, note: x}]"),
        ("clientId: rosebud, meadow", "clientId: ***"),
        ("clientSecretExpiration: 30 February", "clientSecretExpiration: 30 February"),
        ("clientSecretExpiration: rosebud", "clientSecretExpiration: ***"),
        ("public: &a rosebud", "public: &a ***"),
        ("integrations: rosebud", "integrations: rosebud"),
    ],
)
def test_a_line_shows_known_keys_and_the_values_of_declared_fields(line: str, left: str) -> None:
    assert shown(f"{CLIENT}{line}\n")[5] == left
    assert shown(f"{CLIENT}{line}\n")[:5] == CLIENT.splitlines()


def test_a_secret_of_several_lines_is_masked_in_each_and_nothing_around_it_is() -> None:
    lines = shown(f"{CLIENT}clientSecret: |\n  hunter\n  rosebud\nscope: read\n")
    assert lines[5:] == ["clientSecret: ***", "  ***", "  ***", "scope: read"]


def test_a_word_that_is_split_over_a_line_end_is_judged_whole() -> None:
    split = f'"{RANDOM[:8]}\\\n  {RANDOM[8:16]}\\\n  {RANDOM[16:]}"'
    lines = shown(f"{CLIENT}scope: {split}\n")
    assert not any(part in "".join(lines) for part in (RANDOM[:8], RANDOM[8:16], RANDOM[16:24]))
    innocent = 'scope: "some words \\\n  and more"'
    assert shown(f"{CLIENT}{innocent}\n")[5:] == innocent.split("\n")


def test_the_secrets_of_a_file_are_told_apart_from_what_is_merely_unknown() -> None:
    masks = of(f"{CLIENT}clientSecret: {PASSWORD}\nrosebud: meadow\n# password: hunter2rosebud\n")
    assert {PASSWORD, "hunter2rosebud"} <= masks.secrets
    assert not {"rosebud", "meadow"} & masks.secrets
    assert [*masks.others.find('no field "rosebud"')] == [(10, 17)]
    assert [*masks.others.find("a meadow")] == [(2, 8)]


def test_what_is_shown_elsewhere_in_the_file_is_not_hidden_in_words() -> None:
    masks = of(CLIENT.replace("Acme", "Bauer") + "metadata: {owner: Bauer}\n")
    assert [*masks.others.find('the client "Bauer"')] == []


LOGIN = """\
apiVersion: appxlint/v1
kind: ConnectionDefinition
connector: ledger
key: pinAuth
name: Ledger PIN
type: Standard
attributes: [{key: pinCode, title: PIN, isSensitive: true}, {key: rank, title: Rank, isSensitive: false}]
"""
CONFIG = """\
apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme
connector: ledger
connection: {definition: Ledger PIN, details: DETAILS}
"""


@pytest.mark.parametrize(
    ("details", "left"),
    [
        ("{pinCode: 7788, rank: 7788}", "{pinCode: ***, rank: 7788}"),
        ('{pinCode: "${env:PIN}", rank: gold}', '{pinCode: "${env:PIN}", rank: gold}'),
        ('{pinCode: "", rank: gold}', '{pinCode: "", rank: gold}'),
        ("{PinCode: 7788, rank: gold}", "{PinCode: ***, rank: gold}"),
        ("{password: 7788, rnk: gold}", "{password: ***, rnk: gold}"),
        ("{clientSecret: 7788, rosebud: gold}", "{clientSecret: ***, ***: ***}"),
    ],
)
def test_a_definition_says_which_details_may_be_shown(details: str, left: str) -> None:
    lines = shown(CONFIG.replace("DETAILS", details), LOGIN)
    assert lines[4].endswith(f"details: {left}}}")


@pytest.mark.parametrize(
    ("line", "left"),
    [
        (f"clientSecret: {PASSWORD}", "clientSecret: ***"),
        (f'- "clientSecret" = {PASSWORD}', '- "clientSecret" = ***'),
        ("clientSecret: production", "clientSecret: ***"),
        ("clientSecret: ${env:ACME_SECRET}", "clientSecret: ${env:ACME_SECRET}"),
        ("clientSecret: ${env:rosebud}", "clientSecret: ${env:***}"),
        ("clientSecret: '${env:CLIENT_SECRET}'", "clientSecret: '${env:CLIENT_SECRET}'"),
        ("region: us", "region: us"),
        ("kind: OAuthClient", "kind: OAuthClient"),
        ("name: Procore V2 OAuth Code Flow Auth", "name: Procore V2 OAuth Code Flow Auth"),
        ("name: hunter rosebud and more", "name: *** and ***"),
        ("companyId: 4281379", "companyId: ***"),
        ("rosebud: us  # meadow", "***: us  # …"),
        ("unattended: true", "unattended: true"),
        ("installed: 2026-10-02", "installed: 2026-10-02"),
        ("x: {limit: 482, port: 8482, owner: 4821}", "x: {limit: 482, port: 8482, owner: ***}"),
        ("metadata: {pin: 482, password: 482}", "metadata: {pin: ***, password: ***}"),
        ("clientSecret: 482", "clientSecret: ***"),
        ("pasword: 482", "pasword: ***"),
        ("oauthClinet: rosebud", "oauthClinet: ***"),
        ("connection: rosebud 482", "connection: ***"),
    ],
)  # fmt: skip
def test_in_a_text_that_cannot_be_read_all_but_known_words_are_masked(line: str, left: str) -> None:
    assert shown(f"a: [\n{line}\n")[1] == left


def test_a_name_that_a_document_bears_is_shown_as_the_value_of_a_line_that_cannot_be_read() -> None:
    name = "Rosebud meadow"
    broken = f"a: [\nclient: {name}\nname: '{name}'\nowner: {name} 482\nclientSecret: {name}\n"
    project = project_of(broken, CLIENT.replace("name: Acme", f"name: {name}"))
    masks = masks_of(project.documents[0].source, project, frozenset())
    assert [masks.line(number, Lookup()).text for number in (2, 3, 4, 5)] == [
        "client: Rosebud meadow",
        "name: 'Rosebud meadow'",
        "owner: ***",
        "clientSecret: ***",
    ]


@pytest.mark.parametrize(
    ("span", "marked"),
    [
        (at(1, 6, 20), (5, 8)),
        (at(1, 1, 5), (0, 4)),
        (at(1, 21, 25), (9, 13)),
        (at(1, 8, 12), (5, 8)),
        (at(1, 3, 23), (2, 11)),
        (at(1, 6, 6), (5, 5)),
        (at(1, 1, 1, last=2), (0, 13)),
    ],
)
def test_the_place_moves_with_what_a_mask_makes_shorter(span: Span, marked: tuple[int, int]) -> None:
    masks = masked("abcd hunter-rosebud efgh\nx\n", [Hidden(5, 19)])
    found = masks.excerpt(span, Lookup())
    assert (found.line, found.text, found.marked) == (1, "abcd *** efgh", marked)


def test_a_comment_is_shown_word_by_word_to_a_finding_that_is_about_it() -> None:
    text = f"{CLIENT}scope: read  # appxlint: ignore[unknown-field] the meadow until=2027-01-01\n"
    masks, start = of(text), 14
    whole = masks.excerpt(at(6, start, len(text.splitlines()[5]) + 1), Lookup())
    assert whole.text == "scope: read  # appxlint: ignore[unknown-field] the *** until=2027-01-01"
    assert masks.excerpt(at(6, 1, 6), Lookup()).text == f"scope: read  {CUT}"


def test_the_secrets_of_other_places_are_masked_too() -> None:
    secrets = Lookup()
    secrets.add("rosebud meadow")
    masks = masked("name: Rosebud meadow\n", [])
    assert masks.line(1, secrets).text == "name: ***"


def test_what_is_quoted_is_found_where_a_message_cuts_it() -> None:
    words = " ".join(["rosebud"] * 20)
    others = of(f"{CLIENT}public: {words}\n").others
    assert others.find(f'cannot be "{words[:79]}\u2026"') == [(11, 90)]


@pytest.mark.parametrize(
    "written", ['"rosebud mea\\\n  dow"', '"rosebud m\\x65adow"', "|\n  rosebud\n  meadow"]
)
def test_what_is_hidden_is_found_in_words_however_it_is_written(written: str) -> None:
    others = of(f"{CLIENT}public: {written}\n").others
    assert others.find('cannot be "rosebud meadow"') == [(11, 25)]


def test_the_texts_of_a_sensitive_attribute_are_masked() -> None:
    attribute = "{key: pinCode, title: PIN, isSensitive: SURE, default: meadow, example: weir, pattern: reed}"
    for sure, left in (("true", "***"), ('"yes"', "***"), ("false", None)):
        text = LOGIN.partition("attributes")[0] + f"attributes: [{attribute.replace('SURE', sure)}]\n"
        line = shown(text)[6]
        assert [word in line for word in ("meadow", "weir", "reed")] == [left is None] * 3


def test_a_mask_has_one_length_whatever_it_hides() -> None:
    lines = {shown(f"{CLIENT}clientSecret: {'x' * size}\n")[5] for size in (1, 2, 3, 20, 500)}
    assert lines == {"clientSecret: ***"}
