"""Documents whose whole shape is another one: of another kind than they say, or of another tool's manner."""

from __future__ import annotations

from validator.diagnostics import Part
from validator.documents.finding import Change, Finding, Here
from validator.documents.kinds import KINDS
from validator.documents.names import article
from validator.schema.schemas import fields_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from validator.documents.document import Document

_FEW = 2
_SPEC = "spec"


def of_its_shape(document: Document) -> Document:
    """Return a document as what its fields say that it is, with the finding that says so; most are as they are."""
    if isinstance(document.get(_SPEC), dict) and _SPEC not in fields_of(document.kind or ""):
        return document.but(kind="", findings=(*document.findings, _below_spec(document)))
    meant = _meant(document)
    if meant is None:
        return document
    return document.but(kind=meant, findings=(*document.findings, _of_another_kind(document, meant)))


def _meant(document: Document) -> str | None:
    """Return the one other kind that has all the fields of a document, several of which its own kind does not have."""
    own = document.data.keys()
    if len(own - fields_of(document.kind or "")) < _FEW or document.is_broken(("kind",)):
        return None
    fitting = [kind for kind in KINDS if own <= fields_of(kind)]
    return fitting[0] if len(fitting) == 1 else None


def _of_another_kind(document: Document, meant: str) -> Finding:
    place = Here(("kind",))
    return Finding(
        f"the fields are those of {article(meant)}, and kind says {document.kind}",
        place,
        f"write {meant}",
        change=Change(f"write {meant}", place, meant, safe=False),
        rule="unknown-kind",
        spoils=(("kind",),),
    )


def _below_spec(document: Document) -> Finding:
    place = Here((_SPEC,), Part.KEY)
    return Finding(
        f"the fields of {article(document.kind or '')} stand at the top level, not below a key as Kubernetes has them",
        place,
        "move them to the top level, without indentation, and the name out of metadata",
        rule="unknown-field",
        spoils=((_SPEC,),),
    )
