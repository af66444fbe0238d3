from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.reading import span_at
from validator.diagnostics import Limits
from validator.documents.header import identify
from validator.documents.parse import parse
from validator.documents.source import Source
from validator.schema.schemas import fields_of

if TYPE_CHECKING:
    from validator.documents.document import Document


def parsed(text: str) -> Document:
    (document,) = parse(Source("a.yaml", text), Limits())
    return document


@pytest.mark.parametrize(
    ("text", "kind", "places"),
    [
        ("kind: Workspace\n", "Workspace", [(1, 1)]),
        ("name: a\n", None, [(1, 1)]),
        ("apiVersion: appxlint/v1\n", None, [(1, 1)]),
        ("apiVersion: appxlint/v2\nkind: Workspace\n", None, [(1, 13)]),
        ("apiVersion: appxlint/v1\nkind: workspaces\n", "Workspace", [(2, 7)]),
        ("apiVersion: appxlint/v1\nkind: Flow\n", None, [(2, 7)]),
        ("apiVersion: appxlint/v1\nkind: [Workspace]\n", None, [(2, 7)]),
        ("api_version: appxlint/v1\nKind: Workspace\n", "Workspace", [(1, 1), (2, 1)]),
        ("apiVersion: 1\nkind: Workspace\n", "Workspace", [(1, 13)]),
    ],
)
def test_a_wrong_header_is_told_at_its_place(
    text: str, kind: str | None, places: list[tuple[int, int]]
) -> None:
    document = identify(parsed(text), fields_of)
    assert document.kind == kind
    assert [(*span_at(fault.place, document).start,) for fault in document.findings] == places
    assert {fault.rule for fault in document.findings} == {"unknown-kind"}


@pytest.mark.parametrize(
    ("text", "rewrite"),
    [
        ("apiVersion: appxlint/V1\nkind: Workspace\n", "appxlint/v1"),
        ("apiVersion: appxlint\nkind: Workspace\n", "appxlint/v1"),
        ("apiVersion: appxlnt/v1\nkind: Workspace\n", "appxlint/v1"),
        ("apiVersion: appxlint/v2\nkind: Workspace\n", None),
        ("apiVersion: appxlint/v1\nkind: Connector Config\n", "ConnectorConfig"),
        ("apiversion: appxlint/v1\nkind: Workspace\n", "apiVersion"),
    ],
)
def test_a_slip_of_the_pen_can_be_rewritten_and_a_newer_version_cannot(
    text: str, rewrite: str | None
) -> None:
    document = identify(parsed(text), fields_of)
    (fault,) = document.findings
    assert (fault.change.text if fault.change else None) == rewrite


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "apiVersion: appxlint/v1\nintegration: x\nconnector: y\nbaseConnections: []\n",
            "BaseConnectionRules",
        ),
        ("apiVersion: appxlint/v1\nkind: Rules\nconnector: y\nbaseConnections: []\n", "BaseConnectionRules"),
        ("apiVersion: appxlint/v1\nkind: Rules\nname: y\n", None),
    ],
)
def test_a_kind_that_is_not_named_is_told_by_the_fields_that_only_it_has(text: str, kind: str | None) -> None:
    assert identify(parsed(text), fields_of).kind == kind
    assert identify(parsed(text), lambda _: frozenset()).kind is None


@pytest.mark.parametrize("kind", ["Workspace", "Sandbox", "[]"])
def test_a_document_of_a_newer_version_is_told_so_and_nothing_else_is_expected_of_it(kind: str) -> None:
    document = identify(parsed(f"apiVersion: appxlint/v2\nkind: {kind}\ncolour: red\n"), fields_of)
    (fault,) = document.findings
    assert (fault.rule, fault.place.route, document.kind) == ("unknown-kind", ("apiVersion",), None)


def test_a_document_of_others_in_a_file_of_ours_is_one_fault() -> None:
    document = identify(parsed("apiVersion: v1\nkind: ConfigMap\ndata: {}\n"), fields_of)
    assert [fault.place.route for fault in document.findings] == [("apiVersion",)]
