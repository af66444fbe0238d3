"""Projects that hold a number of anything a file or a project can hold.

Each generator takes a number and returns a project of so many of what its name says. `tests/whole/test_growth.py`
counts what a run over small ones does; `python -m benchmarks.growth` measures large ones.
"""

from __future__ import annotations

import functools
import json
import random
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_LIMITS = """\
[limits]
file-bytes = 100_000_000
nodes = 5_000_000
scalar-characters = 10_000_000
"""
_DEFINITION = "Procore V2 OAuth Client Credentials Auth"
_LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_WORKSPACE = "apiVersion: appxlint/v1\nkind: Workspace\nname: Acme\n"


class Case(NamedTuple):
    """A project by its files, and what is asked of the command in its folder."""

    files: dict[str, str]
    arguments: tuple[str, ...] = ("check", ".")


class Generator(NamedTuple):
    """What makes a project of a number of something; `small` is a number of which a test can tell the growth."""

    make: Callable[[int], Case]
    small: int


GENERATORS: dict[str, Generator] = {}
"""Every generator, by its name."""


def _grows(small: int) -> Callable[[Callable[[int], Case]], Callable[[int], Case]]:
    """Put a function among the generators."""

    def register(make: Callable[[int], Case]) -> Callable[[int], Case]:
        GENERATORS[make.__name__.replace("_", "-")] = Generator(make, small)
        return make

    return register


def _case(files: dict[str, str], *arguments: str, settings: str = "") -> Case:
    return Case(
        {"appxlint.toml": settings + _LIMITS, **files}, ("check", *arguments) if arguments else ("check", ".")
    )


def _file(documents: Iterable[str], *arguments: str, settings: str = "") -> Case:
    """Return a project of one file with such documents."""
    return _case({"all.yaml": "---\n".join(documents)}, *arguments, settings=settings)


def _lines(count: int, line: str) -> str:
    """Return so many lines, `{}` in each its number."""
    return "".join(line.format(number) + "\n" for number in range(count))


def _client(name: str = "Acme", more: str = "", number: int | str = 0, connector: str = "procore") -> str:
    return (
        f"apiVersion: appxlint/v1\nkind: OAuthClient\nname: {name}\nconnector: {connector}\n"
        f"definition: {_DEFINITION}\ncredentials: production\nclientId: ${{env:ID_{number}}}\n"
        f"clientSecret: ${{env:SECRET_{number}}}\ntokenUrl: https://login.procore.com/oauth/token\n{more}"
    )


def _config(  # noqa: PLR0913 - the parts of a config, each by name
    name: str = "acme",
    *,
    workspace: str = "{name: Acme, type: standard, region: us, company: Acme}",
    application: str = "{source: custom, name: Sync, access: service-account, installed: true}",
    client: str = "Acme",
    company: int = 4_281_379,
    connection: str = "",
    more: str = "",
) -> str:
    connection = connection or (
        f"  definition: {_DEFINITION}\n  oauthClient: {client}\n"
        f"  details:\n    connectionEnvironment: Production\n    companyId: {company}\n"
    )
    return (
        f"apiVersion: appxlint/v1\nkind: ConnectorConfig\nname: {name}\nconnector: procore\n"
        f"integration: Procore + Timesheets\nworkspace: {workspace}\napplication: {application}\n"
        f"unattended: true\nconnection:\n  name: Acme\n{connection}{more}"
    )


def _secret(number: int) -> str:
    """Return a text that looks like a key, the same for the same number."""
    chance = random.Random(number)
    return "".join(chance.choices(_LETTERS, k=40))


def _definition(attributes: str, name: str = "Ledger Login", key: str = "login") -> str:
    return (
        f"apiVersion: appxlint/v1\nkind: ConnectionDefinition\nconnector: ledger\nkey: {key}\nname: {name}\n"
        f"type: Standard\nattributes:\n{attributes}"
    )


def _of_ledger(details: str) -> str:
    return _config(connection=f"  definition: Ledger Login\n  details:\n{details}").replace(
        "connector: procore", "connector: ledger"
    )


def _connector(more: str = "", key: str = "ledger") -> str:
    return f"apiVersion: appxlint/v1\nkind: Connector\nkey: {key}\nname: Ledger {key}\n{more}"


def _attribute(number: int, more: str = "") -> str:
    return (
        f"  - {{key: field{number}, title: Field {number}, description: A field., "
        f"isRequired: false, isSensitive: false{more}}}\n"
    )


def _rules(entries: str, integration: str = "Procore + Timesheets") -> str:
    return (
        "apiVersion: appxlint/v1\nkind: BaseConnectionRules\n"
        f"integration: {integration}\nconnector: procore\ncomplete: true\nbaseConnections:\n{entries}"
    )


def _base(number: int, more: str = "") -> str:
    return f"  - {{name: Live {number}, enabled: true, definition: {_DEFINITION}{more}}}\n"


def _connector_json(attributes: int, *, indent: int | None = None, faulty: bool = True) -> str:
    """Return a connector.json with so many attributes, each of which lacks its description if it is faulty."""
    described = {} if faulty else {"description": "What the screen shows."}
    entry = {
        "key": "login",
        "name": "Ledger Login",
        "description": "Signs in.",
        "type": "Standard",
        "attributes": [
            {
                "key": f"field{at}",
                "title": f"Field {at}",
                "isRequired": True,
                "isSensitive": False,
                **described,
            }
            for at in range(attributes)
        ],
    }
    connector = {"name": "Ledger", "urlPart": "ledger", "key": "ledger", "connectionDefinitions": [entry]}
    return json.dumps(connector, indent=indent, separators=None if indent else (",", ":"))


# Documents of a project.


@_grows(3)
def clients_unique(count: int) -> Case:
    """OAuth clients that no config uses."""
    return _file([_config(client="Acme 0"), *(_client(f"Acme {at}", number=at) for at in range(count))])


@_grows(4)
def clients_of_one_name(count: int) -> Case:
    """OAuth clients that bear one name."""
    return _file(_client("Acme", number=at) for at in range(count))


