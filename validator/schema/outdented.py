"""Lines that lost their indentation below a key, where one of them bears the name of a key of the mapping around."""

from __future__ import annotations

from itertools import takewhile

from validator.diagnostics import Part
from validator.documents.finding import Also, Finding, Here
from validator.documents.names import field_name
from validator.documents.tree import Mapping, Scalar, span_of, target
from validator.values import NamedTuple
from validator.words import listed, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

    from validator.diagnostics import Route
    from validator.documents.document import Document


class Lines(NamedTuple):
    """The keys of such lines in their order, below which one they belong, and the one that is there a second time."""

    empty: Route
    keys: tuple[str, ...]
    again: Scalar


def lines_below(document: Document, empty: Route, unknown: Collection[str] = ()) -> Lines | None:
    """Return the lines right behind an empty key that belong below it, if a key given twice is among them.

    The others are those of the `unknown` keys.
    """
    holder = target(node) if empty and (node := document.node(empty[:-1])) is not None else None
    pairs = (
        [each for each in holder.pairs if each.via is None]
        if isinstance(holder, Mapping) and not holder.flow
        else []
    )
    names = [each.key.text for each in pairs]
    at = names.index(f"{empty[-1]}") if empty and empty[-1] in names else len(names)
    if at == len(names) or not _is_empty(pairs[at].value):
        return None
    twice = {each for number, each in enumerate(names) if number > at and each in names[:number]}
    below = list(takewhile(lambda pair: pair.key.text in {*twice, *unknown}, pairs[at + 1 :]))
    again = next((each.key for each in below if each.key.text in twice), None)
    return Lines(empty, tuple(each.key.text for each in below), again) if again is not None else None


def outdented(document: Document, lines: Lines) -> Finding:
    """Return what is said of such lines, where the key is given again: nothing else is said of that."""
    below, several = field_name(lines.empty, document), len(lines.keys) > 1
    keys = listed([shown(each, "another key") for each in lines.keys], last="and")
    others = [(*lines.empty[:-1], each) for each in lines.keys if each != lines.again.text]
    return Finding(
        f"{keys} {'belong' if several else 'belongs'} under {below}, and must be indented to stand there",
        Here(span=span_of(lines.again)),
        f"indent {'them' if several else 'it'} by two more spaces",
        also=tuple(Also(Here(each, Part.KEY), "and this") for each in others),
        rule="unknown-field",
        spoils=(lines.empty, *others),
    )


def _is_empty(value: object) -> bool:
    return isinstance(value, Scalar) and not value.text and not value.style
