"""Suppression: findings that a comment or the settings silence, and comments that silence nothing."""

from __future__ import annotations

from validator.diagnostics import Diagnostic, Suppression
from validator.documents.finding import Finding, Here
from validator.engine.suppressions import Ignore, ignores_of
from validator.rules import ALL, BY_ID, NEED_A_REASON
from validator.words import closest, did_you_mean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from validator.documents.document import Document
    from validator.engine.lint import Linter
    from validator.project.settings import Settings

UNUSED = "unused-suppression"


def silence(
    diagnostics: Iterable[Diagnostic], linter: Linter, requested: frozenset[str]
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """Return the diagnostics that count, unused suppressions among them, and those that are silenced, with why."""
    settings = linter.project.settings
    first = {document.path: document for document in reversed(linter.project.documents)}
    ignores = {path: ignores_of(document.source, document.comments) for path, document in first.items()}
    counted: list[Diagnostic] = []
    silenced: list[Diagnostic] = []
    used: set[tuple[str, int, str]] = set()
    for diagnostic in diagnostics:
        ignore = _match(diagnostic, ignores.get(diagnostic.path, ()), settings)
        if ignore is not None:
            from validator.secrets.hide import without_secrets  # noqa: PLC0415 - few findings are silenced

            used.add((diagnostic.path, ignore.comment.start, diagnostic.rule))
            silenced.append(
                diagnostic._replace(suppression=Suppression("comment", without_secrets(ignore.reason)))
            )
        elif (by_settings := _by_settings(diagnostic, linter)) is not None:
            silenced.append(diagnostic._replace(suppression=by_settings))
        else:
            counted.append(diagnostic)
    active = {rule.id for rule in linter.rules}
    if UNUSED in active:
        for path in sorted(requested & first.keys()):
            counted += _unused(first[path], ignores[path], used, active, linter)
    return counted, silenced


def _match(diagnostic: Diagnostic, ignores: Iterable[Ignore], settings: Settings) -> Ignore | None:
    for ignore in ignores:
        if (
            ignore.fault
            or diagnostic.rule not in ignore.rules
            or ignore.line not in {0, diagnostic.span.start.line}
        ):
            continue
        if diagnostic.rule in NEED_A_REASON and not ignore.reason:
            continue
        if ignore.until is None or ignore.until >= settings.today:
            return ignore
    return None


def _by_settings(diagnostic: Diagnostic, linter: Linter) -> Suppression | None:
    """Return the suppression of a diagnostic by `per-file-ignores`; a secret rule is silenced with a reason only."""
    for pattern, rules in linter.project.settings.per_file_ignores.items():
        reason = rules.get(diagnostic.rule)
        if reason is None or (diagnostic.rule in NEED_A_REASON and not reason):
            continue
        from fnmatch import fnmatchcase  # noqa: PLC0415 - few projects have such settings

        if any(fnmatchcase(path, pattern) for path in _paths(diagnostic, linter)):
            from validator.secrets.hide import without_secrets  # noqa: PLC0415 - as above

            return Suppression("settings", without_secrets(reason))
    return None


def _paths(diagnostic: Diagnostic, linter: Linter) -> Iterator[str]:
    """Yield a diagnostic's path as the user types it, and as it lies below the project's root."""
    yield diagnostic.path
    root = linter.project.root
    if root is not None:
        for document in linter.project.documents:
            file = document.source.file
            if document.path == diagnostic.path and file is not None and file.is_relative_to(root):
                yield file.relative_to(root).as_posix()
                return


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
        if rule not in BY_ID:
            meant = closest(rule, [each.id for each in ALL])
            yield (
                f'this suppression names a rule that does not exist, "{rule}"{did_you_mean(meant)}',
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
