"""Words for messages: how a user's own text is quoted, when it may be quoted at all, and did-you-mean."""

from __future__ import annotations

from validator.lazy import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_IDENTIFIER = lazy(r"[A-Za-z][A-Za-z0-9_.\-]{0,39}\Z")
_HEXADECIMAL = lazy(r"[0-9a-fA-F]{16}")
_LONGEST = 80
_HUGE = 10**1_000
_MANY = 8


def shown(key: str, otherwise: str, *, mark: str = "") -> str:
    """Return a key in quotes if it looks like a name, else other words: a slip can turn a secret into a key."""
    if _IDENTIFIER.match(key) and not _HEXADECIMAL.search(key) and is_showable(key):
        return f'"{mark}{key}"'
    return otherwise


def quoted(value: object) -> str:
    """Return a value as a message may show it: cut when long, hidden when it looks like a secret."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        # Python writes no whole number of thousands of digits but in a base that is a power of two.
        return (
            f"{value:#x}"[:_LONGEST]
            if isinstance(value, int) and abs(value) >= _HUGE
            else f"{value}"[:_LONGEST]
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
    text = " ".join(value.split())
    return f'"{text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"}"'


def is_showable(text: str) -> bool:
    """Say whether a user's text may stand in a message: nothing of it looks like a secret."""
    from validator.secrets.detect import judge  # noqa: PLC0415 - only messages quote
    from validator.secrets.hide import may_be_shown  # noqa: PLC0415 - as above

    return judge(text, key="", parent="", sensitive=None) is None and may_be_shown(text)


def listed(names: Iterable[str], *, last: str = "or", most: int = _MANY) -> str:
    """Join names for a sentence: a, b or c; beyond the most, how many more there are."""
    items = list(names)
    if len(items) > most:
        return f"{', '.join(items[:most])} and {len(items) - most} more"
    if len(items) < 2:  # noqa: PLR2004 - one or none needs no joining word
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def simplified(name: str) -> str:
    """Return a name without case, white space and punctuation, in which the spellings of one name are equal."""
    return "".join(character for character in name.casefold() if character.isalnum())


def same_form(name: str, candidates: Sequence[str]) -> str | None:
    """Return the first candidate that differs from a name in case, white space and punctuation alone."""
    plain = simplified(name)
    return next((each for each in candidates if plain and simplified(each) == plain), None)


def closest(name: str, candidates: Sequence[str]) -> str | None:
    """Return the candidate that was most likely meant, None where nothing is near."""
    plain = simplified(name)
    by_form = {simplified(candidate): candidate for candidate in reversed(candidates)}
    if plain and plain in by_form:
        return by_form[plain]
    if len(plain) < 2:  # noqa: PLR2004 - a single letter is near to everything
        return None
    swapped = next((form for form in by_form if _is_swapped(plain, form)), None)
    if swapped is not None:
        return by_form[swapped]
    from difflib import get_close_matches  # noqa: PLC0415 - needed only once something is wrong

    near = get_close_matches(plain, list(by_form), n=1, cutoff=0.72)
    return by_form[near[0]] if near else None


def _is_swapped(word: str, other: str) -> bool:
    """Whether two words differ by two neighbouring letters in each other's place; in `key` that leaves little alike."""
    if len(word) != len(other) or len(word) < 3:  # noqa: PLR2004 - of two letters nothing is left
        return False
    differ = [at for at, (one, two) in enumerate(zip(word, other, strict=True)) if one != two]
    if len(differ) != 2 or differ[1] != differ[0] + 1:  # noqa: PLR2004 - a pair
        return False
    first, second = differ
    return word[first] == other[second] and word[second] == other[first]


def beginning(name: str, candidates: Sequence[str]) -> list[str]:
    """Return the candidates that begin as a name does, in any spelling; none for a name of one or two letters."""
    plain = simplified(name)
    return [each for each in candidates if len(plain) > 2 and simplified(each).startswith(plain)]  # noqa: PLR2004


def did_you_mean(meant: str | None, otherwise: str = "") -> str:
    """Return the question with which a message ends where a name is close to another one, else other words."""
    return f'; did you mean "{meant}"?' if meant else otherwise
