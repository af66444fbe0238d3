"""The stages of a run in their order: discover, read, parse, schema, rules, suppress, report."""

from __future__ import annotations

import os
from itertools import groupby

from validator._version import __version__
from validator.diagnostics import Problem, Report, limited, reading_order, summarise
from validator.documents.discover import Found, by_project, expand, is_folder
from validator.documents.ignoring import forget
from validator.documents.source import display
from validator.engine.lint import Linter
from validator.engine.load import load_project
from validator.engine.scope import alone, scope_of, without_excluded
from validator.engine.suppress import silence
from validator.engine.workers import processes_for
from validator.project.settings import Settings, load
from validator.rules import ALL, BY_ID, NEED_A_REASON
from validator.values import NamedTuple
from validator.words import closest, did_you_mean, quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from validator.cache.answers import KnownProjects
    from validator.diagnostics import Diagnostic, Request
    from validator.documents.paths import AnyPath
    from validator.engine.load import Loaded
    from validator.engine.scope import Scope
    from validator.engine.silence import Silence
    from validator.project.project import Project
    from validator.rules.rule import Rule


class Outcome(NamedTuple):
    """What came of one project: its documents, the linter that looked at them, and what is to be reported."""

    loaded: Loaded
    linter: Linter
    diagnostics: list[Diagnostic]
    suppressed: list[Diagnostic]
    files: list[str]
    documents: int


def run(request: Request, known: KnownProjects | None = None) -> Report:
    """Check what a request asks for and report on it; nothing is written and no network is used.

    What is `known` of files from earlier runs is not worked out again.

    Raises:
        SettingsError: the settings of a project, or the request's own, cannot be used.
    """
    return check_projects(request, known)[0]


def check_projects(request: Request, known: KnownProjects | None = None) -> tuple[Report, list[Outcome]]:
    """Check as `run` does, and return what came of each project beside the report.

    Raises:
        SettingsError: the settings of a project, or the request's own, cannot be used.
    """
    forget()
    found, missing = expand(request.paths)
    outcomes = [_run_project(*each, request, known) for each in _projects(found, request, known)]
    problems = [Problem(path, why) for path, why in missing]
    problems += [problem for outcome in outcomes for problem in outcome.loaded.problems]
    return report_of(outcomes, problems, request), outcomes


def report_of(outcomes: Sequence[Outcome], problems: Sequence[Problem], request: Request) -> Report:
    """Return the report on what came of projects."""
    files = sorted(path for outcome in outcomes for path in outcome.files)
    if not files and not problems and not request.allow_empty:
        problems = [Problem("", "nothing was checked: there is no document of appxlint here")]
    diagnostics = sorted((each for outcome in outcomes for each in outcome.diagnostics), key=reading_order)
    suppressed = sorted((each for outcome in outcomes for each in outcome.suppressed), key=reading_order)
    rules = active_rules(Settings(select=request.select, ignore=request.ignore))
    summary = summarise(
        diagnostics,
        suppressed=len(suppressed),
        files=len(files),
        documents=sum(outcome.documents for outcome in outcomes),
        rules=max((len(outcome.linter.rules) for outcome in outcomes), default=len(rules)),
    )
    findings, silenced = tuple(diagnostics), tuple(suppressed)
    notes = dict.fromkeys(note for each in outcomes for note in each.linter.project.settings.notes)
    report = Report(
        __version__, summary, findings, silenced, tuple(files), tuple(problems), notes=tuple(notes)
    )
    most = {each.path: outcome.linter.most_shown for outcome in outcomes for each in outcome.diagnostics}
    return limited(report, most)


def load_projects(request: Request, known: KnownProjects | None = None) -> list[Loaded]:
    """Return the projects of the files that a request names, loaded, without running a rule.

    What is `known` of files from earlier runs is not read again.

    Raises:
        SettingsError: the settings of a project cannot be used.
    """
    forget()
    found, _ = expand(request.paths)
    return [_loaded(*each, request, known) for each in _projects(found, request, known)]


def unasked(loaded: Loaded) -> Outcome:
    """Return the outcome of a project that was loaded, before anything was asked about its files.

    Raises:
        SettingsError: the settings name a rule that does not exist.
    """
    return Outcome(loaded, _linter(loaded), [], [], [], 0)


def check_texts(root: AnyPath, texts: Mapping[Path, bytes], request: Request) -> Outcome:
    """Check texts as if they stood in files of a project, whole paths given; nothing is read in their place or written.

    Raises:
        SettingsError: the settings of the project cannot be used.
    """
    files = [Found.at(display(file), file, named=True) for file in texts]
    given = request._replace(contents={**(request.contents or {}), **texts})
    return _run_project(root, files, settings_of(root, request), given, None)


def settings_for(request: Request) -> Settings:
    """Return the settings of the project that a request begins with: that of standard input, else of its first path.

    Raises:
        SettingsError: the settings cannot be used.
    """
    return settings_of(_root_for(request), request)


def root_for(request: Request) -> Path:
    """Return the root of the project that a request begins with."""
    from pathlib import Path  # noqa: PLC0415 - a run that finds nothing has paths as texts

    return Path(_root_for(request))


def _root_for(request: Request) -> str:
    first = os.path.abspath(request.paths[0] if request.paths else ".")
    inside = os.path.join(first, "any") if is_folder(first) else first
    return next(iter(by_project([Found.at("", inside, named=True)], request)))


