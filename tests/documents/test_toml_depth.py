from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import run_cli
from validator.documents.toml_depth import DEEPEST, key_too_deep

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("part", ["a", '"a.b"', "'a'", '"\\""'])
@pytest.mark.parametrize("dot", [".", " . "])
def test_a_key_of_too_many_parts_is_found(part: str, dot: str) -> None:
    before = "x = 'a.b'\n["
    assert key_too_deep(f"{before}{dot.join([part] * (DEEPEST + 1))}]\n") == len(before)
    assert key_too_deep(f"{before}{dot.join([part] * DEEPEST)}]\n" + "# .\n" * DEEPEST) is None


@pytest.mark.parametrize("around", ["'{}'", '"{}"', '"""\n{}"""', "'''\n{}'''", "1 # {}", '"\\"{}"'])
def test_dots_in_texts_and_comments_make_no_key_deep(around: str) -> None:
    assert key_too_deep("key = " + around.format("a." * 200 + "b")) is None


@pytest.mark.parametrize("part", ['\\"""\n', '\\"""', '\\"', "'''", '"', "'\n", "a.'\n", '"a".'])
@pytest.mark.parametrize("head", ["# " + "." * 80 + "\n", "select = " + "[" * 5000 + "\n"])
def test_texts_that_do_not_end_take_no_more_time_than_others(head: str, part: str, project: Path) -> None:
    text = head + part * (500_000 // len(part))
    (project / "appxlint.toml").write_text(text, encoding="utf-8")
    ran = run_cli("check", ".", cwd=project)
    assert (ran.returncode, ran.stdout, ran.stderr.count("\n")) == (2, "", 1)
