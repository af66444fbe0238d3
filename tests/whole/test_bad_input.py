from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NamedTuple

import pytest

import validator
from tests.conftest import run_cli, write_project

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Command

HEADER = "apiVersion: appxlint/v1\nkind: Workspace\n"
FOREIGN = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\n"
ALIAS_BOMB = "".join(
    f"  a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" if n else "  a0: &a0 [x]\n" for n in range(30)
)
MERGE_BOMB = "".join(
    f"  m{n}: &m{n} {{k{n}: {{<<: [{', '.join([f'*m{n - 1}'] * 9)}], again: *m{n - 1}}}}}\n"
    if n
    else "  m0: &m0 {k: 1}\n"
    for n in range(40)
)
STAIRS = "".join(f"{' ' * (step + 1)}a:\n" for step in range(1_100))


class Bad(NamedTuple):
    """A file that holds something else than documents, and what is said of it."""

    content: bytes
    rule: str
    words: str
    line: int = 1


BAD = {
    "binary": Bad(b"\x7fELF\x02\x01\x01\0\0\0\0\0" * 40, "invalid-encoding", "binary"),
    "empty": Bad(b"", "unknown-kind", "no document"),
    "comments alone": Bad(b"# to be written\n---\n...\n", "unknown-kind", "no document"),
    "foreign": Bad(FOREIGN.encode(), "unknown-kind", "no document of appxlint"),
    "a list": Bad(b"- one\n- two\n", "unknown-kind", "no document of appxlint"),
    "one word": Bad(b"hello\n", "unknown-kind", "no document of appxlint"),
    "broken": Bad(f'{HEADER}name: "Acme\ntype: standard\n'.encode(), "yaml-syntax", "never closed", 3),
    "broken and foreign": Bad(b"spec: [1, 2\nname: x\n", "yaml-syntax", "never closed"),
    "a closing bracket": Bad(b"}\n", "yaml-syntax", "never opened"),
    "deep lists": Bad(f"{HEADER}name: {'[' * 60_000}\n".encode(), "too-complex", "64 levels", 3),
    "deep mappings": Bad(f"{HEADER}metadata: {'{a: ' * 40_000}\n".encode(), "too-complex", "64 levels", 3),
    "deep lists, closed": Bad(
        f"{HEADER}name: {'[' * 2_000}{']' * 2_000}\n".encode(), "too-complex", "64 levels", 3
    ),
    "deep lists of mappings": Bad(
        f"{HEADER}metadata: {'[{a: ' * 2_000}\n".encode(), "too-complex", "64 levels", 3
    ),
    "deep blocks": Bad(f"{HEADER}name:\n{'- ' * 30_000}\n".encode(), "too-complex", "64 levels", 4),
    "deep indentation": Bad(f"{HEADER}metadata:\n{STAIRS}".encode(), "too-complex", "64 levels", 67),
    "alias bomb": Bad(f"{HEADER}metadata:\n{ALIAS_BOMB}".encode(), "too-complex", "50,000 values", 9),
    "merge bomb": Bad(f"{HEADER}metadata:\n{MERGE_BOMB}".encode(), "too-complex", "50,000 values", 9),
    "endless alias": Bad(f"{HEADER}metadata: &a [*a]\n".encode(), "too-complex", "never ends", 3),
    "two mebibytes": Bad(f"{HEADER}name: Acme\n# {'x' * 2**21}\n".encode(), "too-complex", "bytes long"),
    "a long value": Bad(f"{HEADER}name: {'x' * 70_000}\n".encode(), "too-complex", "70,000 characters", 3),
    "UTF-16": Bad(f"{HEADER}name: Acme\n".encode("utf-16"), "invalid-encoding", "UTF-16"),
    "UTF-16 without a mark": Bad(f"{HEADER}name: Acme\n".encode("utf-16-le"), "invalid-encoding", "binary"),
    "Latin-1": Bad(f"{HEADER}name: Br\u00fccke\n".encode("latin-1"), "invalid-encoding", "not UTF-8", 3),
    "a surrogate": Bad(f"{HEADER}name: ".encode() + b"\xed\xa0\x80\n", "invalid-encoding", "not UTF-8", 3),
    "NUL": Bad(f"{HEADER}name: Ac\0me\n".encode(), "invalid-encoding", "binary", 3),
    "lone CR": Bad(f"{HEADER}name: Acme # a\rregion: us\n".encode(), "invisible-character", "U+000D", 3),
    "NEL": Bad(f"{HEADER}name: Acme # a\x85region: us\n".encode(), "invisible-character", "U+0085", 3),
    "LS": Bad(f"{HEADER}name: Acme # a\u2028region: us\n".encode(), "invisible-character", "U+2028", 3),
    "PS": Bad(f"{HEADER}name: Acme # a\u2029region: us\n".encode(), "invisible-character", "U+2029", 3),
    "escape": Bad(f"{HEADER}name: Ac\x1b[31mme\n".encode(), "invisible-character", "U+001B", 3),
    "escape, written as one": Bad(
        f'{HEADER}name: "Ac\\e[31mme"\n'.encode(), "invisible-character", "U+001B", 3
    ),
    "zero, written as an escape": Bad(
        f'{HEADER}name: "Ac\\0me"\n'.encode(), "invisible-character", "U+0000", 3
    ),
    "override, written as an escape": Bad(
        f'{HEADER}"na\\u202eme": Acme\n'.encode(), "invisible-character", "U+202E", 3
    ),
    "tag": Bad(f"{HEADER}name: Acme\U000e0041\n".encode(), "invisible-character", "U+E0041", 3),
    "half a character": Bad(f'{HEADER}name: "\\ud83d"\n'.encode(), "yaml-syntax", "no character", 3),
}


