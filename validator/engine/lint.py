"""Rules over the documents of a project: findings become diagnostics with a place, nothing secret in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from validator.diagnostics import Diagnostic, Fix, Intent, Related, Severity
from validator.engine.masks import Masks, masks_of
from validator.engine.workers import shared
from validator.rules.doubt import in_doubt
from validator.rules.precedence import most_specific
from validator.secrets.hide import HIDDEN, without_secrets
from validator.secrets.references import looks_like_reference

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from validator.diagnostics import Edit, Route
    from validator.documents.document import Document
    from validator.documents.finding import Change, Finding, Place
    from validator.documents.source import Source
    from validator.project.project import Project
    from validator.rules.rule import Rule


class Linter:
    """The rules of a run with the project that they run on, and the masks of its sources, made when needed."""

    __slots__ = ("_by_kind", "masks", "project", "rules")

    def __init__(self, project: Project, rules: Sequence[Rule], masks: dict[int, Masks]) -> None:
        self.project = project
        self.rules = rules
        self.masks = masks
        self._by_kind: dict[tuple[str | None, bool, bool], Sequence[Rule]] = {}

    @property
    def most_shown(self) -> int:
        """How many findings of a file are shown."""
        return self.project.settings.limits.findings_per_file

    def lint(self, document: Document, *, across: bool = False) -> Iterator[Diagnostic]:
        """Yield the diagnostics of one document; `across` runs only the rules that hold it against others."""
        held: dict[str, list[Finding]] = {}
        for finding in document.findings:
            held.setdefault(finding.rule, []).append(finding)
        for rule in self._rules_for(document.kind, bool(held), across):
            if rule.id in held:
                for finding in held[rule.id]:
                    yield self.diagnostic(rule, finding, document)
            if rule.check is None:
                continue
            for finding in rule.check(document, self.project):
                if not in_doubt(rule, finding, document, self.project):
                    yield self.diagnostic(rule, finding, document)

    def _rules_for(self, kind: str | None, told: bool, across: bool) -> Sequence[Rule]:  # noqa: FBT001
        """Return the rules that look at documents of a kind; where nothing was `told` yet, those with a check alone."""
        key = (kind, told, across)
        found = self._by_kind.get(key)
        if found is None:
            found = self._by_kind[key] = tuple(
                rule
                for rule in self.rules
                if (not rule.kinds or kind in rule.kinds)
                and (rule.across or not across)
                and (told or rule.check is not None)
            )
        return found

    def says_something(self, document: Document, *, across: bool) -> bool:
        """Whether `lint` has a diagnostic for a document; nothing is placed or put into words for that."""
        if document.findings:
            return True
        for rule in self._rules_for(document.kind, False, across):  # noqa: FBT003 - as it is called there
            if rule.check is not None:
                for finding in rule.check(document, self.project):
                    if not in_doubt(rule, finding, document, self.project):
                        return True
        return False

    def lint_all(
        self, documents: Iterable[Document], beside: Iterable[Document] = (), *, processes: int = 1
    ) -> list[Diagnostic]:
        """Return the diagnostics of documents, without those that a more specific one makes superfluous.

        Documents `beside` them are only held against them. Several `processes` tell which documents there is something
        to say of; what that is depends on the order of all that was said, so it is put into words here.
        """
        by_file: dict[str, list[Diagnostic]] = {}
        looked_at = [*((each, False) for each in documents), *((each, True) for each in beside)]
        if processes > 1 and len(looked_at) > processes:
            heard = shared(
                lambda at: self.says_something(looked_at[at][0], across=looked_at[at][1]),
                len(looked_at),
                processes,
                lambda at: looked_at[at][0].path,
            )
            looked_at = [each for each, said in zip(looked_at, heard, strict=True) if said]
        for each, across in looked_at:
            for diagnostic in self.lint(each, across=across):
                by_file.setdefault(diagnostic.path, []).append(diagnostic)
        yields_to = {rule.id: rule.yields_to for rule in self.rules}
        return [each for found in by_file.values() for each in most_specific(found, yields_to)]

    def diagnostic(self, rule: Rule, finding: Finding, document: Document) -> Diagnostic:
        """Return a finding that a document holds, or a rule had about it, placed and free of secrets."""
        place = finding.place.of(document)
        also = [(each.place.of(document), each.message) for each in finding.also]
        span, ways = place.located()
        also += [(place._replace(span=way, route=()), message) for way, message in ways]
        near = tuple(self._near(place, *(each.place.of(document) for each in finding.also)))
        related = [self._related(each, message, near) for each, message in also]
        return Diagnostic(
            path=place.document.path,
            span=span,
            severity=_severity(rule, finding, self.project),
            rule=rule.id,
            message=self._scrub(finding.message, near),
            help=self._scrub(finding.help, near),
            label=self._scrub(finding.label, near),
            document=self._scrub(place.document.title),
            route=self._route(place.document.in_file(place.route)),
            related=tuple(each for each in related if each is not None),
            fix=self._fix(finding.change, place.document),
            excerpt=self._masks(place.document.source).excerpt(span.start.line),
        )

    def _fix(self, change: Change | None, document: Document) -> Fix | None:
        """Return a change as an edit; None where it cannot be made, not in that file, or not without a secret."""
        place = change.place.of(document) if change is not None else None
        if change is None or place is None or place.document.source is not document.source:
            return None
        from validator.documents.edits import edit_of  # noqa: PLC0415 - a clean run has nothing to fix

        edit = edit_of(place.document, place.route, place.part, change.text)
        if edit is None or (change.text and self._repeats(document.source, edit, change.text)):
            return None
        route = place.document.in_file(place.route)
        if self._route(route) != route:
            return None
        intent = Intent(place.document.index, route, place.part, change.text)
        return Fix(self._scrub(change.title), (edit,), change.safe, (intent,))

    def _repeats(self, source: Source, edit: Edit, text: str) -> bool:
        """Whether a new text may hold what is masked: only a reference may take the place of a secret."""
        if self._masks(source).hides(edit.span):
            return not looks_like_reference(text)
        return self._scrub(text) != text

    def _related(self, place: Place, message: str, near: Iterable[str]) -> Related | None:
        if place.document.shipped:
            return None
        span = place.located()[0]
        excerpt = self._masks(place.document.source).excerpt(span.start.line)
        return Related(place.document.path, span, self._scrub(message, near), excerpt)

    def _masks(self, source: Source) -> Masks:
        found = self.masks.get(id(source))
        if found is None:
            found = self.masks[id(source)] = masks_of(source, self.project)
        return found

    def _route(self, route: Route) -> Route:
        """Return a route as it may be shown: a slip of the finger can turn a secret into a key."""
        return tuple(self._scrub(step) if isinstance(step, str) else step for step in route)

    def _near(self, *places: Place) -> Iterator[str]:
        """Yield what is masked in the lines that a finding speaks of, and have their sources masked."""
        for place in places:
            yield from self._masks(place.document.source).near(place.located()[0])

    def _scrub(self, text: str, near: Iterable[str] = ()) -> str:
        """Return words as they may be shown, without what is masked, in whatever case, and what looks like a secret."""
        lowered = text.lower()
        masked = (secret for masks in self.masks.values() for secret in masks.texts)
        for secret in (*masked, *near):
            if secret.lower() in lowered:
                text = re.sub(re.escape(secret), HIDDEN, text, flags=re.IGNORECASE)
        return without_secrets(text)


def _severity(rule: Rule, finding: Finding, project: Project) -> Severity:
    requested = project.settings.severity.get(rule.id)
    if finding.severity is None:
        return requested or rule.severity
    return finding.severity if requested is None else min(requested, finding.severity)
