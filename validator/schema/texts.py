"""What our schemas demand of a text: a pattern to its very end, a real day, an expression that can be run."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

DAY = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
"""The pattern of a day in our schemas, which `is_day` tells without it."""

_MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FEBRUARY = 2


def fits(pattern: re.Pattern[str], text: str) -> bool:
    """Whether a text fits a pattern, and is a real day if it looks like one."""
    return pattern.search(text) is not None and is_possible(text)


def is_day(text: object) -> bool:
    """Whether a value is a day that a calendar has, written as the pattern `DAY` asks for."""
    return type(text) is str and _looks_like_day(text) and is_possible(text)


def is_possible(text: str) -> bool:
    """Whether a text is a day that a calendar has, or does not look like a day."""
    if not _looks_like_day(text):
        return True
    year, month, day = int(text[:4]), int(text[5:7]), int(text[8:])
    return year > 0 and 0 < month <= len(_MONTHS) and 0 < day <= _last(year, month)


def _looks_like_day(text: str) -> bool:
    year, month, day = text[:4], text[5:7], text[8:]
    return f"{year}-{month}-{day}" == text and len(day) == 2 and _digits(year + month + day)  # noqa: PLR2004


def _digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _last(year: int, month: int) -> int:
    """Return the last day of a month; the module for dates takes longer to import than the days of a file."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == _FEBRUARY and leap else _MONTHS[month - 1]


def has_format(text: str, form: str) -> bool:
    """Whether a text is an expression as `format` in our schemas asks for."""
    from validator.schema.patterns import FORMATS, refused  # noqa: PLC0415 - few documents hold an expression

    return form in FORMATS and refused(text, form) is None
