"""Where a connection mixes environments: its client, or an address of it, is for another one than the connection."""

from __future__ import annotations

import itertools

from validator.documents.finding import Also, Place
from validator.documents.kinds import CONFIG, ENDPOINTS, GENERAL
from validator.project.facts import BASE_URL, Role, address, environments_at, host_of, path_of
from validator.project.gathering import Tally
from validator.project.once import gathered
from validator.rules.company_ids import pasted
from validator.rules.places import client_also, client_place, environment_also
from validator.values import NamedTuple
from validator.words import listed, quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.documents.document import Document, Mark
    from validator.project.connection import Connection
    from validator.project.facts import Environment
    from validator.project.project import Project

_DOES = {
    "token": "gets its tokens from",
    "authorize": "sends people to sign in at",
    "refresh": "refreshes its tokens at",
}
"""What a client does at an endpoint."""


class Clash(NamedTuple):
    """Two environments in one connection: `wanted` is the connection's, `found` are those that the rest is for."""

    wanted: tuple[Environment, ...]
    found: tuple[Environment, ...]
    message: str
    help: str
    place: Place
    also: tuple[Also, ...] = ()

    @property
    def federal(self) -> bool:
        """Whether one side is an environment that has no sandboxes, and the other a sandbox."""
        sides = (self.wanted, self.found)
        return any(
            _all_are("no-sandboxes", one) and _all_are("sandbox", other)
            for one, other in (sides, sides[::-1])
        )


def host_clashes(connection: Connection) -> Iterator[Clash]:
    """Yield what addresses mix up: one of the client, of general configuration, or of a page of the company."""
    page = _page_clash(connection)
    if page is not None:
        yield page
    client = _client_clash(connection)
    if client is not None:
        yield client
    general = _base_url_clash(connection) or _general_clash(connection) if connection.general else None
    if general is not None:
        yield general


def key_clash(connection: Connection) -> Clash | None:
    """Return the clash of a client whose keys are none that the connection's environment takes."""
    client, environment = connection.client, connection.environment
    named = client.get("credentials") if client is not None and _fits(connection) else None
    if client is None or environment is None or not isinstance(named, str):
        return None
    keys = connection.environments.keys_called(named)
    if (
        keys is None
        or environment.credentials is None
        or keys == environment.credentials
        or _client_clash(connection)
    ):
        return None
    place, name = client_place(connection), quoted(client.get("name"))
    wanted = environment.credentials
    return Clash(
        (environment,),
        tuple(each for each in connection.environments if each.credentials == keys),
        f"{environment.name} takes {quoted(wanted)} keys, and the OAuth client {name} holds {quoted(keys)} ones",
        f"name a client with credentials: {wanted}",
        place,
        (
            Also(Place(client, ("credentials",)), "its keys"),
            *client_also(connection, place),
            *environment_also(connection, place),
        ),
    )


def own_host_clash(client: Document, project: Project) -> Clash | None:
    """Return the clash of two addresses of a client, each of another environment, where no connection tells which."""
    served = _served(client, project)
    keys = _taking(client, project)
    pairs = (
        (one, other) for one, other in itertools.combinations(served, 2) if not set(one[1]) & set(other[1])
    )
    first = next(pairs, None)
    if first is None:
        return None
    kept, wrong = first
    if keys and set(wrong[1]) & set(keys) and not set(kept[1]) & set(keys):
        kept, wrong = wrong, kept
    host, right = host_of(client.get(wrong[0])), host_of(client.get(kept[0]))
    also = Also(Place(client, (kept[0],)), f"for {_names(kept[1])}")
    message = (
        f"{host} is for {_names(wrong[1])}, and {kept[0]} leads to {right}, which is for {_names(kept[1])}"
    )
    help_text = f"write https://{right}{path_of(client.get(wrong[0]))}, or correct {kept[0]}"
    return Clash(kept[1], wrong[1], message, help_text, Place(client, (wrong[0],)), (also,))


