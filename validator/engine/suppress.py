"""Suppression: findings that a comment or the settings silence, and comments that silence nothing."""

from __future__ import annotations

from validator.diagnostics import Diagnostic, Suppression
from validator.documents.finding import Finding, Here
from validator.engine.suppressions import Ignore, ignores_of
from validator.lazy import on_demand
from validator.rules import ALL, BY_ID, NEED_A_REASON
from validator.words import closest, did_you_mean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from validator.documents.document import Document
    from validator.engine import gate
    from validator.engine.lint import Linter
    from validator.project.settings import Settings
    from validator.secrets import vocabulary
else:
    gate = on_demand("validator.engine.gate")
    vocabulary = on_demand("validator.secrets.vocabulary")

UNUSED = "unused-suppression"


def silence(
    diagnostics: Iterable[Diagnostic], linter: Linter, requested: frozenset[str]
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """Return the diagnostics that count, unused suppressions among them, and those that are silenced, with why."""
    first, ignores = _comments(linter)
    counted, silenced, used = _parted(diagnostics, linter, ignores)
    active = {rule.id for rule in linter.rules}
    if UNUSED in active:
        for path in sorted(requested & first.keys()):
            counted += _unused(first[path], ignores[path], used, active, linter)
    return counted, silenced


def silence_live(
    diagnostics: Iterable[Diagnostic], linter: Linter
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """Return the findings of a live check that count, and those that comments, per-file-ignores or `ignore` silence."""
    counted, silenced, _ = _parted(diagnostics, linter, _comments(linter)[1])
    left = linter.project.settings.ignore
    ignored = [
        each._replace(suppression=Suppression("settings", "")) for each in counted if each.rule in left
    ]
    return [each for each in counted if each.rule not in left], silenced + ignored


def _comments(linter: Linter) -> tuple[dict[str, Document], dict[str, tuple[Ignore, ...]]]:
    """Return the first document and the suppression comments of each file, but for files without any."""
    first: dict[str, Document] = {}
    for document in linter.project.at_hand:
        if not document.read_quietly:
            first.setdefault(document.path, document)
    return first, {path: ignores_of(each.source, each.comments) for path, each in first.items()}


def _parted(
    diagnostics: Iterable[Diagnostic], linter: Linter, ignores: Mapping[str, tuple[Ignore, ...]]
) -> tuple[list[Diagnostic], list[Diagnostic], set[tuple[str, int, str]]]:
    """Return what counts, what is silenced, and which suppressions did that."""
    settings = linter.project.settings
    counting = {path: _that_count(each, settings) for path, each in ignores.items() if each}
    by_settings = _BySettings(linter)
    counted: list[Diagnostic] = []
    silenced: list[Diagnostic] = []
    used: set[tuple[str, int, str]] = set()
    for diagnostic in diagnostics:
        ignore = _match(diagnostic, counting.get(diagnostic.path, {}))
        if ignore is not None:
            used.add((diagnostic.path, ignore.comment.start, diagnostic.rule))
            silenced.append(
                diagnostic._replace(suppression=Suppression("comment", gate.prose(ignore.reason)))
            )
        elif (suppression := by_settings.of(diagnostic)) is not None:
            silenced.append(diagnostic._replace(suppression=suppression))
        else:
            counted.append(diagnostic)
    return counted, silenced, used


def _that_count(ignores: Iterable[Ignore], settings: Settings) -> dict[tuple[int, str], Ignore]:
    """Return the first suppression that counts for each line and rule; those for a whole file are under line 0."""
    counting: dict[tuple[int, str], Ignore] = {}
    for ignore in ignores:
        if ignore.fault or (ignore.until is not None and ignore.until < settings.today):
            continue
        for rule in ignore.rules:
            if ignore.reason or rule not in NEED_A_REASON:
                counting.setdefault((ignore.line, rule), ignore)
    return counting


def _match(diagnostic: Diagnostic, counting: Mapping[tuple[int, str], Ignore]) -> Ignore | None:
    """Return the first suppression in the text that silences a diagnostic."""
    of_file = counting.get((0, diagnostic.rule))
    of_line = counting.get((diagnostic.span.start.line, diagnostic.rule))
    if of_file is None or of_line is None:
        return of_file or of_line
    return min(of_file, of_line, key=lambda ignore: ignore.comment.start)


class _BySettings:
    """The suppressions of `per-file-ignores`, held against each file once."""

    __slots__ = ("_files", "_known", "_patterns", "_root")

    def __init__(self, linter: Linter) -> None:
        self._patterns = linter.project.settings.per_file_ignores
        files = linter.project.at_hand if self._patterns else ()
        self._root = linter.project.root if self._patterns else None
        self._files = {each.path: each.source.file for each in files}
        self._known: dict[str, list[Mapping[str, str]]] = {}

    def of(self, diagnostic: Diagnostic) -> Suppression | None:
        """Return the suppression of a diagnostic; a secret rule is silenced with a reason only."""
        for rules in self._rules(diagnostic.path) if self._patterns else ():
            reason = rules.get(diagnostic.rule)
            if reason or (reason is not None and diagnostic.rule not in NEED_A_REASON):
                return Suppression("settings", gate.prose(reason))
        return None

    def _rules(self, path: str) -> list[Mapping[str, str]]:
        """Return the rules of the patterns that fit a file, in their order."""
        known = self._known.get(path)
        if known is None:
            from fnmatch import fnmatchcase  # noqa: PLC0415 - few projects have such settings

            names = list(self._names(path))
            known = self._known[path] = [
                rules
                for pattern, rules in self._patterns.items()
                if any(fnmatchcase(name, pattern) for name in names)
            ]
        return known

    def _names(self, path: str) -> Iterator[str]:
        """Yield a file's path as the user types it, and as it lies below the project's root."""
        yield path
        file = self._files.get(path)
        if self._root is not None and file is not None and file.is_relative_to(self._root):
            yield file.relative_to(self._root).as_posix()


def _unused(
    document: Document,
    ignores: Iterable[Ignore],
    used: set[tuple[str, int, str]],
    active: set[str],
    linter: Linter,
) -> Iterator[Diagnostic]:
    for ignore in ignores:
        for message, help_text in _complaints(ignore, document.path, used, active, linter.project.settings):
            start = ignore.comment.start
            span = document.source.span(start, start + len(ignore.comment.text))
            finding = Finding(message, Here(span=span), help_text, rule=UNUSED)
            yield linter.diagnostic(BY_ID[UNUSED], finding, document)


def _complaints(
    ignore: Ignore, path: str, used: set[tuple[str, int, str]], active: set[str], settings: Settings
) -> Iterator[tuple[str, str]]:
    if ignore.fault:
        yield (
            f"this suppression cannot count: {ignore.fault}",
            "write # appxlint: ignore[rule-id] and a reason",
        )
        return
    for rule in ignore.rules:
        if rule not in BY_ID and rule not in _live_ids():
            meant = closest(rule, [*(each.id for each in ALL), *sorted(_live_ids())])
            named = f', "{rule}"' if meant or vocabulary.is_prose(rule) else ""
            yield (
                f"this suppression names a rule that does not exist{named}{did_you_mean(meant)}",
                "`appxlint rules` lists them",
            )
        elif ignore.until is not None and ignore.until < settings.today:
            yield (
                f"this suppression of {rule} has ended on {ignore.until}",
                "mend what it is about, or set a new day with a reason",
            )
        elif rule in NEED_A_REASON and not ignore.reason:
            yield f"a suppression of {rule} counts only with a reason", "write the reason behind the bracket"
        elif rule in active and (path, ignore.comment.start, rule) not in used:
            yield f"this suppression of {rule} ignores nothing", "delete it"


def _live_ids() -> frozenset[str]:
    from validator.rules.live_ids import LIVE_IDS  # noqa: PLC0415 - few comments name one

    return LIVE_IDS
