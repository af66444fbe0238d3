from __future__ import annotations

import pytest

from tests.support.pages import Outline
from validator.render.counts import Counts
from validator.render.drawing import Graph, Link, Node, Picture, Row, Standing
from validator.render.html_picture import picture

from .reports import FORBIDDEN, HOSTILE

HEADINGS = ("Connection", "Workspace")
NODES = (
    Node("ConnectorConfig", "acme", "configs/acme.yaml", found=Counts(2, 1)),
    Node("Workspace", "Acme", "", Standing.MISSING),
    Node("Connector", "procore", "", Standing.SHIPPED),
    Node("OAuthClient", "", "", size=40, found=Counts(infos=3)),
)
GRAPH = Graph(NODES, (Link(0, 1), Link(0, 3, 40), Link(3, 2)))
ROW = Row(("acme", "Acme (not found)"), "configs/acme.yaml", Counts(2, 1))
PICTURE = Picture(GRAPH, HEADINGS, (ROW, Row(("b", ""), "b.yaml", Counts())), 7)
PLACES = {"configs/acme.yaml": "p4"}


def test_each_node_is_a_box_and_each_link_a_line_between_the_same_numbers() -> None:
    outline = Outline(picture(PICTURE, PLACES))
    boxes = [each for each in outline.all_of("svg") if "data-n" in each]
    assert [each["data-n"] for each in boxes] == ["0", "1", "2", "3"]
    assert [(each["data-a"], each["data-b"]) for each in outline.all_of("path")] == [
        ("0", "1"),
        ("0", "3"),
        ("3", "2"),
    ]
    assert outline.open == []


def test_a_box_says_in_words_what_its_look_says() -> None:
    outline = Outline(picture(PICTURE, PLACES))
    titles = [words for words in outline.words if words.startswith(("Conn", "Work", "OAuth"))]
    assert "ConnectorConfig acme: 2 errors, 1 warning" in titles
    assert "Workspace Acme (not found)" in titles
    assert "Connector procore (comes with appxlint)" in titles
    assert "40 OAuthClients: 3 info" in outline.words
    looks = [f"{each['class']}" for each in outline.all_of("svg") if "data-n" in each]
    assert looks == ["box own error", "box missing", "box shipped", "box own info"]


def test_a_line_of_many_says_how_many() -> None:
    made = picture(PICTURE, PLACES)
    (times,) = [each for each in Outline(made).all_of("text") if each["class"] == "times"]
    assert times["text-anchor"] == "end"
    assert ">40</text>" in made
    assert made.index(">40</text>") > made.rindex("<rect"), "a box would lie over it"


def test_what_has_findings_leads_to_those_of_its_file() -> None:
    assert {each["href"] for each in Outline(picture(PICTURE, PLACES)).all_of("a")} == {"#p4"}
    assert Outline(picture(PICTURE, {})).all_of("a") == []


def test_the_table_has_every_connection_with_heads_for_rows_and_columns() -> None:
    outline = Outline(picture(PICTURE, PLACES))
    scopes = [each["scope"] for each in outline.all_of("th")]
    assert scopes == ["col", "col", "col", "row", "row"]
    assert "Acme (not found)" in outline.words
    assert "none" in outline.words
    assert "7 more connections have no row here" in outline.text


def test_a_drawing_that_scrolls_has_a_name_and_takes_the_focus() -> None:
    regions = [each for each in Outline(picture(PICTURE, PLACES)).all_of("div") if each["class"] == "scroll"]
    assert len(regions) == 2
    assert all(each["tabindex"] == "0" and each["role"] == "region" for each in regions)
    assert all("aria-label" in each or "aria-labelledby" in each for each in regions)


def test_where_there_is_nothing_no_section_is_made() -> None:
    assert picture(Picture(Graph((), ()), HEADINGS, ()), {}) == ""


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_names_are_text(text: str) -> None:
    nodes = (Node(text, text, text, found=Counts(1)), Node("Workspace", text, ""))
    rows = (Row((text, text), text, Counts(1)),)
    made = picture(Picture(Graph(nodes, (Link(0, 1),)), HEADINGS, rows), {text: "p1"})
    assert FORBIDDEN.search(made) is None
    assert {name for name, _ in Outline(made).tags} <= {
        *(
            "foreignobject",
            "section",
            "h2",
            "h3",
            "p",
            "div",
            "svg",
            "g",
            "path",
            "title",
            "rect",
            "text",
            "a",
        ),
        *("table", "thead", "tbody", "tr", "th", "td", "bdi", "small", "span", "wbr"),
    }


def test_a_long_name_is_whole_and_its_box_shows_as_much_as_there_is_room_for() -> None:
    name = "Alder Construction : Procore <> Ledger, all projects of the north"
    outline = Outline(picture(Picture(Graph((Node("Workspace", name, ""),), ()), HEADINGS, ()), {}))
    assert f"Workspace {name}" in outline.words
    assert name in outline.words
