"""The values that every stage exchanges: places in a file, findings of a check, diagnostics of a report."""

from __future__ import annotations

import enum

from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from pathlib import Path
    from typing import TypeAlias

    Tell: TypeAlias = Callable[[str, int, int], object]
    """Hears what a run is doing, how many files or documents are done, and of how many."""

Route: TypeAlias = tuple[str | int, ...]
"""The keys and indexes that lead from a document's root to one of its parts."""


class UsageError(Exception):
    """What was asked for cannot be done as things stand; the text is one clear line."""


class Severity(enum.IntEnum):
    """How much a finding matters; a higher value matters more."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """The word that every format prints."""
        return self.name.lower()


class Basis(enum.Enum):
    """Whether a rule rests on a documented fact or on an inference from several."""

    DOCUMENTED = "documented"
    INFERRED = "inferred"


class RulePage(NamedTuple):
    """A rule as a reader meets it: `summary` is the first sentence of its `page`, `source` where the fact is from.

    `address` is where the source can be read, empty where it is no page; `subject` the part of the book that the rule
    stands in. `secret` says that it finds secrets.
    """

    id: str
    severity: Severity
    basis: Basis
    summary: str
    page: str
    source: str
    address: str = ""
    subject: str = ""
    secret: bool = False


class Part(enum.Enum):
    """Which token of a mapping's entry a place means."""

    KEY = "key"
    VALUE = "value"


class Position(NamedTuple):
    """A place in a text: one-based line, one-based column in Unicode code points."""

    line: int
    column: int


class Span(NamedTuple):
    """A stretch of text; `end` is the position after its last character."""

    start: Position
    end: Position


class Edit(NamedTuple):
    """One replacement of a stretch of a file's text."""

    span: Span
    text: str


class Intent(NamedTuple):
    """What an edit is to change in data: one key or value of a file's document of that index.

    `text` is the scalar that is to stand there; None leaves the entry out.
    """

    document: int
    route: Route
    part: Part
    text: str | None


class Fix(NamedTuple):
    """A change of one file that removes a finding; a safe one keeps the meaning that the writer intended.

    `intents` say what may differ in data once the edits are made, and nothing else may. `masked` says that the edits
    replace or hold what must not be shown, so that no output may print them.
    """

    title: str
    edits: tuple[Edit, ...]
    safe: bool
    intents: tuple[Intent, ...] = ()
    masked: bool = False

    def __repr__(self) -> str:
        """Return the fix without its edits and intents, which hold the text of the file."""
        return f"Fix(title={self.title!r}, safe={self.safe!r})"


class Excerpt(NamedTuple):
    """A source line as it may be shown: a mask of one length stands for whatever must not be.

    `marked` is where the stretch that the line is shown for begins and ends in `text`, in code points from zero; None
    means that nothing was masked, so that the stretch is where its columns say.
    """

    line: int
    text: str
    marked: tuple[int, int] | None = None


class Related(NamedTuple):
    """A second place that explains a diagnostic."""

    path: str
    span: Span
    message: str
    excerpt: Excerpt | None = None


class Suppression(NamedTuple):
    """Why a diagnostic is not counted: `kind` is `comment`, `settings` or `baseline`."""

    kind: str
    reason: str = ""


class Diagnostic(NamedTuple):
    """One fault of a user's file, at its place, in words; nothing in it is secret.

    `path` is as the user would type it, with forward slashes. `document` names the document by kind and name.
    `route` leads to the faulty part in data; it is empty for the document itself and for faults of the text.
    """

    path: str
    span: Span
    severity: Severity
    rule: str
    message: str
    help: str = ""
    label: str = ""
    document: str = ""
    route: Route = ()
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    excerpt: Excerpt | None = None
    suppression: Suppression | None = None

    @property
    def pointer(self) -> str:
        """The route as a JSON Pointer (RFC 6901)."""
        return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in self.route)


def reading_order(diagnostic: Diagnostic) -> tuple[str, Span, int, str, str]:
    """Return the sort key that puts diagnostics into the order in which a person reads the files."""
    return (diagnostic.path, diagnostic.span, -diagnostic.severity, diagnostic.rule, diagnostic.message)


class Limits(NamedTuple):
    """How much a file may hold before it is refused as `too-complex`, and how many findings of it are shown."""

    file_bytes: int = 1024 * 1024
    depth: int = 64
    nodes: int = 50_000
    scalar_characters: int = 64 * 1024
    findings_per_file: int = 100


class Problem(NamedTuple):
    """Something that kept the run from checking what was asked; `path` is empty when it is about no file."""

    path: str
    message: str


class Since(NamedTuple):
    """What a run was held against: a revision as the user calls it, its commit, empty where there is none yet.

    `known` findings were there already, and neither count nor are shown.
    """

    revision: str
    commit: str
    known: int


