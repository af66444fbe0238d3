"""Typed views of what documents say of a connector: environments, their hosts, the attributes of a definition."""

from __future__ import annotations

import enum
import functools

from validator.catalog import platform
from validator.project.url import url_of
from validator.values import NamedTuple
from validator.words import Names, simplified

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from validator.documents.document import Document

BASE_URL = "baseUrl"
NOBODY_CHOSE = "unknown"
"""The label, in small letters, of the option that stands for none."""

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


class Options(tuple[Option, ...]):  # noqa: SLOT001 - what is worked out is kept in it
    """The choices of an attribute, found by what is written for them."""

    @functools.cached_property
    def labels(self) -> Names:
        """What can be written, in order."""
        return Names(each.label for each in self)

    @functools.cached_property
    def words(self) -> Names:
        """Labels, and the values that stand for them."""
        return Names(f"{text}" for each in self for text in (each.label, each.value))

    @functools.cached_property
    def _by_label(self) -> dict[str, int]:
        return _first((each.label, at) for at, each in enumerate(self))

    @functools.cached_property
    def _by_form(self) -> dict[str, int]:
        return _first((simplified(each.label), at) for at, each in enumerate(self))

    @functools.cached_property
    def _by_number(self) -> dict[str, int]:
        return _first(
            (str(each.value).casefold(), at) for at, each in enumerate(self) if each.value is not None
        )

    @functools.cached_property
    def _without_nobodys(self) -> Options:
        return Options(each for each in self if each.label.casefold() != NOBODY_CHOSE)

    def chosen(self) -> Options:
        """Return the choices without the one that stands for none."""
        return self._without_nobodys

    def meant_by(self, text: str) -> Option | None:
        """Return the choice of a label, else the first of such a number, or of a label in another spelling."""
        exact = self._by_label.get(text)
        if exact is not None:
            return self[exact]
        like = (self._by_number.get(text.casefold()), self._by_form.get(simplified(text)))
        first = min((at for at in like if at is not None), default=None)
        return self[first] if first is not None else None


class Attribute(NamedTuple):
    """What a connection definition asks for; `sensitive` is true unless the definition says otherwise.

    `inferred` is about the whole, its options above all, and `guessed` names the constraints that are inferred.
    """

    key: str
    title: str
    type: str
    required: bool
    sensitive: bool
    is_array: bool
    unique: bool
    default: Any
    pattern: str | None
    message: str
    example: Any
    inferred: bool
    guessed: frozenset[str]
    options: Options
    attributes: Attributes


class Attributes(tuple[Attribute, ...]):  # noqa: SLOT001 - what is worked out is kept in it
    """What a connection definition asks for in one mapping, in its order, found by its keys."""

    @functools.cached_property
    def keys(self) -> Names:
        """The keys, in order."""
        return Names(each.key for each in self)

    @functools.cached_property
    def _by_key(self) -> dict[str, int]:
        return _first((each.key, at) for at, each in enumerate(self))

    def position(self, key: object) -> int | None:
        """Return which attribute is the first of a key, None where there is none."""
        return self._by_key.get(key) if isinstance(key, str) else None

    def named(self, key: object) -> Attribute | None:
        """Return the first attribute of a key, None where there is none."""
        at = self.position(key)
        return self[at] if at is not None else None


class Environments(tuple[Environment, ...]):  # noqa: SLOT001 - what is worked out is kept in it
    """The environments of a connector, in its order, found by their names and hosts."""

    @functools.cached_property
    def _by_form(self) -> dict[str, int]:
        return _first(
            (simplified(name), at) for at, each in enumerate(self) for name in (each.name, *each.aliases)
        )

    @functools.cached_property
    def _by_host(self) -> dict[str, list[Environment]]:
        found: dict[str, list[Environment]] = {}
        for each in self:
            for host in {host_of(each.login_url), host_of(each.api_url), *each.web_hosts} - {None}:
                found.setdefault(f"{host}", []).append(each)
        return found

    @functools.cached_property
    def _by_role(self) -> dict[Role, dict[str, list[Environment]]]:
        found: dict[Role, dict[str, list[Environment]]] = {role: {} for role in Role}
        for role, by_host in found.items():
            for each in self:
                if host := host_of(address(each, role)):
                    by_host.setdefault(host, []).append(each)
        return found

    def named(self, name: str) -> Environment | None:
        """Return the first environment of a name or an alias, in any spelling."""
        at = self._by_form.get(simplified(name))
        return self[at] if at is not None else None

    @functools.cached_property
    def key_sets(self) -> tuple[str, ...]:
        """The sets of keys that the environments take, each once."""
        return tuple(dict.fromkeys(each.credentials for each in self if each.credentials is not None))

    def keys_called(self, text: str) -> str | None:
        """Return the set of keys of a name, or the one whose last word it is: `sandbox`, `developer-sandbox`."""
        if text in self.key_sets:
            return text
        called = [each for each in self.key_sets if each.endswith(f"-{text}")]
        return called[0] if len(called) == 1 else None

    def of_host(self, host: str) -> tuple[Environment, ...]:
        """Return those that have a host as login, API or web address."""
        return tuple(self._by_host.get(host, ()))

    def serving(self, host: str, role: Role) -> tuple[Environment, ...]:
        """Return those that have a host as the address for a use."""
        return tuple(self._by_role[role].get(host, ()))

    def hosts(self, role: Role) -> list[str]:
        """Return the hosts that they have for a use, in their order."""
        return list(self._by_role[role])


