"""Findings in files that nobody has seen yet, led back to the rows, columns and options that they come from."""

from __future__ import annotations

from validator.diagnostics import Severity
from validator.documents.kinds import CLIENT, CONFIG
from validator.onboard.columns import number_keys
from validator.onboard.fields import DETAILS, fields
from validator.project.facts import environment_key
from validator.values import NamedTuple
from validator.words import listed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from validator.diagnostics import Diagnostic, Route
    from validator.engine.run import Outcome
    from validator.onboard.drafts import Draft
    from validator.project.project import Project

_SWITCH = "switch"
"""The kind of field to which people say yes or no."""

_NAMES = {"workspace": "name"}
"""What of a part is asked for where the whole part is missing."""


class Remark(NamedTuple):
    """What is to be said of a row: `place` is the column or option, `field` what it was to fill, empty where no one is.

    `rule` is empty for what is wrong with a cell whatever it is for.
    """

    row: int
    place: str
    field: str
    severity: Severity
    rule: str
    message: str
    help: str = ""


class Surroundings(NamedTuple):
    """What rows are held against: the project, how texts are linted in it, and what counts in it without them.

    `everywhere` returns the findings of a whole project, in whatever file.
    """

    project: Project
    check: Callable[[Mapping[Path, bytes]], Outcome]
    everywhere: Callable[[Outcome], Sequence[Diagnostic]]
    before: Outcome


Told = tuple[Remark, "Diagnostic", "Draft"]
"""A remark, the finding that it was, and the draft that it is about."""


def found_in(
    outcome: Outcome, files: Mapping[Path, Draft], project: Project, places: Mapping[str, str]
) -> list[Told]:
    """Return what was found in the files that drafts make, each with its draft and as a remark of a row."""
    by_path = _by_path(outcome, files)
    return [
        (_with_rows(_remark(each, draft, project, places), each, by_path), each, draft)
        for each in outcome.diagnostics
        if (draft := by_path.get(each.path)) is not None
    ]


def _with_rows(remark: Remark, diagnostic: Diagnostic, by_path: Mapping[str, Draft]) -> Remark:
    """Return a remark that names the other rows that a finding is about."""
    numbers = {by_path[each.path].number for each in diagnostic.related if each.path in by_path}
    others = [f"{number}" for number in sorted(numbers - {0, remark.row})]
    if not others:
        return remark
    word = "rows" if len(others) > 1 else "row"
    return remark._replace(message=f"{remark.message} ({word} {listed(others, last='and')})")


def _by_path(outcome: Outcome, files: Mapping[Path, Draft]) -> dict[str, Draft]:
    """Return the drafts by the paths that reports have of their files."""
    sources = {each.path: each.source.file for each in outcome.loaded.project.documents}
    return {path: files[file] for path, file in sources.items() if file is not None and file in files}


def elsewhere(outcome: Outcome, files: Mapping[Path, Draft], around: Surroundings) -> list[Remark]:
    """Return what the new files bring about in others of the project: two documents of one name, for example."""
    by_path = _by_path(outcome, files)
    others = [
        each
        for each in around.everywhere(outcome)
        if each.path not in by_path and each.severity > Severity.INFO
    ]
    if not others:
        return []
    known = {_identity(each) for each in around.everywhere(around.before)}
    return [
        Remark(
            _row_of(each, by_path),
            "",
            "",
            each.severity,
            each.rule,
            f"{each.path}: {each.message}",
            each.help,
        )
        for each in others
        if _identity(each) not in known
    ]


def _identity(diagnostic: Diagnostic) -> tuple[str, str, Route]:
    return diagnostic.path, diagnostic.rule, diagnostic.route


def _row_of(diagnostic: Diagnostic, by_path: Mapping[str, Draft]) -> int:
    return next((by_path[each.path].number for each in diagnostic.related if each.path in by_path), 0)


def _remark(each: Diagnostic, draft: Draft, project: Project, places: Mapping[str, str]) -> Remark:
    origin = draft.origin(each.route)
    field = origin[0] if origin is not None else _field_at(draft, each.route, project)
    row, place = draft.number, ""
    if origin is not None:
        row, place = origin[1].row or row, origin[1].place
    message, remedy = (_as_asked(field, text) for text in (each.message, each.help))
    return Remark(row, place or places.get(field, ""), field, each.severity, each.rule, message, remedy)


def _as_asked(field: str, text: str) -> str:
    """Return the words for a value as people give it, who say yes or no where a file has true or false."""
    if field not in fields() or fields()[field].kind != _SWITCH:
        return text
    return text.replace("true or false", "yes or no").replace("true, false", "yes, no")


def _field_at(draft: Draft, route: Route, project: Project) -> str:
    """Return the field that would fill a part of a document, nothing where none would."""
    keys = [step for step in route if isinstance(step, str)]
    if not keys:
        return ""
    group, key = (
        ("config", keys[0])
        if draft.kind == CONFIG
        else ("client" if draft.kind == CLIENT else draft.kind.lower(), keys[0])
    )
    if draft.kind == CONFIG and keys[0] in {"workspace", "application", "connection", "metadata"}:
        group, key = keys[0], keys[1] if len(keys) > 1 else _NAMES.get(keys[0], "")
    if key == DETAILS:
        detail = keys[2:3] or (draft.lacking if len(draft.lacking) == 1 else ())
        return _detail(draft, detail[0], project) if detail else ""
    return next((each.name for each in fields().values() if (each.group, each.key) == (group, key)), "")


def _detail(draft: Draft, key: str, project: Project) -> str:
    if key == environment_key():
        return "environment"
    is_number = key in number_keys(project, f"{draft.data.get('connector')}")
    return "companyId" if is_number else f"{DETAILS}.{key}"
