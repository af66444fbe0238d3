from __future__ import annotations

from tests.support.pages import Outline
from validator.diagnostics import Ladder, LadderStep
from validator.render.html_live import live

LADDER = Ladder(
    "acme <b>",
    (LadderStep("token", "passed", "a token came", 0.25), LadderStep("company", "skipped", "", 0.0)),
    {"company": 4281379, "lifetime": 5400},
    ("token valid for 5400 s",),
    outcome="passed",
)


def test_a_report_without_live_checks_has_no_part_about_them() -> None:
    assert live(()) == ""


def test_each_config_has_a_row_and_its_steps() -> None:
    outline = Outline(live((LADDER, LADDER._replace(name="untried", steps=(), outcome="untried"))))
    assert outline.open == []
    assert outline.words.count("acme <b>") == 2
    assert outline.words.count("untried") == 2
    assert len(outline.all_of("details")) == 1
    for words in ("token", "a token came", "0.25 s", "skipped", "token valid for 5400 s", "4281379"):
        assert words in outline.words
