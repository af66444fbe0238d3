"""The quick yes for the many documents that are right: whether data fits a schema, by code that is made from it."""

from __future__ import annotations

import functools

from validator.lazy import module_called

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


def accepts(data: Any, name: str) -> bool:  # noqa: ANN401 - a JSON document
    """Return whether data fits the shipped schema of that file name, one that data is held against at run time."""
    return _judge(name)(data)


@functools.cache
def _judge(name: str) -> Callable[[Any], bool]:
    module = name.removesuffix(".json").replace("-", "_")
    judge: Callable[[Any], bool] = module_called(f"validator.schema.generated.{module}").accepts
    return judge
