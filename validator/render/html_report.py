"""A report as one page for people who do not read terminals: it needs no network, no other file and no script."""

from __future__ import annotations

from validator.diagnostics import reading_order
from validator.render.concise import omitted_lines, problem_text
from validator.render.counts import counts_of
from validator.render.html_controls import controls
from validator.render.html_findings import Anchors, article, groups
from validator.render.html_header import NOBODY, About, header, nothing_checked, title
from validator.render.html_live import live
from validator.render.html_parts import beside, page, path, text
from validator.render.html_picture import picture
from validator.render.html_rules import rules
from validator.words import counted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from validator.diagnostics import Diagnostic, Report, RulePage, Severity
    from validator.render.drawing import Picture

MOST = 10_000
"""So many findings are on a page: with more of them a browser is slow."""

_MANY = 500
"""From so many on a browser lays out only those that are in sight."""


def render(
    report: Report, pages: Sequence[RulePage], drawn: Picture | None = None, about: About = NOBODY
) -> str:
    """Return the report as a page; `pages` are those of rules, `drawn` is what depends on what, where it is known."""
    shown = _shown(report.diagnostics)
    anchors = _anchors(shown, report.suppressed)
    body = (
        f'<a class="skip" href="#findings">To the findings</a>\n{header(report, drawn, about)}<main>\n'
        f"{_problems(report)}{_findings(report, shown, anchors)}{_rules(anchors, pages, shown)}"
        f"{picture(drawn, anchors.files) if drawn is not None else ''}{live(report.live)}"
        f"{_suppressed(report.suppressed, anchors)}{_files(report)}</main>\n"
        f"<footer>\n<p>Made by appxlint {text(report.version)}. <code>***</code> and <code># …</code> stand for what "
        "may be secret; this page does not hold it.</p>\n</footer>\n"
    )
    style, script = beside(__file__, "report.css"), beside(__file__, "report.js")
    return page(title(report.summary, about), body, style=style, script=script)


def _shown(findings: Sequence[Diagnostic]) -> Sequence[Diagnostic]:
    """Return as many findings as a page has room for, the most severe ones, in the order of the files."""
    if len(findings) <= MOST:
        return findings
    return sorted(sorted(findings, key=lambda each: -each.severity)[:MOST], key=reading_order)


def _anchors(shown: Iterable[Diagnostic], suppressed: Iterable[Diagnostic]) -> Anchors:
    paths = dict.fromkeys(each.path for each in shown)
    ids = sorted({each.rule for each in (*shown, *suppressed)})
    return Anchors(
        {name: f"p{at}" for at, name in enumerate(paths, 1)},
        {rule: f"r{at}" for at, rule in enumerate(ids, 1)},
    )


def _problems(report: Report) -> str:
    if not report.problems:
        return ""
    items = "".join(f"<li>{text(problem_text(each))}</li>\n" for each in report.problems)
    return (
        '<section class="problems" aria-labelledby="problems">\n<h2 id="problems">Not checked</h2>\n'
        f"<ul>\n{items}</ul>\n</section>\n"
    )


def _findings(report: Report, shown: Sequence[Diagnostic], anchors: Anchors) -> str:
    notes = [*_left_out(len(report.diagnostics) - len(shown)), *omitted_lines(report)]
    many = ' class="many"' if len(shown) > _MANY else ""
    more = "".join(f"<li>{text(each)}</li>\n" for each in notes)
    return (
        '<section aria-labelledby="findings">\n<h2 id="findings" tabindex="-1">Findings</h2>\n'
        + (controls(shown, anchors) if shown else _none(report))
        + f'<div id="groups"{many}>\n{groups(shown, anchors)}</div>\n'
        + (f'<ul class="note">\n{more}</ul>\n' if more else "")
        + "</section>\n"
    )


def _none(report: Report) -> str:
    """Return why there are no findings; it is good news only where everything was looked at."""
    if nothing_checked(report.summary):
        return "<p>Nothing was checked, so nothing could be found.</p>\n"
    if report.problems:
        return "<p>Nothing was found in what could be checked.</p>\n"
    return '<p class="clean">Nothing was found.</p>\n'


def _left_out(number: int) -> Iterator[str]:
    if number:
        are = "finding is" if number == 1 else "findings are"
        yield (
            f"{number} more {are} left out of this page, which has the most severe ones; "
            "--format json has all of them"
        )


def _rules(anchors: Anchors, pages: Sequence[RulePage], shown: Sequence[Diagnostic]) -> str:
    inside = rules(anchors.rules, pages, shown)
    if not inside:
        return ""
    return (
        '<section aria-labelledby="rules">\n<h2 id="rules">Rules, and what they mean</h2>\n'
        f"{inside}</section>\n"
    )


def _suppressed(found: Sequence[Diagnostic], anchors: Anchors) -> str:
    if not found:
        return ""
    articles = "".join(article(each, anchors) for each in found[:MOST])
    return (
        '<section aria-labelledby="suppressed">\n<h2 id="suppressed">Suppressed</h2>\n'
        f'<details class="page">\n<summary><h3>{counted(len(found), "finding")} that '
        f"{'does' if len(found) == 1 else 'do'} not count</h3></summary>\n"
        f'<div class="body">\n{articles}</div>\n</details>\n</section>\n'
    )


def _files(report: Report) -> str:
    if not report.files:
        return ""
    levels: dict[str, list[Severity]] = {}
    for each in report.counted:
        levels.setdefault(each.path, []).append(each.severity)
    items = "".join(_file(name, levels.get(name, ())) for name in report.files)
    return (
        '<section aria-labelledby="files">\n<h2 id="files">Files</h2>\n<details class="page">\n'
        f"<summary><h3>{counted(len(report.files), 'file')} looked at</h3></summary>\n"
        f'<div class="body">\n<ul class="paths">\n{items}</ul>\n</div>\n</details>\n</section>\n'
    )


def _file(name: str, levels: Sequence[Severity]) -> str:
    found = f' <span class="count">{counts_of(levels).words}</span>' if levels else ""
    return f"<li>{path(name)}{found}</li>\n"
