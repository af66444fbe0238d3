"""Rules about the form of the number that names a company in the connected product."""

from __future__ import annotations

import functools
import re

from validator.diagnostics import Basis, Severity
from validator.documents.finding import Change, Finding, Place
from validator.documents.kinds import CONFIG
from validator.lazy import lazy
from validator.project.connection import Connection, Origin, Setting
from validator.project.facts import host_of
from validator.project.url import url_of
from validator.rules.precedence import NO_VALUE, OTHER_ENVIRONMENT
from validator.rules.rule import rule
from validator.schema.patterns import ID, Guarded, guarded
from validator.secrets.references import looks_like_reference
from validator.values import NamedTuple
from validator.words import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.documents.document import Document
    from validator.project.project import Project

SEED = "App Xchange help, Connect Procore in App Xchange"
DIGITS = 19
_DIGITS = frozenset("0123456789")
_POINT_OR_DIGIT = _DIGITS | {"."}
_SEPARATED = lazy(r"[0-9]{1,3}(?:[,. '_\u00a0\u202f][0-9]{3})+\Z")
_AS_WRITTEN = (str, int)
NUMBER = lazy(r"[1-9][0-9]{0,18}\Z")


@rule(Severity.ERROR, Basis.DOCUMENTED, CONFIG, source=SEED, yields_to=(*NO_VALUE, *OTHER_ENVIRONMENT))
def company_id_is_url(document: Document, project: Project) -> Iterator[Finding]:
    """An address stands where the company's number belongs.

    The field takes the number alone. Where the address names the company, the fix puts its number in.

    Given: Procore client credentials

    Bad:
        kind: ConnectorConfig
        connection:
          details: {companyId: "https://app.procore.com/4281379/company/home/list"}

    Good:
        kind: ConnectorConfig
        connection:
          details: {companyId: 4281379}
    """
    connection = project.connection(document)
    setting, address = pasted(document, connection)
    if setting is None or address is None or address.gives == "project":
        return
    place = Place(setting.document, setting.route)
    if address.gives == "company":
        change = Change(f"write {address.number}", place, address.number)
        yield Finding(
            "an address stands where the company's number belongs",
            place,
            f"write {address.number}",
            f"company {address.number}",
            change=change,
        )
    else:
        help_text = _open_and_copy(connection)
        yield Finding(
            "an address stands where the company's number belongs, and it does not say which company it is",
            place,
            help_text,
        )


@rule(
    Severity.ERROR,
    Basis.DOCUMENTED,
    CONFIG,
    source="Procore developer documentation, side panel view keys",
    yields_to=OTHER_ENVIRONMENT,
)
def company_id_is_project(document: Document, project: Project) -> Iterator[Finding]:
    """The address of a project page stands where the company's number belongs.

    On a project page the number behind the host is the project's, not the company's: App Xchange would connect to
    nothing, or to another company.

    Given: Procore client credentials

    Bad:
        kind: ConnectorConfig
        connection:
          details: {companyId: "https://app.procore.com/2653585/project/home"}

    Good:
        kind: ConnectorConfig
        connection:
          details: {companyId: 4281379}
    """
    connection = project.connection(document)
    setting, address = pasted(document, connection)
    if setting is not None and address is not None and address.gives == "project":
        message = "this is a project page, so the number in it is a project's id, not the company's"
        help_text = _open_and_copy(connection)
        yield Finding(message, Place(setting.document, setting.route), help_text, "project page")


@rule(
    Severity.ERROR,
    Basis.DOCUMENTED,
    CONFIG,
    source="Procore developer documentation, Multiple Procore Regions",
    yields_to=("placeholder-value",),
)
def company_id_malformed(document: Document, project: Project) -> Iterator[Finding]:
    """The company's number is no positive whole number of at most 19 digits.

    Spreadsheets turn a number of 15 digits into 5.62E+14, and people write separators or a #. Quotes around the
    number are fine.

    Given: Procore client credentials

    Bad:
        kind: ConnectorConfig
        connection:
          details: {companyId: "4,281,379"}

    Good:
        kind: ConnectorConfig
        connection:
          details: {companyId: 4281379}
    """
    connection = project.connection(document)
    setting = own_number(connection, document)
    if setting is None or pasted(document, connection)[1] is not None:
        return
    text = written(setting)
    if text is None or NUMBER.match(text) or looks_like_reference(text):
        return
    place = Place(setting.document, setting.route)
    digits = "".join(filter(_DIGITS.__contains__, text))
    change = None
    if _is_separated(text) or (text[:1] in "#+" and NUMBER.match(text[1:])):
        change = Change(f"write {digits}", place, digits)
    message = (
        f"the company's number cannot be {quoted(text)}: {_why(text)}"
        if text.strip()
        else f"{setting.route[-1]} has no value"
    )
    yield Finding(message, place, change.title if change else _copy(connection), change=change)


def _is_separated(text: str) -> bool:
    return text[:1] in _DIGITS and _SEPARATED.match(text) is not None


def _why(text: str) -> str:  # noqa: PLR0911 - one line a slip
    if _is_separated(text):
        return "it has separators"
    if text[0] in _POINT_OR_DIGIT and re.fullmatch(r"[0-9.]+[eE][+-]?[0-9]+", text):
        return "an exponent has cost it its last digits"
    if text[0] in "+-":
        return "it has a sign"
    if text[0] == "#":
        return "it begins with #"
    if text[0] == "0" and _DIGITS.issuperset(text):
        return "it begins with 0"
    if text.isdigit() and len(text) > DIGITS:
        return f"it has more than {DIGITS} digits"
    return "it holds other characters than digits"


