"""What SECURITY.md promises and no other test shows: which files are opened, and that nothing is left behind."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

import validator
from tests.cli.test_live import CLIENT, CONFIG, CREDENTIALS, hosts
from tests.conftest import clean_environment, write_project
from tests.live.checking import fresh
from tests.support.fake_procore import COMPANY, SECRET
from validator.render.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.conftest import Command
    from tests.support.fake_procore import FakeProcore

WATCH = """
import json, os, sys
kept = sys.argv.pop(1)
seen = []
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
CHANGING = ('os.mkdir', 'os.rename', 'os.remove', 'os.rmdir', 'os.link', 'os.symlink', 'os.chmod', 'os.chown',
            'os.truncate', 'os.utime', 'tempfile.', 'shutil.', 'subprocess.', 'os.system', 'os.exec', 'os.fork',
            'os.posix_spawn', 'os.spawn')

def watch(event, arguments):
    if event == 'open' and not isinstance(arguments[0], int):
        seen.append(('write' if arguments[2] & WRITING else 'read', os.path.abspath(os.fsdecode(arguments[0]))))
    elif event.startswith(CHANGING):
        seen.append(('change', event))

from validator.cli import entry
sys.addaudithook(watch)
code = entry.run(sys.argv[1:])
found = list(seen)
with open(kept, 'w') as file:
    json.dump([int(code), found], file)