@_grows(4)
def clients_of_one_id(count: int) -> Case:
    """OAuth clients that share a client id and a secret, for two sets of keys."""
    sets = ("production", "developer-sandbox")
    return _file(
        _client(f"Acme {at}").replace("credentials: production", f"credentials: {sets[at % 2]}")
        for at in range(count)
    )


@_grows(4)
def clients_in_files(count: int) -> Case:
    """OAuth clients in a file each."""
    return _case({f"client-{at}.yaml": _client(f"Acme {at}", number=at) for at in range(count)})


@_grows(3)
def clients_used(count: int) -> Case:
    """Configs with an OAuth client each."""
    pairs = (
        (_client(f"Acme {at}", number=at), _config(f"acme-{at}", client=f"Acme {at}", company=4_281_379 + at))
        for at in range(count)
    )
    return _file(each for pair in pairs for each in pair)


@_grows(3)
def clients_of_other_connectors(count: int) -> Case:
    """OAuth clients of a connector each that nothing describes."""
    return _file(_client("Acme", number=at, connector=f"ledger{at}") for at in range(count))


@_grows(3)
def configs(count: int) -> Case:
    """Configs of one OAuth client, for a company each."""
    return _file([_client(), *(_config(f"acme-{at}", company=4_281_379 + at) for at in range(count))])


@_grows(3)
def configs_of_one_company(count: int) -> Case:
    """Configs that set up the same company of the same workspace."""
    return _file([_client(), *(_config(f"acme-{at}") for at in range(count))])


@_grows(3)
def configs_of_one_name(count: int) -> Case:
    """Configs that bear one name."""
    return _file([_client(), *(_config(company=4_281_379 + at) for at in range(count))])


@_grows(3)
def companies_of_one_id(count: int) -> Case:
    """Configs of different companies with one company id."""
    workspace = "{{name: Acme {0}, type: standard, region: us, company: Company {0}}}"
    return _file([_client(), *(_config(f"acme-{at}", workspace=workspace.format(at)) for at in range(count))])


@_grows(3)
def workspaces_described(count: int) -> Case:
    """Configs that describe one workspace, each of another type than the one before."""
    types = ("standard", "custom")
    workspace = "{{name: Acme, type: {}, region: us, company: Acme}}"
    return _file(
        [
            _client(),
            *(
                _config(f"acme-{at}", company=4_281_379 + at, workspace=workspace.format(types[at % 2]))
                for at in range(count)
            ),
        ]
    )


@_grows(5)
def workspaces(count: int) -> Case:
    """Workspace documents that no config names."""
    return _file([_client(), _config(), *(_WORKSPACE.replace("Acme", f"Acme {at}") for at in range(count))])


@_grows(5)
def workspaces_alike(count: int) -> Case:
    """Workspace documents whose names differ in case alone."""
    letters = "acmebuildersofashford"
    names = (
        "".join(letter.upper() if number >> at & 1 else letter for at, letter in enumerate(letters))
        for number in range(count)
    )
    return _file(f"apiVersion: appxlint/v1\nkind: Workspace\nname: {name}\n" for name in names)


@_grows(7)
def applications(count: int) -> Case:
    """Application documents that no config names."""
    text = (
        "apiVersion: appxlint/v1\nkind: Application\nname: Sync {}\nconnector: procore\nsource: custom\n"
        "access: service-account\ninstalled: true\n"
    )
    return _file([_client(), _config(), *(text.format(at) for at in range(count))])


@_grows(10)
def connectors(count: int) -> Case:
    """Connector documents."""
    return _file(_connector(key=f"ledger{at}") for at in range(count))


@_grows(3)
def connectors_with_definitions(count: int) -> Case:
    """Connector documents with a definition and a config each that names a definition of nobody's."""
    return _file(
        text.replace("connector: ledger", f"connector: ledger{at}")
        for at in range(count)
        for text in (
            _connector(key=f"ledger{at}"),
            _definition(_attribute(0)),
            _of_ledger("    field0: a\n")
            .replace("Ledger Login", "Zebra")
            .replace("name: acme", f"name: acme-{at}"),
        )
    )


@_grows(5)
def definitions(count: int) -> Case:
    """Connection definitions of one connector."""
    return _file(
        [_connector(), *(_definition(_attribute(0), f"Login {at}", f"login{at}") for at in range(count))]
    )


@_grows(4)
def definitions_used(count: int) -> Case:
    """Connection definitions of one connector, with a config each."""
    return _file(
        text
        for at in range(count)
        for text in (
            _definition(_attribute(0), f"Login {at}", f"login{at}"),
            _of_ledger("    field0: a\n")
            .replace("Ledger Login", f"Login {at}")
            .replace("name: acme", f"name: acme-{at}"),
        )
    )


@_grows(4)
def definitions_left_out(count: int) -> Case:
    """Configs that name no definition, of a connector with as many definitions."""
    return _file(
        text
        for at in range(count)
        for text in (
            _definition(_attribute(0), f"Login {at}", f"login{at}"),
            _config(f"acme-{at}", connection="  details: {field0: a}\n").replace(
                "connector: procore", "connector: ledger"
            ),
        )
    )


@_grows(6)
def integrations(count: int) -> Case:
    """Base-connection rules of an integration each."""
    return _file(_rules(_base(0), f"Procore + Ledger {at}") for at in range(count))


@_grows(15)
def documents_in_one_file(count: int) -> Case:
    """Documents of a file that are right."""
    return _file(_WORKSPACE.replace("Acme", f"Acme {at}") for at in range(count))


@_grows(8)
def documents_without_separators(count: int) -> Case:
    """Documents of a file that run on from the ones before."""
    return _case({"all.yaml": "".join(_WORKSPACE.replace("Acme", f"Acme {at}") for at in range(count))})


@_grows(15)
def documents_of_no_kind(count: int) -> Case:
    """Documents of a file that do not say what they are."""
    return _file([_WORKSPACE, *(f"name: Acme {at}\ntype: standard\n" for at in range(count))])


