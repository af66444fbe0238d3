from __future__ import annotations

import pytest

from tests.conftest import Command  # noqa: TC001 - a fixture
from validator.cli import lsp


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ({"pygls"}, "pygls is not installed; install appxlint with the extra lsp"),
        ({"pygls", "lsprotocol"}, "lsprotocol and pygls are not installed"),
    ],
)
def test_packages_that_are_missing_are_one_clear_line(
    missing: set[str], words: str, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lsp, "find_spec", lambda name: None if name in missing else object())
    ran = command("lsp")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert words in ran.err
