"""What a shell offers where a value is to be typed: closed values, rules, kinds, connectors, names of the project."""

from __future__ import annotations

from validator.cli.shell_words import as_word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Any

    from validator.cli.options import Option
    from validator.project.project import Project

Offer = tuple[str, str]
"""A value, and what it means; empty where it says that itself."""

# Each function imports what it offers: a shell waits for one of them.
# ruff: noqa: PLC0415


def offered(option: Option) -> Callable[[str], list[Offer]] | None:
    """Return what offers the values of an option, None where they are files or cannot be known."""
    if option.choices:
        return beginning(lambda: ((choice, "") for choice in option.choices))
    return OFFERS.get(option.metavar)


def beginning(offers: Callable[[], Iterable[Offer]]) -> Callable[[str], list[Offer]]:
    """Return what offers those of several values that begin as what is typed so far."""

    def complete(incomplete: str) -> list[Offer]:
        return [offer for offer in offers() if offer[0].startswith(incomplete)]

    return complete


def _rules() -> Iterator[Offer]:
    from validator.cli.rules import every_rule

    return ((rule.id, rule.described().summary) for rule in every_rule())


def _leveled_rules() -> Iterator[Offer]:
    for name, summary in _rules():
        yield from ((f"{name}={level}", summary) for level in ("error", "warning", "info"))


def _kinds() -> Iterator[Offer]:
    from validator.schema.schemas import SCHEMAS

    return ((kind, "") for kind in (*SCHEMAS, "settings", "report"))


def _connectors() -> Iterator[Offer]:
    from validator.catalog import shipped_connectors
    from validator.cli.catalog import title

    return ((key, title(key)) for key in shipped_connectors())


def _names() -> Iterator[Offer]:
    """Yield the names of the configs in the project around the working folder, and their connectors."""
    connectors = set()
    for config in _configs():
        yield config.name, "config"
        connectors.add(config.text(("connector",)))
    yield from ((connector, "connector") for connector in sorted(connectors - {None}))


def _configs() -> Iterator[Any]:
    yield from (config for each in _projects() for config in each.configs())


def _projects() -> list[Project]:
    from validator.diagnostics import Request, UsageError
    from validator.engine.run import load_projects

    try:
        return [each.project for each in load_projects(Request((".",)))]
    except UsageError:  # a line of words would stand among the offers
        return []


def _listed(column: str) -> Callable[[], Iterable[Offer]]:
    """Return what offers the values that a column of `list` has in the project around the working folder."""

    def offers() -> Iterator[Offer]:
        from validator.survey.connections import listed

        rows = [listed(each.connection(config), each) for each in _projects() for config in each.configs()]
        yield from ((value, "") for value in sorted({getattr(row, column) for row in rows}))

    return offers


def _sides() -> Iterator[Offer]:
    """Yield what `diff` compares: configs by name, and the files that they stand in."""
    configs = [*_configs()]
    yield from ((config.name, "config") for config in configs)
    yield from ((path, "file") for path in dict.fromkeys(config.path for config in configs))


def _things() -> Iterator[Offer]:
    """Yield what a change may be about: all that has a name in the graph of the project, and its files."""
    from validator.survey.links import linked

    for each in _projects():
        paths = dict.fromkeys(document.path for document in each.documents if document.kind is not None)
        whole = linked(each, frozenset(paths))
        for node, names in zip(whole.graph.nodes, whole.names, strict=True):
            if node.path:
                yield from ((name, node.kind) for name in sorted(names))
        yield from ((path, "file") for path in paths)


class _Chosen(str):
    """A value that begins as what is typed: Typer asks once more, of words that may be quoted by now."""

    __slots__ = ()

    def startswith(self, *_: object) -> bool:
        return True


def _named(offers: Callable[[], Iterable[Offer]]) -> Callable[[str], list[Offer]]:
    """Return what offers those of several names that begin as what is typed so far, each as one word of the shell."""

    def complete(incomplete: str) -> list[Offer]:
        found = dict(each for each in reversed([*offers()]) if each[0].startswith(incomplete))
        words = ((as_word(name), meaning) for name, meaning in reversed(found.items()))
        return [(_Chosen(word), meaning) for word, meaning in words if word is not None]

    return complete


OFFERS: Mapping[str, Callable[[str], list[Offer]]] = {
    "RULE": beginning(_rules),
    "RULE...": beginning(_rules),
    "RULE=LEVEL": beginning(_leveled_rules),
    "[KIND]": beginning(_kinds),
    "[CONNECTOR]": beginning(_connectors),
    "KEY": beginning(_connectors),
    "WHAT": beginning(lambda: (("info", "Where answers are kept."), ("clear", "Delete them."))),
    "EDITOR": beginning(lambda: (("vscode", "Visual Studio Code"),)),
    "NAME": _named(_names),
    "CUSTOMER": _named(_listed("customer")),
    "WORKSPACE": _named(_listed("workspace")),
    "ENVIRONMENT": _named(_listed("environment")),
    "CLIENT": _named(_listed("client")),
    "LEFT [RIGHT]": _named(_sides),
    "NAME|FILE": _named(_things),
    "BASE": _named(_listed("base_connection")),
}
"""What offers a value, by the word that stands for it in the help."""
