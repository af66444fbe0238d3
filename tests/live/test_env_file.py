from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from validator.live.env_file import EnvFileError, read
from validator.live.references import FILE_BYTES

if TYPE_CHECKING:
    from pathlib import Path


def written(folder: Path, content: str | bytes) -> Path:
    path = folder / "secrets.env"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_lines_are_variables_and_the_rest_is_passed_over(tmp_path: Path) -> None:
    text = '\ufeff# of Acme\n\nA=1\r\nexport B_2 = two words \nC=\'a "b" $A\'\nD=""\nE=a=b#c\n'
    assert read(written(tmp_path, text)) == {
        "A": "1",
        "B_2": "two words",
        "C": 'a "b" $A',
        "D": "",
        "E": "a=b#c",
    }


@pytest.mark.parametrize("line", ["canary", "1A=canary", "A B=canary", "=canary"])
def test_a_line_of_another_form_is_told_by_its_number_alone(tmp_path: Path, line: str) -> None:
    with pytest.raises(EnvFileError, match=r"line 2 of .* is no NAME=VALUE") as caught:
        read(written(tmp_path, f"A=1\n{line}\n"))
    assert "canary" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"A=" + b"x" * FILE_BYTES, "is no file of at most 64 KiB"), (b"A=\xff\xfe", "is not UTF-8 text")],
)
def test_a_file_that_is_none_is_told(tmp_path: Path, content: bytes, words: str) -> None:
    with pytest.raises(EnvFileError, match=words) as caught:
        read(written(tmp_path, content))
    assert caught.value.__context__ is None


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(EnvFileError, match="cannot be read"):
        read(tmp_path / "gone.env")
    with pytest.raises(EnvFileError):
        read(tmp_path)
