"""`appxlint secrets`: every reference that a project needs, as a table, a template of variables or a calendar."""

from __future__ import annotations

import os

from validator.cli.choices import one_of
from validator.cli.exits import Exit
from validator.cli.product import code_of, deliver, recalled, request_of, screen_room
from validator.cli.project_options import PIPELINE, TABLE_FORMAT
from validator.project.settings import SettingsError
from validator.render.json_text import dumps
from validator.render.sink import say
from validator.render.table import fitted, without
from validator.survey.needs import OTHER, State, expiries_of, needs_of, states
from validator.words import counted, listed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.cli.project_options import SecretsOptions
    from validator.engine.load import Loaded
    from validator.survey.needs import Need

_HEADINGS = ("reference", "what", "in", "expires", "needed by")
_FIRST_TO_GO = (2, 3, 4)
_MOST_NAMES = 3
_NOWHERE = "without an environment"
_LACKING = frozenset((State.MISSING, State.EMPTY, State.UNEXPANDED))
_UNEXPANDED = (
    "appxlint: unexpanded is a variable that holds a mere $(…), as Azure hands on one that is not defined\n"
)
_KINDS = {
    "env": "variable",
    "file": "file",
    "keyring": "entry of a keyring",
    "custom": "reference of your settings",
}


def secrets(options: SecretsOptions) -> int:
    """Print what references the files and folders need, or make of them what an option asks for.

    Raises:
        SettingsError: options contradict each other, or have values that they do not take.
    """
    one_of("--format", options.format, TABLE_FORMAT.choices)
    if options.pipeline is not None:
        one_of("--pipeline", options.pipeline, PIPELINE.choices)
    _refuse_two(options)
    request = request_of(options)
    found = recalled(request)
    if options.ics:
        _write_calendar(found, options)
        return code_of(found)
    needs = [need for each in found for need in needs_of(each.project, each.requested)]
    if options.template or options.pipeline is not None:
        from validator.survey.template import pipeline_template, template  # noqa: PLC0415 - one product of several

        made = template(needs) if options.pipeline is None else pipeline_template(needs, options.pipeline)
        deliver(made, options.output)
        return code_of(found)
    known = states(needs, os.environ) if options.check_set else None
    deliver(_product(needs, known, options), options.output, crlf=options.format == "csv")
    if known is None:
        return code_of(found)
    say(_closing(needs, known))
    return code_of(found) or (Exit.CLEAN if _LACKING.isdisjoint(known) else Exit.FINDINGS)


def _refuse_two(options: SecretsOptions) -> None:
    """Refuse options that ask for different products.

    Raises:
        SettingsError: there are two of them.
    """
    given = {
        "--check-set": options.check_set,
        "--template": options.template,
        "--pipeline": options.pipeline is not None,
        "--ics": options.ics,
    }
    asked = [option for option, is_given in given.items() if is_given]
    if asked not in ([], ["--check-set"]) and options.format != "text":
        asked.append("--format")
    if len(asked) > 1:
        raise SettingsError(f"{listed(asked, last='and')}: choose one of them")


def _write_calendar(found: Sequence[Loaded], options: SecretsOptions) -> None:
    """Write the calendar of the last days; those that stand behind a reference are said to be missing.

    Raises:
        SettingsError: there is no last day.
    """
    from validator.render.calendar_file import calendar  # noqa: PLC0415 - one product of several
    from validator.survey.reminders import events_of  # noqa: PLC0415

    expiries = [expiry for each in found for expiry in expiries_of(each.project, each.requested)]
    events = events_of(expiries)
    if not events:
        raise SettingsError("no OAuth client here says on which day its secret expires")
    deliver(calendar(events), options.output, crlf=True)
    if missing := len(expiries) - len(events):
        say(f"appxlint: {counted(missing, 'client')} left out, whose last day stands behind a reference\n")


def _product(needs: Sequence[Need], known: Sequence[State] | None, options: SecretsOptions) -> str:
    if options.format == "json":
        return dumps([_object(need, known[at] if known else None) for at, need in enumerate(needs)])
    if options.format == "text":
        return _text(needs, known, screen_room(options.output))
    rows = [["environment", *_HEADINGS, "kind", "path", *(["state"] if known else [])]]
    for at, need in enumerate(needs):
        cells = _cells(need, most=len(need.configs))
        rows.append([need.environment, *cells, need.kind, need.path, *([known[at].value] if known else [])])
    if options.format == "csv":
        from validator.render.comma_separated import comma_separated  # noqa: PLC0415 - one format of several

        return comma_separated(rows)
    from validator.render.markdown import markdown_table  # noqa: PLC0415 - as above

    return markdown_table(rows)


def _text(needs: Sequence[Need], known: Sequence[State] | None, room: int | None) -> str:
    """Return a table for each environment, the columns of each in line."""
    if not needs:
        return "no reference to a secret stands here\n"
    blocks: dict[str, list[list[str]]] = {}
    for at, need in enumerate(needs):
        state = [known[at].value] if known else []
        rows = blocks.setdefault(need.environment or _NOWHERE, [[*(["state"] if known else []), *_HEADINGS]])
        rows.append([*state, *_cells(need, most=_MOST_NAMES)])
    first = 1 if known else 0
    shown = {
        environment: fitted(rows, room, first_to_go=[first + at for at in _FIRST_TO_GO], indent=2)
        for environment, rows in blocks.items()
    }
    text = "\n".join(f"{environment}\n{block.text}" for environment, block in shown.items())
    gone = sorted({at for block in shown.values() for at in block.left_out})
    return text + without((_HEADINGS[at - first] for at in gone), room)


def _cells(need: Need, *, most: int) -> list[str]:
    names = listed(need.configs, last="and", most=most)
    return [need.reference, need.label, need.document, need.expires, names or "nothing"]


def _closing(needs: Sequence[Need], known: Sequence[State]) -> str:
    """Return in a line how many variables are set, and what cannot be looked into."""
    of_variables = {need.variable: state for need, state in zip(needs, known, strict=True) if need.variable}
    ready = sum(state is State.SET for state in of_variables.values())
    others = [need for need, state in zip(needs, known, strict=True) if state is State.UNKNOWN]
    kinds = dict.fromkeys(_KINDS.get(each.kind, OTHER) for each in others)
    counts = [
        counted(len({each.reference for each in others if _KINDS.get(each.kind, OTHER) == kind}), kind)
        for kind in kinds
    ]
    looked = f"; not looked into: {listed(counts, last='and')}" if counts else ""
    why = _UNEXPANDED if State.UNEXPANDED in known else ""
    return f"{ready} of {counted(len(of_variables), 'variable')} set{looked}\n{why}"


def _object(need: Need, state: State | None) -> dict[str, object]:
    shown: dict[str, object] = {
        "environment": need.environment,
        "client": need.client,
        "reference": need.reference,
        "kind": need.kind,
        "what": need.label,
        "document": need.document,
        "path": need.path,
        "expires": need.expires,
        "neededBy": list(need.configs),
    }
    return shown if state is None else {**shown, "state": state.value}
