from __future__ import annotations

import textwrap
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.generate import generate
from validator.cache import known_part, state
from validator.engine import at_hand, part, run

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Command
    from validator.cache.answers import KnownProjects
    from validator.diagnostics import Report, Request

SETTLED = 20_000_000
CONFIGS = 48
FIRST, SECOND = "customers/customer-00007.yaml", "customers/customer-00030.yaml"


class Runs:
    """Checks of a project of sixty files that is known, each held against a check without a cache."""

    def __init__(self, command: Command, cache: Path, patch: pytest.MonkeyPatch) -> None:
        self._command, self._cache = command, cache
        self.whole: list[bool] = []
        check, whole = part.check_part, run.run

        def of_part(request: Request, known: KnownProjects) -> object:
            self.whole[:] = [False]
            return check(request, known)

        def of_whole(request: Request, known: KnownProjects | None = None) -> Report:
            self.whole[:] = [True]
            return whole(request, known)

        patch.setattr(part, "check_part", of_part)
        patch.setattr("validator.cli.check_anew.run", of_whole)

    def __call__(self, *line: str) -> tuple[bool | None, int]:
        """Return whether the whole project was needed, None where an answer was given again, and the exit code."""
        self.whole.clear()
        time.sleep(2 * SETTLED / 1e9)
        asked = ("check", *line, "--as-of", "2026-11-23", "--fail-on", "info")
        found = self._command(*asked, "--cache-dir", f"{self._cache}")
        needed = self.whole[0] if self.whole else None
        assert found == self._command(*asked, "--no-cache")
        return needed, found[0]


@pytest.fixture
def runs(project: Path, tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch) -> Runs:
    generate(project, CONFIGS)
    monkeypatch.setattr(state, "_SETTLED", SETTLED)
    monkeypatch.setattr(known_part, "FEW", 12)
    monkeypatch.setattr(state, "FEW", 12)
    made = Runs(command, tmp_path / "cache", monkeypatch)
    assert made(FIRST) == (True, 0)
    return made


def _edit(path: str, old: str = "", new: str = "# a note\n") -> None:
    text = Path(path).read_text("utf-8")
    assert old in text
    Path(path).write_text(text.replace(old, new, 1) if old else f"{text}{new}", "utf-8")


def _line(path: str | Path, key: str) -> str:
    lines = Path(path).read_text("utf-8").splitlines(keepends=True)
    return next(line for line in lines if line.strip().startswith(f"{key}:"))


def _value(path: str | Path, key: str) -> str:
    return _line(path, key).partition(": ")[2].strip()


def test_a_named_file_that_has_changed_needs_not_the_whole(runs: Runs) -> None:
    _edit(FIRST)
    assert runs(FIRST) == (False, 0)
    assert runs(FIRST) == (None, 0)
    _edit(FIRST, _line(FIRST, "companyId"), "    companyId: 7654321\n")
    assert runs(FIRST) == (False, 0)


def test_neither_does_another_one_nor_several(runs: Runs) -> None:
    assert runs(SECOND) == (False, 0)
    _edit(FIRST)
    assert runs(SECOND) == (False, 0)
    assert runs(SECOND, FIRST) == (False, 0)


def test_what_another_file_makes_wrong_of_it_is_found(runs: Runs) -> None:
    _edit(SECOND, _line(SECOND, "companyId"), _line(FIRST, "companyId"))
    assert runs(FIRST) == (True, 1)
    assert runs(SECOND, "--jobs", "2") == (True, 1)


def test_what_a_client_does_to_its_configs_is_found(runs: Runs) -> None:
    client = _value(FIRST, "oauthClient")
    file = next(path for path in sorted(Path("clients").iterdir()) if _value(path, "name") == client)
    _edit(f"{file}", _line(file, "name"), "name: Nobody\n")
    assert runs(FIRST) == (True, 1)
    assert runs(f"{file}") == (True, 1)


