"""What goes with a project beside its documents: settings, the entry for pre-commit, a pipeline."""

from __future__ import annotations

from pathlib import Path

from validator.documents.looks import SETTINGS_FILE
from validator.values import NamedTuple

PRE_COMMIT = "pre-commit"
PIPELINES = ("github", "gitlab")
_PATHS = {
    PRE_COMMIT: ".pre-commit-config.yaml",
    "github": ".github/workflows/appxlint.yml",
    "gitlab": ".gitlab-ci.yml",
}
ENV_FILES = "*.env"
"""Files with the values of variables, for git to ignore."""
_IGNORED = ".gitignore"
_SETTINGS = (
    "# This folder is a project of appxlint: names are looked up in it, and settings may stand here.\n"
)


class Snippet(NamedTuple):
    """A file that goes with a project, by its path from the root, its text, and what is left to do with it."""

    path: str
    text: str
    left: str = ""


def snippet(name: str) -> Snippet:
    """Return the entry for pre-commit, or a pipeline, by name."""
    text = (Path(__file__).with_name("snippets") / f"{name}.yaml").read_text(encoding="utf-8")
    left = "" if name == PRE_COMMIT else "name in it where appxlint is hosted for you"
    return Snippet(_PATHS[name], text, left)


def ignores_env_files(root: Path) -> bool:
    """Whether git is told to ignore files with the values of variables, in these very words."""
    try:
        text = (root / _IGNORED).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return ENV_FILES in {line.strip() for line in text.splitlines()}


def settings() -> Snippet:
    """Return settings that say nothing, which mark the root of a project."""
    return Snippet(SETTINGS_FILE, _SETTINGS)
