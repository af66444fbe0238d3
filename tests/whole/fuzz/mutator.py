"""Changes of bytes: what slips of fingers, editors and merges do to a file, and what an enemy does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.whole.fuzz.seeds import MARK, marked, seeds

if TYPE_CHECKING:
    from random import Random

    from tests.whole.fuzz.seeds import Files

_TEXTS = (
    *('"', "'", ": ", ":", "\n", "- ", "{", "}", "[", "]", ",", "? ", "#", " #", "&a ", "*a", "!!x ", "! ", "|", ">-"),
    *("\t", "\r", "\r\n", "%", "@", "`", "---\n", "...\n", "<<: ", "<<: *a", "\\", "\\u202e", "\\e", "  ", "~", "no"),
    *("\x85", "\u2028", "\u200b", "\u202e", "\ufeff", "\U0001f600", "\ufe0f", "\u00e9", "\u201c", "\u201d", "\x1b"),
    *("apiVersion: appxlint/v1\n", "kind: ConnectorConfig\n", "clientSecret: ", "# appxlint: ignore[", "${env:A}"),
    *("0x", "1e5", "12:30", "9" * 40, "x" * 70, "[" * 70, "https://[::1", "http://u:p@h:99999/", MARK, "\0"),
)  # fmt: skip
_PIECES = (*(text.encode() for text in _TEXTS), b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xff\xfe")
_LONGEST_CUT = 40


def mutated(random: Random) -> Files:
    """Return the files of a sample with one to six changes in one of them, rarely in the settings, and with marks."""
    files = {name: marked(data) for name, data in random.choice(seeds()).items()}
    settings = random.random() < 0.1
    name = random.choice(sorted(each for each in files if settings or not each.endswith(".toml")))
    data = files[name]
    for _ in range(random.choice((1, 1, 1, 2, 3, 6))):
        data = changed(data, random)
    return {**files, name: data}


def changed(data: bytes, random: Random) -> bytes:
    """Return bytes with one change: something put in, taken out, put elsewhere, or the end cut off."""
    at = random.randrange(len(data) + 1)
    end = at + random.choice((1, 1, 2, 5, _LONGEST_CUT))
    match random.randrange(8):
        case 0 | 1 | 2:
            return data[:at] + random.choice(_PIECES) + data[at:]
        case 3:
            return data[:at] + random.choice(_PIECES) + data[at + 1 :]
        case 4:
            return data[:at] + data[end:]
        case 5:
            return data[:at] + _part(random) + data[at:]
        case 6:
            return _moved(data, random)
        case _:
            return data[:at] if random.random() < 0.3 else data[:at] + random.randbytes(1) + data[at + 1 :]


def _part(random: Random) -> bytes:
    """Return a stretch of another sample."""
    data = marked(random.choice(list(random.choice(seeds()).values()))) or b"a: 1\n"
    at = random.randrange(len(data))
    return data[at : at + random.randrange(80)]


def _moved(data: bytes, random: Random) -> bytes:
    """Return a text with one of its lines at another place, and perhaps at its own as well."""
    lines = data.splitlines(keepends=True) or [b"\n"]
    taken = random.choice(lines)
    if random.random() < 0.5:
        lines.remove(taken)
    lines.insert(random.randrange(len(lines) + 1), taken)
    return b"".join(lines)