def _copy(connection: Connection) -> str:
    """Return what to copy a company's number from, as far as that is known."""
    page, part = found_in(connection)
    return f"copy {part} in the address of {page}" if page and part else "write the number of the company"


def _open_and_copy(connection: Connection) -> str:
    """Return which page to open to find a company's number in its address, as far as that is known."""
    page, part = found_in(connection)
    return f"open {page} and copy {part}" if page and part else _copy(connection)


def found_in(connection: Connection) -> tuple[str, str]:
    """Return the page in whose address the company's number stands, and which part of that it is; empty if unknown."""
    known = connection.connector.get("companyId") if connection.connector is not None else None
    page, part = (known.get(key) for key in ("page", "part")) if isinstance(known, dict) else ("", "")
    return f"the {page}" if page else "", f"{part or ''}"


@rule(Severity.WARNING, Basis.INFERRED, CONFIG, source="examples in the public documentation")
def company_id_example(document: Document, project: Project) -> Iterator[Finding]:
    """The company's number is one out of the documentation, left in.

    Given: Procore client credentials

    Bad:
        kind: ConnectorConfig
        connection:
          details: {companyId: 112233}

    Good:
        kind: ConnectorConfig
        connection:
          details: {companyId: 4281379}
    """
    connection = project.connection(document)
    setting = own_number(connection, document)
    if setting is not None and connection.connector and written(setting) in _examples(connection.connector):
        message = f"{written(setting)} is an example out of the documentation, not a company of yours"
        yield Finding(message, Place(setting.document, setting.route), _copy(connection))


@functools.lru_cache(maxsize=256)
def _examples(connector: Document) -> frozenset[str]:
    return frozenset(str(each) for each in connector.get("companyId", "examples") or ())


_LONGEST_PATH = 2048
_MOST_FIELDS = 50


class Address(NamedTuple):
    """What a pasted address tells: `gives` is company, project or nothing."""

    gives: str
    number: str


def in_production(connection: Connection) -> bool:
    """Whether a connection is to a live environment."""
    return connection.environment is not None and "production" in connection.environment.traits


def written(setting: Setting) -> str | None:
    """Return a value as its file has it: an unquoted number keeps its zeros and its exponent."""
    value = setting.value
    if setting.document.quiet and type(value) in _AS_WRITTEN:
        return str(value)
    text = setting.document.text(setting.route)
    if text is not None:
        return text
    return str(value) if isinstance(value, str | int) else None


def own_number(connection: Connection, document: Document) -> Setting | None:
    """Return the company's number where this config itself gives it, and it is one value."""
    setting = connection.company_id
    if setting is None or setting.origin is not Origin.CONFIG or setting.document is not document:
        return None
    return None if isinstance(setting.value, dict | list) else setting


def pasted(document: Document, connection: Connection) -> tuple[Setting | None, Address | None]:
    """Return what an address tells that was pasted for the company's number; nothing where it is no address."""
    setting = own_number(connection, document)
    text = setting.value if setting is not None else None
    if not isinstance(text, str) or "/" not in text:
        return setting, None
    rest = _by_path(f"/{text.strip().removeprefix('/')}"[:_LONGEST_PATH], connection)
    if rest.gives:
        return setting, rest
    url = text.strip() if "://" in text else f"https://{text.strip()}"
    try:
        parts = url_of(url)
    except ValueError:
        return setting, None
    if parts.host not in hosts_of(connection):
        return setting, Address("", "") if "://" in text else None
    return setting, _read(parts.path[:_LONGEST_PATH], parts.query[:_LONGEST_PATH], connection)


def _read(path: str, query: str, connection: Connection) -> Address:
    """Return what an address tells: a company by its path, else by its query, else what its path gives."""
    by_path = _by_path(path, connection)
    return by_path if by_path.gives == "company" else _by_query(query, connection) or by_path


def _by_path(path: str, connection: Connection) -> Address:
    """Return what the first form of address that a path has tells, as far as the connector knows any."""
    known = connection.connector.get("companyId", "addresses") if connection.connector is not None else None
    for each in known or ():
        form = guarded(each.get("path", "(?!)"))
        match = form.fullmatch(path) if isinstance(form, Guarded) else None
        if match is not None and match[ID]:
            return Address(str(each.get("gives")), match[ID])
    return Address("", "")


def _by_query(query: str, connection: Connection) -> Address | None:
    """Return what the first name tells that the connector knows of a query, and that has a number behind it."""
    known = connection.connector.get("companyId", "queries") if connection.connector is not None else None
    if not query or not known or query.count("&") >= _MOST_FIELDS:
        return None
    from urllib.parse import parse_qsl  # noqa: PLC0415 - few addresses have a query

    given = dict(parse_qsl(query))
    found = ((each, given.get(f"{each.get('name')}", "")) for each in known if isinstance(each, dict))
    return next((Address(f"{each.get('gives')}", text) for each, text in found if NUMBER.match(text)), None)


def hosts_of(connection: Connection) -> set[str]:
    """Return every host of the connector's environments."""
    known = connection.environments
    hosts = {host for each in known for host in each.web_hosts}
    return hosts | {
        host for each in known for url in (each.api_url, each.login_url) if (host := host_of(url))
    }
