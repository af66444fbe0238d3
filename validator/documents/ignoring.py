"""What a walk leaves out: `.gitignore` files and the `exclude` patterns of the settings."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


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
