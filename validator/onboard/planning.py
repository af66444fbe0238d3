"""The plan of what rows would write: documents made in memory, judged by the rules, and findings led back to cells."""

from __future__ import annotations

from validator.diagnostics import Part, Severity
from validator.onboard.answers import fault_of, is_taken
from validator.onboard.columns import known_fields
from validator.onboard.completing import completed
from validator.onboard.drafts import drafts_of
from validator.onboard.placing import in_the_way, placed
from validator.onboard.remarks import Remark, elsewhere, found_in
from validator.onboard.writing import document_text
from validator.secrets.references import parse_reference
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from validator.diagnostics import Diagnostic
    from validator.engine.run import Outcome
    from validator.onboard.answers import Answer, Row
    from validator.onboard.drafts import Draft
    from validator.onboard.remarks import Surroundings, Told
    from validator.project.project import Project

ROUNDS = 10
"""After so many rounds of corrections there is an end."""


class Correction(NamedTuple):
    """What was made of an answer, by a fix that keeps its meaning."""

    row: int
    place: str
    field: str
    title: str


class Plan(NamedTuple):
    """The files that rows make, by their whole paths, and what is to be said of them.

    `hidden` are the places of cells that were to hold where a secret lives, and hold something else: it was not taken.
    `notes` tell of names that are not the usual ones, as others have those.
    """

    files: Mapping[Path, str]
    rows: Sequence[Row]
    remarks: tuple[Remark, ...]
    corrections: tuple[Correction, ...]
    variables: tuple[tuple[str, Path], ...]
    hidden: tuple[Answer, ...]
    notes: tuple[str, ...] = ()

    @property
    def wrong(self) -> list[Remark]:
        """What keeps the files from being written."""
        return [each for each in self.remarks if each.severity is Severity.ERROR]

    @property
    def left(self) -> list[Remark]:
        """What is left to do once they are written."""
        return [each for each in self.remarks if each.severity is not Severity.ERROR]


def planned(
    rows: Sequence[Row], folder: Path, around: Surroundings, places: Mapping[str, str] | None = None
) -> Plan:
    """Return what rows would write below a folder; `places` are the columns of fields, filled or not.

    Raises:
        SettingsError: the settings of the project cannot be used.
    """
    faults, rows = _without_faults(rows)
    hidden = tuple(_not_taken(rows, around.project))
    corrections: list[Correction] = []
    judged = _judged(rows, folder, around, places or {})
    for _ in range(ROUNDS):
        rows, made = _corrected(rows, judged.found)
        if not made:
            break
        corrections += made
        judged = _judged(rows, folder, around, places or {})
    whole = completed(rows, around.project)
    lost = in_the_way(judged.files, whole.rows, around.project, places or {})
    remarks = _in_order([*faults, *lost], judged, around)
    variables = tuple(_variables(judged.files))
    return Plan(judged.texts, whole.rows, remarks, tuple(corrections), variables, hidden, whole.notes)


class _Judged(NamedTuple):
    """What came of some rows: their drafts and texts by file, and each finding with the draft that it is about."""

    files: Mapping[Path, Draft]
    texts: Mapping[Path, str]
    outcome: Outcome
    found: list[Told]


def _judged(rows: Sequence[Row], folder: Path, around: Surroundings, places: Mapping[str, str]) -> _Judged:
    files = placed(drafts_of(rows, around.project), folder, around.project)
    texts = {path: document_text(draft.kind, draft.data) for path, draft in files.items()}
    outcome = around.check({path: text.encode("utf-8", "surrogatepass") for path, text in texts.items()})
    return _Judged(files, texts, outcome, found_in(outcome, files, around.project, places))


def _in_order(faults: Iterable[Remark], judged: _Judged, around: Surroundings) -> tuple[Remark, ...]:
    """Return what is to be said, row by row; of a cell that is wrong by itself that alone.

    What is wrong with a cell is not said again of the names that follow from it, nor of each place that it is written
    into.
    """
    dead = {(each.row, each.field) for each in faults}
    remarks = [each for each, _, _ in judged.found if (each.row, each.field) not in dead]
    said = {(each.row, each.rule, each.message) for each in remarks if each.place}
    remarks = [each for each in remarks if each.place or (each.row, each.rule, each.message) not in said]
    every = {*faults, *_each_once(remarks), *elsewhere(judged.outcome, judged.files, around)}
    return tuple(sorted(every, key=lambda each: (each.row, each.place, -each.severity, each.message)))


def _each_once(remarks: Iterable[Remark]) -> Iterable[Remark]:
    """Leave out what is wrong with an answer in the same way wherever it is written."""
    first: dict[object, Remark] = {}
    for each in remarks:
        first.setdefault((each.row, each.field, each.rule, each.help) if each.field else each, each)
    return first.values()


def _variables(files: Mapping[Path, Draft]) -> Iterator[tuple[str, Path]]:
    for path, draft in files.items():
        yield from ((name, path) for each in draft.variables if (name := _variable(each)))


def _variable(reference: str) -> str:
    found = parse_reference(reference)
    return found.target if found is not None and found.kind.value == "env" else ""


def _without_faults(rows: Sequence[Row]) -> tuple[list[Remark], list[Row]]:
    """Return what is wrong with cells of a table by themselves, and the rows without those cells."""
    remarks: list[Remark] = []
    kept: list[Row] = []
    for row in rows:
        sound = row
        for name, answer in row.answers.items():
            fault = fault_of(answer.text) if row.number else None
            if fault is not None:
                remarks.append(Remark(row.number, answer.place, name, Severity.ERROR, "", *fault))
                sound = sound.but(name, None)
        kept.append(sound)
    return remarks, kept


def _not_taken(rows: Sequence[Row], project: Project) -> Iterator[Answer]:
    for row in rows:
        known = known_fields(project, (row.text("connector"),))
        for name, answer in row.answers.items():
            if name in known and not is_taken(known[name], answer.text, project.settings):
                yield answer


def _corrected(rows: Sequence[Row], found: Iterable[Told]) -> tuple[Sequence[Row], list[Correction]]:
    """Return rows with the answers that fixes make which keep the meaning, and what was made of which.

    The same text in the same column of other rows is corrected with it: rows may share what it is about.
    """
    made: list[Correction] = []
    changed = list(rows)
    for remark, diagnostic, draft in found:
        text = _new_text(diagnostic)
        if text is None or draft.origin(diagnostic.route) is None or not remark.field:
            continue
        old = next((row.text(remark.field) for row in changed if row.number == remark.row), "")
        if not old or old == text[0]:
            continue
        for at, row in enumerate(changed):
            answer = row.answers.get(remark.field)
            same = (
                answer is not None
                and answer.text == old
                and (text[0] is not None or row.number == remark.row)
            )
            if answer is not None and same:
                changed[at] = row.but(remark.field, text[0])
                made.append(
                    Correction(
                        row.number,
                        answer.place or remark.place,
                        remark.field,
                        diagnostic.fix.title if diagnostic.fix else "",
                    )
                )
    return changed, made


def _new_text(diagnostic: Diagnostic) -> tuple[str | None] | None:
    """Return the text that a safe fix puts in the place of a value, None in a tuple where it takes the value out."""
    fix = diagnostic.fix
    if fix is None or not fix.safe or len(fix.intents) != 1:
        return None
    intent = fix.intents[0]
    if intent.part is Part.KEY or intent.route != diagnostic.route:
        return (None,) if intent.text is None and intent.route == diagnostic.route else None
    return (intent.text,)
