"""Baselines: the findings that a project had when it adopted the linter, which do not count until they are gone.

An entry names rule, file, kind and name of the document, and the natural path of the part: keys, and for the items of
lists their names where they have one, never a line. It holds no message, no value and no date, and what does not look
like a name is written as `?`. Equal entries are one with a count, and just that many findings are left out.

A baseline can only shrink: what is found more often than it says counts as ever, and an entry that is found less often
is an `unused-suppression` in the baseline's own line until it is deleted or counted down. With
`severity.unused-suppression = "error"` that fails a pipeline. Findings about secrets and files that cannot be read are
never part of one: the first need a reason, which an entry has no room for, and a new secret in the old place would go
by unseen; the second hide whatever else there is in their file.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from validator.project.settings import SettingsError
from validator.rules import NEED_A_REASON

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from validator.diagnostics import Diagnostic

UNREADABLE = frozenset({"yaml-syntax", "invalid-encoding", "too-complex"})
NEVER = NEED_A_REASON | UNREADABLE
"""Rules whose findings a baseline never holds."""

_BETWEEN = re.compile(r"[\s,]*")
_ANEW = "write it anew with --write-baseline"


class Entry(NamedTuple):
    """What a finding is known by: its rule, its file below the project's root, its document, its natural path."""

    rule: str
    path: str
    document: str
    at: str


class Listed(NamedTuple):
    """An entry of a baseline file: how many findings it stands for, and its line there."""

    times: int
    line: int


class Baseline(NamedTuple):
    """A baseline that was read; `path` is that of its file as the user would type it."""

    path: str = ""
    entries: Mapping[Entry, Listed] = {}


class Matched(NamedTuple):
    """The diagnostics that count, those that the baseline holds, and how many of each entry were found."""

    counted: list[Diagnostic]
    known: list[Diagnostic]
    found: Counter[Entry]


def match(found: Iterable[tuple[Diagnostic, Entry]], baseline: Baseline) -> Matched:
    """Part diagnostics, in reading order, into those that count and those that a baseline holds."""
    counted: list[Diagnostic] = []
    known: list[Diagnostic] = []
    numbers: Counter[Entry] = Counter()
    for diagnostic, entry in found:
        listed = baseline.entries.get(entry)
        if listed is None or numbers[entry] >= listed.times or entry.rule in NEVER:
            counted.append(diagnostic)
        else:
            numbers[entry] += 1
            known.append(diagnostic)
    return Matched(counted, known, numbers)


def written(entries: Iterable[Entry]) -> str:
    """Return the text of a baseline: a JSON list with an entry a line, in order, the same for the same findings."""
    counts = Counter(entry for entry in entries if entry.rule not in NEVER)
    lines = [_line(entry, count) for entry, count in sorted(counts.items())]
    return "[\n" + ",\n".join(lines) + "\n]\n" if lines else "[\n]\n"


def _line(entry: Entry, count: int) -> str:
    more = {"count": count} if count > 1 else {}
    line = json.dumps({**entry._asdict(), **more}, ensure_ascii=False)
    return line if line.isprintable() else json.dumps({**entry._asdict(), **more})


def read(text: str, path: str) -> Baseline:
    """Return the baseline in a text; entries may stand in any order, as a merge may leave them.

    Raises:
        SettingsError: the text is no baseline; the line is named.
    """
    entries: dict[Entry, Listed] = {}
    for data, line in _items(text, path):
        entry, count = _entry(data, f"{path}:{line}")
        earlier = entries.get(entry)
        entries[entry] = Listed(count + (earlier.times if earlier else 0), line)
    return Baseline(path, entries)


def _items(text: str, path: str) -> Iterator[tuple[Any, int]]:
    """Yield the items of a JSON list, each with its line; a comma too many, left by a deleted line, is no fault."""
    decoder, at = json.JSONDecoder(), _begin(text)
    while at < len(text) and text[at] != "]":
        line = text.count("\n", 0, at) + 1
        try:
            item, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            raise SettingsError(f"{path}:{line}: the baseline is not JSON; {_ANEW}") from None
        yield item, line
        at = _skip(text, at)
    if text.strip() and text[at:].strip() != "]":
        raise SettingsError(f"{path}: the baseline is not a JSON list; {_ANEW}")


def _begin(text: str) -> int:
    """Return the offset of a list's first item, the end of what is no list."""
    return _skip(text, text.index("[") + 1) if text.lstrip().startswith("[") else len(text)


def _skip(text: str, at: int) -> int:
    found = _BETWEEN.match(text, at)
    return found.end() if found else at


def _entry(data: Any, place: str) -> tuple[Entry, int]:  # noqa: ANN401 - whatever a file holds
    fields = {key: data[key] for key in data if key != "count"} if isinstance(data, dict) else {}
    count = data.get("count", 1) if fields else 0
    if (
        fields.keys() != set(Entry._fields)
        or not all(isinstance(value, str) for value in fields.values())
        or type(count) is not int
        or count < 1
    ):
        raise SettingsError(f"{place}: this is no entry of a baseline; {_ANEW}")
    return Entry(**fields), count
