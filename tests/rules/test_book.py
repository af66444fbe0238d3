from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

import validator.rules
from tests.conftest import rules_of
from tests.support.clock import TODAY
from tests.support.examples import examples_of, given, sections
from tests.support.scenes import completed
from validator.diagnostics import Basis, Severity
from validator.rules import ALL, BY_ID, FAMILIES, Rule
from validator.rules.scenes import scenes

if TYPE_CHECKING:
    from tests.conftest import Lint

SAMPLES = Path(__file__).parents[2] / "sample-configs" / "invalid"
LONGEST = 8
LEVELS = {"E": Severity.ERROR, "W": Severity.WARNING, "I": Severity.INFO}
BASES = {"D": Basis.DOCUMENTED, "I": Basis.INFERRED}

# The rule book: id, default severity, basis. People write the ids into suppressions, so none of them ever changes.
BOOK = """
yaml-syntax E D
invalid-encoding E D
duplicate-key E D
ambiguous-scalar W D
invisible-character E D
too-complex E D
unsupported-tag E D
unknown-kind E D
missing-field E D
unknown-field E D
wrong-type E D
invalid-value E D
exclusive-fields E D
typographic-quote E D
comment-cuts-value W D
unused-suppression W D
duplicate-name E D
unknown-workspace E D
unknown-application E D
unknown-connector E D
unknown-definition E D
unknown-oauth-client E D
oauth-client-required E D
oauth-client-unexpected W I
oauth-client-mismatch E D
public-client-not-offered E D
unknown-integration W I
unused-document I I
naming-convention W D
base-connection-required E D
unknown-base-connection E D
base-connection-disabled E D
base-connection-not-applicable W I
base-connection-ambiguous W I
base-connection-override E D
base-connection-definition E D
base-connection-unsupported E D
empty-base-connection I D
missing-detail E D
unknown-detail E D
invalid-option E D
connection-environment-alias I D
invalid-detail E D
duplicate-connection W I
workspace-described-twice W I
development-on-production W D
unchecked I D
legacy-general-configuration I D
mixed-credentials W I
incomplete-prerequisites W D
application-connector-mismatch E D
application-source-mismatch W D
version-key-malformed E D
application-access-mismatch E D
real-time-processing-off W D
personal-connection I I
company-id-is-url E D
company-id-is-project E D
company-id-malformed E D
company-id-example W I
company-id-of-another W I
base-url-path W D
monthly-sandbox I D
company-id-shared W D
company-id-region I I
environment-host-mismatch E D
environment-credentials E D
environment-in-name I I
unknown-host E D
client-id-not-a-client-id E D
client-id-shape W I
shared-client-id E D
scope-not-used W I
federal-sandbox E D
literal-secret E D
secret-in-url E D
placeholder-value E D
unknown-reference E D
same-reference E D
swapped-references W I
secret-file-in-project W D
secret-expired E D
secret-expiring W D
secret-without-expiration I I
shared-secret-reference W I
default-token-url W I
insecure-url E D
oauth-url-path E D
login-hosts-differ W I
oauth-urls-incomplete W I
unneeded-oauth-field W I
client-authentication-mismatch W D
scope-separator E D
public-client-private W D
client-of-another-company W I
redirect-uri W I
sensitive-attribute-exposed E D
attribute-hidden W I
redeclared-client-field W D
placeholder-host E D
same-environment-host W I
undescribed-attribute I D
secret-default E D
credentials-in-config-schema W D
lost-constraint W I
incomplete-key E D
"""


def _written() -> dict[str, tuple[Severity, Basis]]:
    rows = [line.split() for line in BOOK.split("\n") if line]
    return {name: (LEVELS[severity], BASES[basis]) for name, severity, basis in rows}


def _defined() -> list[tuple[str, Rule]]:
    """Return every rule that a module of the package defines, with the name that the module gives it."""
    found = []
    for each in pkgutil.iter_modules(validator.rules.__path__):
        module = importlib.import_module(f"validator.rules.{each.name}")
        for name, value in vars(module).items():
            if isinstance(value, Rule):
                found.append((name, value))
    return found


def _id(rule: Rule) -> str:
    return rule.id


@pytest.mark.parametrize("rule", ALL, ids=_id)
def test_the_bad_examples_of_a_page_raise_its_rule_and_no_other(rule: Rule, lint: Lint) -> None:
    bad = [each for each in examples_of(rule) if each.bad]
    assert bad
    for example in bad:
        report = lint(example.files, as_of=TODAY)
        assert set(rules_of(report)) == {rule.id}, [each.message for each in report.diagnostics]
        assert not report.problems


@pytest.mark.parametrize("rule", ALL, ids=_id)
def test_the_good_examples_of_a_page_raise_nothing(rule: Rule, lint: Lint) -> None:
    good = [each for each in examples_of(rule) if not each.bad]
    assert good
    for example in good:
        report = lint(example.files, as_of=TODAY)
        assert rules_of(report) == [], [each.message for each in report.diagnostics]
        assert not report.problems
        assert report.files