def own_key_clash(client: Document, project: Project) -> Clash | None:
    """Return the clash of a client's keys with its own addresses: at the one of them that is wrong, if that is clear.

    Where it is not, the clash stands at the keys, and its help has both ways out.
    """
    taking = _taking(client, project)
    served = _served(client, project) if taking else ()
    wrong = next(((field, each) for field, each in served if not set(each) & set(taking)), None)
    if wrong is None or own_host_clash(client, project) is not None:
        return None
    field, found = wrong
    sets = list(dict.fromkeys(each.credentials for each in found if each.credentials))
    keys, host = quoted(client.get("credentials")), host_of(client.get(field))
    path = path_of(client.get(field))
    logins = list(dict.fromkeys(login for each in taking if (login := host_of(each.login_url))))
    right = listed([f"https://{login}{path}" for login in logins])
    from validator.rules.clash_votes import Side, favoured  # noqa: PLC0415 - few clients disagree with themselves

    side = favoured(client, taking, found, project)
    if side is Side.KEYS:
        message = f"{host} is for {_names(found)}, and these are {keys} keys"
        also = Also(Place(client, ("credentials",)), "its keys")
        return Clash(taking, found, message, f"write {right}", Place(client, (field,)), (also,))
    message = f"{_names(found)} is reached at {host} and takes no {keys} keys"
    if len(found) > 1:
        message = f"{_names(found)} are reached at {host} and take no {keys} keys"
    other = f"credentials: {listed(sets)}"
    help_text = f"put the {listed(sets)} keys behind clientId and clientSecret, and say so: {other}"
    if side is None:
        help_text = (
            f"where the keys are right, write {field}: {right}; where the host is, {other} with those keys"
        )
    also = Also(Place(client, (field,)), f"for {_names(found)}")
    return Clash(taking, found, message, help_text, Place(client, ("credentials",)), (also,))


def contradicts_itself(client: Document | None, project: Project) -> Clash | None:
    """Return the clash of a client with itself that is told once, there; one of a zone is told by its connections."""
    clash = own_key_clash(client, project) if client is not None else None
    return (
        clash
        if clash is not None and not (clash.federal and is_settled(clash.place.document, project))
        else None
    )


def disagrees(client: Document, project: Project) -> bool:
    """Whether a client that no connection settles has addresses or keys of several environments."""
    if is_settled(client, project):
        return False
    return own_host_clash(client, project) is not None or own_key_clash(client, project) is not None


def _served(client: Document, project: Project) -> tuple[tuple[str, tuple[Environment, ...]], ...]:
    """Return the environments that each address of a client serves, by field, where any are known."""
    connector = project.connector(client.get("connector"))
    known = project.environments(connector)
    found = ((field, environments_at(client.get(field), Role.LOGIN, connector, known)) for field in ENDPOINTS)
    return tuple((field, each) for field, each in found if each)


def _taking(client: Document, project: Project) -> tuple[Environment, ...]:
    """Return the environments that take a client's keys, none where it does not say which it holds."""
    known, named = project.environments(project.connector(client.get("connector"))), client.get("credentials")
    keys = known.keys_called(named) if isinstance(named, str) else None
    return tuple(each for each in known if each.credentials == keys) if keys is not None else ()


@gathered(Tally, CONFIG)
def _settled(config: Document, project: Project) -> Iterator[Mark]:
    """Tell the client of a connection that says its environment: what is wrong with that is told there."""
    connection = project.connection(config)
    if connection.client is not None and connection.environment is not None and _fits(connection):
        yield connection.client.mark


def is_settled(client: Document, project: Project) -> bool:
    """Whether a connection that uses a client says which environment is meant."""
    return client.mark in _settled(project)


def mixes_environments(connection: Connection) -> bool:
    """Whether something in a connection is for another environment, so that nothing follows from its own."""
    return next(host_clashes(connection), None) is not None or key_clash(connection) is not None


