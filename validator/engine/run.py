"""The stages of a run in their order: discover, read, parse, schema, rules, suppress, report."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator._version import __version__
from validator.diagnostics import Problem, Report, reading_order, summarise
from validator.documents.discover import by_project, expand
from validator.engine.excluding import without_excluded
from validator.engine.lint import Linter
from validator.engine.load import load_project
from validator.engine.scope import scope_of
from validator.engine.selection import active_rules, effective_settings
from validator.engine.suppress import silence
from validator.project.settings import Settings, load
from validator.rules import ALL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from validator.diagnostics import Diagnostic, Request
    from validator.documents.discover import Found
    from validator.engine.load import Loaded


class Outcome(NamedTuple):
    """What came of one project: its documents, the linter that looked at them, and what is to be reported."""

    loaded: Loaded
    linter: Linter
    diagnostics: list[Diagnostic]
    suppressed: list[Diagnostic]
    files: list[str]
    documents: int


def run(request: Request) -> Report:
    """Check what a request asks for and report on it; nothing is written and no network is used.

    Raises:
        SettingsError: the settings of a project, or the request's own, cannot be used.
    """
    return check_projects(request)[0]


def check_projects(request: Request) -> tuple[Report, list[Outcome]]:
    """Check as `run` does, and return what came of each project beside the report.

    Raises:
        SettingsError: the settings of a project, or the request's own, cannot be used.
    """
    found, missing = expand(request.paths)
    outcomes = [_run_project(*each, request) for each in _projects(found, request)]
    problems = [Problem(path, why) for path, why in missing]
    problems += [problem for outcome in outcomes for problem in outcome.loaded.problems]
    files = sorted(path for outcome in outcomes for path in outcome.files)
    if not files and not problems and not request.allow_empty:
        problems.append(Problem("", "nothing was checked: there is no document of appxlint here"))
    diagnostics = sorted((each for outcome in outcomes for each in outcome.diagnostics), key=reading_order)
    suppressed = sorted((each for outcome in outcomes for each in outcome.suppressed), key=reading_order)
    rules = active_rules(ALL, Settings(select=request.select, ignore=request.ignore))
    summary = summarise(
        diagnostics,
        suppressed=len(suppressed),
        files=len(files),
        documents=sum(outcome.documents for outcome in outcomes),
        rules=max((len(outcome.linter.rules) for outcome in outcomes), default=len(rules)),
    )
    findings, silenced = tuple(diagnostics), tuple(suppressed)
    report = Report(__version__, summary, findings, silenced, tuple(files), tuple(problems))
    return report, outcomes


def load_projects(request: Request) -> list[Loaded]:
    """Return the projects of the files that a request names, loaded, without running a rule.

    Raises:
        SettingsError: the settings of a project cannot be used.
    """
    found, _ = expand(request.paths)
    return [load_project(*each, request) for each in _projects(found, request)]


def _projects(found: Sequence[Found], request: Request) -> Iterator[tuple[Path, list[Found], Settings]]:
    """Yield the root of each project that has files to be looked at, those files, and its settings."""
    for root, files in by_project(found, request).items():
        settings = effective_settings(load(root, request.config), request)
        wanted = without_excluded(files, root, settings, request)
        if wanted:
            yield root, wanted, settings


def _run_project(root: Path, files: Sequence[Found], settings: Settings, request: Request) -> Outcome:
    rules = active_rules(ALL, settings)
    loaded = load_project(root, files, settings, request)
    project = loaded.project
    scope = scope_of(project, loaded.asked)
    linter = Linter(project, rules, {})
    kept = [each for each in linter.lint_all(scope.documents, scope.beside) if scope.covers(each)]
    counted, suppressed = silence(kept, linter, loaded.asked)
    if settings.baseline is not None or request.baseline:
        counted, held = _without_baseline(root, counted, linter, loaded.asked, request)
        suppressed += held
    checked = sorted({path for path in loaded.asked if path in loaded.ours})
    documents = sum(1 for document in project.documents if document.path in loaded.asked)
    return Outcome(loaded, linter, counted, suppressed, checked, documents)


def _without_baseline(
    root: Path, counted: list[Diagnostic], linter: Linter, asked: frozenset[str], request: Request
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    from validator.engine.baselining import leave_out, load_baseline  # noqa: PLC0415 - few projects have a baseline

    return leave_out(counted, linter, asked, load_baseline(root, linter.project.settings, request.baseline))
