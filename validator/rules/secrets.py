"""Rules about secrets: none is written out, and what stands in its place is a reference that is understood."""

from __future__ import annotations

import enum
import functools

from validator.catalog import placeholders
from validator.diagnostics import Basis, Part, Route, Severity
from validator.documents.document import all_leaves, values_below
from validator.documents.finding import Change, Finding, Place
from validator.documents.kinds import CLIENT, CONFIG, GENERAL, KINDS
from validator.documents.names import variable_for
from validator.documents.tree import span_of
from validator.lazy import on_demand
from validator.project.sensitive import declared_by_schema, declared_sensitive, secret_comments, secrets_of
from validator.rules import doubt
from validator.rules.rule import rule
from validator.secrets.placeholders import is_placeholder, names_nothing
from validator.secrets.quiet import is_plain_reference
from validator.secrets.references import looks_like_reference, parse_reference
from validator.words import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from validator.documents.document import Document, Leaf
    from validator.project.project import Project
    from validator.secrets import detect
else:
    detect = on_demand("validator.secrets.detect")

SPIRIT = "App Xchange help, Connections: private fields; Connector SDK, approval criteria"
ROTATE = "if it was ever committed, treat it as leaked and have it replaced"
_FREE_TEXT = frozenset(
    {"metadata", "description", "message", "sources", "help", "note", "example", "examples", "default"}
)
_STRUCTURE = frozenset(
    {
        "name",
        "kind",
        "apiVersion",
        "connector",
        "integration",
        "definition",
        "oauthClient",
        "baseConnection",
        "workspace",
        "application",
        "key",
        "title",
        "type",
    }
)
_SHORTEST_NAME = 3
_NOTHING: dict[str, object] = {}


@rule(
    Severity.ERROR,
    Basis.DOCUMENTED,
    source=SPIRIT,
    secret=True,
    yields_to=(
        "secret-in-url",
        "client-id-not-a-client-id",
        "client-id-shape",
        "same-reference",
        "secret-default",
        "shared-client-id",
    ),
)
def literal_secret(document: Document, project: Project) -> Iterator[Finding]:
    """A secret is written out.

    Whoever can read the repository can read it, and git keeps it for good. Write a reference instead, and keep the
    value in the environment, a file outside the project or a keyring. Every key, value and comment of a document is
    looked at: by what the definition declares sensitive, by the names of fields, and by the look of keys, tokens and
    private keys. The value is never shown.

    Given: Procore client credentials

    Bad:
        kind: OAuthClient
        clientSecret: Xk29-fh3Qa_71bZ

    Good:
        kind: OAuthClient
        clientSecret: ${env:PROCORE_CLIENT_SECRET}
    """
    for judged in secrets_of(document, project):
        leaf = judged.leaf
        if judged.match.in_url or _is_named_by_a_tag(document, leaf):
            continue
        declared = (doubt.declaration_of(document, leaf),) if judged.declared else ()
        rests_on = (doubt.quotes_of(leaf), *declared)
        if leaf.part is Part.KEY:
            message = f"{judged.match.kind.value} stands where a key belongs (hidden)"
            place = Place(document, leaf.route, Part.KEY, span_of(leaf.node))
            yield Finding(
                message, place, f"a space may be missing after a colon; {ROTATE}", rests_on=rests_on
            )
            continue
        place = Place(document, leaf.route, Part.VALUE, span_of(leaf.node))
        name = _name(leaf.route)
        message = f"{name} holds {judged.match.kind.value} (the value is hidden)"
        reference = _reference(document, leaf.route, project)
        change: Change | None = Change(
            "write a reference", Place(document, leaf.route), reference, safe=False
        )
        level = None if judged.match.certain else Severity.WARNING
        help_text = f"write {reference}; {ROTATE}"
        if leaf.route[:1] == ("metadata",):
            change, help_text = None, f"delete it, for nobody reads a reference there; {ROTATE}"
        yield Finding(message, place, help_text, change=change, severity=level, rests_on=rests_on)
    if document.index == 0 or document.root is None:
        yield from _in_comments(document)