class Summary(NamedTuple):
    """What a run looked at and what it counted; `omitted` of the findings are not shown.

    `since` is what it was held against, None where every finding counts.
    """

    files: int
    documents: int
    rules: int
    errors: int
    warnings: int
    infos: int
    suppressed: int
    fixable: int
    omitted: int = 0
    since: Since | None = None

    def for_programs(self) -> dict[str, object]:
        """Return the parts by name, those alone that there are."""
        parts: dict[str, object] = self._asdict()
        del parts["since"]
        return parts if self.since is None else {**parts, "since": self.since._asdict()}


class LadderStep(NamedTuple):
    """One step of a live check; `outcome` is passed, failed or skipped, `detail` what it found or why it is skipped."""

    name: str
    outcome: str
    detail: str
    seconds: float


class Ladder(NamedTuple):
    """How far one config came in the live check; `learned` says for people what `facts` hold for programs.

    `outcome` is passed, failed, unchecked, untried, skipped for its errors, interrupted, or ready (a dry run).
    """

    name: str
    steps: tuple[LadderStep, ...]
    facts: Mapping[str, str | int | bool]
    learned: tuple[str, ...] = ()
    path: str = ""
    connector: str = ""
    environment: str = ""
    outcome: str = ""

    @property
    def seconds(self) -> float:
        """How long its steps took."""
        return sum(each.seconds for each in self.steps)


class Report(NamedTuple):
    """Everything a run found: `diagnostics` count, `suppressed` ones do not; both are in reading order.

    `files` are the checked files, clean ones included, as the user would type them. `live` are the ladders of the
    configs that were tried live. `omitted` are diagnostics that count as well, and of which only the number is shown,
    because their file has more than the settings allow; `known` ones were there before, and are counted nowhere else.
    `notes` are lines about the settings that people should read.
    """

    version: str
    summary: Summary
    diagnostics: tuple[Diagnostic, ...]
    suppressed: tuple[Diagnostic, ...]
    files: tuple[str, ...]
    problems: tuple[Problem, ...] = ()
    live: tuple[Ladder, ...] = ()
    omitted: tuple[Diagnostic, ...] = ()
    known: tuple[Diagnostic, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def counted(self) -> tuple[Diagnostic, ...]:
        """Every diagnostic that counts, shown or not."""
        return (*self.diagnostics, *self.omitted)


def limited(report: Report, most: Mapping[str, int]) -> Report:
    """Return a report that shows at most so many findings of each path: the most severe, then the first ones."""
    left = dict(most)
    shown: list[Diagnostic] = []
    omitted: list[Diagnostic] = []
    for each in sorted(report.counted, key=lambda found: (-found.severity, reading_order(found))):
        left[each.path] -= 1
        (shown if left[each.path] >= 0 else omitted).append(each)
    return report._replace(
        summary=report.summary._replace(omitted=len(omitted)),
        diagnostics=tuple(sorted(shown, key=reading_order)),
        omitted=tuple(sorted(omitted, key=reading_order)),
    )


def summarise(
    diagnostics: Sequence[Diagnostic], *, suppressed: int, files: int, documents: int, rules: int
) -> Summary:
    """Count the diagnostics by severity."""
    levels = [diagnostic.severity for diagnostic in diagnostics]
    return Summary(
        files=files,
        documents=documents,
        rules=rules,
        errors=levels.count(Severity.ERROR),
        warnings=levels.count(Severity.WARNING),
        infos=levels.count(Severity.INFO),
        suppressed=suppressed,
        fixable=sum(1 for diagnostic in diagnostics if diagnostic.fix is not None and diagnostic.fix.safe),
    )


class Request(NamedTuple):
    """A run of the linter.

    `stdin` holds the bytes of standard input when it is to be checked, under the name `stdin_filename`. `project` and
    `config` override the project's root and its settings file. Options that are empty leave the settings as they are.
    `contents` are bytes that stand for those of files, by absolute path: a text that is not written yet. `baseline` is
    the text of one that stands for the settings' own; None leaves it to them, an empty text means that there is none.
    `force_exclude` lets the setting `exclude` count for what `paths` name, too. `jobs` is how many processes share the
    work, 0 as many as pay off. `tell` hears what the run is doing, how many files are done, and of how many.
    """

    paths: tuple[str, ...]
    project: Path | None = None
    config: Path | None = None
    force_exclude: bool = False
    skip_foreign: bool = False
    allow_empty: bool = False
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] | None = None
    as_of: date | None = None
    stdin: bytes | None = None
    stdin_filename: str = "<stdin>"
    contents: Mapping[Path, bytes] | None = None
    baseline: str | None = None
    jobs: int = 1
    tell: Tell | None = None
