"""Headers that do not say what a document is, or say it wrong: what was meant, and the faults."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from validator.diagnostics import Fault, Part, Rewrite
from validator.documents.kinds import API_VERSION, KINDS, is_group
from validator.words import closest, listed, quoted, shown

if TYPE_CHECKING:
    from validator.diagnostics import Route
    from validator.documents.document import Document
    from validator.documents.kinds import Fields


class _Header(NamedTuple):
    """What a document says it is: the keys that hold apiVersion and kind, as they are written."""

    version_key: str | None
    kind_key: str | None


def identify(document: Document, fields: Fields) -> Document:
    """Return a document with the kind that its header says or means, or that its fields tell, and with the faults."""
    header = _header(document.data)
    known = document.but(kind=_kind(document, header, fields))
    faults = [*_version_faults(known, header), *_kind_faults(known, header)]
    if header == _Header(None, None) and document.root is not None:
        message = "the document does not say what it is: apiVersion and kind are missing"
        help_text = f"add apiVersion: {API_VERSION} and kind: with one of {listed(KINDS)}"
        faults = [_fault(document, (), Part.KEY, message, help_text)]
    keys = {"apiVersion", "kind", header.version_key, header.kind_key}
    data = {key: value for key, value in document.data.items() if key not in keys}
    return known.but(data=data, faults=(*document.faults, *faults))


def _kind(document: Document, header: _Header, fields: Fields) -> str | None:
    kind = document.data.get(header.kind_key) if header.kind_key else None
    if isinstance(kind, str):
        return kind if kind in KINDS else _meant(kind, document, fields)
    return _by_fields(document, fields) if header.version_key and not header.kind_key else None


def _meant(kind: str, document: Document, fields: Fields) -> str | None:
    """Return the kind that was meant by a word that is none: one like it, or else the one that has all the fields."""
    fitting = _fitting(document, fields)
    near = closest(kind, KINDS)
    return near if near in fitting else _by_fields(document, fields) or near


def _by_fields(document: Document, fields: Fields) -> str | None:
    """Return the one kind that has all the fields of a document, and these are several."""
    fitting = _fitting(document, fields)
    return fitting[0] if len(fitting) == 1 and len(_fields(document)) > 1 else None


def _fitting(document: Document, fields: Fields) -> list[str]:
    own = _fields(document)
    return [kind for kind in KINDS if own <= fields(kind)]


def _fields(document: Document) -> set[str]:
    return document.data.keys() - {"apiVersion", "kind"}


def _header(data: dict[str, Any]) -> _Header:
    return _Header(_key_for("apiVersion", data), _key_for("kind", data))


def _key_for(wanted: str, data: dict[str, Any]) -> str | None:
    if wanted in data:
        return wanted
    return next((key for key in data if closest(key, [wanted])), None)


def _fault(document: Document, route: Route, part: Part, message: str, help_text: str, **more: Any) -> Fault:  # noqa: ANN401
    span, also = document.locate(route, part)
    return Fault("unknown-kind", span, message, help_text, route=route, part=part, also=also, **more)


def _version_faults(document: Document, header: _Header) -> list[Fault]:
    key = header.version_key
    if document.root is None:
        return []
    if key is None:
        message = "the document does not say which format it is written in: apiVersion is missing"
        return [_fault(document, (), Part.KEY, message, f"add apiVersion: {API_VERSION}")]
    if document.is_broken((key,)):
        return []
    if key != "apiVersion":
        message = f'unknown key {shown(key, "")}; did you mean "apiVersion"?'
        return [
            _fault(
                document,
                (key,),
                Part.KEY,
                message,
                "rename it to apiVersion",
                rewrite=Rewrite("rename to apiVersion", "apiVersion"),
            )
        ]
    version = document.data.get(key)
    if version == API_VERSION:
        return []
    rewrite = Rewrite(f"write {API_VERSION}", API_VERSION) if _near(version) else None
    message = f"apiVersion cannot be {quoted(version)}"
    help_text = f"write {API_VERSION}"
    if isinstance(version, str) and rewrite is None:
        message = f"apiVersion {quoted(version)} is none that this version of appxlint knows"
        help_text += ", or install a newer appxlint"
    return [_fault(document, (key,), Part.VALUE, message, help_text, rewrite=rewrite)]


def _near(version: object) -> bool:
    """Whether a version is a slip of the pen rather than a newer one."""
    if not isinstance(version, str):
        return False
    return version.partition("/")[2] in {"v1", "V1", "1", ""} and is_group(version)


def _kind_faults(document: Document, header: _Header) -> list[Fault]:
    key = header.kind_key
    if document.root is None:
        return []
    if key is None:
        message = "the document does not say what it is: kind is missing"
        help_text = f"add kind: with one of {listed(KINDS)}"
        if document.kind:
            message += f", and its fields are those of kind {document.kind}"
            help_text = f"add kind: {document.kind}"
        return [_fault(document, (), Part.KEY, message, help_text)]
    if document.is_broken((key,)):
        return []
    if key != "kind":
        message = f'unknown key {shown(key, "")}; did you mean "kind"?'
        return [
            _fault(
                document,
                (key,),
                Part.KEY,
                message,
                "rename it to kind",
                rewrite=Rewrite("rename to kind", "kind"),
            )
        ]
    kind = document.data.get(key)
    if isinstance(kind, str) and kind in KINDS:
        return []
    found = document.kind
    near = found is not None and isinstance(kind, str) and closest(kind, KINDS) == found
    rewrite = Rewrite(f"write {found}", found, safe=near) if found else None
    meant = f'; did you mean "{found}"?' if found else ""
    named = isinstance(kind, str | int | float) and not isinstance(kind, bool)
    message = f"there is no kind {quoted(kind)}{meant}" if named else f"kind cannot be {quoted(kind)}"
    help_text = f"write {found}" if found else f"write one of {listed(KINDS)}"
    return [_fault(document, (key,), Part.VALUE, message, help_text, rewrite=rewrite)]
