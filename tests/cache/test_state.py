from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from validator.cache import state
from validator.documents import looks
from validator.documents.source import head_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from validator.documents.looks import Notes


@pytest.fixture(autouse=True)
def notes() -> Iterator[Notes]:
    yield looks.keep_notes()
    looks.stop()


def seen(project: Path, notes: Notes, *, settled: bool = True) -> str:
    """Return the state of two files and their folder, which have been as they are for long if they are `settled`."""
    (project / "a.yaml").write_bytes(b"one")
    (project / "b.yaml").write_bytes(b"two")
    for name in ("a.yaml", "b.yaml"):
        head_of(project / name, 100)
    looks.entries(project)
    if settled:
        notes.begun += 10**12
    return state.written(notes)


@pytest.mark.parametrize("by_content", [False, True])
@pytest.mark.parametrize("settled", [False, True])
def test_a_state_holds_while_nothing_changes(
    project: Path, notes: Notes, settled: bool, by_content: bool
) -> None:
    assert state.held(seen(project, notes, settled=settled), by_content=by_content) is not None


@pytest.mark.skipif(os.name == "nt", reason="contents count there")
def test_of_settled_files_the_status_alone_is_asked_for(
    project: Path, notes: Notes, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = seen(project, notes)
    monkeypatch.setattr(state, "File", None)
    assert state.held(text) == text


@pytest.mark.parametrize("by_content", [False, True])
@pytest.mark.parametrize("settled", [False, True])
@pytest.mark.parametrize("data", [b"ono", b"one and more", b""])
def test_a_change_is_seen_whatever_the_time_of_change_says(
    project: Path, notes: Notes, settled: bool, by_content: bool, data: bytes
) -> None:
    text = seen(project, notes, settled=settled)
    file = project / "a.yaml"
    before = file.stat()
    while file.stat().st_ctime_ns == before.st_ctime_ns and settled and os.name != "nt":
        file.write_bytes(data)
    file.write_bytes(data)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert state.held(text, by_content=by_content) is None


def test_the_status_of_a_young_file_is_not_kept(project: Path, notes: Notes) -> None:
    seen(project, notes, settled=False)
    status = looks.signature((project / "a.yaml").stat())
    assert status not in state.written(notes)
    notes.begun += 10**12
    assert (status in state.written(notes)) is (os.name != "nt")


@pytest.mark.parametrize("by_content", [False, True])
def test_a_file_that_is_gone_or_new_or_was_replaced_by_a_folder_is_seen(
    project: Path, notes: Notes, by_content: bool
) -> None:
    text = seen(project, notes)
    (project / "c.yaml").touch()
    assert state.held(text, by_content=by_content) is None
    (project / "c.yaml").unlink()
    assert state.held(text, by_content=by_content) is not None
    (project / "b.yaml").unlink()
    assert state.held(text, by_content=by_content) is None
    (project / "b.yaml").mkdir()
    assert state.held(text, by_content=by_content) is None


def test_a_fresh_copy_of_the_same_content_holds_and_is_known_by_its_status_from_then_on(
    project: Path, notes: Notes, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = seen(project, notes)
    for name in ("a.yaml", "b.yaml"):
        data = (project / name).read_bytes()
        (project / name).unlink()
        (project / name).write_bytes(data)
    monkeypatch.setattr(state, "_SETTLED", -(10**12))
    renewed = state.held(text)
    assert renewed is not None
    assert state.held(renewed) == renewed
    if os.name != "nt":
        assert renewed != text


def test_the_name_of_a_state_is_that_of_its_contents(project: Path, notes: Notes) -> None:
    seen(project, notes)
    name = state.name_of(notes)
    (project / "a.yaml").touch()
    again = looks.keep_notes()
    seen(project, again)
    assert state.name_of(again) == name
    other = looks.keep_notes()
    (project / "c.yaml").touch()
    seen(project, other)
    assert state.name_of(other) != name


def test_a_file_of_which_the_beginning_is_read_is_held_to_its_size_too(project: Path, notes: Notes) -> None:
    (project / "long.yaml").write_bytes(b"a" * 50)
    head_of(project / "long.yaml", 10)
    text = state.written(notes)
    assert state.held(text) is not None
    (project / "long.yaml").write_bytes(b"a" * 51)
    assert state.held(text) is None


def test_a_name_that_does_not_fit_in_a_line_has_no_state(notes: Notes) -> None:
    notes.folders["a\nb"] = ""
    assert state.name_of(notes) is None


@pytest.mark.parametrize("text", ["", "x", "1\na", "one\ntwo"])
def test_what_is_no_state_holds_for_nothing(text: str) -> None:
    try:
        assert state.held(text) is None
    except ValueError:
        pass
    except IndexError:
        pass
