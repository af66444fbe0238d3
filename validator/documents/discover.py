"""Discovery: the files that are meant, what is passed over, and the project that each file belongs to."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from validator.diagnostics import Request

SETTINGS_FILE = "appxlint.toml"
PYPROJECT = "pyproject.toml"
"""The files that settings stand in; the folder of one is the root of a project."""

_ENDINGS = (".yaml", ".yml")
_NAMES = frozenset({"connector.json", "test-settings.json"})
_NEVER = frozenset({".git", ".hg", ".svn", ".venv", "node_modules", "__pycache__", ".tox", ".mypy_cache"})
_WILD = frozenset("*?[")


class Found(NamedTuple):
    """A file to look at: its path as the user would type it, and whether a person named it."""

    path: str
    file: Path
    named: bool


def expand(
    arguments: Iterable[str], exclude: Iterable[str] = ()
) -> tuple[list[Found], list[tuple[str, str]]]:
    """Return the files that arguments mean, in order and each once, and the arguments that mean nothing, with why."""
    found: dict[Path, Found] = {}
    missing: list[tuple[str, str]] = []
    for argument in arguments:
        paths, reason = _meant(argument)
        if reason:
            missing.append((argument, reason))
        for path in paths:
            for each in _files(path, exclude):
                earlier = found.get(each.file)
                if earlier is None or (each.named and not earlier.named):
                    found[each.file] = each
    return list(found.values()), missing


def _meant(argument: str) -> tuple[list[Path], str]:
    """Return the paths that an argument means; where it means none, or one that cannot be looked into, why."""
    path = Path(argument)
    try:
        exists = os.path.lexists(path) and bool(argument)
        if exists and is_folder(path):
            os.scandir(path).close()
        paths = [path] if exists else sorted(_matches(path)) if _WILD.intersection(argument) else []
    except (OSError, ValueError) as error:
        return [], "permission denied" if isinstance(error, PermissionError) else "no such file or folder"
    return paths, "" if paths else "no such file or folder"


def _matches(pattern: Path) -> Iterator[Path]:
    return _absolute_glob(pattern) if pattern.is_absolute() else Path().glob(f"{pattern}")


def walk(folder: Path, exclude: Iterable[str] = (), *, nested: bool = True) -> Iterator[Path]:
    """Yield the YAML files and generated JSON files below a folder, in order, but for ignored ones.

    `.gitignore` files are honoured, also those above the folder in its repository. Links to folders are not
    followed. `nested` false leaves out folders that are projects of their own.
    """
    waiting = [(folder, Ignored.above(folder, tuple(exclude)))]
    while waiting:
        current, ignored = waiting.pop()
        inside = ignored.within(current)
        folders = []
        for entry in _entries(current):
            path = current / entry.name
            if not entry.is_dir(follow_symlinks=False):
                if _candidate(entry.name) and _regular(entry) and not inside.covers(path):
                    yield path
            elif (
                entry.name not in _NEVER
                and not inside.covers(path, folder=True)
                and (nested or not _is_project(path))
            ):
                folders.append((path, inside))
        waiting.extend(reversed(folders))


def has_settings(folder: Path) -> bool:
    """Whether a folder holds settings, and so is the root of a project."""
    if is_file(folder / SETTINGS_FILE):
        return True
    pyproject = folder / PYPROJECT
    try:
        return is_file(pyproject) and b"[tool.appxlint" in pyproject.read_bytes()
    except OSError:
        return False


def project_root(file: Path, fallback: Path) -> Path:
    """Return the root of a file's project: the nearest folder with settings, else the git root, else the fallback."""
    git: Path | None = None
    for folder in file.parents:
        if has_settings(folder):
            return folder
        if git is None and is_there(folder / ".git"):
            git = folder
    return git or fallback


def display(file: Path) -> str:
    """Return a path as the user would type it: relative to the working folder, with forward slashes."""
    try:
        return Path(os.path.relpath(file)).as_posix()
    except ValueError:
        return file.as_posix()


def _absolute_glob(pattern: Path) -> Iterator[Path]:
    return Path(pattern.anchor).glob(pattern.relative_to(pattern.anchor).as_posix())


