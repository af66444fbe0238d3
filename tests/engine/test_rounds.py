from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import write_project
from validator.diagnostics import Fix, Request
from validator.engine import rounds
from validator.engine.fixes import Mended

if TYPE_CHECKING:
    from pathlib import Path

    from validator.diagnostics import Diagnostic, Limits
    from validator.documents.source import Source

WORKSPACE = """\
apiVersion: appxlint/v1
kind: Workspace
name: Acme
typ: standrad
metadata: {at: 0123}
"""


@pytest.fixture
def request_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Request:
    folder = write_project(tmp_path / "project", {"acme.yaml": WORKSPACE})
    monkeypatch.chdir(folder)
    return Request((".",), ignore=("unused-document",))


def test_what_one_round_brings_to_light_the_next_one_fixes(request_of: Request) -> None:
    fixed = rounds.fix_all(request_of, unsafe=False)
    (file,) = fixed.files
    assert file.old() == WORKSPACE.encode()
    assert file.new() == WORKSPACE.replace("typ: standrad", "type: standard").encode()
    assert (file.path, len(file.fixed), fixed.settled) == ("acme.yaml", 2, True)
    assert [each.rule for each in fixed.first.diagnostics] == ["unknown-field", "ambiguous-scalar"]
    assert [each.rule for each in fixed.last.diagnostics] == ["ambiguous-scalar"]


def test_unsafe_fixes_are_made_only_when_asked_for(request_of: Request) -> None:
    (file,) = rounds.fix_all(request_of, unsafe=True).files
    assert b'{at: "0123"}' in file.new()
    assert len(file.fixed) == 3


def test_nothing_is_written(request_of: Request, tmp_path: Path) -> None:
    rounds.fix_all(request_of, unsafe=True)
    assert (tmp_path / "project" / "acme.yaml").read_text(encoding="utf-8") == WORKSPACE


def test_fixes_that_never_come_to_rest_end_after_some_rounds(
    request_of: Request, monkeypatch: pytest.MonkeyPatch
) -> None:
    def restless(source: Source, diagnostics: list[Diagnostic], limits: Limits) -> Mended:
        fix = diagnostics[0].fix
        assert isinstance(fix, Fix)
        return Mended(f"{source.text}# again\n", (diagnostics[0],), ())

    monkeypatch.setattr(rounds, "mend", restless)
    fixed = rounds.fix_all(request_of, unsafe=False)
    assert not fixed.settled
    assert len(fixed.files[0].fixed) == rounds.ROUNDS
    assert fixed.files[0].new().count(b"# again") == rounds.ROUNDS
