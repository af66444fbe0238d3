"""What a page says beside the text of its rule: a finding as it is printed, what fixes there are, its addresses."""

from __future__ import annotations

import enum
import functools
import json
from pathlib import Path

from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_FOLDER = Path(__file__).parent


class Fixes(enum.Enum):
    """Which fixes the findings of a rule bring along."""

    NONE = "none"
    SAFE = "safe"
    UNSAFE = "unsafe"
    BOTH = "safe and unsafe"


class Printed(NamedTuple):
    """A finding as the command prints it, and which fixes findings of the rule bring along."""

    text: str
    fixes: Fixes


def printed(rule: str) -> Printed:
    """Return what is known of the findings of a rule: nothing of one that no sample raises."""
    text, fixes = _read("printed.json").get(rule, ("", Fixes.NONE.value))
    return Printed(text, Fixes(fixes))


def addresses(source: str) -> tuple[str, ...]:
    """Return where the source of a rule can be read; nothing for one that is no page."""
    return tuple(_read("sources.json").get(source, ()))


@functools.cache
def _read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((_FOLDER / name).read_text(encoding="utf-8"))
    return found
