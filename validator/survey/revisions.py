"""A project as it was at a revision of its git repository, read out of the repository and never written down."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

from validator.diagnostics import Request, UsageError
from validator.documents.discover import Found, has_table
from validator.documents.ignoring import left_out
from validator.documents.looks import PYPROJECT, SETTINGS_FILE, is_candidate
from validator.engine.load import load_project
from validator.git.asking import Contents
from validator.git.repository import FILES, Repository, commit_of, common, files_of, folder_of, repository_of
from validator.project.settings import Settings, load
from validator.project.settings_file import on_disk, parse
from validator.values import NamedTuple
from validator.words import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from validator.engine.load import Loaded
    from validator.git.repository import Stored

_SETTINGS = frozenset({SETTINGS_FILE, PYPROJECT})
_MOST_BYTES = 100 * 1024 * 1024


class Revision(NamedTuple):
    """A commit, what the user calls it, and the root of its repository."""

    label: str
    commit: str
    top: Path


def revision(label: str, folder: Path) -> Revision:
    """Return the commit that a revision means in the repository of a folder.

    Raises:
        UsageError: there is no git, no repository, or no such revision.
    """
    repository = repository_of(folder)
    name = label or "HEAD"
    commit = commit_of(repository, name)
    if not commit:
        raise UsageError(f"git knows no revision {quoted(name)}")
    return Revision(name, commit, repository.top)


def between(text: str, folder: Path) -> tuple[Revision, Revision | None]:
    """Return the two revisions of `A..B` or `A...B`, or the one that is to be held against the files as they are.

    An end that is left out is HEAD, and three dots stand for the last commit that both ends have in common.

    Raises:
        UsageError: as for `revision`, or the two have nothing in common.
    """
    if ".." not in text:
        return revision(text, folder), None
    from_common = "..." in text
    first, _, second = text.partition("..." if from_common else "..")
    left, right = revision(first, folder), revision(second, folder)
    if from_common:
        commit = common(Repository(left.top), left.commit, right.commit)
        if not commit:
            raise UsageError(
                f"{quoted(first or 'HEAD')} and {quoted(second or 'HEAD')} have no commit in common"
            )
        left = Revision(f"{commit[:10]}", commit, left.top)
    return left, right


class _Tree(NamedTuple):
    """The files of a revision that may be ours, its settings files, and the folders that hold settings."""

    asked: Revision
    blobs: list[Stored]
    settings_files: Mapping[str, bytes]
    roots: frozenset[str]


def projects_at(
    asked: Revision, path: str, project: str | None = None, config: Path | None = None
) -> list[Loaded]:
    """Return the projects of a file or folder as they were at a revision, with paths from the repository's root.

    `project` is the root to take instead of the nearest settings, `config` a file with other settings.

    Raises:
        UsageError: nothing was there, or the settings cannot be used.
    """
    blobs = _blobs(asked)
    wanted = [each.path for each in blobs if _is_below(each.path, path) and is_candidate(each.path)]
    if not wanted:
        raise UsageError(f"{asked.label} holds no file or folder {quoted(path or '.')} of YAML or JSON")
    settings_files = _read([each for each in blobs if PurePosixPath(each.path).name in _SETTINGS], asked)
    tree = _Tree(asked, blobs, settings_files, _roots(settings_files))
    groups: dict[str, list[str]] = {}
    for each in wanted:
        root = project if project is not None else _nearest(folder_of(each), tree.roots)
        groups.setdefault(root, []).append(each)
    return [_loaded(tree, root, path, frozenset(group), config) for root, group in groups.items()]


def _loaded(tree: _Tree, root: str, path: str, wanted: frozenset[str], config: Path | None) -> Loaded:
    """Return the project of a root, with the wanted files of it and the others around them."""
    asked = tree.asked
    settings = load(asked.top, config) if config is not None else _settings(root, tree)
    roots = tree.roots | {root}
    kept = [
        each
        for each in tree.blobs
        if is_candidate(each.path)
        and (
            each.path in wanted
            or (_is_below(each.path, root) and _nearest(folder_of(each.path), roots) == root)
            or _in_catalog(each.path, root, asked.top, settings)
        )
    ]
    top = asked.top / f".appxlint-{asked.commit}"
    files = [
        Found.at(each.path, top / each.path, named=False)
        for each in kept
        if each.path == path or not left_out(top / each.path, top / root, settings.exclude)
    ]
    request = Request((), contents={top / name: data for name, data in _read(kept, asked).items()})
    loaded = load_project(top / root, files, settings._replace(catalog=()), request)
    return loaded._replace(requested=wanted & {each.path for each in files})


def _is_below(path: str, folder: str) -> bool:
    return not folder or path == folder or path.startswith(f"{folder}/")


def _roots(settings_files: Mapping[str, bytes]) -> frozenset[str]:
    """Return the folders that hold settings."""
    return frozenset(
        folder_of(path)
        for path, data in settings_files.items()
        if PurePosixPath(path).name == SETTINGS_FILE or has_table(data, whole=True)
    )


def _nearest(path: str, roots: frozenset[str]) -> str:
    """Return the nearest folder with settings at or above a path, else the root of the repository."""
    while path not in roots and path:
        path = folder_of(path)
    return path


def _in_catalog(path: str, root: str, top: Path, settings: Settings) -> bool:
    folder = settings.folder_of("catalog", top / root)
    entries = (os.path.relpath(folder / each, top).replace(os.sep, "/") for each in settings.catalog)
    return any(_is_below(path, entry) for entry in entries)


def _settings(root: str, tree: _Tree) -> Settings:
    settings_files = tree.settings_files
    for name in (SETTINGS_FILE, PYPROJECT):
        path = f"{root}/{name}" if root else name
        if path in settings_files and (name == SETTINGS_FILE or has_table(settings_files[path], whole=True)):
            text = _text(settings_files[path])
            shown = f"{tree.asked.label}:{path}"
            where = tree.asked.top / path
            return parse(
                text, shown, table=name == PYPROJECT, path=where, reader=lambda file: _base(file, tree.asked)
            )
    return Settings()


def _base(file: Path, asked: Revision) -> tuple[str, str] | None:
    """Return what settings extend as it was at a revision; what lies outside of the repository, as it is."""
    if not file.is_relative_to(asked.top):
        return on_disk(file)
    path = file.relative_to(asked.top).as_posix()
    with Contents(asked.top) as contents:
        read = contents.read(f"{asked.commit}:{path}", _MOST_BYTES) if not {"\0", "\n"} & {*path} else None
    return None if read is None else (f"{asked.label}:{path}", _text(read[0]))


def _text(data: bytes) -> str:
    return data.decode("utf-8-sig", "replace").replace("\r\n", "\n")


def _blobs(asked: Revision) -> list[Stored]:
    """Return the files of a revision that may be ours, or are settings; links and what leads elsewhere are none."""
    return [
        each
        for each in files_of(Repository(asked.top), asked.commit, asked.label)
        if each.mode in FILES and (is_candidate(each.path) or PurePosixPath(each.path).name in _SETTINGS)
    ]


def _read(blobs: Sequence[Stored], asked: Revision) -> dict[str, bytes]:
    """Return the contents of files by their paths."""
    found: dict[str, bytes] = {}
    if not blobs:
        return found
    with Contents(asked.top) as contents:
        for each in blobs:
            read = contents.read(each.name, _MOST_BYTES)
            if read is None:
                raise UsageError(f"{asked.label}:{each.path} is not in this clone, and nothing is fetched")
            found[each.path], _ = read
    return found
