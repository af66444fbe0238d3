from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import write_project
from validator.diagnostics import Request
from validator.documents.discover import order_of
from validator.documents.kinds import CLIENT, CONFIG, CONNECTOR, WORKSPACE
from validator.engine.run import load_projects
from validator.project.part import AllNeededError, Part
from validator.project.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from validator.documents.document import Document
    from validator.documents.source import Source
    from validator.project.project import Project

HEAD = "apiVersion: appxlint/v1\nkind: "
FILES = {
    "appxlint.toml": "",
    "a.yaml": f"{HEAD}OAuthClient\nname: Alder\nconnector: ledger\n",
    "b.yaml": f"{HEAD}OAuthClient\nname: Alder\nconnector: procore\n---\n"
    f"{HEAD}OAuthClient\nname: Alder\nconnector: procore\ndescription: the second\n",
    "c.yaml": f"{HEAD}Workspace\nname: Birch\n",
    "d.yaml": f"{HEAD}Application\nname: Sheets\n",
    "e.yaml": f"{HEAD}Connector\nkey: ledger\nname: Ledger\naliases: [books]\n",
}


class Rest:
    """All documents of a project but for some that are at hand."""

    def __init__(self, documents: tuple[Document, ...], at_hand: tuple[str, ...]) -> None:
        self.apart = [each for each in documents if each.path not in at_hand and each.kind != CONNECTOR]
        self.at_hand = [each for each in documents if each not in self.apart]

    def has_kind(self, kind: str) -> bool:
        return any(each.kind == kind for each in self.apart)

    def named(self, kind: str, name: str) -> Iterator[Document]:
        return (each for each in self.apart if each.kind == kind and each.get("name") == name)

    def place(self, document: Document) -> tuple[object, ...]:
        return order_of(document.path), document.index

    def of_source(self, source: Source) -> list[Document]:
        return [each for each in (*self.at_hand, *self.apart) if each.source is source]


@pytest.fixture
def whole(project: Path) -> Project:
    write_project(project, FILES)
    return load_projects(Request((".",)))[0].project


def _part(whole: Project, *at_hand: str) -> Part:
    rest = Rest(whole.documents, at_hand)
    return Part(rest.at_hand, rest, Settings(), root=whole.folder or "")


@pytest.mark.parametrize("at_hand", [(), ("a.yaml",), ("b.yaml",), ("a.yaml", "b.yaml", "c.yaml", "d.yaml")])
@pytest.mark.parametrize("connector", ["procore", "ledger", "books", "unknown", None])
@pytest.mark.parametrize("name", ["Alder", "App Xchange Public Client", "", "nobody's", None])
def test_a_part_finds_the_client_that_the_whole_finds(
    whole: Project, at_hand: tuple[str, ...], connector: str | None, name: str | None
) -> None:
    found, wanted = _part(whole, *at_hand).client(connector, name), whole.client(connector, name)
    assert (found and found.mark) == (wanted and wanted.mark)


@pytest.mark.parametrize("at_hand", [(), ("c.yaml", "d.yaml")])
def test_a_part_finds_others_by_their_names(whole: Project, at_hand: tuple[str, ...]) -> None:
    part = _part(whole, *at_hand)
    assert part.workspace("Birch") is whole.workspace("Birch") is not None
    assert part.workspace("Elm") is None
    assert part.application("Sheets") is whole.application("Sheets") is not None


def test_who_says_something_has_what_is_at_hand_and_what_was_looked_at(whole: Project) -> None:
    part = _part(whole, "b.yaml")
    assert [each.path for each in part.at_hand] == ["b.yaml", "b.yaml", "e.yaml"]
    client = part.client("ledger", "Alder")
    assert client is not None
    assert part.of_source(client.source) == [client]
    part.also([client])
    assert [each.path for each in part.at_hand] == ["a.yaml", "b.yaml", "b.yaml", "e.yaml"]


def test_what_is_not_plentiful_is_all_at_hand(whole: Project) -> None:
    part = _part(whole)
    assert part.of_kind(CONNECTOR) == whole.of_kind(CONNECTOR)
    assert [*part.names(CONNECTOR)] == [*whole.names(CONNECTOR)]
    assert part.connector("ledger") is whole.connector("ledger") is not None
    assert part.has_configs is False


@pytest.mark.parametrize(
    "ask",
    [
        lambda part: part.documents,
        lambda part: part.configs(),
        lambda part: part.of_kind(WORKSPACE),
        lambda part: part.clients("procore"),
        lambda part: part.names(CLIENT, "procore"),
        lambda part: part.names(CONFIG),
        lambda part: [*part.connections()],
    ],
)
def test_who_asks_for_all_of_what_is_plentiful_ends_the_attempt(
    whole: Project, ask: Callable[[Part], object]
) -> None:
    with pytest.raises(AllNeededError):
        ask(_part(whole))
