from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

import pytest
from packaging.specifiers import SpecifierSet

from tests.conftest import write_project
from validator._version import __version__
from validator.project.required_version import is_met
from validator.project.settings import SettingsError
from validator.project.settings_file import parse
from validator.schema.accept import accepts

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Command

VERSIONS = (
    *("0.9", "1", "1.0", "1.2", "1.2.0", "1.2.3", "1.10", "2", "2.0.1"),
    *("1.2a1", "1.2rc1", "1.2.dev1", "1.2a1.dev2", "1.2.post1", "1.2.post1.dev1", "2rc1", "2.0.dev3"),
)
SIGNS = ("==", "!=", "<=", ">=", "<", ">", "~=")


def _judged(wanted: str, version: str) -> bool:
    return SpecifierSet(wanted).contains(version, prereleases=True)


@pytest.mark.parametrize("sign", SIGNS)
def test_a_version_is_wanted_where_pip_would_take_it(sign: str) -> None:
    wanted = [f"{sign}{each}" for each in VERSIONS if sign != "~=" or "." in each.split("a")[0]]
    known = [each for each in wanted if is_met(each, "1") is not None]
    assert all(accepts({"required-version": each}, "settings.json") for each in known)
    assert len(known) > 8
    if sign in {"<", ">"}:  # of stages of one release pip's own versions think differently
        known = [each for each in known if not re.search("[a-z]", each)]
    pairs = list(itertools.product(known, VERSIONS))
    assert [pair for pair in pairs if is_met(*pair) != _judged(*pair)] == []


@pytest.mark.parametrize(
    "wanted", ["==1.2.*", "!=1.2.*", "==1.*", ">=1.2,<2", ">= 1.2 , < 2 , != 1.2.3", "~=1.2.0"]
)
def test_versions_of_a_series_and_several_demands_are_judged_as_pip_does(wanted: str) -> None:
    assert accepts({"required-version": wanted}, "settings.json")
    found = {each: is_met(wanted, each) for each in VERSIONS}
    assert found == {each: _judged(wanted, each) for each in VERSIONS}
    assert {*found.values()} == {True, False}


def test_a_version_built_here_is_one_of_its_release() -> None:
    assert is_met("==1.2", "1.2+local.1") is True


@pytest.mark.parametrize(
    "wanted", ["1.2", "", ">", "^1.2", "~=1", ">=1.*", "==1.2 <2", ">=v1", "===1", "=>1"]
)
def test_what_names_no_versions_is_told_at_its_place(wanted: str) -> None:
    with pytest.raises(SettingsError) as caught:
        parse(f"# ours\nrequired-version = '{wanted}'\n", "appxlint.toml")
    assert f"{caught.value}".startswith("appxlint.toml:2:20: ")
    assert f"{caught.value}".endswith("write signs and versions as pip has them, such as >=1.2,<2")


def test_another_version_says_which_are_wanted_and_which_is_here_and_ends_with_2(
    project: Path, command: Command
) -> None:
    write_project(project, {"appxlint.toml": "required-version = '>=77.1, <78'\nselct = 3\n", "a.yaml": ""})
    ran = command("check", ".")
    words = (
        f"required-version: these settings ask for appxlint >=77.1, <78, and this is {__version__}; "
        "install a version that they ask for"
    )
    assert (ran.code, ran.out, ran.err) == (2, "", f"appxlint: appxlint.toml:1:20: {words}\n")


def test_each_file_asks_for_its_own_versions(project: Path, command: Command) -> None:
    files = {"team.toml": "required-version = '<0.0.1'\n", "a.yaml": ""}
    write_project(project, {**files, "appxlint.toml": "extends = 'team.toml'\nrequired-version = '>0'\n"})
    ran = command("check", ".")
    assert ran.code == 2
    assert ran.err.startswith(
        "appxlint: appxlint.toml:1:11: extends: team.toml:1:20: required-version: these"
    )
