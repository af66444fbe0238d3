"""What is said of a command line that Typer cannot make sense of."""

from __future__ import annotations

import os
import re
import shlex

from validator.lazy import lazy
from validator.secrets.hide import without_secrets
from validator.words import closest, did_you_mean, is_showable, quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

_OF_PATHS = frozenset("/\\.*?")
_EXTRA = lazy(r"^Got unexpected extra arguments?(?:\(s\))? \((?P<words>.*)\)$", re.DOTALL)

_MEANT = {"lint": "check"}
"""What other tools call a command of ours, where another one of ours is spelled much alike."""


def words_of(error: Any, arguments: Sequence[str], commands: Mapping[str, Any]) -> str:  # noqa: ANN401 - private to Typer
    """Return what is wrong with a call and what to write instead, in one line.

    `commands` are what Typer knows of each command, by name. Words of Typer's own are the answer to what it comes to
    complain of in some later release.
    """
    first = next((each for each in arguments if not each.startswith("-")), "")
    if first not in commands and _is_path(first):
        path = shlex.quote(first) if is_showable(first) else "PATH"
        return f"a command comes first; to lint a file or folder, write `appxlint check {path}`"
    say = _WORDS.get(type(error).__name__, _of_the_whole)
    return say(error, first, commands) or without_secrets(str(error.format_message()))


def _is_path(word: str) -> bool:
    """Whether a word names something that is there, or is written as only paths are."""
    return bool(word) and (not _OF_PATHS.isdisjoint(word) or os.path.lexists(word))


def _no_option(error: Any, first: str, commands: Mapping[str, Any]) -> str:  # noqa: ANN401 - as above
    name = error.option_name
    command = error.ctx.command if error.ctx is not None else None
    if command is None:
        return ""
    if command.name not in commands:
        owner = first if name in _options(commands.get(first)) else ""
        if owner:
            return f"{name} stands behind its command: `appxlint {owner} {name}`"
        return f"there is no option {quoted(name)}; `appxlint --help` lists what there is"
    meant = closest(name, _options(command))
    return f"{command.name} has no option {quoted(name)}" + did_you_mean(
        meant, f"; `appxlint {command.name} --help` lists them"
    )


def _options(command: Any) -> list[str]:  # noqa: ANN401 - as above
    return [name for each in getattr(command, "params", ()) for name in each.opts if name.startswith("-")]


def _bad_option(error: Any, first: str, commands: Mapping[str, Any]) -> str:  # noqa: ANN401 - as above
    name = error.option_name
    for each in getattr(commands.get(first), "params", ()):
        if name in each.opts:
            return (
                f"{name} takes no value"
                if getattr(each, "is_flag", False)
                else f"{name}: the value is missing; write {name} {each.metavar}"
            )
    return f"{name} takes no value" if first not in commands else ""


def _missing(error: Any, first: str, commands: Mapping[str, Any]) -> str:  # noqa: ARG001, ANN401 - as above
    metavar = error.param.metavar if error.param is not None else ""
    return f"{metavar.strip('.[]')} is missing: write `appxlint {first} {metavar}`" if metavar else ""


def _of_the_whole(error: Any, first: str, commands: Mapping[str, Any]) -> str:  # noqa: ANN401 - as above
    """Return what to say where no option is to blame: a word is one too many, or no command."""
    extra = _EXTRA.match(str(getattr(error, "message", "")))
    if extra is not None:
        takes = " ".join(each.metavar for each in commands[first].params if not each.opts[0].startswith("-"))
        return f"{first} takes {takes or 'no words'}; {quoted(extra['words'])} is too much"
    if first and first not in commands:
        meant = _MEANT.get(first) or closest(first, list(commands))
        return f"there is no command {quoted(first)}" + did_you_mean(meant, "; `appxlint --help` lists them")
    return ""


_WORDS: Mapping[str, Callable[[Any, str, Mapping[str, Any]], str]] = {
    "NoSuchOption": _no_option,
    "BadOptionUsage": _bad_option,
    "MissingParameter": _missing,
}
"""What says something of an error, by the name that Typer's parser gives it."""
