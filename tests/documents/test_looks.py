from __future__ import annotations

import ast
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import validator
from tests.conftest import write_project
from validator.cli.arguments import fail_on_of, request_of
from validator.cli.options import quick_check
from validator.documents import looks
from validator.documents.source import UnreadableError, head_of
from validator.engine.run import run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.documents.looks import Notes

PACKAGE = Path(validator.__file__).parent

LOOKING = {
    *("open", "stat", "lstat", "scandir", "listdir", "walk", "readlink", "access", "glob", "rglob", "iglob"),
    *("exists", "lexists", "isfile", "isdir", "islink", "is_file", "is_dir", "is_symlink", "is_mount"),
    *("read_bytes", "iterdir", "realpath", "samefile", "expanduser", "getmtime", "getsize"),
}
"""Functions and methods that ask the disk for something."""

OF_A_PATH = {"resolve", "read_text"}
"""Methods of a path that take names alone; readers and schemas have others of these names, with arguments."""

CHECKING = ("documents", "catalog", "schema", "project", "rules", "engine")
"""What a check goes through."""

MAY_LOOK = {
    "documents.looks": {"scandir", "lstat", "stat", "realpath", "is_dir", "is_file", "is_symlink", "islink"},
    "documents.source": {"open"},
    "documents.discover": {"lexists", "scandir", "glob", "is_file", "is_dir", "walk", "expanduser"},
    "engine.extras": {"is_dir", "is_file"},
    "engine.load": {"walk"},
    "engine.rounds": {"resolve"},
    "engine.session": {"stat"},
    "engine.workers": {"open"},
    "project.settings": {"is_file"},
    "rules.manual": {"read_text"},
    "rules.scenes": {"read_text"},
    "schema.schemas": {"isdir", "open", "realpath"},
}
"""Who asks and notes it; or asks for files of the tool, for a pipe, for the home that answers are known by as well, or
while files are fixed or an editor is served, when nothing is kept."""


