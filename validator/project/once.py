"""Values that rules work out once, for a whole project or for a document, however many of them ask."""

from __future__ import annotations

import functools

from validator.documents.kinds import CONFIG
from validator.documents.looks import NOTHING, WATCH, looked_again, note_questions, set_back
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any, Protocol, TypeVar

    from validator.documents.document import Document
    from validator.documents.looks import Looked
    from validator.project.gathering import Gathering, Told
    from validator.project.project import Project

    T = TypeVar("T")
    G = TypeVar("G", bound=Gathering)

    class Ledger(Protocol):
        """Who knows what documents told in an earlier run."""

        def begin(self, documents: Sequence[Document]) -> None:
            """Hear which documents there are."""

        def told_of(self, document: Document) -> tuple[Told, ...] | None:
            """Return what a document tells, None where it has to be asked."""

        def tells(self, document: Document, told: tuple[Told, ...], looked: Looked) -> None:
            """Hear what a document tells, and what was looked at for that."""


class Gatherer(NamedTuple):
    """What asks the documents of some kinds, what it gathers in, and a name that no other has."""

    name: str
    gathering: Any
    tell: Any


_GATHERERS: dict[str | None, list[Gatherer]] = {}
"""What gathers from the documents of a kind."""

_TOGETHER = 512
"""What so many documents tell is added at once, which takes a third of the time."""


def per_project(build: Callable[[Project], T]) -> Callable[[Project], T]:
    """Keep what a function makes of a project for as long as the project lives.

    A rule that holds every config against every other would otherwise cost the square of their number.
    """

    @functools.wraps(build)
    def once(project: Project) -> T:
        kept = project.kept.get(build)
        if kept is None and not WATCH.wanted:
            kept = project.kept[build] = build(project), NOTHING
        elif kept is None:
            before = set_back()
            value = build(project)
            kept = project.kept[build] = value, set_back()
            looked_again(before)
        found: T = kept[0]
        looked_again(kept[1])
        return found

    return once


def gathered(
    gathering: Callable[..., G], *kinds: str
) -> Callable[[Callable[[Document, Project], Iterable[Any]]], Callable[[Project], G]]:
    """Gather what a function tells of each document of some kinds.

    All such functions look at a document together, one document after the other: so however many there are, what it
    takes to look at a document is worked out once, and need not be kept. What one tells rests on the document and on
    what that leads to by name alone, so none may ask what another one gathers.
    """

    def register(tell: Callable[[Document, Project], Iterable[Any]]) -> Callable[[Project], G]:
        name = f"{tell.__module__}.{tell.__qualname__}"
        for kind in kinds:
            _GATHERERS.setdefault(kind, []).append(Gatherer(name, gathering, tell))

        @functools.wraps(tell)
        def once(project: Project) -> G:
            if not project.gathered:
                gather(project)
            found: G = project.gathered[name]
            return found

        return once

    return register


def gather(project: Project) -> None:
    """Have each document of a project tell what is gathered of it, but for those that the project's ledger knows."""
    before = set_back()
    note_questions(wanted=project.ledger is not None)
    found = gatherings(kept=project.ledger is not None)
    if project.ledger is None:
        _take_all(project, found)
    else:
        _hear_all(project, project.ledger, found)
    project.gathered.update(found)
    note_questions(wanted=False)
    looked_again(before)


def _take_all(project: Project, found: dict[str, Any]) -> None:
    """Add what each document tells; nobody will want to know which one told what."""
    by_kind = {
        kind: [(each.tell, found[each.name].take) for each in several] for kind, several in _GATHERERS.items()
    }
    for at, document in enumerate(project.documents):
        for tell, take in by_kind.get(document.kind, ()):
            take(tell(document, project))
        if at % _TOGETHER == 0:
            for each in found.values():
                each.put_away()


def _hear_all(project: Project, ledger: Ledger, found: dict[str, Any]) -> None:
    """Add what each document tells, which the ledger knows or gets to know."""
    documents = project.documents
    ledger.begin(documents)
    by_kind: dict[str | None, list[tuple[Told, ...]]] = {kind: [] for kind in _GATHERERS}
    for document in documents:
        about = _GATHERERS.get(document.kind, ())
        told = ledger.told_of(document) if about else None
        if told is None:
            told, looked = told_by(document, project, found)
            ledger.tells(document, told, looked)
        if about:
            several = by_kind[document.kind]
            several.append(told)
            if len(several) == _TOGETHER:
                _add(found, about, several)
    for kind, several in by_kind.items():
        _add(found, _GATHERERS[kind], several)


def gatherings(*, kept: bool) -> dict[str, Gathering]:
    """Return something empty for all that is gathered, by its name; `kept` is what `Gathering` says."""
    every = (each for several in _GATHERERS.values() for each in several)
    return {each.name: each.gathering(each.name, kept=kept) for each in every}


def told_by(
    document: Document, project: Project, found: dict[str, Gathering]
) -> tuple[tuple[Told, ...], Looked]:
    """Return what a document tells, and what was looked at for that; questions are being noted."""
    set_back()
    about = _GATHERERS.get(document.kind, ())
    told = tuple([found[each.name].told(each.tell(document, project)) for each in about])
    if document.kind == CONFIG:
        looked_again((False, False, project.asked_for(document)))
    return told, set_back()


def _add(found: dict[str, Any], about: Iterable[Gatherer], several: list[tuple[Told, ...]]) -> None:
    """Add what several documents of a kind tell, and forget them."""
    for each, parts in zip(about, zip(*several, strict=True), strict=bool(several)):
        found[each.name].add(parts)
    several.clear()


def gatherers() -> list[tuple[str | None, list[str]]]:
    """Return the names of what gathers from the documents of each kind, in the order in which documents tell."""
    return [(kind, [each.name for each in several]) for kind, several in _GATHERERS.items()]


def per_document(build: Callable[[Document, Project], T]) -> Callable[[Document, Project], T]:
    """Keep what a function makes of a document until it is asked about another one.

    Rules look at one document after the other, so nothing more is kept than what the present one takes.
    """

    @functools.wraps(build)
    def once(document: Document, project: Project) -> T:
        latest = project.latest.get(build)
        if latest is not None and latest[0] is document:
            found: T = latest[1]
            if WATCH.wanted:
                looked_again(latest[2])
            return found
        if not WATCH.wanted:
            found = build(document, project)
            project.latest[build] = (document, found, NOTHING)
            return found
        before = set_back()
        found = build(document, project)
        looked = set_back()
        project.latest[build] = (document, found, looked)
        looked_again(before)
        looked_again(looked)
        return found

    return once
