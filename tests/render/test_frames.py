from __future__ import annotations

from validator.diagnostics import Excerpt, Related
from validator.render.frames import Mark, by_line, central, frames_of

from .reports import finding, span

LINE = Excerpt(14, "    companyId: 4,281,379\r\n")
NEAR = Related("configs/acme.yaml", span(12, 3, 7), "selects this kind", Excerpt(12, "  type: x"))
FAR = Related("configs/acme.yaml", span(30, 3, 7), "the other one", Excerpt(30, "  type: y"))
ELSEWHERE = Related("clients/acme.yaml", span(14, 1, 2), "the client", Excerpt(14, "x: y"))
FOUND = finding(excerpt=LINE, label="separators", related=(NEAR, FAR, ELSEWHERE))


def test_the_frame_of_a_finding_holds_what_is_near_and_leaves_the_rest() -> None:
    marks, elsewhere = frames_of(FOUND)
    assert [(mark.excerpt.line, mark.words, mark.own) for mark in marks] == [
        (14, "separators", True),
        (12, "selects this kind", False),
    ]
    assert elsewhere == [FAR, ELSEWHERE]


def test_without_a_line_of_its_own_nothing_is_near() -> None:
    assert frames_of(FOUND._replace(excerpt=None)) == ([], [NEAR, FAR, ELSEWHERE])


def test_lines_come_in_order_each_once() -> None:
    again = Mark(LINE, span(14, 5, 14), "the key")
    marks = [*frames_of(FOUND)[0], again]
    assert [(line, [mark.words for mark in together]) for line, together in by_line(marks)] == [
        (12, ["selects this kind"]),
        (14, ["the key", "separators"]),
    ]


def test_the_findings_own_place_has_to_be_in_sight() -> None:
    own, other = Mark(LINE, span(14, 16, 24), "", own=True), Mark(LINE, span(14, 5, 14), "")
    assert central([other, own]) is own
    assert central([other]) is other


def test_a_stretch_is_where_its_columns_say_and_never_outside_of_its_line() -> None:
    assert Mark(LINE, span(14, 16, 25), "").offsets == (15, 24)
    assert Mark(LINE, span(14, 16, 3, 15), "").offsets == (15, 24)
    assert Mark(LINE, span(14, 90, 99), "").offsets == (24, 24)


def test_a_stretch_of_a_masked_line_is_where_the_mask_says() -> None:
    line = Excerpt(3, "secret: ***", marked=(8, 11))
    assert Mark(line, span(3, 9, 40), "").offsets == (8, 11)
    assert Mark(line._replace(marked=(8, 99)), span(3, 9, 40), "").offsets == (8, 11)
