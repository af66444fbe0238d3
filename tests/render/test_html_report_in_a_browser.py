"""The page of a report in a real browser: headless Chromium, where there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.browser import WHY_NOT, Browser, browser
from tests.support.pages import CONTRAST, CONTRAST_IN_BOXES, keep
from validator.diagnostics import Excerpt, Severity
from validator.render.counts import Counts
from validator.render.drawing import Graph, Link, Node, Picture, Row, Standing
from validator.render.html_report import render

from .reports import finding, report, rule, span
from .test_html_report import hostile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from validator.diagnostics import Diagnostic

pytestmark = pytest.mark.skipif(WHY_NOT != "", reason=WHY_NOT)

NODES = (
    Node("ConnectorConfig", "acme", "customers/0.yaml", found=Counts(1, 1)),
    Node("Workspace", "Acme Construction", "w.yaml", found=Counts(0, 1)),
    Node("OAuthClient", "gone", "", Standing.MISSING),
    Node("Connector", "procore", "", Standing.SHIPPED),
)
ROW = Row(("acme", "Acme Construction", "gone (not found)"), "customers/0.yaml", Counts(1, 1))
DRAWN = Picture(
    Graph(NODES, (Link(0, 1), Link(0, 2), Link(2, 3))), ("Connection", "Workspace", "Client"), (ROW,)
)
SHOWN = "[...document.querySelectorAll('#groups .finding')].filter(each => each.checkVisibility()).length"


def found(number: int) -> Diagnostic:
    """One of several findings, two in each file, of three rules and levels in turn."""
    return finding(
        f"finding number {number} about the company id",
        path=f"customers/{number // 2}.yaml",
        span=span(number % 2 + 3, 5, 14),
        severity=(Severity.ERROR, Severity.WARNING, Severity.INFO)[number % 3],
        rule=("one-rule", "another-rule", "third-rule")[number % 3],
        help="write its digits",
        excerpt=Excerpt(number % 2 + 3, "    companyId: 562949953502718"),
    )


FOUND = [found(number) for number in range(12)]
PAGES = [rule(each) for each in ("one-rule", "another-rule", "third-rule")]


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("chromium")) as running:
        yield running


@pytest.fixture
def page(chromium: Browser, tmp_path: Path) -> Browser:
    """Return the browser with a report of twelve findings open."""
    file = tmp_path / "report.html"
    one = report(*FOUND, suppressed=FOUND[:1], files=[f"customers/{at}.yaml" for at in range(6)])
    file.write_text(render(one, PAGES, DRAWN), encoding="utf-8")
    chromium.screen(1200)
    chromium.open(file)
    return chromium


def choose(page: Browser, name: str, value: str) -> None:
    page.value(
        f"(() => {{ const each = document.querySelector('[name={name}]'); each.value = '{value}';"
        " each.dispatchEvent(new Event('change', {bubbles: true})); })()"
    )


def told(page: Browser) -> str:
    words: str = page.value("document.querySelector('.told').textContent")
    return words


def test_the_page_asks_for_nothing_and_its_policy_refuses_nothing(page: Browser) -> None:
    assert len(page.requests()) == 1
    assert page.requests()[0].startswith("file:")
    assert page.complaints() == []


def test_filters_are_shown_by_the_script_and_say_how_many_findings_there_are(page: Browser) -> None:
    assert page.value("document.querySelector('.controls').checkVisibility()")
    assert told(page) == "Shown: 12 of 12"
    assert page.value(SHOWN) == 12


def test_findings_are_filtered_by_level_rule_and_file_together(page: Browser) -> None:
    page.value("document.querySelector('[value=info]').click()")
    assert (page.value(SHOWN), told(page)) == (8, "Shown: 8 of 12")
    choose(page, "rule", page.value("document.querySelector('[name=rule]').options[1].value"))
    assert page.value(SHOWN) == 4
    choose(page, "file", "p1")
    assert page.value(SHOWN) == 1
    sections = "[...document.querySelectorAll('.group')].filter(each => each.checkVisibility()).length"
    assert page.value(sections) == 1
    page.value("document.querySelector('[name=all]').click()")
    assert (page.value(SHOWN), told(page)) == (12, "Shown: 12 of 12")


def test_words_are_looked_for_anywhere_in_a_finding_and_none_is_said_to_be_none(page: Browser) -> None:
    page.value("document.querySelector('[name=words]').focus()")
    page.ask("Input.insertText", text="NUMBER 1 customers/5")
    waited = "new Promise(done => setTimeout(done, 400))"
    page.value(waited)
    assert page.value(SHOWN) == 2
    page.ask("Input.insertText", text=" nowhere")
    page.value(waited)
    assert page.value(SHOWN) == 0
    assert page.value("document.querySelector('.none').checkVisibility()")


def test_findings_are_grouped_by_rule_and_by_file_again(page: Browser) -> None:
    titles = "[...document.querySelectorAll('.group h3')].map(each => each.firstChild.textContent.trim())"
    page.value("document.querySelector('[name=way][value=r]').click()")
    assert page.value(titles) == ["another-rule", "one-rule", "third-rule"]
    assert page.value(SHOWN) == 12
    assert page.value("document.querySelector('.group .path').checkVisibility()")
    page.value("document.querySelector('[value=info]').click()")
    page.value("document.querySelector('[name=way][value=f]').click()")
    assert page.value(titles) == [f"customers/{at}.yaml" for at in range(6)]
    assert page.value(SHOWN) == 8
    assert not page.value("document.querySelector('.group .path').checkVisibility()")
    assert page.value("[...document.querySelectorAll('#groups .finding')].map(each => each.id)") == [
        f"f{at}" for at in range(1, 13)
    ]


def test_a_link_to_a_rule_opens_its_page_and_one_to_what_is_filtered_away_shows_it(page: Browser) -> None:
    page.value("document.querySelector('#f1 .rule').click()")
    page.value("new Promise(done => setTimeout(done, 50))")
    assert page.value("document.querySelector('.page[open] .name').textContent") == "one-rule"
    page.value("document.querySelector('[value=error]').click()")
    assert not page.value("document.querySelector('#f1').checkVisibility()")
    page.value("document.querySelector('.places a[href=\"#f1\"]').click()")
    page.value("new Promise(done => setTimeout(done, 50))")
    assert page.value("document.querySelector('#f1').checkVisibility()")


@pytest.mark.parametrize("place", ["rules", "dependencies", "f900"])
def test_a_link_leads_to_its_place_even_where_most_findings_are_not_laid_out(
    place: str, chromium: Browser, tmp_path: Path
) -> None:
    file = tmp_path / "many.html"
    file.write_text(render(report(*(found(at) for at in range(1000))), PAGES, DRAWN), encoding="utf-8")
    chromium.screen(1200)
    chromium.open(file)
    chromium.value(f"location.hash = '{place}'")
    chromium.value("new Promise(done => setTimeout(done, 200))")
    top = chromium.value(f"document.getElementById('{place}').getBoundingClientRect().top")
    assert 0 <= top < 200


def test_a_box_with_findings_leads_to_those_of_its_file_however_they_are_grouped(page: Browser) -> None:
    page.value("document.querySelector('[name=way][value=r]').click()")
    page.value("location.hash = document.querySelector('svg a').getAttribute('href')")
    page.value("new Promise(done => setTimeout(done, 50))")
    assert page.value("document.querySelector(location.hash).checkVisibility()")
    assert page.value("document.querySelector(location.hash + ' h3').textContent").startswith(
        "customers/0.yaml"
    )
    assert page.value("document.querySelector('[name=way]:checked').value") == "f"


def test_lines_light_up_beside_the_box_that_is_pointed_at(page: Browser) -> None:
    page.value("document.querySelector('svg a').focus()")
    assert page.value("document.querySelectorAll('.l.on').length") == 2
    page.value("document.activeElement.blur()")
    assert page.value("document.querySelectorAll('.l.on').length") == 0


def test_everything_that_can_be_used_is_reached_with_the_tab_key_and_is_seen_to_be(page: Browser) -> None:
    first = "document.querySelector('.skip')"
    page.press("Tab", 9)
    assert page.value(f"document.activeElement === {first} && {first}.getBoundingClientRect().left >= 0")
    seen = []
    for _ in range(12):
        page.press("Tab", 9)
        seen.append(
            page.value(
                "(document.activeElement.name || document.activeElement.localName) + ' '"
                " + getComputedStyle(document.activeElement).outlineStyle"
            )
        )
    names = [each.split()[0] for each in seen]
    assert [each for each in names if each != "a"][:7] == ["way", *["level"] * 3, "rule", "file", "words"]
    assert {each.split()[1] for each in seen} == {"solid"}


def test_keys_alone_filter_and_group(page: Browser) -> None:
    page.value("document.querySelector('[name=level][value=error]').focus()")
    page.press(" ", 32, " ")
    assert page.value(SHOWN) == 8
    page.value("document.querySelector('[name=way]:checked').focus()")
    page.press("ArrowRight", 39)
    assert page.value("document.querySelector('.group h3').firstChild.textContent.trim()") == "another-rule"


@pytest.mark.parametrize("width", [320, 400, 800, 1400])
def test_nothing_is_wider_than_the_window(width: int, page: Browser) -> None:
    page.screen(width)
    page.value("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    assert page.value("document.documentElement.scrollWidth") <= width
    keep(f"report-{width}.png", page.picture())


def test_not_even_hostile_names_are(chromium: Browser, tmp_path: Path) -> None:
    file = tmp_path / "hostile.html"
    file.write_text(hostile().replace("onerror", "W" * 400), encoding="utf-8")
    chromium.screen(400)
    chromium.open(file)
    assert chromium.value("document.documentElement.scrollWidth") <= 400


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_words_stand_out_from_their_paper(dark: bool, page: Browser) -> None:
    page.screen(1200, dark=dark)
    page.value("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    keep(f"report-{'dark' if dark else 'light'}.png", page.picture())
    assert page.value(CONTRAST) >= 4.5
    assert page.value(CONTRAST_IN_BOXES) >= 4.5


def test_the_page_prints_without_what_is_of_no_use_on_paper(page: Browser) -> None:
    data = page.paper()
    assert data.startswith(b"%PDF")
    keep("report.pdf", data)
    for part in (".controls", "nav", ".skip"):
        assert not page.value(f"document.querySelector('{part}').checkVisibility()")
    assert page.value(SHOWN) == 12


def test_a_filtered_page_says_so_on_paper_and_rules_that_it_shows_are_open(page: Browser) -> None:
    choose(page, "rule", page.value("document.querySelector('[name=rule]').options[1].value"))
    page.paper()
    assert page.value("document.querySelector('.told').checkVisibility()")
    assert not page.value("document.querySelector('[name=rule]').checkVisibility()")
    page.ask("Emulation.setEmulatedMedia", media="")
    open_rules = "[...document.querySelectorAll('.page[open] .name')].map(each => each.textContent)"
    page.value("dispatchEvent(new Event('beforeprint'))")
    assert page.value(open_rules) == ["another-rule"]
    page.value("dispatchEvent(new Event('afterprint'))")
    assert page.value(open_rules) == []


def test_headings_count_what_the_filter_leaves(page: Browser) -> None:
    counts = (
        "[...document.querySelectorAll('.group')].filter(each => each.checkVisibility())"
        ".map(each => each.querySelector('.count').textContent)"
    )
    assert page.value(counts)[:2] == ["1 error, 1 warning", "1 error, 1 info"]
    for level in ("error", "warning"):
        page.value(f"document.querySelector('[value={level}]').click()")
    assert page.value(counts) == ["1 info"] * 4
    page.value("document.querySelector('[name=way][value=r]').click()")
    assert page.value(counts) == ["4 info"]


def test_a_link_to_where_the_page_is_already_shows_what_was_filtered_away_since(page: Browser) -> None:
    click = "document.querySelector('svg a').dispatchEvent(new MouseEvent('click', {bubbles: true}))"
    shown = "document.querySelector('#p1').checkVisibility()"
    page.value("location.hash = 'p1'")
    page.value("new Promise(done => setTimeout(done, 50))")
    choose(page, "file", "p2")
    assert not page.value(shown)
    page.value(click)
    assert page.value(shown)


def test_a_name_has_the_room_of_its_box(page: Browser) -> None:
    """Nothing is cut for its number of letters: what is too wide ends in dots where the box does."""
    cut = "[...document.querySelectorAll('.box .name')].filter(each => each.scrollWidth > each.clientWidth).length"
    assert page.value(cut) == 0
    page.value("document.querySelector('.box .name').textContent = 'Alder Construction : Procore <> Ledger'")
    assert page.value(cut) == 1


def test_without_its_script_the_page_has_all_but_the_filters(page: Browser, tmp_path: Path) -> None:
    page.ask("Emulation.setScriptExecutionDisabled", value=True)
    try:
        page.open(tmp_path / "report.html")
    finally:
        page.ask("Emulation.setScriptExecutionDisabled", value=False)
    assert not page.value("document.querySelector('.controls').checkVisibility()")
    assert page.value(SHOWN) == 12


def test_hostile_names_run_nothing(chromium: Browser, tmp_path: Path) -> None:
    file = tmp_path / "hostile.html"
    file.write_text(hostile(), encoding="utf-8")
    chromium.screen(1200)
    chromium.open(file)
    chromium.value("document.querySelector('[name=way][value=r]').click()")
    assert chromium.complaints() == []
    assert chromium.value("document.title") != "1"
    assert chromium.value("document.images.length") == 0
    assert chromium.value("document.scripts.length") == 1


def test_a_script_that_got_in_all_the_same_would_be_refused(chromium: Browser, tmp_path: Path) -> None:
    file = tmp_path / "broken.html"
    bad = "<script>document.title=1</script><img src=x onerror=document.title=1></main>"
    file.write_text(hostile().replace("</main>", bad), encoding="utf-8")
    chromium.open(file)
    assert len(chromium.complaints()) >= 2
    assert chromium.value("document.title") != "1"
