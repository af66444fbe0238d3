"""`appxlint init`, as a process: what is written lints clean, or nothing is written and the report says why."""

from __future__ import annotations

import json
import os
import select
import sys
from typing import TYPE_CHECKING

import pytest

import validator
from tests.conftest import clean_environment, run_cli, write_project
from validator.cli.editor_files import patterns_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Command

TABLE = """\
Customer;Integration;Workspace name;Workspace type;Region;Application source;Application name;Data Connector Component;\
Installed;Permitted Projects;Procore Company ID;Connection Environment;Client secret;Hobby
Acme Builders;Procore + Timesheets;Acme : Procore <> Timesheets;Standard;US;Custom;Timesheet Export;Service account;\
yes;all;https://app.procore.com/4281379/company/home/list;Prod;hunter2hunter2;chess
"Birch: Homes";Procore + Timesheets;Birch : Procore <> Timesheets;standard;us;custom;Timesheet Export;service-account;\
yes;all;4281402;Developer Sandbox;;
;;;;;;;;;;;;;
no;Procore + Timesheets;Cedar : Procore <> Timesheets;standard;us;custom;Timesheet Export;service-account;\
yes;all;4,281,503;Production;;
"""
OPTIONS = (
    *(
        "--company",
        "Acme: Builders",
        "--integration",
        "Procore + Timesheets",
        "--workspace",
        "Acme : Timesheets",
    ),
    *(
        "--workspace-type",
        "standard",
        "--region",
        "us",
        "--source",
        "custom",
        "--application",
        "Timesheet Export",
    ),
    *("--access", "service-account", "--installed", "yes", "--permitted-projects", "all"),
    *("--company-id", "https://app.procore.com/4281379/company/home/list", "--environment", "Production"),
)


def files_of(folder: Path) -> list[str]:
    return sorted(each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file())


def test_a_table_of_customers_becomes_files_that_lint_clean(project: Path) -> None:
    write_project(project, {"customers.csv": TABLE})
    ran = run_cli("init", "--from-csv", "customers.csv", cwd=project)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert files_of(project) == [
        "applications/timesheet-export.yaml",
        "appxlint.toml",
        "clients/acme-builders-procore-production.yaml",
        "clients/birch-homes-procore-developer-sandbox.yaml",
        "clients/no-procore-production.yaml",
        "customers.csv",
        "customers/acme-builders-procore-production.yaml",
        "customers/birch-homes-procore-developer-sandbox.yaml",
        "customers/no-procore-production.yaml",
    ]
    report = validator.check(project)
    assert report.diagnostics == ()
    assert report.summary.documents == 7
    assert "hunter2" not in ran.stdout
    assert "column M (Client secret), row 2: a secret is never taken" in ran.stdout
    assert "column N was passed over" in ran.stdout
    assert not any(
        "hunter2" in (project / each).read_text("utf-8") for each in files_of(project) if ".csv" not in each
    )


def test_a_row_that_is_wrong_keeps_everything_from_being_written(project: Path, command: Command) -> None:
    write_project(
        project, {"customers.csv": TABLE.replace("4281402", "https://app.procore.com/2653585/project/home")}
    )
    ran = command("init", "--from-csv", "customers.csv")
    assert (ran.code, ran.err) == (1, "")
    assert "\n3    K (Procore Company ID)  this " in ran.out
    assert ran.out.endswith("\nnothing was written\n")
    assert files_of(project) == ["appxlint.toml", "customers.csv"]


def test_options_make_a_first_project_without_a_question(tmp_path: Path) -> None:
    ran = run_cli("init", *OPTIONS, "--pre-commit", "--ci", "github", "--editor", "vscode", cwd=tmp_path)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert files_of(tmp_path) == [
        ".github/workflows/appxlint.yml",
        ".pre-commit-config.yaml",
        ".vscode/appxlint.schema.json",
        ".vscode/settings.json",
        "appxlint.toml",
        "clients/acme-builders-procore-production.yaml",
        "customers/acme-builders-procore-production.yaml",
    ]
    assert validator.check(tmp_path).diagnostics == ()
    settings = json.loads((tmp_path / ".vscode/settings.json").read_text("utf-8"))
    assert list(settings["yaml.schemas"].values()) == [[*patterns_of(["clients", "customers"])]]


