"""Discovery: the files that are meant, and the project that each of them belongs to."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from itertools import islice

from validator.diagnostics import UsageError
from validator.documents import looks
from validator.documents.ignoring import Ignored
from validator.documents.looks import IGNORE_FILE, NEVER, PYPROJECT, SETTINGS_FILE, is_candidate, is_regular
from validator.documents.paths import above, as_path, is_inside
from validator.documents.source import UnreadableError, display, display_inside, head_of
from validator.lazy import lazy
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from validator.diagnostics import Request
    from validator.documents.paths import AnyPath

SETTINGS_BYTES = 1024 * 1024
"""Of a file with settings no more is read."""

_WILD = frozenset("*?[")
_TABLE = lazy(
    rb"^[ \t]*\[{1,2}[ \t]*[\"']?tool[\"']?[ \t]*\.[ \t]*[\"']?appxlint[\"']?[ \t]*[.\]]", re.MULTILINE
)


class Found(NamedTuple):
    """A file to look at: its path as the user would type it, and whether a person named it.

    It lies in `folder`, where it has the name that its path ends with, or a `name` of its own. `start` is the named
    folder whose walk came upon it, the nearest where there are several, and `plain` that the walk saw it to be no link.
    """

    path: str
    folder: str
    named: bool
    start: str | None = None
    name: str = ""
    plain: bool = False

    @classmethod
    def at(cls, path: str, file: AnyPath, *, named: bool) -> Found:
        """Return a file by where it lies."""
        folder, name = os.path.split(file)
        return cls(path, folder, named, None, "" if name == path.rpartition("/")[2] else name, False)  # noqa: FBT003

    @property
    def where(self) -> str:
        """The path from the root."""
        folder, name = self.folder, self.name or self.path.rpartition("/")[2]
        # Asked for many times for each file: joining takes thrice as long, and only the root ends with a separator.
        return os.path.join(folder, name) if folder.endswith(os.sep) else f"{folder}{os.sep}{name}"

    @property
    def file(self) -> Path:
        """Where the file lies; most files are found in great numbers and read once, so this is made on demand."""
        from pathlib import Path  # noqa: PLC0415 - a run that finds nothing has paths as texts

        return Path(self.where)

    @property
    def key(self) -> str:
        """What the same file has wherever it is found: its path, in small letters where the system has it so."""
        return os.path.normcase(self.where)


def expand(arguments: Iterable[str]) -> tuple[list[Found], list[tuple[str, str]]]:
    """Return the files that arguments mean, in order and each once, and the arguments that mean nothing, with why."""
    found: dict[str, Found] = {}
    missing: list[tuple[str, str]] = []
    for argument in arguments:
        paths, reason = _meant(argument)
        if reason:
            missing.append((argument, reason))
        for path in paths:
            for each in _files(path):
                earlier = found.get(each.key)
                if earlier is None or _is_closer(each, earlier):
                    found[each.key] = each
    return list(found.values()), missing


def in_order(found: Iterable[Found]) -> list[Found]:
    """Return files in the order in which a project is read: `acme.yaml` before `acme-2.yaml`, which may be its copy."""
    return sorted(found, key=lambda each: order_of(each.path))


def order_of(path: str) -> tuple[str, str]:
    """Return what the files of a project are ordered by."""
    return path.rpartition(".")[0].replace("/", "\0"), path


def _is_closer(found: Found, earlier: Found) -> bool:
    """Whether an argument names a file more closely than an earlier one: itself, or a folder further down."""
    if found.start is None or earlier.start is None:
        return found.named and not earlier.named
    return is_inside(found.start, earlier.start)


def _meant(argument: str) -> tuple[list[str], str]:
    """Return the paths that an argument means; where it means none, or one that cannot be looked into, why."""
    path = as_path(argument)
    try:
        exists = bool(argument) and looks.is_named(path)
        if exists and is_folder(path):
            looks.try_to_list(path)
        if not exists:
            looks.refused()  # a pattern: the folders that it leads through are not noted
        paths = [path] if exists else _matches(path) if _WILD.intersection(argument) else []
    except (OSError, ValueError) as error:
        return [], "permission denied" if isinstance(error, PermissionError) else "no such file or folder"
    return paths, "" if paths else "no such file or folder"


def _matches(text: str) -> list[str]:
    from pathlib import Path  # noqa: PLC0415 - as a rule the shell has filled patterns in

    pattern = Path(text)
    start = Path(pattern.anchor)
    found = start.glob(pattern.relative_to(start).as_posix()) if pattern.is_absolute() else Path().glob(text)
    return [f"{each}" for each in sorted(found) if looks.is_named(each)]


def walk(folder: AnyPath, exclude: Iterable[str] = (), *, nested: bool = True) -> Iterator[Path]:
    """Yield the YAML and JSON files below a folder, in order, but for ignored ones.

    A folder that may not be looked into is yielded itself, as a file that may not be read would be.

    `.gitignore` files are honoured, also those above the folder in its repository, unless they ignore the folder
    itself. Links to folders are not followed. `nested` false leaves out folders that are projects of their own.
    """
    from pathlib import Path  # noqa: PLC0415 - for those who need more of a path than its text

    for current, names, _ in _walked(os.fspath(folder), exclude, nested=nested):
        for name in names:
            yield Path(current, name)


def found_below(
    folder: AnyPath,
    exclude: Iterable[str] = (),
    *,
    nested: bool = True,
    start: str | None = None,
    most: int | None = None,
) -> Iterator[Found]:
    """Yield what `walk` yields, with the path that a user would type, out of no more than so many folders."""
    for current, names, links in islice(_walked(os.fspath(folder), exclude, nested=nested), most):
        before = display_inside(current)
        for name in names:
            if name:
                yield Found(f"{before}{name}", current, False, start, "", name not in links)  # noqa: FBT003 - many are made
            else:
                yield Found.at(display(current), current, named=False)._replace(start=start)


def _walked(
    folder: str, exclude: Iterable[str], *, nested: bool
) -> Iterator[tuple[str, list[str], set[str]]]:
    """Yield each folder of a walk with the names of its files, and those of them that are links.

    An empty name stands where it may not be looked into.
    """
    waiting = [(folder, Ignored.above(folder, tuple(exclude)))]
    while waiting:
        current, ignored = waiting.pop()
        try:
            entries = _entries(current)
        except PermissionError:
            yield current, [""], set()
            continue
        inside = ignored.within(current) if any(each.name == IGNORE_FILE for each in entries) else ignored
        folders, names = [], []
        for entry in entries:
            if not entry.is_dir(follow_symlinks=False):
                if (
                    is_candidate(entry.name)
                    and is_regular(entry)
                    and (inside.is_empty or not inside.covers(os.path.join(current, entry.name)))
                ):
                    names.append(entry.name)
                continue
            path = os.path.join(current, entry.name)
            if (
                entry.name not in NEVER
                and not inside.covers(path, folder=True)
                and (nested or not _is_project(path))
            ):
                folders.append((path, inside))
        yield current, names, looks.links_among(entries)
        waiting.extend(reversed(folders))


def has_settings(folder: AnyPath) -> bool:
    """Whether a folder holds settings, and so is the root of a project; a link that leads nowhere is meant to.

    Raises:
        UsageError: the system refuses to say what its pyproject.toml holds.
    """
    if looks.is_named(os.path.join(folder, SETTINGS_FILE)):
        return True
    pyproject = os.path.join(folder, PYPROJECT)
    if not is_file(pyproject):
        return False
    try:
        data, size = head_of(pyproject, SETTINGS_BYTES)
    except (FileNotFoundError, UnreadableError):
        return False
    except OSError as error:
        why = (error.strerror or "the system cannot read it").lower()
        raise UsageError(f"{display(pyproject)}: {why}; whether it holds settings is not known") from None
    return b"appxlint" in data and has_table(data, whole=size <= SETTINGS_BYTES)


@lru_cache(maxsize=16)
def has_table(data: bytes, *, whole: bool) -> bool:
    """Whether a pyproject.toml has a table of ours, or something in the place of all tables.

    Of one that is no TOML, or cut off, it is whether it has the header.
    """
    if not whole:
        return _TABLE.search(data) is not None
    import tomllib  # noqa: PLC0415 - few name appxlint, and those that do are read by it later

    from validator.documents.toml_depth import key_too_deep  # noqa: PLC0415 - as above

    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
        if key_too_deep(text) is not None:
            return _TABLE.search(data) is not None
        tool = tomllib.loads(text).get("tool", {})
    except (ValueError, RecursionError):
        return _TABLE.search(data) is not None
    return not isinstance(tool, dict) or "appxlint" in tool


Roots = tuple["str | None", "str | None"]
"""The nearest folder with settings at or above a folder, and the nearest git root."""


def project_root(file: Path) -> Path | None:
    """Return the root of a file's project: the nearest folder with settings, else the git root, if there is either."""
    from pathlib import Path  # noqa: PLC0415 - a run that finds nothing has paths as texts

    root = _root_around(os.fspath(file), {})
    return Path(root) if root is not None else None


