"""Documents as YAML text: every scalar so that all readers of YAML read the same, and read back before it counts."""

from __future__ import annotations

from validator.diagnostics import Limits
from validator.documents.kinds import API_VERSION
from validator.documents.parse import parse
from validator.documents.scalars import ambiguity, resolve
from validator.documents.source import decode
from validator.lazy import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

_PLAIN = lazy(r"[A-Za-z(][^\r\n\t]*\Z|\$\{[A-Za-z0-9_:./ -]+\}\Z|[0-9]+ [A-Za-z][^\r\n\t]*\Z|https?://\S+\Z")
_NOT_PLAIN = lazy(r":(?: |\Z)| #|\s\Z")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_LIMITS = Limits(file_bytes=1 << 30, nodes=1 << 30, scalar_characters=1 << 30)


def document_text(kind: str, data: Mapping[str, Any]) -> str:
    """Return a document as YAML.

    Raises:
        RuntimeError: what was written is not what it was made of, which would be a fault of this module.
    """
    whole = {"apiVersion": API_VERSION, "kind": kind, **data}
    text = "".join(f"{line}\n" for line in _mapping(whole, ""))
    if not reads_as(text, [whole]):
        raise RuntimeError(f"a document of the kind {kind} does not read back as it was written")
    return text


def reads_as(text: str, documents: list[dict[str, Any]]) -> bool:
    """Whether a text is read as exactly these documents."""
    found = parse(decode("written.yaml", text.encode("utf-8", "surrogatepass")), _LIMITS)
    return _same([each.data for each in found], documents)


def _same(one: Any, other: Any) -> bool:  # noqa: ANN401 - data of documents
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return list(one) == list(other) and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return bool(one == other)


def _mapping(data: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, value in data.items():
        yield from _entry(f"{indent}{scalar(key)}:", value, indent)


def _entry(head: str, value: Any, indent: str) -> Iterator[str]:  # noqa: ANN401 - as above
    if isinstance(value, dict) and value:
        yield head
        yield from _mapping(value, f"{indent}  ")
    elif isinstance(value, list) and value:
        yield head
        yield from _items(value, f"{indent}  ")
    else:
        yield f"{head} {scalar(value)}"


def _items(items: list[Any], indent: str) -> Iterator[str]:
    for item in items:
        if isinstance(item, dict) and item:
            first, *rest = _mapping(item, f"{indent}  ")
            yield f"{indent}- {first.lstrip()}"
            yield from rest
        elif isinstance(item, list) and item:
            yield f"{indent}-"
            yield from _items(item, f"{indent}  ")
        else:
            yield f"{indent}- {scalar(item)}"


def scalar(value: Any) -> str:  # noqa: ANN401 - as above
    """Return a value as YAML: a text without quotes only where no reader takes it for anything else."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, dict | list):
        return "{}" if isinstance(value, dict) else "[]"
    return value if _is_plain(value) else _quoted(value)


def _is_plain(text: str) -> bool:
    return (
        text.isprintable()
        and _PLAIN.match(text) is not None
        and _NOT_PLAIN.search(text) is None
        and isinstance(resolve(text), str)
        and ambiguity(text) is None
    )


def _quoted(text: str) -> str:
    return (
        '"'
        + "".join(_ESCAPES.get(each, each if each.isprintable() else _escape(each)) for each in text)
        + '"'
    )


def _escape(character: str) -> str:
    code = ord(character)
    if code <= 0xFF:  # noqa: PLR2004 - what two digits can say
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 - what four digits can say
