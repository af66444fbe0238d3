from __future__ import annotations

import gc
import marshal
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from validator.diagnostics import Limits
from validator.documents import looks
from validator.documents.discover import Found
from validator.engine import reading
from validator.engine.reader import LENGTH, answers_to, asked, greeting
from validator.engine.reading import plain_at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LIMITS = Limits()


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Have a reader's settings end with it, as they do in a process of its own."""
    often = gc.get_threshold()
    yield
    gc.set_threshold(*often)
    looks.stop()


@pytest.fixture
def files(project: Path) -> list[Found]:
    """A right file, one with something odd in it, one that is gone, and one with a name of its own."""
    right = "apiVersion: appxlint/v1\nkind: Workspace\nname: Acme\n"
    (project / "a.yaml").write_text(right, encoding="utf-8")
    (project / "b.yaml").write_text(right.replace("Acme", "[Acme]"), encoding="utf-8")
    named = [Found.at(f"{name}.yaml", project / f"{name}.yaml", named=False) for name in "abc"]
    return [*named, Found.at("other.yaml", project / "a.yaml", named=True)]


def heard(question: bytes) -> list[tuple[object, ...]]:
    said = list(answers_to(question))
    assert said[0] == greeting()
    assert all(int.from_bytes(each[:LENGTH], "little") == len(each) - LENGTH for each in said[1:])
    return [marshal.loads(each[LENGTH:]) for each in said[1:]]  # noqa: S302 - written here


def test_a_reader_answers_file_by_file_what_reading_here_would_find(files: list[Found]) -> None:
    found = heard(asked(files, LIMITS, noting=False))
    assert found == [(plain_at(each, LIMITS),) for each in files]
    assert [each == (None,) for each in found] == [False, True, True, False]


def test_a_reader_notes_what_it_read_where_notes_are_wanted(files: list[Found]) -> None:
    ((unnoted,),) = heard(asked(files[:1], LIMITS, noting=False))
    ((noted,),) = heard(asked(files[:1], LIMITS, noting=True))
    assert isinstance(unnoted, tuple)
    assert isinstance(noted, tuple)
    assert unnoted[3] is None
    assert noted[3] == looks.handed_on(files[0].where) is not None


def test_a_reader_keeps_to_the_limits_that_it_is_told(files: list[Found]) -> None:
    assert heard(asked(files[:1], LIMITS._replace(file_bytes=10), noting=False)) == [(None,)]


def test_an_error_at_one_file_is_left_to_whoever_asked(
    files: list[Found], monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(found: Found, limits: Limits) -> None:
        if found.path == "b.yaml":
            raise ValueError(limits)

    monkeypatch.setattr(reading, "plain_at", failing)
    assert heard(asked(files[:3], LIMITS, noting=False)) == [(None,), (), (None,)]


@pytest.mark.skipif(os.name == "nt", reason="no other descriptors are handed on there")
def test_a_reader_ends_when_nobody_is_left_to_hear_it(files: list[Found]) -> None:
    code = "import sys\nfrom validator.engine import reader\nreader.answer(sys.stdin.buffer.read(), int(sys.argv[1]))"
    read_end, write_end = os.pipe()
    os.close(read_end)
    try:
        ran = subprocess.run(
            [sys.executable, "-c", code, str(write_end)],
            input=asked(files, LIMITS, noting=False),
            pass_fds=[write_end],
            capture_output=True,
            timeout=60,
            check=False,
        )
    finally:
        os.close(write_end)
    assert (ran.returncode, ran.stdout) == (1, b"")
