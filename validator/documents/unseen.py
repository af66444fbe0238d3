"""Characters that nobody sees: which they are, where they are ordinary all the same, and what is said of them.

The guide is Unicode's property Default_Ignorable_Code_Point, with the controls and what is drawn as a blank besides.
"""

from __future__ import annotations

import re

from validator.documents.finding import Finding, Here
from validator.lazy import lazy
from validator.render.escape import belongs_to_emoji

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.diagnostics import Part, Route, Span

_HIDDEN_BREAK = lazy("\r(?!\n)|[\x85\u2028\u2029]")
_CONTROL = lazy("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")
_UNSEEN = lazy(
    "\r(?!\n)|[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_BIDI = lazy("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


_JOINERS = "\u200c\u200d"
_STYLES = "\ufe0e\ufe0f"
_JOINED_SCRIPTS = lazy("[\u0620-\u109f]")
_IDEOGRAPH = lazy("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_IDEOGRAPHS_FORM = lazy("[\ufe00-\ufe02\U000e0100-\U000e01ef]")
_MONGOLIAN = lazy("[\u1820-\u18aa]")
_MONGOLIAN_FORM = lazy("[\u180b-\u180f]")
_FLAG = lazy(
    "\U0001f3f4(\U000e0067\U000e0062(?:\U000e0065\U000e006e\U000e0067|\U000e0073\U000e0063\U000e0074"
    "|\U000e0077\U000e006c\U000e0073)\U000e007f)"
)
"""The flags of England, Scotland and Wales: the three sequences of tags that Unicode recommends."""

_ESCAPE = lazy(
    r"\\(?:u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})"
    r"|(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))|(.))",
    re.DOTALL,
)
_SHORT = {
    "0": "\0",
    "a": "\a",
    "b": "\b",
    "t": "\t",
    "n": "\n",
    "v": "\v",
    "f": "\f",
    "r": "\r",
    "e": chr(27),
}
_SHORT |= {"N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029", "\n": ""}


def neutralise(text: str) -> str:
    """Replace hidden line breaks and control characters by spaces, one for one, so that offsets stay."""
    return _CONTROL.sub(" ", _HIDDEN_BREAK.sub(" ", text))


def first_of_lines(text: str) -> Iterator[int]:
    """Yield the place of the first character of each line that nobody sees."""
    at = 0
    while at >= 0 and (match := _next(text, at)) is not None:
        yield match
        at = text.find("\n", match)


def escapes(raw: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and character of each escape in a text in double quotes that stands for one nobody sees."""
    text, places = _unescaped(raw)
    at = -1
    while (match := _next(text, at + 1)) is not None:
        at = match
        if at in places:
            yield *places[at], text[at]


def fault(
    character: str, span: Span, route: Route = (), part: Part | None = None, *, escaped: bool = False
) -> Finding:
    """Return the fault of a character that nobody sees, or of an escape that stands for it."""
    message, help_text, label = _words_of_escape(character) if escaped else _words(character)
    place = Here(span=span) if part is None else Here(route, part, span)
    return Finding(message, place, help_text, label, rule="invisible-character")


def _next(text: str, at: int) -> int | None:
    """Return the place of the next character that nobody sees and that is not ordinary where it stands."""
    while (match := _UNSEEN.search(text, at)) is not None:
        if not _is_ordinary(text, match.start()):
            return match.start()
        at = match.start() + 1
    return None


def _is_ordinary(text: str, at: int) -> bool:
    """Whether the writing of a language or an emoji needs the character there."""
    character, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if character in _JOINERS and _JOINED_SCRIPTS.match(before) and _JOINED_SCRIPTS.match(after):
        return True
    if character == _JOINERS[1] or character in _STYLES:
        styled = character if character in _JOINERS else _STYLES[1]
        return belongs_to_emoji(f"{before}{styled}{after}", len(before))
    if _IDEOGRAPHS_FORM.match(character):
        return _IDEOGRAPH.match(before) is not None
    if _MONGOLIAN_FORM.match(character):
        return _MONGOLIAN.match(before) is not None
    return any(found.start(1) <= at < found.end(1) for found in _FLAG.finditer(text, max(at - 6, 0), at + 6))


def _unescaped(raw: str) -> tuple[str, dict[int, tuple[int, int]]]:
    """Return a text with its escapes resolved, and where each character that was escaped stands in the raw one."""
    parts: list[str] = []
    places: dict[int, tuple[int, int]] = {}
    last = length = 0
    for found in _ESCAPE.finditer(raw):
        character = _meant(found)
        if character is None:
            continue
        length += found.start() - last
        if character:
            places[length] = found.span()
        parts += [raw[last : found.start()], character]
        length, last = length + len(character), found.end()
    return "".join([*parts, raw[last:]]), places


def _meant(found: re.Match[str]) -> str | None:
    high, low, *codes, short = found.groups()
    if high:
        return chr(0x10000 + ((int(high, 16) & 0x3FF) << 10) + (int(low, 16) & 0x3FF))
    code = next((each for each in codes if each), None)
    return chr(int(code, 16)) if code else _SHORT.get(short)


def _name(character: str) -> str:
    return f"U+{ord(character):04X}"


def _is_control(character: str) -> bool:
    return character < " " or "\x7f" <= character <= "\x9f"


def _words(character: str) -> tuple[str, str, str]:
    name = _name(character)
    if _HIDDEN_BREAK.match(character):
        message = (
            f"{name} is a line break to YAML and none to most editors: what follows it is read as a new line"
        )
        return message, "delete it, or put a real line break there", "hidden line break"
    if _BIDI.match(character):
        message = f"{name} changes the direction of text: what is read here is not what is shown"
        return message, "delete it", "bidirectional control"
    if _is_control(character):
        return f"{name} is a control character; no key or value can hold it", "delete it", "control character"
    return f"{name} is an invisible character, and part of the text all the same", "delete it", "invisible"


def _words_of_escape(character: str) -> tuple[str, str, str]:
    name = _name(character)
    if _BIDI.match(character):
        message = (
            f"this escape stands for {name}, which changes the direction of text wherever the text is shown"
        )
        return message, "delete the escape", "bidirectional control"
    if _is_control(character):
        message = f"this escape stands for {name}, a control character that no key or value needs"
        return message, "delete the escape", "control character"
    message = f"this escape stands for {name}, an invisible character, and part of the text all the same"
    return message, "delete the escape", "invisible"
