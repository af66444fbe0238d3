from __future__ import annotations

from tests.support.pages import Outline
from validator.diagnostics import Severity
from validator.render.html_controls import controls
from validator.render.html_findings import Anchors

from .reports import finding

ANCHORS = Anchors(
    {"b.yaml": "p1", "configs/acme.yaml": "p2"}, {"company-id-malformed": "r1", "other <x>": "r2"}
)
FOUND = (finding(path="b.yaml"), finding(), finding(rule="other <x>", severity=Severity.INFO))


def test_controls_are_hidden_until_a_script_shows_them() -> None:
    assert "hidden" in Outline(controls(FOUND, ANCHORS)).all_of("div")[0]


def test_levels_that_there_are_can_be_chosen() -> None:
    outline = Outline(controls(FOUND, ANCHORS))
    boxes = [each for each in outline.all_of("input") if each["type"] == "checkbox"]
    assert [each["value"] for each in boxes] == ["error", "info"]
    assert all("checked" in each for each in boxes)
    assert "error (2)" in outline.text


def test_rules_and_files_can_be_chosen_by_their_anchors_each_with_its_number() -> None:
    outline = Outline(controls(FOUND, ANCHORS))
    assert [each["value"] for each in outline.all_of("option")] == ["", "r1", "r2", "", "p1", "p2"]
    assert "other <x> (1)" in outline.words
    assert "configs/acme.yaml (2)" in outline.words


def test_every_control_has_a_label() -> None:
    made = controls(FOUND, ANCHORS)
    outline = Outline(made)
    named = len(outline.all_of("input")) + len(outline.all_of("select"))
    assert len(outline.all_of("label")) == named
    assert len(outline.all_of("legend")) == len(outline.all_of("fieldset")) == 2
    assert outline.open == []
