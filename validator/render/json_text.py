"""JSON as every consumer can read it: ASCII, no NaN, no lone surrogate, and no command for a build log."""

from __future__ import annotations

import json

from validator.render.escape import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def dumps(value: Any) -> str:  # noqa: ANN401 - any JSON value
    """Return indented JSON with a final newline, in which all but printable ASCII stands as a JSON escape.

    A lone surrogate (half a character, as in undecodable file names) has no JSON form that all readers
    accept, so it is written as visible text.

    Raises:
        ValueError: The value holds NaN or an infinity.
    """
    text = _dumps(value)
    if r"\ud" in text:
        text = _dumps(_without_surrogates(value))
    # GitHub and Azure take `##[` and `##vso[` for a command wherever they stand in a line of the log.
    return text.replace("##", r"#\u0023") + "\n"


def _dumps(value: Any) -> str:  # noqa: ANN401
    return json.dumps(value, indent=2, ensure_ascii=True, allow_nan=False)


def _without_surrogates(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, str):
        return "".join(visible(char) if "\ud800" <= char <= "\udfff" else char for char in value)
    if isinstance(value, dict):
        return {_without_surrogates(key): _without_surrogates(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_without_surrogates(item) for item in value]
    return value
