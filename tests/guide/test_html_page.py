from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

from tests.guide.sheets import ADMIN, CLIENT, CONFIG, INTEGRATOR, SHEET, sheet
from tests.render.reports import FORBIDDEN
from validator.guide.html_page import render
from validator.guide.sheet import Audience, Binder, Entry, Field, Link, Mark, Part, Verb
from validator.render.escape import escape, harmless

BAD = "x</script><script>alert(1)</script>\"'><img src=x onerror=alert(1)>&lt;\u202e\n"
INDEX = (
    Entry(BAD, "Acme : Procore", "Procore", "Production", ((Audience.ADMIN, "acme-admin.html"),)),
    Entry("broken", "", "Procore", "", ()),
)
VOID = {"meta", "input", "br"}


class Outline(HTMLParser):
    """What a page is made of: its tags with their attributes, and whether each that opens is closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def all_of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def hostile() -> str:
    step = (
        SHEET.sections[0]
        .steps[0]
        ._replace(
            do=("Install ", Part(BAD, Mark.NAME)),
            fields=(Field(BAD, Verb.ENTER, BAD, BAD, exact=True),),
            notes=((BAD,),),
            links=(Link(BAD, f"https://help.example/{BAD}"), Link("x", "javascript:alert(1)")),
            inferred=(BAD,),
        )
    )
    section = SHEET.sections[0]._replace(title=BAD, steps=(step,))
    about = (Field(BAD, Verb.READ, BAD),)
    return render(Binder(INDEX, (SHEET._replace(title=BAD, reader=BAD, about=about, sections=(section,)),)))


def test_a_page_is_well_formed_and_closes_what_it_opens() -> None:
    for text in (render(Binder((), (SHEET,))), hostile(), render(Binder(INDEX, ()))):
        outline = Outline(text)
        assert outline.open == []
        assert [name for name, _ in outline.tags[:3]] == ["html", "head", "meta"]


def test_a_page_needs_nothing_from_elsewhere() -> None:
    outline = Outline(render(Binder((), (sheet(ADMIN, CONFIG, CLIENT), sheet(INTEGRATOR, CONFIG, CLIENT)))))
    assert {name for name, _ in outline.tags} & {"link", "img", "iframe", "object", "form", "base"} == set()
    assert not [each for _, each in outline.tags if each.keys() & {"src", "srcset", "style", "action"}]
    assert all(each["href"].startswith(("https://", "#")) for each in outline.all_of("a") if each["href"])


def test_the_policy_lets_the_pages_own_style_and_script_run_and_nothing_else() -> None:
    text = render(Binder((), (SHEET,)))
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy is not None
    rules = dict(rule.split(" ", 1) for rule in policy[1].split("; "))
    assert rules.keys() == {"default-src", "style-src", "script-src", "base-uri", "form-action"}
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    for kind in ("style", "script"):
        (content,) = re.findall(f"<{kind}>(.*?)</{kind}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert rules[f"{kind}-src"] == f"'sha256-{digest}'"


def test_what_is_written_is_what_the_digests_are_of() -> None:
    text = render(Binder((), (SHEET,)))
    assert harmless(text) == text
    assert "\r" not in text


def test_hostile_texts_are_text() -> None:
    text = hostile()
    outline = Outline(text)
    assert FORBIDDEN.search(text) is None
    assert len(outline.all_of("script")) == 1
    assert outline.all_of("img") == []
    assert not [each for _, each in outline.tags if any(name.startswith("on") for name in each)]
    assert {each["href"] for each in outline.all_of("a")} == {
        "acme-admin.html",
        f"https://help.example/{escape(BAD)}",
    }
    assert sum("alert(1)" in each for each in outline.words) >= 8


def test_values_to_take_as_they_are_have_a_button_and_no_others_do() -> None:
    outline = Outline(render(Binder((), (SHEET,))))
    assert [each["aria-label"] for each in outline.all_of("button")] == ["Copy App Version Key"]
    assert all("hidden" in each for each in outline.all_of("button"))


def test_each_step_that_is_to_be_done_has_a_box_with_a_name_of_its_own() -> None:
    outline = Outline(render(Binder((), (SHEET, SHEET))))
    assert [each["id"] for each in outline.all_of("input")] == ["s1-1-1", "s2-1-1"]
    assert {each["type"] for each in outline.all_of("input")} == {"checkbox"}
    ids = [each["id"] for _, each in outline.tags if "id" in each]
    assert len(set(ids)) == len(ids)


def test_an_index_links_to_the_sheets() -> None:
    outline = Outline(hostile())
    assert outline.all_of("a")[0]["href"] == "acme-admin.html"
    assert any("no sheet: it has errors" in each for each in outline.words)


def test_a_page_is_called_what_its_sheet_is() -> None:
    assert "<title>Prepare Procore for App Xchange</title>" in render(Binder((), (SHEET,)))
    assert "<title>Connections in App Xchange</title>" in render(Binder(INDEX, (SHEET,)))


def test_pages_are_listed_for_paper_with_their_addresses() -> None:
    text = render(Binder((), (SHEET,)))
    assert "<li>Help, Apps<br>https://help.example/apps</li>" in text
    assert "<li>Help, by title alone</li>" in text
