from __future__ import annotations

import random
import re
import warnings
from typing import TYPE_CHECKING

import pytest
from pathspec import GitIgnoreSpec

from tests.conftest import run_cli, write_project
from validator.documents.ignoring import is_pattern
from validator.documents.steady import LONGEST, steady

if TYPE_CHECKING:
    from pathlib import Path

WORKSPACE = "apiVersion: appxlint/v1\nkind: Workspace\nname: Acme\n"
BUSY = {
    "stars": "*a*a*a*a*a*a*a*a*b",
    "stars alone": "*" * 60 + "b",
    "stars and sets": "*[a-c]*[a-c]*[a-c]*[a-c]*[a-c]*[a-c]*z",
    "stars and sets without a character": "*[!b]*[!b]*[!b]*[!b]*[!b]*[!b]*b",
    "question marks": "*?*?*?*?*?*?*?*?b",
    "folders": "**/a/" * 12 + "b",
    "folders from the root": "/a/" + "**/a/" * 12 + "b",
    "folders and stars": "**/*a*/" * 12 + "b",
}


@pytest.mark.parametrize("line", BUSY.values(), ids=BUSY)
@pytest.mark.parametrize("place", ["exclude", ".gitignore"])
def test_no_pattern_keeps_a_run_busy(line: str, place: str, project: Path) -> None:
    folders = "a/" * 60
    files = {f"{'a' * 240}.yaml": WORKSPACE, f"{folders}a.yaml": WORKSPACE.replace("Acme", "Birch")}
    settings = f"exclude = ['{line}']\n" if place == "exclude" else ""
    write_project(
        project, {**files, "appxlint.toml": settings, ".gitignore": "" if settings else f"{line}\n"}
    )
    ran = run_cli("check", ".", cwd=project)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith("2 files, ")


def test_a_line_that_is_longer_than_any_path_is_no_pattern(project: Path) -> None:
    assert is_pattern("*" * LONGEST)
    assert not is_pattern("*" * (LONGEST + 1))
    files = {"a.yaml": WORKSPACE, "b.yaml": WORKSPACE, ".gitignore": "*" * (LONGEST + 1) + "\nb.yaml\n"}
    write_project(project, files)
    assert run_cli("check", ".", cwd=project).stdout.startswith("1 file, ")
    write_project(project, {"appxlint.toml": f'exclude = ["{"a" * (LONGEST + 1)}"]\n'})
    ran = run_cli("check", ".", cwd=project)
    assert ran.returncode == 2
    assert ran.stderr.startswith("appxlint: appxlint.toml:1:12: exclude: ")


def test_a_steady_pattern_says_what_the_library_says_of_it() -> None:
    chance = random.Random(7)  # noqa: S311 - no secret is made of it
    agreed = 0
    for _ in range(1500):
        made = _expression(_line(chance))
        if made is None:
            continue
        theirs, ours = re.compile(made.replace("[^a]", "[^a/]")), re.compile(steady(made))
        for path in (_path(chance) for _ in range(8)):
            found, expected = ours.search(path), theirs.search(path)
            assert (found and found["ps_d"]) == (expected and expected["ps_d"]), (made, path)
            agreed += found is not None
    assert agreed > 300


def test_a_set_of_characters_does_not_match_the_end_of_a_folder_s_name() -> None:
    made = _expression("/x[!a]y")
    assert made is not None
    assert re.search(steady(made), "xby")
    assert not re.search(steady(made), "x/y")


def _line(chance: random.Random) -> str:
    signs = ("a", "b", "*", "?", ".", "[ab]", "[!a]", "\\*", "(", "+")
    parts = [
        "**" if chance.random() < 0.3 else "".join(chance.choices(signs, k=chance.randint(1, 5)))
        for _ in range(chance.randint(1, 5))
    ]
    return chance.choice(("", "/")) + "/".join(parts) + chance.choice(("", "/"))


def _path(chance: random.Random) -> str:
    parts = ["".join(chance.choices("ab.*(+", k=chance.randint(1, 4))) for _ in range(chance.randint(1, 5))]
    return "/".join(parts) + chance.choice(("", "/"))


def _expression(line: str) -> str | None:
    """Return what the library makes of a line; only those with the mark of a folder in them, which it weighs."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        made = GitIgnoreSpec.from_lines([line]).patterns[0].regex
    return made.pattern if made is not None and "(?P<ps_d>" in made.pattern else None
