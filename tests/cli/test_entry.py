from __future__ import annotations

import atexit
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

import validator.engine.run
from tests.conftest import clean_environment, run_cli, write_project
from validator.cli import check_anew as check_command
from validator.cli import entry

if TYPE_CHECKING:
    from tests.conftest import Command

WORKSPACE = "apiVersion: appxlint/v1\nkind: Workspace\nname: Acme\n"
SECRET = "Xk29-fh3Qa_71bZ"


@pytest.fixture(autouse=True)
def folder(project: Path) -> Path:
    return write_project(project, {"a.yaml": WORKSPACE})


@pytest.mark.parametrize("option", ["--version", "-V"])
def test_the_version_is_printed(option: str, command: Command) -> None:
    assert command(option) == (0, f"appxlint {validator.__version__}\n", "")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "--format", "jsn", "."], 'did you mean "json"?'),
        (["check", "--severity", "wrong-type", "."], "RULE=LEVEL"),
        (["check", "-fjson", "--format=json"], "two formats go to the same place"),
        (["explain", "wrong-tpye"], 'did you mean "wrong-type"?'),
        (["check", "--output", "/nowhere/at/all/x.json", "--format", "json", "."], "/nowhere/at/all/x.json"),
    ],
    ids=" ".join,
)
def test_wrong_use_is_one_line_and_ends_with_2(arguments: list[str], words: str, command: Command) -> None:
    ran = command(*arguments)
    assert ran.code == 2
    assert words in ran.err
    assert len(ran.err.splitlines()) == 1
    assert "Traceback" not in ran.err


def test_a_fault_of_the_tool_is_one_line_and_a_report_without_values(
    monkeypatch: pytest.MonkeyPatch, command: Command
) -> None:
    def break_down(*_: object) -> NoReturn:
        raise RuntimeError(f"cannot cope with {SECRET}")

    monkeypatch.setattr(check_command, "run", break_down)
    ran = command("check", ".")
    assert (ran.code, ran.out) == (70, "")
    (line,) = ran.err.splitlines()
    assert "RuntimeError" in line
    assert SECRET not in line
    report = Path(line.rpartition(" ")[2])
    text = report.read_text(encoding="utf-8")
    report.unlink()
    assert SECRET not in text
    assert "test_entry.py" in text
    assert f"appxlint {validator.__version__}" in text
    ran = command("check", "--debug", ".")
    assert (ran.code, ran.out) == (70, "")
    assert ran.err.startswith("Traceback")
    assert ran.err.endswith("RuntimeError\n")
    assert "test_entry.py" in ran.err
    assert 'f"cannot cope with {SECRET}"' in ran.err
    assert SECRET not in ran.err


@pytest.mark.skipif(sys.platform == "win32", reason="folders cannot have such names there")
def test_the_name_of_a_report_is_shown_on_its_line_alone(
    monkeypatch: pytest.MonkeyPatch, command: Command, tmp_path: Path
) -> None:
    def break_down(*_: object) -> NoReturn:
        raise RuntimeError

    temporary = tmp_path / "a\x1b[2J\n::error::forged"
    temporary.mkdir()
    monkeypatch.setattr(check_command, "run", break_down)
    monkeypatch.setattr(tempfile, "tempdir", f"{temporary}")
    (line,) = command("check", ".").err.splitlines()
    assert r"/a\u{001B}[2J\u{000A}\u{003A}:error::forged/appxlint-" in line


def test_a_report_of_a_fault_goes_to_standard_error_where_no_file_can_be_written(
    monkeypatch: pytest.MonkeyPatch, command: Command
) -> None:
    def break_down(*_: object) -> NoReturn:
        raise RuntimeError(f"cannot cope with {SECRET}")

    monkeypatch.setattr(check_command, "run", break_down)
    monkeypatch.setattr(tempfile, "NamedTemporaryFile", _refuse)
    ran = command("check", ".")
    first, second, *places = ran.err.splitlines()
    assert (ran.code, ran.out) == (70, "")
    assert first.endswith("a report without values follows, as no file could be written for it")
    assert second.startswith(f"appxlint {validator.__version__}, Python ")
    assert any(place.startswith("test_entry.py:") for place in places)
    assert SECRET not in ran.err


def _refuse(*_: object, **__: object) -> NoReturn:
    raise FileNotFoundError(2, "No usable temporary directory found")


def test_what_follows_two_dashes_is_a_path_whatever_it_looks_like(command: Command) -> None:
    assert command("check", "--", "--debug").out.startswith("appxlint: --debug: ")
    assert command("check", "--", "--quiet").out.startswith("appxlint: --quiet: ")


