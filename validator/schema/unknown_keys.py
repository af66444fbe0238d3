"""Schema faults about keys that a mapping does not have: misspelt, in the wrong place, or of nobody's knowing."""

from __future__ import annotations

from validator.diagnostics import Part
from validator.documents.finding import Also, Change, Finding, Here
from validator.documents.kinds import (
    CLIENT,
    CLIENT_CREDENTIALS,
    CODE_FLOW,
    CONFIG,
    ENDPOINTS,
    OF_CODE_FLOW,
)
from validator.documents.names import article, field_name, holder_name
from validator.documents.tree import Scalar
from validator.lazy import lazy
from validator.schema.homes import Found, Home, home_of, other_kind
from validator.values import NamedTuple
from validator.words import Names, did_you_mean, is_label, is_slip, likeliest_first, listed, shown, simplified

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from validator.diagnostics import Route, Span
    from validator.documents.document import Document, Way
    from validator.schema.validate import Breach

_HEAD = lazy(r"([A-Za-z][A-Za-z0-9]*)(?::| +[\"'])")
_LONGEST_NUMBER = 12
_SHORTEST_PART = 5
_LINKS = {CLIENT: "oauthClient"}
_CONNECTION = ("connection",)


class _Unknown(NamedTuple):
    """A key that its mapping does not have: what it stands for there, or where it belongs instead."""

    key: str
    span: Span
    ways: tuple[Way, ...]
    meant: str = ""
    sure: bool = False
    label: str = ""
    found: Found | None = None

    @property
    def merged(self) -> bool:
        """Whether a merge brought the key in."""
        return bool(self.ways) and self.ways[0][1] == "the key stands here"


def unknown_keys(document: Document, breach: Breach) -> Iterator[Finding]:
    """Yield the faults of a mapping's unknown keys: what belongs together elsewhere, or came by one merge, is one."""
    route = breach.route
    known = breach.node.get("properties", {})
    spellings = _spellings(breach)
    keys = [_look_at(document, key, breach.route, spellings) for key in breach.data if key not in known]
    free = [key for key in known if key not in breach.data]
    groups: dict[object, list[_Unknown]] = {}
    for each in keys:
        groups.setdefault(_group_of(each), []).append(each)
    for own in groups.values():
        first = own[0]
        if first.meant:
            yield _misspelt(document, route, first)
        elif first.merged:
            yield _brought(document, route, own)
        elif first.found is not None:
            yield _misplaced(document, route, own, first.found.home)
        else:
            yield _nobodys(document, route, first, free)


def _group_of(unknown: _Unknown) -> object:
    if unknown.meant:
        return unknown.key
    if unknown.merged:
        return unknown.span
    return unknown.key if unknown.found is None else unknown.found.home


def _look_at(document: Document, key: str, route: Route, spellings: _Spellings) -> _Unknown:
    unknown = _Unknown(key, *document.locate((*route, key), Part.KEY))
    names, meaning = spellings
    near = names.same_form(key) or ""
    spelt = meaning.get(near)
    if spelt:
        return unknown._replace(meant=spelt, sure=True, label=spellings.label_of(key, spelt))
    found = home_of(document, route, key)
    if found is not None:
        return unknown._replace(found=found)
    near = names.closest(key) or ""
    meant = meaning.get(near) or meaning.get(_glued(key))
    if meant:
        return unknown._replace(meant=meant, sure=is_slip(key, near))
    other = other_kind(document, route, key) or _outdented(document, route, key)
    part = _whole_of(key, spellings) if other is None else ""
    return unknown._replace(meant=part) if part else unknown._replace(found=other)


def _whole_of(key: str, spellings: _Spellings) -> str:
    """Return the one absent property that a key is the beginning or the end of, as `client` is of `oauthClient`."""
    form = simplified(key)
    names = {name for name in spellings.meaning.values() if len(form) >= _SHORTEST_PART}
    whole = [each for each in names if simplified(each).endswith(form) or simplified(each).startswith(form)]
    return whole[0] if len(whole) == 1 else ""


