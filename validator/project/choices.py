"""What can be written at a place of a document: names, keys, options, each with what it means and how sure it is."""

from __future__ import annotations

from validator.documents.kinds import APPLICATION, BASE_RULES, CLIENT, DEFINITION, WORKSPACE
from validator.project.facts import environment_key
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from validator.documents.document import Document
    from validator.project.facts import Attribute, Environment
    from validator.project.index import Index

_SURE = {
    "documented": "Documented.",
    "inferred": "Inferred, not documented: compare it with the screen.",
}


class Choice(NamedTuple):
    """One thing that can be written, and in words what it means and how sure that is."""

    text: str
    words: str = ""


class Choices:
    """What a project, or the catalogue alone, offers for each place; what must not be shown is left out."""

    def __init__(self, index: Index, is_secret: Callable[[str], bool] = lambda _: False) -> None:
        self.index = index
        self._is_secret = is_secret

    def connectors(self) -> list[Choice]:
        """Return the keys of all connectors that are known."""
        return self._shown(
            Choice(key, self._about_connector(key)) for key in sorted(self.index.connector_keys())
        )

    def definitions(self, connector: str | None) -> list[Choice]:
        """Return the connection definitions of a connector, by their display names."""
        return self._named(self.index.definitions(connector), DEFINITION)

    def clients(self, connector: str | None) -> list[Choice]:
        """Return the OAuth clients of a connector."""
        return self._named(self.index.clients(connector), CLIENT)

    def workspaces(self) -> list[Choice]:
        """Return the workspaces that the project describes."""
        return self._named(self.index.of_kind(WORKSPACE), WORKSPACE)

    def applications(self) -> list[Choice]:
        """Return the applications that the project describes."""
        return self._named(self.index.of_kind(APPLICATION), APPLICATION)

    def integrations(self, connector: str | None) -> list[Choice]:
        """Return the integrations for which base connections of a connector are known."""
        return self._named(self.index.base_rules(connector), BASE_RULES)

    def base_connections(self, rules: Document) -> list[Choice]:
        """Return the base connections that an integration offers."""
        entries = (each for each in rules.get("baseConnections") or () if isinstance(each, dict))
        return self._shown(
            Choice(each["name"], _about_base(each)) for each in entries if _is_text(each, "name")
        )

    def environments(self, connector: str | None) -> list[Choice]:
        """Return the environments of a connector, by their labels."""
        known = self.index.environments(self.index.connector(connector))
        return self._shown(Choice(each.name, _about_environment(each)) for each in known)

    def key_sets(self, connector: str | None) -> list[Choice]:
        """Return the sets of keys that the environments of a connector take."""
        taken: dict[str, list[str]] = {}
        for each in self.index.environments(self.index.connector(connector)):
            if each.credentials:
                taken.setdefault(each.credentials, []).append(each.name)
        return self._shown(Choice(key, f"Taken by {', '.join(names)}.") for key, names in taken.items())

    def details(self, definition: Document) -> list[tuple[Attribute, Choice]]:
        """Return what a definition asks for, in its order."""
        described = {
            each.get("key"): each for each in definition.get("attributes") or () if isinstance(each, dict)
        }
        return self.described(self.index.attributes(definition), described)

    def described(
        self, attributes: Iterable[Attribute], described: dict[Any, dict[str, Any]]
    ) -> list[tuple[Attribute, Choice]]:
        """Return attributes with the words about each, which stand in the documents that declare them."""
        pairs = ((each, _about_attribute(each, described.get(each.key, {}))) for each in attributes)
        return [
            (each, Choice(each.key, self.words(words)))
            for each, words in pairs
            if not self._is_secret(each.key)
        ]

    def options(self, connector: str | None, attribute: Attribute) -> list[Choice]:
        """Return the labels that can be chosen for an attribute."""
        if attribute.key != environment_key():
            return self._shown(Choice(each.label, _sure(attribute)) for each in attribute.options)
        known = self.index.environments(self.index.connector(connector))
        return self._shown(
            Choice(each.label, _joined(_about(known.named(each.label)), _sure(attribute)))
            for each in attribute.options.chosen()
        )

    def words(self, text: str) -> str:
        """Return words about a choice, none where they hold what must not be shown."""
        return "" if self._is_secret(text) else text

    def _about_connector(self, key: str) -> str:
        connector = self.index.connector(key)
        if connector is None:
            return ""
        own = connector.get("key")
        other = f"The same connector as {own}." if own != key else ""
        return _joined(f"{_text(connector.get('name'))}.", other, _text(connector.get("description")))

    def _named(self, documents: Iterable[Document], kind: str) -> list[Choice]:
        field = "integration" if kind == BASE_RULES else "name"
        named = ((each.get(field), each) for each in documents)
        return self._shown(
            Choice(name, _about_document(each)) for name, each in named if isinstance(name, str) and name
        )

    def _shown(self, choices: Iterable[Choice]) -> list[Choice]:
        return [
            Choice(each.text, self.words(each.words)) for each in choices if not self._is_secret(each.text)
        ]


def _about_document(document: Document) -> str:
    where = "Known from the catalogue." if document.shipped else f"Described in {document.path}."
    return _joined(_text(document.get("description")), where, certainty_of(document))


def certainty_of(document: Document) -> str:
    """Return how sure what a document says is, by its sources; nothing where it names none."""
    sources = document.get("sources")
    marks = {each.get("certainty") for each in sources or () if isinstance(each, dict)}
    return _SURE["documented"] if "documented" in marks else _SURE["inferred"] if marks else ""


def _about_base(entry: dict[str, Any]) -> str:
    brings = f"Brings {entry['definition']}." if _is_text(entry, "definition") else ""
    return _joined("" if entry.get("enabled") is not False else "Not enabled at present.", brings)


def _about(environment: Environment | None) -> str:
    return _about_environment(environment) if environment is not None else ""


def _about_environment(environment: Environment) -> str:
    return _joined(
        f"Logs in at {environment.login_url}." if environment.login_url else "",
        f"The API is at {environment.api_url}." if environment.api_url else "",
        f"Takes the key set {environment.credentials}." if environment.credentials else "",
    )


def _about_attribute(attribute: Attribute, described: dict[str, Any]) -> str:
    return _joined(
        _text(described.get("description")),
        "A secret: write a reference, such as ${env:NAME}." if attribute.sensitive else "",
        "Required." if attribute.required else "Optional.",
        _sure(attribute),
    )


def _sure(attribute: Attribute) -> str:
    return _SURE["inferred"] if attribute.inferred else ""


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _text(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _is_text(entry: dict[str, Any], key: str) -> bool:
    return isinstance(entry.get(key), str) and bool(entry[key])
