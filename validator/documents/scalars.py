"""What an unquoted scalar means: null, true, false, int and float as in YAML 1.2, and where YAML 1.1 differs."""

from __future__ import annotations

from validator.lazy import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias


Plain: TypeAlias = str | int | float | bool | None

_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_LONGEST_INT = 400
_RADIX = lazy(r"0o[0-7]{1,100}\Z|0x[0-9a-fA-F]{1,100}\Z")
_FLOAT = lazy(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,3})?\Z")
_FIRST = frozenset("+-.0123456789")
_IN_A_FLOAT = frozenset("+-.0123456789eE")

_BOOLEAN_WORDS = {"yes": "true", "y": "true", "on": "true", "no": "false", "n": "false", "off": "false"}
_OLD_OCTAL = lazy(r"[-+]?0[0-9_]+\Z")
_EXPONENT = lazy(r"[-+]?[0-9][0-9_]*(?:\.[0-9_]*)?[eE][-+]?[0-9]+\Z")
_UNDERSCORES = lazy(r"[-+]?[0-9][0-9_]*_[0-9_]*(?:\.[0-9_]*)?\Z")
_SEXAGESIMAL = lazy(r"[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?\Z")
# Each with a character that it always has, so that a text without it is not tried; the first begins with a zero.
_DOUBTFUL = (
    ("", _OLD_OCTAL, "YAML 1.1 readers take {} as an octal number, YAML 1.2 readers as a decimal one"),
    (":", _SEXAGESIMAL, "YAML 1.1 readers take {} as a number in base 60, YAML 1.2 readers as text"),
    ("e", _EXPONENT, "some readers take {} as a number with an exponent, others as text"),
    ("_", _UNDERSCORES, "YAML 1.1 readers drop the underscores of {}, YAML 1.2 readers take it as text"),
)


def resolve(text: str) -> Plain:
    """Return what an unquoted scalar means in YAML 1.2; whole numbers keep every digit."""
    if text in _WORDS:
        return _WORDS[text]
    return _number(text) if text[0] in _FIRST else text


def _number(text: str) -> int | float | str:
    digits = text[1:] if text[0] in "+-" else text
    if digits.isascii() and digits.isdigit() and len(digits) <= _LONGEST_INT:
        return int(text)
    if text.startswith(("0o", "0x")) and _RADIX.match(text):
        return int(text, 0)
    if _IN_A_FLOAT.issuperset(text) and not _is_joined(digits) and _FLOAT.match(text):
        return float(text)
    return text


def _is_joined(text: str) -> bool:
    """Whether signs stand inside a text that has no exponent, as in a day."""
    return ("-" in text or "+" in text) and "e" not in text.lower()


def is_boolean_word(text: str) -> bool:
    """Whether YAML 1.1 readers take an unquoted scalar as true or false, and YAML 1.2 readers as text."""
    return text.lower() in _BOOLEAN_WORDS


def boolean_meant(text: str) -> str | None:
    """Return true or false where a text says so, in YAML 1.1's words or in capitals or quotes; None otherwise."""
    word = text.strip().lower()
    return word if word in {"true", "false"} else _BOOLEAN_WORDS.get(word)


def ambiguity(text: str) -> tuple[str, str] | None:
    """Return why readers disagree on an unquoted scalar, and what to write; None where they agree."""
    word = _BOOLEAN_WORDS.get(text.lower())
    if word:
        return (
            f"YAML 1.1 readers take {text} as {word}, YAML 1.2 readers as text",
            f"write {word}, or put it in quotes if it is text",
        )
    if not text or text[0] not in _FIRST:
        return None
    lowered = text.lower()
    for sign, form, why in _DOUBTFUL if "0" in text[:2] else _DOUBTFUL[1:]:
        if sign in lowered and form.match(text):
            return why.format(text), "put it in quotes if it is text"
    return None
