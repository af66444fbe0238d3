"""`appxlint rules` and `appxlint explain`: the rule book."""

from __future__ import annotations

import sys

from validator.cli.arguments import one_of
from validator.cli.exits import Exit
from validator.engine.run import unknown_rule
from validator.project.settings import SettingsError
from validator.render.json_text import dumps
from validator.render.sink import emit
from validator.rules import ALL, BY_ID
from validator.rules.scenes import scene_of, scenes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from validator.rules import Rule


def explain(name: str) -> int:
    """Print the page of a rule, or the set-up that such pages call by a name.

    Raises:
        SettingsError: there is no such rule.
    """
    from textwrap import indent  # noqa: PLC0415 - the list of rules needs none

    if scene := scenes().get(name):
        emit(f"{scene.name}\n\n{scene.sentence}\n\n{indent(scene.text, '    ')}", sys.stdout)
        return Exit.CLEAN
    if words := unknown_rule(name):
        raise SettingsError(words)
    rule = BY_ID.get(name) or _live(name)
    head = f"{rule.id}  ({rule.severity.label}, {rule.basis.value})"
    emit(f"{head}\n\n{_with_scene(rule.page)}\n\nSource: {rule.source}\n", sys.stdout)
    return Exit.CLEAN


def _live(name: str) -> Rule:
    from validator.live import pages  # noqa: PLC0415 - its texts are YAML, which the other pages do without

    return pages.rule(name)


def every_rule() -> tuple[Rule, ...]:
    """Return every rule: those of the book, then those that the live check alone finds."""
    from validator.live import pages  # noqa: PLC0415

    return (*ALL, *pages.rules())


def _with_scene(page: str) -> str:
    """Return a page that says in a sentence what the set-up is that it names, and how to see all of it."""
    scene = scene_of(page)
    if scene is None:
        return page
    from textwrap import fill  # noqa: PLC0415

    given = f"Given: {scene.name}"
    whole = f'    {scene.sentence} `appxlint explain "{scene.name}"` prints it.'
    return page.replace(given, f"{given}\n{fill(whole, 100, subsequent_indent='    ')}", 1)


def rules(form: str) -> int:
    """Print all rules, as a table or as JSON.

    Raises:
        SettingsError: the format is neither.
    """
    one_of("--format", form, ("text", "json"))
    listing = every_rule()
    if form == "json":
        listed = [
            {
                "id": rule.id,
                "severity": rule.severity.label,
                "basis": rule.basis.value,
                "summary": rule.summary,
                "source": rule.source,
            }
            for rule in listing
        ]
        emit(dumps(listed), sys.stdout)
        return Exit.CLEAN
    widest = max(len(rule.id) for rule in listing)
    lines = [
        f"{rule.id:{widest}}  {rule.severity.label:7}  {rule.basis.value:10}  {rule.summary}"
        for rule in listing
    ]
    emit("\n".join(lines) + "\n", sys.stdout)
    return Exit.CLEAN
