from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from validator.live.overrides import Overrides
from validator.live.plan import Plan, plans

from .planning import ENVIRON, asked_for, outcomes

if TYPE_CHECKING:
    from pathlib import Path

    from .planning import Planning


@pytest.fixture(autouse=True)
def quiet(quiet_environment: None) -> None:
    """Let nothing of the machine stand between a test and the fake."""


@pytest.fixture
def planned(project: Path) -> Planning:
    """Return a function that plans the configs of a project that has one file."""

    def planned(text: str, overrides: Overrides = Overrides(), settings: str = "") -> list[Plan]:  # noqa: B008
        found = outcomes(project, {"config.yaml": text, "appxlint.toml": settings})
        return plans(asked_for(found), dict.fromkeys(("procore", "plantrack"), overrides), ENVIRON)

    return planned