def _files(path: Path, exclude: Iterable[str]) -> Iterator[Found]:
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links
    if is_folder(absolute):
        for file in walk(absolute, exclude):
            yield Found(display(file), file, named=False)
    else:
        yield Found(display(absolute), absolute, named=True)


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        return sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return []


def _is_project(folder: Path) -> bool:
    return has_settings(folder) or is_there(folder / ".git")


def _regular(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a file or leads to one; pipes, devices and links that lead nowhere are passed over."""
    try:
        return entry.is_file()
    except OSError:
        return False


def _candidate(name: str) -> bool:
    return name.lower().endswith(_ENDINGS) or name in _NAMES


def by_project(found: Sequence[Found], request: Request) -> dict[Path, list[Found]]:
    """Group files by the root of their project; standard input belongs to the project of its given name."""
    groups: dict[Path, list[Found]] = {}
    roots: dict[Path, Path] = {}
    if request.stdin is not None:
        file = Path(request.stdin_filename).absolute()
        found = [Found(request.stdin_filename, file, named=True), *found]
    for each in found:
        folder = each.file.parent
        if request.project is not None:
            root = request.project.absolute()
        else:
            root = roots.get(folder) or project_root(each.file, _given_folder(each, request))
            roots[folder] = root
        groups.setdefault(root, []).append(each)
    return groups


def _given_folder(found: Found, request: Request) -> Path:
    """Return the folder that was given and holds the file, for files outside any repository and project."""
    for path in request.paths:
        folder = Path(path).absolute()
        if is_folder(folder) and folder in found.file.parents:
            return folder
    return found.file.parent


class Ignored:
    """Patterns by folder, outermost first; a deeper file decides over a shallower one, as git has it."""

    __slots__ = ("_exclude", "_levels")

    def __init__(self, levels: tuple[tuple[Path, Any], ...], exclude: tuple[Path, Any] | None) -> None:
        self._levels = levels
        self._exclude = exclude

    @classmethod
    def above(cls, folder: Path, exclude: tuple[str, ...]) -> Ignored:
        """Return what is ignored by the files above a folder, up to its repository's root."""
        levels: list[tuple[Path, Any]] = []
        if not (folder / ".git").exists():
            for parent in folder.parents:
                spec = _read(parent / ".gitignore")
                if spec is not None:
                    levels.append((parent, spec))
                if (parent / ".git").exists():
                    break
            else:
                levels = []
        own = (folder, _compile(exclude)) if exclude else None
        return cls(tuple(reversed(levels)), own)

    def within(self, folder: Path) -> Ignored:
        """Return what is ignored inside a folder: its own file joins in."""
        spec = _read(folder / ".gitignore")
        return self if spec is None else Ignored((*self._levels, (folder, spec)), self._exclude)

    def covers(self, path: Path, *, folder: bool = False) -> bool:
        """Whether a path is left out."""
        if self._exclude is not None and _decision(self._exclude, path, folder=folder):
            return True
        for level in reversed(self._levels):
            decision = _decision(level, path, folder=folder)
            if decision is not None:
                return decision
        return False


def _decision(level: tuple[Path, Any], path: Path, *, folder: bool) -> bool | None:
    base, spec = level
    relative = path.relative_to(base).as_posix() + ("/" if folder else "")
    decision: bool | None = spec.check_file(relative).include
    return decision


def _compile(lines: tuple[str, ...]) -> Any:  # noqa: ANN401 - pathspec's class has no narrower name across versions
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 - only a walk that meets patterns pays for it

    return GitIgnoreSpec.from_lines(lines)


@cache
def _read(file: Path) -> Any:  # noqa: ANN401
    try:
        text = file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    return _compile(tuple(text.splitlines())) if text.strip() else None


def is_file(path: Path) -> bool:
    """Whether a file is there; `Path.is_file` raises where the system finds the path too long."""
    return os.path.isfile(path)  # noqa: PTH113 - as the docstring says


def is_folder(path: Path) -> bool:
    """Whether a folder is there."""
    return os.path.isdir(path)  # noqa: PTH112 - as above


def is_there(path: Path) -> bool:
    """Whether anything is there that a path leads to."""
    return os.path.exists(path)  # noqa: PTH110 - as above
