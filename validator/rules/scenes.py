"""Named scenes: the set-ups that the examples of rule pages are a part of, which a page names as `Given:`."""

from __future__ import annotations

import functools

from validator.values import NamedTuple

_GIVEN = "Given: "


class Scene(NamedTuple):
    """A whole set-up with a name, what it is in one sentence, its documents as YAML, and its settings as TOML."""

    name: str
    sentence: str
    text: str
    settings: str


@functools.cache
def scenes() -> dict[str, Scene]:
    """Return the scenes by name, in the order of their file."""
    from validator.rules.generated.scenes import SCENES  # noqa: PLC0415 - only who explains a rule reads them

    return {name: Scene(name, *each) for name, each in SCENES.items()}


def scene_of(page: str) -> Scene | None:
    """Return the scene that a rule's page names; None where its examples are whole by themselves."""
    names = (line.removeprefix(_GIVEN) for line in page.split("\n") if line.startswith(_GIVEN))
    return scenes().get(next(names, ""))
