"""Typed views of what documents say of a connector: environments, their hosts, the attributes of a definition."""

from __future__ import annotations

import enum
from ipaddress import ip_address
from urllib.parse import urlsplit

from validator.catalog import platform
from validator.values import NamedTuple
from validator.words import simplified

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from validator.documents.document import Document

BASE_URL = "baseUrl"
_CHOICES = ("environment", "region")


class Environment(NamedTuple):
    """One environment of a connector: its names, addresses, and the set of keys that it takes."""

    name: str
    aliases: tuple[str, ...]
    login_url: str | None
    api_url: str | None
    web_hosts: tuple[str, ...]
    credentials: str | None
    traits: frozenset[str]


class Role(enum.Enum):
    """What a host is used for."""

    LOGIN = "login"
    API = "api"


class Wrong(NamedTuple):
    """A host that is known not to be the right one; `use` is the right one, if it is known.

    A tolerated host works for some, though no page documents it.
    """

    use: str
    tolerated: bool
    note: str


class Option(NamedTuple):
    """One choice of an attribute."""

    label: str
    value: Any


class Attribute(NamedTuple):
    """What a connection definition asks for; `sensitive` is true unless the definition says otherwise."""

    key: str
    title: str
    type: str
    required: bool
    sensitive: bool
    is_array: bool
    default: Any
    pattern: str | None
    message: str
    example: Any
    inferred: bool
    options: tuple[Option, ...]
    attributes: tuple[Attribute, ...]


def environments(connector: Document | None) -> tuple[Environment, ...]:
    """Return the environments of a connector, in its order."""
    entries = (connector.get("environments") if connector is not None else None) or []
    return tuple(_environment(entry) for entry in entries if isinstance(entry, dict) and entry.get("name"))


def attributes(definition: Document | None) -> tuple[Attribute, ...]:
    """Return the attributes of a connection definition, in its order."""
    entries = (definition.get("attributes") if definition is not None else None) or []
    return _attributes(entries)


def environment_key() -> str:
    """Return the key of the attribute with which connection definitions ask for the environment."""
    return str(platform()["environmentKey"])


def host_of(url: object) -> str | None:
    """Return the host of a URL in lower case, None for what is no URL."""
    if not isinstance(url, str):
        return None
    try:
        return urlsplit(url.strip()).hostname
    except ValueError:
        return None


def is_loopback(host: str | None) -> bool:
    """Whether a host is `localhost` or a loopback address written as such."""
    try:
        return host == "localhost" or ip_address(host or "").is_loopback
    except ValueError:
        return False


def environment_named(
    value: object, known: tuple[Environment, ...], options: tuple[Option, ...]
) -> Environment | None:
    """Return the environment that a value selects: by label, by alias, by an option's number, in any case."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = next((option.label for option in options if option.value == value), None)
    if not isinstance(value, str):
        return None
    if value.isdigit():
        return environment_named(int(value[:9]), known, options)
    wanted = simplified(value)
    return next(
        (each for each in known if wanted in {simplified(name) for name in (each.name, *each.aliases)}), None
    )


def environments_of_host(host: str | None, known: tuple[Environment, ...]) -> tuple[Environment, ...]:
    """Return the environments that have a host as login, API or web address."""
    if host is None:
        return ()
    return tuple(
        each for each in known if host in {host_of(each.login_url), host_of(each.api_url), *each.web_hosts}
    )


def path_of(url: object) -> str:
    """Return the path of an address without slashes at its end, nothing for what is no address."""
    return urlsplit(url.strip()).path.rstrip("/") if isinstance(url, str) and host_of(url) else ""


def address(environment: Environment, role: Role) -> str | None:
    """Return the address that an environment has for a use, None where it is not known."""
    return environment.login_url if role is Role.LOGIN else environment.api_url


def hosts_of(known: tuple[Environment, ...], role: Role) -> list[str]:
    """Return the hosts that environments have for a use, in their order."""
    found = (host_of(address(each, role)) for each in known)
    return list(dict.fromkeys(host for host in found if host))


def wrong_host(connector: Document | None, host: str, role: Role) -> Wrong | None:
    """Return what a connector's documents know of a wrong host, None for any other."""
    for each in (connector.get("hosts") if connector is not None else None) or ():
        if isinstance(each, dict) and each.get("host") == host and each.get("as") in {None, role.value}:
            return Wrong(each.get("use") or "", each.get("tolerated") is True, each.get("note") or "")
    return None


def environments_at(
    url: object, role: Role, connector: Document | None, known: tuple[Environment, ...]
) -> tuple[Environment, ...]:
    """Return the environments that an address serves for a use; a tolerated host serves as the right one does."""
    host = host_of(url)
    if host is None:
        return ()
    found = tuple(each for each in known if host_of(address(each, role)) == host)
    wrong = wrong_host(connector, host, role) if not found else None
    if wrong is None or not wrong.tolerated:
        return found
    return tuple(each for each in known if host_of(address(each, role)) == wrong.use)


def _environment(entry: dict[str, Any]) -> Environment:
    return Environment(
        name=entry["name"],
        aliases=_texts(entry.get("aliases")),
        login_url=entry.get("loginUrl"),
        api_url=entry.get("apiUrl"),
        web_hosts=_texts(entry.get("webHosts")),
        credentials=entry.get("credentials"),
        traits=frozenset(_texts(entry.get("traits"))),
    )


def is_choice(entry: dict[str, Any]) -> bool:
    """Whether an attribute of a definition is chosen rather than kept secret: by its options, or as its names say."""
    names = (simplified(name) for name in (entry.get("key"), entry.get("title")) if isinstance(name, str))
    return bool(entry.get("options")) or any(name.endswith(_CHOICES) for name in names)


def _texts(value: object) -> tuple[str, ...]:
    """Return the texts of a list, without the items that a schema refused."""
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, list) else ()


def _attributes(entries: list[Any]) -> tuple[Attribute, ...]:
    return tuple(_attribute(entry) for entry in entries if isinstance(entry, dict) and entry.get("key"))


def _attribute(entry: dict[str, Any]) -> Attribute:
    options = [each for each in entry.get("options") or [] if isinstance(each, dict) and each.get("label")]
    return Attribute(
        key=entry["key"],
        title=entry.get("title") or entry["key"],
        type=entry.get("type", "string"),
        required=entry.get("isRequired") is True,
        sensitive=entry.get("isSensitive") is not False,
        is_array=entry.get("isArray") is True,
        default=entry.get("default"),
        pattern=entry.get("pattern"),
        message=entry.get("message", ""),
        example=entry.get("example"),
        inferred=entry.get("certainty") == "inferred",
        options=tuple(Option(each["label"], each.get("value")) for each in options),
        attributes=_attributes(entry.get("attributes") or []),
    )
