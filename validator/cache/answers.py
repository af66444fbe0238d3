"""Whole answers: the report of a command line, given again while all that it hangs on is as it was.

An answer is known by the tool, the working folder and the options that matter. It says which state of files and folders
it hangs on, which several answers share, and what else was looked at.
"""

from __future__ import annotations

import os
import time

from validator.cache import state, tool
from validator.documents.looks import digest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeAlias

    from validator.cache.folder import Folder
    from validator.cache.known_files import KnownFiles, RestsOn
    from validator.cache.known_part import Earlier, KnownPart
    from validator.diagnostics import Limits, Report, Severity
    from validator.documents.looks import Notes

Walk: TypeAlias = "tuple[bool, bool]"
"""Whether a walk of a project finds all of its files that a run looks at, and no more than were asked for."""

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

    __slots__ = ("_asked", "_by_content", "_earlier", "_folder", "_tool")

    def __init__(self, folder: Folder, of_tool: str, asked: str, *, by_content: bool) -> None:
        self._folder = folder
        self._tool = of_tool
        self._asked = asked
        self._by_content = by_content
        self._earlier: Earlier | None = None

    @property
    def _name(self) -> str:
        return digest(self._asked.encode("utf-8", "surrogatepass")) + ".answer"

    def known_projects(self, notes: Notes) -> KnownProjects:
        """Return what is known of projects, for a run that notes what it looks at."""
        return KnownProjects(self._folder, self._tool, notes, self._earlier, by_content=self._by_content)

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

    def keep(self, answer: Answer, notes: Notes) -> RestsOn | None:
        """Keep an answer with the notes of what was looked at for it, if it is one that can be kept.

        What is returned is what it rests on, None where that cannot be kept.
        """
        name, beside = state.name_of(notes), state.beside(notes)
        report = _report(answer)
        if notes.odd or name is None or beside is None or report is None:
            return None
        if not self._folder.keep(f"{name}.state", state.written(notes)):
            return None
        self._write(report, name, notes.day, beside)
        return name, beside

    def keep_part(self, answer: Answer, notes: Notes, part: KnownPart) -> None:
        """Keep an answer that rests on what was known of a part of a project, and on what was looked at since."""
        beside, text, report = state.beside(notes), part.sealed, _report(answer)
        if notes.odd or beside is None or text is None or report is None:
            return
        name = digest(text.encode("utf-8", "surrogateescape"))
        if self._folder.keep(f"{name}.state", text):
            before = part.columns.ground.beside
            self._write(report, name, notes.day, tuple(dict.fromkeys((*before, *beside))))

    def _write(self, report: Sequence[str], name: str, day: str, beside: Sequence[str]) -> None:
        *said, text = report
        head = [self._asked, name, day, *said, f"{len(beside)}", *beside]
        self._folder.keep(self._name, "\n".join([*head, text]))

    def _held(self, text: str) -> Kept | None:
        asked, name, day, line, fail_on, count, rest = text.split("\n", 6)
        lines = rest.split("\n", int(count))
        report = lines.pop()
        if asked != self._asked or (day and day != today()) or not all(map(state.is_still_so, lines)):
            return None
        file = f"{name}.state"
        seen = self._folder.read(file)
        if seen is None:
            return None
        now = state.compared(seen, by_content=self._by_content, most=seen.count("\n") // state.FEW)
        self._earlier = name, now
        if now is None or now.changed:
            return None
        if now.other:
            self._folder.keep(file, now.text())
        self._folder.used(file)
        return Kept(line, fail_on, report)


def _report(answer: Answer) -> tuple[str, str, str] | None:
    """Return a line of an answer, its severity, and its report; None where that cannot be kept."""
    from validator.cache import reports  # noqa: PLC0415 - asking needs nothing of it

    text = reports.written(answer.report)
    return None if text is None else (reports.line(answer.report), reports.level(answer.fail_on), text)


class KnownProjects:
    """What is known from earlier runs of the projects that a run looks at.

    `alone` is the root of a project that was asked for by that, if there is no other.
    """

    __slots__ = ("_by_content", "_earlier", "_folder", "_made", "_notes", "_outdated", "_tool", "alone")

    def __init__(
        self, folder: Folder, of_tool: str, notes: Notes, earlier: Earlier | None = None, *, by_content: bool
    ) -> None:
        self._folder = folder
        self._tool = of_tool
        self._notes = notes
        self._by_content = by_content
        self._earlier = earlier
        self._made: list[KnownFiles] = []
        self._outdated: set[str] = set()
        self.alone: str | None = None

    def files_of(self, root: str, limits: Limits, number: int, walk: Walk) -> KnownFiles | None:
        """Return what is known of the files of a project; None where nothing is kept of such a number."""
        if not LEAST <= number <= MOST:
            return None
        from validator.cache.known_files import KnownFiles  # noqa: PLC0415 - most projects are small

        known = KnownFiles(self._folder, self._asked(root, limits), self._notes, by_content=self._by_content)
        known.from_walk, finds_no_more = walk
        known.entire = known.from_walk and finds_no_more and self.alone == root
        known.outdated = root in self._outdated
        self._made.append(known)
        return known

    def may_have_part(self) -> bool:
        """Whether there may be a project that is known well enough for a check of a part of it."""
        return self._folder.holds(".columns")

    def part_of(self, root: str, limits: Limits, settings: str) -> KnownPart | None:
        """Return what is known of a project under some settings, by their sign, while little of it has changed."""
        from validator.cache.known_part import known_part  # noqa: PLC0415 - only few files are asked for so

        name = digest(self._asked(root, limits).encode("utf-8", "surrogatepass"))
        part = known_part(self._folder, name, self._earlier, by_content=self._by_content)
        if part is None or part.columns.ground.settings != settings:
            self.renew(root)
            return None
        return part

    def agree_with(self, part: KnownPart) -> bool:
        """Whether what was looked at is what the part rests on: a file may have changed meanwhile."""
        return part.seal(self._notes)

    def renew(self, root: str) -> None:
        """Have what is known of a project kept anew, as it is not of use any more."""
        self._outdated.add(root)

    def _asked(self, root: str, limits: Limits) -> str:
        return repr((self._tool, os.getcwd(), root, tuple(limits)))  # noqa: PTH109 - pathlib would cost start-up time

    def keep(self, rests_on: RestsOn | None = None) -> None:
        """Keep what is known from now on, if all that was looked at can be told."""
        if not self._notes.odd:
            for each in self._made:
                each.keep(rests_on)


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
