"""Live checks for a page of HTML: how far each config came, step by step."""

from __future__ import annotations

from validator.render.html_parts import text
from validator.render.ladder import HEADINGS, row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.diagnostics import Ladder

_OF_STEPS = ("outcome", "step", "time", "what was found")


def live(ladders: Sequence[Ladder]) -> str:
    """Return the section about live checks, nothing where none was made."""
    if not ladders:
        return ""
    return (
        '<section aria-labelledby="live">\n<h2 id="live">Live check</h2>\n'
        f"{_table(HEADINGS, [row(each) for each in ladders])}{''.join(map(_steps, ladders))}</section>\n"
    )


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f'<th scope="col">{text(each)}</th>' for each in headings)
    body = "".join(
        "<tr>"
        + "".join(
            f'<td data-h="{text(heading)}"><bdi>{text(cell)}</bdi></td>'
            for heading, cell in zip(headings, cells, strict=True)
        )
        + "</tr>\n"
        for cells in rows
    )
    return f'<table class="wide">\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n'


def _steps(ladder: Ladder) -> str:
    if not ladder.steps:
        return ""
    rows = [
        (step.outcome, step.name, f"{step.seconds:.2f} s" if step.seconds else "", step.detail)
        for step in ladder.steps
    ]
    learned = f'<p class="note">{text(" · ".join(ladder.learned))}</p>\n' if ladder.learned else ""
    return (
        f'<details class="page">\n<summary><h3><bdi>{text(ladder.name)}</bdi></h3> '
        f'<span class="count">{text(ladder.outcome)}</span></summary>\n'
        f'<div class="body">\n{_table(_OF_STEPS, rows)}{learned}</div>\n</details>\n'
    )
