"""Faults with their words: `diagnosis.yaml` holds the texts, this module fills in the names."""

from __future__ import annotations

import functools
from pathlib import Path

from validator.diagnostics import Severity
from validator.live.results import Blame, ExitClass, LiveFault
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from validator.live.references import Unresolved


class Entry(NamedTuple):
    """The texts of one rule, with `{…}` for what is filled in; variants replace parts of them."""

    finds: str
    severity: Severity
    exit_class: ExitClass
    blame: Blame
    cause: str
    next_step: str
    variants: Mapping[str, Mapping[str, str]]


def fault(rule: str, variant: str = "", /, **words: object) -> LiveFault:
    """Return the fault of a rule, in the words of one of its variants; `words` are shown as they are."""
    entry = entries()[rule]
    special = entry.variants[variant] if variant else {}
    return LiveFault(
        rule=rule,
        severity=entry.severity,
        cause=special.get("cause", entry.cause).format_map(words),
        next_step=special.get("next", entry.next_step).format_map(words),
        blame=Blame(special.get("blame", entry.blame.value)),
    )


def unresolved(problem: Unresolved, blame: Blame) -> LiveFault:
    """Return the fault of a reference without a secret; `blame` says which part of the client holds it."""
    fitting = fault(
        "live/unresolved-reference", problem.reason.value, name=problem.name or "of that reference"
    )
    return fitting._replace(blame=blame)


def exit_class(rule: str) -> ExitClass:
    """Return what a fault of a live rule means for the exit code."""
    return entries()[rule].exit_class


@functools.cache
def entries() -> Mapping[str, Entry]:
    """Return every live rule with its texts, read from the file beside this module."""
    import yaml  # noqa: PLC0415 - only a run with a fault needs the texts

    text = Path(__file__).with_name("diagnosis.yaml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    read = yaml.load(text, loader)  # noqa: S506 - one of the two safe ones, the fast one where there is libyaml
    return {rule: _entry(fields) for rule, fields in read.items()}


def _entry(fields: dict[str, Any]) -> Entry:
    return Entry(
        finds=fields["finds"],
        severity=Severity[fields["severity"].upper()],
        exit_class=ExitClass(fields["exit"]),
        blame=Blame(fields["blame"]),
        cause=fields["cause"],
        next_step=fields["next"],
        variants=fields.get("variants", {}),
    )
