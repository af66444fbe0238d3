"""Words for messages: how a user's own text is quoted, when it may be quoted at all, and did-you-mean."""

from __future__ import annotations

import functools

from validator.lazy import lazy, on_demand

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from validator.secrets import detect, hide
else:
    detect = on_demand("validator.secrets.detect")
    hide = on_demand("validator.secrets.hide")

_ODD_SPACE = lazy(r"[^\S ]| (?!\S)|(?<!\S) ")
_SPACE_MARKS = {" ": "\u2420", "\n": "\u2424", "\t": "\u2409", "\u00a0": "\u237d"}
"""What Unicode draws for white space that could not be seen."""

_OTHER_SPACE = "\u2423"

_IDENTIFIER = lazy(r"[A-Za-z][A-Za-z0-9_.\-]{0,39}\Z")
_HEXADECIMAL = lazy(r"[0-9a-fA-F]{16}")
LONGEST_QUOTED = 80
"""A longer text is cut where it is quoted."""

_HUGE = 10**1_000
_MANY = 8
_FEW = 200
"""So many names are compared one by one."""
_MOST_COMPARED = 80
"""Of more names so many, those that share the rarest letters."""
_MOST_KEPT = 4096
_SHORTEST_COMPARED = 2
"""A single letter is near to everything."""
_LONGEST_COMPARED = 400
_SHORTEST_SLIP = 3
_NEAR = 0.72
_SOMEWHAT_NEAR = 0.5


def shown(key: str, otherwise: str, *, mark: str = "") -> str:
    """Return a key in quotes if it looks like a name, else other words: a slip can turn a secret into a key."""
    if _IDENTIFIER.match(key) and not _HEXADECIMAL.search(key) and is_showable(key):
        return f'"{mark}{key}"'
    return otherwise


def quoted(value: object) -> str:
    """Return a value as a message may show it: cut when long, hidden when it looks like a secret.

    White space is marked where it could not be seen.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        # Python writes no whole number of thousands of digits but in a base that is a power of two.
        return (
            f"{value:#x}"[:LONGEST_QUOTED]
            if isinstance(value, int) and abs(value) >= _HUGE
            else f"{value}"[:LONGEST_QUOTED]
        )
    if not isinstance(value, str):
        return (
            "a mapping"
            if isinstance(value, dict)
            else "a list"
            if isinstance(value, list)
            else "an empty value"
        )
    if not is_showable(value):
        return "this value (hidden)"
    text = marked(value)
    return f'"{text if len(text) <= LONGEST_QUOTED else text[: LONGEST_QUOTED - 1] + "…"}"'


def marked(text: str) -> str:
    """Return a text with a mark for each white space that could not be seen: around it, doubled, or no plain space."""
    if text.isprintable() and "  " not in text and text[:1] != " " and text[-1:] != " ":
        return text
    return _ODD_SPACE.sub(lambda found: _SPACE_MARKS.get(found[0], _OTHER_SPACE), text)


def is_showable(text: str) -> bool:
    """Say whether a user's text may stand in a message: nothing of it looks like a secret."""
    return detect.judge(text, key="", parent="", sensitive=None) is None and hide.may_be_shown(text)


