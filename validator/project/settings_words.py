"""What is wrong with settings that do not fit their schema, in the words that documents' faults have."""

from __future__ import annotations

import re

from validator.diagnostics import Part
from validator.documents.document import Document
from validator.documents.source import Source
from validator.project.settings_file import inside
from validator.schema.explain import in_words
from validator.schema.validate import breaches
from validator.secrets.lookup import Lookup, without
from validator.secrets.vocabulary import is_near
from validator.words import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.project.origins import Origin

_WORDS = {
    r"\ba mapping\b": "a table",
    r"write one value behind the colon": "write one value",
    r"add ([\w-]+): with .*": r"add \1",
    r"leave out the dash: write a space in its place": "write its name in single brackets",
    r"begin each entry with a dash": "put square brackets around it",
    r'quotes: "True"': 'quotes: "true"',
    r'quotes: "False"': 'quotes: "false"',
}
"""What is written otherwise in TOML than in YAML."""


def complaint(origin: Origin) -> str:
    """Return the first fault of settings as one line with its place."""
    tool = {} if origin.table else origin.data.get("tool")
    if isinstance(tool, dict) and "appxlint" in tool:
        place = origin.place(("tool", "appxlint"), Part.KEY)
        return (
            f"{place}: [tool.appxlint] is for a pyproject.toml; in this file its settings stand by themselves"
        )
    document = Document(Source(origin.file, origin.text), kind="settings")
    faults = list(in_words(document, breaches(origin.data, "settings.json")))
    if not faults:
        return f"{origin.place(())}: the settings do not fit their schema"
    fault = min(faults, key=lambda each: origin.position(each.place.route, each.place.part))
    place = origin.place(fault.place.route, fault.place.part)
    message = fault.message.replace("a settings has", "the settings have").replace(
        "a settings", "the settings"
    )
    line = _in_toml(message if message.endswith("?") else f"{message}; {fault.help}")
    unknown = Lookup()
    for key in _keys_in(origin.data):
        if not is_near(key):
            unknown.add(key)
    return f"{place}: {without(line, unknown)}"


def pattern_complaint(origin: Origin) -> str:
    """Return what is wrong with a pattern of `per-file-ignores` that no path can fit, with its place; else nothing."""
    for glob in origin.data.get("per-file-ignores", {}):
        if not glob or "\\" in glob or glob.startswith(("/", "./")):
            place = origin.place(("per-file-ignores", glob), Part.KEY)
            remedy = "write it from the project's root, with forward slashes"
            return f"{place}: per-file-ignores: {quoted(glob)} fits no path; {remedy}"
    return ""


def _in_toml(words: str) -> str:
    """Return words about YAML as they are about TOML."""
    for in_yaml, instead in _WORDS.items():
        words = re.sub(in_yaml, instead, words)
    return words


def _keys_in(data: object) -> Iterator[str]:
    """Yield every key of some data, whose depth is bounded."""
    yield from data if isinstance(data, dict) else ()
    for each in inside(data):
        yield from _keys_in(each)
