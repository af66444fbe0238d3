"""The baseline of a project: the findings it had when it adopted the linter, which do not count until they are gone.

An entry names rule, file, kind and name of the document, and the stable path of the part. It holds no line, no message,
no value and no date. Equal entries are one with a count, and just that many findings are left out.

A baseline can only shrink: what is found more often than it says counts as ever, and an entry that is found less often
is an `unused-suppression` in the baseline's own line until it is deleted or counted down. With
`severity.unused-suppression = "error"` that fails a pipeline. Findings about secrets and files that cannot be read are
never part of one: the first need a reason, which an entry has no room for, and a new secret in the old place would go
by unseen; the second hide whatever else there is in their file.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

from validator.diagnostics import Diagnostic, Limits, Position, Span, Suppression, reading_order
from validator.documents import looks
from validator.documents.source import UnreadableError, display
from validator.documents.source import read as read_source
from validator.engine.holders import Holders
from validator.engine.stable_path import stable_path
from validator.engine.suppress import UNUSED
from validator.lazy import lazy
from validator.project.settings import SettingsError
from validator.rules import BY_ID, NEED_A_REASON
from validator.secrets.hide import without_secrets
from validator.values import NamedTuple
from validator.words import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from validator.engine.lint import Linter
    from validator.project.project import Project
    from validator.project.settings import Settings

UNREADABLE = frozenset({"yaml-syntax", "invalid-encoding", "too-complex"})
NEVER = NEED_A_REASON | UNREADABLE
"""Rules whose findings a baseline never holds."""

_BETWEEN = lazy(r"[\s,]*")
_ANEW = "write it anew with --write-baseline"
_DELETE = "delete the line, or write the baseline anew with --write-baseline"
_LIMITS = Limits(file_bytes=16 * 1024 * 1024)


class Entry(NamedTuple):
    """What a finding is known by: its rule, its file below the project's root, its document, its stable path."""

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


class Entries:
    """What the findings of a project are known by in a baseline; no line and no value is part of it."""

    __slots__ = ("_holders", "_names", "_root")

    def __init__(self, project: Project) -> None:
        self._holders = Holders(project.documents)
        self._names: dict[str, str] = {}
        self._root = project.root

    def of(self, diagnostic: Diagnostic) -> Entry:
        """Return the entry of a finding."""
        document = self._holders.of(diagnostic)
        at = stable_path(document.root if document is not None else None, diagnostic.route)
        return Entry(diagnostic.rule, self.below_root(diagnostic.path), diagnostic.document, at)

    def below_root(self, path: str) -> str:
        """Return the path of a file as a baseline names it."""
        name = self._names.get(path)
        if name is None:
            name = self._names[path] = below_root(path, self._root)
        return name


def below_root(path: str, root: Path | None) -> str:
    """Return the path of a file relative to the project's root, with forward slashes, wherever the run started."""
    try:
        return Path(os.path.relpath(path, root)).as_posix()
    except ValueError:
        return path


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
    for data, line, column in _items(text, path):
        entry, count = _entry(data, f"{path}:{line}:{column}")
        earlier = entries.get(entry)
        entries[entry] = Listed(count + (earlier.times if earlier else 0), line)
    return Baseline(path, entries)


def _items(text: str, path: str) -> Iterator[tuple[Any, int, int]]:
    """Yield the items of a JSON list, each with line and column; a comma too many, left by a deleted line, is none."""
    decoder, at, line, counted = json.JSONDecoder(), _begin(text), 1, 0
    while at < len(text) and text[at] != "]":
        line, counted, start = line + text.count("\n", counted, at), at, at
        try:
            item, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            place = _place(text, getattr(error, "pos", at))
            raise SettingsError(f"{path}:{place}: the baseline is not JSON; {_ANEW}") from None
        yield item, line, start - text.rfind("\n", 0, start)
        at = _skip(text, at)
    if text.strip() and text[at:].strip() != "]":
        place = _place(text, at if text.lstrip().startswith("[") else 0)
        raise SettingsError(f"{path}:{place}: the baseline is not a JSON list; {_ANEW}")


def _place(text: str, at: int) -> str:
    """Return line and column of an offset."""
    return f"{text.count(chr(10), 0, at) + 1}:{at - text.rfind(chr(10), 0, at)}"


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


