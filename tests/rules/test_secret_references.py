from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import validator
from tests.conftest import rules_of, write_project
from tests.rules.projects import Seen, only, project, related, seen

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Lint

CLIENT = """
kind: OAuthClient
name: Acme service account
connector: procore
definition: Procore V2 OAuth Client Credentials Auth
clientId: {id}
clientSecret: {secret}
"""


SECOND = """
---
apiVersion: appxlint/v1
kind: OAuthClient
name: {name}
connector: {connector}
definition: Procore V2 OAuth Client Credentials Auth
credentials: {credentials}
clientId: ${{env:SECOND_ID}}
clientSecret: {secret}
tokenUrl: https://login-sandbox.procore.com/oauth/token
"""


ONE = "${env:PROCORE_CLIENT_SECRET}"


HEX = "3f7c1e0a95b8d2647f0c3e91ab58d4276c0f9e1d83b7a25c4e60f19d7b3a8c52"


def _client(identity: str, secret: str) -> str:
    return project(CLIENT.format(id=identity, secret=secret))


def test_one_reference_for_id_and_secret_is_told_at_the_secret(lint: Lint) -> None:
    report = lint(_client("${env:PROCORE}", "${env:PROCORE}"))
    assert seen(report) == [Seen(7, 15, "error", "same-reference")]
    assert related(only(report)) == [(6, 11)]


def test_equal_values_are_one_finding_and_the_value_is_not_shown(lint: Lint) -> None:
    report = lint(_client(HEX, f'"{HEX}"'))
    assert seen(report) == [Seen(7, 15, "error", "same-reference")]
    assert "have it replaced" in only(report).help
    assert HEX not in f"{report}"


@pytest.mark.parametrize(
    ("identity", "secret", "rules"),
    [
        ("${env:A}", "${env:B}", []),
        ("${env:KEY}", "${file:/run/KEY}", []),
        ("changeme", "changeme", ["placeholder-value"] * 2),
        ("${PROCORE}", "${PROCORE}", ["unknown-reference"] * 2),
        ("[1]", "[1]", ["wrong-type"] * 2),
    ],
)
def test_different_references_and_what_other_rules_report_are_left_alone(
    lint: Lint, identity: str, secret: str, rules: list[str]
) -> None:
    assert rules_of(lint(_client(identity, secret))) == rules


@pytest.mark.parametrize(
    ("holder", "place"),
    [("generalConfiguration:\n  clientId: {x}\n  clientSecret: {x}", (9, 17))],
)
def test_general_configuration_counts_too(lint: Lint, holder: str, place: tuple[int, int]) -> None:
    head = 'apiVersion: appxlint/v1\nkind: ConnectorConfig\nname: a\nconnector: procore\nworkspace: {name: "A"}\n\n'
    report = lint(head + holder.format(x="${env:PROCORE}") + "\n", select=["same-reference"])
    assert [(*each.span.start, each.rule) for each in report.diagnostics] == [(*place, "same-reference")]


def test_details_count_too(lint: Lint) -> None:
    config = """
        kind: ConnectorConfig
        connector: adp
        connection:
          definition: CustomAuth
          details:
            clientID: ${env:ADP}
            clientSecret: ${env:ADP}
    """
    assert rules_of(lint(project(config), select=["same-reference"])) == ["same-reference"]


@pytest.mark.parametrize(
    ("path", "inside"),
    [
        ("secret.txt", True),
        ("secrets/procore/key", True),
        ("./a/../b.txt", True),
        ("../outside.txt", False),
        ("/run/secrets/procore", False),
        ("../project-two/secret.txt", False),
    ],
)
def test_a_secrets_file_is_told_where_it_lies_inside_the_project(lint: Lint, path: str, inside: bool) -> None:
    report = lint(_client("${env:A}", f"${{file:{path}}}"))
    assert seen(report) == ([Seen(7, 15, "warning", "secret-file-in-project")] if inside else [])


def test_the_path_is_relative_to_the_file_with_the_reference(lint: Lint) -> None:
    report = lint({"clients/acme/client.yaml": _client("${env:A}", "${file:../../../secret.txt}")})
    assert rules_of(report) == []
    report = lint({"clients/acme/client.yaml": _client("${env:A}", "${file:../../secret.txt}")})
    assert rules_of(report) == ["secret-file-in-project"]


