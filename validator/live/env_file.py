"""A file of variables, as `--env-file` names it: it is read, and no process inherits what it holds."""

from __future__ import annotations

from validator.lazy import lazy
from validator.live.references import FILE_BYTES, read_bounded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

_LINE = lazy(r"(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_]{0,200})[ \t]*=[ \t]*(.*)")
_QUOTES = frozenset("\"'")


class EnvFileError(ValueError):
    """A file that cannot be used; the text says why, and holds no line of it."""


def read(path: Path) -> dict[str, str]:
    """Return the variables of a file: a line `NAME=VALUE` each, in quotes or not, besides blank lines and comments.

    Nothing inside of a value stands for something else.

    Raises:
        EnvFileError: there is no such file, it is too large or no text, or a line is none of these.
    """
    found: dict[str, str] = {}
    for number, line in enumerate(_text(path).splitlines(), 1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        match = _LINE.fullmatch(text)
        if match is None:
            raise EnvFileError(f"line {number} of {path} is no NAME=VALUE")
        found[match[1]] = _unquoted(match[2])
    return found


def _text(path: Path) -> str:
    try:
        content = read_bounded(path)
    except (OSError, ValueError):
        problem = f"{path} cannot be read"
    else:
        if content is None or len(content) > FILE_BYTES:
            raise EnvFileError(f"{path} is no file of at most {FILE_BYTES // 1024} KiB")
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError:
            problem = f"{path} is not UTF-8 text"
    raise EnvFileError(problem)


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in _QUOTES
    return value[1:-1] if quoted else value
