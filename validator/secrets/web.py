"""What of a web address must not be shown: all but its scheme, its host, its path and the names of its query."""

from __future__ import annotations

from validator.lazy import lazy
from validator.secrets.vocabulary import is_known

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

ADDRESS = lazy(r"(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9+.-]{0,30}://[^\s\"'<>]{1,2048}+")
"""An address within a text."""

_SCHEME = lazy(r"\s{0,20}(?P<name>[A-Za-z]{2,11})(?::[/\\]{0,4}|[/\\]{2,4})")
_PART = r"(?:[\w.-]|\$?\{{1,2}[^{}/\s]{1,60}\}{1,2}|<[A-Za-z][^<>/]{0,60}>|%[A-Za-z_]{2,60}%|\*)"
_HOST = lazy(
    rf"(?<![\w.-])(?P<name>{_PART}{{1,300}}+|\[[0-9A-Fa-f:.%]{{2,60}}\])(?::(?P<port>[^/\\?#\s]{{0,300}}))?(?=[/\\?#]|\s{{0,300}}\Z)"
)
_DOTTED = lazy(
    r"(?<![\w.-])(?:[^\W_][\w-]{0,80}+\.[\w.*{}$<>-]{0,200}[^\W\d_]{2}|[0-9]{1,3}(?:\.[0-9]{1,3}){3}"
    r"|[^\[{<%]{0,300}+[\[{<%])"
)
_FILLED = lazy(r"\$?\{{1,2}([^{}/\s]{1,60})\}{1,2}|<([A-Za-z][^<>/]{0,60})>|%([A-Za-z_]{2,60})%")
_STEP = lazy(r"[^/\\]{1,2048}+")
_PLAIN = lazy(r"(?:[\w.~%+*:-]|\$?\{{1,2}[^{}\s]{1,60}\}{1,2}|<[A-Za-z][^<>]{0,60}>){0,2048}+\s{0,300}\Z")
_PAIR = lazy(r"(?P<name>[^=&;]{0,2048}+)(?:=(?P<value>[^&;]{0,4096}+))?[&;]?")
_NAME = lazy(r"[A-Z][A-Z0-9_]{0,60}\Z")
_LIKE_HTTP = lazy(r"[htps]{3,7}\Z")
_SCHEMES = frozenset({"http", "https", "ftp", "ftps", "sftp", "ssh", "ws", "wss", "file", "gopher"})
_HERE = "localhost"
_NUMBERED = frozenset({"company_id", "project_id"})
"""Names in a query whose value is a number that everybody may see."""

_NUMBER = lazy(r"[0-9]{1,19}\Z")


def hidden_in_address(text: str) -> list[tuple[int, int]]:
    """Return what must not be shown of a text that should be an address; all of one that reads as none."""
    scheme = _SCHEME.match(text)
    at = scheme.end() if scheme is not None else 0
    name = scheme["name"].lower() if scheme is not None else ""
    if name and name not in _SCHEMES and _LIKE_HTTP.match(name) is None:
        return [(0, len(text))]
    behind = text.rfind("@", at) + 1
    host = _HOST.match(text, max(at, behind))
    if host is None or not _reads_as_host(host["name"], named=bool(name)):
        return [(at, len(text))] if name else [(0, len(text))]
    found = [(at, behind - 1)] if behind > at else []
    if host["port"] and not host["port"].isdigit():
        found.append(host.span("port"))
    return [*found, *_filled(text, *host.span("name")), *_behind_host(text, host.end())]


def hidden_in_path(text: str) -> list[tuple[int, int]]:
    """Return what must not be shown of a text that should be the path of an address, from its first slash."""
    if text.lstrip()[:1] not in {"/", "\\"}:
        return hidden_in_address(text)
    return [(0, text.rfind("@"))] * ("@" in text) + [*_behind_host(text, 0)]


def hidden_in_addresses(text: str) -> list[tuple[int, int]]:
    """Return what must not be shown of the addresses within a text: users, values of queries, and what follows a #."""
    if "://" not in text:
        return []
    found: list[tuple[int, int]] = []
    for each in ADDRESS.finditer(text):
        at = each[0].index("://") + 3
        behind = each[0].rfind("@") + 1
        stretches = [(at, behind - 1)] if behind > at else []
        stretches += _behind_path(each[0], max(at, behind))
        found += ((each.start() + start, each.start() + end) for start, end in stretches)
    return found


def _reads_as_host(host: str, *, named: bool) -> bool:
    if named and (host.startswith("[") or host.lower() == _HERE):
        return True
    return _DOTTED.match(host) is not None or is_known(host)


def _filled(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the names of the parts that are to be replaced, but for those that everybody knows."""
    for part in _FILLED.finditer(text, start, end):
        inner = part.lastindex or 1
        if not is_known(part[inner]) and _NAME.match(part[inner].rpartition(":")[2]) is None:
            yield part.span(inner)


def _behind_host(text: str, start: int) -> Iterator[tuple[int, int]]:
    end = _end_of_path(text, start)
    yield from _filled(text, start, end)
    for step in _STEP.finditer(text, start, end):
        if _PLAIN.match(step[0]) is None:
            yield step.span()
    yield from _behind_path(text, start)


def _end_of_path(text: str, start: int) -> int:
    found = [at for at in (text.find("?", start), text.find("#", start)) if at >= 0]
    return min(found, default=len(text))


def _behind_path(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield the values of a query, the names in it that nobody knows, and what follows a #."""
    at = _end_of_path(text, start)
    end = text.find("#", at)
    end = len(text) if end < 0 else end
    for pair in _PAIR.finditer(text, at + 1, end) if text[at : at + 1] == "?" else ():
        if pair["value"] is None or not is_known(pair["name"]):
            yield pair.span("name")
        if pair["value"] and not (pair["name"] in _NUMBERED and _NUMBER.match(pair["value"])):
            yield pair.span("value")
    if end + 1 < len(text):
        yield end + 1, len(text)