class _Spellings(NamedTuple):
    """What a key of a mapping can have been meant to be, with the property that each name and label stands for."""

    names: Names
    meaning: dict[str, str]

    def label_of(self, key: str, field: str) -> str:
        """Return the label on the screen that a key is, where it is one of the field that it was meant to be."""
        labels = (
            label for label, meant in self.meaning.items() if meant == field and is_label(key, label, field)
        )
        return next(labels, "")


def _spellings(breach: Breach) -> _Spellings:
    """Return the absent properties of a mapping by their names and by their labels on the screen."""
    properties = breach.node.get("properties", {})
    absent = [name for name in properties if name not in breach.data]
    labels = {
        properties[name]["title"]: name
        for name in absent
        if isinstance(properties[name], dict) and properties[name].get("title")
    }
    meaning = {**labels, **{name: name for name in absent}}
    return _Spellings(Names(meaning), meaning)


def _glued(key: str) -> str:
    """Return the key at the beginning of one that `name:"x: y"` becomes, where no space follows the colon."""
    head = _HEAD.match(key)
    return head[1] if head else ""


def _finding(place: Here, message: str, help_text: str, *besides: Route) -> Finding:
    """Return what is said of a key at a place, and of the parts besides it that are not spoken of again."""
    return Finding(message, place, help_text, rule="unknown-field", spoils=(place.route, *besides))


def _misspelt(document: Document, route: Route, unknown: _Unknown) -> Finding:
    holder, meant = holder_name(document, route), unknown.meant
    place, wanted = Here((*route, unknown.key), Part.KEY), (*route, meant)
    if meant == _glued(unknown.key):
        message = f'{holder} has no "{meant}", but a longer key that begins so: a colon and a space belong behind it'
        return _finding(place, message, f"write {meant}: and then the value", wanted)
    message = f"{holder} has no field{_called(unknown.key)}{did_you_mean(meant)}"
    if unknown.label:
        message = f'"{unknown.label}" is the label on the screen, not the name of the field'
    also: tuple[Also, ...] = ()
    if unknown.merged:
        (key, _), *others = unknown.ways
        place = place._replace(span=key)
        ways = [(unknown.span, "merged in here"), *others]
        also = tuple(Also(Here(span=span), words) for span, words in ways)
    change = Change(f"rename to {meant}", place._replace(span=None), meant, safe=unknown.sure)
    found = _finding(place, message, f"write {meant}", wanted)
    return found._replace(also=also, change=change)


def _misplaced(document: Document, route: Route, keys: list[_Unknown], home: Home) -> Finding:
    """Return what is said of keys that belong in one other place; the places that they leave empty are not lacking."""
    from validator.schema.outdented import lines_below, outdented  # noqa: PLC0415 - a slip needs neither

    besides = _left_empty(document, route, keys, home)
    lines = lines_below(document, home.holder, [each.key for each in keys])
    if lines is not None and home.holder[:-1] == route:
        whole = outdented(document, lines)
        return whole._replace(spoils=(*whole.spoils, (*route, keys[0].key), *besides))
    also = tuple(Also(Here((*route, each.key), Part.KEY), "and this") for each in keys[1:])
    several = len(keys) > 1
    words = (
        f"no fields{_together(keys)}; they belong" if several else f"no field{_together(keys)}; it belongs"
    )
    message = f"{holder_name(document, route)} has {words} {_where(document, home)}"
    help_text = _move(document, route, home, "them" if several else "it")
    place = Here((*route, keys[0].key), Part.KEY)
    return _finding(place, message, help_text, *besides)._replace(also=also)


def _where(document: Document, home: Home) -> str:
    if home.kind:
        return f"in {article(home.kind)} document"
    return f"under {field_name(home.holder, document)}" if home.holder else "at the top level of the document"


