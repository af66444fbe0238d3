"""A kept answer is never a wrong one, holds no secret, and is never in anybody's way."""

from __future__ import annotations

import datetime as dt
import os
import random
import shutil
import stat
import subprocess
import sys
import textwrap
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks.generate import generate
from tests.conftest import CACHE, clean_environment, write_project
from tests.support.canaries import PASSWORD
from tests.support.canary_places import BROKEN, FILES, YAML
from tests.support.clock.sitecustomize import AHEAD
from tests.whole.test_canary import _chosen, _planted
from validator.cache import state
from validator.cache.answers import Shelf
from validator.cache.known_files import KnownFiles
from validator.documents.looks import SETTINGS_FILE
from validator.engine import part
from validator.render.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.conftest import Command
    from validator.cache.answers import Kept, KnownProjects
    from validator.cache.known_files import Heard, Plain
    from validator.cache.known_part import KnownPart
    from validator.diagnostics import Report, Request
    from validator.documents.document import Document

FORKS = pytest.mark.skipif(
    not hasattr(os, "fork") or sys.platform == "darwin", reason="processes are forked only where that is safe"
)
SAMPLES = Path(__file__).parents[2] / "sample-configs"
PROJECT = SAMPLES / "valid/marketplace-app-with-base-connection"

MORE = ("custom-app-client-credentials", "two-companies-one-client", "code-flow", "own-connector")

EDITS = 180
SETTLED = 30_000_000
"""Nanoseconds: the disks of tests are no old ones, and nobody wants to wait for them."""

SETTINGS = (
    "",
    'ignore = ["unused-document"]\n',
    'fail-on = "warning"\n',
    'exclude = ["customers/o*"]\n',
    '[severity]\nunused-document = "error"\n',
    '[per-file-ignores]\n"customers/*" = ["unknown-base-connection", "unused-document"]\n',
    'catalog = ["further"]\n',
    'baseline = "known.json"\n',
    "ignore = [\n",
    "secret-expiry-days = 400\n",
    *['extends = "more/team.toml"\nexclude = ["customers/o*"]\n'] * 3,
)
TEAM = (
    "",
    'ignore = ["unused-document"]\n',
    'extends = "further.toml"\nfail-on = "info"\n',
    '[names.ConnectorConfig]\npattern = "[a-z]+"\n',
    "secret-expiry-days = 400\n",
    "ignore = [\n",
)
COMMENTS = (
    "# appxlint: ignore[unknown-base-connection] it comes tomorrow\n",
    "# appxlint: ignore[literal-secret] an example until 2026-11-24\n",
    "# appxlint: ignore[wrong-type]\n",
    "clientSecretExpiration: 2026-12-01\n",
)
LINES = (
    *(["."], ["customers"], ["customers/ostrander-civil.yaml"], ["integration/base-connections.yaml"]),
    ["customers/ostrander-civil.yaml", "integration", "--force-exclude"],
    ["customers/*.yaml"],
    [".", "--select", "unknown-base-connection,unused-suppression"],
    [".", "--fail-on", "info"],
    [".", "--project", "customers"],
    [".", "--as-of", "2027-06-01", "--skip-foreign"],
)


