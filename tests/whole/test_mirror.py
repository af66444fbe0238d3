"""Every module has a test module of its name, and every test module of a package is about something of it."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import validator

PACKAGE = Path(validator.__file__).parent
TESTS = Path(__file__).parents[1]
ELSEWHERE = {"__init__", "__main__", "_version"}
"""Modules that are tested by those who use them."""

NO_MIRROR = {"support", "whole"}
"""Folders of tests that belong to no package."""

OF_A_WHOLE_PACKAGE = (
    "catalog/test_catalog",
    "rules/test_book",
    "secrets/test_labelled",
    "secrets/test_patterns",
)
"""Tests of what the modules of a package are together."""

GENERATED = "generated"
"""Folders of code that is made by a script: tests/whole/test_generated_code.py says that it is up to date."""

MODULES = {
    file.relative_to(PACKAGE).with_suffix("")
    for file in PACKAGE.rglob("*.py")
    if file.stem not in ELSEWHERE and file.parent.name != GENERATED
}
FILES = {
    file.relative_to(TESTS).with_suffix("")
    for file in TESTS.rglob("test_*.py")
    if file.relative_to(TESTS).parts[0] not in NO_MIRROR
}


def _module(test: Path) -> Path | None:
    """Return the module whose name a test bears, or begins with; of two such names the longer counts."""
    words = test.name.removeprefix("test_").split("_")
    names = (test.with_name("_".join(words[:end])) for end in range(len(words), 0, -1))
    return next((name for name in names if name in MODULES), None)


def test_every_module_has_a_test_module_and_every_test_module_has_something_that_it_tests() -> None:
    tests = defaultdict(set)
    for test in FILES:
        tests[_module(test)].add(test.as_posix())
    assert tests.pop(None, set()) == set(OF_A_WHOLE_PACKAGE)
    assert tests.keys() == MODULES