def test_nothing_that_is_there_is_replaced_without_force(project: Path, command: Command) -> None:
    write_project(project, {})
    assert command("init", *OPTIONS).code == 0
    file = project / "customers/acme-builders-procore-production.yaml"
    file.write_text("mine: true\n", encoding="utf-8")
    (project / "clients/acme-builders-procore-production.yaml").unlink()
    ran = command("init", *OPTIONS)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "appxlint: customers/acme-builders-procore-production.yaml is there already; "
        "nothing was written (--force replaces it)\n"
    )
    assert file.read_text("utf-8") == "mine: true\n"
    assert not (project / "clients/acme-builders-procore-production.yaml").exists()
    assert command("init", *OPTIONS, "--force").code == 0
    assert validator.check(project).diagnostics == ()


def test_a_name_in_another_case_is_there_already(project: Path, command: Command) -> None:
    write_project(project, {"customers/ACME-builders-procore-Production.yaml": "mine: true\n"})
    assert command("init", *OPTIONS).code == 2


def test_a_hook_or_pipeline_that_is_there_is_left_alone_and_told(project: Path, command: Command) -> None:
    write_project(project, {".pre-commit-config.yaml": "repos: []\n"})
    ran = command("init", *OPTIONS, "--pre-commit", "--force")
    assert ran.code == 0
    assert ".pre-commit-config.yaml is there already; add to it:\n  repos:\n" in ran.out
    assert (project / ".pre-commit-config.yaml").read_text("utf-8") == "repos: []\n"


def test_a_dry_run_writes_nothing(project: Path, command: Command) -> None:
    write_project(project, {})
    ran = command("init", *OPTIONS, "--dry-run")
    assert ran.code == 0
    assert ran.out.startswith("# customers/acme-builders-procore-production.yaml\napiVersion: appxlint/v1\n")
    assert files_of(project) == ["appxlint.toml"]


def test_a_folder_of_a_project_uses_what_the_project_has(project: Path, command: Command) -> None:
    client = "apiVersion: appxlint/v1\nkind: OAuthClient\nname: Ours\nconnector: procore\ncredentials: production\n"
    client += "definition: Procore V2 OAuth Client Credentials Auth\nclientId: ${env:A_ID}\n"
    client += "clientSecret: ${env:A_SECRET}\n"
    write_project(project, {"clients.yaml": client + "tokenUrl: https://login.procore.com/oauth/token\n"})
    assert command("init", "new", *OPTIONS, "--oauth-client", "Ours").code == 0
    assert files_of(project / "new") == ["customers/acme-builders-procore-production.yaml"]
    assert validator.check(project).diagnostics == ()


