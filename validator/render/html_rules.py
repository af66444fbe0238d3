"""Rules for a page of HTML: what each of them is about, and where it has found something."""

from __future__ import annotations

from validator.diagnostics import Basis
from validator.lazy import lazy
from validator.render.counts import counts_of
from validator.render.html_parts import link, path, text
from validator.render.markdown import EXAMPLE, body_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from validator.diagnostics import Diagnostic, RulePage

_CODE = lazy("`([^`\n]+)`")
_SET_UP = "Given: "
_BASIS = {Basis.DOCUMENTED: "Documented", Basis.INFERRED: "Inferred"}


def rules(places: Mapping[str, str], pages: Iterable[RulePage], findings: Sequence[Diagnostic]) -> str:
    """Return the section about rules, in the order of their places, which are their anchors."""
    known = {page.id: page for page in pages}
    found: dict[str, list[tuple[int, Diagnostic]]] = {}
    for number, each in enumerate(findings, 1):
        found.setdefault(each.rule, []).append((number, each))
    return "".join(_rule(rule, place, known.get(rule), found.get(rule, [])) for rule, place in places.items())


def _rule(rule: str, place: str, page: RulePage | None, found: Sequence[tuple[int, Diagnostic]]) -> str:
    summary = f' <span class="summary">{_prose(page.summary)}</span>' if page is not None else ""
    counts = counts_of(each.severity for _, each in found)
    about = _page(page) if page is not None else ""
    return (
        f'<details class="page" data-r="{place}">\n'
        f'<summary><h3><span class="name">{text(rule)}</span></h3>{summary} '
        f'<span class="count">{counts.words}</span></summary>\n'
        f'<div id="{place}" class="body">\n{about}{_places(found)}</div>\n</details>\n'
    )


def _page(page: RulePage) -> str:
    return "".join((*_parts(page), _source(page)))


def _parts(page: RulePage) -> Iterator[str]:
    """Yield what a page says below its summary, its examples as code."""
    whole, at, first = f"{page.page}\n", 0, True
    for example in EXAMPLE.finditer(whole):
        yield from _paragraphs(whole[at : example.start()], first=first)
        yield (
            f'<p class="sample">{text(example[1] + example[2])}</p>\n'
            f"<pre><code>{_lines(body_of(example))}</code></pre>\n"
        )
        at, first = example.end(), False
    yield from _paragraphs(whole[at:], first=first)


def _paragraphs(words: str, *, first: bool) -> Iterator[str]:
    """Yield paragraphs, but for the summary, which comes first, and the name of a set-up that stands elsewhere."""
    paragraphs = [each.strip() for each in words.split("\n\n") if each.strip()]
    for each in paragraphs[1:] if first else paragraphs:
        if not each.startswith(_SET_UP):
            yield f"<p>{_prose(each)}</p>\n"


def _source(page: RulePage) -> str:
    if not page.source:
        return ""
    source = link(page.source, page.address)
    return f'<p class="note">{_BASIS[page.basis]}: {source}</p>\n'


def _places(found: Sequence[tuple[int, Diagnostic]]) -> str:
    """Return links to what a rule has found, file by file."""
    by_path: dict[str, list[str]] = {}
    for number, each in found:
        by_path.setdefault(each.path, []).append(f'<a href="#f{number}">line {each.span.start.line}</a>')
    items = "".join(f"<li>{path(file)}: {' '.join(links)}</li>\n" for file, links in by_path.items())
    return f'<p class="sample">Found at</p>\n<ul class="places">\n{items}</ul>\n' if items else ""


def _lines(words: str) -> str:
    return "\n".join(text(line) for line in words.split("\n"))


def _prose(words: str) -> str:
    """Return a paragraph on one line, what stands between backticks as code."""
    return _CODE.sub(r"<code>\1</code>", text(" ".join(words.split())))
