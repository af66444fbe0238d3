"""Answers: what was typed or stands in a row, each with the column or option that it came from."""

from __future__ import annotations

from validator.documents.scalars import boolean_meant, resolve
from validator.lazy import lazy
from validator.onboard.fields import REFERENCE
from validator.secrets.references import parse_reference
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TypeAlias

    from validator.onboard.fields import Field
    from validator.project.settings import Settings

    Value: TypeAlias = "str | int | float | bool | list[str]"

_BETWEEN = lazy(r"\s*[;\r\n]\s*")
_FORMULA = lazy(r"[=@\t]|[+-](?![0-9., ]*\Z)")
_WHOLE = lazy(r"[1-9][0-9]{0,18}\Z|0\Z")
_WHOLE_WITH_CENTS = lazy(r"([1-9][0-9]{0,18})\.0{1,2}\Z")
_QUOTED = lazy(r'="([^"]*)"\Z')
_SCIENTIFIC = lazy(r"[+-]?[0-9]+(?:[.,][0-9]+)?E\+[0-9]+\Z")
_ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"})
"""What spreadsheets write into a cell that cannot be worked out."""


class Answer(NamedTuple):
    """A text for a field: `place` is the column or option that has it, as people know it, empty where it is derived."""

    text: str
    row: int = 0
    place: str = ""


class Row(NamedTuple):
    """The answers for one connection by the names of their fields; `number` is the row of a table, 0 where none is."""

    number: int
    answers: Mapping[str, Answer]

    def text(self, field: str) -> str:
        """Return the text for a field, an empty one where there is none."""
        found = self.answers.get(field)
        return found.text if found is not None else ""

    def but(self, field: str, text: str | None) -> Row:
        """Return the row with another text for a field, or without any."""
        answers = dict(self.answers)
        if text is None:
            answers.pop(field, None)
        else:
            answers[field] = answers.get(field, Answer("", self.number))._replace(text=text)
        return Row(self.number, answers)


def value_of(field: Field, text: str) -> Value:
    """Return what a text means for a field; one that does not fit stays text, and the rules say why."""
    if field.kind == "switch":
        word = boolean_meant(text)
        return text if word is None else word == "true"
    if field.kind == "number":
        shown = _WHOLE_WITH_CENTS.match(text)
        text = shown[1] if shown else text
        number = resolve(text) if _WHOLE.match(text) or "." in text else text
        return number if isinstance(number, int | float) and not isinstance(number, bool) else text
    if field.kind == "list":
        items = [each for each in _BETWEEN.split(text) if each]
        return text if text == "all" else items
    return field.value_meant(text)


def cell_text(text: str) -> str:
    """Return what a cell of a spreadsheet says: without blanks around it, and out of `="…"`, which keeps digits."""
    stripped = text.strip()
    kept = _QUOTED.match(stripped)
    return kept[1].strip() if kept else stripped


def fault_of(text: str) -> tuple[str, str] | None:
    """Return what is wrong with the text of a cell whatever it is for, and what to do; None where nothing is."""
    if text in _ERRORS or (len(text) > 1 and set(text) == {"#"}):
        return "the spreadsheet could not work this cell out", "correct its formula and save the file again"
    if _SCIENTIFIC.match(text):
        message = (
            "the spreadsheet has turned a number into scientific notation, and may have lost digits of it"
        )
        return message, "format the column as text, enter the number anew, and export the file again"
    if len(text) > 1 and _FORMULA.match(text):
        message = "the cell holds a formula, or begins as formulas do"
        return message, "write the value itself, and save the file again"
    return None


def reference_in(text: str, settings: Settings) -> str:
    """Return a text that is a reference to where a secret lives; nothing of any other."""
    return text if text and parse_reference(text, settings.secret_references) is not None else ""


def is_taken(field: Field, text: str, settings: Settings) -> bool:
    """Whether the text of a cell may be written: a secret itself is never taken from a column."""
    return field.kind != REFERENCE or not text or bool(reference_in(text, settings))
