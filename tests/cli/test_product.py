"""What commands share whose product is one text."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.conftest import write_project
from tests.support.clock import TODAY
from validator.cli.exits import Exit
from validator.cli.product import code_of, configs_in, deliver, goes_to_screen, loaded, request_of
from validator.diagnostics import Request
from validator.engine.run import load_projects
from validator.project.settings import SettingsError

if TYPE_CHECKING:
    from pathlib import Path

    from validator.cache.answers import KnownProjects
    from validator.engine.load import Loaded

CONFIG = "apiVersion: appxlint/v1\nkind: ConnectorConfig\nname: acme\nconnector: procore\nworkspace: Acme\n"


class Line(NamedTuple):
    """A command line."""

    paths: tuple[str, ...] = (".",)
    output: str | None = None
    project: str | None = None
    config: str | None = None


@pytest.fixture(autouse=True)
def files(project: Path) -> Path:
    return write_project(project, {"a.yaml": CONFIG, "b.yaml": CONFIG.replace("acme", "bcme")})


def test_what_is_named_is_asked_for_as_on_a_day() -> None:
    request = request_of(Line(("a.yaml",)), f"{TODAY}")
    assert (request.paths, request.as_of) == (("a.yaml",), TODAY)
    assert [each.name for each, _ in configs_in(loaded(request), request.paths)] == ["acme"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (Line(("a.yaml", "gone.yaml")), "gone.yaml is no file and no folder"),
        (Line(("gone*.yaml",)), "gone*.yaml is no file and no folder"),
        (Line(output="a.yaml"), "--output: a.yaml holds a document of appxlint; name another file"),
        (
            Line(("a.yaml",), output="./a.yaml"),
            "--output: ./a.yaml holds what is to be checked; name another file",
        ),
        (Line(config="gone.toml"), "--config: gone.toml is no file"),
    ],
)
def test_what_cannot_be_done_is_one_line(line: Line, words: str) -> None:
    with pytest.raises(SettingsError) as error:
        request_of(line)
    assert f"{error.value}" == words


def test_several_documents_that_cannot_be_read_are_one_line(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = "apiVersion: appxlint/v1\nkind: [ConnectorConfig\n"
    write_project(project, {"c.yaml": broken, "d.yaml": broken})
    found = loaded(request_of(Line()))
    assert code_of(found) == Exit.UNCHECKED
    assert code_of(loaded(request_of(Line(("a.yaml",))))) == Exit.CLEAN
    assert capsys.readouterr().err == (
        "appxlint: 2 documents could not be read, the first in c.yaml, and nothing of it is shown; "
        "`appxlint check` says more\n"
    )


def test_a_product_goes_where_it_is_sent(project: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    deliver("a\n", None)
    deliver("b\n", "-", crlf=True)
    deliver("c\n", "c.txt")
    deliver("d\n\u202e\n", "d.txt", crlf=True)
    assert capsysbinary.readouterr().out == b"a\nb\r\n"
    assert (project / "c.txt").read_bytes() == b"c\n"
    assert (project / "d.txt").read_bytes() == b"d\r\n\\u{202E}\r\n"


def test_standard_output_has_several_names() -> None:
    assert goes_to_screen(None)
    assert goes_to_screen("/dev/stdout")
    assert not goes_to_screen("list.csv")


def test_a_person_at_a_terminal_is_told_how_far_the_reading_is(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[bool] = []

    def load(request: Request, known: KnownProjects | None) -> list[Loaded]:
        told.append(request.tell is not None)
        return load_projects(request, known)

    monkeypatch.setattr("validator.cli.product.load_projects", load)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    loaded(Request(("a.yaml",)))
    assert told == [True]
