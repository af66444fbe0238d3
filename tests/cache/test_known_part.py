from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from validator.cache import known_part as module
from validator.cache import state
from validator.cache.columns import About, Ground, written_down
from validator.cache.folder import Folder
from validator.cache.known_part import KnownPart, known_part
from validator.documents import looks
from validator.documents.source import head_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from validator.cache.known_part import Earlier
    from validator.documents.looks import Notes

NAME, STATE = "a" * 40, "b" * 40


@pytest.fixture(autouse=True)
def trusting(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Trust what has been as it is for a moment, and take half of all files for few."""
    monkeypatch.setattr(state, "_SETTLED", -(10**12))
    monkeypatch.setattr(module, "FEW", 2)
    yield
    looks.stop()


class Disk:
    """Four files, of which it is known what they were."""

    def __init__(self, folder: Folder, project: Path) -> None:
        self.folder, self.project = folder, project
        self.files = [project / f"{name}.yaml" for name in "abcd"]
        for file in self.files:
            file.write_bytes(b"one")
        notes = self.look()
        folder.keep(f"{STATE}.state", state.written(notes))
        beside = (f"kind\t\t{project / '.git'}",)
        about = (About(f"{file}", 0, "ConnectorConfig", b"", b"", (b"",), b"", 0) for file in self.files)
        folder.keep_bytes(f"{NAME}.columns", written_down(Ground("", STATE, beside, ()), about))

    def look(self, *files: Path) -> Notes:
        """Return notes of a look at files, all of them and their folder if none is given."""
        notes = looks.keep_notes()
        for file in files or self.files:
            head_of(file, 100)
        if not files:
            looks.entries(self.project)
        looks.stop()
        return notes

    def change(self, *numbers: int, data: bytes = b"two") -> None:
        for number in numbers:
            self.files[number].write_bytes(data)

    def known(self, earlier: Earlier | None = None, *, by_content: bool = False) -> KnownPart | None:
        return known_part(self.folder, NAME, earlier, by_content=by_content)

    def changed(self, earlier: Earlier | None = None) -> str | None:
        """Return the names of the files that are known to have changed, None where nothing is known."""
        part = self.known(earlier)
        return None if part is None else "".join(sorted(path[-6] for path in part.changed))


@pytest.fixture
def disk(tmp_path: Path, project: Path) -> Disk:
    return Disk(Folder(f"{tmp_path / 'cache'}"), project)


def test_what_has_changed_is_known_while_it_is_little(disk: Disk) -> None:
    assert disk.changed() == ""
    disk.change(1)
    assert disk.changed() == "b"
    disk.change(3)
    assert disk.changed() == "bd"
    disk.change(0)
    assert disk.changed() is None
    disk.change(0, 1, 3, data=b"one")
    assert disk.changed() == ""


def test_nothing_is_known_where_files_came_or_went_or_something_else_is_there(disk: Disk) -> None:
    (disk.project / "e.yaml").touch()
    assert disk.changed() is None
    (disk.project / "e.yaml").unlink()
    assert disk.changed() == ""
    (disk.project / ".git").mkdir()
    assert disk.changed() is None


@pytest.mark.parametrize("name", [f"{NAME}.columns", f"{STATE}.state"])
def test_nothing_is_known_where_something_is_gone_or_damaged(disk: Disk, name: str) -> None:
    disk.folder.keep_bytes(name, b"what")
    assert disk.changed() is None
    disk.folder.clear()
    assert disk.changed() is None


def test_a_state_that_was_held_against_the_disk_is_not_again(
    disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk.change(1)
    text = disk.folder.read(f"{STATE}.state")
    assert text is not None
    compared = state.compared(text, most=2)
    monkeypatch.setattr(state, "compared", None)
    assert disk.changed((STATE, compared)) == "b"
    assert disk.changed((STATE, None)) is None


def test_a_later_state_is_held_against_what_was_known(disk: Disk) -> None:
    disk.change(1)
    later = state.written(disk.look())
    disk.change(2)
    assert disk.changed(("c" * 40, state.compared(later, most=2))) == "bc"
    disk.change(2, data=b"one")
    assert disk.changed(("c" * 40, state.compared(later, most=2))) == "b"
    disk.change(1, data=b"one")
    earlier = "c" * 40, state.compared(later, most=2)
    assert disk.changed(earlier) == ""
    part = disk.known(earlier)
    assert part is not None
    text = part.state(disk.look(disk.files[0]))
    assert text == (state.held(text) if text is not None else "")
    disk.change(1, 2)
    lacking = state.written(disk.look(*disk.files[1:]))
    assert disk.changed(("c" * 40, state.compared(lacking, most=2))) is None


def test_the_state_of_now_has_what_was_looked_at_since(disk: Disk) -> None:
    disk.change(1)
    part = disk.known()
    assert part is not None
    other = disk.project / "f.txt"
    other.write_bytes(b"more")
    text = part.state(disk.look(disk.files[1], other))
    assert text is not None
    assert text == state.held(text)
    assert {state.path_in(each) for each in state.parted(text)[0]} == {
        f"{each}" for each in (*disk.files, other)
    }
    disk.change(1, data=b"three")
    assert state.held(text) is None


def test_there_is_no_state_of_now_where_what_was_looked_at_is_not_what_was_held_against_it(
    disk: Disk,
) -> None:
    disk.change(1)
    part = disk.known()
    assert part is not None
    assert part.state(disk.look(disk.files[0])) is None
    disk.change(2)
    assert part.state(disk.look(disk.files[1], disk.files[2])) is None
    (disk.project / "e.yaml").touch()
    assert part.state(disk.look()) is None


def test_statuses_are_renewed_where_contents_had_to_be_read(disk: Disk) -> None:
    before = disk.folder.read(f"{STATE}.state")
    disk.change(0, 1, 2, data=b"one")
    assert disk.changed() == ""
    assert disk.folder.read(f"{STATE}.state") != before
