from __future__ import annotations

from typing import TYPE_CHECKING

from tests.conftest import write_project
from tests.guide.sheets import CLIENT, CONFIG
from tests.support.clock import TODAY
from validator.diagnostics import Request
from validator.engine.judged import Judged, judged, with_others
from validator.engine.run import check_projects, load_projects, unasked

if TYPE_CHECKING:
    from pathlib import Path

BAD_CLIENT = CLIENT.replace(
    "${env:ACME_CLIENT_SECRET}", "f27a90c3e16b4d85a0c9f2e7b13d6850e94a7cb2d1f8063e5ab97d40c6e281f3"
)
OTHER = (
    CONFIG.replace("name: acme-config", "name: other")
    .replace("Acme : ", "Other : ")
    .replace("companyId: 4281379", "companyId: https://app.procore.com/2653585/project/home")
)


def found(project: Path, files: dict[str, str], *paths: str) -> dict[str, Judged]:
    write_project(project, files)
    request = Request(paths, as_of=TODAY)
    outcomes = check_projects(request)[1]
    return {each.connection.config.name: each for outcome in outcomes for each in judged(outcome, request)}


def test_a_right_config_is_sound(project: Path) -> None:
    each = found(project, {"config.yaml": CONFIG, "client.yaml": CLIENT}, "config.yaml")["acme-config"]
    assert (each.sound, each.errors) == (True, ())


def test_an_error_in_a_document_elsewhere_counts_for_those_that_are_made_of_it(project: Path) -> None:
    each = found(project, {"config.yaml": CONFIG, "client.yaml": BAD_CLIENT}, "config.yaml")["acme-config"]
    assert [(error.path, error.rule) for error in each.errors] == [("client.yaml", "literal-secret")]
    assert not each.sound


def test_an_error_of_another_config_counts_for_that_alone(project: Path) -> None:
    each = found(project, {"a.yaml": CONFIG, "b.yaml": OTHER, "client.yaml": CLIENT}, ".")
    assert {name: [error.rule for error in one.errors] for name, one in each.items()} == {
        "acme-config": [],
        "other": ["company-id-is-project"],
    }


def test_configs_that_were_not_asked_for_are_left_out(project: Path) -> None:
    assert found(project, {"a.yaml": CONFIG, "b.yaml": OTHER, "client.yaml": CLIENT}, "a.yaml").keys() == {
        "acme-config"
    }


def test_a_part_that_cannot_be_used_counts_though_its_finding_is_silenced(project: Path) -> None:
    text = CONFIG.replace(
        "access: service-account", "access: service # appxlint: ignore[invalid-value] not yet known"
    )
    each = found(project, {"config.yaml": text, "client.yaml": CLIENT}, ".")["acme-config"]
    assert (each.errors, each.sound) == ((), False)


def test_what_is_found_in_a_file_as_such_concerns_all_that_stands_in_it(project: Path) -> None:
    text = "# appxlint: ignore-file[no-such-rule] for once\n" + CLIENT
    each = found(project, {"config.yaml": CONFIG, "client.yaml": text}, "config.yaml")["acme-config"]
    assert [one.path for one in each.found] == ["client.yaml"]
    assert each.sound


def test_connections_can_be_chosen_and_nothing_else_is_looked_at(project: Path) -> None:
    write_project(project, {"a.yaml": CONFIG, "b.yaml": OTHER, "client.yaml": BAD_CLIENT})
    request = Request((".",), as_of=TODAY)
    (loaded,) = load_projects(request)
    chosen = [loaded.project.connection(each) for each in loaded.project.configs() if each.path == "a.yaml"]
    (each,) = judged(unasked(loaded), request, chosen)
    assert [(error.path, error.rule) for error in each.errors] == [("client.yaml", "literal-secret")]


def test_a_report_gets_what_was_found_besides_once(project: Path) -> None:
    write_project(project, {"config.yaml": CONFIG, "client.yaml": BAD_CLIENT})
    request = Request(("config.yaml",), as_of=TODAY)
    report, (outcome,) = check_projects(request)
    (each,) = judged(outcome, request)
    whole = with_others(with_others(report, each.errors), each.errors)
    assert [one.path for one in whole.diagnostics] == ["client.yaml"]
