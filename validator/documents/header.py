"""Headers that do not say what a document is, or say it wrong: what was meant, and the faults."""

from __future__ import annotations

from validator.diagnostics import Part
from validator.documents.finding import Change, Finding, Here
from validator.documents.kinds import API_VERSION, KINDS, is_group
from validator.values import NamedTuple
from validator.words import closest, did_you_mean, listed, quoted, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from validator.documents.document import Document
    from validator.documents.kinds import Fields


class _Header(NamedTuple):
    """What a document says it is: the keys that hold apiVersion and kind, as they are written."""

    version_key: str | None
    kind_key: str | None


def identify(document: Document, fields: Fields) -> Document:
    """Return a document with the kind that its header says or means, or that its fields tell, and what is wrong.

    One of a newer version has none of the kinds that are known here: its fields may be others.
    """
    header = _header(document.data)
    version = document.data.get("apiVersion")
    is_newer = isinstance(version, str) and is_group(version) and not _near(version)
    known = document.but(kind=None if is_newer else _kind(document, header, fields))
    findings = _version_findings(known, header)
    if not (is_newer or (findings and known.kind is None and header.kind_key)):
        findings += _kind_findings(known, header)
    if header == _Header(None, None) and document.root is not None:
        message = "the document does not say what it is: apiVersion and kind are missing"
        help_text = f"add apiVersion: {API_VERSION} and kind: with one of {listed(KINDS)}"
        findings = [_missing(message, help_text)]
    keys = {"apiVersion", "kind", header.version_key, header.kind_key}
    data = {key: value for key, value in document.data.items() if key not in keys}
    return known.but(data=data, findings=(*document.findings, *findings))


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


def _finding(place: Here, message: str, help_text: str, change: Change | None = None) -> Finding:
    return Finding(message, place, help_text, change=change, rule="unknown-kind", spoils=(place.route,))


def _missing(message: str, help_text: str) -> Finding:
    return _finding(Here((), Part.KEY), message, help_text)


def _misspelt(key: str, name: str) -> Finding:
    place = Here((key,), Part.KEY)
    message = f"no document has a key {shown(key, '')}{did_you_mean(name)}"
    return _finding(place, message, f"write {name}", Change(f"rename to {name}", place, name))


def _version_findings(document: Document, header: _Header) -> list[Finding]:
    key = header.version_key
    if document.root is None:
        return []
    if key is None:
        message = "the document does not say which format it is written in: apiVersion is missing"
        return [_missing(message, f"add apiVersion: {API_VERSION}")]
    if document.is_broken((key,)):
        return []
    if key != "apiVersion":
        return [_misspelt(key, "apiVersion")]
    version = document.data.get(key)
    if version == API_VERSION:
        return []
    place = Here((key,))
    change = Change(f"write {API_VERSION}", place, API_VERSION) if _near(version) else None
    message = f"apiVersion cannot be {quoted(version)}"
    help_text = f"write {API_VERSION}"
    if isinstance(version, str) and change is None:
        message = f"apiVersion {quoted(version)} is none that this version of appxlint knows"
        help_text += ", or install a newer appxlint"
    return [_finding(place, message, help_text, change)]


def _near(version: object) -> bool:
    """Whether a version is a slip of the pen rather than a newer one."""
    if not isinstance(version, str):
        return False
    return version.partition("/")[2] in {"v1", "V1", "1", ""} and is_group(version)


def _kind_findings(document: Document, header: _Header) -> list[Finding]:
    key = header.kind_key
    if document.root is None:
        return []
    if key is None:
        message = "the document does not say what it is: kind is missing"
        help_text = f"add kind: with one of {listed(KINDS)}"
        if document.kind:
            message += f", and its fields are those of kind {document.kind}"
            help_text = f"add kind: {document.kind}"
        return [_missing(message, help_text)]
    if document.is_broken((key,)):
        return []
    if key != "kind":
        return [_misspelt(key, "kind")]
    kind = document.data.get(key)
    if isinstance(kind, str) and kind in KINDS:
        return []
    found = document.kind
    near = found is not None and isinstance(kind, str) and closest(kind, KINDS) == found
    place = Here((key,))
    change = Change(f"write {found}", place, found, safe=near) if found else None
    named = isinstance(kind, str | int | float) and not isinstance(kind, bool)
    message = (
        f"there is no kind {quoted(kind)}{did_you_mean(found)}" if named else f"kind cannot be {quoted(kind)}"
    )
    help_text = f"write {found}" if found else f"write one of {listed(KINDS)}"
    return [_finding(place, message, help_text, change)]
