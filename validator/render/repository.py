"""Paths as a server that shows a repository knows them, wherever in it the command was started."""

from __future__ import annotations

import os.path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from validator.diagnostics import Diagnostic, Report


def root_above(folder: str) -> str | None:
    """Return the repository that a folder lies in, None where it lies in none."""
    while not os.path.lexists(os.path.join(folder, ".git")):  # noqa: PTH118 - strings are what reports hold
        above = os.path.dirname(folder)  # noqa: PTH120 - as above
        if above == folder:
            return None
        folder = above
    return folder


def in_repository(report: Report, root: str, folder: str) -> Report:
    """Return a report whose paths begin at the root of the repository; what lies outside keeps its path.

    `root` and `folder`, in which the paths of the report begin, are absolute.
    """

    def moved(path: str) -> str:
        if path.startswith("<"):  # standard input, which lies nowhere
            return path
        whole = os.path.normpath(os.path.join(folder, path))  # noqa: PTH118 - as above
        inside = os.path.relpath(whole, root).replace(os.sep, "/")
        return path if inside == ".." or inside.startswith("../") else inside

    return report._replace(
        diagnostics=tuple(_moved(each, moved) for each in report.diagnostics),
        suppressed=tuple(_moved(each, moved) for each in report.suppressed),
        omitted=tuple(_moved(each, moved) for each in report.omitted),
        known=tuple(_moved(each, moved) for each in report.known),
        files=tuple(moved(path) for path in report.files),
        problems=tuple(
            each._replace(path=moved(each.path)) if each.path else each for each in report.problems
        ),
        live=tuple(each._replace(path=moved(each.path)) if each.path else each for each in report.live),
    )


def _moved(found: Diagnostic, moved: Callable[[str], str]) -> Diagnostic:
    return found._replace(
        path=moved(found.path), related=tuple(each._replace(path=moved(each.path)) for each in found.related)
    )
