from __future__ import annotations

from itertools import pairwise

import pytest

from tests.support.pages import Outline, is_closed
from validator.diagnostics import Ladder, Problem, Severity, limited
from validator.render import html_report
from validator.render.counts import Counts
from validator.render.drawing import Graph, Link, Node, Picture, Row
from validator.render.escape import harmless
from validator.render.html_report import render

from .reports import FORBIDDEN, HOSTILE, finding, hostile_report, report, rule, span

BAD = "x</script><script>document.title=1</script>\"'><img src=x onerror=document.title=1>&lt;\u202e\n"
NODES = (Node("ConnectorConfig", BAD, BAD, found=Counts(1)), Node("Workspace", BAD, ""))
DRAWN = Picture(Graph(NODES, (Link(0, 1),)), ("Connection", "Workspace"), (Row((BAD, BAD), BAD, Counts(1)),))
LADDER = Ladder(BAD, (), {}, (BAD,))


def hostile() -> str:
    one = hostile_report(BAD)._replace(live=(LADDER,))
    return render(one, (rule(BAD),), DRAWN)


def usual() -> str:
    found = (
        finding(),
        finding(severity=Severity.INFO, rule="other", span=span(20, 1, 2)),
        finding(path="b.yaml"),
    )
    return render(report(*found, files=("b.yaml", "clean.yaml", "configs/acme.yaml")), (rule("other"),))


def test_a_page_closes_what_it_opens_and_names_nothing_twice() -> None:
    for made in (render(report(), ()), usual(), hostile()):
        outline = Outline(made)
        assert outline.open == []
        assert len(set(outline.ids)) == len(outline.ids)
        assert made.endswith("</html>\n")


def test_every_link_within_the_page_leads_somewhere() -> None:
    for made in (render(report(), ()), usual(), hostile()):
        outline = Outline(made)
        places = {f"{each['href']}" for each in outline.all_of("a")}
        assert {each[1:] for each in places if each.startswith("#")} <= set(outline.ids)
        named = {each["aria-labelledby"] for _, each in outline.tags if "aria-labelledby" in each}
        assert named <= set(outline.ids)


def test_a_page_needs_nothing_from_elsewhere() -> None:
    outline = Outline(hostile())
    assert {name for name, _ in outline.tags} & {"link", "img", "iframe", "object", "form", "base"} == set()
    assert not [each for _, each in outline.tags if each.keys() & {"src", "srcset", "style", "action"}]
    assert all(f"{each['href']}".startswith(("https://", "#")) for each in outline.all_of("a"))
    assert len(outline.all_of("script")) == 1
    assert not [each for _, each in outline.tags if any(name.startswith("on") for name in each)]


def test_the_policy_lets_the_pages_own_style_and_script_run_and_nothing_else() -> None:
    assert is_closed(usual())


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_are_text_and_writing_changes_nothing_of_them(text: str) -> None:
    made = render(hostile_report(text), (rule(text),))
    assert FORBIDDEN.search(made) is None
    assert harmless(made) == made
    assert Outline(made).open == []


def test_headings_run_from_one_level_to_the_next() -> None:
    levels = [int(name[1]) for name, _ in Outline(hostile()).tags if name in {"h1", "h2", "h3", "h4"}]
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


def test_the_outcome_is_the_title_and_the_version_is_said_and_no_day_is() -> None:
    made = usual()
    assert "<title>appxlint: 2 errors, 1 info in 3 files</title>" in made
    assert "appxlint 1.2.3" in made
    assert usual() == made


def test_a_clean_run_says_so() -> None:
    outline = Outline(render(report(), ()))
    assert "Nothing was found." in outline.words
    assert outline.all_of("select") == []


def test_what_could_not_be_checked_stands_first() -> None:
    made = render(report(finding(), problems=(Problem("gone.yaml", "there is no such file"),)), ())
    assert made.index("gone.yaml: there is no such file") < made.index('id="findings"')


def test_every_checked_file_is_listed() -> None:
    words = Outline(usual()).text
    assert "3 files looked at" in words
    assert "clean.yaml" in words


def test_what_is_not_shown_of_a_file_is_said_there() -> None:
    made = render(limited(report(finding(), finding(), finding()), {"configs/acme.yaml": 1}), ())
    assert "configs/acme.yaml: 2 more findings are not shown (limits.findings-per-file)" in made


def test_suppressed_findings_are_there_for_those_who_ask() -> None:
    made = render(report(suppressed=(finding(), finding())), ())
    assert "2 findings that do not count" in made
    assert Outline(made).all_of("details")[-2] == {"class": "page"}


def test_of_more_findings_than_a_browser_bears_the_worst_are_shown_and_the_rest_is_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(html_report, "MOST", 2)
    levels = (Severity.INFO, Severity.ERROR, Severity.WARNING)
    found = [
        finding(f"number {at}", severity=each, span=span(at + 1, 1, 2)) for at, each in enumerate(levels)
    ]
    made = render(report(*found), ())
    assert "number 0" not in made
    assert made.index("number 1") < made.index("number 2")
    assert "1 more finding is left out of this page, which has the most severe ones; --format json" in made


def test_a_picture_is_there_where_one_was_made() -> None:
    assert "What depends on what" not in usual()
    assert "What depends on what" in hostile()


def test_an_empty_run_has_no_good_news_and_no_empty_parts() -> None:
    nothing = report(files=())._replace(problems=(Problem("", "there is no file"),))
    nothing = nothing._replace(summary=nothing.summary._replace(files=0))
    made = render(nothing, ())
    outline = Outline(made)
    assert "<h1>Nothing was checked</h1>" in made
    assert "<title>appxlint: nothing was checked</title>" in made
    assert 'class="clean"' not in made
    assert outline.all_of("details") == []


def test_what_could_not_be_checked_takes_the_green_from_what_could() -> None:
    partly = report()._replace(problems=(Problem("a.yaml", "cannot be read"),))
    assert 'class="clean"' not in render(partly, ())
    assert 'class="clean"' in render(report(), ())


def test_a_document_of_which_nothing_could_be_read_is_not_named() -> None:
    made = render(report(finding()._replace(document="document")), ())
    assert "<bdi>document</bdi>" not in made
