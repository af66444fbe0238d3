"""What rows are held against in tests: an empty project, or one with some files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.conftest import write_project
from validator.diagnostics import Request
from validator.engine.run import check_texts, findings_in
from validator.onboard.answers import Answer, Row
from validator.onboard.remarks import Surroundings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

COMPLETE = {
    "connector": "procore",
    "company": "Acme Builders",
    "integration": "Procore + Timesheets",
    "workspace": "Acme : Procore <> Timesheets",
    "workspaceType": "standard",
    "region": "us",
    "source": "custom",
    "application": "Timesheet Export",
    "access": "service-account",
    "installed": "yes",
    "permittedProjects": "all",
    "companyId": "4281379",
    "environment": "Production",
}
"""Answers that leave nothing to do."""


def around(folder: Path, files: Mapping[str, str] | None = None) -> Surroundings:
    """Return what rows are held against in a project of these files."""
    write_project(folder, files or {})
    request = Request(())
    before = check_texts(folder, {}, request)
    return Surroundings(
        before.loaded.project,
        lambda texts: check_texts(folder, texts, request),
        lambda outcome: findings_in(outcome, None, request),
        before,
    )


def row(number: int = 2, **answers: str | None) -> Row:
    """Return a row of complete answers but for some; None leaves one out."""
    given = {**COMPLETE, **answers}
    return Row(number, {name: Answer(text, number, name) for name, text in given.items() if text is not None})
