from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.conftest import write_project
from tests.support.clock import TODAY
from validator.cache import answers, state
from validator.cache.answers import KnownProjects
from validator.cache.folder import Folder
from validator.diagnostics import Basis, Request, Severity
from validator.documents import looks
from validator.documents.finding import Finding, Place
from validator.engine import run as engine
from validator.engine.workers import may_fork
from validator.project import once
from validator.project.gathering import Tally
from validator.project.once import gathered, per_document, per_project
from validator.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from validator.documents.document import Document
    from validator.project.project import Project

    Check = Callable[[Document, Project], Iterator[Finding]]

HEAD = "apiVersion: appxlint/v1\nkind: "
CONFIG = f"""{HEAD}ConnectorConfig
name: {{}}
connector: procore
integration: Procore + Timesheets
workspace:
  name: Alder
  type: development
  region: us
  company: Alder
application:
  source: custom
  name: Timesheet Export
  access: service-account
connection:
  name: Alder
  definition: Procore V2 OAuth Client Credentials Auth
  oauthClient: Alder app
  details:
    companyId: 4323024
unattended: true
"""
WORKSPACE = f"{HEAD}Workspace\nname: {{}}\n"
DEFINITION = (
    f"{HEAD}ConnectionDefinition\nname: Ledger login {{}}\nconnector: ledger\n"
    "attributes:\n  - key: phrase\n    label: Phrase\n    isSensitive: false\n"
)


