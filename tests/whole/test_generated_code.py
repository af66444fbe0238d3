"""The code that is generated is what the schemas and the catalogue say today."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import clean_environment
from tools import accepting, facts, generate

ROOT = Path(__file__).resolve().parents[2]


def test_the_generated_code_is_up_to_date() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "tools.generate", "--check"],
        cwd=ROOT,
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", ""), "run `make generate`"


def test_what_is_old_is_written_and_what_has_no_source_any_more_is_deleted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "gone.py").touch()
    monkeypatch.setattr(generate, "ROOT", tmp_path)
    monkeypatch.setattr(generate, "modules", lambda: {tmp_path / "new.py": "A = 1\n"})
    assert generate.main(["--check"]) == 1
    assert capsys.readouterr().out == "gone.py\nnew.py\n"
    assert generate.main([]) == 0
    assert {file.name: file.read_text("utf-8") for file in tmp_path.iterdir()} == {"new.py": "A = 1\n"}
    assert generate.main(["--check"]) == 0


def test_a_keyword_that_the_generator_does_not_know_stops_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accepting, "schema", lambda _: {"type": "object", "maxProperties": 1})
    with pytest.raises(accepting.UnwrittenError, match="maxProperties"):
        accepting.Module("workspace.json").text()


def test_a_literal_is_what_it_was_made_from() -> None:
    data: object = {"a": [1, 1.5, None, True, 'it\'s "so"\n'], "b" * 60: ("c" * 60, {"d": []})}
    assert eval(facts.literal(data)) == data  # noqa: S307 - our own text
