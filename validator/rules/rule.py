"""What a rule is: a manual page, and the check function behind it unless its findings are made elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.documents.finding import Also, Change, Finding, Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from validator.diagnostics import Basis, Severity
    from validator.documents.document import Document
    from validator.project.project import Project

    Check = Callable[[Document, Project], Iterator[Finding]]

__all__ = ["Also", "Change", "Finding", "Place", "Rule", "page", "rule"]


class Rule(NamedTuple):
    """A manual page with its id, default severity and basis.

    `check` is run over documents. Where it is None the findings are made while a document is read or held against its
    schema, and the document holds them.
    """

    id: str
    severity: Severity
    basis: Basis
    kinds: frozenset[str]
    source: str
    text: str = ""
    check: Check | None = None
    across: bool = False

    @property
    def page(self) -> str:
        """The manual page: the docstring without its indentation."""
        import inspect  # noqa: PLC0415 - only the commands that print a page pay for it

        return inspect.cleandoc(self.text)

    @property
    def summary(self) -> str:
        """The page's first sentence, without its full stop."""
        return self.page.split("\n\n", 1)[0].replace("\n", " ").rstrip(".")


def rule(
    severity: Severity, basis: Basis, *kinds: str, source: str, across: bool = False
) -> Callable[[Check], Rule]:
    """Turn a check into a rule whose id is the function's name with hyphens.

    `kinds` are the kinds of document that it looks at; none means every document, also those of unknown kind.
    `source` names where the fact comes from. A rule `across` documents holds each against the others of its kind, so
    that it also runs on documents that nobody asked about.
    """

    def register(check: Check) -> Rule:
        text = check.__doc__ or ""
        return Rule(_id(check), severity, basis, frozenset(kinds), source, text, check, across)

    return register


def page(severity: Severity, basis: Basis, *, source: str) -> Callable[[Callable[[], None]], Rule]:
    """Turn a function that is all docstring into the page of a rule whose findings documents hold."""

    def register(written: Callable[[], None]) -> Rule:
        return Rule(_id(written), severity, basis, frozenset(), source, written.__doc__ or "")

    return register


def _id(function: Callable[..., object]) -> str:
    return function.__name__.replace("_", "-")
