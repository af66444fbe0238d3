"""What is wrong with a JSON text, told with its place and the cure; nothing of the text is quoted."""

from __future__ import annotations

import re

from validator.documents.finding import Finding, Here
from validator.documents.source import opens_curly
from validator.lazy import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from validator.documents.source import Source

_SIGNS = {
    "open {": ("a mapping in braces that is opened here is never closed", "close it with }"),
    "open [": ("a list in square brackets that is opened here is never closed", "close it with ]"),
    "stray": ("a closing bracket without an opening one", "delete it"),
    "crossed": ("this bracket closes another kind than was opened last", "write ] for a list, } for a mapping"),
    "trailing": ("a comma behind the last entry, which JSON does not allow", "delete the comma"),
    "empty": ("a key or value is missing before this sign", "write it, or delete what is left of the entry"),
    "behind": ("text behind the end of the document; a JSON file holds one", "delete it, or move it to another file"),
    ",": ("a comma is missing before this entry", "put a comma behind the entry above"),
    ":": ("a colon is missing behind the key", 'write "key": value'),
}  # fmt: skip
_NOT_FINITE = lazy(r"[-+]?(?:NaN|Infinity|inf|nan)\b")
_LITERALS = {"True": "true", "TRUE": "true", "False": "false", "FALSE": "false", "yes": "true", "no": "false"}
_LITERALS |= {"None": "null", "NULL": "null", "Null": "null", "nil": "null", "undefined": "null"}
_NAME = lazy(r"[A-Za-z_]\w{0,60}")
_NUMBER = lazy(r"[\w.+-]+")
_GOOD_STRING = lazy(r'"[^"\\\x00-\x1f]*+(?:\\["\\/bfnrtu][^"\\\x00-\x1f]*+)*+')


def wrong_sign(source: Source, offset: int, what: str) -> Finding:
    """Return the fault of a sign that is missing, left over or in the wrong place."""
    return _fault(source, offset, *_SIGNS[what])


def bad_word(source: Source, offset: int, *, key: bool = False) -> Finding:
    """Return the fault of what is neither a text in quotes nor a number, true, false or null."""
    text = source.text
    word = _NAME.match(text, offset)
    literal = _LITERALS.get(word.group()) if word else None
    message, help_text = "a value without quotes", 'put text in double quotes: "…"'
    if text[offset] in "/#":
        message, help_text = "a comment, and JSON has none", "delete it"
    elif text[offset] == "'":
        message, help_text = "single quotes, and JSON knows double ones only", 'write "…"'
    elif opens_curly(text[offset]):
        message, help_text = "a typographic quote, and JSON knows straight ones only", 'write "…"'
    elif key:
        message, help_text = "a key without quotes", 'put every key in double quotes: "key"'
    elif _NOT_FINITE.match(text, offset):
        return _not_finite(source, offset)
    elif literal:
        message, help_text = "a word that is no value in JSON", f"write {literal}"
    return _fault(source, offset, message, help_text)


def bad_number(source: Source, offset: int) -> Finding:
    """Return the fault of what begins like a number and is none."""
    if _NOT_FINITE.match(source.text, offset):
        return _not_finite(source, offset)
    found = _NUMBER.match(source.text, offset)
    number = found.group() if found else ""
    if number.lstrip("-").startswith("0") and number.lstrip("-")[1:2].isdigit():
        return _fault(
            source, offset, "a number with a leading zero", "leave the zero out, or put the value in quotes"
        )
    if number.startswith("+"):
        return _fault(
            source, offset, "a number with a plus sign", "leave the sign out, or put the value in quotes"
        )
    if number.lstrip("-").startswith(".") or number.endswith("."):
        return _fault(
            source, offset, "a number needs a digit on both sides of its point", "write 0.5, or 5.0"
        )
    return _fault(
        source, offset, "this is no number, and text needs quotes", 'put text in double quotes: "…"'
    )


def bad_string(source: Source, offset: int) -> Finding:
    """Return the fault of a text in quotes that does not end, or holds what has to be escaped."""
    found = _GOOD_STRING.match(source.text, offset)
    end = found.end() if found else offset
    after = source.text[end : end + 1]
    if after == "\\":
        return bad_escape(source, end, source.text[end + 1 : end + 2])
    if after in {"", "\n", "\r"}:
        help_text = "close the quote in the same line; \\n stands for a line break"
        return _fault(source, offset, "a quote that is opened here is not closed in its line", help_text)
    message = "a tab inside the quotes" if after == "\t" else "a control character inside the quotes"
    return _fault(source, end, message, "write \\t for a tab, \\n for a line break")


def bad_escape(source: Source, offset: int, character: str) -> Finding:
    """Return the fault of a backslash that begins no escape, or half of one."""
    if character in {"", "u"}:
        code = source.text[offset + 2 : offset + 6]
        if re.fullmatch(r"[dD][89a-fA-F][0-9a-fA-F]{2}", code):
            message = "half of a pair of escapes that stand for one character together"
            return _fault(source, offset, message, "write the character itself, or both halves")
        return _fault(
            source,
            offset,
            "\\u needs four hexadecimal digits behind it",
            "write them, or the character itself",
        )
    message = "a backslash sequence that JSON does not know"
    return _fault(source, offset, message, "write the backslash twice")


def too_complex(source: Source, offset: int, message: str) -> Finding:
    """Return the fault of a text beyond the limits."""
    help_text = (
        "a set-up is a few levels deep and a few dozen values long; the limits can be raised in the settings"
    )
    span = source.span(offset, offset)
    return Finding(message, Here(span=span), help_text, rule="too-complex")


def _not_finite(source: Source, offset: int) -> Finding:
    return _fault(source, offset, "JSON has no such number", "write a number, or leave the key out")


def _fault(source: Source, offset: int, message: str, help_text: str) -> Finding:
    text = source.text
    at = min(offset, len(text))
    end = at + 1 if at < len(text) and text[at] != "\n" else at
    return Finding(message, Here(span=source.span(at, end)), help_text, rule="yaml-syntax")
