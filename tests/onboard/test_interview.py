"""Questions: their order, their defaults, and answers that are judged as they are given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.onboard.test_drafts import BASE
from tests.onboard.worlds import around, row
from validator.onboard.answers import Row
from validator.onboard.fields import fields
from validator.onboard.interview import (
    NO_ANSWER,
    choices,
    interview,
    is_asked,
    is_required,
    question,
    suggested,
)
from validator.onboard.made import made_of
from validator.onboard.planning import planned

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

ANSWERS: Mapping[str, tuple[str, ...]] = {
    "customer": ("Acme Builders",),
    "integration": ("Procore + Timesheets",),
    "workspace called": ("Acme : Procore <> Timesheets",),
    "type of workspace": ("standard",),
    "region": ("us",),
    "app come from": ("custom",),
    "app called": ("Timesheet Export",),
    "sign in": ("service-account",),
    "installed": ("yes",),
    "address": ("https://app.procore.com/4281379/company/home/list",),
    "environment": ("Production",),
    "schedule": ("yes",),
}


class Typist:
    """A person who answers by the words of the question, one answer after the other, and nothing where none is left."""

    def __init__(self, **answers: tuple[str, ...]) -> None:
        self.left = {words: list(given) for words, given in {**ANSWERS, **answers}.items()}
        self.asked: list[str] = []
        self.heard: list[str] = []

    def ask(self, question: str) -> str:
        self.asked.append(question)
        assert len(self.asked) < 60, question
        given = next((each for words, each in self.left.items() if words in question), [])
        return given.pop(0) if given else ""

    def tell(self, words: str) -> None:
        self.heard.append(words)


def test_the_answers_of_a_person_make_files_without_a_fault(tmp_path: Path) -> None:
    world, typist = around(tmp_path), Typist()
    found = interview(typist, tmp_path, world)
    plan = planned([found], tmp_path, world)
    assert plan.remarks == ()
    assert found.text("companyId") == "4281379"
    assert typist.heard == ["write 4281379"]
    assert len(typist.asked) == len(set(typist.asked))


def test_an_answer_that_is_wrong_is_told_and_asked_for_again(tmp_path: Path) -> None:
    project = "https://app.procore.com/2653585/project/home"
    typist = Typist(address=(project, "4281379"), environment=("", "Live"))
    found = interview(typist, tmp_path, around(tmp_path))
    assert found.text("companyId") == "4281379"
    assert found.text("environment") == "Production"
    said = "\n".join(typist.heard)
    assert "this is a project page" in said
    assert "help: open the Company Portfolio" in said
    assert NO_ANSWER in typist.heard
    assert project not in said


def test_the_address_of_a_page_is_no_name_whatever_is_asked_for(tmp_path: Path) -> None:
    page = "https://marketplace.procore.com/apps/timesheets"
    questions = {"app called": "Timesheet Export", "client": "Acme service account", "customer": "Acme"}
    typist = Typist(**{words: (page, name) for words, name in questions.items()})
    found = interview(typist, tmp_path, around(tmp_path))
    assert [found.text(each) for each in ("application", "oauthClient", "company")] == [*questions.values()]
    assert sum("not the address of a page" in each for each in typist.heard) == len(questions)


def test_a_detail_that_is_required_is_asked_for_until_there_is_an_answer(tmp_path: Path) -> None:
    world, typist = around(tmp_path), Typist(address=("", "4281379"))
    found = interview(typist, tmp_path, world)
    assert found.text("companyId") == "4281379"
    assert typist.heard == [NO_ANSWER]
    assert not is_required(fields()["owner"], found, world.project)


def test_a_file_is_refused_once_no_further_question_decides_what_it_is_called(tmp_path: Path) -> None:
    typist, known = Typist(), dict[str, str]()

    def refuse(files: Iterable[Path]) -> None:
        known.update({path.parent.name: typist.asked[-1] for path in files if path.parent.name not in known})

    interview(typist, tmp_path, around(tmp_path), refuse)
    assert known["customers"].startswith("Which environment is it")
    assert known["clients"].startswith("Which OAuth client does it use")
    assert "schedule" in typist.asked[-1]


def test_a_secret_is_refused_without_being_repeated(tmp_path: Path) -> None:
    typist = Typist(**{"secret live": ("hunter2", "${env:ACME_SECRET}")})
    found = interview(typist, tmp_path, around(tmp_path))
    assert found.text("clientSecret") == "${env:ACME_SECRET}"
    assert any("never the secret itself" in words for words in typist.heard)
    assert "hunter2" not in f"{typist.heard}{typist.asked}"


def test_what_a_base_connection_brings_is_not_asked_for(tmp_path: Path) -> None:
    project = around(tmp_path, {"base.yaml": BASE}).project
    given = row(baseConnection="Timesheets live", environment=None)
    asked = {name for name, field in fields().items() if is_asked(field, given, project)}
    assert not {"definition", "environment", "oauthClient", "clientSecret"} & asked
    assert {"baseConnection", "companyId"} <= asked
    assert suggested(fields()["baseConnection"], row(), project) == "Timesheets live"


def test_a_question_names_what_can_be_chosen_and_what_nothing_means(tmp_path: Path) -> None:
    project = around(tmp_path).project
    assert question(fields()["connector"], Row(0, {}), project) == "Which connector is it [procore]? "
    assert question(fields()["access"], row(), project).endswith(
        "(service-account or user) [service-account]? "
    )
    made = made_of(row(environment=None), project)
    assert choices(fields()["environment"], made, project)[:2] == ["Production", "Developer Sandbox"]


def test_a_connector_without_an_application_is_not_asked_about_one(tmp_path: Path) -> None:
    project = around(tmp_path).project
    given = row(connector="smartpm")
    assert not is_asked(fields()["source"], given, project)
    assert not is_asked(fields()["oauthClient"], given, project)
