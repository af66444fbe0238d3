"""`appxlint explain`: the pages of rules, and the set-ups that they are about."""

from __future__ import annotations

import sys

from validator.cli.exits import Exit
from validator.engine.run import unknown_rule
from validator.lazy import lazy
from validator.project.settings import SettingsError
from validator.render.screen import room
from validator.render.sink import emit
from validator.render.wrap import folded
from validator.rules import BY_ID
from validator.rules.manual import Fixes, addresses, printed
from validator.rules.scenes import scene_of, scenes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.rules import Rule
    from validator.rules.scenes import Scene

_ID = lazy(r"(?:live/)?[a-z]+(?:-[a-z]+)+")
_WIDTH = 100
_FIXES = {
    Fixes.NONE: "no; a person has to decide",
    Fixes.SAFE: "yes, with --fix",
    Fixes.UNSAFE: "with --unsafe-fixes, for a person to look over",
    Fixes.BOTH: "yes, with --fix; some findings with --unsafe-fixes alone, for a person to look over",
}


def explain(names: Sequence[str]) -> int:
    """Print the pages of rules, or the set-ups that such pages call by a name.

    Raises:
        SettingsError: there is no such rule.
    """
    wide = room(terminal=sys.stdout.isatty())
    pages = [_page(name, wide) for name in names]
    line = "-" * min(_WIDTH, wide or _WIDTH)
    emit(f"\n{line}\n\n".join(dict.fromkeys(pages)), sys.stdout)
    return Exit.CLEAN


def _page(name: str, room: int | None) -> str:
    """Return the page that a name stands for: a rule's in any spelling, or a finding's as it is printed."""
    scene = next((each for each in scenes().values() if each.name.casefold() == name.casefold()), None)
    return _scene(scene, room) if scene is not None else "".join(_rule(_named(name), room))


def _named(name: str) -> Rule:
    spelt = "-".join(name.casefold().replace("_", " ").split())
    known = [each for each in (spelt, *_ID.findall(name)) if not unknown_rule(each)]
    if not known:
        raise SettingsError(unknown_rule(name))
    return BY_ID.get(known[0]) or _live(known[0])


def _live(name: str) -> Rule:
    from validator.live import pages  # noqa: PLC0415 - its texts are YAML, which the other pages do without

    return pages.rule(name)


def _scene(scene: Scene, room: int | None) -> str:
    settings = f"\n\nIts settings:\n\n{_indented(scene.settings)}" if scene.settings else ""
    return f"{scene.name}\n\n{_kept(scene.sentence, room)}\n\n{_indented(scene.text)}{settings}"


def _rule(rule: Rule, room: int | None) -> Iterator[str]:
    yield _kept(f"{rule.id}  ({rule.severity.label}, {rule.basis.value})", room) + "\n\n"
    yield f"{_with_scene(rule.page, room)}\n\n"
    found = printed(rule.id)
    if found.text:
        yield f"Printed:\n{_indented(found.text)}\n\n"
        yield _kept(f"Fixable: {_FIXES[found.fixes]}\nSuppress: {_suppressed(rule)}\n", room, hang=2)
    yield _kept(f"Source: {rule.source}\n", room, hang=2)
    yield from (f"        {each}\n" for each in addresses(rule.source))


def _suppressed(rule: Rule) -> str:
    if rule.needs_reason:
        return f"# appxlint: ignore[{rule.id}] and the reason, which it needs, at the end of the line or above it"
    return f"# appxlint: ignore[{rule.id}] and a reason, at the end of the line or above it"


def _with_scene(page: str, room: int | None) -> str:
    """Return a page that says in a sentence what the set-up is that it names, and how to see all of it."""
    kept = "\n".join(line if line.startswith(" ") else _kept(line, room) for line in page.split("\n"))
    scene = scene_of(page)
    if scene is None:
        return kept
    from textwrap import fill  # noqa: PLC0415

    given = f"Given: {scene.name}"
    whole = f'    {scene.sentence} `appxlint explain "{scene.name}"` prints it.'
    wide = min(_WIDTH, room or _WIDTH)
    return kept.replace(given, f"{given}\n{fill(whole, wide, subsequent_indent='    ')}", 1)


def _kept(text: str, room: int | None, *, hang: int = 0) -> str:
    """Return the lines of a text broken for a terminal, which has so much room; None is any."""
    return text if room is None else folded(text, room, hang=hang)


def _indented(text: str) -> str:
    from textwrap import indent  # noqa: PLC0415

    return indent(text, "    ")
