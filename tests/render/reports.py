"""Reports to render, made by hand, and the strings that a hostile config could put into one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hypothesis import settings

from validator.diagnostics import (
    Basis,
    Diagnostic,
    Edit,
    Excerpt,
    Fix,
    Position,
    Problem,
    Related,
    Report,
    RulePage,
    Severity,
    Span,
    Suppression,
    summarise,
)

if TYPE_CHECKING:
    from collections.abc import Sequence


HOSTILE = {
    "a line break": "one\ntwo",
    "a carriage return": "one\rtwo",
    "a workflow command": "::error file=other.yaml::forged",
    "a workflow command after a blank": "  ::stop-commands::token",
    "a workflow command on a line of its own": "x\n::error::forged",
    "an old workflow command": "text ##[error]forged",
    "an old command behind more hashes": "####[group]forged",
    "an Azure command": "##vso[task.setvariable variable=PATH]forged",
    "an escape sequence": "\x1b[2J\x1b]8;;https://evil.example\x07link\x1b]8;;\x07",
    "a C1 sequence": "\x9b31mred\x9c",
    "control characters": "".join(map(chr, (*range(32), *range(0x7F, 0xA0)))),
    "a bidi override": "user\u202e\u2066// admin\u2069",
    "marks of direction": "\u061c\u200e\u200f\u2067\u2068\u202a\u202c",
    "zero-width characters": "a\u200bb\u200cc\u200dd\u2060e\ufefff",
    "hidden line breaks": "a\u0085b\u2028c\u2029d",
    "right-to-left text": "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
    "joined emoji": "\U0001f468\u200d\U0001f469\u200d\U0001f467 \u2764\ufe0f 1\ufe0f\u20e3",
    "tag characters": "\U0001f3f4\U000e0067\U000e0062\U000e007f",
    "lone surrogates": "caf\udce9-\ud800.yaml",
    "characters of no XML": "a\x00b\ufffec\uffff\x0b",
    "XML": "]]><!--</failure><x a='1' b=\"2\">&amp;",
    "Markdown": "| a |\n|---| `code` [link](https://evil.example) <img src=x> **bold** @all :smile: $x$",
    "a link of a viewer": "[click](https://evil.example)",
    "percent signs": "100%0A::error::%25",
    "properties": "a,line=1:b=c",
    "an equals sign first": "=x.yaml",
    "placeholders of a format": "{0} {name} %s ${env:NAME}",
    "blanks around": "  padded  ",
}

FORBIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e01ef]"
)
"""What no output may hold: C0 but the line feed, C1, marks of direction, the invisible, half characters."""

STEADY = settings(derandomize=True, deadline=None)
"""Settings of a property test that runs the same way every time, on slow machines too."""

WHERE = Span(Position(14, 16), Position(14, 24))


def span(line: int, start: int, end: int, last: int | None = None) -> Span:
    return Span(Position(line, start), Position(last or line, end))


def finding(message: str = "the company id has separators in it", **fields: Any) -> Diagnostic:
    chosen: dict[str, Any] = {
        "path": "configs/acme.yaml",
        "span": WHERE,
        "severity": Severity.ERROR,
        "rule": "company-id-malformed",
    }
    return Diagnostic(**{**chosen, "message": message, **fields})


def report(
    *found: Diagnostic,
    suppressed: Sequence[Diagnostic] = (),
    files: Sequence[str] = ("configs/acme.yaml",),
    problems: Sequence[Problem] = (),
) -> Report:
    summary = summarise(found, suppressed=len(suppressed), files=len(files), documents=3, rules=100)
    return Report("1.2.3", summary, found, tuple(suppressed), tuple(files), tuple(problems))


def hostile_report(text: str) -> Report:
    """A report in which every text that can come from a config or a file name is the given one."""
    place = span(2, 1, 3)
    excerpt = Excerpt(2, text)
    fix = Fix(text, (Edit(place, text),), safe=True)
    one = finding(
        text,
        path=text,
        span=place,
        rule=text,
        help=text,
        label=text,
        document=text,
        route=("a", text, 3),
        related=(
            Related(text, span(2, 1, 2), text, excerpt),
            Related("other.yaml", place, text, excerpt),
            Related(text, place, text),
        ),
        fix=fix,
        excerpt=excerpt,
    )
    hidden = one._replace(suppression=Suppression("comment", text))
    problems = (Problem(text, text), Problem("", text))
    levels = (one, one._replace(severity=Severity.WARNING), one._replace(severity=Severity.INFO))
    return report(*levels, suppressed=(hidden,), files=(text, "clean.yaml"), problems=problems)


def rule(name: str, severity: Severity = Severity.ERROR) -> RulePage:
    summary = "The company id has separators in it"
    page = f"{summary}.\n\nApp Xchange takes digits alone."
    return RulePage(name, severity, Basis.DOCUMENTED, summary, page, "https://example.test/page")
