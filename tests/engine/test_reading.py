from __future__ import annotations

import marshal
from typing import TYPE_CHECKING

import pytest

from validator.diagnostics import Limits
from validator.documents.discover import Found
from validator.documents.parse import Later
from validator.documents.source import read
from validator.engine.reading import documents_ahead, documents_of, quiet_parts, read_ahead
from validator.engine.workers import may_fork

if TYPE_CHECKING:
    from pathlib import Path

    from validator.documents.document import Document

LIMITS = Limits()
WORKSPACE = "apiVersion: appxlint/v1\nkind: Workspace\nname: {}\n"
TWO = WORKSPACE.format("Acme") + "---\n" + WORKSPACE.format("Birch").replace("Workspace", "Application")


def written(folder: Path, text: str) -> Found:
    file = folder / "a.yaml"
    file.write_text(text, encoding="utf-8")
    return Found.at("a.yaml", file, named=False)


def documents(found: Found) -> tuple[Document, ...]:
    source = read(found.path, found.file, LIMITS)
    parts = quiet_parts(source, LIMITS)
    assert parts is not None
    return documents_of(source, parts, Later(LIMITS))


def test_documents_of_a_quiet_file_have_their_kinds_and_no_header(project: Path) -> None:
    text = WORKSPACE.format("Acme") + "---\n" + WORKSPACE.format("Birch")
    assert [(each.index, each.kind, each.data) for each in documents(written(project, text))] == [
        (0, "Workspace", {"name": "Acme"}),
        (1, "Workspace", {"name": "Birch"}),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "name: Acme\n",
        "apiVersion: appxlint/v1\nkind: Worskpace\nname: Acme\n",
        WORKSPACE.format("Acme") + "tpye: standard\n",
        WORKSPACE.format("Acme").replace("appxlint/v1", "appxlint/v2"),
        WORKSPACE.format("&a Acme"),
        WORKSPACE.format("Acme") + "---\nx: 1\n",
        TWO,
        "apiVersion: appxlint/v1\nkind: Connector\nkey: x\ngeneralConfiguration: {type: object}\n",
    ],
)
def test_what_is_odd_or_of_another_shape_is_left_to_a_closer_look(project: Path, text: str) -> None:
    found = written(project, text)
    assert quiet_parts(read(found.path, found.file, LIMITS), LIMITS) is None


def test_places_are_read_from_the_file_when_they_are_asked_for(project: Path) -> None:
    _, second = documents(written(project, WORKSPACE.format("Acme") + "---\n" + WORKSPACE.format("Birch")))
    span, _ = second.locate(("name",))
    assert (span.start.line, span.start.column) == (7, 7)


@pytest.mark.skipif(not may_fork(), reason="processes are forked only where that is safe")
def test_what_another_process_has_read_is_what_this_one_would(project: Path) -> None:
    right, wrong = project / "right.yaml", project / "wrong.yaml"
    right.write_text(WORKSPACE.format("Acme") + "# https://x.example\n", encoding="utf-8")
    wrong.write_text(WORKSPACE.format("[Acme]"), encoding="utf-8")
    names = [right, wrong, project / "gone.yaml", right]
    files = [Found.at(each.name, each, named=False) for each in names]
    ahead = read_ahead(files, LIMITS, 2)
    assert [each is None for each in ahead] == [False, True, True, False]
    plain = ahead[3]
    assert plain is not None
    assert marshal.loads(marshal.dumps(plain)) == plain  # noqa: S302 - written here
    (document,), here = documents_ahead(files[3], plain, Later(LIMITS)), read("right.yaml", right, LIMITS)
    assert (document.kind, document.data) == ("Workspace", {"name": "Acme"})
    there = document.source
    assert [there.holds(sign) for sign in ("://", "*")] == [True, False]
    assert (there.text, there.path, there.file) == (here.text, here.path, here.file)