def unknown_rule(name: str) -> str:
    """Return what to say of a rule that does not exist, with the one that was probably meant; nothing of any other."""
    if name in BY_ID:
        return ""
    from validator.rules.live_ids import LIVE_IDS  # noqa: PLC0415 - few runs name one

    if name in LIVE_IDS:
        return ""
    return f"there is no rule {quoted(name)}" + did_you_mean(
        closest(name, [*BY_ID, *sorted(LIVE_IDS)]), "; `appxlint rules` lists them"
    )


def settings_of(root: AnyPath, request: Request) -> Settings:
    """Return the settings of a project, with what the command line asks for on top.

    Raises:
        SettingsError: they cannot be used.
    """
    settings = load(root, request.config)
    return settings._replace(
        select=request.select or settings.select,
        ignore=(*settings.ignore, *request.ignore),
        severity={**settings.severity, **(request.severity or {})},
        as_of=request.as_of,
    )


def active_rules(settings: Settings) -> tuple[Rule, ...]:
    """Return the rules that are selected and not ignored.

    Raises:
        SettingsError: a rule is named that does not exist, or silenced without a reason that it needs.
    """
    by_file = (rule for rules in settings.per_file_ignores.values() for rule in rules)
    for name in (*settings.select, *settings.ignore, *settings.severity, *by_file):
        if words := unknown_rule(name):
            raise settings.unknown_rule(name, words)
    if (unfounded := settings.unfounded(NEED_A_REASON)) is not None:
        raise unfounded
    chosen = settings.select or BY_ID
    return tuple(rule for rule in ALL if rule.id in chosen and rule.id not in settings.ignore)


def _projects(
    found: list[Found], request: Request, known: KnownProjects | None
) -> Iterator[tuple[str, Iterator[Found], Settings]]:
    """Yield the root of each project that has files to be looked at, those files, and its settings.

    Each file is let go by what holds it here once it was passed on: where there are many, they take more room than what
    is read from them.
    """
    groups = by_project(found, request)
    if known is not None and [*map(os.path.abspath, request.paths)] == [*groups]:
        known.alone = next(iter(groups))
    found.clear()
    for root in [*groups]:
        settings = settings_of(root, request)
        wanted = without_excluded(groups.pop(root), root, settings, request)
        if wanted:
            yield root, _taken_out(wanted), settings


def _taken_out(files: list[Found]) -> Iterator[Found]:
    files.reverse()
    while files:
        yield files.pop()


def _run_project(
    root: AnyPath, files: Iterable[Found], settings: Settings, request: Request, known: KnownProjects | None
) -> Outcome:
    active_rules(settings)  # A rule that does not exist is told before anything is read.
    loaded = _loaded(root, files, settings, request, known)
    linter = _linter(loaded)
    counted, suppressed = judged(linter, loaded.requested, request)
    requested = [each.path for each in loaded.project.documents if each.path in loaded.requested]
    # The documents of a file stand one behind the other, and a set of so many paths would take much room.
    checked = sorted(path for path, _ in groupby(requested))
    return Outcome(loaded, linter, counted, suppressed, checked, len(requested))


def _loaded(
    root: AnyPath, files: Iterable[Found], settings: Settings, request: Request, known: KnownProjects | None
) -> Loaded:
    """Return a project; of files whose values may be sensitive nothing is known from then on."""
    loaded = load_project(root, files, settings, request, known)
    if loaded.known is not None:
        from validator.engine.silence import known_of  # noqa: PLC0415 - only many files are known

        known_of(loaded.known, loaded.project, active_rules(loaded.project.settings))
    return loaded


def _linter(loaded: Loaded) -> Linter:
    silence: Silence | None = None
    if loaded.known is not None:
        from validator.engine.silence import Silence  # noqa: PLC0415 - as above

        silence = Silence(loaded.known, loaded.project)
    return Linter(loaded.project, active_rules(loaded.project.settings), silence)


def judged(
    linter: Linter,
    requested: frozenset[str],
    request: Request,
    scoped: Callable[[Project, frozenset[str]], Scope] = scope_of,
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """Return the findings that concern some files of a project and count, and those that are silenced."""
    scope = scoped(linter.project, requested)
    processes = processes_for(request.jobs, len(scope.documents) + len(scope.beside))
    found = linter.lint_all(scope.documents, scope.beside, processes=processes, tell=request.tell)
    kept = [each for each in found if scope.covers(each)]
    counted, suppressed = silence(kept, linter, requested)
    if linter.project.settings.baseline is not None or request.baseline:
        counted, held = _without_baseline(counted, linter, requested, request)
        suppressed += held
    return counted, suppressed


def findings_in(
    outcome: Outcome, paths: frozenset[str] | None, request: Request, *, by_themselves: bool = False
) -> list[Diagnostic]:
    """Return the findings that count in some files of a project, and in what depends on them; None is all files.

    `by_themselves` leaves out what only other documents say of these files, and with it most of the work.
    """
    wanted = outcome.loaded.ours if paths is None else paths
    if outcome.linter.project.folder is None or wanted <= frozenset(outcome.files):
        return outcome.diagnostics
    if paths is None:
        wanted |= outcome.loaded.requested
    return judged(outcome.linter, wanted, request, alone if by_themselves else scope_of)[0]


def _without_baseline(
    counted: list[Diagnostic], linter: Linter, requested: frozenset[str], request: Request
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    from pathlib import Path  # noqa: PLC0415 - few projects have a baseline

    from validator.engine.baseline import leave_out, load_baseline  # noqa: PLC0415 - as above

    root = Path(linter.project.folder or ".")
    return leave_out(
        counted, linter, requested, load_baseline(root, linter.project.settings, request.baseline)
    )