"""
"""Runs a command line and notes which files it opens, and what else it does to the system."""

HOME = [Path(validator.__file__).parents[1], Path(sys.prefix), Path(sys.base_prefix)]
"""Where the tool itself and what it is made of lie."""

READ_BY_THE_SYSTEM = ("/etc/", "/proc/", "/dev/null", "/usr/share/", "/usr/lib/")

FILES = {
    "config.yaml": CONFIG.format(name="example", company=COMPANY, definition=CREDENTIALS)
    + CLIENT.format(definition=CREDENTIALS, more=""),
    "sub/client.yaml": CLIENT.format(definition=CREDENTIALS, more="")
    .removeprefix("---\n")
    .replace("service account", "other account")
    .replace("${env:LIVE_TEST_SECRET}", "${file:secret.txt}"),
    "sub/secret.txt": "a secret of a file\n",
    ".env": "LIVE_TEST_SECRET=a secret of another file\n",
    "notes.txt": "nobody asked for these\n",
    "faulty.yaml": "apiVersion: appxlint/v1\nkind: Workspace\nname: Acme\nregion: US\nflavour: 1\n",
}


class Seen(NamedTuple):
    """What a command line did: its exit code, the files that it read, and everything that it changed or tried to."""

    code: int
    read: set[Path]
    changed: list[str]


def watched(folder: Path, arguments: Sequence[str], **variables: str) -> Seen:
    kept = folder.parent / "seen.json"
    ran = subprocess.run(
        [sys.executable, "-B", "-c", WATCH, f"{kept}", *arguments],
        cwd=folder,
        env=clean_environment(PYTHONPATH=f"{HOME[0]}", **variables),
        input=b"",
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert kept.is_file(), ran.stderr
    code, seen = json.loads(kept.read_text(encoding="utf-8"))
    kept.unlink()
    return Seen(
        code,
        {Path(name) for kind, name in seen if kind == "read"},
        [name for kind, name in seen if kind != "read" and name != "/dev/null"],
    )


def outside(read: set[Path], folder: Path) -> list[Path]:
    """Return what was read that is neither the project's nor the tool's own."""
    return [
        each
        for each in sorted(read)
        if not any(each.is_relative_to(home) for home in (folder, *HOME))
        and not f"{each}".startswith(READ_BY_THE_SYSTEM)
    ]


OFFLINE = (
    *(["check", "--format", form, "."] for form in FORMATS),
    ["check", "--show-files", "--statistics", "--color", "always", "."],
    ["check", "--diff", "--unsafe-fixes", "."],
    ["check", "-"],
    ["show", "config.yaml"],
    ["show", "config.yaml", "--format", "json"],
    *(["list", ".", "--format", form] for form in ("text", "csv", "markdown", "json")),
    ["graph", ".", "--format", "mermaid"],
    ["secrets", "."],
    ["diff", "config.yaml", "faulty.yaml"],
    ["diff", "config.yaml", "faulty.yaml", "--format", "json", "--all"],
    ["secrets", ".", "--check-set"],
    ["secrets", ".", "--template"],
    ["guide", "config.yaml"],
    ["guide", "config.yaml", "--format", "html"],
    ["explain", "literal-secret"],
    ["rules"],
    ["catalog", "procore"],
    ["schema"],
    ["--help"],
    ["check", "--bogus"],
)


READING = {"check", "show", "list", "secrets", "diff", "graph", "guide"}
"""Commands that read the project."""


@pytest.mark.skipif(sys.platform == "win32", reason="the places of the system are others there")
@pytest.mark.parametrize("arguments", OFFLINE, ids=" ".join)
def test_a_command_that_is_not_asked_to_write_only_reads_the_project_and_no_file_with_a_secret(
    arguments: list[str], project: Path
) -> None:
    write_project(project, FILES)
    seen = watched(project, arguments)
    assert seen.changed == []
    assert seen.code in {0, 1, 2, 3}
    assert outside(seen.read, project) == []
    names = {each.relative_to(project).as_posix() for each in seen.read if each.is_relative_to(project)}
    looked_for = {".gitignore", "sub/.gitignore"}
    assert names - looked_for <= {"appxlint.toml", "config.yaml", "faulty.yaml", "sub/client.yaml"}
    assert ("config.yaml" in names) is (arguments[0] in READING and "--bogus" not in arguments)


def test_what_is_kept_is_written_into_the_cache_and_nowhere_else(project: Path, tmp_path: Path) -> None:
    write_project(project, FILES)
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    line = ["check", "--as-of", "2026-11-23", "."]
    for changes in (True, False):
        seen = watched(project, line, APPXLINT_CACHE_DIR=f"{tmp_path / 'cache'}")
        assert bool(seen.changed) is changes
        assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before
    assert [path.name for path in tmp_path.iterdir() if path != project] == ["cache"]


def test_what_is_asked_for_is_all_that_is_written(project: Path) -> None:
    write_project(project, FILES)
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    watched(project, ["check", "--format", "sarif", "--output", "a.sarif", "."])
    watched(project, ["check", "--write-baseline", "known.json", "."])
    after = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    assert {path.name for path in after.keys() - before.keys()} == {"a.sarif", "known.json"}
    assert all(after[path] == content for path, content in before.items())
    watched(project, ["check", "--fix", "."])
    fixed = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    assert {path.name for path in fixed if fixed[path] != after.get(path)} == {"faulty.yaml"}
    watched(project, ["guide", "--output", "sheets", "config.yaml"])
    sheets = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    assert {path.name for path in sheets.keys() - fixed.keys()} == {
        "example-admin.txt",
        "example-integrator.txt",
    }
    assert all(sheets[path] == content for path, content in fixed.items())


@pytest.mark.parametrize("form", FORMATS)
def test_a_check_says_the_same_whatever_the_variables_hold_that_a_file_names(
    form: str, project: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_project(project, FILES)
    without = command("check", "--as-of", "2026-07-01", "--format", form, ".")
    monkeypatch.setenv("LIVE_TEST_ID", "an id of the environment")
    monkeypatch.setenv("LIVE_TEST_SECRET", "a secret of the environment")
    assert command("check", "--as-of", "2026-07-01", "--format", form, ".") == without
    assert command("show", "config.yaml").code == 0


@pytest.mark.usefixtures("quiet_environment")
def test_a_live_check_leaves_nothing_on_the_disk(project: Path, fake: FakeProcore) -> None:
    write_project(project, {"config.yaml": FILES["config.yaml"]})
    variables: dict[str, Any] = {"LIVE_TEST_ID": fresh(), "LIVE_TEST_SECRET": SECRET}
    seen = watched(project, ["live", "config.yaml", *hosts(fake)], **variables)
    assert seen.code == 0
    assert fake.requests(client_id=variables["LIVE_TEST_ID"])
    assert seen.changed == []


def test_a_file_that_is_written_would_be_seen(project: Path) -> None:
    write_project(project, FILES)
    seen = watched(project, ["check", "--output", "a.json", "."])
    assert any("a.json" in each or "appxlint-" in each for each in seen.changed)
    assert "os.rename" in seen.changed
