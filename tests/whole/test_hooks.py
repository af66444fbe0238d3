"""The hooks for pre-commit and prek: which files they take, and what they do to real commits."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from tests.conftest import clean_environment, run_cli
from tests.support.documentation import blocks
from tests.support.pipelines import stand_ins
from tests.support.repository import needs_git
from validator.cli.options import quick_check

ROOT = Path(__file__).parents[2]
HOOKS: dict[str, dict[str, Any]] = {
    hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
}
CHANGED, PROJECT = HOOKS["appxlint"], HOOKS["appxlint-project"]

RUNNERS = {
    "pre-commit": (sys.executable, "-m", "pre_commit"),
    "prek": (sys.executable, "-m", "prek"),
}
"""What runs hooks, each with its command line."""

OURS = (
    "acme.yaml",
    "configs/acme.yml",
    "a b/acme.yaml",
    "connector.json",
    "sdk/connector.json",
    "test-settings.json",
    "clients/acme.json",
    "package.json",
)
SETTINGS = ("appxlint.toml", "customers/appxlint.toml", "pyproject.toml")
OTHERS = (
    "README.md",
    "acme.yaml.bak",
    "yaml",
    "json",
    "connector.jsonc",
    "yml/x.py",
)

RULES = """\
apiVersion: appxlint/v1
kind: BaseConnectionRules
integration: Procore + Ledger (Payroll)
connector: procore
complete: true
baseConnections:
  - name: Ledger live
    enabled: true
    definition: Procore V2 OAuth Client Credentials Auth
    sets:
      oauthClient: Ledger public
      details: {connectionEnvironment: Production}
---
apiVersion: appxlint/v1
kind: OAuthClient
name: Ledger public
connector: procore
definition: Procore V2 OAuth Client Credentials Auth
public: true
credentials: production
"""
CONFIG = """\
apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme
connector: procore
integration: Procore + Ledger (Payroll)
workspace: {name: "Acme : Procore <> Ledger", type: standard, region: us, company: Acme}
application: {source: marketplace, name: Ledger Sync, access: service-account, installed: true, permittedProjects: all}
connection:
  name: Acme Procore
  baseConnection: Ledger live
  details: {companyId: 48127}
