from __future__ import annotations

from tests.guide.sheets import ADMIN, CLIENT, CONFIG, INTEGRATOR, SHEET, sheet
from tests.render.reports import FORBIDDEN
from tests.support.pages import Outline, is_closed
from validator.guide.html_page import render
from validator.guide.sheet import Audience, Binder, Entry, Field, Link, Mark, Part, Verb
from validator.render.escape import escape, harmless

BAD = "x</script><script>alert(1)</script>\"'><img src=x onerror=alert(1)>&lt;\u202e\n"
INDEX = (
    Entry(BAD, "Acme : Procore", "Procore", "Production", ((Audience.ADMIN, "acme-admin.html"),)),
    Entry("broken", "", "Procore", "", ()),
)


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
    assert is_closed(render(Binder((), (SHEET,))))


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