def _reference(document: Document, route: Route, project: Project) -> str:
    """Return the reference that is to stand at a place: another one in each of several documents."""
    kind, connector = document.kind or "", document.get("connector")
    alike = sum(each.get("connector") == connector for each in project.of_kind(kind)) if kind in KINDS else 0
    return f"${{env:{variable_for(document, route, by_name=alike > 1)}}}"


def _is_named_by_a_tag(document: Document, leaf: Leaf) -> bool:
    """Whether a value stands behind a tag that is refused, as of `!Ref NAME`, and has no look of a secret itself."""
    text = leaf.node.text
    if not text.isidentifier() or not _is_behind_a_tag(document, leaf):
        return False
    return detect.judge(text, key="", parent="", sensitive=None) is None


def _is_behind_a_tag(document: Document, leaf: Leaf) -> bool:
    """Whether a value stands in the line of a tag that is refused."""
    line = leaf.node.start.line + 1
    spans = [each.place.span for each in document.findings if each.rule == "unsupported-tag"]
    return any(span is not None and span.start.line == line for span in spans)


def _in_comments(document: Document) -> Iterator[Finding]:
    for found in secret_comments(document):
        start = found.comment.start + found.match.start
        span = document.source.span(start, found.comment.start + found.match.end)
        message = f"a comment holds {found.match.kind.value} (the value is hidden)"
        yield Finding(message, Place(document, (), Part.VALUE, span), f"delete it; {ROTATE}")


def _name(route: Route) -> str:
    keys = [step for step in route if isinstance(step, str)]
    return shown(keys[-1], "a value").strip('"') if keys else "a value"


@rule(
    Severity.ERROR,
    Basis.DOCUMENTED,
    source="the document format, docs/format.md",
    secret=True,
    yields_to=("company-id-example",),
)
def placeholder_value(document: Document, project: Project) -> Iterator[Finding]:
    """A placeholder stands where a real value or a reference belongs.

    Words such as `changeme`, `<client-id>` or `xxx` were to be replaced, and App Xchange would send them as they are.

    Given: Procore client credentials

    Bad:
        kind: OAuthClient
        clientId: <client-id>

    Good:
        kind: OAuthClient
        clientId: ${env:PROCORE_CLIENT_ID}
    """
    if document.quiet and not _may_hold_placeholder(document, project):
        return
    found: set[int] = set()
    for leaf in _values(document):
        if id(leaf.node) in found or not _is_left_over(document, leaf.route, leaf.node.text, project):
            continue
        if _is_named_by_a_tag(document, leaf):
            continue
        found.add(id(leaf.node))
        place = Place(document, leaf.route, Part.VALUE, span_of(leaf.node))
        sensitive = declared_sensitive(document, leaf.route, project)
        help_text = (
            f"write {_reference(document, leaf.route, project)}" if sensitive else "write the real value"
        )
        yield Finding(f"{_name(leaf.route)} still holds a placeholder", place, help_text)


def _may_hold_placeholder(document: Document, project: Project) -> bool:
    """Whether a quiet document has a placeholder where a real value belongs; text for people is passed over."""
    return document.kind in KINDS and _holds_one(document, (), document.data, project)


def _holds_one(document: Document, route: Route, data: Any, project: Project) -> bool:  # noqa: ANN401 - of a user's file
    """Whether a part of a quiet document has a placeholder in it that is told."""
    if type(data) is not dict:
        texts = ((place, text) for place, text in values_below(data, route) if isinstance(text, str))
        return any(_is_left_over(document, place, text, project) for place, text in texts)
    for key, may_be_one in _judges_of(document.kind, route, tuple(data)):
        value = data[key]
        if type(value) is str:
            if may_be_one(value) and _is_left_over(document, (*route, key), value, project):
                return True
        elif isinstance(value, dict | list) and _holds_one(document, (*route, key), value, project):
            return True
    return False


@functools.lru_cache(maxsize=1024)
def _judges_of(
    kind: str | None, route: Route, keys: tuple[str, ...]
) -> tuple[tuple[str, Callable[[str], object]], ...]:
    """Return what tells of a text below each key of a mapping that it may be a placeholder there.

    Keys below which everything is for people are left out.
    """
    judges: dict[_Field, Callable[[str], object]] = {_Field.NAME: names_nothing, _Field.FREE: _NOTHING.get}
    fields = ((key, _field(kind, (*route, key))) for key in keys if key not in _FREE_TEXT)
    return tuple((key, judges.get(field, _is_like_one)) for key, field in fields)


