"""The picture beside a report: what depends on what, what each connection uses, and what was found about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.conftest import write_project
from tests.render.reports import finding
from validator.diagnostics import Request, Severity
from validator.engine.run import load_projects, run
from validator.render.counts import Counts
from validator.survey import picture
from validator.survey.picture import HEADINGS, MOST_NODES, picture_of

from .test_links import CONFIG_TEXT, FILES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pytest

    from validator.diagnostics import Diagnostic
    from validator.render.drawing import Picture


def drawn(folder: Path, files: Mapping[str, str], *found: Diagnostic) -> Picture:
    write_project(folder, files)
    return picture_of(load_projects(Request((".",))), found)


def found_of(shown: Picture) -> dict[str, Counts]:
    return {f"{node.kind} {node.name}": node.found for node in shown.graph.nodes if any(node.found)}


def test_a_row_says_what_a_connection_uses_and_what_leads_nowhere(project: Path) -> None:
    shown = drawn(project, FILES)
    assert shown.headings == HEADINGS
    (row,) = shown.rows
    assert row.cells == ("acme", "", "Acme", "Nobody (not found)", "Live", "Payroll")
    assert (row.path, row.found) == ("config.yaml", Counts())


def test_a_finding_is_marked_at_its_document_or_base_connection_and_in_the_rows_that_rest_on_it(
    project: Path,
) -> None:
    rules = {"path": "shared.yaml", "document": "BaseConnectionRules Procore + Payroll"}
    shown = drawn(
        project,
        FILES,
        finding(path="config.yaml", document="ConnectorConfig acme"),
        finding(**rules, route=("baseConnections", 1, "sets")),
        finding(**rules, route=("baseConnections",), severity=Severity.WARNING),
        finding(path="shared.yaml", document="OAuthClient Payroll", severity=Severity.INFO),
        finding(path="shared.yaml", document="OAuthClient of no node"),
    )
    assert found_of(shown) == {
        "ConnectorConfig acme": Counts(1),
        "base connection Pilot": Counts(1),
        "BaseConnectionRules Procore + Payroll": Counts(warnings=1),
        "OAuthClient Payroll": Counts(infos=1),
    }
    assert shown.rows[0].found == Counts(2, 1, 1)


def test_what_is_wrong_with_a_file_is_marked_at_what_stands_in_it(project: Path) -> None:
    assert found_of(drawn(project, FILES, finding(path="config.yaml"))) == {"ConnectorConfig acme": Counts(1)}


def test_the_findings_of_a_run_have_their_places(project: Path) -> None:
    write_project(project, FILES)
    report = run(Request((".",)))
    shown = picture_of(load_projects(Request((".",))), report.counted)
    assert found_of(shown)["ConnectorConfig acme"].errors > 0


def test_a_large_project_is_drawn_with_few_boxes_and_has_all_its_rows(project: Path) -> None:
    files = {f"c{at}.yaml": CONFIG_TEXT.replace("acme", f"acme-{at}") for at in range(200)}
    shown = drawn(project, {**files, "shared.yaml": FILES["shared.yaml"]})
    assert len(shown.graph.nodes) <= MOST_NODES
    assert ("ConnectorConfig", 200) in {(node.kind, node.size) for node in shown.graph.nodes}
    assert (len(shown.rows), shown.left_out) == (200, 0)


def test_rows_have_an_end_that_is_said(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture, "MOST_ROWS", 2)
    files = {f"c{at}.yaml": CONFIG_TEXT.replace("acme", f"acme-{at}") for at in range(5)}
    shown = drawn(project, files)
    assert ([row.cells[0] for row in shown.rows], shown.left_out) == (["acme-0", "acme-1"], 3)
