from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from validator.cli.heading import day_of, name_of
from validator.cli.options import CHECK, CheckOptions, values_of
from validator.project.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path


def options(*paths: str) -> CheckOptions:
    return CheckOptions(**values_of(CHECK, (), paths))


@pytest.mark.parametrize("paths", [(), (".",), ("./",)])
def test_the_working_folder_goes_by_its_name(
    paths: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "acme").mkdir()
    monkeypatch.chdir(tmp_path / "acme")
    assert name_of(options(*paths)) == "acme"


@pytest.mark.parametrize(
    ("paths", "name"),
    [
        (("customers",), "customers"),
        (("a/b.yaml", "c"), "a/b.yaml and c"),
        (("a", "a"), "a"),
        (("a", "b", "c", "d", "e"), "a, b, c and 2 more"),
        (("-",), "stdin"),
    ],
)
def test_other_things_go_by_what_was_typed(paths: tuple[str, ...], name: str) -> None:
    assert name_of(options(*paths)) == name


@pytest.mark.today
def test_the_day_is_the_one_that_was_asked_for_or_that_of_the_settings() -> None:
    assert day_of(options()._replace(as_of="2026-07-01")) == "2026-07-01"
    assert day_of(options()) == f"{Settings().today}"