def _root_around(file: str, known: dict[str, Roots]) -> str | None:
    """Return the root of a file's project; `known` keeps what was found for the folders of further files."""
    passed: list[str] = []
    root, git = None, None
    for folder in above(file):
        passed.append(folder)
        if folder in known or has_settings(folder):
            root, git = known.get(folder, (folder, None))
            break
    for folder in reversed(passed):
        git = folder if folder not in known and is_there(os.path.join(folder, ".git")) else git
        known[folder] = (root, git)
    return root or git


def _files(path: str) -> Iterator[Found]:
    absolute = os.path.abspath(path)
    if is_folder(absolute):
        yield from found_below(absolute, start=absolute)
    else:
        yield Found.at(display(absolute), absolute, named=True)


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        return looks.entries(folder)
    except PermissionError:
        raise
    except OSError:
        return []


def _is_project(folder: str) -> bool:
    return has_settings(folder) or is_there(os.path.join(folder, ".git"))


def each_once(found: Iterable[Found]) -> list[Found]:
    """Return files, each once by whatever links it is reached: as it was named, else as it lies there itself."""
    folders: dict[str, str] = {}
    kept: dict[str, Found] = {}
    for each in found:
        real = each.key if each.plain and _is_real(each.folder, folders) else _real(each.where, folders)
        earlier = kept.get(real)
        if earlier is None or _is_nearer(each, earlier, real):
            kept[real] = each
    return list(kept.values())