def test_options_count_where_a_row_is_silent(project: Path, command: Command) -> None:
    table = "Customer,Workspace,Company number\nAcme,Acme : T,4281379\nBirch,Birch : T,4281402\n"
    write_project(project, {"c.csv": table})
    shared = [each for each in OPTIONS if each not in {"Acme: Builders", "Acme : Timesheets"}]
    for option in ("--company", "--workspace", "--company-id"):
        shared.remove(option)
    shared = [each for each in shared if not each.startswith("https://")]
    ran = command("init", "--from-csv", "c.csv", *shared, "--format", "json")
    assert ran.code == 0
    said = json.loads(ran.out)
    assert said["remarks"] == []
    assert len(said["written"]) == 5


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("init", "init asks on a terminal only; give the answers as options"),
        ("init --column company=A", "--column goes with --from-csv"),
        ("init --company=", "--company: the value is empty"),
        ("init --client-secret hunter2", "--client-secret takes where the secret lives"),
        ("init --detail hunter2", "--detail: write KEY=VALUE"),
        ("init --ci jenkins --company A", '--ci: "jenkins" is none of github and gitlab'),
        ("init --editor emacs --company A", "--editor:"),
        ("init --format xml --company A", "--format:"),
        ("init c.csv --company A", "c.csv is a file, not a folder"),
        ("init --from-csv gone.csv", "--from-csv: gone.csv is no file"),
        ("init --from-csv .", "--from-csv: . is not a regular file"),
        ("init --from-csv c.csv", "c.csv: no heading is known"),
        ("init --from-csv c.csv --column company", "--column: write FIELD=HEADING"),
        ("init --from-csv c.csv --encoding latin-1", "--encoding:"),
        ("init --project gone --company A", "--project: gone is no folder"),
    ],
)
def test_a_wrong_call_is_one_clear_line(line: str, words: str, project: Path, command: Command) -> None:
    write_project(project, {"c.csv": "hunter2\nsecret\n"})
    ran = command(*line.split(), stdin=b"")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert words in ran.err
    assert "hunter2" not in ran.err
    assert files_of(project) == ["appxlint.toml", "c.csv"]


def test_a_connector_with_a_secret_of_its_own_is_set_up_by_reference(project: Path, command: Command) -> None:
    write_project(project, {})
    ran = command(
        *(
            "init",
            "--connector",
            "smartpm",
            "--company",
            "Acme",
            "--workspace",
            "Acme : S",
            "--workspace-type",
            "standard",
        ),
        *("--region", "us", "--integration", "SmartPM + Reporting", "--definition", "ApiKeyAuth"),
        *("--environment", "Production"),
    )
    assert ran.code == 0, ran
    assert "  ACME_API_KEY\n" in ran.out
    assert [each for each in validator.check(project).diagnostics if each.severity > 1] == []


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_a_person_at_a_terminal_is_asked(tmp_path: Path) -> None:
    answers = [
        *(
            "",
            "Acme",
            "Procore + Timesheets",
            "Acme : Timesheets",
            "standard",
            "us",
            "custom",
            "Timesheet Export",
        ),
        *(
            "service-account",
            "yes",
            "https://app.procore.com/4281379/company/home/list",
            "Production",
            "",
            "",
        ),
        *("yes", "yes", "none", "no"),
    ]
    code, out = at_terminal(["init"], answers, tmp_path)
    assert code == 0, out
    assert "Which customer is it for? Acme" in out
    assert "  write 4281379" in out
    assert validator.check(tmp_path).diagnostics == ()
    assert (tmp_path / ".pre-commit-config.yaml").is_file()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_a_person_who_goes_away_leaves_nothing_behind(tmp_path: Path) -> None:
    code, out = at_terminal(["init"], ["", "Acme", "\x04"], tmp_path)
    assert code == 2
    assert "the answers ended before the questions; nothing was written" in out
    assert files_of(tmp_path) == []


def at_terminal(line: list[str], answers: list[str], folder: Path) -> tuple[int, str]:
    """Run a command line at a pseudo-terminal and answer its questions one by one."""
    import pty  # noqa: PLC0415 - not everywhere

    arguments = [sys.executable, "-m", "validator", *line]
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.execve(sys.executable, arguments, clean_environment())  # noqa: S606 - itself
    said, waiting = b"", list(answers)
    while select.select([terminal], [], [], 30)[0]:
        try:
            piece = os.read(terminal, 4096)
        except OSError:
            break
        if not piece:
            break
        said += piece
        if said.endswith(b"? "):
            answer = waiting.pop(0) if waiting else "\x04"
            os.write(terminal, answer.encode() if answer == "\x04" else f"{answer}\n".encode())
    os.close(terminal)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), said.decode()
