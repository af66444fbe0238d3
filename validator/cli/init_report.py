"""What `appxlint init` says: what is wrong by row and column, what was written, and what is left to do."""

from __future__ import annotations

from validator.onboard.snippets import ENV_FILES
from validator.render.escape import escape
from validator.render.json_text import dumps
from validator.render.table import fitted
from validator.render.wrap import folded, wrap
from validator.values import NamedTuple
from validator.words import listed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from validator.onboard.answers import Answer
    from validator.onboard.planning import Correction, Plan
    from validator.onboard.remarks import Remark

_MOST_ROWS = 12


class Told(NamedTuple):
    """A run: its plan, the files that were or would be written by the paths that people type, and notes about columns.

    `todo` is what is left to do with files beside the documents, `ignored` whether git ignores files with secrets.
    """

    plan: Plan
    files: Mapping[str, str]
    written: bool
    notes: tuple[str, ...] = ()
    todo: tuple[str, ...] = ()
    ignored: bool = False


def as_text(told: Told, room: int | None = None) -> str:
    """Return what is to be said of a run, for people; `room` is how wide a terminal is, None where there is none."""
    plan = told.plan
    if plan.wrong:
        parts = [
            _wrong(plan.wrong, room),
            *_left(told, room, "left to do after that:"),
            "nothing was written\n",
        ]
        return "\n".join([*_notes(told, room), *parts])
    head = "written:\n" if told.written else "would be written:\n"
    files = head + "".join(f"  {escape(path)}\n" for path in told.files)
    texts = [] if told.written else [f"# {escape(path)}\n{text}" for path, text in told.files.items()]
    files = "\n".join(["---\n".join(texts), files]) if texts else files
    parts = [files, *_notes(told, room), *_corrected(plan.corrections, room), *_left(told, room)]
    return "\n".join([*parts, *_variables(told, room)])


def _notes(told: Told, room: int | None) -> list[str]:
    notes = [*told.notes, *told.plan.notes, *_hidden(told.plan.hidden)]
    lines = [line for note in notes for line in ([note] if room is None else wrap(note, room))]
    return ["".join(f"{line}\n" for line in lines)] if notes else []


def _hidden(answers: Iterable[Answer]) -> list[str]:
    places: dict[str, list[int]] = {}
    for each in answers:
        places.setdefault(each.place, []).append(each.row)
    return [
        f"{_where(place, rows)}: a secret is never taken; a reference stands in its place"
        for place, rows in places.items()
    ]


def _where(place: str, rows: Iterable[int]) -> str:
    """Return the column and the rows of a table, or the option; an empty text where there is none of them."""
    numbers = sorted({row for row in rows if row})
    if not numbers:
        return place
    word = "rows" if len(numbers) > 1 else "row"
    shown = f"{word} {listed([f'{row}' for row in numbers], last='and', most=_MOST_ROWS)}"
    return f"column {place}, {shown}" if place else shown


def _wrong(remarks: Sequence[Remark], room: int | None) -> str:
    """Return what is wrong by row and column, or by option; without what nothing stands in."""
    of_rows = any(each.row for each in remarks)
    rows = [("row", "column" if of_rows else "option", "what is wrong")]
    for each in remarks:
        row = f"{each.row}" if each.row else ""
        rows.append((row, each.place, each.message))
        if each.help:
            rows.append(("", "", f"help: {each.help}"))
    told = [at for at in range(len(rows[0])) if any(row[at] for row in rows[1:])]
    return fitted([[row[at] for at in told] for row in rows], room).text


def _corrected(corrections: Iterable[Correction], room: int | None) -> list[str]:
    rows = [(*((f"row {each.row}",) if each.row else ()), each.place, each.title) for each in corrections]
    return ["corrected:\n" + fitted(rows, room, indent=2).text] if rows else []


def _left(told: Told, room: int | None, head: str = "left to do:") -> list[str]:
    same: dict[tuple[str, str, str, str], list[int]] = {}
    for each in told.plan.left:
        same.setdefault((each.severity.label, each.place, each.message, each.help), []).append(each.row)
    rows = [
        (level, _where(place, numbers), f"{message}{f' (help: {hint})' if hint else ''}")
        for (level, place, message, hint), numbers in same.items()
    ]
    lines = fitted(rows, room, indent=2).text + "".join(_todo(each, room) for each in told.todo)
    return [f"{head}\n{lines}"] if lines else []


def _todo(text: str, room: int | None) -> str:
    """Return what is left to do with a file beside the documents: a sentence, and perhaps lines to copy."""
    first, *lines = text.splitlines()
    words = f"  {escape(first)}"
    kept = words if room is None else folded(words, room)
    return "".join(f"{line}\n" for line in (kept, *(f"  {escape(line)}" for line in lines)))


def _variables(told: Told, room: int | None) -> list[str]:
    names = dict.fromkeys(name for name, _ in told.plan.variables)
    if not names:
        return []
    found = ["set these variables:\n" + "".join(f"  {name}\n" for name in names)]
    if not told.ignored:
        words = f"a file with their values is never to be committed: add {ENV_FILES} to .gitignore"
        found.append("".join(f"{line}\n" for line in ([words] if room is None else wrap(words, room))))
    return found


def as_json(told: Told) -> str:
    """Return what is to be said of a run, for programs."""
    plan = told.plan
    return dumps(
        {
            "written": list(told.files) if told.written else [],
            "files": []
            if plan.wrong
            else [{"path": path, "text": text} for path, text in told.files.items()],
            "remarks": [{**each._asdict(), "severity": each.severity.label} for each in plan.remarks],
            "corrections": [each._asdict() for each in plan.corrections],
            "variables": list(dict.fromkeys(name for name, _ in plan.variables)),
            "notes": [*told.notes, *plan.notes, *_hidden(plan.hidden)],
            "todo": list(told.todo),
        }
    )
