"""What is known of products stands in the catalogue: no name or host of one is written into the code that uses it."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import validator
from validator.catalog import platform, shipped, shipped_connectors
from validator.project.facts import host_of

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(validator.__file__).parent
FILES = [
    file
    for name in ("rules", "project", "guide", "engine", "onboard")
    for file in sorted((PACKAGE / name).glob("*.py"))
]

NO_PRODUCT = {"http", "s", "sftp", "power", "windows", "file"}
"""Protocols that have a connector, and what the names of products share with ordinary words."""

PLATFORM = "App Xchange"
"""The platform that the linter is for, which messages and pages call by its name."""

HEADINGS = {"rules/__init__.py": {"procore"}}
"""The heading of a family of rules in the manual, which holds the pages that are written for that product."""


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for each in data.values() if isinstance(data, dict) else data:
            yield from _texts(each)


def _owners() -> Iterator[str]:
    """Yield whose the hosts of the catalogue are: the label before the last one."""
    documents = [each.data for key in shipped_connectors() for each in shipped(key)]
    for data in (*documents, platform()):
        for text in _texts({key: value for key, value in data.items() if key != "sources"}):
            host = host_of(text) if "://" in text else text
            owner = re.fullmatch(r"(?:[a-z0-9-]+\.)*([a-z0-9-]+)\.(?:com|net|org|io)", host or "")
            if owner is not None and owner[1] != "example":
                yield owner[1]


def _names() -> set[str]:
    """Return what names products: how the names and keys of connectors begin, whose hosts there are, the platform."""
    connectors = [each for key in shipped_connectors() for each in shipped(key) if each.kind == "Connector"]
    names = [f"{text}" for each in connectors for text in (each.get("key"), each.get("name"))]
    begin = [
        re.split(r"[^A-Za-z0-9]", name.lower())[0] for name in (*names, platform()["defaultTokenIssuer"])
    ]
    return {*begin, *_owners(), "xchange"} - NO_PRODUCT


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z0-9]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text).lower()))


NAMES = _names()


def _said(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield what a module says, with lines: its names and texts, without rule pages and the sources named on them."""
    page = [part for node in ast.walk(tree) for part in _page(node)]
    sources = {part.id for part in page if isinstance(part, ast.Name)}
    page += [each.value for each in tree.body if isinstance(each, ast.Assign) and _bound(each) & sources]
    pages = {id(part) for part in page}
    for node in ast.walk(tree):
        if id(node) in pages:
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value
        elif isinstance(node, ast.Name | ast.Attribute | ast.FunctionDef | ast.ClassDef | ast.arg):
            said = getattr(node, "id", None) or getattr(node, "attr", None)
            yield node.lineno, f"{said or getattr(node, 'name', None) or getattr(node, 'arg', '')}"


def _page(node: ast.AST) -> Iterator[ast.expr]:
    """Yield the docstring of a rule and the source that its page names."""
    if not isinstance(node, ast.FunctionDef):
        return
    for decorator in node.decorator_list:
        if isinstance(decorator, ast.Call) and getattr(decorator.func, "id", "") in {"rule", "page"}:
            yield from (each.value for each in decorator.keywords if each.arg == "source")
            if isinstance(node.body[0], ast.Expr):
                yield node.body[0].value


def _bound(node: ast.Assign) -> set[str]:
    return {each.id for each in node.targets if isinstance(each, ast.Name)}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(PACKAGE).as_posix())
def test_no_product_is_named_in_code(file: Path) -> None:
    allowed = HEADINGS.get(file.relative_to(PACKAGE).as_posix(), set())
    tree = ast.parse(file.read_text(encoding="utf-8"))
    named = [
        (line, sorted(words))
        for line, text in _said(tree)
        if (words := _words(text.replace(PLATFORM, "")) & NAMES - allowed)
    ]
    assert named == []


def test_the_names_of_products_and_of_their_owners_hosts_are_known() -> None:
    assert {"procore", "procoregov", "trimble", "xchange", "spectrum", "salesforce", "quickbooks"} <= NAMES
    assert {"autodesk", "hcss", "hcssapps", "smartpm", "powerbi", "bluebeam"} <= NAMES


@pytest.mark.parametrize(
    "code",
    [
        'HOST = "login.procore.com"',
        "def is_procore() -> bool: ...",
        "def check(spectrum_url: str) -> None: ...",
        'def check() -> None:\n    """Look at Procore."""',
        "TrimbleHost = 1",
    ],
)
def test_a_name_in_code_is_seen(code: str) -> None:
    assert any(_words(text) & NAMES for _, text in _said(ast.parse(code)))


def test_a_rule_page_may_name_products() -> None:
    code = 'HELP = "Procore"\n@rule(source=HELP)\ndef check():\n    """Procore."""\n    yield "one"\n'
    assert [text for _, text in _said(ast.parse(code)) if _words(text) & NAMES] == []
