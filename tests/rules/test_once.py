from __future__ import annotations

import gc

from validator.project.project import Project
from validator.rules.once import per_project


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
