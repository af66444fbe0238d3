"""The files that appxlint ships: JSON Schemas and the catalogue, in a checkout as in an installed wheel."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).resolve().parent


@functools.cache
def schema_folder() -> Path:
    """Return the folder of JSON Schemas: inside the package when installed, beside it in a checkout."""
    packaged = _PACKAGE / "schemas"
    return packaged if packaged.is_dir() else _PACKAGE.parent / "schemas"


def catalogue_folder() -> Path:
    """Return the folder of the shipped facts."""
    return _PACKAGE / "catalog"


@functools.cache
def schema(name: str) -> Any:  # noqa: ANN401 - a JSON document
    """Return a shipped JSON Schema by its file name."""
    import json  # noqa: PLC0415 - runs that read no configuration do not pay for it

    return json.loads((schema_folder() / name).read_text(encoding="utf-8"))
