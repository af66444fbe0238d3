"""The formats of sheets by the names that `--format` takes; each is a function from a `Binder` to text."""

# Each function imports its own format alone: a run pays for the one that it prints.
# ruff: noqa: PLC0415

from __future__ import annotations

from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from validator.guide.sheet import Binder


class Format(NamedTuple):
    """A format: how its files end, whether an index can lead into a page, and what makes the text."""

    ending: str
    anchored: bool
    render: Callable[[Binder, int], str]


def _text(binder: Binder, columns: int) -> str:
    from validator.guide import text

    return text.render(binder, columns)


def _markdown(binder: Binder, columns: int) -> str:  # noqa: ARG001 - lines are as long as they are
    from validator.guide import markdown

    return markdown.render(binder)


def _html(binder: Binder, columns: int) -> str:  # noqa: ARG001 - as above
    from validator.guide import html_page

    return html_page.render(binder)


FORMATS: Mapping[str, Format] = {
    "text": Format("txt", anchored=False, render=_text),
    "markdown": Format("md", anchored=False, render=_markdown),
    "html": Format("html", anchored=True, render=_html),
}
