"""The head of a report in HTML: what came out, how much was looked at, and what the page has."""

from __future__ import annotations

from validator.render.counts import Counts
from validator.render.html_parts import text
from validator.words import counted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.diagnostics import Report, Summary
    from validator.render.drawing import Picture


def headline(summary: Summary) -> str:
    """Return what came out, in a few words."""
    found = Counts(summary.errors, summary.warnings, summary.infos)
    return f"{found.words if any(found) else 'no findings'} in {counted(summary.files, 'file')}"


def header(report: Report, drawn: Picture | None) -> str:
    """Return the head of the page: the outcome, its numbers, and the ways to the parts."""
    summary = report.summary
    outcome = headline(summary)
    tiles = (
        (summary.errors, "error", "error"),
        (summary.warnings, "warning", "warning"),
        (summary.infos, "info", "info"),
        (summary.files, "file", ""),
        (summary.documents, "document", ""),
        (summary.rules, "rule", ""),
    )
    return (
        f'<header>\n<p class="tool">appxlint {text(report.version)}</p>\n'
        f"<h1>{outcome[0].upper()}{outcome[1:]}</h1>\n"
        f'<dl class="tiles">\n{"".join(_tile(*each) for each in tiles)}</dl>\n'
        f'<p class="note">{" ".join(_remarks(summary))}</p>\n'
        f'<nav aria-label="Parts of this page">\n<ul>\n{_links(report, drawn)}</ul>\n</nav>\n</header>\n'
    )


def _links(report: Report, drawn: Picture | None) -> str:
    parts = (
        ("findings", "Findings", True),
        ("rules", "Rules", report.diagnostics or report.suppressed),
        ("dependencies", "What depends on what", drawn is not None and drawn.graph.nodes),
        ("live", "Live check", report.live),
        ("suppressed", "Suppressed", report.suppressed),
        ("files", "Files", True),
    )
    return "".join(f'<li><a href="#{place}">{words}</a></li>\n' for place, words, there in parts if there)


def _tile(number: int, noun: str, look: str) -> str:
    kind = f' class="{look}"' if look and number else ""
    return f"<div{kind}><dt>{noun if number == 1 else f'{noun}s'}</dt><dd>{number}</dd></div>\n"


def _remarks(summary: Summary) -> Iterator[str]:
    if summary.fixable:
        yield f"{summary.fixable} can be fixed with <code>appxlint check --fix</code>."
    if summary.suppressed:
        yield f"{summary.suppressed} more {'is' if summary.suppressed == 1 else 'are'} suppressed and not counted."
    if summary.since is not None:
        revision, commit, known = summary.since
        before = f"{known} more {'was' if known == 1 else 'were'} there already." if known else ""
        since = f"What is new since {text(revision)} counts alone. {before}".strip()
        yield since if commit else "Nothing is committed yet, so that everything is new."