class Disk:
    """A small project that is changed at random."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.choose = random.Random(seed)  # noqa: S311 - edits, no keys
        self.first = {path: path.read_bytes() for path in self.files()}

    def files(self) -> list[Path]:
        return sorted(
            path for path in self.folder.rglob("*.yaml") if path.is_file() and not path.is_symlink()
        )

    def edit(self) -> str:
        ways: list[Callable[[Path], None]] = [
            *(self.change, self.change, self.change, self.swap, self.swap, self.comment, self.comment),
            *(self.rename, self.delete, self.touch, self.revert, self.revert, self.revert, self.revert),
            *(
                self.settings,
                self.settings,
                self.team,
                self.team,
                self.copy,
                self.mode,
                self.link,
                self.ignore,
                self.nest,
            ),
            *(self.base, self.base, self.further, self.known, self.foreign, self.move),
            *(self.harden, self.soften, self.borrow, self.borrow, self.borrow, self.remark),
        ]
        way = self.choose.choice(ways)
        files = self.files()
        if files:
            way(self.choose.choice(files))
        else:
            self.revert(self.folder)
        return way.__name__

    def change(self, file: Path) -> None:
        lines = file.read_text("utf-8").splitlines(keepends=True)
        at = self.choose.randrange(len(lines) or 1)
        lines[at : at + 1] = self.choose.choice([[], lines[at : at + 1] * 2, ["odd: 1\n"], ["name: Acme\n"]])
        file.write_text("".join(lines), "utf-8")

    def borrow(self, file: Path) -> None:
        """Give a key the value that it has in another file, so that two say the same."""
        lines = file.read_text("utf-8").splitlines(keepends=True)
        other = self.choose.choice(self.files()).read_text("utf-8").splitlines(keepends=True)
        known = {line.partition(":")[0].strip(): line for line in other}
        keys = [line.partition(":")[0].strip() for line in lines]
        at = [number for number, key in enumerate(keys) if known.get(key, lines[number]) != lines[number]]
        if at:
            number = self.choose.choice(at)
            lines[number] = known[keys[number]]
            file.write_text("".join(lines), "utf-8")

    def clash(self, file: Path) -> tuple[str, list[Path]]:
        """Give a file what another one of its folder calls itself, its company or its client."""
        other = self.choose.choice([each for each in self.files() if each.parent == file.parent])
        key = self.choose.choice(
            ["name", "companyId", "company", "type", "oauthClient", "clientId", "clientSecret"]
        )
        lines, theirs = (each.read_text("utf-8").splitlines(keepends=True) for each in (file, other))
        found = next((line for line in theirs if line.strip().startswith(f"{key}:")), None)
        at = [number for number, line in enumerate(lines) if line.strip().startswith(f"{key}:")]
        if found is not None and at:
            lines[at[0]] = found
            file.write_text("".join(lines), "utf-8")
        return key, [file, other]

    def retype(self, file: Path) -> None:
        """Change a letter or digit of a value."""
        lines = file.read_text("utf-8").splitlines(keepends=True)
        at = self.choose.choice([number for number, line in enumerate(lines) if ": " in line])
        key, _, value = lines[at].partition(": ")
        place = self.choose.choice([place for place, sign in enumerate(value) if sign.isalnum()] or [0])
        sign = self.choose.choice("ae7" if not value[place].isdigit() else "159")
        lines[at] = f"{key}: {value[:place]}{sign}{value[place + 1 :]}"
        file.write_text("".join(lines), "utf-8")

    def relabel(self, file: Path) -> None:
        """Give a document another name, or the name back that it had, whoever names it."""
        text = file.read_text("utf-8")
        lines = text.splitlines(keepends=True)
        at = [
            number
            for number, line in enumerate(lines)
            if line.startswith(("name: ", "    company", "  company"))
        ]
        if at:
            key, _, value = lines[number := self.choose.choice(at)].partition(": ")
            other = value.removeprefix("New ") if value.startswith("New ") else f"New {value}"
            lines[number] = f"{key}: {other}"
            file.write_text("".join(lines), "utf-8")

    def join(self, file: Path) -> None:
        """Move the documents of a file into another one."""
        other = self.choose.choice(self.files())
        if other != file:
            other.write_text(f"{other.read_text('utf-8')}---\n{file.read_text('utf-8')}", "utf-8")
            file.unlink()

    def suppress(self, file: Path) -> None:
        """Silence findings in a file that may have none, or only as long as others are as they are."""
        rule = self.choose.choice(
            ["unused-document", "duplicate-connection", "company-id-of-another", "duplicate-name"]
        )
        file.write_text(f"# appxlint: ignore-file[{rule}] known\n{file.read_text('utf-8')}", "utf-8")

    def spoil(self, file: Path) -> None:
        """Make a text odd, or one that nobody can read."""
        text = file.read_text("utf-8")
        old, new = self.choose.choice(
            [("name: ", "name: &n "), ("connector: ", "connector: [\n"), ("kind: ", "kin: ")]
        )
        file.write_text(text.replace(old, new, 1), "utf-8")

    def remark(self, file: Path) -> None:
        file.write_text(f"{file.read_text('utf-8')}# looked over\n", "utf-8")

    def swap(self, file: Path) -> None:
        """Change a letter, and leave size and time of change as they were."""
        before, data = file.stat(), bytearray(file.read_bytes())
        at = [place for place, byte in enumerate(data) if chr(byte).isalpha()]
        data[self.choose.choice(at)] = ord(self.choose.choice("abcxyz"))
        file.write_bytes(data)
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))

    def comment(self, file: Path) -> None:
        file.write_text(self.choose.choice(COMMENTS) + file.read_text("utf-8"), "utf-8")

    def rename(self, file: Path) -> None:
        file.rename(
            file.with_name(f"{self.choose.randrange(9)}.{self.choose.choice(['yaml', 'yml', 'txt'])}")
        )

    def move(self, file: Path) -> None:
        target = self.folder / self.choose.choice(["customers", "more/inside", "."]) / file.name
        target.parent.mkdir(parents=True, exist_ok=True)
        file.rename(target)

    def delete(self, file: Path) -> None:
        file.unlink()

    def touch(self, file: Path) -> None:
        file.touch()

    def revert(self, _: Path) -> None:
        for path in self.folder.rglob("*"):
            if path.is_file() and path not in self.first and self.choose.random() < 0.7:
                path.unlink()
        for path, data in self.first.items():
            if not path.is_file() or path.read_bytes() != data:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
        shutil.rmtree(self.folder / "customers" / ".git", ignore_errors=True)

    def settings(self, _: Path) -> None:
        (self.folder / SETTINGS_FILE).write_text(self.choose.choice(SETTINGS))

    def team(self, _: Path) -> None:
        """Change settings that others may extend, and those that these may."""
        folder = self.folder / "more"
        folder.mkdir(exist_ok=True)
        (folder / "team.toml").write_text(self.choose.choice(TEAM))
        (folder / "further.toml").write_text(self.choose.choice(SETTINGS[:5]))

    def copy(self, file: Path) -> None:
        (self.folder / f"copy{self.choose.randrange(3)}.yaml").write_bytes(file.read_bytes())

    def mode(self, file: Path) -> None:
        file.chmod(self.choose.choice([0o644, 0o600, 0o000]))
        file.chmod(file.stat().st_mode | stat.S_IRUSR | stat.S_IWUSR)

    def link(self, file: Path) -> None:
        link = self.folder / "customers" / f"link{self.choose.randrange(3)}.yaml"
        if not os.path.lexists(link):
            link.symlink_to(self.choose.choice([file, Path("nowhere.yaml"), Path("..")]))
        else:
            link.unlink()

    def harden(self, file: Path) -> None:
        """Put the file in the place of links that lead to it, or to anything."""
        for path in self.folder.rglob("*.yaml"):
            if path.is_symlink():
                data = path.read_bytes() if path.is_file() else file.read_bytes()
                path.unlink()
                path.write_bytes(data)

    def soften(self, file: Path) -> None:
        """Put a link in the place of a file, and the file elsewhere."""
        target = self.folder / f"{self.choose.randrange(2)}.{self.choose.choice(['txt', 'yml'])}"
        file.rename(target)
        file.symlink_to(target)

    def ignore(self, _: Path) -> None:
        folder = self.choose.choice([self.folder, self.folder / "customers"])
        folder.mkdir(exist_ok=True)
        (folder / ".gitignore").write_text(self.choose.choice(["", "*.yaml\n", "o*\n", "/customers\n"]))

    def nest(self, _: Path) -> None:
        inner = self.folder / "customers" / ".git"
        if inner.exists():
            inner.rmdir()
        else:
            inner.mkdir(parents=True)

    def base(self, _: Path) -> None:
        file = self.folder / "integration/base-connections.yaml"
        if file.is_file():
            old, new = self.choose.choice(
                [("Brightline live", "Brightline alive"), ("enabled: true", "enabled: no"), ("live", "old")]
            )
            file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")

    def further(self, _: Path) -> None:
        folder = self.folder / "further" / self.choose.choice(["", ".venv"])
        folder.mkdir(parents=True, exist_ok=True)
        text = "apiVersion: appxlint/v1\nkind: Connector\nkey: procore\nname: Another\n"
        (folder / "own.yaml").write_text(text[: self.choose.choice([len(text), len(text) - 5])])

    def known(self, file: Path) -> None:
        entry = '{"rule": "unused-document", "path": "%s", "document": "", "at": ""}'
        (self.folder / "known.json").write_text(
            f"[\n{entry % self.choose.choice([file.name, 'gone.yaml'])}\n]\n"
        )

    def foreign(self, _: Path) -> None:
        (self.folder / "customers").mkdir(exist_ok=True)
        text = self.choose.choice(["a: 1\n", "kind: Deployment\n", "apiVersion: appxlint/v1\nkind: [\n"])
        (self.folder / "customers/other.yaml").write_text(text)


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[Kept]:
    """Return a list that fills with the answers that are given again."""
    given: list[Kept] = []
    find = Shelf.find

    def found(shelf: Shelf) -> Kept | None:
        answer = find(shelf)
        if answer is not None:
            given.append(answer)
        return answer

    monkeypatch.setattr(Shelf, "find", found)
    return given


@pytest.fixture
def recalled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that fills with the files that are not parsed again."""
    paths: list[str] = []
    recall = KnownFiles.recall

    def found(known: KnownFiles, file: str, most: int) -> Plain | None:
        plain = recall(known, file, most)
        if plain is not None:
            paths.append(file)
        return plain

    monkeypatch.setattr(KnownFiles, "recall", found)
    return paths


