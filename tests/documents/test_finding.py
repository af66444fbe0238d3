from __future__ import annotations

import pytest

from tests.support.reading import document_of
from validator.diagnostics import Part, Position, Span
from validator.documents.finding import Here, Place

TEXT = """apiVersion: appxlint/v1
kind: Workspace
name: Acme
metadata: {one: &one {two: 2}, three: *one}
"""
SPAN = Span(Position(1, 2), Position(1, 3))


@pytest.mark.parametrize(
    ("here", "start", "ways"),
    [
        (Here(("name",)), (3, 7), 0),
        (Here(("name",), Part.KEY), (3, 1), 0),
        (Here(("metadata", "three", "two")), (4, 28), 1),
        (Here(("metadata", "three", "two"), span=SPAN), (1, 2), 0),
        (Here(span=SPAN), (1, 2), 0),
        (Here(), (1, 1), 0),
    ],
)
def test_a_place_here_is_found_in_the_document_that_holds_the_finding(
    here: Here, start: tuple[int, int], ways: int
) -> None:
    span, found = here.of(document_of(TEXT)).located()
    assert ((*span.start,), len(found)) == (start, ways)


def test_a_place_that_names_its_document_stays_there() -> None:
    own, other = document_of(TEXT), document_of(TEXT.replace("Acme", "Bolt"))
    place = Place(own, ("name",))
    assert place.of(other).document is own
    assert Here(("name",), Part.KEY).of(other) == Place(other, ("name",), Part.KEY)