def _first(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Return the first number of each text."""
    found: dict[str, int] = {}
    for text, at in pairs:
        found.setdefault(text, at)
    return found


@functools.lru_cache(maxsize=256)
def environments(connector: Document | None) -> Environments:
    """Return the environments of a connector, in its order."""
    entries = (connector.get("environments") if connector is not None else None) or []
    return Environments(_environment(each) for each in entries if isinstance(each, dict) and each.get("name"))


@functools.lru_cache(maxsize=1024)
def attributes(definition: Document | None) -> Attributes:
    """Return the attributes of a connection definition, in its order."""
    entries = (definition.get("attributes") if definition is not None else None) or []
    return _attributes(entries)


@functools.cache
def environment_key() -> str:
    """Return the key of the attribute with which connection definitions ask for the environment."""
    return str(platform()["environmentKey"])


def host_of(url: object) -> str | None:
    """Return the host of a URL in lower case, None for what is no URL."""
    if not isinstance(url, str):
        return None
    try:
        return url_of(url).host
    except ValueError:
        return None


def is_loopback(host: str | None) -> bool:
    """Whether a host is `localhost` or a loopback address written as such."""
    if not host or host == "localhost":
        return bool(host)
    if not host[-1].isdigit() and ":" not in host:
        return False
    from ipaddress import ip_address  # noqa: PLC0415 - few hosts are written as numbers

    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def environment_named(value: object, known: Environments, options: tuple[Option, ...]) -> Environment | None:
    """Return the environment that a value selects: by label, by alias, by an option's number, in any case."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = next((option.label for option in options if option.value == value), None)
    if not isinstance(value, str):
        return None
    if value.isdigit():
        return environment_named(int(value[:9]), known, options)
    return known.named(value)


def environments_of_host(host: str | None, known: Environments) -> tuple[Environment, ...]:
    """Return the environments that have a host as login, API or web address."""
    return known.of_host(host) if host is not None else ()


def path_of(url: object) -> str:
    """Return the path of an address without slashes at its end, nothing for what is no address."""
    return url_of(url).path.rstrip("/") if isinstance(url, str) and host_of(url) else ""


def address(environment: Environment, role: Role) -> str | None:
    """Return the address that an environment has for a use, None where it is not known."""
    return environment.login_url if role is Role.LOGIN else environment.api_url


def hosts_of(known: Environments, role: Role) -> list[str]:
    """Return the hosts that environments have for a use, in their order."""
    return known.hosts(role)


def wrong_host(connector: Document | None, host: str, role: Role) -> Wrong | None:
    """Return what a connector's documents know of a wrong host, None for any other."""
    for each in (connector.get("hosts") if connector is not None else None) or ():
        if isinstance(each, dict) and each.get("host") == host and each.get("as") in {None, role.value}:
            return Wrong(each.get("use") or "", each.get("tolerated") is True, each.get("note") or "")
    return None


def environments_at(
    url: object, role: Role, connector: Document | None, known: Environments
) -> tuple[Environment, ...]:
    """Return the environments that an address serves for a use; a tolerated host serves as the right one does."""
    if url is None:
        return ()
    host = host_of(url)
    if host is None:
        return ()
    found = known.serving(host, role)
    wrong = wrong_host(connector, host, role) if not found else None
    if wrong is None or not wrong.tolerated:
        return found
    return known.serving(wrong.use, role)


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


def _attributes(entries: list[Any]) -> Attributes:
    return Attributes(_attribute(entry) for entry in entries if isinstance(entry, dict) and entry.get("key"))


def _attribute(entry: dict[str, Any]) -> Attribute:
    options = [each for each in entry.get("options") or [] if isinstance(each, dict) and each.get("label")]
    return Attribute(
        key=entry["key"],
        title=entry.get("title") or entry["key"],
        type=entry.get("type", "string"),
        required=entry.get("isRequired") is True,
        sensitive=entry.get("isSensitive") is not False,
        is_array=entry.get("isArray") is True,
        unique=entry.get("isUnique") is True,
        default=entry.get("default"),
        pattern=entry.get("pattern"),
        message=entry.get("message", ""),
        example=entry.get("example"),
        inferred=entry.get("certainty") == "inferred",
        guessed=frozenset(_texts(entry.get("inferred"))),
        options=Options(Option(each["label"], each.get("value")) for each in options),
        attributes=_attributes(entry.get("attributes") or []),
    )
