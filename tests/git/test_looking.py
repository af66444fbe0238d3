from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from validator.documents import looks
from validator.git.looking import looked_at

if TYPE_CHECKING:
    import os
    from pathlib import Path


class Nothing:
    """A view of a disk with nothing on it."""

    def kind(self, _: str) -> str | None:
        return ""

    def entries(self, folder: str) -> list[os.DirEntry[str]] | None:
        raise NotADirectoryError(folder)

    def real(self, _: str) -> str | None:
        return None

    def head(self, path: str, _: int) -> tuple[bytes, int] | None:
        raise FileNotFoundError(path)


def test_a_view_is_looked_at_in_the_place_of_the_disk(project: Path) -> None:
    (project / "a.yaml").touch()
    with looked_at(Nothing()):
        assert looks.kind("a.yaml") == ""
    assert looks.kind("a.yaml") == "file"


def test_the_disk_counts_again_whatever_happens(project: Path) -> None:
    (project / "a.yaml").touch()
    with pytest.raises(ZeroDivisionError), looked_at(Nothing()):
        1 / len(looks.kind("a.yaml"))
    assert looks.kind("a.yaml") == "file"
