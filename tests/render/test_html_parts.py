from __future__ import annotations

import pytest

from validator.render.html_parts import beside, link, page, text

from .reports import FORBIDDEN, HOSTILE


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_a_text_is_never_structure_in_an_element_or_an_attribute(words: str) -> None:
    shown = text(words)
    assert FORBIDDEN.search(shown) is None
    assert not set("<>\"'") & set(shown)


def test_a_link_leads_to_pages_alone() -> None:
    assert link("Help & more", "https://help.example/?a=1&b") == (
        '<a href="https://help.example/?a=1&amp;b" rel="noreferrer">Help &amp; more</a>'
    )
    assert link("x<y", "javascript:alert(1)") == "x&lt;y"
    assert link("by title alone", "") == "by title alone"


def test_a_page_has_its_title_its_body_and_the_style_of_all_pages_before_its_own() -> None:
    made = page("a < b", "<main></main>\n", style=".own {}", script="void 0;")
    assert "<title>a &lt; b</title>" in made
    assert "<body>\n<main></main>\n<script>void 0;</script>\n</body>" in made
    assert f"<style>{beside(page.__code__.co_filename, 'page.css')}.own {{}}</style>" in made
