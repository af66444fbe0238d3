"""One round of fixes over the files of a request: which are made, which are refused, and the request after them."""

from __future__ import annotations

from validator.documents.discover import expand
from validator.engine.identity import Identities, Renames, Spot
from validator.engine.mend import Refused, mend
from validator.engine.run import check_projects, findings_in
from validator.secrets.references import looks_like_reference
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from validator.diagnostics import Diagnostic, Intent, Report, Request
    from validator.documents.source import Source
    from validator.engine.identity import Identity
    from validator.engine.run import Outcome
    from validator.project.project import Project

_OUTSIDE = "the file lies outside the project, and only a link leads there; name it if it is meant"
_TAKEN = "its reference is used for another value already; write one of its own"


class State(NamedTuple):
    """The files of a request as some fixes leave them, checked."""

    request: Request
    report: Report
    outcomes: list[Outcome]
    identities: Identities

    def fixable(self, *, unsafe: bool) -> Iterator[tuple[Identity, Diagnostic]]:
        """Yield the findings of the requested files that have a fix which may be made."""
        for outcome in self.outcomes:
            files = frozenset(outcome.files)
            for each in outcome.diagnostics:
                if each.fix is not None and (each.fix.safe or unsafe) and each.path in files:
                    yield self.identities.of(each), each

    def everywhere(self) -> Iterator[tuple[Identity, Diagnostic]]:
        """Yield the findings that count in the whole of each project, files included that were not requested."""
        for outcome in self.outcomes:
            for each in findings_in(outcome, None, self.request):
                yield self.identities.of(each), each


class Step(NamedTuple):
    """What a round does: the new bytes of files, the findings that it fixes in each, and the fixes that it refuses."""

    changed: Mapping[Source, bytes]
    made: Mapping[str, tuple[Diagnostic, ...]]
    refused: tuple[Refused, ...]
    renames: Renames


def checked(request: Request) -> State:
    """Check the files of a request.

    Raises:
        SettingsError: the settings of a project, or the request's own, cannot be used.
    """
    report, outcomes = check_projects(request)
    documents = (document for outcome in outcomes for document in outcome.loaded.project.documents)
    return State(request, report, outcomes, Identities(documents))


def spots_of(diagnostic: Diagnostic) -> list[Spot]:
    """Return the parts that a finding's fix changes."""
    intents = diagnostic.fix.intents if diagnostic.fix is not None else ()
    return [Spot(diagnostic.path, each.document, each.route) for each in intents]


def round_of(state: State, is_wanted: Callable[[Identity], bool], *, unsafe: bool) -> Step:
    """Return what a round of the wanted fixes does."""
    outside = _Outside(state.request)
    wanted: dict[str, list[Diagnostic]] = {}
    for identity, each in state.fixable(unsafe=unsafe):
        if is_wanted(identity):
            wanted.setdefault(each.path, []).append(each)
    steps = [_in_project(outcome, wanted, outside) for outcome in state.outcomes] if wanted else []
    changed = {source: data for step in steps for source, data in step.changed.items()}
    made = {path: found for step in steps for path, found in step.made.items()}
    renames = Renames()
    for path, found in made.items():
        renames.add(path, (intent for each in found if each.fix is not None for intent in each.fix.intents))
    return Step(changed, made, tuple(each for step in steps for each in step.refused), renames)


def _in_project(outcome: Outcome, wanted: Mapping[str, list[Diagnostic]], outside: _Outside) -> Step:
    project = outcome.loaded.project
    sources = {document.path: document.source for document in project.documents}
    own = [each for path in outcome.files for each in wanted.get(path, ())]
    refused = references_taken(own, project) if own else []
    taken = {id(each.diagnostic) for each in refused}
    changed: dict[Source, bytes] = {}
    made: dict[str, tuple[Diagnostic, ...]] = {}
    for path in outcome.files:
        diagnostics = [each for each in wanted.get(path, ()) if id(each) not in taken]
        if diagnostics and outside.holds(sources[path], project):
            refused += [Refused(each, _OUTSIDE) for each in diagnostics]
        elif diagnostics:
            mended = mend(sources[path], diagnostics, project.settings.limits)
            refused += mended.refused
            if mended.applied:
                changed[sources[path]] = sources[path].encoded(mended.text)
                made[path] = mended.applied
    return Step(changed, made, tuple(refused), Renames())


class _Outside:
    """Which files a walk came upon that a link brings into a project from elsewhere."""

    __slots__ = ("_named", "_request")

    def __init__(self, request: Request) -> None:
        self._request = request
        self._named: frozenset[Path] | None = None

    def holds(self, source: Source, project: Project) -> bool:
        """Whether a source lies outside the project, and nobody named it."""
        if source.file is None or project.root is None or not source.file.is_relative_to(project.root):
            return False
        if source.file.resolve().is_relative_to(project.root.resolve()):
            return False
        if self._named is None:
            self._named = frozenset(each.file for each in expand(self._request.paths)[0] if each.named)
        return source.file not in self._named and source.path != self._request.stdin_filename


def after(request: Request, changed: Mapping[Source, bytes]) -> Request:
    """Return a request with new bytes in the place of what its files hold."""
    contents = dict(request.contents or {})
    for source, data in changed.items():
        if request.stdin is not None and source.path == request.stdin_filename:
            request = request._replace(stdin=data)
        elif source.file is not None:
            contents[source.file] = data
    return request._replace(contents=contents)


def references_taken(diagnostics: Iterable[Diagnostic], project: Project) -> list[Refused]:
    """Return the diagnostics whose fixes would write a reference that stands for another value already.

    No two different secrets may end up behind one reference; places that hold one and the same value may share it.
    """
    wanted = [(each, _references(each)) for each in diagnostics]
    if not any(references for _, references in wanted):
        return []
    read = {leaf.node.text for document in project.documents for leaf in document.leaves()}
    values = _Values(project)
    behind: dict[str, str] = {}
    refused: list[Refused] = []
    for each, references in wanted:
        meant = [(f"{intent.text}", values.of(each.path, intent)) for intent in references]
        if any(text in read or behind.get(text, value) != value for text, value in meant):
            refused.append(Refused(each, _TAKEN))
        else:
            behind.update(meant)
    return refused


def _references(diagnostic: Diagnostic) -> list[Intent]:
    intents = diagnostic.fix.intents if diagnostic.fix is not None else ()
    return [intent for intent in intents if intent.text and looks_like_reference(intent.text)]


class _Values:
    """The texts that fixes replace; they stay in this module."""

    __slots__ = ("_documents",)

    def __init__(self, project: Project) -> None:
        self._documents = {
            (document.path, document.index): document for document in reversed(project.documents)
        }

    def of(self, path: str, intent: Intent) -> str:
        """Return the text at the place of an intent, an empty one where there is none."""
        document = self._documents.get((path, intent.document))
        scalar = document.scalar(intent.route) if document is not None else None
        return scalar.text if scalar is not None else ""
