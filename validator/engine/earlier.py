"""Which findings of a project were there before it changed, wherever their lines, documents and files went.

A finding is known by its rule, its file, its document, the stable path of its part, what it says and the value that it
is about. It was there before if a finding before was known by the same; as many of them as there were then. Of those
that are left, it was there too if it only moved: with an item of a list that has no name, with a document that has
another name now, or with one that stands in another file now.

The value is compared and never shown. A file that cannot be read is one value, for nobody can tell what else it holds.
"""

from __future__ import annotations

import re
from collections import defaultdict

from validator.documents.looks import digest
from validator.documents.tree import Scalar, target
from validator.engine.baseline import UNREADABLE, Entries
from validator.engine.holders import Holders
from validator.engine.stable_path import below
from validator.lazy import lazy
from validator.rules import NEED_A_REASON
from validator.values import NamedTuple
from validator.words import without_question

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence
    from typing import TypeAlias

    from validator.diagnostics import Diagnostic, Route
    from validator.documents.document import Document
    from validator.project.project import Project

Titled: TypeAlias = "tuple[str, str]"
"""The path of a file, and the title of a document in it."""

_NUMBER = lazy(r"\[\d+\]", re.ASCII)


class Traits(NamedTuple):
    """What a finding is known by while its project changes."""

    path: str
    rule: str
    document: str
    at: str
    said: str
    value: str


class Findings(NamedTuple):
    """Findings at one time by their traits, and the documents that there were."""

    traits: list[Traits]
    documents: frozenset[Titled]


def findings_of(
    projects: Iterable[tuple[Project, Sequence[Diagnostic]]], heirs: Mapping[str, str]
) -> Findings:
    """Return the findings of projects by their traits, in order; `heirs` are what files that were renamed are now."""
    traits: list[Traits] = []
    documents: set[Titled] = set()
    for project, diagnostics in projects:
        if not diagnostics:
            continue
        names, holders = Entries(project), Holders(project.documents)
        for each in diagnostics:
            entry, holder = names.of(each), holders.of(each)
            value = _value(each, holder) if holder is not None else ""
            path = heirs.get(each.path, each.path)
            said = without_question(each.message)
            traits.append(Traits(path, each.rule, each.document, entry.at, said, value))
        documents |= {(heirs.get(each.path, each.path), each.title) for each in project.documents}
    return Findings(traits, frozenset(documents))


def _value(diagnostic: Diagnostic, document: Document) -> str:
    """Return what tells the value that a finding is about from others; spaces and quotes around it are none of it.

    The place of what is not shown is cut to its first character, so the value behind it counts, and of a secret the
    line, as a key or a comment can be one as well.
    """
    source, span = document.source, diagnostic.span
    if diagnostic.rule in UNREADABLE:
        return _digest((source.text or source.glimpse).replace("\r\n", "\n"))
    text = source.text[source.offset(span.start) : source.offset(span.end)]
    parts = [" ".join(text.split()).strip("\"'")]
    if len(text) <= 1:
        parts.append(_scalar(document, diagnostic.route))
    if diagnostic.rule in NEED_A_REASON:
        parts.append(source.line(span.start.line).strip())
    return _digest("\0".join(parts))


def _scalar(document: Document, route: Route) -> str:
    node = document.root
    for step in route:
        node = below(target(node), step) if node is not None else None
    found = target(node) if node is not None else None
    return found.text if isinstance(found, Scalar) else ""


def _digest(text: str) -> str:
    return digest(text.encode("utf-8", "surrogatepass"))


def were_there(now: Findings, then: Findings) -> list[bool]:
    """Return for each finding whether it was there then."""
    left, earlier = dict(enumerate(now.traits)), dict(enumerate(then.traits))
    for key in (_as_it_is, _with_its_item, _with_its_name, _with_its_file):
        waiting: defaultdict[Hashable, list[int]] = defaultdict(list)
        for at, traits in earlier.items():
            waiting[key(traits, now.documents)].append(at)
        for at, traits in [*left.items()]:
            name = key(traits, then.documents)
            if name is not None and waiting[name]:
                del left[at], earlier[waiting[name].pop(0)]
    return [at not in left for at in range(len(now.traits))]


def _as_it_is(traits: Traits, _: frozenset[Titled]) -> Hashable:
    return traits


def _with_its_item(traits: Traits, _: frozenset[Titled]) -> Hashable:
    return traits._replace(at=_NUMBER.sub("[]", traits.at))


def _with_its_name(traits: Traits, others: frozenset[Titled]) -> Hashable:
    """Return the traits but for the document's title, where the file has no such document at the other time."""
    return None if (traits.path, traits.document) in others else traits._replace(document="")


def _with_its_file(traits: Traits, others: frozenset[Titled]) -> Hashable:
    """Return the traits but for the path, where the file has no such document at the other time."""
    is_named = bool(traits.document) and (traits.path, traits.document) not in others
    return traits._replace(path="") if is_named else None
