"""A picture of a terminal: what a command prints in colour, as SVG that needs no font and no script of others."""

from __future__ import annotations

import re
from html import escape
from itertools import pairwise

_SGR = re.compile(r"\x1b\[([\d;]*)m")
_WIDE, _HIGH = 8.4, 19
"""How much room a character of the style takes."""
_MARGIN = 18
_FILLS = {
    "31": "#ff7b72",
    "32": "#7ee787",
    "33": "#e3b341",
    "34": "#79a8ff",
    "35": "#d2a8ff",
    "36": "#76e3ea",
}
_STYLE = (
    "text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace;"
    "white-space:pre;fill:#e6edf3}"
)


def picture(command: str, printed: str) -> str:
    """Return the picture of a command line and of what it prints, with the colours of its escape sequences."""
    lines = [f"\x1b[32m$\x1b[0m \x1b[1m{command}\x1b[0m", *printed.rstrip("\n").split("\n")]
    columns = max(len(_SGR.sub("", line)) for line in lines)
    width, height = round(columns * _WIDE + 2 * _MARGIN), len(lines) * _HIGH + 2 * _MARGIN
    rows = [_row(line, _MARGIN + (number + 1) * _HIGH - 5) for number, line in enumerate(lines)]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width} {height}" width="{width}">',
            f"<title>{escape(f'What {command} prints')}</title>",
            f"<desc>{escape(_SGR.sub('', printed).rstrip())}</desc>",
            f"<style>{_STYLE}</style>",
            f'<rect width="{width}" height="{height}" rx="8" fill="#0d1117"/>',
            *[row for row in rows if row],
            "</svg>\n",
        ]
    )


def _row(line: str, y: int) -> str:
    """Return a line as text whose parts are as wide as in a terminal, whatever font there is."""
    parts, column = [], 0
    for style, text in _parts(line):
        if text.strip():
            room = f'x="{_MARGIN + column * _WIDE:.1f}" textLength="{len(text) * _WIDE:.1f}"'
            parts.append(
                f'<tspan {room} lengthAdjust="spacingAndGlyphs"{_look(style)}>{escape(text)}</tspan>'
            )
        column += len(text)
    return f'<text y="{y}" xml:space="preserve">{"".join(parts)}</text>' if parts else ""


def _parts(line: str) -> list[tuple[str, str]]:
    """Return the stretches of a line, each with the parameters of its style."""
    marks = [(0, 0, ""), *((each.start(), each.end(), each[1]) for each in _SGR.finditer(line))]
    ends = [*marks, (len(line), len(line), "")]
    return [(style, line[end:start]) for (_, end, style), (start, _, _) in pairwise(ends) if end < start]


def _look(style: str) -> str:
    """Return the attributes that paint text as a terminal does."""
    words = style.split(";")
    weight = ' font-weight="bold"' if "1" in words else ""
    fill = next((f' fill="{_FILLS[word]}"' for word in words if word in _FILLS), "")
    return f"{weight}{fill}"