@pytest.mark.parametrize("bad", BAD.values(), ids=list(BAD))
def test_a_bad_file_is_one_finding_with_a_place(bad: Bad, tmp_path: Path) -> None:
    folder = write_project(tmp_path, {"bad.yaml": bad.content})
    (found,) = validator.check(folder / "bad.yaml").diagnostics
    assert (found.rule, found.span.start.line) == (bad.rule, bad.line)
    assert bad.words in found.message
    assert found.severity is validator.Severity.ERROR
    assert found.help


def test_each_bad_file_is_one_line_of_the_command_and_no_traceback(tmp_path: Path) -> None:
    names = {f"{number:02}.yaml": bad for number, bad in enumerate(BAD.values())}
    for name, bad in names.items():
        content = bad.content.replace(b"name: Acme", b"name: " + name.encode())
        write_project(tmp_path, {name: content})
    ran = run_cli("check", "--format", "concise", *names, cwd=tmp_path)
    lines = ran.stdout.splitlines()
    assert len(lines) == len(names)
    for line, (name, bad) in zip(lines, names.items(), strict=True):
        assert line.startswith(f"{name}:{bad.line}:")
        assert f"error: {bad.rule}: " in line
    assert "Traceback" not in ran.stderr
    assert ran.returncode == 1


@pytest.mark.parametrize(
    "name", ["binary", "empty", "foreign", "a list", "broken and foreign", "comments alone"]
)
def test_a_walk_passes_over_files_of_others(name: str, project: Path, command: Command) -> None:
    write_project(project, {"other.yaml": BAD[name].content, "own.yaml": f"{HEADER}name: Acme\n"})
    ran = command("check", "--format", "concise", ".")
    assert (ran.code, ran.out) == (0, "")
    assert "1 file, 1 document" in ran.err


@pytest.mark.parametrize(
    "name", ["broken", "deep lists", "two mebibytes", "UTF-16", "Latin-1", "NUL", "lone CR"]
)
def test_a_walk_reports_files_of_ours_that_cannot_be_read(name: str, project: Path, command: Command) -> None:
    write_project(project, {"own.yaml": BAD[name].content})
    ran = command("check", "--format", "concise", ".")
    assert ran.code == 1
    assert f"own.yaml:{BAD[name].line}:" in ran.out
    assert BAD[name].rule in ran.out


@pytest.mark.parametrize("name", ["binary", "empty", "foreign", "broken and foreign"])
def test_a_named_file_of_others_can_be_skipped_and_then_nothing_was_checked(
    name: str, project: Path, command: Command
) -> None:
    write_project(project, {"other.yaml": BAD[name].content})
    skipped = command("check", "--skip-foreign", "other.yaml")
    assert skipped.code == 3
    assert "nothing was checked" in skipped.err + skipped.out
    assert command("check", "--skip-foreign", "--allow-empty", "other.yaml").code == 0