@_grows(4)
def documents_with_comments(count: int) -> Case:
    """Documents of a file with a comment each."""
    return _file(f"# the client of company {at}\n{_client(f'Acme {at}', number=at)}" for at in range(count))


# Files and folders.


@_grows(6)
def files_beside_a_wrong_one(count: int) -> Case:
    """Right files beside one that names a client that is not there, and is asked for alone."""
    others = {f"client-{at}.yaml": _client(f"Acme {at}", number=at) for at in range(count)}
    return _case({**others, "config.yaml": _config(client="Zebra")}, "config.yaml")


@_grows(4)
def files_of_dependents(count: int) -> Case:
    """Configs in a file each that depend on the one file that is asked for."""
    others = {f"config-{at}.yaml": _config(f"acme-{at}", company=4_281_379 + at) for at in range(count)}
    return _case({**others, "client.yaml": _client()}, "client.yaml")


@_grows(9)
def files_named(count: int) -> Case:
    """Files that are named one by one."""
    files = {f"workspace-{at}.yaml": _WORKSPACE.replace("Acme", f"Acme {at}") for at in range(count)}
    return _case(files, *files)


@_grows(15)
def files_of_others(count: int) -> Case:
    """Files that are not of ours."""
    return _case({"all.yaml": _WORKSPACE, **{f"other-{at}.yaml": f"a: {at}\n" for at in range(count)}})


@_grows(10)
def files_broken(count: int) -> Case:
    """Files that cannot be parsed."""
    return _case({f"workspace-{at}.yaml": _WORKSPACE + 'region: "us\n' for at in range(count)})


@_grows(7)
def folders(count: int) -> Case:
    """Folders side by side with a file each."""
    return _case({f"f{at}/workspace.yaml": _WORKSPACE.replace("Acme", f"Acme {at}") for at in range(count)})


@_grows(6)
def folders_deep(count: int) -> Case:
    """Folders in each other, each with a file; of a hundred the next begins beside the first."""
    deep = 50
    return _case(
        {
            f"f{at // deep}/{'d/' * (at % deep)}workspace.yaml": _WORKSPACE.replace("Acme", f"Acme {at}")
            for at in range(count)
        }
    )


@_grows(8)
def folders_with_gitignore(count: int) -> Case:
    """Folders with a .gitignore each that names the files of others."""
    ignored = {f"f{at}/.gitignore": f"other-{at}.yaml\n" for at in range(count)}
    return _case(
        {
            **ignored,
            **{f"f{at}/workspace.yaml": _WORKSPACE.replace("Acme", f"Acme {at}") for at in range(count)},
        }
    )


@_grows(5)
def projects(count: int) -> Case:
    """Projects in folders of one."""
    settings = {f"f{at}/appxlint.toml": "" for at in range(count)}
    return _case({**settings, **{f"f{at}/workspace.yaml": _WORKSPACE for at in range(count)}})


# Names that lead nowhere.


@_grows(4)
def names_unresolved(count: int) -> Case:
    """Configs that name a client each that is not there, of as many clients."""
    return _file(
        text
        for at in range(count)
        for text in (
            _client(f"Acme {at * 7919} builders", number=at),
            _config(f"acme-{at}", client=f"Zebra {at * 7907} civil", company=4_281_379 + at),
        )
    )


@_grows(4)
def names_misspelt(count: int) -> Case:
    """Configs that misspell a client each, of as many clients."""
    return _file(
        text
        for at in range(count)
        for text in (
            _client(f"Acme {at} builders", number=at),
            _config(f"acme-{at}", client=f"Acme {at} biulders", company=4_281_379 + at),
        )
    )


@_grows(4)
def names_of_workspaces(count: int) -> Case:
    """Configs that misspell a workspace each, of as many Workspace documents."""
    return _file(
        [
            _client(),
            *(
                text
                for at in range(count)
                for text in (
                    _WORKSPACE.replace("Acme", f"Acme {at} builders"),
                    _config(f"acme-{at}", workspace=f"Zebra {at} biulders", company=4_281_379 + at),
                )
            ),
        ]
    )


@_grows(4)
def names_of_definitions(count: int) -> Case:
    """Clients that misspell a definition each, of a connector with as many definitions."""
    return _file(
        text
        for at in range(count)
        for text in (
            _definition(_attribute(0), f"Login {at} of people", f"login{at}"),
            _client(f"Acme {at}", number=at, connector="ledger").replace(
                _DEFINITION, f"Logon {at} for people"
            ),
        )
    )


@_grows(4)
def names_of_connectors(count: int) -> Case:
    """Clients that misspell a connector each, of as many Connector documents."""
    return _file(
        text
        for at in range(count)
        for text in (
            _connector(key=f"ledger{at}"),
            _client(f"Acme {at}", number=at, connector=f"lodger-of-{at}"),
        )
    )


@_grows(4)
def names_of_integrations(count: int) -> Case:
    """Configs of an integration each, and rules of as many others."""
    return _file(
        [
            _client(),
            *(
                text
                for at in range(count)
                for text in (
                    _rules(_base(0), f"Procore + Ledger {at * 7919}"),
                    _config(f"acme-{at}", company=4_281_379 + at).replace(
                        "Procore + Timesheets", f"Procore + Sheets {at * 7907}"
                    ),
                )
            ),
        ]
    )


@_grows(4)
def names_of_base_connections(count: int) -> Case:
    """Configs that select a base connection each that is not there, of as many."""
    when = ", when: {{connectionEnvironment: [e{}]}}"
    entries = "".join(_base(at * 7919, when.format(at)) for at in range(count))
    return _file(
        [_client(), _rules(entries)]
        + [
            _config(
                f"acme-{at}",
                connection=f"  baseConnection: Dead {at * 7907}\n  oauthClient: Acme\n  details:\n"
                f"    connectionEnvironment: Production\n    companyId: {4_281_379 + at}\n",
            )
            for at in range(count)
        ]
    )