"""
FOREIGN = "on: push\njobs: {}\n"


@pytest.mark.parametrize("hook", HOOKS.values(), ids=HOOKS)
@pytest.mark.parametrize("name", OURS)
def test_the_hooks_take_files_that_may_be_configs(hook: dict[str, Any], name: str) -> None:
    assert re.search(hook["files"], name)


@pytest.mark.parametrize("hook", HOOKS.values(), ids=HOOKS)
@pytest.mark.parametrize("name", OTHERS)
def test_the_hooks_leave_other_files_alone(hook: dict[str, Any], name: str) -> None:
    assert not re.search(hook["files"], name)


@pytest.mark.parametrize("name", SETTINGS)
def test_changed_settings_start_the_project_hook_alone(name: str) -> None:
    assert re.search(PROJECT["files"], name)
    assert not re.search(CHANGED["files"], name)


@pytest.mark.parametrize("hook", HOOKS.values(), ids=HOOKS)
def test_a_hook_runs_in_one_process_over_a_command_line_that_is_read_quickly(hook: dict[str, Any]) -> None:
    command, *arguments = shlex.split(hook["entry"])
    options = quick_check(arguments)
    assert command == "appxlint"
    assert options is not None
    assert options.allow_empty
    assert hook["require_serial"] is True


def test_the_hook_for_changed_files_passes_over_files_of_others(tmp_path: Path) -> None:
    (tmp_path / "workflow.yaml").write_text(FOREIGN, encoding="utf-8")
    (tmp_path / "appxlint.toml").touch()
    ran = run_cli(*shlex.split(CHANGED["entry"])[1:], "workflow.yaml", cwd=tmp_path)
    assert (ran.returncode, ran.stderr) == (0, "")


def test_the_hook_for_changed_files_passes_over_excluded_files_in_silence(tmp_path: Path) -> None:
    wrong = CONFIG.replace("48127", "https://app.procore.com/48127/project/home")
    for name in ("drafts/acme.yaml", "customers/acme.yaml"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(wrong, encoding="utf-8")
    (tmp_path / "appxlint.toml").write_text('exclude = ["drafts/"]\n', encoding="utf-8")
    arguments = shlex.split(CHANGED["entry"])[1:]
    ran = run_cli(*arguments, "drafts/acme.yaml", cwd=tmp_path)
    assert (ran.returncode, ran.stderr) == (0, "")
    ran = run_cli(*arguments, "drafts/acme.yaml", "customers/acme.yaml", cwd=tmp_path)
    assert ran.returncode == 1
    assert "customers/acme.yaml" in ran.stdout
    assert "drafts" not in ran.stdout + ran.stderr


class Repository(NamedTuple):
    """A git repository whose commits pre-commit checks."""

    folder: Path
    environment: dict[str, str]

    def git(self, *arguments: str, must_work: bool = True) -> subprocess.CompletedProcess[str]:
        return _git(self.folder, self.environment, *arguments, must_work=must_work)

    def write(self, name: str, text: str) -> None:
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        self.git("add", name)

    def commit(self) -> tuple[bool, str]:
        """Commit what is staged and return whether that was allowed, and what was said."""
        before = self.commits()
        ran = self.git("commit", "--message", "change", must_work=False)
        assert (ran.returncode == 0) == (self.commits() == before + 1)
        return ran.returncode == 0, ran.stdout + ran.stderr

    def commits(self) -> int:
        return int(self.git("rev-list", "--count", "--all").stdout)


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of git and pre-commit: nobody's settings, and caches of this run alone."""
    home = tmp_path_factory.mktemp("home")
    settings = home / "gitconfig"
    settings.touch()
    person = {
        f"GIT_{who}_{what}": "x@example.com" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    kept = {
        name: value
        for name, value in clean_environment().items()
        if not name.startswith(("GIT_", "PRE_COMMIT", "PREK_"))
    }
    return {
        **kept,
        **person,
        "PATH": os.pathsep.join((str(Path(sys.executable).parent), kept["PATH"])),  # prek installs with uv
        "PREK_HOME": str(home / "prek"),
        "GIT_CONFIG_GLOBAL": str(settings),
        "GIT_CONFIG_NOSYSTEM": "1",
        "PRE_COMMIT_HOME": str(home),
    }


@pytest.fixture(scope="module")
def hook_repository(
    tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]
) -> tuple[Path, str]:
    """This repository's files as they are now, committed to a repository of their own, and the commit."""
    folder = tmp_path_factory.mktemp("appxlint")
    listed = _git(ROOT, environment, "ls-files", "-z", "--cached", "--others", "--exclude-standard").stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    _git(folder, environment, "init", "--quiet")
    _git(folder, environment, "add", "--all")
    _git(folder, environment, "commit", "--quiet", "--message", "appxlint")
    return folder, _git(folder, environment, "rev-parse", "HEAD").stdout.strip()


@pytest.fixture
def repository(
    tmp_path: Path,
    hook_repository: tuple[Path, str],
    environment: dict[str, str],
    request: pytest.FixtureRequest,
) -> Repository:
    """A repository of a team with one hook installed, a config and base connections that fit each other."""
    source, revision = hook_repository
    here = Repository(tmp_path, environment)
    runner, hook_id, *arguments = request.param
    chosen = {"id": hook_id, "args": arguments} if arguments else {"id": hook_id}
    hook = {"repo": source.as_posix(), "rev": revision, "hooks": [chosen]}
    here.git("init", "--quiet")
    here.write(".pre-commit-config.yaml", yaml.safe_dump({"repos": [hook]}))
    here.write("shared/base-connections.yaml", RULES)
    here.write("customers/acme.yaml", CONFIG)
    here.git("commit", "--quiet", "--message", "begin")
    subprocess.run([*RUNNERS[runner], "install"], cwd=tmp_path, env=environment, check=True)
    return here


def _git(
    folder: Path, environment: dict[str, str], *arguments: str, must_work: bool = True
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=must_work,
        timeout=300,
    )


both = pytest.mark.parametrize(
    "repository", [(runner, hook) for runner in RUNNERS for hook in HOOKS], indirect=True, ids="-".join
)


@pytest.mark.distribution
@both
def test_a_commit_with_a_wrong_config_is_refused(repository: Repository) -> None:
    repository.write(
        "customers/acme.yaml", CONFIG.replace("48127", "https://app.procore.com/48127/project/home")
    )
    allowed, said = repository.commit()
    assert not allowed
    assert "customers/acme.yaml:11:24  error  company-id-is-project" in said


@pytest.mark.distribution
@both
def test_a_commit_with_a_right_config_passes(repository: Repository) -> None:
    repository.write("customers/acme.yaml", CONFIG.replace("48127", "48128"))
    allowed, said = repository.commit()
    assert allowed, said
    assert "Passed" in said


