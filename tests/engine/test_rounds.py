from __future__ import annotations

from tests.support.editing import document_of, finding
from validator.engine.rounds import references_taken
from validator.project.project import Project

SECRET, OTHER = "Xk29-fh3Qa_71bZ", "Vw83-mm0Lp_55cQ"
REFERENCE = "${env:CLIENT_SECRET}"


def taken(text: str, *keys: str, new: str = REFERENCE) -> list[object]:
    """Return the keys whose values may not be replaced by one and the same text."""
    document = document_of(text)
    findings = [finding(document, (key,), new, safe=False) for key in keys]
    return [each.diagnostic.route[0] for each in references_taken(findings, Project([document]))]


def test_a_reference_stands_for_one_value() -> None:
    assert taken(f"a: {SECRET}\nb: {OTHER}\nc: {SECRET}\n", "a", "b", "c") == ["b"]


def test_a_reference_that_is_there_already_is_taken() -> None:
    assert taken(f"a: {SECRET}\nb: {REFERENCE}\n", "a") == ["a"]


def test_other_texts_may_stand_in_many_places() -> None:
    assert taken("a: x\nb: y\nc: Production\n", "a", "b", new="Production") == []
