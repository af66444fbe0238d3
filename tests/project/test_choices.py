"""What can be written at a place, with what it means and how sure that is."""

from __future__ import annotations

from tests.support.reading import project_of
from validator.project.choices import Choices
from validator.project.index import Index

CATALOGUE = Choices(Index(()))


def test_every_connector_is_offered_under_each_of_its_keys() -> None:
    offered = {each.text: each.words for each in CATALOGUE.connectors()}
    assert offered["procore"].startswith("Procore. Construction management.")
    assert "The same connector as smartpm." in offered["smart-pm"]


def test_a_definition_says_where_it_is_known_from_and_how_sure_it_is() -> None:
    first = CATALOGUE.definitions("procore")[0]
    assert first.text == "Procore V2 OAuth Client Credentials Auth"
    assert first.words.endswith("Known from the catalogue. Documented.")


def test_an_environment_says_what_it_means_and_that_its_label_is_inferred() -> None:
    definition = CATALOGUE.index.definitions("procore")[0]
    details = {each.key: (each, words) for each, words in CATALOGUE.details(definition)}
    assert "before /company/" in details["companyId"][1].words
    options = {
        each.text: each.words for each in CATALOGUE.options("procore", details["connectionEnvironment"][0])
    }
    assert next(iter(options)) == "Production"
    assert "https://login-sandbox.procore.com" in options["Developer Sandbox"]
    assert options["Developer Sandbox"].endswith("Inferred, not documented: compare it with the screen.")


def test_a_set_of_keys_says_which_environments_take_it() -> None:
    known = {each.text: each.words for each in CATALOGUE.key_sets("procore")}
    assert known["production"] == "Taken by Production, Monthly Sandbox, On-Demand Sandbox."


def test_a_project_offers_the_names_of_its_own_documents_and_never_what_must_not_be_shown() -> None:
    project = project_of(
        "kind: Workspace\nname: Acme",
        "kind: Workspace\nname: ghp_secret",
        "kind: OAuthClient\nname: Acme client\nconnector: procore\n"
        "definition: Procore V2 OAuth Client Credentials Auth\nclientId: ${env:ID}\nclientSecret: ${env:SECRET}",
    )
    choices = Choices(project, lambda text: "ghp" in text)
    assert [each.text for each in choices.workspaces()] == ["Acme"]
    assert "Acme client" in [each.text for each in choices.clients("procore")]
    assert choices.applications() == []