@pytest.mark.distribution
@both
def test_a_changed_base_connection_is_reported_at_the_unchanged_config_that_it_breaks(
    repository: Repository,
) -> None:
    repository.write("shared/base-connections.yaml", RULES.replace("Ledger live", "Ledger production"))
    allowed, said = repository.commit()
    assert not allowed
    assert "customers/acme.yaml:10:19  error  unknown-base-connection" in said


@pytest.mark.distribution
@both
def test_a_commit_with_yaml_of_others_passes(repository: Repository) -> None:
    repository.write("deploy.yaml", FOREIGN)
    allowed, said = repository.commit()
    assert allowed, said
    assert "Passed" in said


@pytest.mark.distribution
@both
def test_a_commit_with_a_wrong_config_that_is_excluded_passes(repository: Repository) -> None:
    repository.write("appxlint.toml", 'exclude = ["drafts/"]\n')
    repository.write(
        "drafts/acme.yaml", CONFIG.replace("48127", "https://app.procore.com/48127/project/home")
    )
    allowed, said = repository.commit()
    assert allowed, said
    assert "Passed" in said


@pytest.mark.distribution
@both
def test_a_commit_without_any_config_runs_no_hook(repository: Repository) -> None:
    repository.write("README.md", "# Ours\n")
    allowed, said = repository.commit()
    assert allowed, said
    assert "no files to check" in said


@pytest.mark.distribution
@pytest.mark.parametrize(
    "repository", [(runner, "appxlint-project") for runner in RUNNERS], indirect=True, ids="-".join
)
def test_changed_settings_make_the_project_hook_look_again(repository: Repository) -> None:
    repository.write("customers/acme.yaml", CONFIG.replace("48127", "7656"))
    assert repository.commit()[0]
    repository.write("appxlint.toml", 'fail-on = "warning"\n')
    allowed, said = repository.commit()
    assert not allowed
    assert "company-id-example" in said


@pytest.mark.distribution
@pytest.mark.parametrize(
    "repository",
    [(runner, hook, "--staged") for runner in RUNNERS for hook in HOOKS],
    indirect=True,
    ids="-".join,
)
def test_a_hook_for_what_is_staged_is_not_held_up_by_what_was_there(repository: Repository) -> None:
    wrong = CONFIG.replace("48127", "https://app.procore.com/48127/project/home")
    old = wrong.replace("name: acme", "name: old").replace("48127", "48130")
    repository.write("customers/old.yaml", old)
    repository.git("commit", "--quiet", "--no-verify", "--message", "old")
    repository.write("customers/old.yaml", f"# more\n{old}")
    (repository.folder / "customers/acme.yaml").write_text(wrong, encoding="utf-8")
    (repository.folder / "untracked.yaml").write_text(wrong, encoding="utf-8")
    allowed, said = repository.commit()
    assert allowed, said
    repository.git("add", "customers/acme.yaml")
    allowed, said = repository.commit()
    assert not allowed
    assert "customers/acme.yaml:11:24  error  company-id-is-project" in said
    assert "old.yaml:" not in said
    assert "untracked.yaml" not in said


@needs_git
@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script for a shell")
def test_the_hook_that_needs_neither_program_refuses_a_wrong_commit_alone(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    (script,) = [
        block.text for block in blocks(ROOT / "docs/pre-commit.md", "sh") if "#!/bin/sh" in block.text
    ]
    commands = os.pathsep.join((str(stand_ins(tmp_path)), environment["PATH"]))
    here = Repository(tmp_path / "team", {**environment, "PATH": commands})
    here.folder.mkdir()
    here.git("init", "--quiet")
    here.write("README.md", "ours\n")
    here.git("commit", "--quiet", "--message", "begin")
    subprocess.run(["sh", "-e", "-c", script], cwd=here.folder, env=here.environment, check=True)
    here.write("README.md", "all ours\n")
    assert here.commit()[0]
    here.write("customers/acme.yaml", CONFIG.replace("48127", "https://app.procore.com/48127/project/home"))
    allowed, said = here.commit()
    assert not allowed
    assert "company-id-is-project" in said


@pytest.mark.distribution
@pytest.mark.parametrize("runner", RUNNERS)
def test_the_manifest_is_accepted(runner: str) -> None:
    ran = subprocess.run(
        [*RUNNERS[runner], "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout
