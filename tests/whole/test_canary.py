"""No output holds eight characters in a row of a secret, wherever in a project it stands."""

from __future__ import annotations

import os
import shutil
import tempfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

from tests.conftest import write_project
from tests.support.canaries import CANARIES, CLIENT, CONFIG, PASSWORD, Canary, field_places, project, quoted
from tests.support.canary_places import BROKEN, FILES, YAML
from tests.support.clock import TODAY
from tests.support.human_places import PLACES, WORDS
from tests.support.sampling import one_in, thorough
from validator.diagnostics import Request
from validator.engine.gate import Gate
from validator.engine.lint import Linter
from validator.engine.run import load_projects, run
from validator.project.settings import SettingsError
from validator.render.concise import closing
from validator.render.formats import FORMATS, Options
from validator.render.github import job_summary
from validator.rules import ALL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Command
    from tests.support.canaries import Plant

FIELDS = field_places()
ELSEWHERE = {**YAML, **BROKEN, **FILES}
EVERY = "APPXLINT_EVERY_CANARY"
"""Set this variable to plant every canary in every place, which takes minutes."""


def _chosen(place: str, number: int) -> list[Canary]:
    """Return some of the canaries for a place, others for the next, and always the password."""
    if os.environ.get(EVERY):
        return list(CANARIES)
    first = zlib.crc32(place.encode())
    return list(dict.fromkeys([PASSWORD, *(CANARIES[(first + at) % len(CANARIES)] for at in range(number))]))


def _planted(folder: Path, plant: Plant, canary: Canary) -> None:
    given = plant(canary.text)
    shutil.rmtree(folder / ".vscode", ignore_errors=True)
    for file in folder.iterdir():
        file.unlink()
    write_project(folder, given if isinstance(given, dict) else {"config.yaml": given})


def _report(named: bool) -> Iterator[tuple[str, str]]:
    """Yield what a check says, by format; and the report itself, as a program that uses the library may log it."""
    paths = (
        tuple(sorted(path.name for path in Path().glob("*.*") if path.suffix != ".toml")) if named else (".",)
    )
    try:
        report = run(Request(paths, as_of=TODAY))
    except SettingsError as error:
        yield "the error", f"{error}"
        return
    for name, render in FORMATS.items():
        yield name, render(report, Options(rules=(ALL[0].described(),), colour=True))
    yield "the report", f"{report!r}"
    yield "the closing words", closing(report)
    yield "the job summary", job_summary(report)


def _leaks(canary: Canary, outputs: Iterator[tuple[str, str]]) -> list[str]:
    return [name for name, text in outputs if canary.leaks(text)]


@pytest.mark.parametrize("place", one_in(2, FIELDS))
def test_no_field_gives_a_secret_away(place: str, project: Path) -> None:
    for canary in _chosen(place, 1):
        _planted(project, FIELDS[place], canary)
        assert _leaks(canary, _report(named=False)) == [], canary.name


@pytest.mark.parametrize("number", [1, thorough(3)])
@pytest.mark.parametrize("place", ELSEWHERE)
def test_no_slip_gives_a_secret_away(place: str, number: int, project: Path) -> None:
    for canary in _chosen(place, number):
        _planted(project, ELSEWHERE[place], canary)
        assert _leaks(canary, _report(named=False)) == [], canary.name
        assert _leaks(canary, _report(named=True)) == [], canary.name


# Each has something to report, to fix, to leave out or to show, and to say at last.
DAY = ("--as-of", f"{TODAY}")
SECRETS = (
    (),
    ("--format", "csv"),
    ("--format", "markdown"),
    ("--format", "json"),
    ("--check-set",),
    ("--template",),
    ("--pipeline", "github"),
    ("--ics",),
)
TRIED = (
    "the name of a client",
    "the reason of a suppression",
    "the key of a detail",
    "a comment behind a faulty value",
    "a merge of an anchor",
    "what a base connection sets as well",
    "an unknown secret field",
    "a list of tokens",
    "a broken text: an open quote",
    "test-settings.json",
    "the setting baseline",
    "a severity",
    "the setting catalog",
    "the setting extends",
    "what names look like",
)


def _commands(command: Command, name: str, folder: Path) -> Iterator[tuple[str, str]]:
    """Yield what every command prints and writes."""
    written = [folder / f"out.{form}" for form in FORMATS]
    outputs = [
        each
        for form, file in zip(FORMATS, written, strict=True)
        for each in ("--format", form, "--output", file)
    ]
    text = (Path() / name).read_bytes()
    for arguments in (
        ("check", *DAY, *outputs, "--statistics", "--show-files", "--color", "always", "."),
        ("check", "--format", "github", "."),
        ("check", "--config", Path("appxlint.toml"), name),
        ("check", "--show-settings", "."),
        ("check", "--show-settings", "--format", "json", "."),
        ("check", "--diff", "--unsafe-fixes", "."),
        ("check", "--write-baseline", folder / "baseline.json", "."),
        ("check", "--stdin-filename", name, "-"),
        ("check", "--stdin-filename", name, "--diff", "-"),
        ("show", name),
        ("show", name, "--format", "json"),
        ("list", *DAY),
        ("list", *DAY, "--format", "csv", name),
        ("list", *DAY, "--format", "markdown"),
        ("list", *DAY, "--format", "json"),
        *(("secrets", *options) for options in SECRETS),
        *(("graph", "--format", form) for form in ("text", "mermaid", "dot", "json")),
        ("graph", "--impact", name),
        ("diff", name, name, "--all"),
        ("diff", name, name, "--all", "--format", "json"),
        ("guide", name),
        ("guide", name, "--format", "markdown"),
        ("guide", ".", "--format", "html", "--output", folder / "sheets"),
        ("schema", "--install", "vscode"),
        ("check", "--unsafe-fixes", "."),
    ):
        ran = command(*arguments, stdin=text)
        yield " ".join(map(str, arguments[:2])), ran.out + ran.err
    for file in (
        *written,
        folder / "summary.md",
        folder / "baseline.json",
        *Path(".vscode").glob("*"),
        *folder.glob("sheets/*"),
    ):
        if file.is_file():
            yield file.name, file.read_text(encoding="utf-8")


