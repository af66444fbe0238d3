"""A sheet: what one person does, step by step, with the values to enter. It holds nothing that must not be shown."""

from __future__ import annotations

import enum

from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    from validator.diagnostics import Route


class Audience(enum.Enum):
    """Whom a sheet is for: an administrator of the connected product, or the person in App Xchange."""

    ADMIN = "admin"
    INTEGRATOR = "integrator"


class Mark(enum.Enum):
    """What a part of a sentence is: somebody's own text, a word of a screen, or something to be typed as it is."""

    NAME = "name"
    SCREEN = "screen"
    CODE = "code"


class Part(NamedTuple):
    """A part of a sentence that is told from the words around it."""

    text: str
    mark: Mark


Words: TypeAlias = "tuple[str | Part, ...]"
"""A sentence."""


def plain(words: Words) -> str:
    """Return a sentence as mere text."""
    return "".join(each if isinstance(each, str) else each.text for each in words)


class Verb(enum.Enum):
    """What is done with a field: entered, chosen, switched; or left, as it is filled in, empty or has its default.

    Nothing is done before somebody was asked where its value is in doubt.
    """

    ENTER = "enter"
    CHOOSE = "choose"
    SWITCH = "switch"
    FILLED = "filled in"
    KEEP = "leave as it is"
    EMPTY = "leave empty"
    ASK = "ask first:"
    READ = ""


class At(NamedTuple):
    """Where a value stands, or would: the path and the title of its document, and the route there."""

    path: str
    document: str
    route: Route


class Field(NamedTuple):
    """A field of a screen: its label, what is done with it, and the value.

    `exact` says that the value is to be taken as it stands, so that it is worth copying: no secret's reference is.
    `at` is where the value comes from, None where it follows from something else; a finished sheet does not say.
    """

    label: str
    verb: Verb
    value: str
    note: str = ""
    exact: bool = False
    at: At | None = None


class Link(NamedTuple):
    """A public page; one without an address is known by its title alone."""

    title: str
    url: str


class Step(NamedTuple):
    """One thing to do: `sign` is what it helps with, `inferred` why it is not documented, empty where it is."""

    do: Words
    sign: Words = ()
    fields: tuple[Field, ...] = ()
    notes: tuple[Words, ...] = ()
    links: tuple[Link, ...] = ()
    inferred: Words = ()


class Section(NamedTuple):
    """The steps of one screen, or of one part of the work; `ticked` says that each is to be done."""

    title: str
    steps: tuple[Step, ...]
    ticked: bool = True


class Sheet(NamedTuple):
    """What one person does for one connection; `reader` says who that is, and `name` is the config's."""

    audience: Audience
    name: str
    title: str
    reader: str
    about: tuple[Field, ...]
    sections: tuple[Section, ...]

    @property
    def pages(self) -> tuple[Link, ...]:
        """The public pages that steps are taken from, each once, in their order."""
        links = (link for section in self.sections for step in section.steps for link in step.links)
        return tuple(dict.fromkeys(links))


class Entry(NamedTuple):
    """A connection in the index: what it is, and its sheets by the places where they are; without any it has errors."""

    name: str
    workspace: str
    product: str
    environment: str
    places: tuple[tuple[Audience, str], ...]


class Binder(NamedTuple):
    """Sheets one after the other, behind an index of connections, unless that is empty."""

    entries: tuple[Entry, ...]
    sheets: tuple[Sheet, ...]
