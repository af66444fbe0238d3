"""The head of a report in HTML: what came out, how much was looked at, and what the page has."""

from __future__ import annotations

from validator.render.counts import Counts
from validator.render.html_parts import path, text
from validator.values import NamedTuple
from validator.words import counted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.diagnostics import Report, Summary
    from validator.render.drawing import Picture


class About(NamedTuple):
    """What was checked, by a name, and the day as of which it was; empty where that is not known."""

    name: str = ""
    day: str = ""


NOBODY = About()


def title(summary: Summary, about: About) -> str:
    """Return what a window with the page is called."""
    return f"{about.name}: {headline(summary)} - appxlint" if about.name else f"appxlint: {headline(summary)}"


def nothing_checked(summary: Summary) -> bool:
    """Whether a run has looked at no file, so that no findings are no good news."""
    return not summary.files and not any((summary.errors, summary.warnings, summary.infos))


def headline(summary: Summary) -> str:
    """Return what came out, in a few words."""
    if nothing_checked(summary):
        return "nothing was checked"
    found = Counts(summary.errors, summary.warnings, summary.infos)
    return f"{found.words if any(found) else 'no findings'} in {counted(summary.files, 'file')}"


def header(report: Report, drawn: Picture | None, about: About = NOBODY) -> str:
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
        f'<header>\n<p class="tool">{_about(about)}appxlint {text(report.version)}</p>\n'
        f"<h1>{outcome[0].upper()}{outcome[1:]}</h1>\n"
        f'<dl class="tiles">\n{"".join(_tile(*each) for each in tiles)}</dl>\n'
        f'<p class="note">{" ".join(_remarks(summary))}</p>\n'
        f'<nav aria-label="Parts of this page">\n<ul>\n{_links(report, drawn)}</ul>\n</nav>\n</header>\n'
    )


def _about(about: About) -> str:
    name = f"<b>{path(about.name)}</b> " if about.name else ""
    return f"{name}as of {text(about.day)}, by " if about.day else name


def _links(report: Report, drawn: Picture | None) -> str:
    parts = (
        ("findings", "Findings", True),
        ("rules", "Rules", report.diagnostics or report.suppressed),
        ("dependencies", "What depends on what", drawn is not None and drawn.graph.nodes),
        ("live", "Live check", report.live),
        ("suppressed", "Suppressed", report.suppressed),
        ("files", "Files", report.files),
    )
    return "".join(f'<li><a href="#{place}">{words}</a></li>\n' for place, words, there in parts if there)


def _tile(number: int, noun: str, look: str) -> str:
    kind = f' class="{look}"' if look and number else ""
    one = number == 1 or noun == "info"
    return f"<div{kind}><dt>{noun if one else f'{noun}s'}</dt><dd>{number}</dd></div>\n"


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