def test_an_interrupted_run_is_one_line_and_ends_with_130(
    monkeypatch: pytest.MonkeyPatch, command: Command
) -> None:
    def interrupt(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(check_command, "run", interrupt)
    assert command("check", ".") == (130, "", "appxlint: interrupted\n")
    assert command("check", "--debug", ".").code == 130


def test_without_a_path_the_working_folder_is_checked(command: Command) -> None:
    assert "1 file, 1 document" in command("check").out


def test_standard_input_is_checked_under_its_name(command: Command, folder: Path) -> None:
    write_project(folder, {"sub/appxlint.toml": "ignore = ['unknown-field']\n"})
    bad = f"{WORKSPACE}flavour: 1\n".replace("Acme", "Birch").encode()
    ran = command("check", "--format", "concise", "-", stdin=bad)
    assert (ran.code, ran.out.split(": ")[0]) == (1, "<stdin>:4:1")
    assert command("check", "--stdin-filename", "sub/b.yaml", "-", stdin=bad).code == 0


def test_standard_input_stands_for_the_file_of_its_name(command: Command, folder: Path) -> None:
    write_project(folder, {"a.yaml": f"{WORKSPACE}flavour: 1\n"})
    ran = command("check", "--stdin-filename", "a.yaml", "-", stdin=WORKSPACE.encode())
    assert (ran.code, "1 file, 1 document" in ran.out) == (0, True)


def test_the_script_and_the_module_are_the_same_command(folder: Path) -> None:
    ran = run_cli("check", "--format", "concise", "a.yaml", cwd=folder)
    assert (ran.returncode, ran.stdout) == (0, "")
    script = "import sys; from validator.cli.entry import main; sys.argv[1:] = ['check', 'gone.yaml']; main()"
    ended = subprocess.run(
        [sys.executable, "-c", script], cwd=folder, env=clean_environment(), capture_output=True, check=False
    )
    assert ended.returncode == 3


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such device")
@pytest.mark.parametrize("line", ["check --format json .", "--version", "--help", ""])
def test_a_full_disk_is_one_line_and_ends_with_2(line: str, folder: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "validator", *line.split()],
            cwd=folder,
            env=clean_environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert ran.returncode == 2
    assert ran.stderr.count(b"\n") == 1
    assert b"Traceback" not in ran.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such device")
def test_a_wrong_call_ends_with_2_where_nobody_can_be_told(folder: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "validator", "check", "--frmat", "json"],
            cwd=folder,
            env=clean_environment(),
            stdout=subprocess.PIPE,
            stderr=full,
            check=False,
        )
    assert (ran.returncode, ran.stdout) == (2, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe without a reader is another thing on Windows")
@pytest.mark.parametrize(("line", "code"), [("--help", 0), ("--version", 0), ("", 2), ("check gone.yaml", 3)])
def test_a_reader_that_has_gone_away_leaves_the_exit_code_as_it_is(
    line: str, code: int, folder: Path
) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    ran = subprocess.run(
        [sys.executable, "-m", "validator", *line.split()],
        cwd=folder,
        env=clean_environment(),
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writer)
    assert (ran.returncode, ran.stderr) == (code, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="a closed descriptor is another thing on Windows")
def test_a_closed_standard_input_is_wrong_use(folder: Path) -> None:
    ran = subprocess.run(
        ["sh", "-c", f'"{sys.executable}" -m validator check - <&-'],
        cwd=folder,
        env=clean_environment(),
        capture_output=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr.count(b"\n")) == (2, 1)


@pytest.mark.skipif(sys.platform == "win32", reason="a closed descriptor is another thing on Windows")
@pytest.mark.parametrize(
    ("line", "code"), [("check . >&-", 0), ("--version >&-", 0), (">&-", 2), ("check gone.yaml >&- 2>&-", 3)]
)
def test_closed_output_leaves_the_exit_code_as_it_is(line: str, code: int, folder: Path) -> None:
    ran = subprocess.run(
        ["sh", "-c", f'"{sys.executable}" -m validator {line}'],
        cwd=folder,
        env=clean_environment(),
        capture_output=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (code, b"", b"")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps a folder that is in use")
@pytest.mark.parametrize(
    "line",
    [
        "check",
        "check ..",
        "check -",
        "check a.yaml",
        "live",
        "schema --install vscode",
        "show a.yaml",
        "show ..",
    ],
)
def test_a_working_folder_that_is_gone_is_one_line_and_ends_with_2(line: str, folder: Path) -> None:
    ran = subprocess.run(
        ["sh", "-c", f'mkdir gone && cd gone && rmdir ../gone && "{sys.executable}" -m validator {line}'],
        cwd=folder,
        env=clean_environment(),
        input=b"",
        capture_output=True,
        check=False,
    )
    words = b"appxlint: the working folder is gone; change to one that is there\n"
    assert (ran.returncode, ran.stdout, ran.stderr) == (2, b"", words)


def test_main_leaves_with_the_exit_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["appxlint", "check", "--quiet", "gone.yaml"])
    monkeypatch.setattr(entry, "_leave", sys.exit)
    with pytest.raises(SystemExit) as left:
        entry.main()
    assert left.value.code == 3


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", ""),
        ("import atexit; atexit.register(print, 'told')", "told\n"),
        ("sys.setprofile(lambda *_: None)", ""),
        ("sys.settrace(lambda *_: None)", ""),
    ],
    ids=["nobody", "a handler", "a profiler", "a tracer"],
)
def test_whoever_asked_to_be_told_of_the_end_is_told(before: str, after: str, folder: Path) -> None:
    start = "from validator.cli.entry import main; sys.argv[1:] = ['check', '--show-files', 'a.yaml', 'gone.yaml']"
    ran = subprocess.run(
        [sys.executable, "-c", f"import sys\n{before}\n{start}\nmain()"],
        cwd=folder,
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (3, "a.yaml\n")
    assert ran.stdout.endswith(f"no findings\n{after}")


def test_nobody_else_waits_for_the_interpreter_to_be_taken_down(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atexit, "_ncallbacks", lambda: 0)
    monkeypatch.setattr(sys, "gettrace", lambda: None)
    monkeypatch.setattr(sys, "getprofile", lambda: None)
    ended: list[int] = []
    monkeypatch.setattr(os, "_exit", ended.append)
    entry._leave(3)
    assert ended == [3]
