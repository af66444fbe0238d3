"""What goes with a project: the entry for pre-commit and pipelines say what the repository's own pages say."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from validator.onboard.snippets import PIPELINES, PRE_COMMIT, ignores_env_files, settings, snippet
from validator.project.settings import Settings
from validator.project.settings_file import parse

ROOT = Path(__file__).parents[2]


def test_the_entry_for_pre_commit_does_what_the_shipped_hook_does() -> None:
    (hook,) = yaml.safe_load(snippet(PRE_COMMIT).text)["repos"][0]["hooks"]
    shipped, _ = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    for key in ("id", "entry", "files", "require_serial"):
        assert hook[key] == shipped[key]


@pytest.mark.parametrize("name", PIPELINES)
def test_a_pipeline_is_yaml_that_checks_and_says_what_is_left_to_name(name: str) -> None:
    made = snippet(name)
    assert yaml.safe_load(made.text)
    assert "appxlint check" in made.text
    assert "where appxlint is hosted for you" in made.text
    assert made.left


def test_settings_that_say_nothing_are_settings() -> None:
    made = settings()
    assert parse(made.text, made.path)._replace(origins=None) == Settings()


@pytest.mark.parametrize(
    ("text", "expected"),
    [("*.env\n", True), ("a\n *.env \n", True), ("#*.env\n.env\n", False), (None, False)],
)
def test_files_with_secrets_are_ignored_where_git_is_told_so(
    text: str | None, expected: bool, tmp_path: Path
) -> None:
    if text is not None:
        (tmp_path / ".gitignore").write_text(text, encoding="utf-8")
    assert ignores_env_files(tmp_path) is expected
