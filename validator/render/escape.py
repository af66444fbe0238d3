r"""What may be shown of text that others wrote: nothing that steers a terminal, a build log or an eye.

A character that cannot be seen, or that changes how others are seen, is written as `\u{202E}`. Terminals, web
pages and build logs all show that form alike, and nobody reads it as anything else.
"""

from __future__ import annotations

from validator.lazy import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_JOINER = "\u200d"
_EMOJI_STYLE = "\ufe0f"
_KEYCAP = "\u20e3"
_KEYCAP_BASES = "0123456789#*"
_STYLED_SYMBOLS = "\u00a9\u00ae\u203c\u2049\u2122\u2139\u3030\u303d\u3297\u3299"
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_HANGUL_JOINING = range(0x1160, 0x1200)

# Printable by their category, and yet nothing is drawn for them.
_BLANK = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0"
    + "".join(map(chr, range(0xFE00, 0xFE10)))
    + "".join(map(chr, range(0xE0100, 0xE01F0)))
)

# GitHub's older form and Azure's and TeamCity's are commands anywhere in a line of a build log.
_LOG_COMMANDS = ("##[", "##vso[", "##teamcity[")

_PAINT = lazy("(\x1b\\[[0-9;]{1,16}m)")
_NOTABLE = lazy("(?m)[^\t\n\x20-\x7e]|##|^[ \t]*::")
_COMMAND_FIRST = lazy("((?:[ \t]|\x1b\\[[0-9;]{1,16}m)*):(?=:)")
_OWN_COMMANDS = {
    "github": lazy("::(?:error|warning|notice) "),
    "azure": lazy(r"##vso\[task\.logissue "),
}
"""How the commands of annotations begin, by the format that has them."""


def escape(text: str) -> str:
    """Return the text as it may be shown: on one line, with everything invisible or active written out."""
    return text if is_plain(text) else "".join(glyphs(text))


def is_plain(text: str) -> bool:
    """Whether a text can be shown as it is: nothing in it is invisible or active, or wider than a column."""
    return text.isascii() and text.isprintable() and "##" not in text and "::" not in text


def harmless(text: str, *, colour: bool = False, commands: str = "") -> str:
    """Return a whole output as it may be written: lines and tabs stay, and nothing else steers or is unseen.

    What renderers have escaped stays as it is. `colour` lets sequences through that only paint, `commands` lines that
    begin with an annotation as the format of that name has it.
    """
    if is_plain(text.replace("\n", " ")) or _NOTABLE.search(text) is None:
        return text
    return "\n".join(_line(line, colour=colour, commands=commands) for line in text.split("\n"))


def _line(line: str, *, colour: bool, commands: str) -> str:
    if _NOTABLE.search(line) is None:
        return line
    if commands in _OWN_COMMANDS and (own := _OWN_COMMANDS[commands].match(line)):
        return own[0] + _without_commands(_seen(line[own.end() :]))
    parts = _PAINT.split(line) if colour else [line]
    shown = "".join(part if at % 2 else _seen(part) for at, part in enumerate(parts))
    shown = _without_commands(shown)
    found = _COMMAND_FIRST.match(shown)
    return f"{found[1]}{visible(':')}{shown[found.end() :]}" if found else shown


def _without_commands(text: str) -> str:
    """Return a line in which nothing is a command, wherever such a line may have one."""
    for command in _LOG_COMMANDS:
        text = text.replace(command, f"#{visible('#')}{command[2:]}")
    return text


def _seen(text: str) -> str:
    return "\t".join("".join(_drawn(part, "utf-8")) for part in text.split("\t"))


def glyphs(text: str, encoding: str = "utf-8") -> list[str]:
    r"""Return what is shown for each code point: itself, or an escape such as `\u{202E}`.

    A code point that `encoding` lacks is escaped as well, so that the width of what is shown is known here.
    """
    shown = _drawn(text, encoding)
    for at in _command_starts(text):
        shown[at] = visible(text[at])
    return shown


def _drawn(text: str, encoding: str) -> list[str]:
    """Return what is shown for each code point, whatever a build log makes of it."""
    shown = [char if char.isprintable() and char not in _BLANK else visible(char) for char in text]
    if not text.isascii():
        for at in _emoji_parts(text):
            shown[at] = text[at]
        if not encoding.lower().startswith("utf"):
            shown = [glyph if encodable(glyph, encoding) else visible(glyph) for glyph in shown]
    return shown


def visible(char: str) -> str:
    """Return the escape of one code point."""
    return f"\\u{{{ord(char):04X}}}"


def encodable(text: str, encoding: str) -> bool:
    """Whether an encoding has every character of a text."""
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def width(text: str) -> int:
    """Return how many terminal columns a text takes."""
    return len(text) if text.isascii() else sum(widths(text))


def widths(text: str) -> list[int]:
    """Return the terminal columns of each code point; what is drawn onto its predecessor has none.

    A sequence of joined emoji counts as one of two columns, which is what current terminals draw.
    """
    if text.isascii():
        return [1] * len(text)
    import unicodedata  # noqa: PLC0415 - most configs are ASCII, and the tables cost start-up time

    columns: list[int] = []
    for at, char in enumerate(text):
        before = text[at - 1] if at else ""
        if char == _EMOJI_STYLE and columns:
            columns[-1] = 2
        if _joins(char, before) or unicodedata.category(char) in {"Mn", "Me"}:
            columns.append(0)
        else:
            columns.append(2 if unicodedata.east_asian_width(char) in "WF" else 1)
    return columns


def _joins(char: str, before: str) -> bool:
    """Whether a character is drawn in the place of its predecessor, although it is no combining mark."""
    if _JOINER in {char, before} or ord(char) in _HANGUL_JOINING:
        return True
    return ord(char) in _SKIN_TONES and _is_pictograph(before)


def _emoji_parts(text: str) -> Iterator[int]:
    return (at for at in range(len(text)) if belongs_to_emoji(text, at))


def belongs_to_emoji(text: str, at: int) -> bool:
    """Whether an invisible code point is one that an emoji is made of, and that is harmless there."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if text[at] == _JOINER:
        return _is_pictograph(after) and (_is_pictograph(before) or before == _EMOJI_STYLE)
    return text[at] == _EMOJI_STYLE and _takes_emoji_style(before, after)


def _takes_emoji_style(before: str, after: str) -> bool:
    if not before:
        return False
    return (
        _is_pictograph(before) or before in _STYLED_SYMBOLS or (before in _KEYCAP_BASES and after == _KEYCAP)
    )


def _is_pictograph(char: str) -> bool:
    """Whether a character lies in the blocks of symbols and emoji."""
    return char != "" and (0x2190 <= ord(char) <= 0x2BFF or 0x1F000 <= ord(char) <= 0x1FAFF)  # noqa: PLR2004


def _command_starts(text: str) -> Iterator[int]:
    """Yield the places at which one escape keeps a build log from reading a command.

    GitHub's current form counts after leading blanks of a line, and any word may come to begin a line.
    Source: https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs.
    """
    for command in _LOG_COMMANDS:
        at = text.find(command)
        while at >= 0:
            yield at + 1
            at = text.find(command, at + 1)
    at = text.find("::")
    while at >= 0:
        if at == 0 or text[at - 1].isspace():
            yield at
        at = text.find("::", at + 1)
