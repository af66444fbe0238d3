"""Rounds of fixes over whole projects: each round checks what the one before made, until nothing is left to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.engine.fixes import Refused, mend
from validator.engine.run import check_projects
from validator.engine.takeovers import apart

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from validator.diagnostics import Diagnostic, Report, Request
    from validator.documents.source import Source
    from validator.engine.run import Outcome
    from validator.project.project import Project

ROUNDS = 10


class Version(NamedTuple):
    """A file as one round read it, in its project."""

    source: Source
    project: Project


class Rewritten(NamedTuple):
    """A file that the fixes changed: as it was, as it is to be, and the findings that were fixed in it."""

    before: Version
    after: Version
    fixed: tuple[Diagnostic, ...]

    @property
    def path(self) -> str:
        """The file's path as the user would type it."""
        return self.before.source.path

    def old(self) -> bytes:
        """Return the bytes that were read."""
        return self.before.source.encoded(self.before.source.text)

    def new(self) -> bytes:
        """Return the bytes that are to stand in their place."""
        return self.after.source.encoded(self.after.source.text)


class Fixed(NamedTuple):
    """What fixes make of the files of a request; nothing is written yet.

    `first` reports on the files as they are, `last` as they will be. `settled` is false where there was still
    something to fix after the last round.
    """

    first: Report
    last: Report
    files: tuple[Rewritten, ...]
    refused: tuple[Refused, ...]
    settled: bool


def fix_all(request: Request, *, unsafe: bool) -> Fixed:
    """Fix what can be fixed in the files that a request names, in memory and round by round.

    Only named files are changed, not those that merely depend on one. A finding that is suppressed is not fixed.

    Raises:
        SettingsError: the settings of a project, or the request's own, cannot be used.
    """
    report, outcomes = check_projects(request)
    first, before = report, _versions(outcomes)
    made: dict[str, list[Diagnostic]] = {}
    for _ in range(ROUNDS):
        changed, refused = _round(outcomes, made, unsafe=unsafe)
        if not changed:
            break
        request = _with(request, changed)
        report, outcomes = check_projects(request)
    else:
        changed, refused = _round(outcomes, {}, unsafe=unsafe)
    after = _versions(outcomes)
    files = tuple(
        Rewritten(before[path], after[path], tuple(found))
        for path, found in sorted(made.items())
        if path in after and before[path].source.text != after[path].source.text
    )
    return Fixed(first, report, files, tuple(refused), settled=not changed)


def _round(
    outcomes: list[Outcome], made: dict[str, list[Diagnostic]], *, unsafe: bool
) -> tuple[dict[Source, bytes], list[Refused]]:
    """Return the bytes of the files that one round changes, and the fixes that it refuses; note those it makes."""
    changed: dict[Source, bytes] = {}
    refused: list[Refused] = []
    for outcome in outcomes:
        versions, limits = _versions([outcome]), outcome.linter.project.settings.limits
        wanted = [each for each in outcome.diagnostics if each.fix is not None and (each.fix.safe or unsafe)]
        kept, clashing = apart(wanted, outcome.loaded.project) if wanted else ([], [])
        refused += [each for each in clashing if each.diagnostic.path in outcome.files]
        for path, diagnostics in _by_file(outcome.files, kept):
            source = versions[path].source
            mended = mend(source, diagnostics, limits)
            refused += mended.refused
            if mended.applied:
                changed[source] = source.encoded(mended.text)
                made.setdefault(path, []).extend(mended.applied)
    return changed, refused


def _by_file(files: list[str], diagnostics: list[Diagnostic]) -> Iterator[tuple[str, list[Diagnostic]]]:
    for path in files:
        found = [each for each in diagnostics if each.path == path]
        if found:
            yield path, found


def _versions(outcomes: list[Outcome]) -> dict[str, Version]:
    return {
        document.path: Version(document.source, outcome.loaded.project)
        for outcome in outcomes
        for document in outcome.loaded.project.documents
    }


def _with(request: Request, changed: Mapping[Source, bytes]) -> Request:
    contents = dict(request.contents or {})
    for source, data in changed.items():
        if request.stdin is not None and source.path == request.stdin_filename:
            request = request._replace(stdin=data)
        elif source.file is not None:
            contents[source.file] = data
    return request._replace(contents=contents)
