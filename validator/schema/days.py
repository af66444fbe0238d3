"""Days as people write them: which one is meant, and why there is none of that name."""

from __future__ import annotations

from validator.lazy import lazy

_DAY = lazy(r"([0-9]{1,4})[./-]([0-9]{1,2})[./-]([0-9]{1,4})\Z")
_DAY_FIRST = lazy(r"([0-9]{1,2})(?:st|nd|rd|th|\.)? ([A-Za-z]{3,9})\.?,? ([0-9]{4})\Z")
_MONTH_FIRST = lazy(r"([A-Za-z]{3,9})\.? ([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})\Z")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_SHORTEST_MONTH = 3


def day_meant(text: str) -> str:
    """Return a day as a year, a month and a day, where the text leaves no doubt; an empty text otherwise."""
    year, month, day = _parts(text)
    return f"{year:04}-{month:02}-{day:02}" if year else ""


def no_such_day(text: str) -> str:
    """Return why no calendar has a day that a text tells without doubt; an empty text where there is such a day."""
    year, month, day = _parts(text)
    if not year:
        return ""
    if not 1 <= month <= len(_MONTHS):
        return f"there is no month {month}"
    last = _LENGTHS[month - 1] + (month == 2 and _is_leap(year))  # noqa: PLR2004 - February
    if day > last:
        return f"{_MONTHS[month - 1]} {year} has {last} days"
    return "" if day else "there is no day 0"


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _parts(text: str) -> tuple[int, int, int]:
    """Return year, month and day, or naught for each where the text leaves it open which is which."""
    return _of_numbers(text) or _of_words(text) or (0, 0, 0)


def _of_numbers(text: str) -> tuple[int, int, int] | None:
    found = _DAY.match(text)
    if found is None:
        return None
    first, middle, last = (int(part) for part in found.groups())
    if len(found[1]) == 4:  # noqa: PLR2004 - a year has four digits
        return first, middle, last
    months_first = "." not in text and middle > 12  # noqa: PLR2004 - there is no thirteenth month
    if len(found[3]) != 4 or ("." not in text and first <= 12 and middle <= 12):  # noqa: PLR2004
        return None
    day, month = (middle, first) if months_first else (first, middle)
    return last, month, day


def _of_words(text: str) -> tuple[int, int, int] | None:
    """Read `30 February 2026` and `February 30, 2026`, the month cut as people do."""
    found = _DAY_FIRST.match(text)
    day, word, year = found.groups() if found is not None else ("", "", "")
    if found is None:
        other = _MONTH_FIRST.match(text)
        if other is None:
            return None
        word, day, year = other.groups()
    fitting = [at for at, name in enumerate(_MONTHS, 1) if name.lower().startswith(word.lower())]
    return (int(year), fitting[0], int(day)) if len(fitting) == 1 and len(word) >= _SHORTEST_MONTH else None
