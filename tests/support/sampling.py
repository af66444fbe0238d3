"""Long lists of cases of which a gate tries a part, spread over the whole, and a thorough run the others."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable


def one_in(number: int, cases: Iterable[Any]) -> list[Any]:
    """Return cases for a parametrised test: about one in so many as it is, the others with the mark `thorough`.

    Which ones is a matter of chance, the same in every run, so that no way in which the list is built counts.
    """
    return [
        each if zlib.crc32(f"{at}".encode()) % number == 0 else thorough(each)
        for at, each in enumerate(cases)
    ]


def thorough(each: Any) -> Any:
    """Return a case that a thorough run alone tries; a plain tuple has a value for each parameter."""
    return pytest.param(*(each if type(each) is tuple else (each,)), marks=pytest.mark.thorough)
