from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import run_cli, write_project
from validator.diagnostics import Limits, Severity
from validator.project.settings import Convention, Settings, SettingsError, load
from validator.project.settings_file import parse
from validator.schema.patterns import Guarded

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Command

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
        names.Workspace = {pattern = "[A-Z].*", message = "begin with a capital"}
        names.ConnectorConfig.pattern = "[a-z-]+"
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
    assert settings._replace(origins=None) == Settings(
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
        names={
            "Workspace": Convention(Guarded(re.compile("[A-Z].*"), 64 * 1024), "begin with a capital"),
            "ConnectorConfig": Convention(Guarded(re.compile("[a-z-]+"), 64 * 1024), ""),
        },
        limits=Limits(file_bytes=2_000_000, depth=10),
    )


@pytest.mark.parametrize("text", ["", "\n", "# nothing\n", "\ufeff# nothing\n"])
def test_empty_settings_are_the_defaults(text: str, tmp_path: Path) -> None:
    (tmp_path / "appxlint.toml").write_text(text, encoding="utf-8")
    assert load(tmp_path)._replace(origins=None) == Settings()


def test_a_run_may_never_fail() -> None:
    assert parse('fail-on = "never"', "appxlint.toml").fail_on is None


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
    assert parse(text, "pyproject.toml", table=True)._replace(origins=None) == Settings()


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
