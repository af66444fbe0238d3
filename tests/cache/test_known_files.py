from __future__ import annotations

import marshal
import os
from typing import TYPE_CHECKING

import pytest

from tests.conftest import write_project
from validator.cache import state
from validator.cache.folder import Folder
from validator.cache.known_files import KnownFiles
from validator.cache.ledger import written
from validator.diagnostics import Limits
from validator.documents import looks
from validator.documents.discover import Found
from validator.documents.looks import NOTHING as LOOKED_AT_NOTHING
from validator.documents.looks import sign
from validator.documents.packed import pack
from validator.documents.parse import Later
from validator.documents.source import read
from validator.engine.reading import documents_of, plain_of, quiet_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from validator.cache.known_files import Plain
    from validator.documents.document import Document

LIMITS = Limits()
MOST = LIMITS.file_bytes + 1
WORKSPACE = "apiVersion: appxlint/v1\nkind: Workspace\nname: {}\n"
SILENT = frozenset({"a", "b"})
ROUND = frozenset({"c"})
ASKED = written([sign("what")])
NOTHING = (None, None, b"")


@pytest.fixture(autouse=True)
def trusting(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Trust what has been as it is for a moment."""
    monkeypatch.setattr(state, "_SETTLED", -(10**12))
    yield
    looks.stop()


class Runs:
    """What is known of files in one run after the other, of which each adds what it reads."""

    def __init__(self, folder: Folder, project: Path) -> None:
        self.folder, self.project = folder, project

    def begin(self, *, by_content: bool = False) -> KnownFiles:
        return KnownFiles(self.folder, "asked", looks.keep_notes(), by_content=by_content)

    def read(self, known: KnownFiles, name: str) -> tuple[Document, ...]:
        file = self.project / name
        source = read(name, file, LIMITS)
        parts = quiet_parts(source, LIMITS)
        assert parts is not None
        plain = plain_of(Found.at(name, file, named=False), source, parts)
        assert plain is not None
        known.add(f"{file}", plain)
        return documents_of(source, parts, Later(LIMITS))

    def recall(self, known: KnownFiles, name: str) -> Plain | None:
        return known.recall(f"{self.project / name}", MOST)


@pytest.fixture
def runs(tmp_path: Path, project: Path) -> Runs:
    write_project(project, {"a.yaml": WORKSPACE.format("a"), "b.yaml": WORKSPACE.format("b")})
    return Runs(Folder(f"{tmp_path / 'cache'}"), project)


def _heard(runs: Runs, context: str = "context") -> dict[str, Document]:
    """Return the documents of a run after which it is known that rules were silent about them."""
    known = runs.begin()
    documents = {name: runs.read(known, name)[0] for name in ("a.yaml", "b.yaml")}
    _settle(known, context, _paths(runs), documents.values())
    for document in documents.values():
        known.were_silent(document, (SILENT, ROUND, ASKED))
    known.keep()
    return documents


def _settle(known: KnownFiles, context: str, paths: list[str], documents: Iterable[Document]) -> None:
    """Say what all rules can see, and have documents tell their own name."""
    known.settle(context, paths)
    known.count_odd()
    ledger = known.open_ledger()
    ledger.begin([*documents])
    for document in documents:
        if ledger.told_of(document) is None:
            ledger.tells(document, (written([sign(document.name)]),), LOOKED_AT_NOTHING)
    ledger.end()


def _paths(runs: Runs) -> list[str]:
    return [f"{runs.project / name}" for name in ("a.yaml", "b.yaml")]


@pytest.mark.parametrize("by_content", [False, True])
def test_what_is_recalled_of_a_file_is_what_it_was_read_as(runs: Runs, by_content: bool) -> None:
    known = runs.begin()
    runs.read(known, "a.yaml")
    assert runs.recall(known, "a.yaml") is None
    known.keep()
    recalled = runs.recall(runs.begin(by_content=by_content), "a.yaml")
    assert recalled is not None
    assert recalled[2] == [(0, "Workspace", pack({"name": "a"}, alike=True))]
    assert recalled[3] is not None
    assert recalled[3][2] == looks.digest(WORKSPACE.format("a").encode())


@pytest.mark.parametrize("by_content", [False, True])
def test_a_file_of_another_content_is_not_recalled_whatever_its_time_says(
    runs: Runs, by_content: bool
) -> None:
    known = runs.begin()
    runs.read(known, "a.yaml")
    known.keep()
    file = runs.project / "a.yaml"
    before = file.stat()
    while file.stat().st_ctime_ns == before.st_ctime_ns and os.name != "nt":
        file.write_text(WORKSPACE.format("c"))
    file.write_text(WORKSPACE.format("c"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert runs.recall(runs.begin(by_content=by_content), "a.yaml") is None
    file.unlink()
    assert runs.recall(runs.begin(by_content=by_content), "a.yaml") is None


def test_a_file_of_the_same_content_is_recalled_with_its_new_status(runs: Runs) -> None:
    known = runs.begin()
    runs.read(known, "a.yaml")
    known.keep()
    (runs.project / "a.yaml").touch()
    recalled = runs.recall(runs.begin(), "a.yaml")
    assert recalled is not None
    assert recalled[3] is not None
    assert recalled[3][0][1] == (runs.project / "a.yaml").stat().st_mtime_ns


def test_the_status_of_a_young_file_is_not_trusted(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "_SETTLED", 10**12)
    known = runs.begin()
    runs.read(known, "a.yaml")
    known.keep()
    monkeypatch.setattr("validator.cache.known_files._has_status", lambda *_: True)
    (runs.project / "a.yaml").write_text(WORKSPACE.format("c"))
    assert runs.recall(runs.begin(), "a.yaml") is None


def test_rules_that_were_silent_are_known_while_all_that_they_looked_at_is_the_same(runs: Runs) -> None:
    documents = _heard(runs)
    known = runs.begin()
    for name in documents:
        assert runs.recall(known, name) is not None
    _settle(known, "context", _paths(runs), documents.values())
    assert [known.silent(each) for each in documents.values()] == [(SILENT, ROUND, ASKED)] * 2
    assert all(map(known.is_sound, documents.values()))


def test_where_a_config_has_changed_others_are_known_but_for_rules_that_looked_at_it(runs: Runs) -> None:
    documents = _heard(runs)
    (runs.project / "b.yaml").write_text(WORKSPACE.format("c"))
    known = runs.begin()
    runs.recall(known, "a.yaml")
    changed = runs.read(known, "b.yaml")[0]
    _settle(known, "context", _paths(runs), (documents["a.yaml"], changed))
    assert known.silent(documents["a.yaml"]) == (SILENT, None, ASKED)
    assert known.silent(changed) == NOTHING


def test_where_a_config_has_gone_or_come_the_rules_that_looked_at_others_are_asked(runs: Runs) -> None:
    documents = _heard(runs)
    known = runs.begin()
    runs.recall(known, "a.yaml")
    _settle(known, "context", _paths(runs)[:1], (documents["a.yaml"],))
    assert known.silent(documents["a.yaml"]) == (SILENT, None, ASKED)
    (runs.project / "c.yaml").write_text(WORKSPACE.format("c"))
    known = runs.begin()
    for name in documents:
        runs.recall(known, name)
    more = runs.read(known, "c.yaml")[0]
    paths = [*_paths(runs), f"{runs.project / 'c.yaml'}"]
    _settle(known, "context", paths, (*documents.values(), more))
    assert known.silent(documents["a.yaml"]) == (SILENT, None, ASKED)


def test_a_comment_more_changes_nothing_that_is_known(runs: Runs) -> None:
    documents = _heard(runs)
    (runs.project / "b.yaml").write_text(WORKSPACE.format("b") + "# looked over\n")
    known = runs.begin()
    runs.recall(known, "a.yaml")
    changed = runs.read(known, "b.yaml")[0]
    _settle(known, "context", _paths(runs), (documents["a.yaml"], changed))
    assert known.silent(documents["a.yaml"]) == (SILENT, ROUND, ASKED)
    assert known.silent(changed) == (SILENT, ROUND, ASKED)


def test_where_what_all_can_see_has_changed_nothing_is_known(runs: Runs) -> None:
    documents = _heard(runs)
    known = runs.begin()
    runs.recall(known, "a.yaml")
    _settle(known, "other", _paths(runs), documents.values())
    assert known.silent(documents["a.yaml"]) == NOTHING
    assert not known.is_sound(documents["a.yaml"])


def test_what_was_known_before_is_kept_beside_what_is_new(runs: Runs) -> None:
    documents = _heard(runs)
    (runs.project / "c.yaml").write_text(WORKSPACE.format("c"))
    paths = [_paths(runs)[0], f"{runs.project / 'c.yaml'}"]
    known = runs.begin()
    runs.recall(known, "a.yaml")
    new = runs.read(known, "c.yaml")[0]
    _settle(known, "context", paths, (documents["a.yaml"], new))
    known.were_silent(new, (SILENT, None, b""))
    known.keep()
    again = runs.begin()
    runs.recall(again, "a.yaml")
    runs.recall(again, "c.yaml")
    _settle(again, "context", paths, (documents["a.yaml"], new))
    assert again.silent(documents["a.yaml"]) == (SILENT, None, ASKED)
    assert again.silent(new) == (SILENT, None, b"")
    assert runs.recall(again, "b.yaml") is None


def test_little_that_is_new_is_not_worth_writing(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    _heard(runs)
    before = runs.folder.contents()
    known = runs.begin()
    runs.recall(known, "a.yaml")
    known.keep()
    monkeypatch.setattr("validator.cache.known_files.FEW", 1)
    runs.read(known, "b.yaml")
    known.keep()
    assert runs.folder.contents() == before


def test_a_file_that_is_withdrawn_is_in_no_record_any_more(runs: Runs) -> None:
    documents = _heard(runs)
    known = runs.begin()
    assert not known.is_in_doubt(f"{runs.project / 'a.yaml'}")
    runs.recall(known, "a.yaml")
    runs.recall(known, "b.yaml")
    assert known.is_in_doubt(f"{runs.project / 'a.yaml'}")
    known.settle("context", _paths(runs))
    assert not known.is_in_doubt(f"{runs.project / 'a.yaml'}")
    known.withdraw(f"{runs.project / 'a.yaml'}")
    _settle(known, "context", _paths(runs), documents.values())
    known.keep()
    (name,) = (each for each, _ in runs.folder.contents())
    data = runs.folder.read_bytes(name)
    assert data is not None
    assert b"a.yaml" not in data
    assert b"b.yaml" in data


@pytest.mark.parametrize(
    "data", [b"", b"x", marshal.dumps(1), marshal.dumps(("a", "b")), marshal.dumps(None)]
)
def test_what_is_no_record_is_as_if_there_were_none(runs: Runs, data: bytes) -> None:
    _heard(runs)
    (name,) = (each for each, _ in runs.folder.contents())
    runs.folder.keep_bytes(name, data)
    assert runs.recall(runs.begin(), "a.yaml") is None


def test_where_what_a_rule_asked_has_another_answer_it_is_not_known_to_be_silent(runs: Runs) -> None:
    documents = _heard(runs)
    known = runs.begin()
    runs.recall(known, "a.yaml")
    (runs.project / "b.yaml").write_text(WORKSPACE.format("what"))
    changed = runs.read(known, "b.yaml")[0]
    _settle(known, "context", _paths(runs), (documents["a.yaml"], changed))
    assert known.silent(documents["a.yaml"]) == NOTHING
    assert known.is_sound(documents["a.yaml"])
    known.keep()
    again = runs.begin()
    runs.recall(again, "a.yaml")
    runs.recall(again, "b.yaml")
    _settle(again, "context", _paths(runs), (documents["a.yaml"], changed))
    assert again.silent(documents["a.yaml"]) == NOTHING