def load_baseline(root: Path, settings: Settings, instead: str | None = None) -> Baseline:
    """Return the baseline that settings name, a file inside the project, or that of a text given instead.

    Raises:
        SettingsError: there is no such file, or it is no baseline.
    """
    name = settings.baseline
    if instead is not None:
        return read(instead, name or "")
    if name is None:
        return Baseline()
    try:
        file = root / name
        if not Path(looks.real(f"{file}")).is_relative_to(looks.real(f"{root}")):
            raise settings.error("baseline: its file must lie inside the project", "baseline")
        source = read_source(display(file), file, _LIMITS)
    except (OSError, ValueError, UnreadableError) as error:
        why = f"{error}" if isinstance(error, UnreadableError) else "the system cannot read it"
        shown_name = without_secrets(name)
        remedy = "name a file" if looks.is_there(root / name) else f"--write-baseline {shown_name} writes it"
        raise settings.error(f"baseline: {shown_name}: {why}; {remedy}", "baseline") from None
    if not source.readable:
        raise SettingsError(f"{source.path}:1:1: the baseline is no text; {_ANEW}")
    return read(source.text, source.path)


def read_file(file: Path) -> Baseline | None:
    """Return the baseline in a file; None where there is none."""
    try:
        source = read_source(display(file), file, _LIMITS)
        return read(source.text, source.path) if source.readable else None
    except (OSError, ValueError, UnreadableError, SettingsError):
        return None


def kept(earlier: Baseline, linter: Linter, requested: frozenset[str]) -> Counter[Entry]:
    """Return the entries of an earlier baseline that a run says nothing of: of files or rules that it did not check."""
    active, files = {rule.id for rule in linter.rules}, _Files(linter.project.root, requested)
    return Counter(
        {
            entry: listed.times
            for entry, listed in earlier.entries.items()
            if entry.rule in BY_ID
            and entry.rule not in NEVER
            and not (entry.rule in active and files.covers(entry.path))
        }
    )


def leave_out(
    diagnostics: Iterable[Diagnostic], linter: Linter, requested: frozenset[str], baseline: Baseline
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """Return the diagnostics that count, entries without findings among them, and those that the baseline holds."""
    project = linter.project
    names = Entries(project)
    known = ((each, names.of(each)) for each in sorted(diagnostics, key=reading_order))
    matched = match(known, baseline)
    held = [each._replace(suppression=Suppression("baseline")) for each in matched.known]
    active = {rule.id for rule in linter.rules}
    if UNUSED not in active:
        return matched.counted, held
    severity = project.settings.severity.get(UNUSED, BY_ID[UNUSED].severity)
    counted = list(matched.counted)
    for message, help_text, line in _complaints(matched, baseline, active, _Files(project.root, requested)):
        place = Span(Position(line, 1), Position(line, 2))
        counted.append(Diagnostic(baseline.path, place, severity, UNUSED, message, help_text))
    return counted, held


class _Files:
    """Which files of a project a run can speak of: those that were requested, and those that are gone."""

    __slots__ = ("_known", "_requested", "_root")

    def __init__(self, root: Path | None, requested: frozenset[str]) -> None:
        self._known: dict[str, bool] = {}
        self._root = root
        self._requested = requested

    def covers(self, path: str) -> bool:
        """Whether what a baseline says of a file, named from the root, can be judged."""
        known = self._known.get(path)
        if known is None:
            known = self._known[path] = self._covers(path)
        return known

    def _covers(self, path: str) -> bool:
        if self._root is None:
            return path in self._requested
        return display(self._root / path) in self._requested or not looks.is_there(self._root / path)


def _complaints(
    matched: Matched, baseline: Baseline, active: set[str], files: _Files
) -> Iterator[tuple[str, str, int]]:
    for entry, listed in baseline.entries.items():
        found = matched.found[entry]
        if entry.rule in NEVER:
            message = f"findings of {entry.rule} are never part of a baseline, so this entry does not count"
            yield message, "mend what it is about, or silence it in its file with a reason", listed.line
        elif entry.rule not in BY_ID:
            message = f"this entry of the baseline names {shown(entry.rule, 'a rule')}, which does not exist"
            yield message, _DELETE, listed.line
        elif found < listed.times and entry.rule in active and files.covers(entry.path):
            yield *_stale(entry, listed, found), listed.line


def _stale(entry: Entry, listed: Listed, found: int) -> tuple[str, str]:
    if found:
        message = f"this entry of the baseline stands for {listed.times} findings of {entry.rule}, and {found} are left"
        return message, f"write {found}, or write the baseline anew with --write-baseline"
    return f"this entry of the baseline matches no finding of {entry.rule} any more", _DELETE
