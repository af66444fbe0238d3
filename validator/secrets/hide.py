"""What of a text must not be shown: on mere suspicion, and so beyond what rules report.

A false alarm of a rule costs a person's time, one here a few asterisks. So this also covers words that look like
passwords, whatever stands around them, and random-looking parts of addresses.
"""

from __future__ import annotations

from validator.lazy import lazy
from validator.secrets.detect import cover
from validator.secrets.references import looks_like_reference
from validator.secrets.tokens import LONGEST, random_key, wordy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


HIDDEN = "(hidden)"

TOKEN = lazy(r"[^\s\"'`]{12,2048}+")
DIGIT = lazy(r"[0-9]")
STEP = lazy(r"[^/?&=#@]{12,2048}+")
PART = lazy(r"[^\W_]{1,2048}+")
NUMBER = lazy(r"[0-9]{1,20}[A-Za-z]?\Z")
HEXADECIMAL = lazy(r"[0-9A-Fa-f]{1,2048}+\Z")
EXPRESSION = lazy(r"a-z|A-Z|0-9|\\[dws]|\(\?")

_SHORTEST = 12
_SHORTEST_PLAIN = 24
_AROUND = "()[]{}<>,;:.!?\u2026"


def stretches(text: str) -> list[tuple[int, int]]:
    """Return the stretches of a text that must not be shown, in order and apart; what is too long to search is one."""
    found = cover(text)
    if len(text) > LONGEST:
        found.append((LONGEST, len(text)))
    if DIGIT.search(text) is None:
        return found
    merged: list[tuple[int, int]] = []
    for start, end in sorted([*found, *_doubtful(text)]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def without_secrets(text: str) -> str:
    """Return a text with a word in brackets for each stretch that must not be shown."""
    if len(text) < _SHORTEST:
        return text
    for start, end in reversed(stretches(text)):
        text = text[:start] + HIDDEN + text[end:]
    return text


def may_be_shown(text: str) -> bool:
    """Say whether nothing in a text has to be hidden."""
    return len(text) < _SHORTEST or not stretches(text)


def _doubtful(text: str) -> Iterator[tuple[int, int]]:
    """Yield what looks like a password: capitals, small letters and digits, or a long mixture, that are no words."""
    for token in TOKEN.finditer(text):
        if DIGIT.search(token[0]) is None:
            continue
        parts = STEP.finditer(text, *token.span()) if "://" in token[0] else (token,)
        for part in parts:
            word = part[0].strip(_AROUND)
            if len(word) >= _SHORTEST and (random_key(word) is not None or _unlike_words(word)):
                start = part.start() + part[0].index(word)
                yield start, start + len(word)


def _unlike_words(word: str) -> bool:
    if DIGIT.search(word) is None or EXPRESSION.search(word) is not None or wordy(word):
        return False
    odd = [part for part in PART.findall(word) if not _is_word(part)]
    if word in {word.lower(), word.upper()}:
        odd = [part for part in odd if len(part) >= _SHORTEST_PLAIN and not HEXADECIMAL.match(part)]
    return bool(odd) and not looks_like_reference(word)


def _is_word(part: str) -> bool:
    """Say whether a part without punctuation is a word or a number; a word may end in a number."""
    letters = NUMBER.sub("", part)
    return not letters or wordy(letters)
