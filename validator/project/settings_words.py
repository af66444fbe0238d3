"""What is wrong with settings that do not fit their schema, in the words that documents' faults have."""

from __future__ import annotations

from validator.documents.document import Document
from validator.documents.source import Source
from validator.project.settings_file import inside
from validator.schema.explain import in_words
from validator.schema.validate import breaches
from validator.secrets.lookup import Lookup, without
from validator.secrets.vocabulary import is_near

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.project.origins import Origin


def complaint(origin: Origin) -> str:
    """Return the first fault of settings as one line with its place."""
    document = Document(Source(origin.file, origin.text), kind="settings")
    faults = list(in_words(document, breaches(origin.data, "settings.json")))
    if not faults:
        return f"{origin.place(())}: the settings do not fit their schema"
    fault = min(faults, key=lambda each: origin.position(each.place.route, each.place.part))
    place = origin.place(fault.place.route, fault.place.part)
    message = fault.message.replace("a settings has", "the settings have").replace(
        "a settings", "the settings"
    )
    line = message if message.endswith("?") else f"{message}; {fault.help}"
    unknown = Lookup()
    for key in _keys_in(origin.data):
        if not is_near(key):
            unknown.add(key)
    return f"{place}: {without(line, unknown)}"


def _keys_in(data: object) -> Iterator[str]:
    """Yield every key of some data, whose depth is bounded."""
    yield from data if isinstance(data, dict) else ()
    for each in inside(data):
        yield from _keys_in(each)
