"""What a rule is: one check function with its manual page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.diagnostics import Basis, Part, Route, RulePage, Severity, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from validator.diagnostics import Fault
    from validator.documents.document import Document
    from validator.project.project import Project


class Place(NamedTuple):
    """A part of a document, or a stretch of its text where `span` says so."""

    document: Document
    route: Route
    part: Part = Part.VALUE
    span: Span | None = None


class Also(NamedTuple):
    """A second place of a finding, with the words that say what is there."""

    place: Place
    message: str


class Change(NamedTuple):
    """A fix in data: what becomes of one key or value; `text` is the new scalar, None removes the entry."""

    title: str
    place: Place
    text: str | None
    safe: bool = True


class Finding(NamedTuple):
    """What a check yields: a route, never a line; words, never a path.

    `severity` is given only where a rule has two levels and this is the lower one. `label` stands at the caret.
    """

    message: str
    place: Place
    help: str = ""
    label: str = ""
    also: tuple[Also, ...] = ()
    change: Change | None = None
    severity: Severity | None = None


class Rule(NamedTuple):
    """A check with its id, default severity, basis and manual page."""

    id: str
    severity: Severity
    basis: Basis
    kinds: frozenset[str]
    source: str
    check: Callable[[Document, Project], Iterator[Finding]]
    stage: bool = False
    across: bool = False

    @property
    def page(self) -> str:
        """The manual page: the check's docstring without its indentation."""
        import inspect  # noqa: PLC0415 - only the commands that print a page pay for it

        return inspect.cleandoc(self.check.__doc__ or "")

    @property
    def summary(self) -> str:
        """The page's first sentence, without its full stop."""
        return self.page.split("\n\n", 1)[0].replace("\n", " ").rstrip(".")

    def described(self) -> RulePage:
        """Return the rule as a reader meets it."""
        return RulePage(self.id, self.severity, self.basis, self.summary, self.page, self.source)


def rule(
    severity: Severity, basis: Basis, *kinds: str, source: str, stage: bool = False, across: bool = False
) -> Callable[[Callable[[Document, Project], Iterator[Finding]]], Rule]:
    """Turn a check into a rule whose id is the function's name with hyphens.

    `kinds` are the kinds of document that it looks at; none means every document, also those of unknown kind.
    `source` names where the fact comes from. A `stage` rule hands on what was detected while the file was read, so
    its findings count also where a part is broken. A rule `across` documents holds each against the others of its
    kind, so that it also runs on documents that nobody asked about.
    """

    def register(check: Callable[[Document, Project], Iterator[Finding]]) -> Rule:
        name = check.__name__.replace("_", "-")
        return Rule(name, severity, basis, frozenset(kinds), source, check, stage, across)

    return register


def reported(document: Document, project: Project, rule_id: str) -> Iterator[Finding]:
    """Yield the faults of one rule that earlier stages left on a document, as findings."""
    del project
    for fault in document.faults:
        if fault.rule == rule_id:
            yield _finding(document, fault)


def _finding(document: Document, fault: Fault) -> Finding:
    place = Place(document, fault.route or (), fault.part, fault.span)
    change = None
    if fault.rewrite is not None and fault.route is not None:
        change = Change(
            fault.rewrite.title, place._replace(span=None), fault.rewrite.text, fault.rewrite.safe
        )
    also = tuple(Also(Place(document, (), Part.VALUE, span), message) for span, message in fault.also)
    return Finding(fault.message, place, fault.help, fault.label, also, change, fault.severity)
