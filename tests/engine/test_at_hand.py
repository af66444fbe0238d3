from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import write_project
from validator.cache.columns import About, Columns, Ground, written_down
from validator.cache.ledger import written
from validator.documents.kinds import APPLICATION, CONFIG, WORKSPACE
from validator.documents.looks import sign_of_name
from validator.engine.at_hand import AtHand
from validator.project.part import AllNeededError
from validator.project.settings import Settings

HEAD = "apiVersion: appxlint/v1\nkind: "
NAMES = ("Alder", "Birch")


class Known:
    """Files of three workspaces each, of which one name stands in all, and one file that is always read."""

    def __init__(self, project: Path, files: int) -> None:
        self.paths = [f"{project / f'{number:02}.yaml'}" for number in range(files)]
        self.odd = f"{project / 'odd.yaml'}"
        texts = {self.odd: f"{HEAD}Workspace\nname: &n Alder\n"}
        about = []
        for number, path in enumerate(self.paths):
            names = [*NAMES, f"no {number}"]
            texts[path] = "---\n".join(f"{HEAD}Workspace\nname: {name}\n" for name in names)
            for at, name in enumerate(names):
                sign = written((sign_of_name(WORKSPACE, name),))
                about.append(About(path, at, WORKSPACE, sign, b"", (), b"", 0))
        write_project(project, texts)
        self.columns = Columns(written_down(Ground("", "", (), (self.odd,)), about))

    def at_hand(self) -> AtHand:
        return AtHand(self.columns, {}, Settings())


@pytest.fixture
def known(project: Path) -> Known:
    return Known(project, 24)


def test_files_are_taken_in_the_order_of_the_project(known: Known) -> None:
    at_hand = known.at_hand()
    documents = at_hand.take([known.odd, known.paths[3], known.paths[1]])
    assert [(each.path, each.name) for each in documents] == [
        *(("01.yaml", name) for name in ("Alder", "Birch", "no 1")),
        *(("03.yaml", name) for name in ("Alder", "Birch", "no 3")),
        ("odd.yaml", "Alder"),
    ]
    assert at_hand.of(known.paths[3]) == documents[3:6]
    assert sorted(documents, key=at_hand.place) == [*documents]


def test_others_are_read_when_they_are_asked_for(known: Known) -> None:
    at_hand = known.at_hand()
    at_hand.take([known.paths[1]])
    assert at_hand.document(7).name == "Birch"
    assert at_hand.document(7) is at_hand.document(7)
    assert at_hand.document(3) is at_hand.of(known.paths[1])[0]
    assert [each.path for each in at_hand.named(WORKSPACE, "no 5")] == ["05.yaml"]
    assert [*at_hand.named(APPLICATION, "no 5")] == [*at_hand.named(WORKSPACE, "Elm")] == []
    assert [each.path for each in at_hand.named(WORKSPACE, "Alder")] == [
        f"{number:02}.yaml" for number in range(24) if number != 1
    ]


def test_it_is_known_which_kinds_there_are(known: Known) -> None:
    assert [known.at_hand().has_kind(kind) for kind in (WORKSPACE, CONFIG)] == [True, False]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kind: Workspace\nname: no 2", "kind: Application\nname: no 2"),
        ("name: no 2\n", f"name: no 2\n---\n{HEAD}Workspace\nname: Elm\n"),
        ("name: no 2\n", "name: [\n"),
        (f"---\n{HEAD}Workspace\nname: no 2\n", ""),
    ],
)
def test_a_file_of_other_documents_ends_the_attempt(known: Known, old: str, new: str) -> None:
    path = known.paths[2]
    Path(path).write_text(Path(path).read_text("utf-8").replace(old, new), "utf-8")
    with pytest.raises(AllNeededError):
        known.at_hand().take([path])
    at_hand = known.at_hand()
    at_hand.take([known.odd])
    with pytest.raises(AllNeededError):
        at_hand.document(6)


def test_many_files_end_the_attempt(known: Known) -> None:
    at_hand = known.at_hand()
    at_hand.take(known.paths[:3])
    with pytest.raises(AllNeededError):
        at_hand.take(known.paths[:4])
    with pytest.raises(AllNeededError):
        at_hand.expect(4)
