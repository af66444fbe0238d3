"""White space around a key or a value, which nobody sees and everybody's comparison does."""

from __future__ import annotations

from validator.diagnostics import Part
from validator.documents.edits import pasted
from validator.documents.finding import Change, Finding, Here
from validator.documents.kinds import CONNECTOR, GENERAL, GROUP, KINDS
from validator.documents.names import field_name
from validator.secrets.fields import is_secret_field
from validator.secrets.references import looks_like_reference
from validator.words import quoted, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.diagnostics import Route
    from validator.documents.document import Document, Leaf

_PROSE = frozenset(
    {"metadata", "sources", "description", "note", "message", "pattern", "help", "is", "default", "examples"}
)
"""Fields that take text for people, an expression, or whatever somebody likes."""

_OWN_WORDS = frozenset({"clientId"})
"""Fields whose rules speak of white space themselves, beside the other things that are copied along."""

_NAMES = {" ": "space", "\n": "line break", "\t": "tab", "\u00a0": "no-break space"}
_BLOCKS = frozenset("|>")
_LONGEST_NAME = 80


def faults(document: Document, leaf: Leaf) -> Iterator[Finding]:
    """Yield the fault of white space around a key or a value that is compared letter by letter."""
    text = leaf.node.text.strip()
    if not text or "\n" in text or _is_free(document, leaf):
        return
    is_key = leaf.part is Part.KEY
    what = _called(document, leaf, text)
    change = Change("leave the white space out", Here(leaf.route, leaf.part), text)
    meant = (*leaf.route[:-1], text) if is_key else leaf.route
    yield Finding(
        f"{what} {_where(leaf.node.text)}",
        Here(leaf.route, leaf.part),
        _remedy(document, leaf, text),
        change=change,
        rule="invisible-character",
        spoils=(leaf.route, meant),
    )


def _is_free(document: Document, leaf: Leaf) -> bool:
    """Whether white space may stand there, or another rule has the word: of a secret only references are looked at."""
    keys = [step for step in leaf.route if isinstance(step, str)]
    if leaf.part is Part.KEY:
        return not _PROSE.isdisjoint(keys[:-1]) or _is_schema(document, leaf.route)
    if not keys or not _PROSE.isdisjoint(keys) or _is_schema(document, leaf.route):
        return True
    is_reference = looks_like_reference(leaf.node.text)
    return not is_reference and (keys[-1] in _OWN_WORDS or is_secret_field(keys[-1]))


def _is_schema(document: Document, route: Route) -> bool:
    """Whether a part belongs to a schema, or to a document that is none of ours."""
    version, kind = document.data.get("apiVersion"), document.data.get("kind")
    is_ours = f"{version}".partition("/")[0] == GROUP or (version is None and kind in KINDS)
    return not is_ours or (kind == CONNECTOR and route[:1] == (GENERAL,))


def _called(document: Document, leaf: Leaf, text: str) -> str:
    if leaf.part is Part.KEY:
        return f"the key {quoted(leaf.node.text)}" if shown(text, "") else "this key"
    if is_secret_field(f"{leaf.route[-1]}") or len(text) > _LONGEST_NAME:
        return field_name(leaf.route, document)
    return quoted(leaf.node.text)


def _where(text: str) -> str:
    """Return where white space stands around a text, and what sort of it."""
    before = text[: len(text) - len(text.lstrip())]
    behind = text[len(text.rstrip()) :]
    if before and behind and set(before) == set(behind):
        return f"begins and ends with {_counted(before)}"
    parts = [f"begins with {_counted(before)}"] if before else []
    parts += [f"ends with {_counted(behind)}"] if behind else []
    return " and ".join(parts)


def _counted(blanks: str) -> str:
    if len(set(blanks)) > 1:
        return "white space"
    name = _NAMES.get(blanks[0], f"white space (U+{ord(blanks[0]):04X})")
    if len(blanks) == 1 or blanks[0] not in _NAMES:
        return f"a {name}" if blanks[0] in _NAMES else name
    return f"{len(blanks)} {name}s"


def _remedy(document: Document, leaf: Leaf, text: str) -> str:
    style = leaf.node.style
    if style in _BLOCKS:
        return f"write the value behind its key, or {style}- for {style}, which leaves the line break out"
    hidden = leaf.part is Part.VALUE and (is_secret_field(f"{leaf.route[-1]}") or len(text) > _LONGEST_NAME)
    if hidden or quoted(text) != f'"{text}"':
        return "leave it out"
    return f"write {text if leaf.part is Part.KEY else pasted(text, document, leaf.route[:-1])}"
