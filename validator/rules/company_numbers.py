"""What the rules about company numbers share: the number as written, and what a pasted address tells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from validator.project.connection import Connection, Origin, Setting
from validator.project.facts import environments
from validator.schema.patterns import ID, Guarded, guarded

if TYPE_CHECKING:
    from validator.documents.document import Document


NUMBER = re.compile(r"[1-9][0-9]{0,18}\Z")
_LONGEST_PATH = 2048


class Address(NamedTuple):
    """What a pasted address tells: `gives` is company, project or nothing."""

    gives: str
    number: str


def in_production(connection: Connection) -> bool:
    """Whether a connection is to a live environment."""
    return connection.environment is not None and "production" in connection.environment.traits


def written(setting: Setting) -> str | None:
    """Return a value as its file has it: an unquoted number keeps its zeros and its exponent."""
    node = setting.document.scalar(setting.route)
    if node is not None:
        return node.text
    return str(setting.value) if isinstance(setting.value, str | int) else None


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
    url = text.strip() if "://" in text else f"https://{text.strip()}"
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
    except ValueError:
        return setting, None
    if host not in hosts_of(connection):
        return setting, Address("", "") if "://" in text else None
    return setting, _read(parts.path[:_LONGEST_PATH], connection)


def _read(path: str, connection: Connection) -> Address:
    """Return what the first form of address that a path has tells, as far as the connector knows any."""
    known = connection.connector.get("companyId", "addresses") if connection.connector is not None else None
    for each in known or ():
        form = guarded(each.get("path", "(?!)"))
        match = form.fullmatch(path) if isinstance(form, Guarded) else None
        if match is not None and match[ID]:
            return Address(str(each.get("gives")), match[ID])
    return Address("", "")


def hosts_of(connection: Connection) -> set[str]:
    """Return every host of the connector's environments."""
    known = environments(connection.connector)
    hosts = {host for each in known for host in each.web_hosts}
    return hosts | {
        urlsplit(url).hostname or "" for each in known for url in (each.api_url, each.login_url) if url
    }
