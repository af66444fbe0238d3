"""What a change brought about: the findings of a project that its check at a revision did not have.

Both times the whole project is checked, with the settings that it has then, so that nothing need be known of what
depends on what: whatever the second check says and the first one did not is new.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

from validator.diagnostics import Since, UsageError, reading_order
from validator.documents.discover import is_folder, whole
from validator.documents.source import display
from validator.engine.earlier import findings_of, were_there
from validator.engine.run import check_projects, report_of
from validator.git.asking import Contents
from validator.git.looking import looked_at
from validator.git.repository import (
    SHALLOW,
    changes_since,
    commit_of,
    common,
    files_of,
    is_part,
    nothing,
    repository_of,
    staged,
)
from validator.git.snapshot import Snapshot
from validator.git.work_tree import WorkTree
from validator.project.settings import SettingsError
from validator.values import NamedTuple
from validator.words import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from contextlib import AbstractContextManager

    from validator.diagnostics import Diagnostic, Report, Request
    from validator.engine.earlier import Findings
    from validator.engine.run import Outcome
    from validator.git.repository import Change, Repository


class Base(NamedTuple):
    """What a project is held against: a revision in the user's words, its commit if there is one, and its tree."""

    revision: str
    commit: str
    tree: str


class Compared(NamedTuple):
    """The report on what is new; `remark` says why nothing could be held against the revision, if so."""

    report: Report
    remark: str = ""


class Comparison:
    """A project as it is now, in the work tree or in the index, and as it was at a revision."""

    def __init__(
        self,
        repository: Repository,
        base: Base,
        changes: Sequence[Change],
        then: Snapshot,
        present: Snapshot | WorkTree,
    ) -> None:
        self._repository = repository
        self._top = repository.top
        self._base = base
        self._renamed = {each.before: each.stored.path for each in changes if each.status == "R"}
        self._then = then
        self._present = present

    def as_it_is(self) -> AbstractContextManager[object]:
        """Look at the project as it is now."""
        return looked_at(self._present)

    def compared(self, request: Request) -> Compared:
        """Check what a request asks for, and return the report on what is new.

        Raises:
            UsageError: something that is asked for lies outside of the repository, or the settings cannot be used.
        """
        for path in request.paths:
            place = whole(path)
            if not is_part(self._repository, f"{place / '_' if is_folder(place) else place}"):
                raise UsageError(f"{path} lies outside of the repository {self._top}")
        with self.as_it_is():
            # What other processes read they read on the disk.
            asked = request if isinstance(self._present, WorkTree) else request._replace(jobs=1)
            report, outcomes = check_projects(asked)
            found = _findings(outcomes, {})
        earlier, remark = self._earlier(request, outcomes) if found.traits else (None, "")
        known = were_there(found, earlier) if earlier is not None else [False] * len(found.traits)
        return Compared(self._reported(request, report, outcomes, known), remark)

    def _earlier(self, request: Request, outcomes: Sequence[Outcome]) -> tuple[Findings | None, str]:
        """Return the findings of the projects as they were; nothing, and why, where their settings were of no use."""
        named = {whole(path) for path in request.paths}
        before = [self._shown(old) for old, new in self._renamed.items() if self._top / new in named]
        roots = [f"{root}" for each in outcomes if (root := each.linter.project.root) is not None]
        paths = tuple(dict.fromkeys((*request.paths, *before, *roots)))
        with looked_at(self._then):
            try:
                _, then = check_projects(request._replace(paths=paths, jobs=1))
            except SettingsError as error:
                words = f"{self._base.revision}: {error}; so every finding counts as new"
                return None, words
            heirs = {self._shown(old): self._shown(new) for old, new in self._renamed.items()}
            return _findings(then, heirs), ""

    def _reported(
        self, request: Request, report: Report, outcomes: Sequence[Outcome], known: Sequence[bool]
    ) -> Report:
        """Return the report on the findings that are not known."""
        marks = iter(known)
        old: list[Diagnostic] = []
        kept: list[Outcome] = []
        for each in outcomes:
            marked = [(found, next(marks)) for found in each.diagnostics]
            old += [found for found, is_known in marked if is_known]
            kept.append(each._replace(diagnostics=[found for found, is_known in marked if not is_known]))
        new = report_of(kept, report.problems, request)
        since = Since(self._base.revision, self._base.commit, len(old))
        return new._replace(
            known=tuple(sorted(old, key=reading_order)), summary=new.summary._replace(since=since)
        )

    def _shown(self, path: str) -> str:
        return display(self._top / path)


@contextlib.contextmanager
def comparison(
    paths: Sequence[str], since: str | None, *, index: bool, apart: Sequence[Path] = ()
) -> Iterator[Comparison]:
    """Hold what some paths name against the commit where HEAD left a revision, against HEAD itself if none is named.

    `index` says that what is staged is meant, and not the work tree. Files that are `apart` are the same both times.

    Raises:
        UsageError: there is no git, no repository, no such revision, or the index cannot be used.
    """
    repository = repository_of(Path(paths[0] if paths else "."))
    base = _base(repository, since)
    changes = changes_since(repository, base.tree)
    files = files_of(repository, base.tree, base.revision)
    with Contents(repository.top) as contents:
        then = Snapshot(repository.top, base.revision, files, contents, apart)
        now: Snapshot | WorkTree = WorkTree(repository.top)
        if index:
            now = Snapshot(repository.top, "index", staged(files, changes), contents, apart)
        yield Comparison(repository, base, changes, then, now)


def _base(repository: Repository, since: str | None) -> Base:
    head = commit_of(repository, "HEAD")
    if since is None:
        return Base("HEAD", head, head or nothing(repository))
    commit = commit_of(repository, since)
    if not commit:
        raise UsageError(f"--since: git knows no revision {quoted(since)}{_remedy(repository, since)}")
    shared = common(repository, commit, head) if head else ""
    if not shared:
        more = f"; {SHALLOW}" if repository.shallow else ""
        raise UsageError(f"--since: {quoted(since)} and HEAD have no commit in common{more}")
    return Base(since, shared, shared)


def _remedy(repository: Repository, revision: str) -> str:
    if commit_of(repository, f"origin/{revision}"):
        return f"; origin/{revision} is there"
    return f"; {SHALLOW}" if repository.shallow else ""


def _findings(outcomes: Sequence[Outcome], heirs: dict[str, str]) -> Findings:
    return findings_of(((each.linter.project, each.diagnostics) for each in outcomes), heirs)