# Base connections.


@_grows(8)
def base_connections(count: int) -> Case:
    """Base connections of one integration, each for a scenario of its own."""
    return _file(
        [_rules("".join(_base(at, f", when: {{connectionEnvironment: [e{at}]}}") for at in range(count)))]
    )


@_grows(8)
def base_connections_ambiguous(count: int) -> Case:
    """Base connections of one integration that are all for the same scenario."""
    return _file([_rules("".join(_base(at) for at in range(count)))])


@_grows(4)
def base_connections_used(count: int) -> Case:
    """Configs that select a base connection each."""
    when = (
        ", when: {{connectionEnvironment: [e{}]}}, sets: {{details: {{connectionEnvironment: Production}}}}"
    )
    entries = "".join(_base(at, when.format(at)) for at in range(count))
    return _file(
        [_client(), _rules(entries)]
        + [
            _config(
                f"acme-{at}",
                connection=f"  baseConnection: Live {at}\n  oauthClient: Acme\n"
                f"  details:\n    companyId: {4_281_379 + at}\n",
                workspace="{name: Acme, type: standard, company: Acme}",
            )
            for at in range(count)
        ]
    )


@_grows(40)
def when_lists(count: int) -> Case:
    """Values of one list that says when a base connection applies."""
    return _file(
        [
            _rules(
                _base(0, f", when: {{connectionEnvironment: [{', '.join(f'e{at}' for at in range(count))}]}}")
            )
        ]
    )


@_grows(40)
def when_lists_and_configs(count: int) -> Case:
    """Values of such a list, and a config that selects the base connection."""
    listed = ", ".join(f"r{at}" for at in range(count))
    return _file(
        [
            _client(),
            _rules(_base(0, f", when: {{connectionEnvironment: [{listed}]}}")),
            _config(connection="  baseConnection: Live 0\n  oauthClient: Acme\n"),
        ]
    )


@_grows(6)
def base_connections_with_details(count: int) -> Case:
    """Base connections that set a detail each that no definition has."""
    return _file(
        [
            _rules(
                "".join(
                    _base(
                        at, f", when: {{connectionEnvironment: [e{at}]}}, sets: {{details: {{zebra: {at}}}}}"
                    )
                    for at in range(count)
                )
            )
        ]
    )


# Connection details and definitions.


@_grows(15)
def attributes(count: int) -> Case:
    """Attributes of a definition."""
    return _file([_connector(), _definition("".join(map(_attribute, range(count))))])


@_grows(15)
def attributes_given(count: int) -> Case:
    """Attributes of a definition, with a detail each."""
    return _file(
        [
            _connector(),
            _definition("".join(map(_attribute, range(count)))),
            _of_ledger(_lines(count, "    field{0}: value {0}")),
        ]
    )


@_grows(9)
def attributes_missing(count: int) -> Case:
    """Attributes of a definition that are required, and given by none of its details."""
    text = "".join(map(_attribute, range(count))).replace("isRequired: false", "isRequired: true")
    return _file([_connector(), _definition(text), _of_ledger("    other: a\n")])


@_grows(4)
def attributes_misspelt(count: int) -> Case:
    """Details that misspell an attribute each of a definition with as many."""
    return _file(
        [
            _connector(),
            _definition("".join(map(_attribute, range(count)))),
            _of_ledger(_lines(count, "    feild{0}: value {0}")),
        ]
    )


@_grows(5)
def attributes_unknown(count: int) -> Case:
    """Details like none of the attributes of a definition with as many."""
    return _file(
        [
            _connector(),
            _definition("".join(map(_attribute, range(count)))),
            _of_ledger(_lines(count, "    zebra{0}crossing: value {0}")),
        ]
    )


@_grows(6)
def attributes_of_one_key(count: int) -> Case:
    """Attributes of a definition with one key."""
    return _file([_connector(), _definition("".join(_attribute(0) for _ in range(count)))])


@_grows(7)
def attributes_with_options(count: int) -> Case:
    """Attributes of a definition with options, each given as none of them."""
    options = ", options: [{label: One}, {label: Two}]"
    return _file(
        [
            _connector(),
            _definition("".join(_attribute(at, options) for at in range(count))),
            _of_ledger(_lines(count, "    field{0}: Three")),
        ]
    )


@_grows(25)
def options(count: int) -> Case:
    """Options of one attribute."""
    listed = ", ".join(f"{{label: Option {at}, value: {at}}}" for at in range(count))
    return _file(
        [
            _connector(),
            _definition(_attribute(0, f", options: [{listed}]")),
            _of_ledger("    field0: Zebra\n"),
        ]
    )


@_grows(24)
def options_of_a_list(count: int) -> Case:
    """Options of one attribute, with as many values in its list that are none of them."""
    listed = ", ".join(f"{{label: Option {at * 7919}}}" for at in range(count))
    values = ", ".join(f"Zebra {at * 7907}" for at in range(count))
    return _file(
        [
            _connector(),
            _definition(_attribute(0, f", isArray: true, options: [{listed}]")),
            _of_ledger(f"    field0: [{values}]\n"),
        ]
    )


@_grows(5)
def attribute_groups(count: int) -> Case:
    """Groups of details in the list of one attribute, each with a misspelt key."""
    inner = ", isArray: true, attributes: [{key: token, title: Token, isRequired: true, isSensitive: false}]"
    return _file(
        [
            _connector(),
            _definition(_attribute(0, inner)),
            _of_ledger("    field0:\n" + _lines(count, "      - {{tokne: a{0}}}")),
        ]
    )


@_grows(4)
def details_that_are_secrets(count: int) -> Case:
    """Sensitive details of a definition, each written out."""
    text = "".join(map(_attribute, range(count))).replace("isSensitive: false", "isSensitive: true")
    details = "".join(f"    field{at}: {_secret(at)}\n" for at in range(count))
    return _file([_connector(), _definition(text), _of_ledger(details)])


# General configuration and its schema.


