from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from tests.conftest import rules_of, write_project
from validator.cli.exits import Exit
from validator.diagnostics import Severity
from validator.documents.kinds import KINDS
from validator.project.settings import Settings, load
from validator.rules import ALL
from validator.schema.schemas import schema

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Command, Lint

WORKSPACE = "apiVersion: appxlint/v1\nkind: Workspace\nname: Acme\n"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[per-file-ignores]\n'*' = ['wrong-type', 'literal-secret']\n", "2:22"),
        ("[per-file-ignores]\n'*' = {literal-secret = ' '}\n", "2:8"),
        ("[per-file-ignores.'*']\nliteral-secret = '  '\n", "2:1"),
    ],
)
def test_a_secret_rule_that_is_silenced_without_a_reason_is_refused_at_its_place(
    text: str, place: str, project: Path, command: Command
) -> None:
    write_project(project, {"appxlint.toml": text, "a.yaml": WORKSPACE})
    ran = command("check", ".")
    words = 'literal-secret can be silenced with a reason only; write {literal-secret = "the reason"}'
    assert (ran.code, ran.out, ran.err) == (2, "", f"appxlint: appxlint.toml:{place}: {words}\n")


def test_a_rule_silenced_without_a_reason_has_no_place_where_the_settings_stand_in_no_file() -> None:
    error = Settings(per_file_ignores={"*": {"literal-secret": ""}}).unfounded({"literal-secret"})
    assert str(error).startswith("literal-secret can be silenced")


def test_a_rule_of_the_command_line_has_no_place(project: Path, command: Command) -> None:
    write_project(project, {"appxlint.toml": "ignore = ['wrong-type']\n", "a.yaml": WORKSPACE})
    ran = command("check", "--ignore", "no-such-rule", ".")
    assert ran.err.startswith('appxlint: there is no rule "no-such-rule"')


def test_settings_are_named_as_the_user_would_type_their_file(project: Path, command: Command) -> None:
    write_project(project / "team" / "one", {"appxlint.toml": "flavour = 1\n", "a.yaml": WORKSPACE})
    assert command("check", "team").err.startswith("appxlint: team/one/appxlint.toml:1:1: the settings have")
    write_project(project, {"other/settings.toml": "\nfail-on = 1\n"})
    ran = command("check", "--config", "other/settings.toml", ".")
    assert ran.err.startswith("appxlint: other/settings.toml:2:11: ")


@pytest.mark.parametrize(
    ("select", "words"),
    [
        ("wrong-tpye", 'did you mean "wrong-type"'),
        ("nothing-of-the-kind-at-all", "`appxlint rules` lists them"),
    ],
)
def test_a_rule_that_does_not_exist_is_wrong_use(
    select: str, words: str, project: Path, command: Command
) -> None:
    write_project(project, {"a.yaml": WORKSPACE})
    for arguments in (["--select", select], ["--ignore", select], ["--severity", f"{select}=info"]):
        ran = command("check", *arguments, ".")
        assert (ran.code, ran.out) == (2, "")
        assert words in ran.err
    write_project(project, {"appxlint.toml": f'ignore = ["{select}"]\n'})
    ran = command("check", ".")
    assert ran.code == 2
    assert words in ran.err


def test_settings_stand_in_their_own_file_or_in_pyproject(tmp_path: Path) -> None:
    pyproject = tmp_path / "pyproject.toml"
    pyproject.write_text("[project]\nname = 'x'\n", encoding="utf-8")
    assert load(tmp_path) == Settings()
    pyproject.write_text("[tool.appxlint]\nignore = ['wrong-type']\n", encoding="utf-8")
    assert load(tmp_path).ignore == ("wrong-type",)
    (tmp_path / "appxlint.toml").write_text("ignore = ['unknown-field']\n", encoding="utf-8")
    assert load(tmp_path).ignore == ("unknown-field",)


