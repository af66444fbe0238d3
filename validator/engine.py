"""The stages of a run in their order: discover, read, parse, schema, rules, suppress, report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from validator._version import __version__
from validator.diagnostics import Diagnostic, reading_order
from validator.discover import Found, expand, project_root
from validator.linting import Linter
from validator.loading import Loaded, load_project
from validator.report import Problem, Report, summarise
from validator.rules import ALL
from validator.scope import scope_of
from validator.selection import active_rules, effective_settings
from validator.settings import Settings, load
from validator.silencing import silence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.request import Request


class _Outcome(NamedTuple):
    """What came of one project."""

    diagnostics: list[Diagnostic]
    suppressed: list[Diagnostic]
    files: list[str]
    documents: int
    problems: list[Problem]


def run(request: Request) -> Report:
    """Check what a request asks for and report on it; nothing is written and no network is used.

    Raises:
        SettingsError: the settings of a project, or the request's own, cannot be used.
    """
    found, missing = expand(request.paths, request.exclude)
    problems = [Problem(path, why) for path, why in missing]
    outcomes = [_run_project(root, files, request) for root, files in _by_project(found, request).items()]
    problems += [problem for outcome in outcomes for problem in outcome.problems]
    files = sorted(path for outcome in outcomes for path in outcome.files)
    if not files and not problems and not request.allow_empty:
        problems.append(Problem("", "nothing was checked: there is no document of appxlint here"))
    diagnostics = sorted((each for outcome in outcomes for each in outcome.diagnostics), key=reading_order)
    suppressed = sorted((each for outcome in outcomes for each in outcome.suppressed), key=reading_order)
    summary = summarise(
        diagnostics,
        suppressed=len(suppressed),
        files=len(files),
        documents=sum(outcome.documents for outcome in outcomes),
        rules=len(active_rules(ALL, Settings(select=request.select, ignore=request.ignore))),
    )
    return Report(__version__, summary, tuple(diagnostics), tuple(suppressed), tuple(files), tuple(problems))


def load_projects(request: Request) -> list[Loaded]:
    """Return the projects of the files that a request names, loaded, without running a rule.

    Raises:
        SettingsError: the settings of a project cannot be used.
    """
    found, _ = expand(request.paths, request.exclude)
    return [
        load_project(root, files, effective_settings(load(root, request.config), request), request)
        for root, files in _by_project(found, request).items()
    ]


def _by_project(found: Sequence[Found], request: Request) -> dict[Path, list[Found]]:
    """Group files by the root of their project; standard input belongs to the project of its given name."""
    groups: dict[Path, list[Found]] = {}
    cache: dict[Path, Path] = {}
    if request.stdin is not None:
        file = Path(request.stdin_filename).absolute()
        found = [Found(request.stdin_filename, file, named=True), *found]
    for each in found:
        folder = each.file.parent
        if request.project is not None:
            root = request.project.absolute()
        else:
            root = cache.get(folder) or project_root(each.file, _given_folder(each, request))
            cache[folder] = root
        groups.setdefault(root, []).append(each)
    return groups


def _given_folder(found: Found, request: Request) -> Path:
    """Return the folder that was given and holds the file, for files outside any repository and project."""
    for path in request.paths:
        folder = Path(path).absolute()
        if folder.is_dir() and folder in found.file.parents:
            return folder
    return found.file.parent


def _run_project(root: Path, files: Sequence[Found], request: Request) -> _Outcome:
    settings = effective_settings(load(root, request.config), request)
    rules = active_rules(ALL, settings)
    loaded = load_project(root, files, settings, request)
    project = loaded.project
    scope = scope_of(project, loaded.asked)
    linter = Linter(project, rules, {})
    kept = [each for each in linter.lint_all(scope.documents) if scope.covers(each)]
    counted, suppressed = silence(kept, linter, loaded.asked)
    checked = sorted({path for path in loaded.asked if path in loaded.ours})
    documents = sum(1 for document in project.documents if document.path in loaded.asked)
    return _Outcome(counted, suppressed, checked, documents, list(loaded.problems))
