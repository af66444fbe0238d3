"""What the sheets say is written down with its sources; nothing in it names what is not there."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import pytest

from tests.guide.sheets import CLIENT, CONFIG, connected
from tests.whole.test_facts import NAMES as PRODUCTS
from validator.catalog import shipped_connectors
from validator.documents.kinds import CLIENT as OAUTH_CLIENT
from validator.guide.fields import names
from validator.guide.sentences import places
from validator.guide.sheet import Audience
from validator.guide.steps import addresses, chapters, described, fits, oauth_client_form, pages
from validator.guide.traits import VALUES, case_of
from validator.project.facts import environments
from validator.schema.schemas import SCHEMAS, schema

if TYPE_CHECKING:
    from validator.guide.steps import Told, When

TOLD = [step for audience in Audience for chapter in chapters(audience) for step in chapter.steps]
STEPS = [pytest.param(step, id=f"{number} {step.do[:50]}") for number, step in enumerate(TOLD)]
PLACES = {
    *("product", "integration", "company", "workspace", "app", "environment", "client", "base", "installed"),
    *("page", "part", "file", "options", "shared"),
}
NOT_THE_CATALOGUES = {"catalogue"}
OF_OURS = {"appxlint", "config", "yaml", "lint", "env", "file"}
"""Names for things of ours, which an administrator elsewhere has never heard of."""


def _whens() -> list[When]:
    notes = [note.when for step in TOLD for note in step.notes]
    all_chapters = chain.from_iterable(map(chapters, Audience))
    return [*(each.when for each in TOLD), *notes, *(each.when for each in all_chapters)]


@pytest.mark.parametrize("step", STEPS)
def test_a_step_names_the_pages_that_say_so_unless_it_is_ours(step: Told) -> None:
    assert bool(step.pages) != step.ours
    assert set(step.pages) <= pages().keys() | NOT_THE_CATALOGUES


@pytest.mark.parametrize("step", STEPS)
def test_a_step_shows_fields_and_names_that_there_are(step: Told) -> None:
    assert step.fields in {"", *names()}
    written = (step.do, step.sign, step.inferred, *(note.say for note in step.notes))
    assert frozenset().union(*map(places, written)) <= PLACES
    assert all(each == "" or each[0] in "{'\"*" or each[0].isupper() or each[0].isdigit() for each in written)


def test_what_steps_ask_for_is_known_of_every_connection() -> None:
    connectors = {*shipped_connectors()}
    named = {each.name for each in environments(connected(CONFIG, CLIENT)[0].connector)} | {""}
    for when in _whens():
        for key, values in when.items():
            known = VALUES[key]
            of_catalogue = connectors if key == "connector" else named
            assert set(values) <= (of_catalogue if known is None else known), (key, values)


def test_a_connection_answers_all_that_can_be_asked() -> None:
    assert case_of(*connected(CONFIG, CLIENT), Audience.ADMIN).traits.keys() == VALUES.keys()


def test_every_page_has_a_title_and_a_day_and_most_an_address_in_english() -> None:
    assert all(each.title for each in pages().values())
    urls = [each.url for each in pages().values() if each.url]
    assert len(urls) >= len(pages()) - 1
    assert all(each.startswith("https://") for each in urls)
    languages = {each.split("/")[3] for each in urls if each.startswith("https://help.trimble.com/")}
    assert languages == {"en", "en-gb", "doc"}


def test_every_page_is_named_by_a_step() -> None:
    assert {page for each in TOLD for page in each.pages} - NOT_THE_CATALOGUES == pages().keys()


def test_the_form_of_oauth_clients_has_all_fields_that_the_screen_has() -> None:
    ours = {"apiVersion", "kind", "metadata", "sources", "integrations", "credentials", "redirectUri"}
    assert {each.key for each in oauth_client_form()} == set(
        schema(SCHEMAS[OAUTH_CLIENT])["properties"]
    ) - ours


def test_an_administrator_reads_none_of_our_names_for_things() -> None:
    for chapter in chapters(Audience.ADMIN):
        for step in chapter.steps:
            said = " ".join((step.do, step.sign, step.inferred, *(note.say for note in step.notes)))
            assert set(said.lower().split()) & OF_OURS == set(), said
            assert "`" not in said


def test_addresses_are_known_by_region_and_none_for_others() -> None:
    assert addresses("us") == ("4.151.125.250", "13.84.41.168")
    assert addresses("au") == ("4.197.193.145",)
    assert addresses("None") == ()


def test_some_connectors_have_sections_of_their_own_for_administrators() -> None:
    assert described() == {"procore"}
    assert {"procore"} <= PRODUCTS


def test_all_that_is_asked_for_has_to_be_true() -> None:
    when = {"app": ("custom", "marketplace"), "live": ("yes",)}
    assert fits(when, {"app": "custom", "live": "yes"})
    assert not fits(when, {"app": "custom", "live": "no"})
    assert not fits(when, {"app": "none", "live": "yes"})
    assert fits({}, {})