def _move(document: Document, route: Route, home: Home, them: str) -> str:
    """Return what to do with keys that stand in the wrong place."""
    if home.kind:
        link = _LINKS.get(home.kind, home.kind.lower())
        return f"move {them} into {article(home.kind)} document, and write that one's name under {link}"
    if not home.holder:
        return f"move {them} to the top level of the document, without indentation"
    if document.get(*home.holder) is not None:
        return f"move {them} under {field_name(home.holder, document)}"
    if home.holder[:-1] == route and document.node(home.holder) is None:
        return f"write {home.holder[-1]}: above {them}, and indent {them} by two more spaces"
    if document.node(home.holder) is not None:
        return f"indent {them} to stand under {field_name(home.holder, document)}, which is empty"
    return f"add {field_name(home.holder, document)}, and move {them} under it"


def _left_empty(document: Document, route: Route, keys: list[_Unknown], home: Home) -> Iterator[Route]:
    """Yield the other routes of which a fault about misplaced keys speaks: theirs, and where they were meant to be."""
    yield from ((*route, each.key) for each in keys[1:])
    links: list[Route]
    if home.kind:
        links = [("connection", _LINKS[home.kind])] if home.kind in _LINKS else []
    else:
        links = [(*home.holder, each.found.key) for each in keys if each.found is not None]
        links += [home.holder] if document.get(*home.holder) is None else []
    yield from (link for link in links if document.get(*link) is None)


def _brought(document: Document, route: Route, keys: list[_Unknown]) -> Finding:
    """Return what is said of keys that one merge brings into a mapping that does not have them."""
    holder = holder_name(document, route)
    which = "which does not have them" if len(keys) > 1 else "which does not have it"
    message = f"the merge brings{_together(keys) or ' a key'} into {holder}, {which}"
    help_text = f"merge a mapping with the fields of {holder} alone, or write those out"
    first, *others = ((*route, each.key) for each in keys)
    place = Here(first, Part.KEY, keys[0].span)
    also = tuple(Also(Here(span=span), words) for span, words in (each.ways[0] for each in keys))
    return _finding(place, message, help_text, *others)._replace(also=also)


def _nobodys(document: Document, route: Route, unknown: _Unknown, known: list[str]) -> Finding:
    holder, name = holder_name(document, route), _called(unknown.key)
    message = f"{holder} has no field{name}" if name else f"{holder} has no field of this name"
    help_text = (
        f"it can have {listed(likeliest_first(unknown.key, known), last='and')}" if known else "leave it out"
    )
    if unknown.key.isdigit():
        message += "; field names begin with a letter"
    return _finding(Here((*route, unknown.key), Part.KEY), message, help_text)


def _together(keys: list[_Unknown]) -> str:
    names = [_called(each.key).strip() or "another" for each in keys]
    return f" {listed(names, last='and')}"


def _called(key: str) -> str:
    """Return a key for a sentence, with a blank before it; nothing where it may be a secret."""
    if key.isdigit() and len(key) <= _LONGEST_NUMBER:
        return f" {key}"
    name = shown(key, "")
    return f" {name}" if name else ""


def _outdented(document: Document, holder: Route, key: str) -> Found | None:
    """Return the connection's details where they stand empty before a key that nobody else knows."""
    if document.kind != CONFIG or holder != _CONNECTION:
        return None
    details = document.node((*_CONNECTION, "details"))
    if not isinstance(details, Scalar) or details.value is not None:
        return None
    below = document.locate((*holder, key), Part.KEY)[0].start.line > details.start.line + 1
    return Found(Home((*_CONNECTION, "details")), key) if below else None


def fitting_type(data: dict[str, Any]) -> str | None:
    """Return the type of a connection definition that has such addresses."""
    if any(field in data for field in OF_CODE_FLOW):
        return CODE_FLOW
    return CLIENT_CREDENTIALS if any(field in data for field in ENDPOINTS) else None
