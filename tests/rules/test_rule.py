from __future__ import annotations

import ast
import inspect
import pkgutil
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

import validator.rules
from validator.diagnostics import Basis, Severity
from validator.documents.kinds import CLIENT, CONFIG
from validator.rules import ALL, NEED_A_REASON, SECRET_RULES, Rule
from validator.rules.rule import page, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.documents.document import Document
    from validator.documents.finding import Finding
    from validator.project.project import Project


def two_names(document: Document, project: Project) -> Iterator[Finding]:
    """Two documents bear
    one name.

    Why it matters.
    """
    del document, project
    yield from ()


def test_a_rule_is_called_as_its_function_is_and_its_page_is_the_docstring() -> None:
    made = rule(Severity.ERROR, Basis.DOCUMENTED, CONFIG, CLIENT, source="the format")(two_names)
    assert (made.id, made.source) == ("two-names", "the format")
    assert made.kinds == {CONFIG, CLIENT}
    assert made.page == "Two documents bear\none name.\n\nWhy it matters."
    assert made.summary == "Two documents bear one name"
    assert made.check is two_names


@pytest.mark.parametrize(
    ("secret", "reason", "needs"), [(True, False, True), (False, True, True), (False, False, False)]
)
def test_a_secret_rule_needs_a_reason_and_others_say_so(secret: bool, reason: bool, needs: bool) -> None:
    register = rule(Severity.ERROR, Basis.DOCUMENTED, source="x", secret=secret, needs_reason=reason)
    made = register(two_names)
    assert (made.secret, made.needs_reason) == (secret, needs)


def test_what_a_rule_yields_to_is_kept() -> None:
    made = rule(Severity.ERROR, Basis.DOCUMENTED, source="x", yields_to=("one", "other"))(two_names)
    assert made.yields_to == {"one", "other"}


def test_a_page_has_no_check() -> None:
    made = page(Severity.WARNING, Basis.INFERRED, source="x", yields_to=("one",))(two_names)
    assert made.check is None
    assert made.yields_to == {"one"}


def test_the_rules_about_secrets_say_so_themselves() -> None:
    assert {"literal-secret", "secret-in-url", "placeholder-value", "unknown-reference"} == SECRET_RULES
    assert {
        *SECRET_RULES,
        "same-reference",
        "shared-secret-reference",
        "secret-file-in-project",
        "secret-default",
        "sensitive-attribute-exposed",
    } == NEED_A_REASON


def test_only_rules_that_look_at_every_key_and_comment_name_a_stretch_of_text() -> None:
    speaking = set()
    for each in pkgutil.iter_modules(validator.rules.__path__):
        tree = ast.parse(inspect.getsource(import_module(f"validator.rules.{each.name}")))
        called = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
        names = {getattr(function, "attr", None) or getattr(function, "id", None) for function in called}
        speaking |= {each.name} if names & {"span", "span_of", "Span"} else set()
    assert speaking - {"doubt"} == {"addresses", "secrets"}


@pytest.mark.parametrize("each", ALL, ids=lambda each: each.id)
def test_a_page_is_the_docstring_without_its_indentation(each: Rule) -> None:
    assert each.page == inspect.cleandoc(each.text)
