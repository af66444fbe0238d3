"""A project as it was at a revision of its git repository, read out of the repository and never written down.

git itself is asked for revisions, names and contents, offline: it may fetch nothing, and none of the commands that are
used runs a hook, a filter or a pager.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path, PurePosixPath

from validator.diagnostics import Request, UsageError
from validator.documents.discover import Found, has_table
from validator.documents.ignoring import left_out
from validator.documents.looks import PYPROJECT, SETTINGS_FILE, is_candidate
from validator.engine.load import load_project
from validator.project.settings import Settings, load
from validator.project.settings_file import on_disk, parse
from validator.values import NamedTuple
from validator.words import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from validator.engine.load import Loaded

_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_SETTINGS = frozenset({SETTINGS_FILE, PYPROJECT})
_FILE_MODES = frozenset({"100644", "100755"})
_MOST_BYTES = 100 * 1024 * 1024


class Revision(NamedTuple):
    """A commit, what the user calls it, and the root of its repository."""

    label: str
    commit: str
    top: Path


class _Blob(NamedTuple):
    """A file of a tree."""

    path: str
    name: str


def revision(label: str, folder: Path) -> Revision:
    """Return the commit that a revision means in the repository of a folder.

    Raises:
        UsageError: there is no git, no repository, or no such revision.
    """
    top = _line(["rev-parse", "--show-toplevel"], folder)
    if not top:
        raise UsageError(f"{folder} lies in no work tree of git, so there are no revisions of it")
    name = label or "HEAD"
    commit = (
        ""
        if name.startswith("-")
        else _line(["rev-parse", "--verify", "--quiet", f"{name}^{{commit}}"], folder)
    )
    if not commit:
        raise UsageError(f"git knows no revision {quoted(name)}")
    return Revision(name, commit, Path(top))


def between(text: str, folder: Path) -> tuple[Revision, Revision | None]:
    """Return the two revisions of `A..B` or `A...B`, or the one that is to be held against the files as they are.

    An end that is left out is HEAD, and three dots stand for the last commit that both ends have in common.

    Raises:
        UsageError: as for `revision`, or the two have nothing in common.
    """
    if ".." not in text:
        return revision(text, folder), None
    common = "..." in text
    first, _, second = text.partition("..." if common else "..")
    left, right = revision(first, folder), revision(second, folder)
    if common:
        commit = _line(["merge-base", left.commit, right.commit], folder)
        if not commit:
            raise UsageError(
                f"{quoted(first or 'HEAD')} and {quoted(second or 'HEAD')} have no commit in common"
            )
        left = Revision(f"{commit[:10]}", commit, left.top)
    return left, right


def inside(path: str, top: Path) -> str:
    """Return a path as it runs from the root of a repository, empty for the root itself.

    Raises:
        UsageError: it leads out of the repository.
    """
    real = os.path.realpath(path)
    try:
        found = Path(real).relative_to(os.path.realpath(top))
    except ValueError:
        raise UsageError(f"{path} lies outside of the repository {top}") from None
    return "" if found == Path() else found.as_posix()


class _Tree(NamedTuple):
    """The files of a revision that may be ours, its settings files, and the folders that hold settings."""

    asked: Revision
    blobs: list[_Blob]
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
        root = project if project is not None else _nearest(_folder(each), tree.roots)
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
            or (_is_below(each.path, root) and _nearest(_folder(each.path), roots) == root)
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


def _folder(path: str) -> str:
    parent = PurePosixPath(path).parent
    return "" if parent == PurePosixPath() else parent.as_posix()


def _roots(settings_files: Mapping[str, bytes]) -> frozenset[str]:
    """Return the folders that hold settings."""
    return frozenset(
        _folder(path)
        for path, data in settings_files.items()
        if PurePosixPath(path).name == SETTINGS_FILE or has_table(data, whole=True)
    )


def _nearest(path: str, roots: frozenset[str]) -> str:
    """Return the nearest folder with settings at or above a path, else the root of the repository."""
    while path not in roots and path:
        path = _folder(path)
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
    data = _git(["cat-file", "blob", f"{asked.commit}:{path}"], asked.top) if "\0" not in path else None
    return None if data is None else (f"{asked.label}:{path}", _text(data))


def _text(data: bytes) -> str:
    return data.decode("utf-8-sig", "replace").replace("\r\n", "\n")


def _blobs(asked: Revision) -> list[_Blob]:
    """Return the files of a revision that may be ours, or are settings; links and what leads elsewhere are none."""
    listing = _git(["ls-tree", "-r", "-z", "--full-tree", asked.commit], asked.top)
    if listing is None:
        raise UsageError(f"git could not list the files of {quoted(asked.label)}")
    found = []
    for line in listing.split(b"\0"):
        about, _, raw = line.partition(b"\t")
        path = os.fsdecode(raw)
        mode, kind, name = (*about.decode().split(" "), "", "", "")[:3]
        wanted = is_candidate(path) or PurePosixPath(path).name in _SETTINGS
        if kind == "blob" and mode in _FILE_MODES and wanted and _is_harmless(path):
            found.append(_Blob(path, name))
    return found


def _is_harmless(path: str) -> bool:
    return not path.startswith("/") and ".." not in path.split("/") and "\\" not in path


def _read(blobs: Sequence[_Blob], asked: Revision) -> dict[str, bytes]:
    """Return the contents of files by their paths; none of them is converted on the way."""
    if not blobs:
        return {}
    asked_for = "".join(f"{each.name}\n" for each in blobs).encode()
    stream = _git(["cat-file", "--batch"], asked.top, asked_for)
    if stream is None:
        raise UsageError(f"git could not read the files of {quoted(asked.label)}")
    found: dict[str, bytes] = {}
    at = 0
    for each in blobs:
        end = stream.find(b"\n", at)
        words = stream[at:end].split(b" ")
        if len(words) != 3 or words[1] != b"blob":  # noqa: PLR2004 - name, type and size
            raise UsageError(f"{asked.label}:{each.path} is not in this clone, and nothing is fetched")
        size = int(words[2])
        found[each.path] = stream[end + 1 : end + 1 + min(size, _MOST_BYTES)]
        at = end + 1 + size + 1
    return found


def _line(arguments: Sequence[str], folder: Path) -> str:
    """Return the first line that git says, nothing where it fails."""
    said = _git(arguments, folder) or b""
    return os.fsdecode(said).partition("\n")[0]


def _git(arguments: Iterable[str], folder: Path, given: bytes = b"") -> bytes | None:
    """Return what git says, None where it fails.

    Raises:
        UsageError: there is no git.
    """
    program = shutil.which("git")
    if program is None:
        raise UsageError("git is not there (no such program on the PATH), and revisions are read with it")
    ran = subprocess.run(  # noqa: S603 - the arguments are a list, and begin with a command of git's
        [program, "-c", "core.fsmonitor=false", *arguments],
        cwd=folder,
        env={**os.environ, **_ENVIRONMENT},
        input=given,
        capture_output=True,
        check=False,
    )
    return ran.stdout if ran.returncode == 0 else None
