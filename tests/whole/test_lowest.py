from __future__ import annotations

import pytest

from tests.support.lowest import PYPROJECT, constraints


def test_every_dependency_is_held_to_its_lowest_version() -> None:
    text = PYPROJECT.read_text(encoding="utf-8")
    found = constraints(text)
    assert len(found) > 4
    assert all(each.replace("==", ">=") in text for each in found)


@pytest.mark.parametrize("declared", ["pyyaml", "pyyaml>=6", "pyyaml<7", "pyyaml>5,<7", "pyyaml~=6.0"])
def test_a_dependency_without_both_ends_is_refused(declared: str) -> None:
    with pytest.raises(ValueError, match="first-that-is-too-new"):
        constraints(f'[project]\ndependencies = ["{declared}"]\n')
