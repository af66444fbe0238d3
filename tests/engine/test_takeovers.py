from __future__ import annotations

from tests.support.editing import document_of
from validator.diagnostics import Diagnostic, Edit, Fix, Intent, Part, Severity
from validator.documents.tree import span_of
from validator.engine.takeovers import apart
from validator.project.project import Project

SECRET, OTHER = "Xk29-fh3Qa_71bZ", "Vw83-mm0Lp_55cQ"
REFERENCE = "${env:CLIENT_SECRET}"


def outcome(text: str, *keys: str, new: str = REFERENCE) -> tuple[list[object], list[object]]:
    """Return the keys whose values may be replaced, and those whose may not."""
    document = document_of(text)
    findings = []
    for key in keys:
        node = document.scalar((key,))
        assert node is not None
        fix = Fix("fix", (Edit(span_of(node), new),), False, (Intent(0, (key,), Part.VALUE, new),))
        findings.append(
            Diagnostic(
                document.path, span_of(node), Severity.ERROR, "literal-secret", "", route=(key,), fix=fix
            )
        )
    kept, refused = apart(findings, Project([document]))
    return [each.route[0] for each in kept], [each.diagnostic.route[0] for each in refused]


def test_a_reference_stands_for_one_value() -> None:
    assert outcome(f"a: {SECRET}\nb: {OTHER}\nc: {SECRET}\n", "a", "b", "c") == (["a", "c"], ["b"])


def test_a_reference_that_is_there_already_is_taken() -> None:
    assert outcome(f"a: {SECRET}\nb: {REFERENCE}\n", "a") == ([], ["a"])


def test_other_texts_may_stand_in_many_places() -> None:
    assert outcome("a: x\nb: y\nc: Production\n", "a", "b", new="Production") == (["a", "b"], [])
