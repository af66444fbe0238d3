"""`appxlint rules`: the rule book by subject."""

from __future__ import annotations

import sys

from validator.cli.arguments import LEVELS
from validator.cli.choices import one_of
from validator.cli.exits import Exit
from validator.render.json_text import dumps
from validator.render.screen import room
from validator.render.sink import emit
from validator.render.table import fitted, without
from validator.rules import FAMILIES
from validator.rules.manual import Fixes, printed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from validator.cli.page_options import RulesOptions
    from validator.rules import Rule

_BASES = ("documented", "inferred")
_LIVE = "The live check"
_COLUMNS = ("rule", "level", "basis", "fix", "summary")
_FIRST_TO_GO = (2, 3, 1)
"""Which columns a narrow terminal has no room for."""

_WIDEST = ("", "warning", "documented", "unsafe fix", "")
"""As wide as a column can be: some of the rules stand in the same columns as all of them."""

_FIX = {Fixes.NONE: "", Fixes.SAFE: "fix", Fixes.UNSAFE: "unsafe fix", Fixes.BOTH: "fix"}


def rules(options: RulesOptions) -> int:
    """Print the rules by subject, all or those of a level, a basis or with fixes, as a table or as JSON.

    Raises:
        SettingsError: an option has a value that it does not take.
    """
    one_of("--format", options.format, ("text", "json"))
    if options.level is not None:
        one_of("--level", options.level, LEVELS[:-1])
    if options.basis is not None:
        one_of("--basis", options.basis, _BASES)
    found = {
        subject: taken
        for subject, all_of_it in by_subject().items()
        if (taken := [each for each in all_of_it if _is_asked_for(each, options)])
    }
    emit(
        _json(found) if options.format == "json" else _text(found, room(terminal=sys.stdout.isatty())),
        sys.stdout,
    )
    return Exit.CLEAN


def _is_asked_for(rule: Rule, options: RulesOptions) -> bool:
    return (
        options.level in {None, rule.severity.label}
        and options.basis in {None, rule.basis.value}
        and (not options.fixable or printed(rule.id).fixes is not Fixes.NONE)
    )


def by_subject() -> Mapping[str, tuple[Rule, ...]]:
    """Return every rule by its subject: those of the book, then those that the live check alone finds."""
    from validator.live import pages  # noqa: PLC0415 - its texts are YAML

    return {**FAMILIES, _LIVE: pages.rules()}


def every_rule() -> tuple[Rule, ...]:
    """Return every rule in the order of the book, then those that the live check alone finds."""
    return tuple(rule for listed in by_subject().values() for rule in listed)


def _json(found: Mapping[str, list[Rule]]) -> str:
    return dumps(
        [
            {
                "id": rule.id,
                "subject": subject,
                "severity": rule.severity.label,
                "basis": rule.basis.value,
                "fixes": printed(rule.id).fixes.value,
                "summary": rule.summary,
                "source": rule.source,
            }
            for subject, listed in found.items()
            for rule in listed
        ]
    )


def _text(found: Mapping[str, list[Rule]], room: int | None) -> str:
    """Return each subject with its rules, the columns of all in line."""
    if not found:
        return "no rule is like that\n"
    rows = {subject: [_cells(rule) for rule in listed] for subject, listed in found.items()}
    every = [*(row for of_one in rows.values() for row in of_one), _WIDEST]
    blocks = {
        subject: fitted(of_one, room, first_to_go=_FIRST_TO_GO, indent=2, like=every)
        for subject, of_one in rows.items()
    }
    gone = sorted({at for block in blocks.values() for at in block.left_out})
    text = "\n".join(f"{subject}\n{block.text}" for subject, block in blocks.items())
    return text + without((_COLUMNS[at] for at in gone), room)


def _cells(rule: Rule) -> tuple[str, ...]:
    return rule.id, rule.severity.label, rule.basis.value, _FIX[printed(rule.id).fixes], rule.summary