def _schema(properties: str, more: str = "") -> str:
    return _connector(f"generalConfiguration:\n  type: object\n{more}  properties:\n{properties}")


def _of_general(values: str) -> str:
    return (
        "apiVersion: appxlint/v1\nkind: ConnectorConfig\nname: acme\nconnector: ledger\n"
        f"workspace: {{name: Acme}}\ngeneralConfiguration:\n{values}"
    )


@_grows(20)
def schema_properties(count: int) -> Case:
    """Properties of the schema of general configuration, each given."""
    return _file(
        [
            _schema(_lines(count, "    field{0}: {{type: string}}")),
            _of_general(_lines(count, "  field{0}: value {0}")),
        ]
    )


@_grows(6)
def schema_properties_wrong(count: int) -> Case:
    """Properties of the schema of general configuration, each given with a wrong type."""
    return _file(
        [
            _schema(_lines(count, "    field{0}: {{type: integer}}")),
            _of_general(_lines(count, "  field{0}: value {0}")),
        ]
    )


@_grows(7)
def schema_properties_misspelt(count: int) -> Case:
    """Properties of the schema of general configuration, each misspelt."""
    return _file(
        [
            _schema(_lines(count, "    field{0}: {{type: string}}")),
            _of_general(_lines(count, "  feild{0}: value {0}")),
        ]
    )


@_grows(7)
def schema_properties_unknown(count: int) -> Case:
    """Keys of general configuration like none of the properties of its schema."""
    return _file(
        [
            _schema(_lines(count, "    field{0}: {{type: string}}")),
            _of_general(_lines(count, "  zebra{0}crossing: value {0}")),
        ]
    )


@_grows(9)
def schema_properties_missing(count: int) -> Case:
    """Properties that the schema of general configuration requires, none of them given."""
    needed = ", ".join(f"field{at}" for at in range(count))
    return _file(
        [
            _schema(_lines(count, "    field{0}: {{type: string}}"), f"  required: [{needed}]\n"),
            _of_general("  other: a\n"),
        ]
    )


@_grows(3)
def schema_patterns(count: int) -> Case:
    """Patterns in the schema of general configuration, none of which its value has."""
    return _file(
        [
            _schema(_lines(count, "    field{0}: {{type: string, pattern: '^[a-z]{{4}}-{0}$'}}")),
            _of_general(_lines(count, "  field{0}: value {0}")),
        ]
    )


@_grows(6)
def schema_branches(count: int) -> Case:
    """Schemas that general configuration has to fit all of."""
    all_of = "  allOf:\n" + _lines(count, "    - {{required: [field{0}]}}")
    return _file([_schema("    other: {type: string}\n", all_of), _of_general("  other: a\n")])


@_grows(10)
def schema_references(count: int) -> Case:
    """Schemas of general configuration that refer to the next one, through allOf."""
    links = _lines(count, "    link{0}: {{allOf: [{{$ref: '#/definitions/link{0}x'}}]}}")
    for at in range(count):
        links = links.replace(f"/link{at}x'", f"/link{at + 1}'")
    ends = f"  definitions:\n{links}    link{count}: {{type: string}}\n"
    return _file([_schema("    field: {$ref: '#/definitions/link0'}\n", ends), _of_general("  field: 1\n")])


# One mapping.


@_grows(16)
def keys_unknown(count: int) -> Case:
    """Keys that a document does not have."""
    return _file([_WORKSPACE + _lines(count, "zebra{0}crossing: value")])


@_grows(4)
def keys_misspelt(count: int) -> Case:
    """Keys that are misspelt, in a list of mappings."""
    entries = _lines(
        count,
        "  - {{name: Live {0}, enabeld: true, definition: Login, when: {{connectionEnvironment: [e{0}]}}}}",
    )
    return _file([_rules(entries)])


@_grows(16)
def keys_repeated(count: int) -> Case:
    """Keys that are given again and again, the same one."""
    return _file([_WORKSPACE + _lines(count, "type: standard")])


@_grows(10)
def keys_given_twice(count: int) -> Case:
    """Keys that are given twice each, in free text."""
    return _file([_WORKSPACE + "metadata:\n" + _lines(count, "  note{0}: a\n  note{0}: b")])


@_grows(40)
def keys_of_free_text(count: int) -> Case:
    """Keys of free text, all right."""
    return _file([_WORKSPACE + "metadata:\n" + _lines(count, "  note{0}: value {0}")])


@_grows(3)
def keys_misplaced(count: int) -> Case:
    """Keys of an OAuth client in as many configs."""
    return _file(
        [
            _config(f"acme-{at}", more="tokenUrl: https://login.procore.com/oauth/token\n")
            for at in range(count)
        ]
    )


@_grows(20)
def keys_merged(count: int) -> Case:
    """Keys that merges bring into mappings, one merge a mapping."""
    return _file(
        [
            _WORKSPACE
            + "metadata:\n  base: &base {note: a}\n"
            + _lines(count, "  part{0}: {{<<: *base, more: {0}}}")
        ]
    )


@_grows(20)
def keys_merged_into_one(count: int) -> Case:
    """Mappings that one merge brings together."""
    anchors = _lines(count, "  part{0}: &part{0} {{note{0}: a}}")
    listed = ", ".join(f"*part{at}" for at in range(count))
    return _file([_WORKSPACE + f"metadata:\n{anchors}  all: {{<<: [{listed}]}}\n"])


@_grows(20)
def merges_in_one_mapping(count: int) -> Case:
    """Merge keys of one mapping."""
    return _file(
        [_WORKSPACE + "metadata:\n  base: &base {note: a}\n  all:\n" + _lines(count, "    <<: *base")]
    )


# Values.


@_grows(19)
def scalars_ambiguous(count: int) -> Case:
    """Values that mean two things, a line each."""
    return _file([_WORKSPACE + "metadata:\n" + _lines(count, "  note{0}: no")])


