"""The day as of which tests and generated pages read everything, and the clock of the tests' processes."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

TODAY = date(2026, 11, 23)
"""The day that the samples, the pages of docs/ and the tests are about."""


def install() -> None:
    """Give this process, and every Python process that it starts, the clock of `sitecustomize`."""
    from tests.support.clock import sitecustomize  # noqa: F401, PLC0415 - its import sets the clock

    folder = str(Path(__file__).parent)
    given = os.environ.get("PYTHONPATH")
    if folder not in (given or "").split(os.pathsep):
        os.environ["PYTHONPATH"] = folder if not given else f"{folder}{os.pathsep}{given}"
