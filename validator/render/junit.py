"""JUnit XML: a suite for each file, clean ones included, so that a report of tests shows what was checked.

Elements and attributes are those that both https://github.com/testmoapp/junitxml and Jenkins' schema know,
which is `junit-10.xsd` of https://github.com/jenkinsci/xunit-plugin.
"""

from __future__ import annotations

from validator.diagnostics import Severity
from validator.render import concise
from validator.render.concise import omitted_of, omitted_text, problem_text, summary_line
from validator.render.escape import escape
from validator.render.fingerprint import FINDINGS_PER_FILE
from validator.render.xml import attributes, text
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from validator.diagnostics import Diagnostic, Ladder, Report


_LIVE = "appxlint live"


class _Case(NamedTuple):
    """A test case: its name, and the element that says how it ended; without one it passed."""

    name: str
    outcome: str = ""
    attributes: Mapping[str, str] = {}
    text: str = ""


def render(report: Report, *, fail_on: Severity | None = Severity.ERROR) -> str:
    """Return the report; findings of the level `fail_on` and above are failures, the others pass.

    Those that pass are told as output of their case, suppressed ones are skipped cases, and so is what is not
    shown of a file. A suite of the run itself says what was checked, and has an error for each thing that could
    not be.
    """
    by_path: dict[str, list[_Case]] = {path: [] for path in report.files}
    for found in (*report.diagnostics, *report.suppressed):
        by_path.setdefault(found.path, []).append(_case(found, fail_on))
    for path, number in omitted_of(report).items():
        by_path[path].append(_Case(FINDINGS_PER_FILE, "skipped", {"message": omitted_text(number)}))
    suites = [(path, cases or [_Case("appxlint")]) for path, cases in by_path.items()]
    if report.live:
        suites.append((_LIVE, [_tried(each) for each in report.live]))
    everything = [*_run_cases(report), *(case for _, cases in suites for case in cases)]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f"<testsuites{attributes({'name': 'appxlint', **_counts(everything)})}>",
        *_suite("appxlint", _run_cases(report), _checked(report)),
        *(line for path, cases in suites for line in _suite(escape(path), cases, ())),
        "</testsuites>",
    ]
    return "\n".join(lines) + "\n"


def _tried(ladder: Ladder) -> _Case:
    """Return the case of a config that was to be tried live."""
    name = escape(" ".join(each for each in (ladder.name, ladder.connector, ladder.environment) if each))
    said = [f"{each.name}: {each.detail}" for each in ladder.steps if each.outcome == "failed"]
    message = escape("; ".join(said) or ladder.outcome)
    if ladder.outcome == "failed":
        return _Case(name, "failure", {"message": message, "type": ladder.outcome})
    if ladder.outcome == "unchecked":
        return _Case(name, "error", {"message": message, "type": ladder.outcome})
    return _Case(name) if ladder.outcome == "passed" else _Case(name, "skipped", {"message": message})


def _run_cases(report: Report) -> list[_Case]:
    problems = [problem_text(problem) for problem in report.problems]
    return [_Case(text, "error", {"message": text, "type": "problem"}) for text in problems] or [_Case("run")]


def _checked(report: Report) -> list[str]:
    values = {"version": report.version, "checked": summary_line(report.summary)}
    rows = [
        f"      <property{attributes({'name': name, 'value': value})}/>" for name, value in values.items()
    ]
    return ["    <properties>", *rows, "    </properties>"]


def _case(found: Diagnostic, fail_on: Severity | None) -> _Case:
    name = f"{escape(found.rule)} at {found.span.start.line}:{found.span.start.column}"
    if found.suppression is not None:
        reason = f"suppressed by {': '.join(escape(part) for part in found.suppression if part)}"
        return _Case(name, "skipped", {"message": reason})
    told = "\n".join([concise.line(found), *concise.remedy(found)])
    if fail_on is None or found.severity < fail_on:
        return _Case(name, "system-out", {}, told)
    return _Case(name, "failure", {"message": escape(found.message), "type": found.severity.label}, told)


def _suite(name: str, cases: Sequence[_Case], properties: Iterable[str]) -> Iterator[str]:
    counts = {**_counts(cases), "skipped": str(_count(cases, "skipped"))}
    yield f"  <testsuite{attributes({'name': name, **counts})}>"
    yield from properties
    for case in cases:
        start = f"    <testcase{attributes({'name': case.name, 'classname': name})}"
        if case.outcome:
            inner = f"{case.outcome}{attributes(case.attributes)}"
            yield f"{start}><{inner}>{text(case.text)}</{case.outcome}></testcase>"
        else:
            yield f"{start}/>"
    yield "  </testsuite>"


def _counts(cases: Sequence[_Case]) -> dict[str, str]:
    return {
        "tests": str(len(cases)),
        "failures": str(_count(cases, "failure")),
        "errors": str(_count(cases, "error")),
    }


def _count(cases: Sequence[_Case], outcome: str) -> int:
    return sum(case.outcome == outcome for case in cases)