def _is_real(folder: str, folders: dict[str, str]) -> bool:
    """Whether no link leads to a folder; `folders` keeps where further ones lie."""
    real = folders.get(folder)
    if real is None:
        real = folders[folder] = looks.real(folder)
    return real == folder


def _real(file: str, folders: dict[str, str]) -> str:
    """Return the file that a path leads to; `folders` keeps where those of further files lie."""
    if looks.is_link(file):
        return os.path.normcase(looks.real(file))
    folder, name = os.path.split(file)
    real = folders.get(folder)
    if real is None:
        real = folders[folder] = looks.real(folder)
    return os.path.normcase(file if real == folder else os.path.join(real, name))


def _is_nearer(found: Found, earlier: Found, real: str) -> bool:
    if found.named != earlier.named:
        return found.named
    return found.key == real != earlier.key


def by_project(found: Sequence[Found], request: Request) -> dict[str, list[Found]]:
    """Group files by the root of their project; standard input belongs to the project of its given name."""
    groups: dict[str, list[Found]] = {}
    roots: dict[str, str | None] = {}
    known: dict[str, Roots] = {}
    spelled: dict[str, str] = {}
    if request.stdin is not None:
        file = os.path.abspath(request.stdin_filename)
        found = [Found.at(request.stdin_filename, file, named=True), *found]
    loose: list[Found] = []
    for each in found:
        folder = each.folder
        if folder not in roots:
            given = os.path.abspath(request.project) if request.project is not None else None
            roots[folder] = given or _root_around(each.where, known)
        root = roots[folder]
        if root is None:
            loose.append(each)
        else:
            groups.setdefault(spelled.setdefault(os.path.normcase(root), root), []).append(each)
    for each in loose:
        groups.setdefault(_without_root(each, loose), []).append(each)
    return groups


def _without_root(found: Found, loose: Sequence[Found]) -> str:
    """Return the root for a file outside any repository and project, of all such files of a run.

    That is the working folder where it holds the file, else the nearest folder that holds all that was named; nothing
    as wide as a whole home or disk.
    """
    here = os.getcwd()
    if is_inside(found.where, here) and not _is_wide(here):
        return here
    own = found.start or found.folder
    try:
        common = os.path.commonpath([each.start or each.folder for each in loose])
    except ValueError:
        return own
    return own if _is_wide(common) else common


def _is_wide(folder: str) -> bool:
    return os.path.dirname(folder) == folder or folder == as_path(os.path.expanduser("~"))


def is_file(path: AnyPath) -> bool:
    """Whether a file is there; `Path.is_file` raises where the system finds the path too long."""
    return looks.kind(path) == "file"


def is_folder(path: AnyPath) -> bool:
    """Whether a folder is there."""
    return looks.kind(path) == "folder"


def is_there(path: AnyPath) -> bool:
    """Whether anything is there that a path leads to."""
    return looks.is_there(path)


def whole(path: AnyPath) -> Path:
    """Return a path from the root, without `..`, so that the same file has the same path; links are left alone."""
    from pathlib import Path  # noqa: PLC0415 - a run that finds nothing has paths as texts

    return Path(os.path.abspath(path))
