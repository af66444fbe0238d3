"""The companies whose workspaces a project connects, and the names of other things that bear theirs."""

from __future__ import annotations

from validator.lazy import lazy
from validator.project.once import per_project

TYPE_CHECKING = False
if TYPE_CHECKING:
    from validator.project.connection import Connection
    from validator.project.project import Project

_WORD = lazy(r"[^\W_]+")
_SHORTEST_NAME = 3


def company_of(connection: Connection) -> str | None:
    """Return the company that a connection is for, None where that is not said."""
    found = connection.workspace.get("company") if connection.workspace is not None else None
    return found if isinstance(found, str) else None


def words_of(text: str) -> list[str]:
    """Return the words of a name, whatever the case of their letters."""
    return _WORD.findall(text.casefold())


def bears(name: str, company: str) -> bool:
    """Whether the words of a company's name stand in another name, in their order."""
    words, own = words_of(name), words_of(company)
    if len("".join(own)) < _SHORTEST_NAME:
        return False
    return any(words[at : at + len(own)] == own for at in range(len(words) - len(own) + 1))


@per_project
def companies(project: Project) -> dict[str, list[str]]:
    """Return the companies whose workspaces are connected, by the first word of each."""
    found: dict[str, list[str]] = {}
    for connection in project.connections():
        company = company_of(connection)
        words = words_of(company) if company is not None else []
        known = found.setdefault(words[0], []) if words else []
        if words and company not in known:
            known.append(f"{company}")
    return found


def other_companies(name: str, connection: Connection, project: Project) -> list[str]:
    """Return the companies that the name of an OAuth client bears; none where it bears the connection's company too."""
    company = company_of(connection)
    if company is None or bears(name, company):
        return []
    known = companies(project)
    near = [each for word in dict.fromkeys(words_of(name)) for each in known.get(word, ())]
    return [each for each in near if bears(name, each)]


def strange_companies(name: str, connection: Connection, project: Project) -> list[str]:
    """Return those of them that share no word with the connection's company, its integration or its connector."""
    parts = (company_of(connection), connection.integration, connection.connector_key)
    own = set(words_of(" ".join(f"{each}" for each in parts)))
    found = other_companies(name, connection, project)
    return [each for each in found if own.isdisjoint(words_of(each))]
