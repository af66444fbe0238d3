"""The page in a real browser: headless Chromium, where there is one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.guide.sheets import ADMIN, CLIENT, CONFIG, INTEGRATOR, sheet
from tests.guide.test_html_page import hostile
from tests.support.browser import WHY_NOT, Browser, browser
from tests.support.pages import CONTRAST, keep
from validator.guide.html_page import render
from validator.guide.sheet import Binder

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(WHY_NOT != "", reason=WHY_NOT)


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("chromium")) as running:
        yield running


@pytest.fixture
def page(chromium: Browser, tmp_path: Path) -> Browser:
    """Return the browser with both sheets of a connection open."""
    file = tmp_path / "sheets.html"
    sheets = (sheet(ADMIN, CONFIG, CLIENT), sheet(INTEGRATOR, CONFIG, CLIENT))
    file.write_text(render(Binder((), sheets)), encoding="utf-8")
    chromium.screen(1100)
    chromium.open(file)
    return chromium


def test_the_page_asks_for_nothing_and_its_policy_refuses_nothing(page: Browser) -> None:
    assert [each for each in page.requests() if not each.startswith("file:")] == []
    assert len(page.requests()) == 1
    assert page.complaints() == []


def test_its_own_script_runs_and_counts(page: Browser) -> None:
    assert page.value("[...document.querySelectorAll('button')].every(each => !each.hidden)")
    total = page.value("document.querySelectorAll('#s1 input').length")
    assert page.value("document.querySelector('#s1 .progress').textContent") == f"0 of {total} done"


def test_boxes_can_be_ticked_by_keyboard_and_stay_so_when_the_page_is_opened_again(page: Browser) -> None:
    page.value("document.querySelector('#s1 input').focus()")
    page.press(" ", 32, " ")
    assert page.value("document.querySelector('#s1 input').checked")
    assert page.value("document.querySelector('#s1 .progress').textContent").startswith("1 of ")
    page.open(Path(page.value("decodeURI(location.pathname)")))
    assert page.value("document.querySelector('#s1 input').checked")
    assert page.value("document.querySelectorAll('input:checked').length") == 1


def test_everything_that_can_be_used_is_reached_with_the_tab_key_and_is_seen_to_be(page: Browser) -> None:
    wanted = page.value("document.querySelectorAll('a[href], button, input').length")
    seen = set()
    for _ in range(wanted):
        page.press("Tab", 9)
        seen.add(
            page.value(
                "[...document.querySelectorAll('a[href], button, input')].indexOf(document.activeElement)"
                " + ' ' + getComputedStyle(document.activeElement).outlineStyle"
            )
        )
    assert len(seen) == wanted
    assert {each.split()[1] for each in seen} == {"solid"}


def test_a_button_copies_the_value_beside_it(page: Browser) -> None:
    page.value("navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve(); }")
    page.value("document.querySelector('#s1 button').focus()")
    page.press("Enter", 13, "\r")
    assert page.value("window.copied") == "4281379"
    assert page.value("document.querySelector('#s1 button').textContent") == "Copied"
    assert page.value("document.querySelector('.said').textContent") == "Copied: Company number"


def test_where_the_clipboard_is_refused_the_value_is_selected(page: Browser) -> None:
    page.value("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    page.value("document.execCommand = () => false")
    page.value("document.querySelector('#s1 button').click()")
    assert page.value("Promise.resolve().then(() => getSelection().toString())") == "4281379"
    assert page.value("document.querySelector('#s1 button').textContent") == "Selected"


@pytest.mark.parametrize("width", [320, 420, 800, 1400])
def test_nothing_is_wider_than_the_window(width: int, page: Browser) -> None:
    page.screen(width)
    assert page.value("document.documentElement.scrollWidth") <= width
    keep(f"width-{width}.png", page.picture())


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_words_stand_out_from_their_paper(dark: bool, page: Browser) -> None:
    page.screen(1100, dark=dark)
    keep(f"{'dark' if dark else 'light'}.png", page.picture())
    worst = page.value(CONTRAST)
    assert worst >= 4.5


def test_the_page_prints_without_buttons_and_with_addresses(page: Browser) -> None:
    data = page.paper()
    assert data.startswith(b"%PDF")
    keep("paper.pdf", data)
    assert page.value(
        "[...document.querySelectorAll('button, .progress')].every(each => !each.checkVisibility())"
    )
    assert page.value("document.querySelector('.paper').checkVisibility()")
    assert page.value("document.querySelector('.step input').checkVisibility()")


def test_hostile_names_run_nothing(chromium: Browser, tmp_path: Path) -> None:
    file = tmp_path / "hostile.html"
    file.write_text(hostile().replace("alert(1)", "document.title=1"), encoding="utf-8")
    chromium.open(file)
    assert chromium.complaints() == []
    assert chromium.value("document.title") != "1"
    assert chromium.value("document.images.length") == 0
    assert chromium.value("document.scripts.length") == 1


def test_a_script_that_got_in_all_the_same_would_be_refused(chromium: Browser, tmp_path: Path) -> None:
    file = tmp_path / "broken.html"
    text = hostile().replace(
        "</main>", "<script>document.title=1</script><img src=x onerror=document.title=1></main>"
    )
    file.write_text(text, encoding="utf-8")
    chromium.open(file)
    assert len(chromium.complaints()) >= 2
    assert chromium.value("document.title") != "1"
