"""What is in doubt of a connection: its warnings, at the top of a sheet and in the place of what they are about."""

from __future__ import annotations

from validator.guide.sheet import Audience, Field, Verb

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.diagnostics import Diagnostic
    from validator.guide.sheet import At, Section

_DONE_BY_THE_STEPS = frozenset({"incomplete-prerequisites"})
"""Rules whose findings are what a sheet is there to put right."""
_LABEL = "Ask first"


def ask_first(
    audience: Audience, sections: Sequence[Section], warnings: Sequence[Diagnostic]
) -> Iterator[Field]:
    """Yield each doubt once for the top of a sheet: all of them in App Xchange, else those that its fields have."""
    shown = {
        field.value
        for section in sections
        for step in section.steps
        for field in step.fields
        if field.verb is Verb.ASK
    }
    messages = dict.fromkeys(each.message for each in warnings if each.rule not in _DONE_BY_THE_STEPS)
    for message in messages:
        if audience is Audience.INTEGRATOR or message in shown:
            yield Field(_LABEL, Verb.READ, message)


def doubted(section: Section, warnings: Sequence[Diagnostic]) -> Section:
    """Return a section whose fields hold what to ask instead of a value that a warning is about.

    None tells where its value comes from any more: a key may be what must not be shown.
    """
    steps = (
        step._replace(fields=tuple(_doubted(field, warnings) for field in step.fields))
        for step in section.steps
    )
    return section._replace(steps=tuple(steps))


def _doubted(field: Field, warnings: Sequence[Diagnostic]) -> Field:
    at = field.at
    about = [each for each in warnings if at is not None and _is_about(each, at)]
    return Field(field.label, Verb.ASK, about[0].message) if about else field._replace(at=None)


def _is_about(warning: Diagnostic, at: At) -> bool:
    """Whether a warning is about a value, or of a whole document that lacks it and says so by its key."""
    if (warning.path, warning.document) != (at.path, at.document) or warning.rule in _DONE_BY_THE_STEPS:
        return False
    key = at.route[-1] if at.route else None
    return warning.route == at.route or (warning.route == () and key in warning.message.split())
