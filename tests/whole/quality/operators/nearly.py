"""Operators on what nearly fits: addresses, keys and references that are right but for a sign, or for whose."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from tests.whole.quality.edits import renamed, replaced
from tests.whole.quality.making import fields, replacing, rewriting
from tests.whole.quality.model import Edit, Mutant, Spot, from_mistakes, operator
from tests.whole.quality.scenes import has, key_at, stretch, value_at, written
from validator.diagnostics import Part
from validator.documents.kinds import CLIENT, CONFIG, ENDPOINTS, GENERAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.whole.quality.making import Sites
    from tests.whole.quality.scenes import Scene

FAMILY = "What nearly fits"
BASE_URL = (GENERAL, "baseUrl")
SETS = ("connection", "details", "credentialSets")
COMPANIES = (GENERAL, "companyConfigurations", 0)
ID, SECRET = "clientId", "clientSecret"


def _login(*connectors: str) -> Sites:
    return lambda scene: (
        site for each in connectors for site in fields(CLIENT, ("tokenUrl",), connector=each)(scene)
    )


@operator(FAMILY, "the company's number in the query of an address")
def in_query(scene: Scene) -> Iterator[Mutant]:
    route = ("connection", "details", "companyId")
    for connection in scene.connections("procore"):
        config, environment = connection.config, connection.environment
        if environment is not None and environment.name == "Production" and has(config, *route):
            number = written(config, *route).strip("'\"")
            text = f'"https://api.procore.com/rest/v1.1/projects?company_id={number}"'
            yield Mutant(replaced(config, route, text), "company-id-is-url", (value_at(config, *route),))


@operator(FAMILY, "the company's number with the rest of its page's address")
def with_the_rest(scene: Scene) -> Iterator[Mutant]:
    route = ("connection", "details", "companyId")
    for document, at in fields(CONFIG, route, connector="procore")(scene):
        number = written(document, *at).strip("'\"")
        for rest in ("company/home", "company/home/list"):
            edit = replaced(document, at, f"{number}/{rest}")
            yield Mutant(edit, "company-id-is-url", (value_at(document, *at),))


@operator(FAMILY, "the keys of another environment copied with their names")
def copied_keys(scene: Scene) -> Iterator[Mutant]:
    for first, second in itertools.combinations(scene.of(CLIENT, connector="procore"), 2):
        keys = {each.get("credentials") for each in (first, second)}
        if len(keys - {None}) < 2 or not all(has(each, ID) and has(each, SECRET) for each in (first, second)):
            continue
        (start, _), (_, end) = stretch(second, (ID,)), stretch(second, (SECRET,))
        text = f"{written(first, ID)}\nclientSecret: {written(first, SECRET)}"
        edit = Edit(second.source, start, end, text)
        yield Mutant(edit, "shared-client-id", (Spot(second.source, start),))


@operator(FAMILY, "a key of general configuration in another case")
def other_case(scene: Scene) -> Iterator[Mutant]:
    for document, route in fields(CONFIG, BASE_URL, (GENERAL, "apiRootUrl"))(scene):
        key = str(route[-1])
        for text in (f"{key[0].upper()}{key[1:]}", key.replace("Url", "URL"), key.replace("Url", "_url")):
            yield Mutant(renamed(document, route, text), "unknown-field", (key_at(document, *route),))


@operator(FAMILY, "documents as a list")
def as_list(scene: Scene) -> Iterator[Mutant]:
    for document in scene.of(CONFIG):
        source = document.source
        if "\n---\n" not in source.text and not source.text.startswith("---"):
            first = stretch(document, (), Part.KEY)[0]
            body = source.text[first:].rstrip("\n").replace("\n", "\n  ")
            edit = Edit(source, first, len(source.text), f"- {body}\n")
            yield Mutant(edit, "wrong-type", (Spot(source, first + 2, after=True),))


@operator(FAMILY, "the references of client id and secret swapped")
def swapped(scene: Scene) -> Iterator[Mutant]:
    for client in scene.of(CLIENT):
        if not has(client, ID) or not has(client, SECRET):
            continue
        names = [written(client, field).strip("}").lower() for field in (ID, SECRET)]
        if names[0].endswith("id") and names[1].endswith("secret"):
            (first, end), (start, last) = stretch(client, (ID,)), stretch(client, (SECRET,))
            text = client.source.text
            swap = text[start:last] + text[end:start] + text[first:end]
            yield Mutant(
                Edit(client.source, first, last, swap),
                "swapped-references",
                (Spot(client.source, first, after=True),),
            )


@operator(FAMILY, "two sets of credentials of one name")
def same_set(scene: Scene) -> Iterator[Mutant]:
    for config in scene.of(CONFIG):
        first, second = (*SETS, 0, "credentialSetName"), (*SETS, 1, "credentialSetName")
        if config.get(*second) is not None:
            edit = replaced(config, second, written(config, *first))
            yield Mutant(edit, "duplicate-name", (value_at(config, *second),))


@operator(FAMILY, "the client of another company")
def of_another_company(scene: Scene) -> Iterator[Mutant]:
    route = ("connection", "oauthClient")
    for connection in scene.connections("bluebeam"):
        client = connection.client
        company = connection.workspace.get("company") if connection.workspace is not None else None
        for other in scene.of(CLIENT, connector="bluebeam"):
            if client is not None and other is not client and company == str(client.get("name")).split()[0]:
                edit = replaced(connection.config, route, str(other.get("name")))
                spots = (value_at(connection.config, *route),)
                yield Mutant(edit, "client-of-another-company", spots)


@operator(FAMILY, "a name that says production, for a sandbox")
def called_production(scene: Scene) -> Iterator[Mutant]:
    for connection in scene.connections():
        environment, config = connection.environment, connection.config
        if environment is not None and "sandbox" in environment.traits:
            edit = replaced(config, ("name",), "books-production")
            yield Mutant(edit, "environment-in-name", (value_at(config, "name"),))


OPERATORS = tuple(
    map(
        from_mistakes,
        (
            replacing(
                FAMILY,
                "a base URL that is no whole address",
                "invalid-value",
                fields(CONFIG, BASE_URL, connector="procore"),
                *(
                    "api.procore.com",
                    "https//api.procore.com/",
                    '"https;//api.procore.com/"',
                    "htps://api.procore.com/",
                ),
            ),
            rewriting(
                FAMILY,
                "a host next to a known one, of a connector whose hosts are not all known",
                "unknown-host",
                _login("bluebeam", "salesforce"),
                lambda url: url.replace(".com", ".con"),
                lambda url: url.replace("bluebeam.", "blubeam.").replace("salesforce.", "saleforce."),
            ),
            rewriting(
                FAMILY,
                "a part in brackets that was to be replaced",
                "placeholder-host",
                fields(CLIENT, *((field,) for field in ENDPOINTS)),
                lambda url: re.sub(r"//[^./]+\.", "//[MyDomain].", url),
                lambda url: re.sub(r"//[^./]+\.", "//your-company.", url),
            ),
            in_query,
            with_the_rest,
            copied_keys,
            other_case,
            as_list,
            swapped,
            replacing(
                FAMILY,
                "client and secret sent in another way than the page says",
                "client-authentication-mismatch",
                fields(CLIENT, ("clientAuthentication",), connector="salesforce"),
                "Client credentials body",
            ),
            rewriting(
                FAMILY,
                "the login host of another organisation",
                "login-hosts-differ",
                _login("salesforce"),
                lambda url: url.replace("//", "//trial-"),
            ),
            same_set,
            of_another_company,
            called_production,
            replacing(
                FAMILY,
                "a root address in general configuration that a connection would not take",
                "invalid-value",
                fields(CONFIG, (GENERAL, "apiRootUrl")),
                *("https://tillman.dexterchaney.com", "https://tillman.dexterchaney.com:8482/connect/token"),
            ),
            replacing(
                FAMILY,
                "a company code in general configuration that a connection would not take",
                "invalid-value",
                fields(CONFIG, (*COMPANIES, "companyCode")),
                *("TILL", "TI"),
            ),
            replacing(
                FAMILY,
                "a secret in a list of general configuration that has expired",
                "secret-expired",
                fields(CONFIG, (*COMPANIES, "dataExchangeClientSecretExpirationDate")),
                "2021-03-31",
            ),
        ),
    )
)