@_grows(8)
def scalars_ambiguous_in_one_line(count: int) -> Case:
    """Values that mean two things, all in one line."""
    return _file([_WORKSPACE + f"metadata: {{{', '.join(f'note{at}: no' for at in range(count))}}}\n"])


@_grows(11)
def scalars_ambiguous_in_a_list(count: int) -> Case:
    """Values that mean two things, all in one list of one line."""
    return _file([_WORKSPACE + f"metadata: {{all: [{', '.join('no' for _ in range(count))}]}}\n"])


@_grows(5)
def scalars_of_wrong_type(count: int) -> Case:
    """Values of a wrong type in a list."""
    return _file(
        [_client(more=f"public: true\nintegrations: [{', '.join(f'{at}' for at in range(count))}]\n")]
    )


@_grows(200)
def scalar_long(count: int) -> Case:
    """Characters of one value without a blank."""
    return _file([_WORKSPACE + f"metadata: {{note: {'x' * count}}}\n"])


@_grows(200)
def scalar_of_words(count: int) -> Case:
    """Words of one value."""
    return _file([_WORKSPACE + f"metadata: {{note: {'word ' * count}}}\n"])


@_grows(100)
def scalar_of_lines(count: int) -> Case:
    """Lines of one value."""
    return _file([_WORKSPACE + "metadata:\n  note: |\n" + _lines(count, "    line {0} of text")])


@_grows(6)
def scalars_typographic(count: int) -> Case:
    """Values in curly quotes."""
    return _file([_WORKSPACE + "metadata:\n" + _lines(count, "  note{0}: \u201ca\u201d")])


@_grows(12)
def scalars_cut(count: int) -> Case:
    """Values that a comment cuts."""
    return _file([_WORKSPACE + "metadata:\n" + _lines(count, "  note{0}: Acme #{0}")])


@_grows(13)
def scalars_tagged(count: int) -> Case:
    """Values with a tag that is not known."""
    return _file([_WORKSPACE + "metadata:\n" + _lines(count, "  note{0}: !zebra a")])


@_grows(20)
def aliases(count: int) -> Case:
    """Aliases of one value."""
    return _file([_WORKSPACE + "metadata:\n  base: &base no\n" + _lines(count, "  note{0}: *base")])


@_grows(9)
def anchors(count: int) -> Case:
    """Anchors, with an alias each."""
    return _file([_WORKSPACE + "metadata:\n" + _lines(count, "  base{0}: &base{0} no\n  note{0}: *base{0}")])


@_grows(11)
def invisible_characters(count: int) -> Case:
    """Values with an invisible character."""
    return _file([_WORKSPACE + "metadata:\n" + _lines(count, "  note{0}: a\u200bb")])


@_grows(4)
def invisible_characters_of_documents(count: int) -> Case:
    """Documents of one file with an invisible character each."""
    return _file(_WORKSPACE.replace("Acme", f"Ac\u200bme {at}") for at in range(count))


@_grows(23)
def permitted_projects(count: int) -> Case:
    """Projects that an application may be used for."""
    listed = ", ".join(f"Project {at}" for at in range(count))
    application = "source: custom, name: Sync, access: service-account, installed: true"
    return _file([_client(), _config(application=f"{{{application}, permittedProjects: [{listed}]}}")])


@_grows(25)
def scopes(count: int) -> Case:
    """Scopes of an OAuth client."""
    return _file([_client(more=f"scope: {' '.join(f'scope{at}' for at in range(count))}\n"), _config()])


@_grows(20)
def integrations_offered(count: int) -> Case:
    """Integrations that a public client is offered for."""
    text = (
        "apiVersion: appxlint/v1\nkind: OAuthClient\nname: Acme\nconnector: procore\n"
        f"definition: {_DEFINITION}\npublic: true\n"
    )
    return _file(
        [text + f"integrations: [{', '.join(f'Procore + Ledger {at}' for at in range(count))}]\n", _config()]
    )


@_grows(4)
def environments(count: int) -> Case:
    """Environments of a connector."""
    entries = _lines(
        count, '  - {{name: Test {0}, apiUrl: "https://api{0}.example.com", credentials: set{0}}}'
    )
    return _file(
        [_connector(f"environments:\n{entries}"), _definition(_attribute(0)), _of_ledger("    field0: a\n")]
    )


@_grows(4)
def environments_used(count: int) -> Case:
    """Environments of a connector, with a set of credentials each."""
    entries = _lines(
        count, '  - {{name: Test {0}, loginUrl: "https://login{0}.example.com", credentials: set{0}}}'
    )
    return _file(
        [
            _connector(f"environments:\n{entries}"),
            *(
                _client(f"Acme {at}", number=at, connector="ledger").replace(
                    "credentials: production", f"credentials: set{at}"
                )
                for at in range(count)
            ),
        ]
    )


@_grows(17)
def hosts(count: int) -> Case:
    """Hosts of a connector that are known to be wrong."""
    return _file(
        [_connector("hosts:\n" + _lines(count, "  - {{host: api{0}.example.com, use: api.example.com}}"))]
    )


# Secrets.


@_grows(4)
def secrets_distinct(count: int) -> Case:
    """Secrets in free text, each another one."""
    return _file(
        [_WORKSPACE + "metadata:\n" + "".join(f"  note{at}: {_secret(at)}\n" for at in range(count))]
    )


@_grows(3)
def secrets_under_their_keys(count: int) -> Case:
    """Secrets under keys that say so, each another one."""
    return _file(
        _client(f"Acme {at}", number=at).replace(f"${{env:SECRET_{at}}}", _secret(at)) for at in range(count)
    )


@_grows(12)
def secrets_in_one_line(count: int) -> Case:
    """Secrets in one line, each another one."""
    return _file([_WORKSPACE + f"metadata: {{all: [{', '.join(map(_secret, range(count)))}]}}\n"])


@_grows(4)
def secrets_in_comments(count: int) -> Case:
    """Secrets in comments, each another one."""
    return _file([_WORKSPACE + "".join(f"# secret: {_secret(at)}\n" for at in range(count))])


