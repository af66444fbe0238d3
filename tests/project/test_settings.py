from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from tests.conftest import rules_of, run_cli, write_project
from validator.cli.exits import Exit
from validator.diagnostics import Limits, Severity
from validator.project.settings import Origin, Settings, SettingsError, load, parse
from validator.rules import ALL
from validator.schema.patterns import Guarded
from validator.schema.schemas import schema

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Command, Lint
    from validator.diagnostics import Route

WORKSPACE = "apiVersion: appxlint/v1\nkind: Workspace\nname: Acme\n"


def test_settings_are_read_from_toml() -> None:
    settings = parse(
        """
        select = ["unknown-field"]
        ignore = ["unused-document"]
        exclude = ["archive/"]
        catalog = ["connectors"]
        fail-on = "warning"
        secret-expiry-days = 60
        secret-references = ['op://.+']
        baseline = "baseline.json"
        [severity]
        company-id-region = "warning"
        [per-file-ignores]
        "old/*" = ["wrong-type"]
        "bench/*" = {literal-secret = "a test bench"}
        [limits]
        file-bytes = 2000000
        depth = 10
        """,
        "appxlint.toml",
    )
    assert settings._replace(origin=None) == Settings(
        select=("unknown-field",),
        ignore=("unused-document",),
        severity={"company-id-region": Severity.WARNING},
        per_file_ignores={"old/*": {"wrong-type": ""}, "bench/*": {"literal-secret": "a test bench"}},
        exclude=("archive/",),
        catalog=("connectors",),
        fail_on=Severity.WARNING,
        secret_expiry_days=60,
        secret_references=(Guarded(re.compile("op://.+"), 64 * 1024),),
        baseline="baseline.json",
        limits=Limits(file_bytes=2_000_000, depth=10),
    )


@pytest.mark.parametrize("text", ["", "\n", "# nothing\n", "\ufeff# nothing\n"])
def test_empty_settings_are_the_defaults(text: str, tmp_path: Path) -> None:
    (tmp_path / "appxlint.toml").write_text(text, encoding="utf-8")
    assert load(tmp_path)._replace(origin=None) == Settings()


def test_a_run_may_never_fail() -> None:
    assert parse('fail-on = "never"', "appxlint.toml").fail_on is None


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("selct = []\n", "1:1", 'did you mean "select"'),
        ("\n fail_on = 'error'\n", "2:2", 'did you mean "fail-on"'),
        ("flavour = 1\n", "1:1", "the settings have no field"),
        ("fail-on = 'errors'\n", "1:11", 'did you mean "error"'),
        ("# fail-on\n'fail-on' = 'errors'\n", "2:13", 'did you mean "error"'),
        ("secret-expiry-days = '30'\n", "1:22", "must be a whole number"),
        ("secret-expiry-days = -1\n", "1:22", "at least 0"),
        ("select = 'wrong-type'\n", "1:10", "must be a list"),
        ("select = [\n  'wrong-type',\n  1,\n]\n", "3:3", "must be text"),
        ("[limits]\ndepht = 3\n", "2:1", 'did you mean "depth"'),
        ("limits.depht = 3\n", "1:8", 'did you mean "depth"'),
        ("limits = {depth = 3, nodes = 0}\n", "1:30", "at least 1"),
        ("[severity]\nwrong-type = 'fatal'\n", "2:14", "write error, warning or info"),
        ("[severity]\nwrong-type = 'fatal'\n[limits]\nnodes = 0\n", "2:14", "write error"),
        ("limits.nodes = 0\n[severity]\nwrong-type = 'fatal'\n", "1:16", "at least 1"),
        ("[per-file-ignores]\n'select' = 3\n", "2:12", ""),
        ("select = [\n", "1:11", "this is not TOML"),
        ("# one\nselect = [\n  'a',\n", "3:7", "this is not TOML"),
        ("a = 1\na = 2\n", "2:6", "this is not TOML"),
        ("\nsecret-references = ['(']\n", "2:22", "secret-references[1] is no regular expression"),
        ("secret-references = ['op://.+', '(a+)+b']\n", "1:33", "secret-references[2] can keep a run busy"),
        ("secret-references = [\n  'op://.+',\n  '[',\n]\n", "3:3", "the bracket at character 1 has no end"),
        ("secret-references = ['(?P<x']\n", "1:22", "the name at character 5 has no end"),
        ("secret-references = ['a{99999999999}']\n", "1:22", "too large a number"),
        ("secret-references = ['" + "(" * 200 + ")" * 200 + "']\n", "1:22", "brackets more than 40 deep"),
        ("secret-references = ['']\n", "1:22", "is empty"),
        ("# 1\nsecret-expiry-days = " + "9" * 5000, "2:22", "too long"),
        ("fail-on = 0x" + "f" * 5000, "1:11", "must be text, and is a number; write text"),
        ("select = 0x" + "f" * 5000, "1:10", "must be a list, and is a number"),
        ("limits.depth = 0x" + "f" * 5000, "1:16", "at most 200"),
        ("fail-on = 2027-03-01", "1:11", 'must be text, and is a date; put it in quotes: "2027-03-01"'),
        ("baseline = 2027-03-01T12:00:00Z", "1:12", "must be text, and is a date"),
        (
            "select = [12:30:00]",
            "1:11",
            'select[1] must be text, and is a time; put it in quotes: "12:30:00"',
        ),
        ("exclude = 2027-03-01", "1:11", "must be a list, and is a date; write a list"),
        ("limits = 2027-03-01", "1:10", "must be a mapping, and is a date; write a mapping"),
        ("[severity]\nwrong-type = 12:30:00", "2:14", "must be text, and is a time"),
    ],
)
def test_what_settings_cannot_hold_is_one_line_with_its_place(text: str, place: str, words: str) -> None:
    with pytest.raises(SettingsError) as caught:
        parse(text, "appxlint.toml")
    message = str(caught.value)
    assert message.startswith(f"appxlint.toml:{place}: ")
    assert words in message
    assert "\n" not in message


