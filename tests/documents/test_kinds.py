from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from validator.diagnostics import Limits
from validator.documents.kinds import is_ours, json_may_be_ours, looks_foreign, looks_ours, may_be_ours
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
        ("apiVersion: argoproj.io/v1alpha1\nkind: Application\nname: {{ x }}\n", False),
        ("{{- if .x }}\nkind: OAuthClient\napiVersion: oauth.openshift.io/v1\nname: {{ x }}\n", False),
        ("kind: Application\napiVersion: {{ .version }}\n", False),
        ("apiVersion: v1\nkind: ConfigMap\ndata:\n  a: |\n    apiVersion: appxlint/v1\n  b: [\n", False),
        ("apiVersion: v1\nkind: Secret\n---\napiVersion: appxlint/v1\nkind: [\n", True),
        ("apiVersion: v1\nkind: Secret\n---\nkind: Workspace\nname: [\n", True),
        ('{"apiVersion": "appxlint/v1", "kind": "Workspace",}\n', True),
    ],
)
def test_whose_a_file_is_that_cannot_be_parsed_shows_in_its_lines(text: str, ours: bool) -> None:
    assert looks_ours(text) is ours
    assert not (ours and looks_foreign(text))


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("apiVersion: argoproj.io/v1alpha1\nkind: Application\nname: {{ x }}\n", True),
        ("apiVersion: v1\nkind: Secret\n---\nkind: Workspace\nname: [\n", False),
        ("kind: Application\nname: [\n", False),
        ("name: [\n", False),
        ("apiVersion: applint/v1\nname: [\n", False),
    ],
)
def test_a_text_that_cannot_be_parsed_is_of_others_where_its_headers_say_so(text: str, foreign: bool) -> None:
    assert looks_foreign(text) is foreign


@pytest.mark.parametrize(
    ("text", "ours"),
    [
        ('{"apiVersion": "appxlint/v1", "kind": "OAuthClient"}', True),
        ('{"kind":"OAuthClient",\n "apiVersion"\t:\n"appxlint\\/v1"}', True),
        ('{"apiversion": "appxlint/v1"}', True),
        ('{"apiVersion": "applint/v1", "kind": "OAuthClient"}', True),
        ('{"kind": "Workspace"}', True),
        ('{"apiVersion": "v1", "kind": "Pod"}', False),
        ('{"name": "appxlint", "version": "1.0.0"}', False),
        ('{"$id": "appxlint/v1", "properties": {"kind": {"const": "Workspace"}}}', False),
        ("{}", False),
        ("", False),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_whose_a_json_file_may_be_shows_in_its_bytes(text: str, ours: bool, encoding: str) -> None:
    assert json_may_be_ours(text.encode(encoding)) is ours