NOWHERE = {
    "a missing file": "missing.yaml",
    "a missing folder": "missing/",
    "a file as a folder": "own.yaml/more.yaml",
    "a pattern without a match": "configs/*.yaml",
    "a pattern that is none": "**[",
    "a long name": f"{'a' * 300}.yaml",
    "a long path": "/".join(["a" * 200] * 30),
    "nothing": "",
}


@pytest.mark.parametrize("path", NOWHERE.values(), ids=list(NOWHERE))
def test_a_path_that_leads_nowhere_is_one_line_and_ends_with_3(
    path: str, project: Path, command: Command
) -> None:
    write_project(project, {"own.yaml": f"{HEADER}name: Acme\n"})
    ran = command("check", "--format", "concise", path)
    assert ran.code == 3
    problem, _ = ran.err.splitlines()
    assert problem == f"appxlint: {path}{': ' * bool(path)}no such file or folder"


def test_what_can_be_checked_is_checked_beside_a_path_that_leads_nowhere(
    project: Path, command: Command
) -> None:
    write_project(project, {"own.yaml": f"{HEADER}nmae: Acme\n"})
    ran = command("check", "--format", "concise", "missing.yaml", "own.yaml")
    assert ran.code == 3
    assert "own.yaml:3:1: error: unknown-field" in ran.out


def test_a_path_with_a_zero_is_one_problem(project: Path) -> None:
    report = validator.check(f"{project}/a\0b.yaml")
    assert [each.message for each in report.problems] == ["no such file or folder"]


def test_a_folder_without_configs_checked_nothing(project: Path, command: Command) -> None:
    ran = command("check", ".")
    assert ran.code == 3
    assert "nothing was checked" in ran.out + ran.err
    assert command("check", "--allow-empty", ".").code == 0


def test_a_folder_with_the_name_of_a_file_is_a_folder(project: Path, command: Command) -> None:
    write_project(project, {"configs.yaml/own.yaml": f"{HEADER}name: Acme\n"})
    ran = command("check", "--format", "concise", "configs.yaml", ".")
    assert (ran.code, ran.out) == (0, "")
    assert "1 file, 1 document" in ran.err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_a_pipe_is_never_waited_for(project: Path, command: Command) -> None:
    write_project(project, {"own.yaml": f"{HEADER}name: Acme\n"})
    os.mkfifo(project / "pipe.yaml")
    ran = command("check", "--format", "concise", "pipe.yaml")
    assert ran.code == 3
    assert ran.err.splitlines()[0] == "appxlint: pipe.yaml: it is not a regular file"
    assert command("check", ".").code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there that tests may lack")
def test_links_that_lead_nowhere_count_only_when_they_are_named(project: Path, command: Command) -> None:
    write_project(project, {"own.yaml": f"{HEADER}name: Acme\n"})
    (project / "gone.yaml").symlink_to("elsewhere.yaml")
    (project / "loop.yaml").symlink_to("loop.yaml")
    assert command("check", ".").code == 0
    ran = command("check", "--format", "concise", "gone.yaml", "loop.yaml")
    assert ran.code == 3
    assert [line.split(":")[1].strip() for line in ran.err.splitlines()[:2]] == ["gone.yaml", "loop.yaml"]