def test_settings_that_lie_too_deep_are_refused() -> None:
    text = f"catalog = ['[[[', {{}}] # [[[\nselect = {'[' * 9000}{']' * 9000}"
    with pytest.raises(
        SettingsError, match=r"^appxlint\.toml:2:9009: the values lie too deep in each other$"
    ):
        parse(text, "appxlint.toml")


@pytest.mark.parametrize("file", ["appxlint.toml", "pyproject.toml"])
@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a." * 3000 + "b = 1\n", "1:1"),
        ("fail-on = 'never' # a.b\n" + "'a' . " * 100_000 + "b = 1\n", "2:1"),
        ("[" + "a." * 3000 + "b]\n", "1:2"),
        ("[limits]\n" + ("a." * 60 + "a = {") * 150 + "}" * 150 + "\n", None),
    ],
)
def test_keys_that_lead_too_deep_are_one_line_and_end_with_2(
    text: str, place: str | None, file: str, project: Path
) -> None:
    head = "[tool.appxlint]\n" if file == "pyproject.toml" else ""
    body = text.replace("[limits]\n", "[tool.appxlint.limits]\n") if head else text
    write_project(project, {"a.yaml": WORKSPACE})
    (project / "appxlint.toml").unlink(missing_ok=True)
    (project / file).write_text(head + body, encoding="utf-8")
    ran = run_cli("check", ".", cwd=project)
    (line,) = ran.stderr.splitlines()
    assert ran.returncode == 2
    assert line.endswith(": the values lie too deep in each other")
    if place is not None and not head:
        assert line.startswith(f"appxlint: {file}:{place}: ")


def test_dots_in_texts_comments_and_numbers_make_no_key_deep() -> None:
    dots = "a." * 80 + "b"
    text = (
        f'# {dots}\ncatalog = [\'{dots}\', """{dots}"""]\nexclude = [\'{dots}\', "{dots}"]\n' + "# 1.5\n" * 80
    )
    assert parse(text, "appxlint.toml").exclude == (dots, dots)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there that tests may lack")
@pytest.mark.parametrize("target", ["nowhere.toml", "appxlint.toml"])
def test_settings_that_are_a_link_to_no_file_are_not_taken_for_absent(target: str, project: Path) -> None:
    (project / "a.yaml").write_text(WORKSPACE, encoding="utf-8")
    (project / "appxlint.toml").symlink_to(target)
    ran = run_cli("check", ".", cwd=project)
    words = "appxlint: appxlint.toml: the settings cannot be read: the link leads to no file\n"
    assert (ran.returncode, ran.stdout, ran.stderr) == (2, "", words)


@pytest.mark.parametrize(
    ("text", "place"), [("# appxlint\ntool = 3\n", "2:8"), ("[[tool]]\nappxlint = {}\n", "1:3")]
)
def test_a_pyproject_whose_tool_is_no_table_is_told(text: str, place: str, project: Path) -> None:
    (project / "a.yaml").write_text(WORKSPACE, encoding="utf-8")
    (project / "pyproject.toml").write_text(text, encoding="utf-8")
    ran = run_cli("check", ".", cwd=project)
    words = f"appxlint: pyproject.toml:{place}: tool must be a table; the settings stand in [tool.appxlint]\n"
    assert (ran.returncode, ran.stdout, ran.stderr) == (2, "", words)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")
