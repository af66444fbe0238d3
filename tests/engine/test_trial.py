from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import write_project
from validator.diagnostics import Request
from validator.engine.identity import Spot
from validator.engine.rounds import checked
from validator.engine.trial import Known, tried

if TYPE_CHECKING:
    from pathlib import Path

    from validator.engine.rounds import State

WORKSPACE = "apiVersion: appxlint/v1\nkind: Workspace\nname: Acme\ntyp: standrad\nmetadata: {at: 12:30}\n"


@pytest.fixture
def begin(project: Path) -> State:
    write_project(project, {"acme.yaml": WORKSPACE})
    return checked(Request((".",), ignore=("unused-document",)))


def known(state: State) -> Known:
    return Known(identity for identity, _ in state.everywhere())


def test_a_trial_makes_the_fixes_and_those_of_what_they_bring_to_light(begin: State) -> None:
    trial = tried(begin, known(begin), (), unsafe=False)
    assert [each.rule for each in trial.made["acme.yaml"]] == [
        "unknown-field",
        "ambiguous-scalar",
        "invalid-value",
    ]
    assert (trial.new, trial.state.report.diagnostics) == ([], ())


def test_what_is_barred_stays_barred_though_keys_around_it_are_renamed(begin: State) -> None:
    barred = [identity for identity, each in begin.everywhere() if each.rule == "ambiguous-scalar"]
    trial = tried(begin, known(begin), barred, unsafe=False)
    assert [identity for identity, _ in trial.state.everywhere()] == barred
    assert trial.new == []


def test_what_was_not_known_before_is_new(begin: State) -> None:
    barred = [identity for identity, each in begin.everywhere() if each.rule == "ambiguous-scalar"]
    trial = tried(begin, Known(), barred, unsafe=False)
    assert [each.rule for _, each in trial.new] == ["ambiguous-scalar"]


def test_parts_are_known_by_what_they_are_called_afterwards(begin: State) -> None:
    trial = tried(begin, known(begin), (), unsafe=False)
    assert trial.moved(Spot("acme.yaml", 0, ("typ", "x"))) == Spot("acme.yaml", 0, ("type", "x"))
