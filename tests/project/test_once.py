from __future__ import annotations

import gc

import pytest

from validator.documents import looks
from validator.documents.document import Document
from validator.documents.kinds import CONFIG, WORKSPACE
from validator.documents.source import Source
from validator.project import once
from validator.project.once import gathered, per_document, per_project
from validator.project.project import Project


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


def test_what_is_gathered_is_gathered_in_one_pass_over_the_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(once, "_GATHERERS", {})
    seen: list[tuple[str, str]] = []

    @gathered(list[str], CONFIG, WORKSPACE)
    def names(found: list[str], document: Document, _: Project) -> None:
        seen.append(("names", document.name))
        found.append(document.name)

    @gathered(set[str], CONFIG)
    def configs(found: set[str], document: Document, _: Project) -> None:
        seen.append(("configs", document.name))
        found.add(document.name)

    kinds = {"a": CONFIG, "b": WORKSPACE, "c": None, "d": CONFIG}
    project = Project(
        Document(Source(name, ""), kind=kind, data={"name": name}) for name, kind in kinds.items()
    )
    assert [names(project), configs(project), names(project)] == [
        ["a", "b", "d"],
        {"a", "d"},
        ["a", "b", "d"],
    ]
    assert seen == [("names", "a"), ("configs", "a"), ("names", "b"), ("names", "d"), ("configs", "d")]
    assert names(Project(())) == []


@pytest.mark.parametrize("looked", [(False, False), (True, False), (False, True)])
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
    for _ in range(2):
        looks.set_back()
        of_document(one, project)
        assert looks.set_back() == looked
        of_project(project)
        assert looks.set_back() == (True, looked[1])


def test_a_value_that_was_known_already_hides_nothing_that_was_looked_at_before() -> None:
    @per_document
    def nothing(_: Document, __: Project) -> None:
        return

    one = Document(Source("one.yaml", ""), data={"name": "one"})
    project = Project((one,))
    for _ in range(2):
        looks.set_back()
        looks.looked_again((True, True))
        nothing(one, project)
        assert looks.set_back() == (True, True)