@_grows(4)
def secrets_in_comments_of_documents(count: int) -> Case:
    """Documents of a file with a secret in a comment each."""
    return _file(
        f"# secret: {_secret(at)}\n{_WORKSPACE.replace('Acme', f'Acme {at}')}" for at in range(count)
    )


@_grows(4)
def secrets_beside_others(count: int) -> Case:
    """Secrets beside as many findings about something else."""
    return _file(
        [
            _WORKSPACE
            + "metadata:\n"
            + "".join(f"  note{at}: {_secret(at)}\n  more{at}: no\n" for at in range(count))
        ]
    )


@_grows(4)
def secrets_in_addresses(count: int) -> Case:
    """Addresses with a password each."""
    return _file(
        [
            _WORKSPACE
            + "metadata:\n"
            + "".join(f"  note{at}: https://acme:{_secret(at)}@example.com/\n" for at in range(count))
        ]
    )


@_grows(20)
def secrets_in_a_broken_file(count: int) -> Case:
    """Secrets in a text that cannot be parsed."""
    text = "".join(f"clientSecret{at}: {_secret(at)}\n" for at in range(count))
    return _case({"all.yaml": f'{_WORKSPACE}{text}region: "us\n'})


@_grows(3)
def references_shared(count: int) -> Case:
    """OAuth clients with the same reference for id and secret."""
    return _file(_client(f"Acme {at}", number=at).replace("SECRET_", "ID_") for at in range(count))


@_grows(3)
def placeholders(count: int) -> Case:
    """Values that nobody has filled in yet."""
    return _file(
        _client(f"Acme {at}").replace("${env:SECRET_0}", f"<your secret {at}>") for at in range(count)
    )


# Comments, suppressions, baselines and fixes.


@_grows(37)
def comments(count: int) -> Case:
    """Comments on lines of their own."""
    return _file([_WORKSPACE + _lines(count, "# line {0} of a comment")])


@_grows(22)
def comments_behind_values(count: int) -> Case:
    """Comments behind values."""
    return _file([_WORKSPACE + "metadata:\n" + _lines(count, "  note{0}: value  # comment {0}")])


@_grows(5)
def suppressions_used(count: int) -> Case:
    """Suppressions that each silence a finding."""
    line = "  note{0}: no  # appxlint: ignore[ambiguous-scalar] it is text"
    return _file([_WORKSPACE + "metadata:\n" + _lines(count, line)])


@_grows(12)
def suppressions_with_long_reasons(count: int) -> Case:
    """Findings in one line that one suppression silences, its reason longer the more they are."""
    listed = ", ".join(f"note{at}: no" for at in range(count))
    reason = " ".join(["word"] * 20 * count)
    return _file([f"{_WORKSPACE}metadata: {{{listed}}}  # appxlint: ignore[ambiguous-scalar] {reason}\n"])


@_grows(6)
def suppressions_unused(count: int) -> Case:
    """Suppressions that silence nothing."""
    line = "  note{0}: value  # appxlint: ignore[ambiguous-scalar] it is text"
    return _file([_WORKSPACE + "metadata:\n" + _lines(count, line)])


@_grows(4)
def suppressions_of_unknown_rules(count: int) -> Case:
    """Suppressions of rules that do not exist."""
    line = "  note{0}: value  # appxlint: ignore[ambigous-scalar-{0}] it is text"
    return _file([_WORKSPACE + "metadata:\n" + _lines(count, line)])


@_grows(6)
def suppressions_of_one_line(count: int) -> Case:
    """Suppressions above one line."""
    return _file(
        [
            _WORKSPACE
            + _lines(count, "# appxlint: ignore[ambiguous-scalar] it is text")
            + "metadata: {note: no}\n"
        ]
    )


@_grows(12)
def rules_of_one_suppression(count: int) -> Case:
    """Rules that one suppression names."""
    named = ", ".join(f"zebra-{at}" for at in range(count))
    return _file([f"{_WORKSPACE}metadata: {{note: no}}  # appxlint: ignore[{named}] it is text\n"])


@_grows(4)
def per_file_ignores(count: int) -> Case:
    """Entries of `per-file-ignores`, none of which is about the file with findings."""
    settings = "[per-file-ignores]\n" + _lines(count, '"other-{0}.yaml" = ["ambiguous-scalar"]')
    return _file([_WORKSPACE + "metadata:\n" + _lines(10, "  note{0}: no")], settings=settings)


@_grows(4)
def per_file_ignores_of_files(count: int) -> Case:
    """Files with a finding each that settings silence for all."""
    settings = '[per-file-ignores]\n"f/*.yaml" = ["ambiguous-scalar"]\n'
    text = _WORKSPACE + "metadata: {note: no}\n"
    return _case(
        {f"f/w{at}.yaml": text.replace("Acme", f"Acme {at}") for at in range(count)}, settings=settings
    )


@_grows(5)
def excluded(count: int) -> Case:
    """Patterns of `exclude`."""
    settings = f"exclude = [{', '.join(f'{chr(34)}other-{at}/{chr(34)}' for at in range(count))}]\n"
    return _case(
        {f"f{at}.yaml": _WORKSPACE.replace("Acme", f"Acme {at}") for at in range(10)}, settings=settings
    )


@_grows(6)
def baseline_used(count: int) -> Case:
    """Entries of a baseline, with a finding each."""
    entries = [
        {
            "rule": "ambiguous-scalar",
            "path": "all.yaml",
            "document": "Workspace Acme",
            "at": f"metadata.note{at}",
        }
        for at in range(count)
    ]
    text = "[\n" + ",\n".join(map(json.dumps, entries)) + "\n]\n"
    files = {"all.yaml": _WORKSPACE + "metadata:\n" + _lines(count, "  note{0}: no"), "baseline.json": text}
    return _case(files, settings='baseline = "baseline.json"\n')


