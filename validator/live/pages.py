"""The live rules as rules like the others: with a page for `explain`, lists and SARIF."""

from __future__ import annotations

from textwrap import fill

from validator.diagnostics import Basis
from validator.live.diagnosis import entries
from validator.live.results import ExitClass
from validator.rules.rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.live.diagnosis import Entry

SOURCE = "docs/live.md"

_WIDTH = 100
_ALONE = "`appxlint live` alone finds it."
_UNCHECKED = "It leaves the question open, so that the exit code is 3, whatever its level."


def rule(name: str) -> Rule:
    """Return a live rule with its page."""
    entry = entries()[name]
    text = "\n\n".join(_paragraphs(entry))
    return Rule(name, entry.severity, Basis.DOCUMENTED, frozenset(), SOURCE, text)


def rules() -> tuple[Rule, ...]:
    """Return every live rule, in the order of the texts."""
    return tuple(map(rule, entries()))


def diagnoses(entry: Entry) -> dict[tuple[str, str], None]:
    """Return what a rule says in its cases: cause and next step, each pair once; `{…}` is filled in by a run."""
    plain = {"cause": entry.cause, "next": entry.next_step}
    cases = (plain, *({**plain, **each} for each in entry.variants.values()))
    return dict.fromkeys((_plain(each["cause"]), _plain(each["next"])) for each in cases)


def _paragraphs(entry: Entry) -> Iterator[str]:
    yield entry.finds
    unchecked = entry.exit_class is ExitClass.UNCHECKED
    yield _wrapped(f"{_ALONE} {_UNCHECKED}" if unchecked else _ALONE)
    for cause, next_step in diagnoses(entry):
        yield f"{_wrapped(cause)}\n{_wrapped(f'help: {next_step}', '    ')}"


def _wrapped(words: str, margin: str = "") -> str:
    return fill(words, _WIDTH, initial_indent=margin, subsequent_indent=margin, break_on_hyphens=False)


def _plain(words: str) -> str:
    return " ".join(words.replace("{{", "{").replace("}}", "}").split())
