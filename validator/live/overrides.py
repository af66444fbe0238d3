"""What the command line says of hosts and addresses, each for one connector: a secret of another goes there never."""

from __future__ import annotations

import re

from validator.catalog import shipped, shipped_connectors
from validator.documents.kinds import CONNECTOR, DEFINITION
from validator.lazy import lazy
from validator.live.hosts import Distrust, HostPort, Refusal, Trust, host_port, judge
from validator.project.facts import environments, host_of
from validator.values import NamedTuple
from validator.words import closest, did_you_mean, listed, quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from validator.documents.document import Document

TRUST_HOST, LOGIN_URL, API_URL = "--trust-host", "--login-url", "--api-url"

_BOUND = lazy(r"(?P<key>[^=:/]+)=(?P<value>.*)", re.DOTALL)


class OverrideError(ValueError):
    """An option about hosts or addresses that cannot be used; the text says why, and holds no secret."""


class Override(NamedTuple):
    """One such option: its name, the connector that it is for (empty: the only one of the run), and its value."""

    option: str
    key: str
    value: str


class Overrides(NamedTuple):
    """What the command line says for one connector: further trusted hosts, and addresses for this run alone."""

    trusted: frozenset[HostPort] = frozenset()
    login_url: str = ""
    api_url: str = ""


def read(option: str, words: str) -> Override:
    """Return what was typed behind an option: a host or an address, with `KEY=` before it where it is bound to one.

    Raises:
        OverrideError: it is neither.
    """
    match = _BOUND.fullmatch(words)
    key, value = (match["key"], match["value"]) if match else ("", words)
    if not value:
        raise OverrideError(f"{option}: the value is empty; leave the option out if none is meant")
    if option == TRUST_HOST:
        if host_port(value) is None:
            raise OverrideError(f"{option}: {quoted(value)} is no HOST or HOST:PORT")
        return Override(option, key, value)
    refusal = judge(value, Trust(frozenset()))
    if isinstance(refusal, Refusal) and refusal.reason is not Distrust.UNLISTED:
        raise OverrideError(f"{option}: {_WRONG[refusal.reason].format(host=refusal.host)}")
    return Override(option, key, value)


_WRONG = {
    Distrust.MALFORMED: "this is no address; write https://HOST or https://HOST/PATH",
    Distrust.USERINFO: "the address holds a user name before the host; take out everything up to the @",
    Distrust.INSECURE: "{host} would be asked over plain http; write https://",
}


def bound(given: Iterable[Override], connectors: Iterable[str]) -> dict[str, Overrides]:
    """Return what was typed for each of a run's connectors.

    Raises:
        OverrideError: an option does not say for which of several connectors it is, names one that nobody knows, is
            given twice for one, or leads to a host that is not trusted.
    """
    present = sorted(set(connectors))
    by_connector: dict[str, list[Override]] = {key: [] for key in present}
    for each in given:
        key = each.key or _only(each, present)
        if key in by_connector:
            by_connector[key].append(each)
        elif key and key not in shipped_connectors():
            meant = closest(key, [*present, *shipped_connectors()])
            raise OverrideError(f"{each.option}: no connector has the key {quoted(key)}{did_you_mean(meant)}")
    return {key: _overrides(key, each) for key, each in by_connector.items()}


def trust_for(key: str | None, overrides: Overrides) -> Trust:
    """Return the hosts that may receive a secret of a connector: the shipped ones, and the trusted ones."""
    urls = (url for document in shipped(key or "") for url in _addresses_in(document))
    return Trust(frozenset(host for url in urls if (host := host_of(url))), overrides.trusted)


def _only(given: Override, present: list[str]) -> str:
    if len(present) < 2:  # noqa: PLR2004 - one needs no name, and where there is none nothing is sent
        return "".join(present)
    keyed = listed((f"{given.option} {key}={given.value}" for key in present), most=3)
    raise OverrideError(f"{given.option} is for one connector, and this run has several: write {keyed}")


def _overrides(key: str, given: Iterable[Override]) -> Overrides:
    given = list(given)
    hosts = (host_port(each.value) for each in given if each.option == TRUST_HOST)
    trusted = frozenset(host for host in hosts if host is not None)
    addresses = dict(_addresses(key, (each for each in given if each.option != TRUST_HOST), trusted))
    return Overrides(trusted, addresses.get(LOGIN_URL, ""), addresses.get(API_URL, ""))


def _addresses(
    key: str, given: Iterable[Override], trusted: frozenset[HostPort]
) -> Iterator[tuple[str, str]]:
    """Yield each address by its option, once."""
    known: set[str] = set()
    for each in given:
        if each.option in known:
            raise OverrideError(f"{each.option} is given twice for {key}")
        known.add(each.option)
        refusal = judge(each.value, trust_for(key, Overrides(trusted)))
        if isinstance(refusal, Refusal):
            raise OverrideError(
                f"{each.option}: {refusal.host} is no host of {key}; trust it with {TRUST_HOST} {key}={refusal.host}"
            )
        yield each.option, each.value


def _addresses_in(document: Document) -> Iterator[object]:
    if document.kind == CONNECTOR:
        for each in environments(document):
            yield from (each.login_url, each.api_url)
        yield from (f"https://{host}" for host in document.get("loginHosts") or ())
    elif document.kind == DEFINITION:
        yield from (document.get("tokenUrl"), document.get("authorizationUrl"))