@pytest.mark.parametrize("rule", ALL, ids=_id)
def test_a_page_begins_with_a_sentence_and_shows_a_bad_and_a_good_example(rule: Rule) -> None:
    first = rule.page.split("\n\n", 1)[0]
    assert first.endswith("."), first
    assert not rule.summary.endswith(".")
    headings = [heading for heading, _, _ in sections(rule.page)]
    assert headings.index("Bad") < headings.index("Good")
    assert rule.source


@pytest.mark.parametrize("rule", ALL, ids=_id)
def test_an_example_shows_the_lines_that_matter_and_names_the_set_up_around_them(rule: Rule) -> None:
    for _, _, snippet in sections(rule.page):
        assert len(snippet.splitlines()) <= LONGEST
    name = given(rule.page)
    if name is not None:
        assert name in scenes()
        assert re.search(rf"\n\nGiven: {re.escape(name)}\n\nBad", rule.page)


def test_every_scene_is_one_that_examples_need_and_says_what_it_is_in_a_sentence() -> None:
    assert set(scenes()) == {given(rule.page) for rule in ALL} - {None}
    for scene in scenes().values():
        assert scene.sentence.endswith("."), scene.name


@pytest.mark.parametrize(
    "name", ["Procore client credentials", "Procore base connection", "Two Procore companies"]
)
def test_a_scene_that_lacks_nothing_raises_nothing(name: str, lint: Lint) -> None:
    report = lint(scenes()[name].text, as_of=TODAY)
    assert rules_of(report) == []


def test_an_example_is_laid_over_the_document_of_its_name_and_keeps_its_lines() -> None:
    snippet = """kind: ConnectorConfig
name: birch  # the second
workspace: {company: Acme}
connection:
  details:
    companyId: 1
unattended: true
"""
    whole = completed(snippet, scenes()["Two Procore companies"])
    first, second, client = yaml.safe_load_all(whole)
    lines = whole.splitlines()
    assert [each for each in snippet.splitlines() if each not in lines] == ["workspace: {company: Acme}"]
    assert first["workspace"] == {
        "name": "Birch : Procore <> Ledger",
        "type": "standard",
        "region": "us",
        "company": "Acme",
    }
    assert first["connection"]["details"] == {"companyId": 1, "connectionEnvironment": "Production"}
    assert (first["apiVersion"], first["unattended"]) == ("appxlint/v1", True)
    assert (second["name"], client["kind"]) == ("acme", "OAuthClient")


def test_a_list_takes_the_place_of_the_scenes_and_a_broken_document_gains_only_its_header() -> None:
    base = scenes()["Procore base connection"]
    rules, *_ = yaml.safe_load_all(completed("kind: BaseConnectionRules\nbaseConnections: []\n", base))
    assert (rules["baseConnections"], rules["integration"]) == ([], "Procore + Payroll")
    broken = completed("kind: ConnectorConfig\nname:acme\nconnector: procore\n", base).split("---\n")[0]
    assert broken == "apiVersion: appxlint/v1\nkind: ConnectorConfig\nname:acme\nconnector: procore\n"


@pytest.mark.parametrize("rule", ALL, ids=_id)
def test_a_rule_has_two_samples_at_least(rule: Rule) -> None:
    folder = SAMPLES / rule.id
    assert folder.is_dir()
    assert len([*folder.iterdir()]) > 1


@pytest.mark.parametrize("rule", ALL, ids=_id)
def test_a_rule_is_what_the_rule_book_says(rule: Rule) -> None:
    assert (rule.severity, rule.basis) == _written()[rule.id]


@pytest.mark.parametrize("rule", [each for each in ALL if each.basis is Basis.INFERRED], ids=_id)
def test_what_is_only_inferred_is_no_error_by_default(rule: Rule) -> None:
    assert rule.severity < Severity.ERROR


def test_every_rule_is_registered_once_and_under_the_name_of_its_function() -> None:
    defined = _defined()
    assert sorted(rule.id for _, rule in defined) == sorted(rule.id for rule in ALL)
    assert len(BY_ID) == len(ALL)
    for name, rule in defined:
        assert rule.id == name.replace("_", "-")
        assert BY_ID[rule.id] is rule


def test_a_rule_that_is_run_is_a_function_of_its_name_and_a_page_is_not_run() -> None:
    pages = {rule.id for rule in ALL if rule.check is None}
    assert {"yaml-syntax", "unknown-field", "unused-suppression"} <= pages
    assert pages <= {rule.id for rule in FAMILIES["The file"]}
    for rule in ALL:
        assert rule.check is None or rule.check.__doc__ == rule.text


def test_the_rules_stand_in_the_order_of_the_rule_book() -> None:
    book = list(_written())
    assert [rule.id for rule in ALL] == sorted((rule.id for rule in ALL), key=book.index)


def test_every_folder_of_samples_is_named_after_a_rule() -> None:
    folders = {each.name for each in SAMPLES.iterdir()}
    assert folders <= set(_written())


def test_ids_are_words_in_lower_case_joined_by_hyphens() -> None:
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in _written())
