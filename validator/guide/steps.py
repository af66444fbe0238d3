"""What `steps.yaml` says, as values: the sections of both sheets, the public pages, and the form of OAuth clients."""

from __future__ import annotations

import functools
from pathlib import Path

from validator.guide.sheet import Audience, Link, Verb
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any, TypeAlias

    When: TypeAlias = "Mapping[str, tuple[str, ...]]"


class Note(NamedTuple):
    """A sentence below a step, and what has to be true for it to stand there."""

    when: When
    say: str


class Told(NamedTuple):
    """A step as it is written; `fields` names what stands below it, `pages` the public pages that say so."""

    when: When
    do: str
    sign: str
    fields: str
    notes: tuple[Note, ...]
    pages: tuple[str, ...]
    inferred: str
    ours: bool


class Chapter(NamedTuple):
    """A section as it is written."""

    when: When
    title: str
    ticked: bool
    steps: tuple[Told, ...]


class FormField(NamedTuple):
    """A field of the page of OAuth clients; `without` is what is done with it where nothing is set."""

    key: str
    verb: Verb
    without: str


@functools.cache
def chapters(audience: Audience) -> tuple[Chapter, ...]:
    """Return the sections of a sheet, in order."""
    return tuple(
        Chapter(
            _when(each),
            each["section"],
            each.get("ticked", True),
            tuple(_told(step) for step in each["steps"]),
        )
        for each in _written()[audience.value]
    )


@functools.cache
def pages() -> Mapping[str, Link]:
    """Return the public pages that steps name, by their keys."""
    return {key: Link(each["title"], each.get("url", "")) for key, each in _written()["pages"].items()}


@functools.cache
def oauth_client_form() -> tuple[FormField, ...]:
    """Return the fields of the page of OAuth clients, in its order."""
    return tuple(
        FormField(each["key"], Verb(each["verb"]), each.get("without", ""))
        for each in _written()["oauth-client"]
    )


@functools.cache
def described() -> frozenset[str]:
    """Return the keys of the connectors that have sections of their own for their administrators."""
    return frozenset(key for each in chapters(Audience.ADMIN) for key in each.when.get("connector", ()))


def addresses(region: str) -> tuple[str, ...]:
    """Return the addresses that App Xchange has in a region, none where it is not known."""
    return tuple(_written()["addresses"].get(region, ()))


def fits(when: When, traits: Mapping[str, str]) -> bool:
    """Say whether all is true that a step or a note asks for."""
    return all(traits[key] in values for key, values in when.items())


def _told(step: dict[str, Any]) -> Told:
    return Told(
        when=_when(step),
        do=step["do"],
        sign=step.get("sign", ""),
        fields=step.get("fields", ""),
        notes=tuple(Note(_when(each), each["say"]) for each in step.get("notes", ())),
        pages=tuple(step.get("pages", ())),
        inferred=step.get("inferred", ""),
        ours=step.get("ours", False),
    )


def _when(entry: dict[str, Any]) -> When:
    return {key: _several(value) for key, value in entry.get("when", {}).items()}


def _several(value: str | Iterable[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


@functools.cache
def _written() -> dict[str, Any]:
    import yaml  # noqa: PLC0415 - as late as the texts are needed

    text = Path(__file__).with_name("steps.yaml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    read: dict[str, Any] = yaml.load(text, loader)  # noqa: S506 - one of the two safe ones
    return read