@_grows(13)
def baseline_unused(count: int) -> Case:
    """Entries of a baseline whose findings are gone."""
    entries = [
        {
            "rule": "ambiguous-scalar",
            "path": "all.yaml",
            "document": "Workspace Acme",
            "at": f"metadata.note{at}",
        }
        for at in range(count)
    ]
    text = "[\n" + ",\n".join(map(json.dumps, entries)) + "\n]\n"
    return _case({"all.yaml": _WORKSPACE, "baseline.json": text}, settings='baseline = "baseline.json"\n')


@_grows(4)
def baseline_written(count: int) -> Case:
    """Findings of a file that a baseline is written of."""
    text = _WORKSPACE + "metadata:\n" + _lines(count, "  note{0}: no")
    return _case({"all.yaml": text}, ".", "--write-baseline", "baseline.json")


@_grows(5)
def fixes_in_one_mapping(count: int) -> Case:
    """Fixes in one mapping."""
    return _case(
        {"all.yaml": _WORKSPACE + "metadata:\n" + _lines(count, "  note{0}: 1_000")},
        ".",
        "--fix",
        "--unsafe-fixes",
    )


@_grows(4)
def fixes_in_documents(count: int) -> Case:
    """Documents of one file with a fix each."""
    return _file(
        (f"{_WORKSPACE.replace('name', 'Name').replace('Acme', f'Acme {at}')}" for at in range(count)),
        ".",
        "--fix",
    )


@_grows(4)
def fixes_in_files(count: int) -> Case:
    """Files with a fix each."""
    text = _WORKSPACE.replace("name", "Name")
    return _case({f"w{at}.yaml": text.replace("Acme", f"Acme {at}") for at in range(count)}, ".", "--fix")


@_grows(4)
def fixes_shown(count: int) -> Case:
    """Fixes in one mapping, shown and not made."""
    return _case(
        {"all.yaml": _WORKSPACE + "metadata:\n" + _lines(count, "  note{0}: 1_000")},
        ".",
        "--diff",
        "--unsafe-fixes",
    )


@_grows(8)
def fixes_in_one_line(count: int) -> Case:
    """Fixes in one mapping of one line."""
    text = f"metadata: {{{', '.join(f'note{at}: 1_000' for at in range(count))}}}\n"
    return _case({"all.yaml": _WORKSPACE + text}, ".", "--fix", "--unsafe-fixes")


@_grows(4)
def fixes_of_secrets_shown(count: int) -> Case:
    """Secrets in one line that references take the place of, shown and not made."""
    text = f"metadata: {{{', '.join(f'note{at}: {_secret(at)}' for at in range(count))}}}\n"
    return _case({"all.yaml": _WORKSPACE + text}, ".", "--diff", "--unsafe-fixes")


@_grows(4)
def fixes_with_aliases(count: int) -> Case:
    """Fixes in one mapping of a file with as many aliases."""
    text = "metadata:\n  base: &base a\n" + _lines(count, "  note{0}: 1_000\n  more{0}: *base")
    return _case({"all.yaml": _WORKSPACE + text}, ".")


# What tools write.


@_grows(4)
def connector_json_in_one_line(count: int) -> Case:
    """Attributes of a connector.json in one line, with a finding each."""
    return _case({"connector.json": _connector_json(count)})


@_grows(4)
def connector_json_in_lines(count: int) -> Case:
    """Attributes of a connector.json over many lines, with a finding each."""
    return _case({"connector.json": _connector_json(count, indent=2)})


@_grows(6)
def connector_json_that_is_right(count: int) -> Case:
    """Attributes of a connector.json in one line, without a finding."""
    return _case({"connector.json": _connector_json(count, faulty=False)})


@_grows(4)
def connector_json_definitions(count: int) -> Case:
    """Definitions of a connector.json in one line, with a finding each."""
    whole = json.loads(_connector_json(1))
    entry = whole["connectionDefinitions"][0]
    whole["connectionDefinitions"] = [
        {**entry, "key": f"login{at}", "name": f"Login {at}"} for at in range(count)
    ]
    return _case({"connector.json": json.dumps(whole, separators=(",", ":"))})


@_grows(4)
def connector_json_properties(count: int) -> Case:
    """Properties of the configSchema of a connector.json in one line, with a finding each."""
    whole = json.loads(_connector_json(1, faulty=False))
    whole["configSchema"] = {
        "type": "object",
        "properties": {f"size{at}limit": {"type": "integer"} for at in range(count)},
    }
    return _case({"connector.json": json.dumps(whole, separators=(",", ":"))})


@_grows(4)
def connector_json_of_wrong_types(count: int) -> Case:
    """Attributes of a connector.json in one line, with a value of a wrong type each."""
    return _case(
        {
            "connector.json": _connector_json(count, faulty=False).replace(
                '"isRequired":true', '"isRequired":"yes"'
            )
        }
    )


@_grows(4)
def connector_json_repeated_keys(count: int) -> Case:
    """Keys that a connector.json gives twice, in one line."""
    return _case(
        {
            "connector.json": _connector_json(1)[:-1]
            + "".join(f',"k{at}":1,"k{at}":2' for at in range(count))
            + "}"
        }
    )


@_grows(10)
def json_of_faults(count: int) -> Case:
    """Documents in files of JSON with a finding each."""
    text = json.dumps({"apiVersion": "appxlint/v1", "kind": "Workspace", "name": "Acme", "zebra": 1})
    files = {f"w{at}.json": text.replace("Acme", f"Acme {at}") for at in range(count)}
    return _case(files, *files)


# Everything that a format makes of findings.


def _formatted(count: int, name: str) -> Case:
    text = _WORKSPACE + "metadata:\n" + _lines(count, "  note{0}: no")
    return Case(
        {"appxlint.toml": f"{_LIMITS}findings-per-file = 100_000\n", "all.yaml": text},
        ("check", ".", "--format", name),
    )


for _name in ("text", "concise", "json", "github", "gitlab", "sarif", "junit"):
    GENERATORS[f"findings-as-{_name}"] = Generator(functools.partial(_formatted, name=_name), 8)
