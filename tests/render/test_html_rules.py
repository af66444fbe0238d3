from __future__ import annotations

from tests.support.pages import Outline
from validator.diagnostics import Basis
from validator.render.html_rules import rules

from .reports import finding, rule, span

PAGE = """\
The company id has separators in it.

App Xchange takes `digits` alone,
without anything.

Given: Procore client credentials

Bad:
    kind: ConnectorConfig
    connection: {a: "<b>"}

Good:
    kind: ConnectorConfig
"""
KNOWN = rule("company-id-malformed")._replace(page=PAGE, address="https://help.example/ids")


def test_a_rule_is_explained_by_its_page_and_leads_to_its_source() -> None:
    made = rules({"company-id-malformed": "r1"}, [KNOWN], ())
    outline = Outline(made)
    assert outline.open == []
    assert '<span class="summary">The company id has separators in it</span>' in made
    assert "<p>App Xchange takes <code>digits</code> alone, without anything.</p>" in made
    example = "<pre><code>kind: ConnectorConfig\nconnection: {a: &quot;&lt;b&gt;&quot;}</code></pre>"
    assert f'<p class="sample">Bad</p>\n{example}' in made
    assert '<p class="sample">Good</p>' in made
    assert "Documented: <a" in made
    assert [each["href"] for each in outline.all_of("a")] == ["https://help.example/ids"]


def test_a_set_up_that_stands_elsewhere_is_not_named_and_the_summary_is_said_once() -> None:
    made = rules({"company-id-malformed": "r1"}, [KNOWN], ())
    assert "Given" not in made
    assert made.count("The company id has separators in it") == 1


def test_an_inferred_rule_says_so_and_a_source_without_an_address_is_no_link() -> None:
    made = rules(
        {"company-id-malformed": "r1"},
        [KNOWN._replace(basis=Basis.INFERRED, address="", source="help < x")],
        (),
    )
    assert "Inferred: help &lt; x" in made
    assert "<a" not in made


def test_the_places_that_a_rule_has_found_lead_to_them() -> None:
    found = (finding(), finding(rule="other", span=span(2, 1, 2)), finding(span=span(20, 1, 2)))
    made = rules({"company-id-malformed": "r1", "other": "r2"}, [KNOWN], found)
    outline = Outline(made)
    assert [each["href"] for each in outline.all_of("a") if f"{each['href']}".startswith("#")] == [
        "#f1",
        "#f3",
        "#f2",
    ]
    assert [each["data-r"] for each in outline.all_of("details")] == ["r1", "r2"]
    assert outline.ids == ["r1", "r2"]
    assert "2 errors" in outline.words


def test_the_place_of_a_rule_is_inside_of_what_opens_when_a_link_leads_there() -> None:
    made = rules({"company-id-malformed": "r1"}, [KNOWN], ())
    assert made.index("<summary>") < made.index("</summary>") < made.index('id="r1"')
