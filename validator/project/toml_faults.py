"""Why a text is no TOML, in words of ours: those of the parser may quote what stands there."""

from __future__ import annotations

_BACKSLASH = (
    "in double quotes a backslash begins an escape such as \\n; "
    "write the text in single quotes, where it is only itself"
)

_REASONS = {
    "Unescaped": _BACKSLASH,
    "Invalid hex value": _BACKSLASH,
    "Escaped character": _BACKSLASH,
    "Illegal character": "a quote is not closed in its line, or the text holds a character that it cannot hold",
    "Unterminated string": "a quote is not closed",
    'Expected "\'"': "a quote is not closed",
    "Expected \"'''\"": "a quote is not closed",
    'Expected \'"""\'': "a quote is not closed",
    "Expected '='": "behind a key comes an equals sign; a key of several words stands in quotes",
    "Expected ']'": "the brackets around a table's name are not closed",
    "Expected ']]'": "the brackets around a table's name are not closed",
    "Expected newline": "one setting ends with its line, and something else follows here",
    "Unclosed array": "a list is not closed, or a comma is missing",
    "Unclosed inline table": "a brace is not closed, or a comma is missing",
    "Invalid statement": "neither a key nor a table begins like this",
    "Invalid initial character": "a key begins with a letter, a digit, - or _, or stands in quotes",
    "Invalid value": "a value is text in quotes, a number, true, false, a list or a table",
    "Invalid date": "there is no such day or time; text stands in quotes",
    "Found invalid character": "a comment cannot hold this character",
    "Cannot overwrite": "this has been set before",
    "Cannot declare": "this table has been opened before",
    "Cannot mutate": "this has been set before, all at once",
    "Cannot redefine": "this has been set before",
    "Duplicate inline table key": "this key stands there twice",
}
"""Reasons by how the parser's messages begin."""


def reason_of(message: str) -> str:
    """Return the reason behind a colon, nothing where the parser says something else."""
    return next((f": {words}" for start, words in _REASONS.items() if message.startswith(start)), "")
