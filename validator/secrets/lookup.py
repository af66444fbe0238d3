"""Texts found again in other texts, all of them at once: what that costs does not grow with their number."""

from __future__ import annotations

from validator.lazy import lazy
from validator.secrets.hide import HIDDEN, joined
from validator.secrets.vocabulary import WORD, is_prose

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterator
    from typing import TypeAlias

_Branch: TypeAlias = "dict[str, _Branch]"

RUN = lazy(r"[^\W_]{1,2048}+")

_END = ""
_SHORTEST = 4


class Lookup:
    """A set of texts, kept word by word; case and what stands between words do not count.

    Each is kept twice, since a name may be cut at its capitals and a text may have lost them: by runs of letters and
    digits, and by the words of such a run.
    """

    __slots__ = ("_roots",)

    def __init__(self) -> None:
        self._roots: tuple[tuple[re.Pattern[str], _Branch], ...] = ((RUN, {}), (WORD, {}))

    def add(self, text: str) -> None:
        """Take a text in; one of fewer than four letters and digits would be found everywhere, and is left out."""
        if sum(map(len, RUN.findall(text))) < _SHORTEST:
            return
        for pattern, root in self._roots:
            branch = root
            for word in pattern.findall(text):
                branch = branch.setdefault(word.lower(), {})
            branch[_END] = {}

    def __bool__(self) -> bool:
        return any(root for _, root in self._roots)

    def find(self, text: str) -> list[tuple[int, int]]:
        """Return where the texts stand in another one, the longest of those that begin together, apart and in order."""
        return joined(found for pattern, root in self._roots if root for found in _find(text, pattern, root))


def _find(text: str, pattern: re.Pattern[str], root: _Branch) -> Iterator[tuple[int, int]]:
    words = [(found[0].lower(), found.start(), found.end()) for found in pattern.finditer(text)]
    at = 0
    while at < len(words):
        last = _last(words, at, root)
        if last < 0:
            at += 1
            continue
        yield words[at][1], words[last][2]
        at = last + 1


def _last(words: list[tuple[str, int, int]], at: int, root: _Branch) -> int:
    """Return the index of the last word of the longest text that begins at a word, -1 for none."""
    branch, last = root, -1
    for number in range(at, len(words)):
        found = branch.get(words[number][0])
        if found is None:
            break
        branch = found
        if _END in branch:
            last = number
    return last


def without(text: str, hidden: Lookup) -> str:
    """Return a text without what is hidden; words that the tool itself uses are left alone outside of quotes."""
    pieces: list[str] = []
    done = 0
    for start, end in hidden.find(text):
        quoted = text.count('"', 0, start) % 2 == 1
        if not quoted and is_prose(text[start:end]):
            continue
        whole = quoted and text[start - 1] == '"' and text[end : end + 1] == '"'
        pieces += (text[done : start - whole], HIDDEN)
        done = end + whole
    return "".join([*pieces, text[done:]])
