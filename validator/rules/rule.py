"""What a rule is: one check function with its manual page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from validator.diagnostics import Basis, Part, Route, Severity, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

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


class Doubt(NamedTuple):
    """What may be in doubt: a question about parts of a project, open where something wrong with them is reported."""

    is_open: Callable[..., bool]
    about: tuple[Any, ...] = ()


class Finding(NamedTuple):
    """What a check yields: a route, never a line; words, never a path.

    `severity` is given only where a rule has two levels and this is the lower one. `label` stands at the caret. Where
    something that a finding `rests_on` is in doubt, it is not reported: what is wrong there was said already.
    """

    message: str
    place: Place
    help: str = ""
    label: str = ""
    also: tuple[Also, ...] = ()
    change: Change | None = None
    severity: Severity | None = None
    rests_on: tuple[Doubt, ...] = ()


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
    secret: bool = False
    needs_reason: bool = False
    yields_to: frozenset[str] = frozenset()

    @property
    def page(self) -> str:
        """The manual page: the check's docstring without its indentation."""
        import inspect  # noqa: PLC0415 - only the commands that print a page pay for it

        return inspect.cleandoc(self.check.__doc__ or "")

    @property
    def summary(self) -> str:
        """The page's first sentence, without its full stop."""
        return self.page.split("\n\n", 1)[0].replace("\n", " ").rstrip(".")


def rule(  # noqa: PLR0913 - the parts of a rule, each by name
    severity: Severity,
    basis: Basis,
    *kinds: str,
    source: str,
    stage: bool = False,
    across: bool = False,
    secret: bool = False,
    needs_reason: bool = False,
    yields_to: Iterable[str] = (),
) -> Callable[[Callable[[Document, Project], Iterator[Finding]]], Rule]:
    """Turn a check into a rule whose id is the function's name with hyphens.

    `kinds` are the kinds of document that it looks at; none means every document, also those of unknown kind.
    `source` names where the fact comes from. A `stage` rule hands on what was detected while the file was read, so
    its findings count also where a part is broken. A rule `across` documents holds each against the others of its
    kind, so that it also runs on documents that nobody asked about. A `secret` rule looks at every key, value and
    comment, broken parts included, and is silenced with a reason only, as are others that say so with `needs_reason`.
    Its finding gives way to those of the rules that it `yields_to`, where one of them speaks of the same place.
    """

    def register(check: Callable[[Document, Project], Iterator[Finding]]) -> Rule:
        name = check.__name__.replace("_", "-")
        return Rule(
            name,
            severity,
            basis,
            frozenset(kinds),
            source,
            check,
            stage,
            across,
            secret,
            secret or needs_reason,
            frozenset(yields_to),
        )

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
