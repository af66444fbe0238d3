from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import write_project
from validator.diagnostics import Request
from validator.engine.earlier import Findings, Traits, findings_of, were_there
from validator.engine.run import check_projects
from validator.rules import NEED_A_REASON

if TYPE_CHECKING:
    from pathlib import Path

ONE = Traits("a.yaml", "missing-field", "OAuthClient x", "list[2].b", "it is missing", "1")


def known(now: list[Traits], then: list[Traits], documents: tuple[str, str] = ("", "")) -> list[bool]:
    """Return which findings were there, where a file `a.yaml` has these documents more, now and then."""
    kept = (
        frozenset({(each.path, each.document) for each in traits} | {("a.yaml", more)})
        for traits, more in zip((now, then), documents, strict=True)
    )
    return were_there(*map(Findings, (now, then), kept))


@pytest.mark.parametrize("field", Traits._fields)
def test_a_finding_is_another_one_if_it_differs_in_anything(field: str) -> None:
    other = ONE._replace(**{field: "other"})
    titles = ("OAuthClient x", "OAuthClient x") if field == "path" else ("other", "other")
    assert known([ONE], [other], titles if field in {"path", "document"} else ("", "")) == [False]


def test_just_as_many_findings_were_there_as_there_were() -> None:
    assert known([ONE, ONE, ONE], [ONE, ONE]) == [True, True, False]
    assert known([ONE], [ONE, ONE]) == [True]
    assert known([], [ONE]) == []


def test_a_finding_moves_with_an_item_that_has_no_name() -> None:
    assert known([ONE], [ONE._replace(at="list[0].b")]) == [True]
    assert known([ONE], [ONE._replace(at="list[x].b")]) == [False]


def test_a_finding_moves_with_a_document_that_gets_another_name_or_goes_to_another_file() -> None:
    assert known([ONE], [ONE._replace(document="OAuthClient y")]) == [True]
    assert known([ONE], [ONE._replace(path="b.yaml")]) == [True]
    nameless = ONE._replace(document="")
    assert known([nameless], [nameless._replace(path="b.yaml")]) == [False]


def test_a_finding_that_is_just_the_same_comes_before_one_that_moved() -> None:
    moved = ONE._replace(at="list[0].b")
    assert known([moved, ONE], [ONE]) == [False, True]
    assert known([moved, ONE], [ONE, ONE._replace(at="list[5].b")]) == [True, True]


def _findings(folder: Path, text: str, heirs: dict[str, str] | None = None) -> Findings:
    write_project(folder, {"a.yaml": text})
    _, outcomes = check_projects(Request(("a.yaml",)))
    return findings_of(((each.linter.project, each.diagnostics) for each in outcomes), heirs or {})


CLIENT = """\
apiVersion: appxlint/v1
kind: OAuthClient
name: c
connector: procore
definition: Procore V2 OAuth Client Credentials Auth
credentials: {credentials}
clientId: ${{env:A}}
clientSecret: {secret}
"""


def _new(now: Findings, then: Findings) -> set[str]:
    return {each.rule for each, there in zip(now.traits, were_there(now, then), strict=True) if not there}


def test_lines_quotes_and_spaces_are_no_part_of_a_finding_and_its_value_is(project: Path) -> None:
    one = _findings(project, CLIENT.format(credentials="wrong", secret="${env:B}"))
    moved = "# more\n\n" + CLIENT.format(credentials='  "wrong" # more', secret="${env:C}")
    assert one.traits
    assert _new(_findings(project, moved), one) == set()
    other = _findings(project, CLIENT.format(credentials="worse", secret="${env:B}"))
    assert _new(other, one) == {"environment-credentials"}


@pytest.mark.parametrize(
    "template", [CLIENT, f"{CLIENT}notes: x # {{secret}}\n", CLIENT.replace("clientS", "s")]
)
def test_another_secret_in_the_place_of_one_is_new(template: str, project: Path) -> None:
    """Their places are shown alike, their first characters are the same, and nothing may show either."""
    first, second = "Zk4vQ8pLw2Rt6Ys0Nb3M", "ZAq7Jd5Hs9Xc1Vb2Nm4K"
    one = _findings(project, template.format(credentials="production", secret=first))
    again = _findings(project, "# more\n" + template.format(credentials="production", secret=first))
    other = _findings(project, template.format(credentials="production", secret=second))
    assert _new(again, one) == set()
    assert _new(other, one) & NEED_A_REASON
    assert first not in f"{one}"


def test_a_file_that_cannot_be_read_is_another_one_after_any_change(project: Path) -> None:
    broken = "apiVersion: appxlint/v1\nkind: Workspace\nname: [a\n"
    one = _findings(project, broken)
    assert {each.rule for each in one.traits} == {"yaml-syntax"}
    assert were_there(_findings(project, broken), one) == [True]
    assert were_there(_findings(project, broken.replace("\n", "\r\n")), one) == [True]
    assert were_there(_findings(project, f"{broken}# more\n"), one) == [False]


def test_a_file_that_is_called_otherwise_now_keeps_its_findings(project: Path) -> None:
    text = "apiVersion: appxlint/v1\nkind: Workspace\nnmae: a\n"
    old, new = _findings(project, text, {"a.yaml": "b.yaml"}), _findings(project, text)
    assert old.traits == [each._replace(path="b.yaml") for each in new.traits]
    assert {path for path, _ in old.documents} == {"b.yaml"}


def test_a_suggestion_is_no_part_of_what_a_finding_says(project: Path) -> None:
    text = "apiVersion: appxlint/v1\nkind: ConnectorConfig\nname: a\nconnector: procore\nworkspace: Acme\n"
    near = "---\napiVersion: appxlint/v1\nkind: Workspace\nname: Acmee\n"
    one, two = _findings(project, text), _findings(project, text + near)
    assert "unknown-workspace" in {each.rule for each in one.traits}
    assert one.traits == [each for each in two.traits if each.document.startswith("ConnectorConfig")]