def test_what_a_workspace_makes_of_a_config_is_told_to_who_asked_for_that(runs: Runs) -> None:
    text = Path(SECOND).read_text("utf-8")
    start, end = text.index("workspace:\n"), text.index("application:\n")
    described = textwrap.dedent(text[start:end].split("\n", 1)[1])
    named = described.partition("\n")[0].removeprefix("name: ")
    Path(SECOND).write_text(f"{text[:start]}workspace: {named}\n{text[end:]}", "utf-8")
    Path("workspace.yaml").write_text(f"apiVersion: appxlint/v1\nkind: Workspace\n{described}", "utf-8")
    assert runs(FIRST) == (True, 0)
    _edit("workspace.yaml")
    assert runs(FIRST) == (False, 0)
    company = _value(FIRST, "oauthClient").split()[0]
    _edit("workspace.yaml", _line("workspace.yaml", "company"), f"company: {company}\n")
    assert runs(FIRST)[0] is True  # as its client bears the name of a company now


@pytest.mark.parametrize(
    "change",
    [
        lambda: _edit("appxlint.toml", "", 'ignore = ["unused-document"]\n'),
        lambda: Path(SECOND).rename("customers/elsewhere.yaml"),
        lambda: _edit(FIRST, "kind: ConnectorConfig", "kind: ["),
        lambda: _edit(FIRST, "", "---\napiVersion: appxlint/v1\nkind: Workspace\nname: One more\n"),
        lambda: [*map(_edit, (f"customers/customer-{number:05}.yaml" for number in range(1, 9)))],
    ],
)
def test_the_whole_is_needed_where_more_has_changed_than_some_documents(
    runs: Runs, change: Callable[[], object]
) -> None:
    assert runs(FIRST)[0] is not True
    change()
    assert runs(FIRST)[0] is True


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("name: ", "name: &again "),
        ("kind: ConnectorConfig", "kind: Workspace"),
        ("companyId", "compnyId"),
        ("region: ", "region: x"),
        ("", "# appxlint: ignore-file[unknown-option] nothing of the kind\n"),
    ],
)
def test_what_is_wrong_in_a_named_file_is_told_without_the_whole(runs: Runs, old: str, new: str) -> None:
    _edit(FIRST, old, new)
    assert runs(FIRST)[0] is False
    assert runs(FIRST, "--format", "json")[0] is None
    assert runs(SECOND) == (False, 0)
    assert runs(FIRST, SECOND)[0] is False


def test_what_is_known_is_renewed_once_it_is_out_of_date(runs: Runs) -> None:
    Path(SECOND).rename("customers/elsewhere.yaml")
    assert runs(FIRST) == (True, 0)
    _edit(FIRST)
    assert runs(FIRST) == (False, 0)


@pytest.mark.parametrize("paths", [["."], ["customers"], [FIRST, "clients"], ["customers/*.yaml"]])
def test_what_is_more_than_files_and_less_than_a_known_project_needs_the_whole(
    runs: Runs, paths: list[str]
) -> None:
    _edit(FIRST)
    assert runs(*paths) == (True, 0)


def test_a_project_that_was_asked_for_by_its_root_is_known_as_a_whole(runs: Runs, project: Path) -> None:
    _edit("appxlint.toml", "", 'ignore = ["unused-document"]\n')
    assert runs(".") == (True, 0)
    assert runs(".") == (None, 0)
    _edit(FIRST)
    assert runs(".", "--show-files") == (False, 0)
    _edit(SECOND)
    assert runs(f"{project}", "--format", "json", "--show-files") == (False, 0)
    assert runs(FIRST) == (False, 0)
    client = next(each for each in sorted(Path("clients").iterdir()) if "app 3" in _line(each, "name"))
    _edit(f"{client}", _line(client, "name"), "name: Nobody\n")
    assert runs(".")[1] == 1  # as configs are left without it that are as they were


def test_a_comment_that_may_silence_nothing_is_told(runs: Runs) -> None:
    _edit("appxlint.toml", "", 'ignore = ["unused-suppression"]\n')
    _edit(SECOND, "", "# appxlint: ignore-file[duplicate-name] known\n")
    assert runs(".") == (True, 0)
    _edit(FIRST)
    assert runs(".") == (True, 0)
    assert runs(FIRST) == (False, 0)


def test_two_projects_are_not_one(runs: Runs, project: Path) -> None:
    generate(project / "inner", 4)
    _edit("inner/customers/customer-00001.yaml", "companyId: ", "companyId: x")
    assert runs(".") == (True, 1)
    assert runs(FIRST) == (False, 0)
    _edit(FIRST)
    assert runs(".") == (True, 1)


