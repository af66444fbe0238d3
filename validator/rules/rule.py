"""What a rule is: a manual page, and the check function behind it unless its findings are made elsewhere."""

from __future__ import annotations

from validator.diagnostics import RulePage
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from validator.diagnostics import Basis, Severity
    from validator.documents.document import Document
    from validator.documents.finding import Finding
    from validator.project.project import Project

    Check = Callable[[Document, Project], Iterator[Finding]]


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
    secret: bool = False
    needs_reason: bool = False
    yields_to: frozenset[str] = frozenset()
    general_alone: bool = False

    @property
    def page(self) -> str:
        """The manual page: the docstring without its indentation."""
        from textwrap import dedent  # noqa: PLC0415 - only the commands that print a page pay for it

        first, _, rest = self.text.partition("\n")
        return f"{first}\n{dedent(rest)}".strip("\n")

    @property
    def summary(self) -> str:
        """The page's first sentence, without its full stop."""
        return self.page.split("\n\n", 1)[0].replace("\n", " ").rstrip(".")

    def described(self) -> RulePage:
        """Return the rule as a reader meets it."""
        from validator.rules.manual import addresses  # noqa: PLC0415 - read from a file, for pages alone

        address = next(iter(addresses(self.source)), "")
        return RulePage(
            self.id,
            self.severity,
            self.basis,
            self.summary,
            self.page,
            self.source,
            address,
            secret=self.secret,
        )


def rule(  # noqa: PLR0913 - the parts of a rule, each by name
    severity: Severity,
    basis: Basis,
    *kinds: str,
    source: str,
    across: bool = False,
    secret: bool = False,
    needs_reason: bool = False,
    general_alone: bool = False,
    yields_to: Iterable[str] = (),
) -> Callable[[Check], Rule]:
    """Turn a check into a rule whose id is the function's name with hyphens.

    `kinds` are the kinds of document that it looks at; none means every document, also those of unknown kind.
    `source` names where the fact comes from. A rule `across` documents holds each against the others of its kind, so
    that it also runs on documents that nobody asked about. Of a config, one with `general_alone` looks at general
    configuration and nothing else, so that it need not be asked about others. A `secret` rule looks at every key, value
    and comment, broken parts included, and is silenced with a reason only, as are others that say so with
    `needs_reason`. Its finding gives way to those of the rules that it `yields_to`, where one of them speaks of the
    same place.
    """

    def register(check: Check) -> Rule:
        written = page(severity, basis, source=source, yields_to=yields_to)(check)
        return written._replace(
            kinds=frozenset(kinds),
            check=check,
            across=across,
            secret=secret,
            needs_reason=secret or needs_reason,
            general_alone=general_alone,
        )

    return register


def page(
    severity: Severity, basis: Basis, *, source: str, yields_to: Iterable[str] = ()
) -> Callable[[Callable[..., object]], Rule]:
    """Turn a function that is all docstring into the page of a rule whose findings documents hold."""

    def register(written: Callable[..., object]) -> Rule:
        name = written.__name__.replace("_", "-")
        text = written.__doc__ or ""
        return Rule(name, severity, basis, frozenset(), source, text, yields_to=frozenset(yields_to))

    return register
