from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def quiet(quiet_environment: None) -> None:
    """Let nothing of the machine stand between a test and the fake."""