def test_of_what_depends_on_a_client_everything_is_told(runs: Runs) -> None:
    _edit(FIRST, "companyId: ", "companyId: x")
    Path("other.yaml").touch()
    assert runs(SECOND) == (True, 0)
    client = _value(FIRST, "oauthClient")
    file = next(path for path in sorted(Path("clients").iterdir()) if _value(path, "name") == client)
    _edit(f"{file}")
    assert runs(f"{file}")[1] == 1


def test_what_a_run_excludes_is_not_checked_because_it_is_known(
    runs: Runs, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    generate(project / "outer/inner", CONFIGS)
    (project / "outer/appxlint.toml").write_text('exclude = ["inner/**"]\n', "utf-8")
    monkeypatch.chdir(project / "outer/inner")
    assert runs(".") == (True, 0)
    assert runs(FIRST) == (False, 0)
    _edit(FIRST)
    for path in (".", FIRST):
        assert runs(path, "--force-exclude") == (True, 3)
    assert runs(".") == (False, 0)


def test_a_file_is_known_by_the_path_that_a_walk_finds(runs: Runs) -> None:
    text = Path(FIRST).read_text("utf-8")
    start, end = text.index("application:\n"), text.index("connection:\n")
    described = textwrap.dedent(text[start:end].split("\n", 1)[1])
    named = described.partition("name: ")[2].partition("\n")[0]
    Path(FIRST).write_text(f"{text[:start]}application: {named}\n{text[end:]}", "utf-8")
    Path("b.yaml").write_text(
        f"apiVersion: appxlint/v1\nkind: Application\n{described}installed: false\n".replace(
            'installed: "', 'note: "'
        ),
        "utf-8",
    )
    Path("z.yaml").symlink_to("b.yaml")
    assert runs(SECOND, "z.yaml")[0] is True
    assert runs(FIRST)[1] == 1


def test_a_file_that_is_changed_while_it_is_looked_at_is_looked_at_with_all_others(
    runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcome = part._outcome
    changes = iter(["# now\n"])

    def meanwhile(*given: Any) -> Any:
        for each in changes:
            _edit(SECOND, "", each)
        return outcome(*given)

    monkeypatch.setattr(part, "_outcome", meanwhile)
    _edit(FIRST)
    assert runs(SECOND) == (True, 0)


def test_what_a_connector_says_of_a_changed_config_is_held_against_it(runs: Runs) -> None:
    _edit("clients/client-00001.yaml", "login.procore.com", "login.procore.com.1")
    assert runs("clients/client-00001.yaml")[1] == 1


def test_a_name_that_is_new_is_told_to_who_asked_for_it(runs: Runs) -> None:
    text = Path(SECOND).read_text("utf-8")
    start, end = text.index("workspace:\n"), text.index("application:\n")
    described = textwrap.dedent(text[start:end].split("\n", 1)[1])
    Path("workspace.yaml").write_text(
        f"apiVersion: appxlint/v1\nkind: Workspace\n{described}".replace('name: "', 'name: "Not '), "utf-8"
    )
    Path(SECOND).write_text(
        f"{text[:start]}workspace: {_value('workspace.yaml', 'name')}\n{text[end:]}", "utf-8"
    )
    assert runs(".") == (True, 0)
    _edit("workspace.yaml", 'name: "Not ', 'name: "')
    assert runs(".")[1] == 1
    _edit("workspace.yaml", 'name: "', 'name: "Not ')
    assert runs(".")[1] == 0


def test_a_file_that_no_walk_finds_is_known_to_be_of_the_project_only_while_it_is_named(
    runs: Runs, project: Path
) -> None:
    (project / ".gitignore").write_text("customer-00030.yaml\n", "utf-8")
    (project / ".git").mkdir()
    _edit(SECOND, _line(SECOND, "companyId"), _line(FIRST, "companyId"))
    assert runs(SECOND, FIRST)[1] == 1
    assert runs(FIRST) == (True, 0)


def test_many_documents_are_not_made_one_by_one(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    _edit(FIRST)
    monkeypatch.setattr(at_hand, "_SHARE", 100)
    assert runs(FIRST) == (True, 0)