@functools.lru_cache(maxsize=4096)
def _is_like_one(text: str) -> bool:
    """Whether a text is a placeholder, wherever it stands."""
    if is_plain_reference(text):
        return False
    return is_placeholder(text, placeholders()) and not looks_like_reference(text)


def _is_left_over(document: Document, route: Route, text: str, project: Project) -> bool:
    """Whether a text is a placeholder where a real value belongs: names and free text may well be called `example`."""
    field = _field(document.kind, route)
    if field is _Field.FREE or (field is _Field.NAME and not names_nothing(text)):
        return False
    if field is _Field.DECLARED and declared_sensitive(document, route, project) is not True:
        return False
    return _is_like_one(text)


class _Field(enum.Enum):
    """What stands at a place: text for people, a name, a value that is sent, or one that is declared beside it."""

    FREE = enum.auto()
    NAME = enum.auto()
    VALUE = enum.auto()
    DECLARED = enum.auto()


@functools.lru_cache(maxsize=4096)
def _field(kind: str | None, route: Route) -> _Field:
    if not route or kind not in KINDS or not _FREE_TEXT.isdisjoint(route):
        return _Field.FREE
    if route[-1] in _STRUCTURE and (len(route) < _SHORTEST_NAME or _is_of_base_connection(route)):
        return _Field.NAME
    open_mapping = (
        route[:2] == ("connection", "details")
        or (route[0] == GENERAL and kind == CONFIG)
        or route[2:4] == ("sets", "details")
    )
    if open_mapping or kind == CLIENT:
        return _Field.VALUE
    if route[-1] == "default":
        return _Field.DECLARED
    return _Field.VALUE if declared_by_schema(kind, route) else _Field.FREE


def _is_of_base_connection(route: Route) -> bool:
    return route[0] == "baseConnections" and route[2:4] != ("sets", "details")


@rule(
    Severity.ERROR,
    Basis.DOCUMENTED,
    source="the document format, docs/format.md",
    secret=True,
    yields_to=("typographic-quote", "invisible-character"),
)
def unknown_reference(document: Document, project: Project) -> Iterator[Finding]:
    """A value has the form of a reference that neither appxlint nor the settings know.

    A slip in one of appxlint's own is told by its name, such as a `}` that is missing. Known are `${env:NAME}`,
    `${file:PATH}` and `${keyring:SERVICE/USER}`. References of other secret managers pass once a regular expression
    for them stands under `secret-references` in the settings.

    Given: Procore client credentials

    Bad:
        kind: OAuthClient
        clientSecret: ${PROCORE_CLIENT_SECRET}

    Good:
        kind: OAuthClient
        clientSecret: ${env:PROCORE_CLIENT_SECRET}
    """
    found: set[int] = set()
    for leaf in () if document.quiet else _values(document):
        text = leaf.node.text
        if not looks_like_reference(text) or parse_reference(text, project.settings.secret_references):
            continue
        if document.kind not in KINDS or document.generated or (leaf.route and leaf.route[0] in _FREE_TEXT):
            continue
        if id(leaf.node) in found or _is_behind_a_tag(document, leaf):
            continue
        found.add(id(leaf.node))
        place = Place(document, leaf.route, Part.VALUE, span_of(leaf.node))
        from validator.secrets.reference_faults import fault_of  # noqa: PLC0415 - only what is wrong pays for it

        wrong = fault_of(text)
        message = f"the reference in {_name(leaf.route)} {wrong.says}"
        yield Finding(message, place, wrong.remedy, rests_on=(doubt.sight_of(document, leaf),))


def _values(document: Document) -> Iterator[Leaf]:
    """Yield the texts of a document, those that an alias brings elsewhere again with that place."""
    return (
        leaf for leaf in all_leaves(document) if leaf.part is Part.VALUE and isinstance(leaf.node.value, str)
    )
