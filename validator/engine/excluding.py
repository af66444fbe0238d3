"""Which of the files that were found the setting `exclude` leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.documents.discover import has_settings
from validator.documents.ignoring import is_pattern, left_out
from validator.project.settings import SettingsError, load

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from validator.diagnostics import Request
    from validator.documents.discover import Found
    from validator.project.settings import Settings


class _Patterns(NamedTuple):
    """The setting `exclude` of a project, and the project's root."""

    root: Path
    exclude: tuple[str, ...]


def without_excluded(files: Sequence[Found], root: Path, settings: Settings, request: Request) -> list[Found]:
    """Return a project's files but for those that `exclude` leaves out, the project's own or that of one around it.

    It speaks of what a walk comes upon below a named folder, and under `force_exclude` of what is named as well.

    Raises:
        SettingsError: an entry of `exclude` is no pattern, or the settings of a project around this one cannot be used.
    """
    judged = [each for each in files if request.force_exclude or not each.named]
    starts = {None if request.force_exclude else each.start for each in judged}
    from_outside = None in starts or not starts.isdisjoint(root.parents)
    patterns = [_patterns(root, settings), *(_around(root, request) if from_outside else ())]
    if not any(each.exclude for each in patterns):
        return [*files]
    out = {each.file for each in judged if _is_left_out(each, patterns, force=request.force_exclude)}
    return [each for each in files if each.file not in out]


def _around(root: Path, request: Request) -> Iterator[_Patterns]:
    """Yield the patterns of the projects that a project lies in, from the inside out."""
    if request.project is None:
        for folder in root.parents:
            if has_settings(folder):
                yield _patterns(folder, load(folder, request.config))


def _patterns(root: Path, settings: Settings) -> _Patterns:
    for line in settings.exclude:
        if not is_pattern(line):
            from validator.words import quoted  # noqa: PLC0415 - needed only once something is wrong

            raise SettingsError(
                f"exclude: {quoted(line)} is not a pattern; write it as in a .gitignore, with forward slashes"
            )
    return _Patterns(root, settings.exclude)


def _is_left_out(found: Found, patterns: Sequence[_Patterns], *, force: bool) -> bool:
    """Whether a walk does not get to a file: each project judges what lies in it, another project as a folder."""
    start = None if force else found.start
    path = found.file
    for root, exclude in patterns:
        if left_out(path, root, exclude, start, folder=path != found.file):
            return True
        if start is not None and start not in root.parents:
            return False
        path = root
    return False
