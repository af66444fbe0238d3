"""Which of two is right where a client's keys and its addresses disagree: what names and connections speak for."""

from __future__ import annotations

import enum

from validator.lazy import lazy
from validator.project.once import per_project

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.documents.document import Document
    from validator.project.facts import Environment
    from validator.project.project import Project

_WORD = lazy(r"[^\W\d_]+")
_TRAITS = {"sandbox": "sandbox", "production": "production", "prod": "production", "live": "production"}


class Side(enum.Enum):
    """What is right of a client that disagrees with itself."""

    KEYS = enum.auto()
    ADDRESS = enum.auto()


def favoured(
    client: Document, taking: tuple[Environment, ...], served: tuple[Environment, ...], project: Project
) -> Side | None:
    """Return what everything around a client speaks for; None where nothing does, or not with one voice.

    `taking` are the environments that take its keys, `served` those that its address is for.
    """
    voices = {*_names(client, taking, served), *_connections(client, taking, served, project)}
    return voices.pop() if len(voices) == 1 else None


def _names(
    client: Document, taking: tuple[Environment, ...], served: tuple[Environment, ...]
) -> Iterator[Side]:
    for text in (client.get(key) for key in ("name", "clientId", "clientSecret")):
        words = _WORD.findall(text.casefold()) if isinstance(text, str) else []
        for trait in {_TRAITS[word] for word in words if word in _TRAITS}:
            one, other = _share(trait, taking), _share(trait, served)
            if one != other:
                yield Side.KEYS if one > other else Side.ADDRESS


def _share(trait: str, environments: tuple[Environment, ...]) -> float:
    return sum(trait in each.traits for each in environments) / len(environments)


def _connections(
    client: Document, taking: tuple[Environment, ...], served: tuple[Environment, ...], project: Project
) -> Iterator[Side]:
    for environment in _environments_of_clients(project).get(id(client), ()):
        if environment in taking:
            yield Side.KEYS
        elif environment in served:
            yield Side.ADDRESS
        else:
            yield from Side


@per_project
def _environments_of_clients(project: Project) -> dict[int, list[Environment]]:
    """Return the environments of the connections that use each client, by its identity."""
    found: dict[int, list[Environment]] = {}
    for each in project.connections():
        if each.client is not None and each.environment is not None:
            found.setdefault(id(each.client), []).append(each.environment)
    return found