def _calls(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in LOOKING or (name in OF_A_PATH and not node.args):
                yield name


def test_a_check_looks_at_the_disk_in_a_few_places_that_note_it() -> None:
    found = {}
    for package in CHECKING:
        for file in (PACKAGE / package).rglob("*.py"):
            if calls := set(_calls(file)):
                found[".".join(file.relative_to(PACKAGE).with_suffix("").parts)] = calls
    own = {name: calls - MAY_LOOK.get(name, set()) for name, calls in found.items()}
    assert {name: calls for name, calls in own.items() if calls} == {}


@pytest.fixture
def notes() -> Iterator[Notes]:
    yield looks.keep_notes()
    looks.stop()


def _checked(*words: str) -> None:
    options = quick_check(["check", "--as-of", "2026-11-23", *words])
    assert options is not None
    fail_on_of(options)
    run(request_of(options))


FILES = {
    "appxlint.toml": "catalog = ['further']\nbaseline = 'known.json'\n",
    "known.json": '[\n{"rule": "wrong-type", "path": "gone.yaml", "document": "", "at": ""}\n]\n',
    "a.yaml": "apiVersion: appxlint/v1\nkind: Workspace\nname: Acme\n",
    "sub/b.yml": "other: 1\n",
    "sub/notes.txt": "",
    "sub/.gitignore": "c.yaml\n",
    "further/x/.venv/connector.json": "{}",
}


def test_everything_that_an_answer_hangs_on_is_noted(project: Path, notes: Notes) -> None:
    write_project(project, FILES)
    _checked("a.yaml")
    here = f"{project}"
    seen = {os.path.relpath(path, here) for path in notes.files}
    assert seen == {*("appxlint.toml", "known.json", "a.yaml", "sub/b.yml", "sub/.gitignore")} | {
        "further/x/.venv/connector.json"
    }
    folders = {os.path.relpath(path, here) for path in notes.folders}
    assert folders == {".", "sub", "further", "further/x", "further/x/.venv"}
    kinds = {os.path.relpath(path, here): what for path, what in notes.kinds.items()}
    assert kinds.items() >= {"a.yaml": "file", "gone.yaml": "", ".git": "", "further": "folder"}.items()
    assert f"{project / 'known.json'}" in notes.real
    assert not notes.odd
    assert not notes.day


def test_a_run_that_nobody_takes_notes_of_leaves_none(project: Path, notes: Notes) -> None:
    looks.stop()
    write_project(project, FILES)
    _checked("a.yaml")
    assert (notes.files, notes.folders, notes.kinds, notes.real) == ({}, {}, {}, {})


def test_what_is_not_there_is_noted_as_well(project: Path, notes: Notes) -> None:
    with pytest.raises(FileNotFoundError):
        head_of(project / "gone", 10)
    assert notes.kinds == {f"{project / 'gone'}": ""}
    assert not notes.odd


def test_what_cannot_be_told_from_notes_makes_them_odd(project: Path) -> None:
    folder, file = project / "folder", project / "file"
    folder.mkdir()
    file.write_bytes(b"a")

    def changes() -> None:
        head_of(file, 10)
        file.write_bytes(b"b")
        head_of(file, 10)

    def comes_up() -> None:
        looks.kind(project / "new")
        (project / "new").touch()
        looks.kind(project / "new")

    def refuses() -> None:
        with pytest.raises(IsADirectoryError):
            head_of(folder, 10)

    def is_no_file() -> None:
        with pytest.raises(UnreadableError):
            head_of(Path(os.devnull), 10)

    def is_gone() -> None:
        with pytest.raises(OSError):
            looks.entries(project / "nowhere")

    def midnight() -> None:
        looks.day_was_asked("2026-11-23")
        looks.day_was_asked("2026-11-24")

    def pattern() -> None:
        _checked("fil*")

    ways = [changes, comes_up, refuses, is_gone, midnight, pattern]
    for way in [*ways, is_no_file] if sys.platform != "win32" else ways:
        notes = looks.keep_notes()
        way()
        assert notes.odd, way.__name__
        looks.stop()


def test_whoever_asks_the_disk_or_the_calendar_has_looked_outside(project: Path) -> None:
    (project / "a.yaml").touch()
    ways = [
        lambda: head_of(project / "a.yaml", 10),
        lambda: looks.kind(project / "a.yaml"),
        lambda: looks.is_link(project / "a.yaml"),
        lambda: looks.entries(project),
        lambda: looks.real(f"{project}"),
        lambda: looks.was_not_there(project / "b.yaml"),
        lambda: looks.day_was_asked("2026-11-23"),
        looks.refused,
    ]
    looks.set_back()
    for way in ways:
        way()
        assert looks.set_back() == (False, True, frozenset())
    assert looks.set_back() == looks.NOTHING


def test_a_listing_tells_what_a_walk_makes_of_a_folder_and_nothing_else(project: Path) -> None:
    def listing() -> str:
        return looks.listing(looks.entries(project))

    seen = [listing()]
    for name in ("a.yaml", "b.YML", "connector.json", ".gitignore", "test-settings.json"):
        (project / name).touch()
        seen.append(listing())
    (project / "folder").mkdir()
    seen.append(listing())
    (project / "a.yaml").unlink()
    (project / "a.yaml").mkdir()
    seen.append(listing())
    assert len(set(seen)) == len(seen)
    (project / "notes.txt").touch()
    (project / ".git").mkdir()
    (project / "folder" / "x.yaml").touch()
    assert listing() == seen[-1]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_link_that_leads_nowhere_is_told_from_nothing_and_is_named(project: Path, notes: Notes) -> None:
    (project / "a").symlink_to("b")
    assert (looks.is_named(project / "a"), looks.is_there(project / "a")) == (True, False)
    assert (looks.is_named(project / "b"), looks.is_there(project / "b")) == (False, False)
    assert notes.kinds == {f"{project / 'a'}": "link", f"{project / 'b'}": ""}
    assert not notes.odd


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_link_is_told_from_what_it_leads_to(project: Path) -> None:
    file = project / "a.yaml"
    (project / "b.txt").touch()
    seen = []
    for is_link in (False, True):
        if is_link:
            file.unlink()
            file.symlink_to("b.txt")
        else:
            file.touch()
        notes = looks.keep_notes()
        assert looks.kind(file) == "file"
        seen.append((looks.listing(looks.entries(project)), notes.kinds))
        looks.stop()
    assert seen[0][0] != seen[1][0]
    assert seen[0][1] != seen[1][1]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_link_is_told_from_one_that_leads_nowhere(project: Path) -> None:
    (project / "a.yaml").symlink_to("b.txt")
    before = looks.listing(looks.entries(project))
    (project / "b.txt").touch()
    assert looks.listing(looks.entries(project)) != before


def test_what_another_process_noted_of_a_file_counts_as_noted_here(project: Path, notes: Notes) -> None:
    file = project / "a.yaml"
    file.write_bytes(b"a: 1\n")
    head_of(file, 10)
    handed, seen = looks.handed_on(file), notes.files[f"{file}"]
    here = looks.keep_notes()
    looks.was_read_elsewhere(file, handed)
    assert here.files[f"{file}"].is_as(seen)
    assert here.files[f"{file}"].read == seen.read
    head_of(file, 10)
    assert not here.odd
    file.write_bytes(b"a: 2\n")
    head_of(file, 10)
    assert here.odd


def test_what_another_process_did_not_note_makes_the_notes_odd(project: Path, notes: Notes) -> None:
    assert looks.handed_on(project / "a.yaml") is None
    looks.was_read_elsewhere(project / "a.yaml", None)
    assert notes.odd
    looks.stop()
    looks.was_read_elsewhere(project / "a.yaml", None)
    assert looks.handed_on(project / "a.yaml") is None


def test_the_extent_of_notes_is_another_after_anything_new_and_no_other_after_the_same(project: Path) -> None:
    (project / "a.yaml").touch()
    ways = [
        lambda: head_of(project / "a.yaml", 10),
        lambda: looks.kind(project / "b.yaml"),
        lambda: looks.entries(project),
        lambda: looks.real(f"{project}"),
        lambda: looks.day_was_asked("2026-11-23"),
        looks.refused,
    ]
    assert looks.extent() == ()
    looks.keep_notes()
    for way in ways:
        before = looks.extent()
        way()
        after = looks.extent()
        assert after != before
        way()
        assert looks.extent() == after
    looks.stop()


def test_questions_are_noted_while_somebody_wants_to_know_them() -> None:
    looks.note_questions(wanted=True)
    try:
        looks.ask_for_name("OAuthClient", "a")
        looks.ask_for_name("OAuthClient", "b")
        seen = looks.set_back()
        assert seen == (False, False, frozenset(looks.sign_of_name("OAuthClient", each) for each in "ab"))
        assert looks.set_back() == looks.NOTHING
        looks.looked_again(seen)
        assert looks.set_back() == seen
    finally:
        looks.note_questions(wanted=False)
    looks.ask_for_name("OAuthClient", "a")
    looks.looked_again(seen)
    assert looks.set_back() == looks.NOTHING


def test_a_sign_tells_questions_apart() -> None:
    questions: list[tuple[object, ...]] = [
        ("a", "b"),
        ("ab",),
        ("a", None),
        ("a", 1),
        ("b", "a"),
        (("a", "b"),),
    ]
    assert len({looks.sign(*each) for each in questions}) == len(questions)
    assert looks.sign("a", "b") == looks.sign("a", "b")
    assert -(2**63) <= looks.sign("a") < 2**63


def test_links_are_told_from_the_listing_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("")
    (tmp_path / "sub").mkdir()
    try:
        (tmp_path / "b.yaml").symlink_to(tmp_path / "a.yaml")
    except OSError:
        pytest.skip("no links here")
    assert looks.links_among(looks.entries(tmp_path)) == {"b.yaml"}
