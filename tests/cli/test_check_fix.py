from __future__ import annotations

import os
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import run_cli, write_project
from validator.render import sink

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Command

POSIX_ONLY = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files or modes")
SECRET = "Xk29-fh3Qa_71bZ"
OTHER_SECRET = "Vw83-mm0Lp_55cQ"
TOKEN = "ghp_Zq3bT7xW1mKd9Rf5Hs2Lp8Vy4Nc6Jg0AeUoi"
WORKSPACE = """\
apiVersion: appxlint/v1
kind: Workspace
name: "Acme : Procore <> Ledger"   # as on the screen
typ: standrad
region: us
"""
FIXED = WORKSPACE.replace("typ:", "type:").replace("standrad", "standard")
CLIENT = f"""\
apiVersion: appxlint/v1
kind: OAuthClient
name: Acme service account
connector: procore
definition: Procore V2 OAuth Client Credentials Auth
credentials: production
clientId: ${{env:PROCORE_CLIENT_ID}}
clientSecret: {SECRET}  # from the portal
tokenUrl: https://login.procore.com/oauth/token
"""
QUIET = ("--ignore", "unused-document,secret-without-expiration")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Return a function that writes a project and goes there."""

    def project(**files: str | bytes) -> Path:
        folder = tmp_path / "project"
        write_project(folder, {name.replace("__", "."): content for name, content in files.items()})
        monkeypatch.chdir(folder)
        return folder

    return project


def test_safe_fixes_are_made_in_the_file_round_by_round(
    project: Callable[..., Path], command: Command
) -> None:
    folder = project(acme__yaml=WORKSPACE)
    ran = command("check", "--fix", *QUIET)
    assert (folder / "acme.yaml").read_text(encoding="utf-8") == FIXED
    assert ran.code == 0
    assert ran.out.splitlines()[-1] == "2 fixed in 1 file"
    assert "no findings" in ran.out
    assert ran.err == ""


def test_what_is_left_is_reported_with_the_exit_code_of_what_is_left(
    project: Callable[..., Path], command: Command
) -> None:
    folder = project(acme__yaml=WORKSPACE, client__yaml=CLIENT)
    ran = command("check", "--fix", *QUIET)
    assert ran.code == 1
    assert "client.yaml:8:15  error  literal-secret" in ran.out
    assert "unknown-field" not in ran.out
    assert (folder / "client.yaml").read_text(encoding="utf-8") == CLIENT


def test_a_run_that_fixes_nothing_says_so_and_writes_nothing(
    project: Callable[..., Path], command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    project(acme__yaml=FIXED)
    monkeypatch.setattr(sink, "_replace", None)
    assert command("check", "--fix", *QUIET).out.splitlines()[-1] == "nothing fixed"
    assert command("check", "--fix", "--quiet", *QUIET).out == ""


def test_unsafe_fixes_alone_make_both_kinds(project: Callable[..., Path], command: Command) -> None:
    folder = project(acme__yaml=WORKSPACE, client__yaml=CLIENT)
    ran = command("check", "--unsafe-fixes", *QUIET)
    assert (folder / "acme.yaml").read_text(encoding="utf-8") == FIXED
    expected = CLIENT.replace(SECRET, "${env:PROCORE_CLIENT_SECRET}")
    assert (folder / "client.yaml").read_text(encoding="utf-8") == expected
    assert ran.code == 0
    assert ran.out.splitlines()[-1] == "3 fixed in 2 files"
    assert ran.err.startswith("appxlint: client.yaml:8:15: a reference took the place of a secret;")
    assert "have it replaced" in ran.err
    assert SECRET not in ran.out + ran.err


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(WORKSPACE.replace("\n", "\r\n").encode(), id="CRLF"),
        pytest.param(b"\xef\xbb\xbf" + WORKSPACE.encode(), id="byte order mark"),
        pytest.param(WORKSPACE.rstrip("\n").encode(), id="no final line end"),
        pytest.param(WORKSPACE.replace("region", "\n\n# Größe 日本\nregion").encode(), id="beyond ASCII"),
    ],
)
def test_every_byte_outside_the_edits_is_kept(
    data: bytes, project: Callable[..., Path], command: Command
) -> None:
    folder = project(acme__yaml=data)
    command("check", "--fix", *QUIET)
    expected = data.replace(b"typ:", b"type:").replace(b"standrad", b"standard")
    assert (folder / "acme.yaml").read_bytes() == expected


def test_a_second_run_changes_nothing_more(project: Callable[..., Path], command: Command) -> None:
    folder = project(acme__yaml=WORKSPACE, client__yaml=CLIENT)
    command("check", "--unsafe-fixes", *QUIET)
    before = {file.name: file.stat().st_mtime_ns for file in folder.iterdir()}
    assert command("check", "--unsafe-fixes", *QUIET).out.splitlines()[-1] == "nothing fixed"
    assert {file.name: file.stat().st_mtime_ns for file in folder.iterdir()} == before


def test_only_named_files_are_changed(project: Callable[..., Path], command: Command) -> None:
    folder = project(one__yaml=WORKSPACE, two__yaml=WORKSPACE)
    command("check", "--fix", "one.yaml", *QUIET)
    assert (folder / "one.yaml").read_text(encoding="utf-8") == FIXED
    assert (folder / "two.yaml").read_text(encoding="utf-8") == WORKSPACE


def test_a_finding_that_is_suppressed_is_not_fixed(project: Callable[..., Path], command: Command) -> None:
    text = FIXED.replace(
        "us\n", "us\nmetadata: {at: 12:30}  # appxlint: ignore[ambiguous-scalar] a time of day\n"
    )
    folder = project(acme__yaml=text)
    command("check", "--fix", *QUIET)
    assert (folder / "acme.yaml").read_text(encoding="utf-8") == text


def test_a_file_with_a_syntax_fault_is_left_alone(project: Callable[..., Path], command: Command) -> None:
    text = f"{WORKSPACE}---\napiVersion: appxlint/v1\nname: [\n"
    folder = project(acme__yaml=text)
    ran = command("check", "--fix", *QUIET)
    assert (folder / "acme.yaml").read_text(encoding="utf-8") == text
    assert "acme.yaml:4:1: the fix of unknown-field was not made: the file's text has a fault" in ran.err
    assert ran.code == 1


@POSIX_ONLY
def test_the_mode_is_kept(project: Callable[..., Path], command: Command) -> None:
    folder = project(acme__yaml=WORKSPACE)
    (folder / "acme.yaml").chmod(0o640)
    command("check", "--fix", *QUIET)
    assert stat.S_IMODE((folder / "acme.yaml").stat().st_mode) == 0o640
    assert sorted(each.name for each in folder.iterdir()) == ["acme.yaml", "appxlint.toml"]


@POSIX_ONLY
def test_a_link_stays_a_link_and_its_target_is_fixed_once(
    project: Callable[..., Path], command: Command
) -> None:
    folder = project(acme__yaml=WORKSPACE)
    (folder / "link.yaml").symlink_to("acme.yaml")
    ran = command("check", "--fix", "--ignore", "duplicate-name", *QUIET)
    assert (folder / "link.yaml").is_symlink()
    assert (folder / "acme.yaml").read_text(encoding="utf-8") == FIXED
    assert (ran.code, ran.err) == (0, "")


def test_a_fix_that_would_make_a_file_one_of_others_is_refused_and_its_finding_told(
    project: Callable[..., Path], command: Command
) -> None:
    wrong = WORKSPACE.replace("apiVersion: appxlint/v1", "apiVersoin: v1")
    folder = project(wrong__yaml=wrong, right__yaml=FIXED.replace("Acme", "Brook"))
    checked = command("check", *QUIET, ".")
    ran = command("check", "--fix", *QUIET, ".")
    assert (ran.code, checked.code) == (1, 1)
    assert "unknown-kind" in ran.out
    assert "unknown-kind was not made: the file would not be one of appxlint's any more" in ran.err
    assert "apiVersoin: v1" in (folder / "wrong.yaml").read_text(encoding="utf-8")


@pytest.mark.skipif(os.name == "nt", reason="links need a right there that tests may lack")
def test_a_walk_leaves_a_file_outside_the_project_as_it_is_unless_it_is_named(
    project: Callable[..., Path], command: Command, tmp_path: Path
) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text(WORKSPACE, encoding="utf-8")
    folder = project()
    (folder / "link.yaml").symlink_to(outside)
    ran = command("check", "--fix", *QUIET, ".")
    assert ran.code == 1
    assert "only a link leads there" in ran.err
    assert outside.read_text(encoding="utf-8") == WORKSPACE
    assert command("check", "--fix", *QUIET, "link.yaml").code == 0
    assert outside.read_text(encoding="utf-8") == FIXED
    assert (folder / "link.yaml").is_symlink()


def test_a_folder_that_cannot_be_written_gives_one_line_and_exit_code_2(
    project: Callable[..., Path], command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = project(acme__yaml=WORKSPACE)

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(sink, "_replace", refuse)
    ran = command("check", "--fix", *QUIET)
    assert ran.code == 2
    assert ran.err == "appxlint: acme.yaml: the file could not be written: Permission denied\n"
    assert "unknown-field" in ran.out
    assert ran.out.splitlines()[-1] == "nothing fixed"
    assert (folder / "acme.yaml").read_text(encoding="utf-8") == WORKSPACE


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="only a mode that counts can be tried")
@pytest.mark.parametrize(("folder_mode", "file_mode"), [(0o555, 0o644), (0o755, 0o444)])
def test_what_is_read_only_stays_as_it_is(
    folder_mode: int, file_mode: int, project: Callable[..., Path], command: Command
) -> None:
    folder = project(acme__yaml=WORKSPACE)
    (folder / "acme.yaml").chmod(file_mode)
    folder.chmod(folder_mode)
    try:
        ran = command("check", "--fix", *QUIET)
    finally:
        folder.chmod(0o755)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert (folder / "acme.yaml").read_text(encoding="utf-8") == WORKSPACE


def test_a_file_that_somebody_else_changes_meanwhile_is_not_overwritten(
    project: Callable[..., Path], command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = project(acme__yaml=WORKSPACE, other__yaml=WORKSPACE.replace("Acme", "Brook"))
    changed = f"{WORKSPACE}# a colleague was here\n"
    replace = os.open

    def interfere(path: str | Path, *rest: int) -> int:
        if ".appxlint-" in os.fspath(path):
            (folder / "acme.yaml").write_text(changed, encoding="utf-8")
        return replace(path, *rest)

    monkeypatch.setattr(os, "open", interfere)
    ran = command("check", "--fix", *QUIET)
    assert ran.code == 2
    assert ran.err == "appxlint: acme.yaml: the file has changed since it was read, so it was left as it is\n"
    assert (folder / "acme.yaml").read_text(encoding="utf-8") == changed
    assert (folder / "other.yaml").read_text(encoding="utf-8") == FIXED.replace("Acme", "Brook")
    assert ran.out.splitlines()[-1] == "2 fixed in 1 file"
    assert sorted(each.name for each in folder.iterdir()) == ["acme.yaml", "appxlint.toml", "other.yaml"]


def test_two_secrets_never_end_up_behind_one_reference(
    project: Callable[..., Path], command: Command
) -> None:
    second = CLIENT.replace("Acme", "Brook").replace(SECRET, OTHER_SECRET)
    folder = project(acme__yaml=CLIENT, brook__yaml=second)
    ran = command("check", "--unsafe-fixes", *QUIET)
    assert SECRET not in (folder / "acme.yaml").read_text(encoding="utf-8")
    assert (folder / "brook.yaml").read_text(encoding="utf-8") == second
    assert (
        "brook.yaml:8:15: the fix of literal-secret was not made: its reference is used for another"
        in ran.err
    )
    assert SECRET not in ran.out + ran.err
    assert OTHER_SECRET not in ran.out + ran.err


def test_one_secret_in_two_places_becomes_one_reference(
    project: Callable[..., Path], command: Command
) -> None:
    folder = project(
        acme__yaml=CLIENT,
        brook__yaml=CLIENT.replace("Acme", "Brook") + "clientAuthentication: Client credentials body\n",
    )
    command("check", "--unsafe-fixes", *QUIET)
    for name in ("acme.yaml", "brook.yaml"):
        assert "clientSecret: ${env:PROCORE_CLIENT_SECRET}  #" in (folder / name).read_text(encoding="utf-8")


class TestStandardInput:
    def test_the_fixed_text_goes_to_standard_output_and_the_report_beside_it(
        self, project: Callable[..., Path], command: Command
    ) -> None:
        project()
        ran = command("check", "--fix", "-", *QUIET, stdin=WORKSPACE.replace("\n", "\r\n").encode())
        assert ran.out == FIXED.replace("\n", "\r\n")
        assert ran.err.splitlines()[-1] == "2 fixed in 1 file"
        assert ran.code == 0

    @pytest.mark.parametrize("data", [b"\xff\xfe\x00", FIXED.encode(), b"other: yaml\n"])
    def test_what_cannot_be_fixed_comes_out_as_it_went_in(self, data: bytes, tmp_path: Path) -> None:
        ran = subprocess.run(
            [sys.executable, "-m", "validator", "check", "--fix", "-"],
            input=data,
            capture_output=True,
            check=False,
            cwd=tmp_path,
        )
        assert ran.stdout == data

    def test_its_name_says_where_it_belongs(self, project: Callable[..., Path], command: Command) -> None:
        folder = project(acme__yaml=WORKSPACE)
        arguments = ("check", "--fix", "-", "--stdin-filename", "acme.yaml", *QUIET)
        assert command(*arguments, stdin=WORKSPACE.encode()).out == FIXED
        assert (folder / "acme.yaml").read_text(encoding="utf-8") == WORKSPACE


class TestDiff:
    def test_it_shows_what_would_change_and_changes_nothing(
        self, project: Callable[..., Path], command: Command
    ) -> None:
        folder = project(acme__yaml=WORKSPACE)
        ran = command("check", "--diff", *QUIET)
        assert ran.out.splitlines() == [
            "--- acme.yaml",
            "+++ acme.yaml",
            "@@ -1,5 +1,5 @@",
            " apiVersion: appxlint/v1",
            " kind: Workspace",
            ' name: "Acme : Procore <> Ledger"   # …',
            "-typ: standrad",
            "+type: standard",
            " region: us",
        ]
        assert ran.code == 1
        assert ran.err.splitlines()[-1] == "2 would be fixed in 1 file, 1 of them found once others are fixed"
        assert (folder / "acme.yaml").read_text(encoding="utf-8") == WORKSPACE

    def test_the_number_of_fixes_agrees_with_what_is_fixable_and_says_why_it_is_more(
        self, project: Callable[..., Path]
    ) -> None:
        folder = project(acme__yaml=WORKSPACE, client__yaml=CLIENT)
        safe, unsafe = (
            run_cli("check", "--diff", *more, *QUIET, cwd=folder).stderr.splitlines()[-2:]
            for more in ((), ("--unsafe-fixes",))
        )
        assert safe[0].endswith(", 1 fixable with --fix")
        assert safe[1] == "2 would be fixed in 1 file, 1 of them found once others are fixed"
        assert unsafe[0].endswith(", 1 fixable with --fix")
        assert unsafe[1] == (
            "3 would be fixed in 2 files, 1 of them with --unsafe-fixes only, 1 of them found once others are fixed"
        )

    def test_with_nothing_to_fix_the_exit_code_is_the_usual_one(
        self, project: Callable[..., Path], command: Command
    ) -> None:
        project(acme__yaml=FIXED)
        assert command("check", "--diff", *QUIET)[:2] == (0, "")
        project(client__yaml=CLIENT)
        assert command("check", "--diff", *QUIET)[:2] == (1, "")
        assert command("check", "--diff", "--fail-on", "never", *QUIET)[:2] == (0, "")
        assert command("check", "--diff", "missing.yaml", *QUIET)[:2] == (3, "")

    def test_it_never_shows_a_secret(self, project: Callable[..., Path], command: Command) -> None:
        project(client__yaml=CLIENT.replace("# from", f"# was {TOKEN} from"))
        ran = command("check", "--diff", "--unsafe-fixes", *QUIET)
        assert SECRET not in ran.out + ran.err
        assert "-clientSecret: ***" in ran.out
        assert "+clientSecret: ${env:PROCORE_CLIENT_SECRET}" in ran.out
        assert TOKEN not in ran.out

    def test_formats_for_files_report_on_what_is_there(
        self, project: Callable[..., Path], command: Command
    ) -> None:
        folder = project(acme__yaml=WORKSPACE)
        command("check", "--diff", "--format", "json", "--output", "out.json", *QUIET)
        assert '"unknown-field"' in (folder / "out.json").read_text(encoding="utf-8")


def test_machine_formats_keep_standard_output_pure(project: Callable[..., Path], command: Command) -> None:
    project(acme__yaml=WORKSPACE)
    ran = command("check", "--fix", "--format", "json", *QUIET)
    assert ran.out.startswith("{")
    assert ran.out.rstrip().endswith("}")
    assert ran.err.splitlines()[-1] == "2 fixed in 1 file"


def test_both_ways_into_the_command_fix_alike(project: Callable[..., Path], command: Command) -> None:
    folder = project(acme__yaml=WORKSPACE)
    ran = command("check", "--fix", "--ignore=unused-document", "--no-such-option")
    assert ran.code == 2
    assert (folder / "acme.yaml").read_text(encoding="utf-8") == WORKSPACE
    assert run_cli("check", "--fix", *QUIET, cwd=folder).returncode == 0
    assert (folder / "acme.yaml").read_text(encoding="utf-8") == FIXED


def test_a_baseline_is_not_written_in_the_same_run(project: Callable[..., Path], command: Command) -> None:
    folder = project(acme__yaml=WORKSPACE)
    ran = command("check", "--fix", "--write-baseline", "baseline.json")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert not (folder / "baseline.json").exists()
    assert (folder / "acme.yaml").read_text(encoding="utf-8") == WORKSPACE