@pytest.mark.parametrize("place", TRIED)
@pytest.mark.thorough
def test_no_command_gives_a_secret_away(
    place: str, project: Path, tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    for canary in _chosen(place, 2):
        _planted(project, ELSEWHERE[place], canary)
        folder = tmp_path / f"{CANARIES.index(canary)}"
        folder.mkdir()
        monkeypatch.setenv("GITHUB_STEP_SUMMARY", f"{folder / 'summary.md'}")
        name = next(path.name for path in sorted(project.glob("*.*")) if path.suffix in {".yaml", ".json"})
        assert _leaks(canary, _commands(command, name, folder)) == [], canary.name


def test_a_fix_leaves_the_secret_where_it_was_and_shows_it_nowhere(
    project_of_two: Path, command: Command
) -> None:
    ran = command("check", "--fix", ".")
    assert PASSWORD.text in (project_of_two / "client.yaml").read_text(encoding="utf-8")
    assert "region: us\n" in (project_of_two / "config.yaml").read_text(encoding="utf-8")
    assert not PASSWORD.leaks(ran.out + ran.err)


@pytest.fixture
def project_of_two(project: Path) -> Path:
    return write_project(
        project,
        {
            "client.yaml": CLIENT.replace("${env:PROCORE_CLIENT_SECRET}", quoted(PASSWORD.text)),
            "config.yaml": CONFIG.replace("region: us", "region: US"),
        },
    )


@pytest.mark.parametrize("options", [(), ("--debug",)], ids=["a report", "a traceback"])
def test_a_fault_of_the_tool_gives_no_secret_away(
    options: tuple[str, ...],
    project_of_two: Path,
    tmp_path: Path,
    command: Command,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def break_down(linter: Linter, *_: object) -> NoReturn:
        texts = [document.source.text for document in linter.project.documents]
        known: dict[str, str] = {}
        try:
            known.pop(texts[0])
        except KeyError as error:
            raise ValueError(f"cannot cope with {texts}") from error
        raise AssertionError

    monkeypatch.setattr(Linter, "diagnostic", break_down)
    monkeypatch.setattr(tempfile, "tempdir", f"{tmp_path}")
    ran = command("check", *options, ".")
    left = [file.read_text(encoding="utf-8") for file in tmp_path.glob("appxlint-*")]
    assert ran.code == 70
    assert "ValueError" in ran.err
    assert len(left) == (0 if options else 1)
    assert not PASSWORD.leaks("".join([ran.out, ran.err, *left]))


@pytest.mark.parametrize("name", ["rules", "catalog"])
def test_what_is_known_beforehand_can_be_shown_beside_a_secret(
    name: str, project_of_two: Path, command: Command
) -> None:
    ran = command(name)
    assert ran.code == 0
    assert not PASSWORD.leaks(ran.out + ran.err)


@pytest.mark.parametrize("place", PLACES)
def test_no_place_gives_a_word_away(place: str, project: Path) -> None:
    """A password that is a plain word looks like any other word: only what is known to be harmless is shown."""
    first = zlib.crc32(place.encode())
    for word in WORDS if os.environ.get(EVERY) else (WORDS[first % len(WORDS)],):
        canary = Canary("a word", word, word)
        _planted(project, PLACES[place], canary)
        assert _leaks(canary, _report(named=False)) == []


def _every_place(folder: Path) -> list[Canary]:
    """Plant a word in every place, each in a project of its own and with letters of its own behind the word."""
    planted = []
    for number, (place, plant) in enumerate(PLACES.items()):
        word = f"{WORDS[number % len(WORDS)]}{''.join('bcdfghjklm'[int(digit)] for digit in f'{number:03}')}"
        given = plant(word)
        files = given if isinstance(given, dict) else {"config.yaml": given}
        if files.keys().isdisjoint({"appxlint.toml", "pyproject.toml"}):
            write_project(folder / f"{number:03}", files)
            planted.append(Canary(place, word, word))
    return planted


@pytest.mark.thorough
def test_no_command_gives_a_word_away(project: Path, tmp_path: Path, command: Command) -> None:
    # A connector's key is a name, and the graph shows what things are called.
    planted = [
        each for each in _every_place(project) if not each.name.startswith("the key in connector.json")
    ]
    assert len(planted) >= 116
    written = {form: tmp_path / f"out.{form}" for form in FORMATS}
    outputs = [each for form, file in written.items() for each in ("--format", form, "--output", file)]
    base = tmp_path / "baseline.json"
    said = [
        command("check", *DAY, "--format", "github", "."),
        command("check", *DAY, *outputs, "--statistics", "--show-files", "."),
        command("check", *DAY, "--diff", "--unsafe-fixes", "."),
        *(command("check", *DAY, "--write-baseline", base, f"{number:03}") for number in range(0, 200, 20)),
        *(command("list", *DAY, "--format", form) for form in ("text", "csv", "markdown", "json")),
        *(command("secrets", *options) for options in SECRETS),
        *(
            command("graph", "--fold", "never", "--format", form)
            for form in ("text", "mermaid", "dot", "json")
        ),
        *(command("show", each) for each in sorted(project.glob("*/config.yaml"))[1::3]),
        *(command("show", each, "--format", "json") for each in sorted(project.glob("*/config.yaml"))[::3]),
        *(command("guide", *DAY, each) for each in sorted(project.glob("*/config.yaml"))[2::3]),
    ]
    texts = [ran.out + ran.err for ran in said]
    texts += [file.read_text(encoding="utf-8") for file in (*written.values(), base)]
    whole = "\n".join(texts).lower()
    assert [canary for canary in planted if canary.text.lower() in whole] == []


HARMLESS = (
    ("name: acme", "name: acme", "name: Bauer GmbH"),
    ("region", "region: us", "region: usa"),
    ("company", "company: Acme", "company: Bauer GmbH"),
    ("environment", "connectionEnvironment: Production", "connectionEnvironment: Prod"),
    ("company id", "companyId: 4281379", "companyId: 4_281_379"),
    ("definition", "definition: Procore V2 OAuth Client Credentials Auth", "definition: Rosebud Login"),
    ("client", "oauthClient: Acme service account", "oauthClient: Rosebud account"),
    ("version key", "versionKey: 3f0c1c52-6d6c-4d7a-9a5e-0d3a1f2b4c5d", "versionKey: rosebud"),
    ("source", "source: custom", "source: market"),
    ("access", "access: service-account", "access: service"),
    ("integration", "integration: Procore + Ledger (Payroll)", "integration: Procore + Rosebud (Garden)"),
)


@pytest.mark.parametrize(("old", "new"), [each[1:] for each in HARMLESS], ids=[each[0] for each in HARMLESS])
def test_what_is_declared_harmless_stays_in_sight(old: str, new: str, project: Path) -> None:
    write_project(
        project, {"config.yaml": CLIENT + "---\n" + CONFIG.replace(old, new).replace("4281379", "4281379x")}
    )
    report = run(Request((".",), as_of=TODAY))
    lines = {each.excerpt.text.strip() for each in report.diagnostics if each.excerpt is not None}
    documents = load_projects(Request((".",)))[0].project
    gate = Gate(documents)
    source = documents.documents[0].source
    shown = [gate.line(source, number + 1) for number in range(len(source.starts()))]
    assert lines
    assert new in "\n".join(shown)


@pytest.mark.parametrize("canary", CANARIES, ids=lambda canary: canary.name)
def test_a_leak_would_be_seen(canary: Canary) -> None:
    assert canary.leaks(f"x{canary.text}x")
    assert canary.leaks(canary.core[-8:])
    assert canary.leaks(canary.core[3:11].upper())
    assert not canary.leaks(project(CONFIG))