@pytest.fixture(autouse=True)
def remembering(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Know of any number of files, and trust what has been as it is for a moment."""
    monkeypatch.setattr(answers, "LEAST", 1)
    monkeypatch.setattr("validator.cache.known_files.FEW", 10**6)
    monkeypatch.setattr(state, "_SETTLED", -(10**12))
    monkeypatch.setattr(once, "_GATHERERS", {})
    for name, tell in (("clients", _client_named), ("regions", _region)):
        GATHERED[name] = gathered(Tally, "ConnectorConfig")(tell)
    yield
    looks.stop()


class Ran(NamedTuple):
    """The rules that a run asked about each file, and what they said."""

    asked: list[tuple[str, str]]
    said: list[tuple[str, str]]


class Runs:
    """Runs over the working folder that know of each other."""

    def __init__(self, folder: Folder, patch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self._patch = patch

    def __call__(self, checks: dict[str, Check], path: str = ".", *, jobs: int = 1) -> Ran:
        asked: list[tuple[str, str]] = []
        rules = tuple(self._rule(name, check, asked) for name, check in checks.items())
        self._patch.setattr(engine, "active_rules", lambda _: rules)
        notes = looks.keep_notes()
        known = KnownProjects(self.folder, "tool", notes, by_content=False)
        report = engine.run(Request((path,), as_of=TODAY, jobs=jobs), known)
        looks.stop()
        known.keep()
        return Ran(sorted(set(asked)), [(each.rule, each.path) for each in report.diagnostics])

    def _rule(self, name: str, check: Check, asked: list[tuple[str, str]]) -> Rule:
        def ask(document: Document, project: Project) -> Iterator[Finding]:
            asked.append((name, document.path))
            return check(document, project)

        across = name == ACROSS
        return Rule(name, Severity.ERROR, Basis.DOCUMENTED, frozenset(), "", check=ask, across=across)


@pytest.fixture
def runs(tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch) -> Runs:
    return Runs(Folder(f"{tmp_path / 'cache'}"), monkeypatch)


def alone(document: Document, project: Project) -> Iterator[Finding]:
    project.workspace(document.name)
    yield from ()


def at_configs(document: Document, project: Project) -> Iterator[Finding]:
    project.configs()
    yield from ()


def at_all(document: Document, project: Project) -> Iterator[Finding]:
    assert project.documents
    yield from ()


def at_connections(document: Document, project: Project) -> Iterator[Finding]:
    list(project.connections())
    yield from ()


@per_project
def _number(project: Project) -> int:
    return len(project.configs())


@per_document
def _number_for(document: Document, project: Project) -> int:
    return len(project.configs())


def counts_once(document: Document, project: Project) -> Iterator[Finding]:
    assert _number(project) is not None
    yield from ()


def counts_for_a_document(document: Document, project: Project) -> Iterator[Finding]:
    assert _number_for(document, project) is not None
    yield from ()


@per_project
def _there(project: Project) -> str:
    return looks.kind("anything")


def looks_at_the_disk(document: Document, project: Project) -> Iterator[Finding]:
    looks.kind("anything")
    yield from ()


def looks_once(document: Document, project: Project) -> Iterator[Finding]:
    _there(project)
    yield from ()


def asks_the_day(document: Document, project: Project) -> Iterator[Finding]:
    looks.day_was_asked("2026-11-23")
    yield from ()


def tells_names_apart(document: Document, project: Project) -> Iterator[Finding]:
    """Find that another config has the same name."""
    names = [each.name for each in project.configs()]
    if names.count(document.name) > 1:
        yield Finding("the name is there twice", Place(document, ("name",)))


def _client_named(document: Document, project: Project) -> Iterator[object]:
    yield document.get("connection", "oauthClient")


def _region(document: Document, project: Project) -> Iterator[object]:
    workspace = project.connection(document).workspace
    yield workspace.get("region") if workspace is not None else None


GATHERED: dict[str, Callable[[Project], Tally]] = {}


def tells_owners_apart(document: Document, project: Project) -> Iterator[Finding]:
    if document.kind == "ConnectorConfig":
        GATHERED["clients"](project).count(document.get("connection", "oauthClient"))
    yield from ()


def counts_regions(document: Document, project: Project) -> Iterator[Finding]:
    if document.kind == "ConnectorConfig":
        GATHERED["regions"](project).count("us")
    yield from ()


def nothing(document: Document, project: Project) -> Iterator[Finding]:
    yield from ()


AROUND: dict[str, Check] = {
    "configs": at_configs,
    "all": at_all,
    "connections": at_connections,
    "counts": counts_once,
    "counts-for": counts_for_a_document,
}
OUTSIDE: dict[str, Check] = {"disk": looks_at_the_disk, "once": looks_once, "day": asks_the_day}


ACROSS = "across"
"""The rule of this name holds a document against the others of its kind."""


@pytest.fixture
def three(project: Path) -> Path:
    files = {f"{name}.yaml": CONFIG.format(name) for name in "ab"}
    return write_project(project, {**files, "w.yaml": WORKSPACE.format("w")})


def test_nobody_is_asked_again_where_nothing_has_changed_but_who_looked_outside(
    three: Path, runs: Runs
) -> None:
    rules: dict[str, Check] = {"alone": alone, **AROUND, **OUTSIDE}
    assert {name for name, _ in runs(rules).asked} == rules.keys()
    for _ in range(2):
        assert {name for name, _ in runs(rules).asked} == OUTSIDE.keys()


def test_who_is_only_held_against_a_named_file_is_known_to_be_silent_about_that(
    three: Path, runs: Runs
) -> None:
    rules: dict[str, Check] = {"alone": alone, ACROSS: nothing}
    assert runs(rules, "a.yaml").asked == [(ACROSS, "a.yaml"), (ACROSS, "b.yaml"), ("alone", "a.yaml")]
    assert runs(rules, "a.yaml").asked == []
    assert runs(rules).asked == [
        *((ACROSS, path) for path in ("b.yaml", "w.yaml")),
        *(("alone", path) for path in ("b.yaml", "w.yaml")),
    ]
    assert runs(rules).asked == runs(rules, "b.yaml").asked == []


def test_what_was_heard_of_all_rules_stays_known_after_a_run_of_some(three: Path, runs: Runs) -> None:
    rules: dict[str, Check] = {"alone": alone, ACROSS: at_configs}
    runs(rules)
    (three / "a.yaml").write_text(CONFIG.format("c"))
    assert runs(rules, "a.yaml").asked == [(ACROSS, "a.yaml"), (ACROSS, "b.yaml"), ("alone", "a.yaml")]
    assert ("alone", "b.yaml") not in runs(rules).asked


def test_who_looked_at_other_configs_is_asked_where_one_has_changed(three: Path, runs: Runs) -> None:
    rules: dict[str, Check] = {"alone": alone, **AROUND}
    runs(rules)
    (three / "b.yaml").write_text(CONFIG.format("c"))
    asked = runs(rules).asked
    assert {path for name, path in asked if name == "alone"} == {"b.yaml"}
    for name in AROUND:
        assert {path for each, path in asked if each == name} == {"a.yaml", "b.yaml", "w.yaml"}, name
    assert runs(rules).asked == []


def test_all_are_asked_where_what_all_can_see_has_changed(three: Path, runs: Runs) -> None:
    rules: dict[str, Check] = {"alone": alone}
    write_project(three, {"d.yaml": DEFINITION.format("d")})
    everything = {"a.yaml", "b.yaml", "w.yaml"}
    assert {path for _, path in runs(rules).asked} >= everything
    for name, text in (("d.yaml", DEFINITION.format("e")), ("appxlint.toml", "secret-expiry-days = 3\n")):
        (three / name).write_text(text)
        assert {path for _, path in runs(rules).asked} >= everything
        assert {path for _, path in runs(rules).asked}.isdisjoint(everything)
    (three / "d.yaml").unlink()
    assert {path for _, path in runs(rules).asked} == everything


def test_who_asked_for_a_name_is_asked_again_where_a_document_of_that_name_has_changed_come_or_gone(
    three: Path, runs: Runs
) -> None:
    rules: dict[str, Check] = {"alone": alone}
    runs(rules)
    for text in (WORKSPACE.format("a"), WORKSPACE.format("a") + "region: us\n", WORKSPACE.format("b")):
        (three / "w.yaml").write_text(text)
        before = {"a.yaml", "w.yaml"} if "name: a" in text else {"a.yaml", "b.yaml", "w.yaml"}
        assert {path for _, path in runs(rules).asked} == before
    (three / "w.yaml").rename(three / "v.yaml")
    assert {path for _, path in runs(rules).asked} == {"b.yaml", "v.yaml"}
    (three / "v.yaml").unlink()
    assert {path for _, path in runs(rules).asked} == {"b.yaml"}
    assert runs(rules).asked == []


def test_who_asked_what_others_tell_is_asked_again_where_they_tell_something_else(
    three: Path, runs: Runs
) -> None:
    rules: dict[str, Check] = {"owners": tells_owners_apart}
    write_project(three, {"c.yaml": CONFIG.format("c").replace("Alder app", "Birch app")})
    runs(rules)
    (three / "c.yaml").write_text(CONFIG.format("d").replace("Alder app", "Birch app"))
    assert runs(rules).asked == [("owners", "c.yaml")]
    (three / "c.yaml").write_text(CONFIG.format("d"))
    assert {path for _, path in runs(rules).asked} == {"a.yaml", "b.yaml", "c.yaml"}
    assert runs(rules).asked == []


def test_a_config_tells_again_where_a_document_that_it_leads_to_has_changed(three: Path, runs: Runs) -> None:
    rules: dict[str, Check] = {"regions": counts_regions}
    config = CONFIG.format("b").replace("connection:", "# later\nconnection:")
    start, end = config.index("workspace:"), config.index("application:")
    write_project(three, {"b.yaml": f"{config[:start]}workspace: w\n{config[end:]}"})
    runs(rules)
    (three / "w.yaml").write_text(WORKSPACE.format("w") + "region: us\n")
    assert {path for _, path in runs(rules).asked} == {"a.yaml", "b.yaml", "w.yaml"}
    assert runs(rules).asked == []
    (three / "w.yaml").write_text(WORKSPACE.format("w") + "region: us\ntype: standard\n")
    assert {path for _, path in runs(rules).asked} == {"b.yaml", "w.yaml"}


def test_where_a_text_is_odd_that_has_changed_all_are_asked_who_asked_anything(
    three: Path, runs: Runs
) -> None:
    rules: dict[str, Check] = {"owners": tells_owners_apart, "none": nothing}
    (three / "b.yaml").write_text(CONFIG.format("b").replace("4323024", "&id 4323024"))
    runs(rules)
    assert {path for _, path in runs(rules).asked} == {"b.yaml"}
    (three / "b.yaml").write_text(CONFIG.format("b").replace("4323024", "&id 4323025"))
    assert {path for _, path in runs(rules).asked} == {"a.yaml", "b.yaml", "w.yaml"}


@pytest.mark.parametrize("named", [".", "a.yaml"])
def test_what_another_config_makes_wrong_is_told(three: Path, runs: Runs, named: str) -> None:
    rules: dict[str, Check] = {"alone": alone, "name": tells_names_apart}
    assert runs(rules).said == []
    (three / "b.yaml").write_text(CONFIG.format("a"))
    assert ("name", "a.yaml") in runs(rules, named).said
    assert ("name", "a.yaml") in runs(rules, named).said
    (three / "b.yaml").write_text(CONFIG.format("b"))
    assert runs(rules, named).said == []


def test_who_said_something_is_asked_again(three: Path, runs: Runs) -> None:
    def always(document: Document, project: Project) -> Iterator[Finding]:
        yield Finding("always", Place(document, ("name",)))

    for _ in range(2):
        assert runs({"always": always, "alone": alone}).said == [("always", f"{name}.yaml") for name in "abw"]


def test_a_rule_that_looks_around_for_some_documents_alone_is_asked_about_those(
    three: Path, runs: Runs
) -> None:
    def sometimes(document: Document, project: Project) -> Iterator[Finding]:
        if document.name == "b":
            yield from tells_names_apart(document, project)

    rules: dict[str, Check] = {"alone": alone, "sometimes": sometimes}
    runs(rules)
    (three / "a.yaml").write_text(CONFIG.format("b"))
    assert runs(rules).said == [("sometimes", "a.yaml"), ("sometimes", "b.yaml")]


@pytest.mark.skipif(not may_fork(), reason="processes are forked only where that is safe")
def test_what_another_process_heard_is_known_as_well(three: Path, runs: Runs) -> None:
    rules: dict[str, Check] = {"alone": alone, **AROUND, **OUTSIDE}
    runs(rules, jobs=2)
    assert {name for name, _ in runs(rules).asked} == OUTSIDE.keys()


def test_what_cannot_be_told_later_is_not_known(three: Path, runs: Runs) -> None:
    def refused(document: Document, project: Project) -> Iterator[Finding]:
        looks.refused()
        yield from ()

    runs({"refused": refused})
    assert runs.folder.contents() == []


def test_what_may_be_sensitive_is_in_no_record(project: Path, runs: Runs) -> None:
    definition = (
        f"{HEAD}ConnectionDefinition\nname: Ledger login\nconnector: ledger\n"
        "attributes:\n  - key: phrase\n    label: Phrase\n    isSensitive: {}\n"
    )
    config = CONFIG.format("a").replace("procore", "ledger")
    config = config.replace("Procore V2 OAuth Client Credentials Auth", "Ledger login")
    declared, other = (
        config.replace("companyId: 4323024", each) for each in ("phrase: sunflower", "hint: marigold")
    )
    write_project(project, {"a.yaml": declared, "b.yaml": other, "d.yaml": definition.format("false")})

    def kept() -> bytes:
        (name,) = (each for each, _ in runs.folder.contents())
        return runs.folder.read_bytes(name) or b""

    runs({"alone": alone})
    assert b"sunflower" in kept()
    assert b"marigold" not in kept()
    (project / "d.yaml").write_text(definition.format("true"))
    runs({"alone": alone})
    assert b"sunflower" not in kept()


def test_who_only_loads_a_project_keeps_what_is_known_of_silence(three: Path, runs: Runs) -> None:
    rules: dict[str, Check] = {"alone": alone, "regions": counts_regions}
    runs(rules)
    (three / "b.yaml").write_text(CONFIG.format("c"))
    known = KnownProjects(runs.folder, "tool", looks.keep_notes(), by_content=False)
    engine.load_projects(Request((".",), as_of=TODAY), known)
    looks.stop()
    known.keep()
    assert {path for _, path in runs(rules).asked} == {"b.yaml"}
    assert runs(rules).asked == []
