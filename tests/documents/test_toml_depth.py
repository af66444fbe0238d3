from __future__ import annotations

import pytest

from validator.documents.toml_depth import DEEPEST, key_too_deep


@pytest.mark.parametrize("part", ["a", '"a.b"', "'a'", '"\\""'])
@pytest.mark.parametrize("dot", [".", " . "])
def test_a_key_of_too_many_parts_is_found(part: str, dot: str) -> None:
    before = "x = 'a.b'\n["
    assert key_too_deep(f"{before}{dot.join([part] * (DEEPEST + 1))}]\n") == len(before)
    assert key_too_deep(f"{before}{dot.join([part] * DEEPEST)}]\n" + "# .\n" * DEEPEST) is None


@pytest.mark.parametrize("around", ["'{}'", '"{}"', '"""\n{}"""', "'''\n{}'''", "1 # {}", '"\\"{}"'])
def test_dots_in_texts_and_comments_make_no_key_deep(around: str) -> None:
    assert key_too_deep("key = " + around.format("a." * 200 + "b")) is None