@pytest.mark.parametrize("name", ["a pipe", "a device", "a folder", "a large file"])
def test_settings_that_are_no_small_file_are_one_line_and_ends_with_2(name: str, project: Path) -> None:
    file = project / "appxlint.toml"
    if name == "a pipe":
        os.mkfifo(file)
    elif name == "a device":
        file.symlink_to("/dev/zero")
    elif name == "a folder":
        file.mkdir()
    else:
        file.write_bytes(b"#" * 2**21)
    (project / "a.yaml").write_text(WORKSPACE, encoding="utf-8")
    ran = run_cli("check", ".", cwd=project)
    (line,) = ran.stderr.splitlines()
    assert (ran.returncode, ran.stdout) == (2, "")
    assert line.startswith("appxlint: appxlint.toml")
    assert ("2,097,152 bytes" if name == "a large file" else "cannot be read") in line


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")
def test_a_pyproject_of_another_sort_or_size_holds_no_settings(project: Path) -> None:
    (project / "a.yaml").write_text(WORKSPACE, encoding="utf-8")
    os.mkfifo(project / "pyproject.toml")
    assert run_cli("check", ".", cwd=project).returncode == 0
    (project / "pyproject.toml").unlink()
    (project / "pyproject.toml").write_bytes(b"#" * 2**21)
    assert run_cli("check", ".", cwd=project).returncode == 0
    (project / "pyproject.toml").write_bytes(b"[tool.appxlint]\n" + b"#" * 2**21)
    assert run_cli("check", ".", cwd=project).returncode == 2


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[tool.appxlint]\nselct = []\n", "2:1"),
        ("[tool.other]\nselect = 3\n[tool.appxlint]\nselect = 3\n", "4:10"),
        ("tool = {appxlint = {limits = {depth = 0}}}\n", "1:39"),
        ("[tool.appxlint.limits]\ndepth = 0\n", "2:9"),
        ("[tool]\nappxlint = 3\n", "2:12"),
    ],
)
def test_a_place_in_pyproject_is_that_below_its_table(text: str, place: str) -> None:
    with pytest.raises(SettingsError) as caught:
        parse(text, "pyproject.toml", table=True)
    assert str(caught.value).startswith(f"pyproject.toml:{place}: ")


@pytest.mark.parametrize("text", ["[tool]\nother = 1\n", "[tool.appxlint]\n"])
def test_a_pyproject_without_a_setting_has_the_usual_ones(text: str) -> None:
    assert parse(text, "pyproject.toml", table=True)._replace(origin=None) == Settings()


RULE_PLACES = [
    ("select = ['wrong-type', 'no-such-rule']\n", "1:25"),
    ("ignore = [\n  'no-such-rule',\n]\n", "2:3"),
    ("# no-such-rule\n[severity]\nwrong-type = 'error'\n'no-such-rule' = 'info'\n", "4:1"),
    ("[per-file-ignores]\n'*.yaml' = ['wrong-type', 'no-such-rule']\n", "2:27"),
    ("[per-file-ignores]\n'a' = ['wrong-type', 'wrong-type', 'no-such-rule']\n", "2:36"),
    ("[per-file-ignores]\n'*.yaml' = {no-such-rule = 'a reason'}\n", "2:13"),
    ("[per-file-ignores.'*.yaml']\nno-such-rule = 'a reason'\n", "2:1"),
]


@pytest.mark.parametrize(("text", "place"), RULE_PLACES)
def test_a_rule_of_the_settings_that_does_not_exist_has_its_place(
    text: str, place: str, project: Path, command: Command
) -> None:
    write_project(project, {"appxlint.toml": text, "a.yaml": WORKSPACE})
    ran = command("check", ".")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f'appxlint: appxlint.toml:{place}: there is no rule "no-such-rule"')


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


@pytest.mark.parametrize(
    ("route", "place"),
    [((), "1:1"), (("gone",), "1:1"), (("limits", "depth"), "2:10"), (("limits", "depth", 3), "2:10")],
)
def test_what_has_no_place_stands_at_the_nearest_part_around_it(route: Route, place: str) -> None:
    assert Origin("a.toml", "[limits]\ndepth =  3\n", {}).place(route) == f"a.toml:{place}"


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


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (b"\xff\xfe", "1:1"),
        ("\ufeff# é\r\n\nab".encode() + b"\xe9", "3:3"),
        ("\ufeffé".encode() + b"\xff", "1:2"),
    ],
)
def test_settings_that_are_no_text_are_one_line(
    text: bytes, place: str, project: Path, command: Command
) -> None:
    write_project(project, {"appxlint.toml": text, "a.yaml": WORKSPACE})
    ran = command("check", ".")
    words = f"appxlint: appxlint.toml:{place}: the settings cannot be read as UTF-8 text\n"
    assert (ran.code, ran.err) == (2, words)


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
CASES = {
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
    assert with_it.code < Exit.USAGE


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
