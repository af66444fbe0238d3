"""What a walk leaves out: `.gitignore` files and the `exclude` patterns of the settings.

Both speak of what a walk comes upon, and what a person names is looked at: a pattern that covers a named folder counts
inside it only for things there that bear the name it speaks of.
"""

from __future__ import annotations

import os
import re
from functools import cache
from itertools import takewhile

from validator.diagnostics import UsageError
from validator.documents import looks
from validator.documents.paths import above, inside, is_inside
from validator.documents.source import UnreadableError, display, head_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias

    from validator.documents.paths import AnyPath

Level: TypeAlias = "tuple[str, Any]"
"""The folder that patterns start from, and the patterns, compiled."""

_MOST = 1024 * 1024

_ANY = "\x01" * 40
"""A name that a pattern speaks of only if it speaks of every name."""


class Ignored:
    """Patterns by folder, outermost first; a deeper file decides over a shallower one, as git has it."""

    __slots__ = ("_exclude", "_levels")

    def __init__(self, levels: tuple[Level, ...], exclude: Level | None) -> None:
        self._levels = levels
        self._exclude = exclude

    @classmethod
    def above(cls, folder: str, exclude: tuple[str, ...]) -> Ignored:
        """Return what the files above a folder, up to its repository's root, have ignored inside it."""
        levels: list[Level] = []
        for parent in _above_in_repository(folder):
            levels[:0] = _levels_inside(folder, parent, _lines_in(parent))
        return cls(tuple(levels), (folder, _compile(exclude)) if exclude else None)

    def within(self, folder: str) -> Ignored:
        """Return what is ignored inside a folder: its own file joins in."""
        lines = _lines_in(folder)
        return Ignored((*self._levels, (folder, _compile(lines))), self._exclude) if lines else self

    @property
    def is_empty(self) -> bool:
        """Whether nothing can be left out."""
        return self._exclude is None and not self._levels

    def covers(self, path: str, *, folder: bool = False) -> bool:
        """Whether a path is left out."""
        if self._exclude is not None and _decision(self._exclude, path, folder=folder):
            return True
        for level in reversed(self._levels):
            decision = _decision(level, path, folder=folder)
            if decision is not None:
                return decision
        return False


def _above_in_repository(folder: str) -> tuple[str, ...]:
    """Return the folders above one, up to the root of its repository; none where it lies in no repository."""
    around = tuple(above(folder))
    for depth, each in enumerate((folder, *around)):
        if looks.is_there(os.path.join(each, ".git")):
            return around[:depth]
    return ()


def left_out(
    path: AnyPath, root: AnyPath, exclude: tuple[str, ...], start: str | None = None, *, folder: bool = False
) -> bool:
    """Whether the patterns of a project's root leave out a path below it, or a folder on the way there.

    `start` is the named folder that the walk begins at, None to judge as a walk through the whole project would.
    """
    if not exclude:
        return False
    path, root = os.fspath(path), os.fspath(root)
    first = start if start is not None and is_inside(start, root) else root
    if not is_inside(path, first):
        return False
    on_the_way = takewhile(lambda each: len(each) > len(first), above(path))
    return _says(path, first, root, exclude, folder=folder) or any(
        _says_of_folder(each, first, root, exclude) for each in on_the_way
    )


def is_pattern(line: str) -> bool:
    """Whether a line can be used as a pattern."""
    try:
        _spec((line,))
    except (ValueError, re.error):
        return False
    return True


@cache
def _says_of_folder(path: str, first: str, root: str, exclude: tuple[str, ...]) -> bool:
    return _says(path, first, root, exclude, folder=True)


def _says(path: str, first: str, root: str, exclude: tuple[str, ...], *, folder: bool) -> bool:
    return any(_decision(level, path, folder=folder) for level in _levels_inside(first, root, exclude))


@cache
def _levels_inside(named: str, base: str, lines: tuple[str, ...]) -> tuple[Level, ...]:
    """Return what patterns say of the things in a named folder; a pattern that covers the folder does not count.

    Where it is a name, which may stand anywhere, it counts for things of that name further down.
    """
    if named == base or not _matches(lines, anything := inside(os.path.join(named, _ANY), base)):
        return ((base, _compile(lines)),) if lines else ()
    covering = tuple(line for line in lines if _matches((line,), anything))
    rest = tuple(line for line in lines if line not in covering)
    names = tuple(line for line in covering if _is_name(line))
    return tuple((folder, _compile(some)) for folder, some in ((base, rest), (named, names)) if some)


def _is_name(line: str) -> bool:
    return "/" not in line.strip().rstrip("/") and not _matches((line,), _ANY)


def _matches(lines: tuple[str, ...], path: str) -> bool:
    return bool(lines) and bool(_compile(lines).match_file(path))


def _decision(level: Level, path: str, *, folder: bool) -> bool | None:
    base, spec = level
    relative = inside(path, base) + ("/" if folder else "")
    decision: bool | None = spec.check_file(relative).include
    return decision


@cache
def _compile(lines: tuple[str, ...]) -> Any:  # noqa: ANN401 - pathspec's class has no narrower name across versions
    """Return patterns as one; a line that is none, such as one that ends in a backslash, matches nothing as in git."""
    try:
        return _spec(lines)
    except (ValueError, re.error):
        return _compile(tuple(line for line in lines if is_pattern(line)))


def _spec(lines: tuple[str, ...]) -> Any:  # noqa: ANN401
    """Return patterns as one; what the library warns of in the expressions that it makes is no concern of users."""
    import warnings  # noqa: PLC0415 - only a walk that meets patterns pays for it

    from pathspec import GitIgnoreSpec  # noqa: PLC0415 - as above

    from validator.documents.steady import LONGEST, steady  # noqa: PLC0415 - as above

    if any(len(line) > LONGEST for line in lines):
        raise ValueError("a line is too long to be a pattern")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        spec = GitIgnoreSpec.from_lines(lines)
        for pattern in spec.patterns:
            made = pattern.regex.pattern if pattern.regex is not None else ""
            if made != (expression := steady(made)):
                pattern.regex = re.compile(expression)
    return spec


@cache
def _lines_in(folder: str) -> tuple[str, ...]:
    """Return the lines of a folder's own file."""
    file = os.path.join(folder, looks.IGNORE_FILE)
    try:
        data, size = head_of(file, _MOST)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return ()
    except OSError as error:
        raise _unusable(file, (error.strerror or "the system cannot read it").lower()) from None
    except UnreadableError as error:
        raise _unusable(file, f"{error}") from None
    if size > _MOST:
        raise _unusable(file, f"the file is {size:,} bytes long; one of more than {_MOST:,} is not read")
    text = data.decode("utf-8", "replace")
    return tuple(text.splitlines()) if text.strip() else ()


def forget() -> None:
    """Forget what `.gitignore` files held: within a run they are read once, and the next run reads them anew."""
    _lines_in.cache_clear()


def _unusable(file: str, why: str) -> UsageError:
    return UsageError(f"{display(file)}: {why}; what git ignores is not known without it")
