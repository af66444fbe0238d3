"""Whole answers: the report of a command line, given again while all that it hangs on is as it was.

An answer is known by the tool, the working folder and the options that matter. It says which state of files and folders
it hangs on, which several answers share, and what else was looked at.
"""

from __future__ import annotations

import os
import time

from validator.cache import state, tool
from validator.documents import looks
from validator.documents.looks import digest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.cache.folder import Folder
    from validator.cache.known_files import KnownFiles
    from validator.diagnostics import Limits, Report, Severity
    from validator.documents.looks import Notes

LEAST, MOST = 50, 20_000
"""Of a project with fewer files nothing is known but whole answers: reading them again is quicker than asking. Nor is
it of one with more, for it would take as much memory as the check.
"""

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120


class Answer:
    """What a run came to: its report, and from which severity on the exit code is 1; None for never."""

    __slots__ = ("fail_on", "report")

    def __init__(self, report: Report, fail_on: Severity | None) -> None:
        self.report = report
        self.fail_on = fail_on


class Kept:
    """An answer that still holds, as text; `line` is all that there is to say where nothing was found, else empty."""

    __slots__ = ("_fail_on", "_report", "line")

    def __init__(self, line: str, fail_on: str, report: str) -> None:
        self.line = line
        self._fail_on = fail_on
        self._report = report

    def answer(self) -> Answer | None:
        """Return the answer, None if the text is none."""
        from validator.cache import reports  # noqa: PLC0415 - most runs find nothing, and the line is enough

        try:
            return Answer(reports.read(self._report), reports.severity(self._fail_on))
        except (ValueError, TypeError, IndexError, KeyError, RecursionError):
            return None


class Shelf:
    """The place in a folder where the answer to one command line is kept."""

    __slots__ = ("_asked", "_by_content", "_folder", "_tool")

    def __init__(self, folder: Folder, of_tool: str, asked: str, *, by_content: bool) -> None:
        self._folder = folder
        self._tool = of_tool
        self._asked = asked
        self._by_content = by_content

    @property
    def _name(self) -> str:
        return digest(self._asked.encode("utf-8", "surrogatepass")) + ".answer"

    def known_projects(self, notes: Notes) -> KnownProjects:
        """Return what is known of projects, for a run that notes what it looks at."""
        return KnownProjects(self._folder, self._tool, notes, by_content=self._by_content)

    def find(self) -> Kept | None:
        """Return the answer that is kept; None where there is none, or something that it hangs on has changed."""
        text = self._folder.read(self._name)
        if text is None:
            return None
        try:
            kept = self._held(text)
        except (ValueError, IndexError):
            return None
        if kept is not None:
            self._folder.used(self._name)
        return kept

    def keep(self, answer: Answer, notes: Notes) -> None:
        """Keep an answer with the notes of what was looked at for it, if it is one that can be kept."""
        from validator.cache import reports  # noqa: PLC0415 - asking needs nothing of it

        name, report = state.name_of(notes), reports.written(answer.report)
        if notes.odd or name is None or report is None:
            return
        beside = [*_lines("kind", notes.kinds), *_lines("real", notes.real)]
        if any("\n" in each for each in beside):
            return
        said = [reports.line(answer.report), reports.level(answer.fail_on)]
        head = [self._asked, name, notes.day, *said, f"{len(beside)}", *beside]
        if self._folder.keep(f"{name}.state", state.written(notes)):
            self._folder.keep(self._name, "\n".join([*head, report]))

    def _held(self, text: str) -> Kept | None:
        asked, name, day, line, fail_on, count, rest = text.split("\n", 6)
        lines = rest.split("\n", int(count))
        report = lines.pop()
        if asked != self._asked or (day and day != today()) or not all(map(_is_still_so, lines)):
            return None
        file = f"{name}.state"
        seen = self._folder.read(file)
        now = state.held(seen, by_content=self._by_content) if seen is not None else None
        if now is None:
            return None
        if now is not seen:
            self._folder.keep(file, now)
        self._folder.used(file)
        return Kept(line, fail_on, report)


class KnownProjects:
    """What is known from earlier runs of the projects that a run looks at."""

    __slots__ = ("_by_content", "_folder", "_made", "_notes", "_tool")

    def __init__(self, folder: Folder, of_tool: str, notes: Notes, *, by_content: bool) -> None:
        self._folder = folder
        self._tool = of_tool
        self._notes = notes
        self._by_content = by_content
        self._made: list[KnownFiles] = []

    def files_of(self, root: str, limits: Limits, number: int) -> KnownFiles | None:
        """Return what is known of the files of a project; None where nothing is kept of such a number."""
        if not LEAST <= number <= MOST:
            return None
        from validator.cache.known_files import KnownFiles  # noqa: PLC0415 - most projects are small

        asked = repr((self._tool, os.getcwd(), root, tuple(limits)))  # noqa: PTH109 - pathlib would cost start-up time
        known = KnownFiles(self._folder, asked, self._notes, by_content=self._by_content)
        self._made.append(known)
        return known

    def keep(self) -> None:
        """Keep what is known from now on, if all that was looked at can be told."""
        if not self._notes.odd:
            for each in self._made:
                each.keep()


def shelf_of(folder: Folder, options: Sequence[object], *, by_content: bool) -> Shelf | None:
    """Return where the answer to options is kept; None where the tool cannot tell itself from others."""
    of_tool = tool.identity(_PACKAGE)
    try:
        here = os.getcwd()  # noqa: PTH109 - pathlib would cost start-up time
    except OSError:
        return None
    if of_tool is None:
        return None
    return Shelf(folder, of_tool, repr((of_tool, here, *options)), by_content=by_content)


def today() -> str:
    """Return the user's own day, as a text."""
    now = time.localtime(time.time())
    return f"{now.tm_year:04}-{now.tm_mon:02}-{now.tm_mday:02}"


def _lines(way: str, found: dict[str, str]) -> Iterator[str]:
    return (f"{way}\t{what}\t{path}" for path, what in found.items())


def _is_still_so(line: str) -> bool:
    way, what, path = line.split("\t", 2)
    return what == (looks.kind_of(path) if way == "kind" else os.path.realpath(path))
