"""`appxlint guide`: two sheets a connection, on standard output or as files, and findings where there is an error."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import run_cli, write_project
from tests.guide.sheets import CLIENT, CONFIG
from tests.support.clock import TODAY
from tests.support.pages import Outline
from tests.support.samples import SAMPLES
from validator.cli.project_options import GUIDE
from validator.guide.formats import FORMATS
from validator.guide.sheet import Audience

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Command

OTHER = (
    CONFIG.replace("name: acme-config", "name: Other & Söhne")
    .replace("Acme", "Other")
    .replace("oauthClient: Other service account", "oauthClient: Acme service account")
    .replace("4281379", "4281380")
)
WRONG = OTHER.replace("companyId: 4281380", "companyId: https://app.procore.com/2653585/project/home")
RIGHT = {"config.yaml": CONFIG, "client.yaml": CLIENT}
BOTH = {"a.yaml": CONFIG, "b.yaml": OTHER, "client.yaml": CLIENT}
ONE_WRONG = {**BOTH, "b.yaml": WRONG}


@pytest.mark.parametrize(
    ("form", "first"),
    [
        ("text", "Prepare Procore for App Xchange\n===="),
        ("markdown", "# Prepare Procore for App Xchange\n"),
        ("html", "<!doctype html>\n"),
    ],
)
def test_a_file_gives_both_sheets_and_nothing_else(
    form: str, first: str, project: Path, command: Command
) -> None:
    write_project(project, RIGHT)
    ran = command("guide", "config.yaml", "--format", form)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(first)
    assert "Set up Procore in App Xchange" in ran.out
    assert "acme-config" not in ran.out


@pytest.mark.parametrize("form", list(FORMATS))
def test_what_check_warns_of_is_to_be_asked_first_in_every_format(
    form: str, project: Path, command: Command
) -> None:
    write_project(project, {**RIGHT, "client.yaml": CLIENT.partition("tokenUrl:")[0]})
    ran = command("guide", "config.yaml", "--for", "integrator", "--format", form)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.count("that of Trimble Identity") >= 2
    assert "ask first:" in ran.out
    assert "https://id.trimble.com/oauth/token" not in ran.out


@pytest.mark.parametrize(
    ("reader", "title"),
    [("admin", "Prepare Procore for App Xchange"), ("integrator", "Set up Procore in App Xchange")],
)
def test_one_reader_gets_one_sheet(reader: str, title: str, project: Path, command: Command) -> None:
    write_project(project, RIGHT)
    out = command("guide", "config.yaml", "--for", reader, "-f", "markdown").out
    assert [line for line in out.splitlines() if line.startswith("# ")] == [f"# {title}"]


def test_what_is_mailed_has_none_of_our_names(project: Path, command: Command) -> None:
    write_project(project, RIGHT)
    for form in ("text", "markdown", "html"):
        out = command("guide", "config.yaml", "--for", "admin", "--format", form).out
        for name in (
            "acme-config",
            "config.yaml",
            "appxlint",
            "ACME_CLIENT",
            "${env",
            "Acme service account",
        ):
            assert name not in out, (form, name)


def test_a_folder_gives_an_index_before_the_sheets(project: Path, command: Command) -> None:
    write_project(project, BOTH)
    out = command("guide", ".").out
    assert out.startswith("Connections\n===========\n\nacme-config\n")
    assert out.index("Other & Söhne\n") < out.index("Prepare Procore")
    assert out.count("Prepare Procore for App Xchange\n") == 2
    outline = Outline(command("guide", ".", "-f", "html").out)
    links = [each["href"] for each in outline.all_of("a") if f"{each['href']}".startswith("#")]
    assert links == ["#s1", "#s2", "#s3", "#s4"]
    assert {each["id"] for each in outline.all_of("article")} == {"s1", "s2", "s3", "s4"}


def test_a_config_with_an_error_has_no_sheet_but_its_findings(project: Path, command: Command) -> None:
    write_project(project, ONE_WRONG)
    ran = command("guide", "b.yaml")
    assert (ran.code, ran.out) == (1, "")
    assert "b.yaml:18:24  error  company-id-is-project" in ran.err
    ran = command("guide", ".")
    assert ran.code == 1
    assert "Other & Söhne\n" in ran.out
    assert "  no sheet: it has errors\n" in ran.out
    assert ran.out.count("Prepare Procore for App Xchange\n") == 1
    assert "company-id-is-project" in ran.err
    assert "company-id-is-project" not in ran.out


def test_an_error_in_a_client_elsewhere_counts(project: Path, command: Command) -> None:
    secret = "f27a90c3e16b4d85a0c9f2e7b13d6850e94a7cb2d1f8063e5ab97d40c6e281f3"
    write_project(project, {**RIGHT, "client.yaml": CLIENT.replace("${env:ACME_CLIENT_SECRET}", secret)})
    ran = command("guide", "config.yaml")
    assert (ran.code, ran.out) == (1, "")
    assert "client.yaml:8:15  error  literal-secret" in ran.err
    assert secret not in ran.err


def test_a_warning_keeps_nobody_from_a_sheet(project: Path, command: Command) -> None:
    write_project(
        project, {**RIGHT, "config.yaml": CONFIG.replace("companyId: 4281379", "companyId: 112233")}
    )
    ran = command("guide", "config.yaml")
    assert (ran.code, ran.err) == (0, "")
    assert "112233" in ran.out


def test_a_silenced_part_that_cannot_be_used_is_told_in_a_line(project: Path, command: Command) -> None:
    text = CONFIG.replace(
        "access: service-account", "access: service # appxlint: ignore[invalid-value] not yet known"
    )
    write_project(project, {**RIGHT, "config.yaml": text})
    ran = command("guide", "config.yaml")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        "appxlint: no sheet for acme-config: a part of it cannot be used, and what is found there is silenced\n"
    )


def test_files_are_written_into_a_folder_with_an_index(project: Path, command: Command) -> None:
    write_project(project, BOTH)
    ran = command("guide", ".", "--format", "html", "--output", "out/sheets")
    assert (ran.code, ran.out, ran.err) == (0, "", "5 files written into out/sheets\n".replace("/", os.sep))
    files = {each.name: each.read_text(encoding="utf-8") for each in (project / "out/sheets").iterdir()}
    assert files.keys() == {
        *("index.html", "acme-config-admin.html", "acme-config-integrator.html"),
        *("other-sohne-admin.html", "other-sohne-integrator.html"),
    }
    links = {f"{each['href']}" for each in Outline(files["index.html"]).all_of("a")}
    assert links == files.keys() - {"index.html"}
    assert "Other" not in files["acme-config-admin.html"]


@pytest.mark.parametrize(("form", "ending"), [("text", "txt"), ("markdown", "md")])
def test_one_file_gives_its_sheets_and_no_index(
    form: str, ending: str, project: Path, command: Command
) -> None:
    write_project(project, RIGHT)
    assert command("guide", "config.yaml", "-f", form, "-o", "out", "--for", "admin").code == 0
    assert [each.name for each in (project / "out").iterdir()] == [f"acme-config-admin.{ending}"]


def test_nothing_is_written_over_unless_that_is_wanted(project: Path, command: Command) -> None:
    write_project(project, {**BOTH, "out/other-sohne-admin.txt": "mine\n"})
    ran = command("guide", ".", "-o", "out")
    name = os.path.join("out", "other-sohne-admin.txt")  # noqa: PTH118 - as the message has it
    assert ran == (
        2,
        "",
        f"appxlint: --output: {name} is there already; nothing was written (--force replaces it)\n",
    )
    assert [each.name for each in (project / "out").iterdir()] == ["other-sohne-admin.txt"]
    assert command("guide", ".", "-o", "out", "--force").code == 0
    assert "mine" not in (project / name).read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_link_or_a_folder_in_the_place_of_a_file_is_never_replaced(project: Path, command: Command) -> None:
    write_project(project, {**RIGHT, "out/acme-config-admin.txt/x": ""})
    ran = command("guide", "config.yaml", "-o", "out", "--force")
    assert ran == (
        2,
        "",
        "appxlint: --output: out/acme-config-admin.txt is there already and not a regular file\n",
    )
    (project / "linked").mkdir()
    (project / "linked/acme-config-admin.txt").symlink_to(project / "config.yaml")
    assert command("guide", "config.yaml", "-o", "linked", "--force").code == 2
    assert (project / "config.yaml").read_text(encoding="utf-8") == CONFIG


def test_no_folder_is_made_where_no_sheet_is(project: Path, command: Command) -> None:
    write_project(project, ONE_WRONG)
    assert command("guide", "b.yaml", "-o", "out").code == 1
    assert not (project / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ("client.yaml",),
            "client.yaml holds no ConnectorConfig that can be read; `appxlint check` says more",
        ),
        (("gone.yaml",), "gone.yaml is no file and no folder"),
        (("config.yaml", "-f", "pdf"), '--format: "pdf" is none of text, markdown and html'),
        (
            ("config.yaml", "--for", "admins"),
            '--for: "admins" is none of admin and integrator; did you mean "admin"?',
        ),
        (("config.yaml", "--project", "gone"), "--project: gone is no folder"),
        (("config.yaml", "--config", "gone"), "--config: gone is no file"),
        (("config.yaml", "-o", ""), "--output: the value is empty; leave the option out if none is meant"),
        (
            ("config.yaml", "-o", "client.yaml"),
            "--output: client.yaml is no folder",
        ),
    ],
)
def test_a_wrong_call_is_one_clear_line(
    arguments: tuple[str, ...], words: str, project: Path, command: Command
) -> None:
    write_project(project, RIGHT)
    assert command("guide", *arguments) == (2, "", f"appxlint: {words}\n")


def test_a_file_that_cannot_be_read_is_told_as_check_tells_it(project: Path, command: Command) -> None:
    write_project(project, {**RIGHT, "config.yaml": CONFIG + "  broken: [\n"})
    ran = command("guide", "config.yaml")
    assert (ran.code, ran.out) == (1, "")
    assert "config.yaml:" in ran.err


def test_several_paths_are_one_run(project: Path, command: Command) -> None:
    write_project(project, BOTH)
    out = command("guide", "a.yaml", "b.yaml", "--for", "admin").out
    assert out.count("Prepare Procore for App Xchange\n") == 2
    assert out.startswith("Connections\n")


def test_a_day_can_be_given(project: Path, command: Command) -> None:
    client = CLIENT + "clientSecretExpiration: 2027-01-31\n"
    write_project(project, {**RIGHT, "client.yaml": client})
    assert command("guide", "config.yaml", "--as-of", "2026-12-01").code == 0
    ran = command("guide", "config.yaml", "--as-of", "2027-02-01")
    assert ran.code in {0, 1}
    assert ("expired" in ran.err) == (ran.code == 1)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_a_narrow_terminal_is_kept_to(project: Path) -> None:
    import pty  # noqa: PLC0415 - not on every system
    import subprocess  # noqa: PLC0415

    from tests.conftest import clean_environment  # noqa: PLC0415

    write_project(project, RIGHT)
    leader, follower = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "validator", "guide", "config.yaml", "--for", "admin"],
        stdout=follower,
        env=clean_environment(COLUMNS="40", TERM="dumb"),
        cwd=project,
    ) as running:
        os.close(follower)
        written = b""
        while more := _read(leader):
            written += more
    os.close(leader)
    lines = written.decode().splitlines()
    assert running.returncode == 0
    assert any(len(line) > 30 for line in lines)
    assert not [line for line in lines if len(line) > 40 and " " in line.strip()]


def _read(leader: int) -> bytes:
    try:
        return os.read(leader, 65536)
    except OSError:
        return b""


def test_every_valid_sample_has_its_sheets_in_every_format(tmp_path: Path) -> None:
    day = ("--as-of", f"{TODAY}")
    for form in ("text", "markdown", "html"):
        ran = run_cli("guide", SAMPLES / "valid", "-f", form, "-o", tmp_path / form, *day, cwd=tmp_path)
        assert (ran.returncode, ran.stdout) == (0, ""), ran.stderr
        assert len(list((tmp_path / form).iterdir())) > 30


def test_what_a_shell_offers_is_what_there_is() -> None:
    offered = {option.field: option.choices for option in GUIDE if option.choices}
    assert offered == {"format": tuple(FORMATS), "audience": tuple(each.value for each in Audience)}
