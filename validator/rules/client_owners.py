"""The rule about whose an OAuth client is, by the name that it bears."""

from __future__ import annotations

from validator.diagnostics import Basis, Severity
from validator.documents.finding import Doubt, Finding, Place
from validator.documents.kinds import CLIENT, CONFIG
from validator.lazy import lazy
from validator.project.gathering import Several, Values
from validator.project.once import gathered, per_project
from validator.rules.company_ids import written
from validator.rules.rule import rule
from validator.values import NamedTuple
from validator.words import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.documents.document import Document
    from validator.project.connection import Connection
    from validator.project.project import Project

HELP = "App Xchange help, OAuth clients"
_WORD = lazy(r"[^\W_]+")
_SHORTEST_NAME = 3
_SHARED = 2
"""A client that more companies use is shared on purpose, whatever it is called."""

_LEGAL = frozenset(
    ("co", "company", "corp", "corporation", "gmbh", "inc", "incorporated", "limited", "llc", "ltd", "pty")
)


@rule(Severity.WARNING, Basis.INFERRED, CONFIG, source=HELP)
def client_of_another_company(document: Document, project: Project) -> Iterator[Finding]:
    """A config uses an OAuth client that is named after another company of the project.

    A client that is not public belongs to the account of whoever made it. One that bears another customer's name was
    mostly left in a copied config. Where the company has no client of its own this is only noted, and nothing is said
    where three companies or more share one.

    Given: A Procore client for each company

    Bad:
        kind: ConnectorConfig
        name: birch
        connection: {oauthClient: Acme keys}

    Good:
        kind: ConnectorConfig
        name: birch
        connection: {oauthClient: Birch keys}
    """
    mistaken = _mistaken_for(project.connection(document), project)
    if mistaken is None:
        return
    client, owner, company, fitting = mistaken
    if not fitting and len(_companies_of_clients(project)[id(client)]) > _SHARED:
        return
    called = f"the OAuth client {quoted(client.get('name'))} is named after {quoted(owner)}"
    help_text = (
        f"write {fitting}" if fitting else f"name a client of {quoted(company)}, if it has one of its own"
    )
    yield Finding(
        f"{called}, and this is for {quoted(company)}",
        Place(document, ("connection", "oauthClient")),
        help_text,
        severity=None if fitting else Severity.INFO,
    )


class _Mistaken(NamedTuple):
    """A client that is named after its owner and used for another company, and one that would fit that, if any."""

    client: Document
    owner: str
    company: str
    fitting: str | None


def _mistaken_for(connection: Connection, project: Project) -> _Mistaken | None:
    client, workspace, name = connection.client, connection.workspace, connection.client_name
    company = workspace.get("company") if workspace is not None else None
    if (
        client is None
        or name is None
        or name.document is not connection.config
        or not isinstance(company, str)
    ):
        return None
    if client.get("public") is True:
        return None
    short = _shorter(company, project)
    if bears_name(str(client.get("name")), short):
        return None
    around = " ".join(f"{each}" for each in (short, connection.integration, connection.connector_key))
    own = set(_WORD.findall(around.casefold()))
    others = (
        each
        for each in _bearing(str(client.get("name")), project)
        if own.isdisjoint(_WORD.findall(_shorter(each, project).casefold()))
    )
    owner = next(others, None)
    if owner is None or len(_companies(project)) < 2 or _is_in_dispute(connection, project):  # noqa: PLR2004 - another one
        return None
    return _Mistaken(client, owner, company, _client_named_after(company, client, project))


def is_of_another(name: str, connection: Connection, project: Project) -> bool:
    """Whether the name of a client bears another company's, however like the two are, and not that of a connection."""
    company = _company_of(connection.config, project)
    if company is None or bears_name(name, _shorter(company, project)):
        return False
    return any(each != company for each in _bearing(name, project))


def meant_elsewhere(client: Document) -> Doubt:
    """Rest on a client not being used, which a config that names another company's client was to name."""
    return Doubt(_is_meant_elsewhere, (client,))


def _is_meant_elsewhere(project: Project, client: Document) -> bool:
    return client.get("name") in _meant(project)


@per_project
def _meant(project: Project) -> frozenset[str]:
    found = (_mistaken_for(each, project) for each in project.connections())
    return frozenset(each.fitting for each in found if each is not None and each.fitting)


