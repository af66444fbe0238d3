"""Rules over the documents of a project: findings become diagnostics with a place, nothing secret in them."""

from __future__ import annotations

from itertools import chain

from validator.diagnostics import Diagnostic, Fix, Intent, Related, Severity
from validator.documents.kinds import CONFIG, GENERAL
from validator.documents.looks import extent
from validator.engine.workers import shared
from validator.rules.doubt import in_doubt
from validator.rules.precedence import most_specific
from validator.secrets.references import looks_like_reference

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from validator.cache.known_files import Heard
    from validator.diagnostics import Edit, Tell
    from validator.documents.document import Document
    from validator.documents.finding import Change, Finding, Place, Sought
    from validator.documents.source import Source
    from validator.engine.gate import Gate
    from validator.engine.outer import Around
    from validator.engine.silence import Silence
    from validator.project.project import Project
    from validator.rules.rule import Rule


class Linter:
    """The rules of a run with the project that they run on, and the gate that what they say goes through."""

    __slots__ = ("_around", "_asked", "_by_kind", "_gate", "_silence", "project", "rules")

    def __init__(self, project: Project, rules: Sequence[Rule], silence: Silence | None = None) -> None:
        self.project = project
        self.rules = rules
        self._gate: Gate | None = None
        self._around: Around | None = None
        self._silence = silence
        self._by_kind: dict[tuple[str | None, bool, bool, bool], Sequence[Rule]] = {}
        self._asked: dict[tuple[int, frozenset[str]], Sequence[Rule]] = {}

    @property
    def gate(self) -> Gate:
        """What everything that is said goes through; a run that says nothing has none."""
        if self._gate is None:
            from validator.engine.gate import Gate  # noqa: PLC0415 - only what is said pays for it

            self._gate = Gate(self.project)
        return self._gate

    @property
    def most_shown(self) -> int:
        """How many findings of a file are shown."""
        return self.project.settings.limits.findings_per_file

    def lint(self, document: Document, *, across: bool = False) -> Iterator[Diagnostic]:
        """Yield the diagnostics of one document; `across` runs only the rules that hold it against others."""
        held: dict[str, list[Finding]] = {}
        for finding in document.findings:
            held.setdefault(finding.rule, []).append(finding)
        project = self.project
        for rule in self._rules_about(document, bool(held), across):
            for finding in held.get(rule.id, ()) if held else ():
                yield self.diagnostic(rule, finding, document)
            check = rule.check
            for finding in check(document, project) if check is not None else ():
                if not in_doubt(rule, finding, document, self.project):
                    yield self.diagnostic(rule, finding, document)

    def _rules_for(self, document: Document, told: bool, across: bool) -> Sequence[Rule]:  # noqa: FBT001
        """Return the rules that look at a document; where nothing was `told` yet, those with a check alone.

        Where silence is listened to, each rule of a kind is asked, so that all of them are known to be silent.
        """
        kind = document.kind
        general = kind != CONFIG or told or self._silence is not None or document.may_have(GENERAL)
        key = (kind, told, across, general)
        found = self._by_kind.get(key)
        if found is None:
            found = self._by_kind[key] = tuple(
                rule
                for rule in self.rules
                if (not rule.kinds or kind in rule.kinds)
                and (rule.across or not across)
                and (told or rule.check is not None)
                and (general or not rule.general_alone)
            )
        return found

    def _rules_about(self, document: Document, told: bool, across: bool) -> Sequence[Rule]:  # noqa: FBT001
        """Return the rules that look at a document, without those that are known to have nothing to say of it."""
        rules = self._rules_for(document, told, across)
        if self._silence is None:
            return rules
        silent = self._silence.about(document, rules, across=across)
        if not silent:
            return rules
        found = self._asked.get((id(rules), silent))
        if found is None:
            found = self._asked[id(rules), silent] = tuple(each for each in rules if each.id not in silent)
        return found

    def says_something(self, document: Document, *, across: bool) -> bool:
        """Whether `lint` has a diagnostic for a document; nothing is placed or put into words for that."""
        if document.findings:
            return True
        for rule in self._rules_about(document, False, across):  # noqa: FBT003 - as it is called there
            if rule.check is not None:
                for finding in rule.check(document, self.project):
                    if not in_doubt(rule, finding, document, self.project):
                        return True
        return False

    def _looked_at_there(self, document: Document, *, across: bool) -> tuple[bool, Heard | None]:
        """Return what another process tells of a document, and which rules were heard to be silent.

        That is whether there is something to say of it, or something was noted that this process knows not of.
        """
        before = extent()
        says = self.says_something(document, across=across) or extent() != before
        return says, self._silence.heard_of(document) if self._silence is not None else None

    def lint_all(
        self,
        documents: Sequence[Document],
        beside: Sequence[Document] = (),
        *,
        processes: int = 1,
        tell: Tell | None = None,
    ) -> list[Diagnostic]:
        """Return the diagnostics of documents, without those that a more specific one makes superfluous.

        Documents `beside` them are only held against them. Several `processes` tell which documents there is something
        to say of; what that is depends on the order of all that was said, so it is put into words here. `tell` hears
        how far it is.
        """

        def hear(at: int, count: int) -> None:
            if tell is not None:
                tell("checking documents", at, count)

        if self._silence is not None:
            self._silence.begin()
        by_file: dict[str, list[Diagnostic]] = {}
        looked_at: Iterable[tuple[Document, bool]]
        looked_at = chain(((each, False) for each in documents), ((each, True) for each in beside))
        count = len(documents) + len(beside)
        if processes > 1 and count > processes:
            looked_at = self._with_something_to_say([*looked_at], processes, hear)
            count = len(looked_at)
        for at, (each, across) in enumerate(looked_at):
            hear(at, count)
            for diagnostic in self.lint(each, across=across):
                by_file.setdefault(diagnostic.path, []).append(diagnostic)
        yields_to = {rule.id: rule.yields_to for rule in self.rules}
        return [each for found in by_file.values() for each in most_specific(found, yields_to)]

    def _with_something_to_say(
        self, looked_at: list[tuple[Document, bool]], processes: int, hear: Callable[[int, int], None]
    ) -> list[tuple[Document, bool]]:
        """Return the documents that there is something to say of, as several processes find."""
        found = shared(
            lambda at: self._looked_at_there(looked_at[at][0], across=looked_at[at][1]),
            len(looked_at),
            processes,
            lambda at: looked_at[at][0].path,
            lambda at: hear(at, len(looked_at)),
        )
        for (document, _), (_, silent) in zip(looked_at, found, strict=True):
            if silent is not None and self._silence is not None:
                self._silence.heard(document, silent)
        return [each for each, (said, _) in zip(looked_at, found, strict=True) if said]

    def diagnostic(self, rule: Rule, finding: Finding, document: Document) -> Diagnostic:
        """Return a finding that a document holds, or a rule had about it, placed and let through the gate."""
        if finding.sought is not None:
            finding = self._sought_around(finding, finding.sought)
        place = finding.place.of(document)
        also = [(each.place.of(document), each.message) for each in finding.also]
        span, ways = place.located()
        also += [(place._replace(span=way, route=()), message) for way, message in ways]
        gate, source = self.gate, place.document.source
        sources = [source, *(other.document.source for other, _ in also if not other.document.shipped)]
        related = [self._related(each, message, sources) for each, message in also]
        return Diagnostic(
            path=place.document.path,
            span=gate.span(source, span),
            severity=_severity(rule, finding, self.project),
            rule=rule.id,
            message=gate.words(finding.message, sources),
            help=gate.words(finding.help, sources),
            label=gate.words(finding.label, sources),
            document=gate.words(place.document.title),
            route=gate.route(place.document, place.route),
            related=tuple(each for each in related if each is not None),
            fix=self._fix(finding.change, place.document),
            excerpt=gate.excerpt(source, span),
        )

    def _sought_around(self, finding: Finding, sought: Sought) -> Finding:
        """Return a finding about a name that is not known, with what the projects around this one say of it."""
        if self.project.root is None:
            return finding
        if self._around is None:
            from validator.engine.outer import Around  # noqa: PLC0415 - only a name that is not known is looked for

            self._around = Around(self.project.root)
        return self._around.told(finding, sought)

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
        if any(self.gate.holds_secret(step) for step in route if isinstance(step, str)):
            return None
        intent = Intent(place.document.index, route, place.part, change.text)
        title = self.gate.words(change.title, [document.source])
        hidden = self.gate.hidden(document.source, edit.span)
        masked = bool(hidden) or self.gate.words(edit.text, [document.source]) != edit.text
        return Fix(title, (edit,), change.safe, (intent,), masked)

    def _repeats(self, source: Source, edit: Edit, text: str) -> bool:
        """Whether a new text may hold a secret: only a reference may take the place of one."""
        if any(each.secret for each in self.gate.hidden(source, edit.span)):
            return not looks_like_reference(text)
        return self.gate.holds_secret(text)

    def _related(self, place: Place, message: str, sources: Iterable[Source]) -> Related | None:
        if place.document.shipped:
            return None
        span, source = place.located()[0], place.document.source
        excerpt = self.gate.excerpt(source, span)
        return Related(
            place.document.path, self.gate.span(source, span), self.gate.words(message, sources), excerpt
        )


def _severity(rule: Rule, finding: Finding, project: Project) -> Severity:
    requested = project.settings.severity.get(rule.id)
    if finding.severity is None:
        return requested or rule.severity
    return finding.severity if requested is None else min(requested, finding.severity)
