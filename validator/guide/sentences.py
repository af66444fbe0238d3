"""Sentences of `steps.yaml` with the names of a connection in the places that are kept for them."""

from __future__ import annotations

from validator.guide.sheet import Mark, Part
from validator.lazy import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from validator.guide.sheet import Words

_PIECE = lazy(r"\*([^*]+)\*|`([^`]+)`|\{([a-z-]+)\}")
_PLACE = lazy(r"\{([a-z-]+)\}")


def places(text: str) -> frozenset[str]:
    """Return the names that a sentence has places for."""
    return frozenset(_PLACE.findall(text))


def said(text: str, names: Mapping[str, str | Part]) -> Words | None:
    """Return a sentence with its places filled in; None where a name is needed that is not known."""
    if not places(text) <= names.keys():
        return None
    return tuple(_parts(" ".join(text.split()), names))


def _parts(text: str, names: Mapping[str, str | Part]) -> Iterator[str | Part]:
    """Yield words and what stands out among them: `*…*` of a screen, in backticks what is typed, `{…}` a name."""
    end = 0
    for found in _PIECE.finditer(text):
        yield from _words(text[end : found.start()])
        end = found.end()
        if found[3]:
            yield names[found[3]]
        else:
            yield Part(_filled(found[1] or found[2], names), Mark.SCREEN if found[1] else Mark.CODE)
    yield from _words(text[end:])


def _words(text: str) -> Iterator[str]:
    if text:
        yield text


def _filled(text: str, names: Mapping[str, str | Part]) -> str:
    return _PLACE.sub(lambda found: _text(names[found[1]]), text)


def _text(name: str | Part) -> str:
    return name if isinstance(name, str) else name.text
