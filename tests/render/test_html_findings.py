from __future__ import annotations

import pytest

from tests.support.pages import Outline
from validator.diagnostics import Edit, Excerpt, Fix, Related, Severity, Suppression
from validator.render.html_findings import Anchors, article, groups

from .reports import FORBIDDEN, HOSTILE, finding, hostile_report, span

ANCHORS = Anchors({"configs/acme.yaml": "p1", "b.yaml": "p2"}, {"company-id-malformed": "r1"})
LINE = Excerpt(14, "    companyId: 4,281,379")
FOUND = finding(
    help="write its digits:\n  companyId: 4281379",
    label="separators",
    document="ConnectorConfig acme",
    span=span(14, 16, 25),
    excerpt=LINE,
    related=(
        Related("configs/acme.yaml", span(12, 3, 7), "selects this kind", Excerpt(12, "  type: x")),
        Related("b.yaml", span(24, 5, 9), "the base connection sets it here", Excerpt(24, "    a: b")),
        Related("b.yaml", span(30, 1, 2), "and here"),
    ),
    fix=Fix("write 4281379", (Edit(span(14, 16, 24), "4281379"),), safe=True),
)


def test_findings_stand_by_file_with_a_place_of_their_own_each() -> None:
    outline = Outline(
        groups((FOUND, FOUND._replace(severity=Severity.INFO), finding(path="b.yaml")), ANCHORS)
    )
    assert outline.ids == ["p1", "p1h", "f1", "f2", "p2", "p2h", "f3"]
    assert "1 error, 1 info" in outline.words
    articles = outline.all_of("article")
    assert [each["class"] for each in articles] == ["finding error", "finding info", "finding error"]
    assert [(each["data-f"], each["data-r"]) for each in articles] == [
        ("p1", "r1"),
        ("p1", "r1"),
        ("p2", "r1"),
    ]
    assert [each["aria-labelledby"] for each in outline.all_of("section")] == ["p1h", "p2h"]


def test_a_finding_says_all_that_people_read_in_a_terminal() -> None:
    words = Outline(article(FOUND, ANCHORS)).text
    for part in (
        "error the company id has separators in it",
        "configs/acme.yaml, line 14, column 16",
        "company-id-malformed",
        "ConnectorConfig acme",
        "can be fixed with --fix",
        "selects this kind",
        "b.yaml, line 24, column 5",
        "the base connection sets it here",
        "b.yaml, line 30, column 1 and here",
        "What to do write its digits: companyId: 4281379",
    ):
        assert part in words


def test_the_place_is_marked_in_its_line() -> None:
    made = article(FOUND, ANCHORS)
    assert '<code>    companyId: <mark class="error">4,281,379</mark></code>' in made
    assert '<code>  <mark class="other">type</mark>: x</code>' in made
    assert made.index("type") < made.index("4,281,379")
    assert '<div class="gap">' in made


def test_a_masked_line_is_marked_at_its_mask_and_a_place_between_two_characters_is_seen() -> None:
    masked = finding(span=span(3, 9, 40), excerpt=Excerpt(3, "secret: ***", marked=(8, 11)))
    assert 'secret: <mark class="error">***</mark>' in article(masked, ANCHORS)
    assert '<mark class="error"></mark>' in article(
        finding(span=span(3, 4, 4), excerpt=Excerpt(3, "abc")), ANCHORS
    )


def test_a_long_line_is_cut_around_its_place() -> None:
    line = "a: [" + "x, " * 200 + "HERE" + ", y" * 200 + "]"
    at = line.index("HERE")
    made = article(finding(span=span(3, at + 1, at + 5), excerpt=Excerpt(3, line)), ANCHORS)
    assert '<mark class="error">HERE</mark>' in made
    assert len(made) < 1000


def test_a_finding_leads_to_its_rule() -> None:
    assert [each["href"] for each in Outline(article(FOUND, ANCHORS)).all_of("a")] == ["#r1"]


def test_a_suppressed_one_says_why_and_is_not_filtered() -> None:
    made = article(FOUND._replace(suppression=Suppression("comment", "agreed with Jo")), ANCHORS)
    assert "Suppressed by comment: agreed with Jo" in made
    assert Outline(made).all_of("article") == [{"class": "finding error"}]
    assert "Suppressed by baseline<" in article(FOUND._replace(suppression=Suppression("baseline")), ANCHORS)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_are_text(text: str) -> None:
    one = hostile_report(text)
    made = groups(one.diagnostics, Anchors({text: "p1"}, {text: "r1"}))
    outline = Outline(made)
    assert outline.open == []
    assert FORBIDDEN.search(made) is None
    assert {name for name, _ in outline.tags} <= {
        *("section", "h3", "h4", "span", "bdi", "article", "p", "a", "div", "code", "mark", "b", "wbr"),
    }
