from __future__ import annotations

import pytest

from tests.support.pages import Outline
from validator.diagnostics import Ladder, Severity, Since
from validator.render.drawing import Graph, Node, Picture
from validator.render.html_header import About, header, headline, title

from .reports import finding, report

DRAWN = Picture(Graph((Node("Workspace", "a", ""),), ()), (), ())


@pytest.mark.parametrize(
    ("levels", "words"),
    [
        ((), "no findings in 1 file"),
        ((Severity.ERROR, Severity.ERROR, Severity.INFO), "2 errors, 1 info in 1 file"),
    ],
)
def test_a_headline_is_the_outcome(levels: tuple[Severity, ...], words: str) -> None:
    one = report(*(finding(severity=each) for each in levels))
    assert headline(one.summary) == words
    assert f"<h1>{words[0].upper()}{words[1:]}</h1>" in header(one, None)


def test_a_run_that_looked_at_nothing_is_not_called_clean() -> None:
    nothing = report(files=())
    nothing = nothing._replace(summary=nothing.summary._replace(files=0))
    assert headline(nothing.summary) == "nothing was checked"
    assert "#files" not in header(nothing, None)


def test_what_was_checked_and_as_of_when_is_said_where_it_is_known() -> None:
    about = About("<b>/customers", "2026-07-01")
    assert title(report().summary, about) == "<b>/customers: no findings in 1 file - appxlint"
    assert title(report().summary, About()) == "appxlint: no findings in 1 file"
    outline = Outline(header(report(), None, about))
    assert outline.text.startswith("<b>/customers as of 2026-07-01, by appxlint 1.2.3")
    assert "as of" not in Outline(header(report(), None)).text


def test_the_numbers_of_a_run_are_all_there() -> None:
    outline = Outline(header(report(finding()), None))
    assert [f"{each}" for each in outline.words if each.strip().isdigit()] == ["1", "0", "0", "1", "3", "100"]
    assert [each.get("class") for each in outline.all_of("div")] == ["error", None, None, None, None, None]


def test_what_a_report_is_held_against_is_said() -> None:
    one = report()

    def head(since: Since) -> str:
        return header(one._replace(summary=one.summary._replace(since=since)), None)

    assert "What is new since &lt;b&gt; counts alone. 1 more was there already.</p>" in head(
        Since("<b>", "c0ffee", 1)
    )
    assert "What is new since main counts alone.</p>" in head(Since("main", "c0ffee", 0))
    assert "Nothing is committed yet, so that everything is new.</p>" in head(Since("HEAD", "", 0))


def test_what_can_be_fixed_and_what_is_suppressed_is_said_where_there_is_any() -> None:
    one = report(suppressed=(finding(),))
    assert "1 more is suppressed and not counted." in header(one, None)
    assert "can be fixed" not in header(one, None)
    fixable = one._replace(summary=one.summary._replace(fixable=2, suppressed=0))
    assert "2 can be fixed with <code>appxlint check --fix</code>." in header(fixable, None)
    assert "not counted" not in header(fixable, None)


def test_links_lead_to_the_parts_that_there_are() -> None:
    def places(one: str) -> list[str | None]:
        return [each["href"] for each in Outline(one).all_of("a")]

    plain = report(finding())
    assert places(header(plain, None)) == ["#findings", "#rules", "#files"]
    assert places(header(plain, Picture(Graph((), ()), (), ()))) == ["#findings", "#rules", "#files"]
    whole = report(suppressed=(finding(),))._replace(live=(Ladder("a", (), {}),))
    assert places(header(whole, DRAWN)) == [
        *("#findings", "#rules", "#dependencies", "#live", "#suppressed", "#files")
    ]
