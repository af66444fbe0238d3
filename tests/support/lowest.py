"""The lowest version that pyproject.toml allows of each dependency, as constraints for pip.

`python -m tests.support.lowest` prints them; `make test-lowest` runs the tests with these versions.
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

PYPROJECT = Path(__file__).parents[2] / "pyproject.toml"
_FLOOR = re.compile(r"([\w.-]+)>=([\w.]+),<[\w.]+")


def constraints(pyproject: str) -> list[str]:
    """Return one constraint for each run-time dependency that a pyproject.toml declares.

    Raises:
        ValueError: a dependency is declared otherwise than by its lowest version and the first that is too new.
    """
    found = []
    for declared in tomllib.loads(pyproject)["project"]["dependencies"]:
        match = _FLOOR.fullmatch(declared)
        if match is None:
            raise ValueError(f"{declared}: write name>=lowest,<first-that-is-too-new")
        found.append(f"{match[1]}=={match[2]}")
    return found


if __name__ == "__main__":
    sys.stdout.write("".join(f"{each}\n" for each in constraints(PYPROJECT.read_text(encoding="utf-8"))))