def _client_clash(connection: Connection) -> Clash | None:
    client, environment = connection.client, connection.environment
    if client is None or environment is None or environment.login_url is None or not _fits(connection):
        return None
    for field, endpoint in ENDPOINTS.items():
        found = _serving(connection, client.get(field), Role.LOGIN)
        if not found or environment in found:
            continue
        host, place = host_of(client.get(field)), client_place(connection)
        message = (
            f"the OAuth client {quoted(client.get('name'))} {_DOES[endpoint]} {host}, which is for {_names(found)}, "
            f"and the connection is for {environment.name}"
        )
        keys = f" and holds {environment.credentials} keys" if environment.credentials else ""
        help_text = f"name a client that works with {host_of(environment.login_url)}{keys}"
        if keys and client.get("credentials") == environment.credentials:
            right = f"https://{host_of(environment.login_url)}{path_of(client.get(field))}"
            other = f"name one with {environment.credentials} keys for {host_of(environment.login_url)}"
            help_text = (
                f"write {field}: {right} in that client if only {environment.name} uses it, else {other}"
            )
        also = (
            Also(Place(client, (field,)), f"for {_names(found)}"),
            *client_also(connection, place),
            *environment_also(connection, place),
        )
        return Clash((environment,), found, message, help_text, place, also)
    return None


def _fits(connection: Connection) -> bool:
    """Whether the client is one for this connection at all; that it is not is reported as such."""
    client, definition = connection.client, connection.definition_name
    if client is None or connection.client_key != connection.connector_key:
        return False
    standard = connection.definition is not None and not connection.is_oauth
    made_for = client.get("definition")
    return not standard and (definition is None or made_for is None or made_for == definition.value)


def _base_url_clash(connection: Connection) -> Clash | None:
    """Return the clash of a base URL beside a structured connection that says its environment itself."""
    environment, at = connection.environment, connection.environment_at
    if environment is None or at is None or at.route[0] == GENERAL or environment.api_url is None:
        return None
    url = connection.config.get(GENERAL, BASE_URL)
    found = _serving(connection, url, Role.API)
    if not found or environment in found:
        return None
    place = Place(connection.config, (GENERAL, BASE_URL))
    message = f"{host_of(url)} is for {_names(found)}, and the connection is for {environment.name}"
    help_text = f"write {environment.api_url}, or correct the connection's environment"
    return Clash((environment,), found, message, help_text, place, environment_also(connection, place))


def _page_clash(connection: Connection) -> Clash | None:
    """Return the clash of a page of the company, pasted for its number, that is one of another environment."""
    setting, environment = connection.company_id, connection.environment
    at = connection.environment_at
    if setting is None or environment is None or at is None or not isinstance(setting.value, str):
        return None
    text, page = setting.value.strip(), pasted(connection.config, connection)[1]
    if page is None or not page.gives:
        return None
    host = host_of(text if "://" in text else f"https://{text}")
    found = connection.environments.of_host(host) if host is not None else ()
    if not found or environment in found:
        return None
    place = Place(setting.document, setting.route)
    message = f"this page is one of {_names(found)}, and the connection is for {environment.name}"
    help_text = (
        f"open the company in {environment.name} and copy its number from there, or correct the environment"
    )
    return Clash((environment,), found, message, help_text, place, environment_also(connection, place))


def _general_clash(connection: Connection) -> Clash | None:
    """Return the clash of a login address in general configuration with the base URL beside it."""
    base = connection.config.get(GENERAL, BASE_URL)
    wanted = _serving(connection, base, Role.API)
    for field in ENDPOINTS if wanted else ():
        url = connection.config.get(GENERAL, field)
        found = _serving(connection, url, Role.LOGIN)
        known = [host for each in wanted if (host := host_of(address(each, Role.LOGIN)))]
        if found and known and not set(found) & set(wanted):
            also = Also(Place(connection.config, (GENERAL, BASE_URL)), f"for {_names(wanted)}")
            message = f"{host_of(url)} is for {_names(found)}, and the base URL is for {_names(wanted)}"
            help_text = f"use {listed(dict.fromkeys(known))}, or correct the base URL"
            return Clash(
                wanted, found, message, help_text, Place(connection.config, (GENERAL, field)), (also,)
            )
    return None


def _serving(connection: Connection, url: object, role: Role) -> tuple[Environment, ...]:
    if url is None:
        return ()
    return environments_at(url, role, connection.connector, connection.environments)


def _names(environments: tuple[Environment, ...]) -> str:
    return listed((each.name for each in environments), last="and")


def _all_are(trait: str, environments: tuple[Environment, ...]) -> bool:
    return bool(environments) and all(trait in each.traits for each in environments)
