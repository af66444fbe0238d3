from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from validator.diagnostics import Limits
from validator.documents.kinds import KINDS, identify, is_ours, looks_ours, may_be_ours
from validator.documents.parse import parse
from validator.documents.source import Source
from validator.schema.resources import fields_of

if TYPE_CHECKING:
    from validator.documents.document import Document


def parsed(text: str) -> tuple[Document, ...]:
    return parse(Source("a.yaml", text), Limits())


@pytest.mark.parametrize(
    ("text", "ours"),
    [
        ("apiVersion: appxlint/v1\nkind: Workspace\n", True),
        ("apiVersion: appxlint/v2\nkind: Anything\n", True),
        ("apiVersion: appxlint\n", True),
        ("apiVersion: appxlnt/v1\nkind: Workspace\n", True),
        ("kind: Workspace\nname: a\n", True),
        ("kind: ConnectorConfig\n", True),
        ("a: 1\n---\nkind: OAuthClient\n", True),
        ("apiVersion: v1\nkind: Workspace\n", False),
        ("apiVersion: apps/v1\nkind: Deployment\n", False),
        ("kind: Deployment\n", False),
        ("kind: workspace\n", False),
        ("apiVersion: 1\nkind: Workspace\n", False),
        ("name: a\n", False),
        ("- kind: Workspace\n", False),
        ("Workspace\n", False),
    ],
)
def test_whose_a_file_is_shows_in_its_headers(text: str, ours: bool) -> None:
    assert is_ours(parsed(text)) is ours
    assert may_be_ours(text) or not ours


@pytest.mark.parametrize(
    ("text", "ours"),
    [
        ("apiVersion: appxlint/v1\nname: [\n", True),
        ('"apiVersion": "appxlint/v1", [\n', True),
        ("  kind: Workspace\nname: [\n", True),
        ("{ apiVersion: appxlint/v1, kind: [\n", True),
        ("---\nkind: 'ConnectorConfig'\n\tx\n", True),
        ("apiVersion: v1\nkind: [\n", False),
        ("# see appxlint for the kind\nname: [\n", False),
    ],
)
def test_whose_a_file_is_that_cannot_be_parsed_shows_in_its_lines(text: str, ours: bool) -> None:
    assert looks_ours(text) is ours


@pytest.mark.parametrize("kind", KINDS)
def test_a_right_header_names_the_kind_and_is_no_part_of_the_data(kind: str) -> None:
    (document,) = parsed(f"apiVersion: appxlint/v1\nkind: {kind}\nname: a\n")
    identify(document, fields_of)
    assert document.kind == kind
    assert document.data == {"name": "a"}
    assert document.faults == ()


@pytest.mark.parametrize(
    ("text", "kind", "places"),
    [
        ("kind: Workspace\n", "Workspace", [(1, 1)]),
        ("name: a\n", None, [(1, 1)]),
        ("apiVersion: appxlint/v1\n", None, [(1, 1)]),
        ("apiVersion: appxlint/v2\nkind: Workspace\n", "Workspace", [(1, 13)]),
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
    (document,) = parsed(text)
    identify(document, fields_of)
    assert document.kind == kind
    assert [(*fault.span.start,) for fault in document.faults] == places
    assert {fault.rule for fault in document.faults} == {"unknown-kind"}


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
    (document,) = parsed(text)
    identify(document, fields_of)
    (fault,) = document.faults
    assert (fault.rewrite.text if fault.rewrite else None) == rewrite
