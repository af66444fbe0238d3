"""What `init` says, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from validator.cli.init_report import Told, as_json, as_text
from validator.diagnostics import Severity
from validator.onboard.answers import Answer
from validator.onboard.planning import Correction, Plan
from validator.onboard.remarks import Remark

WRONG = Remark(
    3, "K (Company page)", "companyId", Severity.ERROR, "company-id-is-project", "a project page", "open it"
)
LEFT = [Remark(row, "", "", Severity.WARNING, "incomplete-prerequisites", "not installed") for row in (2, 3)]
PLAN = Plan({}, (), (), (), (), ())


def test_what_is_wrong_is_a_table_by_row_and_column() -> None:
    plan = PLAN._replace(remarks=(WRONG, *LEFT), hidden=(Answer("hunter2", 2, "M"), Answer("x", 4, "M")))
    assert as_text(Told(plan, {}, written=False)) == (
        "column M, rows 2 and 4: a secret is never taken; a reference stands in its place\n"
        "\n"
        "row  column            what is wrong\n"
        "3    K (Company page)  a project page\n"
        "                       help: open it\n"
        "\n"
        "left to do after that:\n"
        "  warning  rows 2 and 3  not installed\n"
        "\n"
        "nothing was written\n"
    )


def test_only_columns_in_which_something_stands_are_shown() -> None:
    of_an_option = WRONG._replace(row=0, place="--company-id")
    assert as_text(Told(PLAN._replace(remarks=(of_an_option,)), {}, written=False)).startswith(
        "option        what is wrong\n--company-id  a project page\n              help: open it\n"
    )
    of_an_answer = WRONG._replace(row=0, place="")
    assert as_text(Told(PLAN._replace(remarks=(of_an_answer,)), {}, written=False)).startswith(
        "what is wrong\na project page\nhelp: open it\n"
    )


@pytest.mark.parametrize("room", [40, 80])
def test_a_terminal_is_not_overrun(room: int) -> None:
    long = WRONG._replace(message="many words of it " * 10)
    plan = PLAN._replace(
        remarks=(long, long._replace(severity=Severity.WARNING)),
        corrections=(Correction(2, "K (Company page)", "companyId", "write " + "1 " * 60),),
    )
    told = Told(plan, {}, written=False, notes=("columns were passed over " * 5,))
    for each in (told, told._replace(plan=plan._replace(remarks=plan.remarks[1:]), written=True)):
        assert 30 < max(map(len, as_text(each, room).splitlines())) <= room


def test_what_was_written_and_what_is_left_is_told() -> None:
    plan = PLAN._replace(
        remarks=tuple(LEFT),
        corrections=(
            Correction(2, "K", "companyId", "write 1"),
            Correction(0, "--company-id", "companyId", "write 2"),
        ),
        variables=(("ACME_ID", Path("a")), ("ACME_ID", Path("b"))),
    )
    told = Told(plan, {"customers/a.yaml": "kind: x\n"}, written=True, todo=("b is there; add:\nc: d\n",))
    assert as_text(told) == (
        "written:\n  customers/a.yaml\n\n"
        "corrected:\n  row 2         K        write 1\n  --company-id  write 2\n\n"
        "left to do:\n  warning  rows 2 and 3  not installed\n  b is there; add:\n  c: d\n\n"
        "set these variables:\n  ACME_ID\n\n"
        "a file with their values is never to be committed: add *.env to .gitignore\n"
    )
    assert ".gitignore" not in as_text(told._replace(ignored=True))


def test_a_dry_run_shows_the_texts() -> None:
    told = Told(PLAN, {"a.yaml": "kind: x\n", "b.yaml": "kind: y\n"}, written=False)
    assert (
        as_text(told)
        == "# a.yaml\nkind: x\n---\n# b.yaml\nkind: y\n\nwould be written:\n  a.yaml\n  b.yaml\n"
    )


def test_programs_get_the_same_as_data() -> None:
    plan = PLAN._replace(remarks=(WRONG,), hidden=(Answer("hunter2", 2, "M"),))
    said = json.loads(as_json(Told(plan, {}, written=False)))
    assert said["remarks"] == [{**WRONG._asdict(), "severity": "error"}]
    assert (said["written"], said["files"]) == ([], [])
    assert "hunter2" not in f"{said}"
