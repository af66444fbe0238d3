"""The JSON of our own files, read without the module of that name, which takes longer to load than a file to read."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class _Manner:
    """What `json.JSONDecoder` tells the scanner that does its work, `array_hook` from Python 3.15 on."""

    strict = True
    object_hook = None
    object_pairs_hook = None
    parse_float = float
    parse_int = int
    parse_constant = None
    array_hook = None


def read(text: str) -> Any:  # noqa: ANN401 - a JSON document
    """Return what a right JSON text says that has no blanks before it."""
    try:
        from _json import make_scanner  # noqa: PLC0415 - Python's own part in C

        scan = make_scanner(_Manner())  # type: ignore[arg-type]
    except (ImportError, AttributeError, TypeError):
        import json  # noqa: PLC0415 - for a Python that has no such part, or asks another one for more

        return json.loads(text)
    return scan(text, 0)[0]
