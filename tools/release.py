"""Whether a tag can be released: it, the version and the change log say the same.

`python -m tools.release v1.2.3` prints what does not fit, and ends with 1 where something does not.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
_VERSION = re.compile(r'^__version__ = "(.+)"$', re.MULTILINE)
_SECTION = re.compile(r"^## \[(.+?)\]([^\n]*)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_DAY = re.compile(r" - \d{4}-\d\d-\d\d")
_WORDS = 2


def faults(tag: str, version_file: str, changes: str) -> list[str]:
    """Return what keeps a tag from being released, by the text of the version's file and of the change log."""
    version = _VERSION.findall(version_file)[0]
    sections = {name: (rest, text.strip()) for name, rest, text in _SECTION.findall(changes)}
    rest, told = sections.get(version, ("", ""))
    found = [] if tag == f"v{version}" else [f"the tag is {tag}, and the version {version}"]
    if not told:
        found.append(f"CHANGELOG.md tells nothing of {version}")
    elif not _DAY.fullmatch(rest):
        found.append(f"CHANGELOG.md gives no day: ## [{version}] - YYYY-MM-DD")
    if sections.get("Unreleased", ("", ""))[1]:
        found.append("CHANGELOG.md has changes left under [Unreleased]")
    return found


def main(arguments: list[str]) -> int:
    """Print what keeps a tag from being released, and return the exit code."""
    if len(arguments) != _WORDS:
        sys.stderr.write("usage: python -m tools.release TAG\n")
        return 2
    version = (ROOT / "validator" / "_version.py").read_text(encoding="utf-8")
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    found = faults(arguments[1], version, changes)
    sys.stderr.write("".join(f"{each}\n" for each in found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