@pytest.mark.parametrize("text", ["[project\n", "tool = 1\n", "\xff"])
def test_a_pyproject_without_settings_is_nobodys_business(text: str, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_bytes(text.encode("latin-1"))
    assert load(tmp_path) == Settings()


def test_another_settings_file_can_be_given(project: Path, command: Command) -> None:
    write_project(
        project, {"other.toml": "ignore = ['unknown-field']\n", "a.yaml": f"{WORKSPACE}flavour: 1\n"}
    )
    assert command("check", "a.yaml").code == 1
    assert command("check", "--config", "other.toml", "a.yaml").code == 0
    missing = command("check", "--config", "gone.toml", "a.yaml")
    assert (missing.code, missing.err) == (2, "appxlint: --config: gone.toml is no file\n")


def test_the_command_line_goes_on_top_of_the_settings(lint: Lint) -> None:
    files = {
        "appxlint.toml": "ignore = ['unknown-field']\n",
        "a.yaml": f"{WORKSPACE}flavour: 1\nregion: eu\n",
    }
    assert rules_of(lint(files)) == ["invalid-value"]
    assert rules_of(lint(files, ignore=["invalid-value"])) == []
    assert rules_of(lint(files, select=["wrong-type"])) == []


def test_a_severity_is_the_rules_and_caps_the_lower_of_two(lint: Lint) -> None:
    files = {"appxlint.toml": "[severity]\nunknown-field = 'warning'\n", "a.yaml": f"{WORKSPACE}flavour: 1\n"}
    assert [each.severity for each in lint(files).diagnostics] == [Severity.WARNING]
    raised = lint(files, severity={"unknown-field": Severity.INFO})
    assert [each.severity for each in raised.diagnostics] == [Severity.INFO]


def test_a_rule_of_two_levels_keeps_its_lower_one_when_the_higher_is_asked_for(lint: Lint) -> None:
    config = (
        "apiVersion: appxlint/v1\nkind: ConnectorConfig\nname: a\nconnector: procore\nintegration: Ledger\n"
        "workspace: {name: A}\napplication: {source: custom, name: A, access: service-account, installed: true}\n"
        "connection:\n  definition: Procore V2 OAuth Client Credentials Auth\n  oauthClient: Acme\n"
        "  details: {companyId: 4281379, connectionEnvironment: Nowhere}\n---\n"
        "apiVersion: appxlint/v1\nkind: OAuthClient\nname: Acme\nconnector: procore\ncredentials: production\n"
        "definition: Procore V2 OAuth Client Credentials Auth\npublic: true\n"
    )
    for asked, expected in [
        (None, Severity.WARNING),
        (Severity.ERROR, Severity.WARNING),
        (Severity.INFO, Severity.INFO),
    ]:
        report = lint(
            config, select=["invalid-option"], severity={"invalid-option": asked} if asked else None
        )
        assert [each.severity for each in report.diagnostics] == [expected]


@pytest.mark.parametrize(("fail_on", "code"), [("error", 0), ("warning", 1), ("info", 1), ("never", 0)])
def test_the_level_that_fails_is_the_settings_or_the_options(
    fail_on: str, code: int, project: Path, command: Command
) -> None:
    file = f"{WORKSPACE}metadata: {{owner: no}}\n"
    write_project(project, {"a.yaml": file})
    assert command("check", "--fail-on", fail_on, ".").code == code
    write_project(project, {"a.yaml": file, "appxlint.toml": f'fail-on = "{fail_on}"\n'})
    assert command("check", ".").code == code
    assert command("check", "--fail-on", "never", ".").code == 0


class Case(NamedTuple):
    """A project, and a setting that changes what a run says of it; `arguments` are the run's own."""

    setting: str
    files: dict[str, str]
    arguments: tuple[str, ...] = ()


ODD = f"{WORKSPACE}flavour: 1\nregion: eu\n"
CLIENT = """\
apiVersion: appxlint/v1
kind: OAuthClient
name: Acme
connector: procore
definition: Procore V2 OAuth Client Credentials Auth
credentials: production
clientId: ${env:ACME_CLIENT_ID}
clientSecret: op://Acme/Procore/secret
clientSecretExpiration: 2027-03-01
"""
LEDGER = """\
apiVersion: appxlint/v1
kind: Connector
key: ledger
name: Ledger
---
apiVersion: appxlint/v1
kind: ConnectionDefinition
connector: ledger
key: ledgerKey
name: Ledger Key
type: Standard
attributes: []
"""
OF_LEDGER = """\
apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme
connector: ledger
workspace: {name: Acme}
connection: {definition: Ledger Key}
"""
KNOWN = """\
[
{"rule": "unknown-field", "path": "a.yaml", "document": "Workspace Acme", "at": "flavour"}
]
"""
NAMED = """\
apiVersion: appxlint/v1
kind: BaseConnectionRules
integration: Procore + Ledger
connector: procore
baseConnections: [{name: Live}]
---
apiVersion: appxlint/v1
kind: Application
name: Ledger Sync
source: custom
"""
ALL_KINDS = f"{WORKSPACE}---\n{NAMED}---\n{CLIENT}---\n{LEDGER}---\n{OF_LEDGER}"
CASES = {
    "extends": Case('extends = "team.txt"', {"a.yaml": ODD, "team.txt": 'ignore = ["unknown-field"]\n'}),
    "required-version": Case('required-version = "<0.0.1"', {"a.yaml": ODD}),
    **{
        f"names.{kind}": Case(f'names.{kind}.pattern = "-"', {"a.yaml": ALL_KINDS}, ("--as-of", "2027-01-01"))
        for kind in KINDS
    },
    "select": Case('select = ["unknown-field"]', {"a.yaml": ODD}),
    "ignore": Case('ignore = ["unknown-field"]', {"a.yaml": ODD}),
    "severity": Case('severity = {unknown-field = "warning"}', {"a.yaml": ODD}),
    "per-file-ignores": Case('per-file-ignores = {"a.*" = ["unknown-field"]}', {"a.yaml": ODD}),
    "exclude": Case('exclude = ["old/"]', {"a.yaml": WORKSPACE, "old/b.yaml": ODD}),
    "catalog": Case(
        'catalog = ["more"]', {"a.yaml": OF_LEDGER, "more/.gitignore": "*", "more/ledger.yaml": LEDGER}
    ),
    "fail-on": Case('fail-on = "never"', {"a.yaml": ODD}),
    "secret-expiry-days": Case("secret-expiry-days = 90", {"a.yaml": CLIENT}, ("--as-of", "2027-01-01")),
    "secret-references": Case(
        "secret-references = ['op://[^ ]+']", {"a.yaml": CLIENT}, ("--as-of", "2027-01-01")
    ),
    "baseline": Case('baseline = "known.json"', {"a.yaml": ODD, "known.json": KNOWN}),
    "limits.file-bytes": Case("limits = {file-bytes = 50}", {"a.yaml": WORKSPACE}),
    "limits.depth": Case("limits = {depth = 2}", {"a.yaml": f"{WORKSPACE}metadata: {{a: {{b: c}}}}\n"}),
    "limits.nodes": Case("limits = {nodes = 3}", {"a.yaml": WORKSPACE}),
    "limits.scalar-characters": Case("limits = {scalar-characters = 3}", {"a.yaml": WORKSPACE}),
    "limits.findings-per-file": Case("limits = {findings-per-file = 1}", {"a.yaml": ODD}),
}


def _settings(node: dict[str, Any], before: str = "") -> set[str]:
    """Return the settings of a schema, those of a table by their dotted names."""
    found = set()
    for key, each in node["properties"].items():
        found |= _settings(each, f"{before}{key}.") if "properties" in each else {f"{before}{key}"}
    return found


def test_each_setting_has_a_case_that_shows_what_it_changes() -> None:
    assert set(CASES) == _settings(schema("settings.json"))


@pytest.mark.parametrize("name", CASES)
def test_a_setting_changes_what_a_run_says(name: str, project: Path, command: Command) -> None:
    case = CASES[name]
    write_project(project, {**case.files})
    without = command("check", *case.arguments, ".")
    write_project(project, {"appxlint.toml": f"{case.setting}\n"})
    with_it = command("check", *case.arguments, ".")
    assert with_it != without
    assert with_it.code < Exit.USAGE or name == "required-version"


MANY = f"{WORKSPACE}a: 1\nb: 2\nregion: US\ntype: Standard\n"


def _with_one_shown(project: Path) -> None:
    write_project(project, {"appxlint.toml": "[limits]\nfindings-per-file = 1\n", "a.yaml": MANY})


def test_findings_that_are_not_shown_count_in_the_numbers_and_in_the_exit_code(
    project: Path, command: Command
) -> None:
    _with_one_shown(project)
    ran = command("check", "--format", "concise", "--statistics", ".")
    assert ran.code == Exit.FINDINGS
    assert len(ran.out.splitlines()) == 1
    assert ran.err.splitlines() == [
        "a.yaml: 3 more findings are not shown (limits.findings-per-file)",
        f"1 file, 1 document, {len(ALL)} rules, 4 errors, 3 of them not shown, 2 fixable with --fix",
        "     2 invalid-value",
        "     2 unknown-field",
    ]


def test_findings_that_are_not_shown_are_fixed_all_the_same(project: Path, command: Command) -> None:
    _with_one_shown(project)
    assert "2 fixed in 1 file" in command("check", "--fix", ".").out
    fixed = (project / "a.yaml").read_text(encoding="utf-8")
    assert "region: us\ntype: standard\n" in fixed


def test_findings_that_are_not_shown_go_into_a_baseline(project: Path, command: Command) -> None:
    _with_one_shown(project)
    command("check", "--write-baseline", "known.json", ".")
    assert (project / "known.json").read_text(encoding="utf-8").count('"rule"') == 4


def test_the_interface_of_python_has_them_too(lint: Lint) -> None:
    report = lint({"appxlint.toml": "limits = {findings-per-file = 1}\n", "a.yaml": MANY})
    assert (len(report.diagnostics), len(report.omitted), len(report.counted)) == (1, 3, 4)


def test_as_many_as_the_default_allows_are_shown(lint: Lint) -> None:
    fields = "".join(f"field{number}: 1\n" for number in range(110))
    report = lint(WORKSPACE + fields)
    assert (len(report.diagnostics), report.summary.errors, report.summary.omitted) == (100, 110, 10)


BESIDE = "[tool.appxlint] is not read, for appxlint.toml stands beside it; keep one of the two"


def test_settings_in_two_files_of_one_folder_are_told_as_long_as_both_are_there(
    project: Path, command: Command
) -> None:
    pyproject = "[project]\nname = 'x'\n\n  [tool.appxlint]\nignore = ['unknown-field']\n"
    write_project(project, {"appxlint.toml": "", "pyproject.toml": pyproject, "a.yaml": ODD})
    line = f"appxlint: pyproject.toml:4:9: {BESIDE}\n"
    for arguments in (["."], ["."], [".", "--format", "json"], [".", "--diff"]):
        ran = command("check", *arguments)
        assert (ran.code, ran.err.count(line)) == (1, 1)
    assert BESIDE not in command("check", ".", "--quiet").err
    assert BESIDE not in command("check", ".", "--config", "appxlint.toml").err
    (project / "pyproject.toml").write_text("[project]\nname = 'appxlint'\n", encoding="utf-8")
    assert BESIDE not in command("check", ".").err


def test_settings_in_two_files_are_told_again_where_nothing_was_found(
    project: Path, tmp_path: Path, command: Command
) -> None:
    write_project(project, {"appxlint.toml": "", "pyproject.toml": "[tool.appxlint]\n", "a.yaml": WORKSPACE})
    line = ("check", ".", "--cache-dir", f"{tmp_path / 'cache'}")
    first, again = command(*line), command(*line)
    assert first == again
    assert len(list((tmp_path / "cache").rglob("*.answer"))) == 1
    assert first.err == f"appxlint: pyproject.toml:1:7: {BESIDE}\n"


@pytest.mark.parametrize(
    "text", ["tool.appxlint = [", "\xff", "[tool]\nother = 'appxlint'\n", "tool = 'appxlint'"]
)
def test_a_pyproject_beside_settings_that_holds_none_is_nobodys_business(
    text: str, project: Path, command: Command
) -> None:
    write_project(
        project, {"appxlint.toml": "", "pyproject.toml": text.encode("latin-1"), "a.yaml": WORKSPACE}
    )
    ran = command("check", ".")
    assert (ran.code, ran.err) == (0, "")