@pytest.mark.thorough
@pytest.mark.today
@pytest.mark.skipif(sys.platform == "win32", reason="some of the edits need a right there")
@pytest.mark.parametrize("seed", [1, 2, 3, 4, 5, 6])
def test_after_any_edit_the_answer_is_that_of_a_run_without_a_cache(
    seed: int,
    project: Path,
    tmp_path: Path,
    command: Command,
    monkeypatch: pytest.MonkeyPatch,
    answers: list[Kept],
    recalled: list[str],
) -> None:
    shutil.copytree(PROJECT, project, dirs_exist_ok=True)
    if seed > 1:
        monkeypatch.setattr("validator.cache.answers.LEAST", 1)
        monkeypatch.setattr("validator.cache.known_files.FEW", 10**6)
    for more in MORE if seed > 1 else ():
        shutil.copytree(SAMPLES / "valid" / more, project / "more", dirs_exist_ok=True)
        (project / "more" / SETTINGS_FILE).unlink()
    (project / ".git").mkdir()
    monkeypatch.setattr(state, "_SETTLED", SETTLED)
    disk = Disk(project, seed)
    line: Sequence[str] = ["."]
    done = []
    for _ in range(EDITS // 3):
        done.append(disk.edit() if disk.choose.random() < 0.75 else "nothing")
        if disk.choose.random() < 0.1:
            monkeypatch.setenv(AHEAD, f"{disk.choose.randrange(3)}")
        if disk.choose.random() < 0.3:
            line = disk.choose.choice(LINES)
        if disk.choose.random() < 0.3:
            time.sleep(2 * SETTLED / 1e9)
        shown = [
            "--format",
            disk.choose.choice(["json", "json", "text", "concise", "sarif", "junit", "gitlab"]),
        ]
        key = ["--cache-key", disk.choose.choice(["stat", "stat", "content"])]
        wanted = command("check", *line, *shown, "--no-cache", "--show-files")
        kept = ["check", *line, *shown, *key, "--show-files", "--cache-dir", f"{tmp_path / 'cache'}"]
        assert command(*kept) == wanted, done
        if disk.choose.random() < 0.3:
            assert command(*kept) == wanted, done
    assert len(answers) > EDITS // 15
    assert (len(recalled) > EDITS) is (seed > 1)


@pytest.mark.thorough
@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_in_a_project_of_many_configs_the_answer_after_any_edit_is_that_of_a_run_without_a_cache(
    seed: int, project: Path, tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [file for file in generate(project, 45) if file.suffix == ".yaml"]
    files += _named_apart(project, files)
    monkeypatch.setattr(state, "_SETTLED", SETTLED)
    monkeypatch.setattr("validator.cache.known_files.FEW", 10**6)
    disk, spared = Disk(project, seed), _spared(monkeypatch)
    for _ in range(70):
        done = []
        for _ in range(disk.choose.randrange(3)):
            ways = [
                *(
                    disk.borrow,
                    disk.borrow,
                    disk.retype,
                    disk.remark,
                    disk.revert,
                    disk.relabel,
                    disk.relabel,
                ),
                *(
                    disk.join,
                    disk.suppress,
                    disk.spoil,
                    disk.delete,
                    disk.move,
                    disk.rename,
                    disk.revert,
                    disk.revert,
                ),
            ]
            way = disk.choose.choice(ways)
            way(disk.choose.choice(disk.files()))
            done.append(way.__name__)
        if disk.choose.random() < 0.2:
            time.sleep(2 * SETTLED / 1e9)
        named = disk.choose.choice([".", ".", os.path.relpath(disk.choose.choice(files))])
        line = ["check", named, "--format", "json", "--as-of", "2026-11-23"]
        wanted = command(*line, "--no-cache")
        assert command(*line, "--cache-dir", f"{tmp_path / 'cache'}") == wanted, done
    assert sum(spared) > 70 * len(files)


@pytest.mark.thorough
@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_after_any_edit_files_of_a_known_project_come_to_what_they_do_without_a_cache(
    seed: int, project: Path, tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [file for file in generate(project, 60) if file.suffix == ".yaml"]
    files += _named_apart(project, files)
    monkeypatch.setattr(state, "_SETTLED", SETTLED)
    monkeypatch.setattr(state, "FEW", 4)
    monkeypatch.setattr("validator.cache.known_part.FEW", 4)
    monkeypatch.setattr("validator.engine.at_hand._SHARE", 1)
    disk, parts = Disk(project, seed), _parts(monkeypatch)
    for _ in range(120):
        if disk.choose.random() < 0.4:
            disk.revert(project)
        done = [_some_edit(disk) for _ in range(disk.choose.choice([0, 1, 1, 2]))]
        if disk.choose.random() < 0.2:
            time.sleep(2 * SETTLED / 1e9)
        edited = [file for _, several in done for file in several]
        here = [each for each in [*edited * 20, *files] if each.is_file()]
        number = disk.choose.choice([0, 0, 1, 1, 1, 2, 5])
        named = [os.path.relpath(each) for each in {*disk.choose.sample(here, number)}] or ["."]
        line = ["check", *named, "--format", "json", "--show-files", "--as-of", "2026-11-23"]
        wanted = command(*line, "--no-cache")
        key = ["--cache-key", disk.choose.choice(["stat", "stat", "content"])]
        for _ in range(disk.choose.choice([1, 1, 2])):
            assert command(*line, *key, "--cache-dir", f"{tmp_path / 'cache'}") == wanted, (named, done)
    assert parts.count(True) > 10, parts


def _some_edit(disk: Disk) -> tuple[str, list[Path]]:
    """Change a file, as a rule so that it says what another one does, and return how with the files."""
    if disk.choose.random() < 0.6:
        files = disk.files()
        few = [each for each in files if each.parent.name != "customers"]
        return disk.clash(disk.choose.choice(few if few and disk.choose.random() < 0.5 else files))
    ways = [disk.borrow, disk.retype, disk.remark, disk.relabel]
    odd = [disk.suppress, disk.spoil, disk.delete, disk.rename, disk.join]
    file = disk.choose.choice(disk.files())
    way = disk.choose.choice(odd if disk.choose.random() < 0.15 else ways)
    way(file)
    return way.__name__, [file]


def _parts(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Return a list that fills with whether a check of a part was enough."""
    enough: list[bool] = []

    check_part = part.check_part

    def check(request: Request, known: KnownProjects) -> tuple[Report, KnownPart] | None:
        found = check_part(request, known)
        enough.append(found is not None)
        return found

    monkeypatch.setattr("validator.engine.part.check_part", check)
    return enough


def _named_apart(project: Path, files: list[Path]) -> list[Path]:
    """Have some configs name a workspace and an application of documents of their own, and return these."""
    head = "apiVersion: appxlint/v1\nkind: "
    made = {}
    for number, file in enumerate([each for each in files if each.parent.name == "customers"][:16]):
        text = file.read_text("utf-8")
        start, middle, end = (
            text.index(each) for each in ("workspace:\n", "application:\n", "connection:\n")
        )
        workspace, application = (
            textwrap.dedent(part.split("\n", 1)[1]) for part in (text[start:middle], text[middle:end])
        )
        name = workspace.split("\n", 1)[0].removeprefix("name: ")
        made[project / f"workspace{number % 9}.yaml"] = f"{head}Workspace\n{workspace}"
        made[project / "application.yaml"] = f"{head}Application\n{application}"
        own = f"workspace: {name}\n{text[middle:end]}" if number % 2 else text[start:middle]
        used = f"{own}application: Timesheet Export\n" if number % 4 == 0 else own
        used = used if number % 2 or number % 4 == 0 else f"{own}{text[middle:end]}"
        file.write_text(f"{text[:start]}{used}{text[end:]}", "utf-8")
    for file, text in made.items():
        file.write_text(text, "utf-8")
    return [*made]


def _spared(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return a list that fills with how many rules need not be asked about each document."""
    numbers: list[int] = []
    silent = KnownFiles.silent

    def heard(known: KnownFiles, document: Document) -> Heard:
        found = silent(known, document)
        numbers.append(sum(map(len, filter(None, found))))
        return found

    monkeypatch.setattr(KnownFiles, "silent", heard)
    return numbers


def test_every_format_and_every_list_is_the_same_from_a_kept_answer(
    project: Path, tmp_path: Path, command: Command, answers: list[Kept]
) -> None:
    shutil.copytree(SAMPLES / "demo", project, dirs_exist_ok=True)
    kept = ["--as-of", "2026-11-23", "--cache-dir", f"{tmp_path / 'cache'}"]
    first = command("check", *kept)
    assert first.code == 1
    for form in FORMATS:
        for more in (["--statistics"], ["--show-files", "--quiet"], ["--color", "always"], ["-o", "out.x"]):
            line = ["check", "--format", form, *more]
            wanted = command(*line, *kept, "--no-cache"), _text(project / "out.x")
            assert (command(*line, *kept), _text(project / "out.x")) == wanted
    assert len(answers) == 4 * len(FORMATS)
    assert command("check", *kept) == first


def _text(file: Path) -> str:
    text = file.read_text("utf-8") if file.exists() else ""
    file.unlink(missing_ok=True)
    return text


SLIPS = {**YAML, **BROKEN, **FILES}


@pytest.mark.parametrize("place", sorted(SLIPS)[::4])
def test_no_kept_answer_gives_a_secret_away(
    place: str, project: Path, tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("validator.cache.answers.LEAST", 1)
    folder = tmp_path / "cache"
    for canary in _chosen(place, 1):
        _planted(project, SLIPS[place], canary)
        command("check", ".", "--as-of", "2026-11-23", "--cache-dir", f"{folder}")
        for file in folder.rglob("*"):
            assert not canary.leaks(file.name), canary.name
            assert file.is_dir() or not canary.leaks(file.read_text("utf-8", "replace")), canary.name


def test_a_report_with_a_secret_is_kept_without_it(
    project_of_two: Path, tmp_path: Path, command: Command, answers: list[Kept]
) -> None:
    line = ["check", "--as-of", "2026-11-23", "--cache-dir", f"{tmp_path / 'cache'}"]
    first = command(*line)
    assert "literal-secret" in first.out
    assert command(*line) == first
    assert len(answers) == 1
    assert not any(PASSWORD.leaks(file.read_text()) for file in (tmp_path / "cache/appxlint").iterdir())


@pytest.fixture
def project_of_two(project: Path) -> Path:
    client = "apiVersion: appxlint/v1\nkind: OAuthClient\nname: A\nconnector: procore\n"
    definition = "definition: Procore V2 OAuth Client Credentials Auth\n"
    return write_project(project, {"client.yaml": f"{client}{definition}clientSecret: {PASSWORD.text}\n"})


class Runs:
    """The command over a folder, in processes of its own: with one or several of them at work, cached or not."""

    def __init__(self, project: Path, cache: Path) -> None:
        self.project, self.cache = project, cache

    def __call__(self, *more: str, ahead: int = 0) -> tuple[int, str, str]:
        line = [sys.executable, "-m", "validator", "check", ".", "--format", "json", *more]
        environment = clean_environment(**{CACHE: f"{self.cache}", AHEAD: f"{ahead}"})
        done = subprocess.run(
            line, cwd=self.project, env=environment, capture_output=True, text=True, timeout=120, check=False
        )
        return done.returncode, done.stdout, done.stderr

    def kept(self) -> int:
        """Return how many answers are kept."""
        return len(list(self.cache.rglob("*.answer")))


@FORKS
@pytest.mark.today
def test_several_processes_keep_what_one_keeps_and_after_an_edit_say_what_it_says(
    project: Path, tmp_path: Path
) -> None:
    shutil.copytree(PROJECT, project, dirs_exist_ok=True)
    runs, disk = Runs(project, tmp_path / "cache"), Disk(project, 7)
    ways: list[Callable[[Path], None]] = [
        disk.change,
        disk.swap,
        disk.copy,
        disk.base,
        disk.delete,
        disk.comment,
    ]
    for way in [*ways, disk.revert]:
        way(disk.choose.choice(disk.files()))
        wanted = runs("--no-cache", "--jobs", "1")
        assert runs("--no-cache", "--jobs", "3") == wanted, way.__name__
        for jobs in "313":
            assert runs("--jobs", jobs) == wanted, way.__name__
    assert runs.kept() == 1


@FORKS
def test_several_processes_know_what_one_knows_of_many_files(project: Path, tmp_path: Path) -> None:
    generate(project, 48)
    runs, disk = Runs(project, tmp_path / "cache"), Disk(project, 3)
    day = ("--as-of", "2026-11-23")
    runs("--jobs", "3", *day)
    for jobs in "133":
        for way in (disk.borrow, disk.remark):
            way(disk.choose.choice(disk.files()))
        assert runs("--jobs", jobs, *day) == runs("--no-cache", *day)
    assert len(list(runs.cache.rglob("*.files"))) == 1


@FORKS
def test_what_several_processes_read_is_noted_as_what_one_reads(project: Path, tmp_path: Path) -> None:
    shutil.copytree(PROJECT, project, dirs_exist_ok=True)
    states = []
    for jobs in "13":
        runs = Runs(project, tmp_path / jobs)
        runs("--jobs", jobs, "--as-of", "2026-11-23")
        states += [
            sorted(each.partition("\t")[2] for each in file.read_text().split("\n")[1:])
            for file in runs.cache.rglob("*.state")
        ]
    assert len(states) == 2
    assert states[0] == states[1]


@FORKS
@pytest.mark.today
def test_an_answer_for_which_another_process_asked_the_day_is_none_on_another(
    project: Path, tmp_path: Path
) -> None:
    client = "apiVersion: appxlint/v1\nkind: OAuthClient\nname: {0}\nconnector: procore\n"
    definition = "definition: Procore V2 OAuth Client Credentials Auth\ncredentials: production\n"
    keys = "clientId: ${{env:ID_{0}}}\nclientSecret: ${{env:SECRET_{0}}}\n{1}"
    text = f"{client}{definition}{keys}tokenUrl: https://login.procore.com/oauth/token\n"
    day = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=90)
    write_project(
        project,
        {
            f"{each}.yaml": text.format(each, f"clientSecretExpiration: {day}\n" if each == "C" else "")
            for each in "ABCDEF"
        },
    )
    runs = Runs(project, tmp_path / "cache")
    today = runs("--jobs", "3", "--ignore", "unused-document")
    assert runs.kept() == 1
    line = ["--jobs", "3", "--ignore", "unused-document"]
    later = runs(*line, ahead=89)
    assert later != today
    assert later == runs(*line, "--no-cache", ahead=89)


def test_many_processes_at_once_say_what_one_says(project: Path, tmp_path: Path) -> None:
    shutil.copytree(SAMPLES / "demo", project, dirs_exist_ok=True)
    environment = clean_environment(**{CACHE: f"{tmp_path / 'cache'}"})
    line = [sys.executable, "-m", "validator", "check", "--as-of", "2026-11-23", "--format", "json"]
    started = [
        subprocess.Popen(line, cwd=project, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(6)
    ]
    said = {(each.communicate(timeout=120), each.returncode) for each in started}
    assert len(said) == 1
    kept = sorted(file.suffix for file in (tmp_path / "cache/appxlint").iterdir())
    assert kept == ["", ".TAG", ".answer", ".state"][1:]


@pytest.mark.parametrize("seed", range(4))
def test_damage_of_any_kind_is_as_if_nothing_were_kept(
    seed: int, project: Path, tmp_path: Path, command: Command
) -> None:
    shutil.copytree(PROJECT, project, dirs_exist_ok=True)
    line = ["check", "--as-of", "2026-11-23", "--format", "json", "--cache-dir", f"{tmp_path / 'cache'}"]
    wanted = command(*line)
    choose = random.Random(seed)  # noqa: S311 - damage, no keys
    for _ in range(8):
        for file in (tmp_path / "cache/appxlint").iterdir():
            data = bytearray(file.read_bytes())
            at = choose.randrange(len(data) or 1)
            ways = [data[:at], data + b"\n", bytearray(), data[at:], bytearray(choose.randbytes(64))]
            changed = bytearray(data)
            changed[at : at + 1] = choose.randbytes(1)
            file.write_bytes(choose.choice([*ways, changed, changed]))
        assert command(*line) == wanted


@pytest.mark.skipif(sys.platform == "win32", reason="/proc and modes are others there")
@pytest.mark.parametrize("name", ["/proc/nowhere", "/dev/null", "/dev/full/x", "\x01/a", "a" * 300])
def test_a_folder_that_cannot_be_used_is_done_without(name: str, project: Path, command: Command) -> None:
    shutil.copytree(PROJECT, project, dirs_exist_ok=True)
    wanted = command("check", "--no-cache")
    assert wanted.code == 0
    given = name if name.startswith("/") else f"/dev/null/{name}"
    assert command("check", "--cache-dir", given) == wanted