def test_a_file_that_may_not_be_read_is_one_line_and_ends_with_3(
    project: Path, monkeypatch: pytest.MonkeyPatch, command: Command
) -> None:
    write_project(project, {"secret.yaml": f"{HEADER}name: Acme\n", "own.yaml": f"{HEADER}name: Birch\n"})
    opened = os.open

    def refuse(path: str | os.PathLike[str], *rest: int, **more: int | None) -> int:
        if os.fspath(path).endswith("secret.yaml"):
            raise PermissionError(13, "Permission denied", path)
        return opened(path, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", refuse)
    for arguments in (["secret.yaml"], ["."]):
        ran = command("check", "--format", "concise", *arguments)
        assert (ran.code, ran.out) == (3, "")
        assert ran.err.splitlines()[0] == "appxlint: secret.yaml: permission denied"
    assert command("check", "--format", "concise", "own.yaml").code == 0


def test_a_folder_that_may_not_be_read_is_one_line_and_ends_with_3(
    project: Path, monkeypatch: pytest.MonkeyPatch, command: Command
) -> None:
    write_project(project, {"own.yaml": f"{HEADER}name: Acme\n", "closed/own.yaml": f"{HEADER}name: Birch\n"})
    listed = os.scandir

    def refuse(path: str | os.PathLike[str] = ".") -> object:
        if os.fspath(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", path)
        return listed(path)

    monkeypatch.setattr(os, "scandir", refuse)
    ran = command("check", "--format", "concise", "closed", "own.yaml")
    assert ran.code == 3
    assert ran.err.splitlines()[0] == "appxlint: closed: permission denied"


def test_a_folder_that_a_walk_may_not_look_into_is_one_line_and_ends_with_3(
    project: Path, monkeypatch: pytest.MonkeyPatch, command: Command
) -> None:
    write_project(project, {"own.yaml": f"{HEADER}name: Acme\n", "closed/own.yaml": f"{HEADER}name: Birch\n"})
    for name in ("open", "scandir"):
        monkeypatch.setattr(os, name, _refusing(getattr(os, name)))
    ran = command("check", "--format", "concise", ".")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.splitlines()[0] == "appxlint: closed: permission denied"
    assert command("check", "own.yaml").code == 0
    (project / "appxlint.toml").write_text("exclude = ['closed/']\n", encoding="utf-8")
    assert command("check", ".").code == 0
    (project / "appxlint.toml").write_text("", encoding="utf-8")
    (project / ".gitignore").write_text("closed/\n", encoding="utf-8")
    assert command("check", ".").code == 0


def _refusing(opened: Callable[..., object]) -> Callable[..., object]:
    def refuse(path: str | os.PathLike[str] | int = ".", *rest: object, **more: object) -> object:
        if not isinstance(path, int) and "closed" in os.fspath(path):
            raise PermissionError(13, "Permission denied", path)
        return opened(path, *rest, **more)

    return refuse


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")
@pytest.mark.parametrize("name", ["a pipe", "a device", "a large file"])
@pytest.mark.parametrize("inside", [".", "sub"])
def test_a_gitignore_that_is_no_small_file_is_one_line_and_ends_with_2(
    name: str, inside: str, project: Path
) -> None:
    write_project(project, {"sub/own.yaml": f"{HEADER}name: Acme\n", ".git/HEAD": ""})
    file = project / ".gitignore"
    if name == "a pipe":
        os.mkfifo(file)
    elif name == "a device":
        file.symlink_to("/dev/zero")
    else:
        file.write_bytes(b"#" * 2**21)
    ran = run_cli("check", ".", cwd=project / inside)
    assert (ran.returncode, ran.stdout, ran.stderr.count("\n")) == (2, "", 1)
    assert ran.stderr.startswith(f"appxlint: {'../' if inside == 'sub' else ''}.gitignore: ")


@pytest.mark.parametrize("name", ["empty", "foreign", "two mebibytes", "Latin-1", "NUL", "broken"])
def test_standard_input_is_held_to_the_same(name: str, project: Path, command: Command) -> None:
    ran = command("check", "--format", "concise", "-", stdin=BAD[name].content)
    assert ran.code == 1
    (line,) = ran.out.splitlines()
    assert line.startswith(f"<stdin>:{BAD[name].line}:")
    assert BAD[name].rule in line


def test_a_limit_can_be_raised_in_the_settings(project: Path) -> None:
    write_project(
        project,
        {"appxlint.toml": "[limits]\nfile-bytes = 4000000\n", "big.yaml": BAD["two mebibytes"].content},
    )
    report = validator.check(project)
    assert report.diagnostics == ()
    assert len(report.files) == 1


def test_a_limit_of_depth_can_be_raised_and_is_met_at_its_place(project: Path) -> None:
    text = f"{HEADER}name: {'[' * 2_000}\n"
    write_project(project, {"appxlint.toml": "[limits]\ndepth = 200\n", "deep.yaml": text})
    (found,) = validator.check(project).diagnostics
    assert (found.rule, *found.span.start) == ("too-complex", 3, 206)
    assert "200 levels" in found.message


def test_a_limit_of_depth_that_no_parser_holds_is_a_fault_of_the_settings(
    project: Path, command: Command
) -> None:
    write_project(project, {"appxlint.toml": "[limits]\ndepth = 2000\n", "own.yaml": f"{HEADER}name: Acme\n"})
    ran = command("check", ".")
    assert (ran.code, ran.out) == (2, "")
    assert "appxlint.toml:2:9: limits.depth must be at most 200" in ran.err
