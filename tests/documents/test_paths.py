"""Paths as texts say what pathlib would."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.documents.paths import above, as_path, inside, is_inside

WRITTEN = st.lists(st.sampled_from(["/", "//", ".", "..", "a", "b.yaml", " "]), max_size=8).map("".join)
WHOLE = st.lists(st.sampled_from(["a", "b", "ab", "c.yaml"]), max_size=5).map(
    lambda parts: f"/{'/'.join(parts)}"
)


@given(WRITTEN)
def test_a_path_is_written_as_pathlib_writes_it(text: str) -> None:
    assert as_path(text) == f"{Path(text)}"


@given(WHOLE)
def test_the_folders_above_a_path_are_its_parents(path: str) -> None:
    assert [*above(path)] == [f"{each}" for each in PurePosixPath(path).parents]


@given(WHOLE, WHOLE)
def test_what_lies_inside_a_folder_goes_on_behind_it(path: str, folder: str) -> None:
    is_below = PurePosixPath(folder) in PurePosixPath(path).parents
    assert is_inside(path, folder) is is_below
    if is_below:
        assert inside(path, folder) == PurePosixPath(path).relative_to(folder).as_posix()


def test_a_folder_lies_at_itself() -> None:
    assert inside("/a", "/a") == "."
    assert not is_inside("/a", "/a")


@pytest.mark.parametrize("text", ["//server/share/a.yaml", "///a"])
def test_two_slashes_at_the_beginning_are_left_to_pathlib(text: str) -> None:
    assert as_path(text) == f"{Path(text)}"
