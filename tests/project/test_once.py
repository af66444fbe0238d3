from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

from validator.documents import looks
from validator.documents.document import Document
from validator.documents.kinds import CONFIG, WORKSPACE
from validator.documents.source import Source
from validator.project import once
from validator.project.once import gathered, per_document, per_project
from validator.project.project import Project

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from validator.project.gathering import Told


@pytest.fixture(autouse=True)
def watched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have somebody ask what is looked at."""
    monkeypatch.setattr(looks.WATCH, "wanted", True)


def test_a_value_is_worked_out_once_for_each_project() -> None:
    seen: list[Project] = []

    @per_project
    def number(project: Project) -> int:
        seen.append(project)
        return len(seen)

    one, two = Project(()), Project(())
    assert [number(one), number(two), number(one), number(two)] == [1, 2, 1, 2]
    assert seen == [one, two]


def test_a_value_does_not_outlive_its_project() -> None:
    class Value:
        """Something that can be counted."""

    @per_project
    def value(_: Project) -> Value:
        return Value()

    project = Project(())
    value(project)
    assert any(isinstance(each, Value) for each in gc.get_objects())
    del project
    gc.collect()
    assert not any(isinstance(each, Value) for each in gc.get_objects())


def test_a_value_of_a_document_is_kept_until_another_document_is_asked_about() -> None:
    seen: list[str] = []

    @per_document
    def name(document: Document, _: Project) -> str:
        seen.append(document.name)
        return document.name

    one, two = (Document(Source(f"{each}.yaml", ""), data={"name": each}) for each in ("one", "two"))
    project = Project((one, two))
    assert [name(each, project) for each in (one, one, two, two, one)] == ["one", "one", "two", "two", "one"]
    assert seen == ["one", "two", "one"]


def test_a_value_of_a_document_is_not_taken_over_to_another_project() -> None:
    @per_document
    def size(_: Document, project: Project) -> int:
        return len(project.documents)

    one = Document(Source("one.yaml", ""), data={"name": "one"})
    assert [size(one, Project((one,))), size(one, Project(()))] == [1, 0]


class Listed(list[str]):
    """Gathers texts."""

    def __init__(self, name: str, *, kept: bool) -> None:
        super().__init__()
        self.name, self.kept, self.put = name, kept, 0

    def take(self, things: Iterable[str]) -> None:
        self.extend(things)

    def put_away(self) -> None:
        self.put += 1

    def told(self, things: Iterable[str]) -> bytes:
        return "".join(things).encode()

    def add(self, told: Iterable[bytes]) -> None:
        self.extend(each.decode() for each in told)


class Book:
    """Knows what one document tells, and hears the others."""

    def __init__(self, known: str) -> None:
        self.known = known
        self.heard: list[tuple[str, tuple[Told, ...]]] = []

    def begin(self, documents: Sequence[Document]) -> None:
        self.heard.append((f"{len(documents)}", ()))

    def told_of(self, document: Document) -> tuple[Told, ...] | None:
        return (b"known",) * (2 if document.kind == CONFIG else 1) if document.name == self.known else None

    def tells(self, document: Document, told: tuple[Told, ...], looked: looks.Looked) -> None:
        assert looked == looks.NOTHING
        self.heard.append((document.name, told))


def _project(kinds: dict[str, str | None]) -> Project:
    return Project(Document(Source(name, ""), kind=kind, data={"name": name}) for name, kind in kinds.items())


@pytest.mark.parametrize("together", [2, 3])
def test_what_is_gathered_is_gathered_in_one_pass_over_the_documents(
    together: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(once, "_GATHERERS", {})
    monkeypatch.setattr(once, "_TOGETHER", together)
    seen: list[tuple[str, str]] = []

    @gathered(Listed, CONFIG, WORKSPACE)
    def names(document: Document, _: Project) -> Iterator[str]:
        seen.append(("names", document.name))
        yield document.name

    @gathered(Listed, CONFIG)
    def configs(document: Document, _: Project) -> Iterator[str]:
        seen.append(("configs", document.name))
        yield document.name

    project = _project({"a": CONFIG, "b": WORKSPACE, "c": None, "d": CONFIG})
    assert [names(project), configs(project)] == [["a", "b", "d"], ["a", "d"]]
    assert names(project) is names(project)
    assert seen == [("names", "a"), ("configs", "a"), ("names", "b"), ("names", "d"), ("configs", "d")]
    assert names(Project(())) == []
    assert (names(project).kept, names(project).put) == (False, 2)
    assert [len(each) for _, each in once.gatherers()] == [2, 1]

    seen.clear()
    again = _project({"a": CONFIG, "b": WORKSPACE, "c": None, "d": CONFIG})
    again.ledger = book = Book("d")
    once.gather(again)
    assert [names(again), configs(again)] == [["a", "known", "b"], ["a", "known"]]
    assert seen == [("names", "a"), ("configs", "a"), ("names", "b")]
    assert book.heard == [("4", ()), ("a", (b"a", b"a")), ("b", (b"b",)), ("c", ())]
    assert names(again).kept


@pytest.mark.parametrize(
    "looked", [looks.NOTHING, (True, False, frozenset()), (False, True, frozenset()), (False, False, {3})]
)
def test_whoever_is_given_a_value_has_looked_at_what_was_looked_at_for_it(looked: looks.Looked) -> None:
    @per_project
    def of_project(_: Project) -> int:
        looks.looked_again(looked)
        return 1

    @per_document
    def of_document(_: Document, __: Project) -> int:
        looks.looked_again(looked)
        return 1

    one = Document(Source("one.yaml", ""), data={"name": "one"})
    project = Project((one,))
    looks.note_questions(wanted=True)
    try:
        for _ in range(2):
            looks.set_back()
            of_document(one, project)
            assert looks.set_back() == looked
            of_project(project)
            assert looks.set_back() == looked
    finally:
        looks.note_questions(wanted=False)


def test_a_value_that_was_known_already_hides_nothing_that_was_looked_at_before() -> None:
    @per_document
    def nothing(_: Document, __: Project) -> None:
        return

    one = Document(Source("one.yaml", ""), data={"name": "one"})
    project = Project((one,))
    for _ in range(2):
        looks.set_back()
        looks.looked_again((True, True, frozenset()))
        nothing(one, project)
        assert looks.set_back() == (True, True, frozenset())


def test_as_long_as_nobody_asks_values_are_kept_without_what_was_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(looks.WATCH, "wanted", False)
    seen: list[str] = []

    @per_project
    def of_project(_: Project) -> int:
        seen.append("project")
        return 1

    @per_document
    def of_document(document: Document, _: Project) -> str:
        seen.append(document.name)
        return document.name

    one, two = (Document(Source(f"{name}.yaml", ""), data={"name": name}) for name in ("one", "two"))
    project = Project((one, two))
    assert [of_document(each, project) for each in (one, one, two, two, one)] == [
        "one",
        "one",
        "two",
        "two",
        "one",
    ]
    assert [of_project(project), of_project(project)] == [1, 1]
    assert seen == ["one", "two", "one", "project"]
