"""Output formats by name: each turns a report into text and decides nothing."""

from __future__ import annotations

from validator.diagnostics import Severity
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import TypeAlias

    from validator.diagnostics import Report, RulePage
    from validator.render.drawing import Picture


class Options(NamedTuple):
    """What a caller has decided about the output; each format takes what it has a use for.

    `rules` are those whose pages a format carries. `fail_on` is the lowest level that JUnit calls a
    failure, None for no level. `width` is in terminal columns, `encoding` that of the stream. `folded` has lines that
    programs may read, such as the place of a finding and what was checked, keep to the width as well. `picture` is
    what depends on what, where that is known. `name` is what was checked, `day` that as of which it was, for people.
    """

    rules: Sequence[RulePage] = ()
    fail_on: Severity | None = Severity.ERROR
    colour: bool = False
    width: int = 100
    folded: bool = False
    quiet: bool = False
    encoding: str = "utf-8"
    picture: Picture | None = None
    name: str = ""
    day: str = ""


Renderer: TypeAlias = "Callable[[Report, Options], str]"

# Each function imports its own format alone: a run pays for the one that it prints.
# ruff: noqa: PLC0415


def _text(report: Report, options: Options) -> str:
    if not report.diagnostics:  # most runs find nothing, and draw no frames
        from validator.render import concise

        words = concise.as_text(concise.last_blocks(report, quiet=options.quiet, after_findings=False))
        return _kept(words, options.width) if options.folded else words
    from validator.render import text

    return text.render(
        report,
        colour=options.colour,
        width=options.width,
        folded=options.folded,
        quiet=options.quiet,
        encoding=options.encoding,
    )


def _kept(words: str, width: int) -> str:
    from validator.render.wrap import folded

    return folded(words, width)


def _concise(report: Report, options: Options) -> str:  # noqa: ARG001
    from validator.render import concise

    return concise.render(report)


def _json(report: Report, options: Options) -> str:  # noqa: ARG001
    from validator.render import json_format

    return json_format.render(report)


def _github(report: Report, options: Options) -> str:  # noqa: ARG001
    from validator.render import github

    return github.render(report)


def _gitlab(report: Report, options: Options) -> str:  # noqa: ARG001
    from validator.render import gitlab

    return gitlab.render(report)


def _azure(report: Report, options: Options) -> str:  # noqa: ARG001
    from validator.render import azure

    return azure.render(report)


def _sarif(report: Report, options: Options) -> str:
    from validator.render import sarif

    return sarif.render(report, options.rules)


def _junit(report: Report, options: Options) -> str:
    from validator.render import junit

    return junit.render(report, fail_on=options.fail_on)


def _rdjson(report: Report, options: Options) -> str:  # noqa: ARG001
    from validator.render import rdjson

    return rdjson.render(report)


def _checkstyle(report: Report, options: Options) -> str:  # noqa: ARG001
    from validator.render import checkstyle

    return checkstyle.render(report)


def _html(report: Report, options: Options) -> str:
    from validator.render import html_report
    from validator.render.html_header import About

    about = About(options.name, options.day)
    return html_report.render(report, options.rules, options.picture, about)


FORMATS: Mapping[str, Renderer] = {
    "text": _text,
    "concise": _concise,
    "json": _json,
    "github": _github,
    "gitlab": _gitlab,
    "azure": _azure,
    "sarif": _sarif,
    "junit": _junit,
    "rdjson": _rdjson,
    "checkstyle": _checkstyle,
    "html": _html,
}
"""Every output format by the name that `--format` takes."""

WITH_PAGES = frozenset({"sarif", "html"})
"""Formats that carry the manual pages of rules."""

IN_REPOSITORY = frozenset({"github", "gitlab", "azure", "sarif"})
"""Formats for servers that show a repository, and know its files by their paths in it."""