@per_project
def _companies_of_clients(project: Project) -> dict[int, set[object]]:
    """Return the companies for whose workspaces each client is used."""
    found: dict[int, set[object]] = {}
    for connection in project.connections():
        if connection.client is not None and connection.workspace is not None:
            found.setdefault(id(connection.client), set()).add(connection.workspace.get("company"))
    return found


def _is_in_dispute(connection: Connection, project: Project) -> bool:
    """Whether the company of a connection is said in two ways, for its workspace or for its number, and told there."""
    known = _companies_by_sign(project)
    return any(len(known.get(sign, ())) > 1 for sign in _signs(connection))


@per_project
def _companies_by_sign(project: Project) -> dict[tuple[str, object], set[object]]:
    """Return the companies of each workspace's name, and of each company's number."""
    found: dict[tuple[str, object], set[object]] = {}
    for connection in project.connections():
        company = connection.workspace.get("company") if connection.workspace is not None else None
        for sign in _signs(connection) if company is not None else ():
            found.setdefault(sign, set()).add(company)
    return found


def _signs(connection: Connection) -> tuple[tuple[str, object], ...]:
    workspace = connection.workspace.get("name") if connection.workspace is not None else None
    number = written(connection.company_id) if connection.company_id is not None else None
    signs = (("workspace", workspace), (f"number {connection.connector_key}", number))
    return tuple(each for each in signs if isinstance(each[1], str))


@gathered(Values, CONFIG)
def _companies(config: Document, project: Project) -> Iterator[tuple[str, str]]:
    """Tell the company whose workspace is connected, by the first word of it."""
    company = _company_of(config, project)
    if company is not None:
        yield _WORD.findall(company.casefold())[0], company


def _company_of(config: Document, project: Project) -> str | None:
    workspace = project.connection(config).workspace
    company = workspace.get("company") if workspace is not None else None
    return f"{company}" if isinstance(company, str) and _WORD.search(company) else None


def _bearing(name: str, project: Project) -> list[str]:
    """Return the companies whose name stands in that of a client."""
    known = _companies(project)
    near = [each for word in dict.fromkeys(_WORD.findall(name.casefold())) for each in known.of(word)]
    return [each for each in near if bears_name(name, _shorter(each, project))]


def _shorter(company: str, project: Project) -> str:
    """Return what people call a company: without its legal form, and without what others are called as well."""
    words = company.split()
    while len(words) > 1 and _is_common(_plain(words[-1]), project):
        words.pop()
    return " ".join(words)


def _is_common(ending: str, project: Project) -> bool:
    """Whether the names of several companies end with a word, or it is a legal form."""
    return ending in _LEGAL or ending in _endings(project)


@gathered(Several, CONFIG)
def _endings(config: Document, project: Project) -> Iterator[tuple[str, str]]:
    """Tell the company whose workspace is connected, by the last of several words of it."""
    company = _company_of(config, project)
    words = company.split() if company is not None else []
    if company is not None and len(words) > 1:
        yield _plain(words[-1]), company


def _plain(word: str) -> str:
    return "".join(_WORD.findall(word.casefold()))


def _client_named_after(company: str, other: Document, project: Project) -> str | None:
    """Return the name of a client like another one that bears a company's name, None where there is none."""
    first = next(iter(_WORD.findall(company.casefold())), "")
    like = _clients_by_word(project).get((_sort_of(other), first), ())
    return next((name for name in like if bears_name(name, _shorter(company, project))), None)


@per_project
def _clients_by_word(project: Project) -> dict[tuple[tuple[object, ...], str], list[str]]:
    """Return the names of the clients of each connector, definition and set of keys by each word of them."""
    found: dict[tuple[tuple[object, ...], str], list[str]] = {}
    for client in project.of_kind(CLIENT):
        name = str(client.get("name"))
        for word in dict.fromkeys(_WORD.findall(name.casefold())):
            found.setdefault((_sort_of(client), word), []).append(name)
    return found


def _sort_of(client: Document) -> tuple[object, ...]:
    return tuple(client.get(key) for key in ("connector", "definition", "credentials"))


def bears_name(name: str, company: str) -> bool:
    """Whether the words of a company's name stand in another name, in their order."""
    words, own = _WORD.findall(name.casefold()), _WORD.findall(company.casefold())
    if len("".join(own)) < _SHORTEST_NAME:
        return False
    return any(words[at : at + len(own)] == own for at in range(len(words) - len(own) + 1))