def listed(names: Iterable[str], *, last: str = "or", most: int = _MANY) -> str:
    """Join names for a sentence: a, b or c; beyond the most, how many more there are."""
    items = names if isinstance(names, list | tuple) else list(names)
    if len(items) > most:
        return f"{', '.join(items[:most])} and {len(items) - most} more"
    if len(items) < 2:  # noqa: PLR2004 - one or none needs no joining word
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def counted(number: int, noun: str) -> str:
    """Return a number of things in words, whose plural ends in an s."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


@functools.lru_cache(maxsize=4096)
def simplified(name: str) -> str:
    """Return a name without case, white space and punctuation, in which the spellings of one name are equal."""
    return "".join(filter(str.isalnum, name.casefold()))


def same_form(name: str, candidates: Sequence[str]) -> str | None:
    """Return the first candidate that differs from a name in case, white space and punctuation alone."""
    return _names(candidates).same_form(name)


def is_same(name: str, other: str) -> bool:
    """Whether two names differ in case, white space and punctuation at most, so that one can stand for the other."""
    return simplified(name) == simplified(other)


def is_slip(key: str, other: str) -> bool:
    """Whether a key of a closed set is another one with a slip of the finger in it: a letter more, less or swapped."""
    a, b = sorted((simplified(key), simplified(other)), key=len)
    if a == b:
        return True
    start = next((at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    if len(a) == len(b):
        rest = a[start + 1 :], b[start + 1 :]
        swapped = a[start : start + 2] == b[start : start + 2][::-1] and a[start + 2 :] == b[start + 2 :]
        return len(a) >= _SHORTEST_SLIP and (rest[0] == rest[1] or swapped)
    return len(a) >= _SHORTEST_SLIP and a[start:] == b[start + 1 :]


def closest(name: str, candidates: Sequence[str]) -> str | None:
    """Return the candidate that was most likely meant, None where nothing is near, or what is stands for another thing.

    Of more than a few hundred candidates those are compared that share the rarest letters with the name.
    """
    return _names(candidates).closest(name)


def is_alike(text: str, other: str) -> bool:
    """Whether a text looks like another one, numbers and all: the rest of an address, say, which names nothing."""
    from difflib import SequenceMatcher  # noqa: PLC0415 - needed only once something is wrong

    return SequenceMatcher(None, simplified(text), simplified(other)).ratio() >= _NEAR


class Names(tuple[str, ...]):  # noqa: SLOT001 - what is worked out is kept in it
    """Names to choose from, with what it takes to find one of them, worked out once for all that is asked."""

    @functools.cached_property
    def _all(self) -> frozenset[str]:
        return frozenset(self)

    @functools.cached_property
    def _by_form(self) -> dict[str, str]:
        """The first name of each spelling, the spellings in the opposite order."""
        return {simplified(name): name for name in reversed(self)}

    @functools.cached_property
    def _ranks(self) -> dict[str, int]:
        return {form: rank for rank, form in enumerate(self._by_form)}

    @functools.cached_property
    def _by_letters(self) -> dict[str, list[str]]:
        """The spellings that have three letters next to each other, by those."""
        found: dict[str, list[str]] = {}
        for form in self._by_form:
            for letters in _threes(form):
                found.setdefault(letters, []).append(form)
        return found

    def __contains__(self, name: object) -> bool:
        return name in self._all

    def same_form(self, name: str) -> str | None:
        """Return the first name that differs from another in case, white space and punctuation alone."""
        plain = simplified(name)
        return self._by_form.get(plain) if plain else None

    def closest(self, name: str) -> str | None:
        """Return the name that was most likely meant by another, None where nothing is near."""
        known = self._meant
        if name not in known:
            if len(known) >= _MOST_KEPT:
                known.clear()
            known[name] = self._closest(name)
        return known[name]

    @functools.cached_property
    def _meant(self) -> dict[str, str | None]:
        """The answers that were given; many documents ask the same."""
        return {}

    def _closest(self, name: str) -> str | None:
        plain = simplified(name)
        if plain and plain in self._by_form:
            return self._by_form[plain]
        if not _SHORTEST_COMPARED <= len(plain) <= _LONGEST_COMPARED:
            return None
        swapped = [form for form in _swaps(plain) if form in self._by_form]
        from difflib import get_close_matches  # noqa: PLC0415 - needed only once something is wrong

        near = sorted(swapped, key=self._ranks.__getitem__)
        near += get_close_matches(plain, self._like(plain), n=3, cutoff=_NEAR)
        if not near:
            return None
        from validator.likeness import are_told_apart  # noqa: PLC0415 - as above

        return next((found for form in near if not are_told_apart(name, found := self._by_form[form])), None)

    def _like(self, plain: str) -> list[str]:
        """Return the spellings to compare with one: all if they are few, else those with its rarest letters."""
        if len(self._by_form) <= _FEW:
            return list(self._by_form)
        known = [self._by_letters[letters] for letters in _threes(plain) if letters in self._by_letters]
        found: dict[str, None] = {}
        for forms in sorted(known, key=len):
            found.update(dict.fromkeys(forms[: _MOST_COMPARED - len(found)]))
            if len(found) >= _MOST_COMPARED:
                break
        return list(found)


def likeliest_first(name: str, candidates: Sequence[str]) -> list[str]:
    """Return candidates with those first that a name resembles most; of those alike the order stays."""
    if len(candidates) > _FEW or not 0 < len(name) <= _LONGEST_COMPARED:
        return list(candidates)
    from difflib import SequenceMatcher  # noqa: PLC0415 - needed only once something is wrong

    form = SequenceMatcher(None, "", simplified(name))

    def likeness(candidate: str) -> float:
        form.set_seq1(simplified(candidate))
        ratio = form.ratio()
        return -ratio if ratio >= _SOMEWHAT_NEAR else 0

    return sorted(candidates, key=likeness)


def _names(candidates: Sequence[str]) -> Names:
    return candidates if isinstance(candidates, Names) else Names(candidates)


def _threes(form: str) -> dict[str, None]:
    """Return what stands next to each other in a word, three by three, its beginning and its end among it."""
    marked = f" {form[:_LONGEST_COMPARED]} "
    return dict.fromkeys(marked[at : at + 3] for at in range(len(marked) - 2))


def _swaps(word: str) -> Iterator[str]:
    """Yield a word with two neighbouring letters in each other's place; in `key` that leaves little alike."""
    for at in range(len(word) - 1) if len(word) > 2 else ():  # noqa: PLR2004 - of two letters nothing is left
        if word[at] != word[at + 1]:
            yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def beginning(name: str, candidates: Sequence[str]) -> list[str]:
    """Return the candidates that begin as a name does, in any spelling; none for a name of one or two letters."""
    plain = simplified(name)
    return [each for each in candidates if len(plain) > 2 and simplified(each).startswith(plain)]  # noqa: PLR2004


def is_label(key: str, label: str, field: str) -> bool:
    """Whether somebody wrote for a field's key what the screen calls the field."""
    return key == label != field or simplified(key) == simplified(label) != simplified(field)


def did_you_mean(meant: str | None, otherwise: str = "") -> str:
    """Return the question with which a message ends where a name is close to another one, else other words."""
    return f'; did you mean "{meant}"?' if meant else otherwise


def without_question(message: str) -> str:
    """Return a message without the question that `did_you_mean` put at its end."""
    return message.partition('; did you mean "')[0]
