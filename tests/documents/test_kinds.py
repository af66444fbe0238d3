from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from validator.diagnostics import Limits
from validator.documents.kinds import is_ours, looks_ours, may_be_ours
from validator.documents.parse import parse
from validator.documents.source import Source

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
