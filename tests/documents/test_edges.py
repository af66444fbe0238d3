from __future__ import annotations

import pytest

from tests.support.reading import told_of

HEADER = "apiVersion: appxlint/v1\n"
CLIENT = HEADER + "kind: OAuthClient\nname: Acme\nconnector: procore\ndefinition: Acme Login\npublic: true\n"
SPACES = {
    '"production "': '"production\u2420" ends with a space',
    '" production"': '"\u2420production" begins with a space',
    '" production "': '"\u2420production\u2420" begins and ends with a space',
    '"  production"': '"\u2420\u2420production" begins with 2 spaces',
    '"production\u00a0"': '"production\u237d" ends with a no-break space',
    '"production\u2003"': '"production\u2423" ends with white space (U+2003)',
    '"\\tproduction "': '"\u2409production\u2420" begins with a tab and ends with a space',
    '"production \u00a0"': '"production\u2420\u237d" ends with white space',
    "production\u00a0": '"production\u237d" ends with a no-break space',
    "|\n  production": '"production\u2424" ends with a line break',
}


@pytest.mark.parametrize(("written", "message"), SPACES.items())
def test_white_space_around_a_value_is_named_and_marked(written: str, message: str) -> None:
    (told,) = told_of(f"{CLIENT}credentials: {written}\n")
    assert (told.rule, told.finding.message, told.place) == ("invisible-character", message, (7, 14))
    assert told.finding.change is not None
    assert told.finding.change.text == "production"


@pytest.mark.parametrize(
    ("written", "help_text"),
    [
        ('"production "', "write production"),
        ('"keys: all "', 'write "keys: all"'),
        ("|\n  production", "write the value behind its key, or |- for |, which leaves the line break out"),
        (">\n  production", "write the value behind its key, or >- for >, which leaves the line break out"),
    ],
)
def test_help_says_how_to_write_it_without(written: str, help_text: str) -> None:
    (told,) = told_of(f"{CLIENT}credentials: {written}\n")
    assert told.finding.help == help_text


def test_a_key_with_white_space_is_told_at_the_key_and_not_missed() -> None:
    (told,) = told_of(CLIENT.replace("connector:", '"connector ":'))
    assert (told.finding.message, told.place) == ('the key "connector\u2420" ends with a space', (4, 1))
    assert told.finding.help == "write connector"


def test_a_secret_is_not_quoted_and_its_reference_may_be() -> None:
    (told,) = told_of(CLIENT.replace("public: true\n", 'clientId: a\nclientSecret: "${env:SECRET} "\n'))
    assert (told.finding.message, told.finding.help) == ("clientSecret ends with a space", "leave it out")


@pytest.mark.parametrize(
    "entry",
    [
        'metadata: {note: "renewed in May "}',
        "metadata:\n  note: |\n    renewed in May\n    and in June",
        'metadata: {"a note ": x}',
        "sources: [{url: https://a.example, asOf: 2026-06-01, certainty: documented, note: 'a note '}]",
        "scope: |-\n  data:read",
        "scope: >-\n  data:read\n  data:write",
    ],
)
def test_text_for_people_may_end_as_it_likes(entry: str) -> None:
    assert told_of(f"{CLIENT}{entry}\n") == []


@pytest.mark.parametrize("written", ['"Xk29-fh3Qa_71bZ "', '" "', "|\n  one\n  two"])
def test_what_other_rules_speak_of_is_left_to_them(written: str) -> None:
    text = CLIENT.replace("public: true\n", f"clientId: a\nclientSecret: {written}\n")
    assert [each.rule for each in told_of(text)] == []


def test_a_connectors_schema_is_not_looked_at() -> None:
    schema = 'generalConfiguration: {type: object, properties: {a: {type: string, title: "A "}}}\n'
    assert told_of(f"{HEADER}kind: Connector\nkey: acme\nname: Acme\n{schema}") == []
