from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from validator.diagnostics import Ladder, Problem, Related
from validator.render.repository import in_repository, root_above

from .reports import finding, report, span

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    (tmp_path / "repo" / ".git").mkdir(parents=True)
    (tmp_path / "repo" / "infra" / "configs").mkdir(parents=True)
    return tmp_path / "repo"


def moved(path: str, repository: Path, folder: str = "infra") -> str:
    return (
        in_repository(report(finding(path=path)), str(repository), str(repository / folder))
        .diagnostics[0]
        .path
    )


def test_the_nearest_folder_with_a_git_folder_or_file_is_the_repository(repository: Path) -> None:
    assert root_above(str(repository / "infra" / "configs")) == str(repository)
    (repository / "infra" / ".git").write_text("gitdir: elsewhere", encoding="utf-8")
    assert root_above(str(repository / "infra" / "configs")) == str(repository / "infra")


def test_outside_of_any_there_is_none(tmp_path: Path) -> None:
    if any((folder / ".git").exists() for folder in tmp_path.parents):
        pytest.skip("temporary files lie in a repository here")
    assert root_above(str(tmp_path)) is None


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("a.yaml", "infra/a.yaml"),
        ("./configs/a.yaml", "infra/configs/a.yaml"),
        ("../a.yaml", "a.yaml"),
        ("../../a.yaml", "../../a.yaml"),
        ("/elsewhere/a.yaml", "/elsewhere/a.yaml"),
        ("..a.yaml", "infra/..a.yaml"),
        ("<stdin>", "<stdin>"),
    ],
)
def test_a_path_begins_at_the_root(path: str, shown: str, repository: Path) -> None:
    assert moved(path, repository) == shown


def test_a_whole_path_inside_becomes_one_from_the_root(repository: Path) -> None:
    assert moved(str(repository / "infra" / "a.yaml"), repository) == "infra/a.yaml"
    assert moved(str(repository / "a.yaml"), repository, ".") == "a.yaml"


def test_every_path_of_a_report_is_moved(repository: Path) -> None:
    one = finding(path="a.yaml", related=(Related("b.yaml", span(1, 1, 2), "here"),))
    whole = report(
        one, suppressed=(one,), files=("a.yaml",), problems=(Problem("c.yaml", "x"), Problem("", "y"))
    )
    whole = whole._replace(
        omitted=(one,), live=(Ladder("acme", (), {}, path="a.yaml"), Ladder("acme", (), {}))
    )
    told = in_repository(whole, str(repository), str(repository / "infra"))
    for found in (*told.diagnostics, *told.suppressed, *told.omitted):
        assert (found.path, found.related[0].path) == ("infra/a.yaml", "infra/b.yaml")
    assert told.files == ("infra/a.yaml",)
    assert [problem.path for problem in told.problems] == ["infra/c.yaml", ""]
    assert [ladder.path for ladder in told.live] == ["infra/a.yaml", ""]