@pytest.mark.parametrize(
    ("ignored", "found"),
    [
        ("secrets/\n", False),
        ("*.txt\n", False),
        ("/secrets/a.txt\n", False),
        ("secrets/*\n!secrets/a.txt\n", True),
        ("other/\n", True),
        ("# secrets/\n", True),
    ],
)
def test_a_file_that_git_ignores_is_left_alone(project: Path, ignored: str, found: bool) -> None:
    (project / ".git").mkdir()
    client = _client("${env:A}", "${file:secrets/a.txt}")
    write_project(project, {"client.yaml": client, ".gitignore": ignored})
    assert rules_of(validator.check(".")) == (["secret-file-in-project"] if found else [])


@pytest.mark.parametrize(
    ("above", "beside", "found"), [("keys/\n", "", False), ("", "*\n", False), ("", "", True)]
)
def test_ignore_files_above_the_project_and_beside_the_secret_count(
    project: Path, above: str, beside: str, found: bool
) -> None:
    (project / ".git").mkdir()
    client = _client("${env:A}", "${file:../keys/a.txt}")
    files = {"inner/appxlint.toml": "", "inner/conf/client.yaml": client}
    write_project(project, {**files, ".gitignore": above, "inner/keys/.gitignore": beside})
    assert rules_of(validator.check("inner")) == (["secret-file-in-project"] if found else [])


def test_notes_are_not_read(lint: Lint) -> None:
    client = CLIENT + "metadata: {{hint: '${{file:secret.txt}}'}}\n"
    assert rules_of(lint(project(client.format(id="${env:A}", secret="${env:B}")))) == []


def _two(second: str, credentials: str = "developer-sandbox", connector: str = "procore") -> str:
    more = SECOND.format(name="Acme sandbox", connector=connector, credentials=credentials, secret=second)
    return project(CLIENT.format(id="${env:A}", secret=ONE) + more.lstrip("\n"))


def test_one_secret_of_two_sets_of_keys_is_told_at_the_later_client(lint: Lint) -> None:
    report = lint(_two(ONE))
    assert [each for each in seen(report) if each.rule == "shared-secret-reference"] == [
        Seen(18, 15, "warning", "shared-secret-reference")
    ]
    (found,) = [each for each in report.diagnostics if each.rule == "shared-secret-reference"]
    assert related(found) == [(7, 15)]


@pytest.mark.parametrize(
    ("second", "credentials", "connector"),
    [
        ("${env:OTHER}", "developer-sandbox", "procore"),
        (ONE, "production", "procore"),
        (ONE, "developer-sandbox", "http"),
    ],
)
def test_another_secret_the_same_keys_and_another_connector_are_left_alone(
    lint: Lint, second: str, credentials: str, connector: str
) -> None:
    report = lint(_two(second, credentials, connector), select=["shared-secret-reference"])
    assert rules_of(report) == []


def test_one_file_is_one_secret_however_its_path_is_written(lint: Lint) -> None:
    first = _client("${env:A}", "${file:../../keys/a}")
    second = project(
        SECOND.removeprefix("\n---\n").format(
            name="Acme sandbox", connector="procore", credentials="developer-sandbox", secret="{secret}"
        )
    )
    for path, found in (("../../keys/a", []), ("../../../keys/a", ["shared-secret-reference"])):
        files = {"a/x.yaml": first, "a/b/y.yaml": second.replace("{secret}", f"${{file:{path}}}")}
        assert rules_of(lint(files, select=["shared-secret-reference"])) == found


@pytest.mark.parametrize(
    ("client_id", "secret", "found"),
    [
        ("${env:ACME_CLIENT_SECRET}", "${env:ACME_CLIENT_ID}", [6]),
        ("${env:ACME_CLIENT_SECRET}", "${env:ACME_KEY}", [6]),
        ("${env:ACME_CLIENT}", "${env:acmeClientId}", [7]),
        ("${file:/run/secret/acme-id}", "${file:/run/id/acme-secret}", []),
        ("${keyring:acme-secret/id}", "${keyring:acme-id/secret}", []),
        ("${env:ACME_SECRET_ID}", "${env:ACME_ID_SECRET}", []),
        ("${env:ACME_ID}", "${env:ACME_SECRET}", []),
        ("${env:IDAHO}", "${env:COVID}", []),
        ("4be1a9c07d52f3860e9b1d47a6c85f20be3719d4c6f08a2b5d7e91c3f4a60b82", "${env:SECRET}", []),
    ],
)
def test_references_are_called_after_what_they_hold(
    lint: Lint, client_id: str, secret: str, found: list[int]
) -> None:
    text = f"""
        kind: OAuthClient
        name: Acme
        connector: procore
        definition: Procore V2 OAuth Client Credentials Auth
        clientId: {client_id}
        clientSecret: {secret}
        """
    report = lint(project(text), select=["swapped-references"])
    assert [each.span.start.line for each in report.diagnostics] == found
