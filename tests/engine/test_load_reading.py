"""What becomes of a project's files: which are read, which are ours, and which are complained about."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import write_project
from validator.diagnostics import Limits, Problem, Request
from validator.documents.discover import Found
from validator.documents.source import UnreadableError, read
from validator.engine.load import load_project
from validator.project.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from validator.documents.source import Source
    from validator.engine.load import Loaded

WORKSPACE = "apiVersion: appxlint/v1\nkind: Workspace\nname: {name}\n"
FOREIGN = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n"
UNREADABLE = "apiVersion: appxlint/v1\nkind: Workspace\nname: [\n"
CONNECTOR_JSON = json.dumps({"key": "ledger", "name": "Ledger", "connectionDefinitions": []})
FILES = {
    "a.yaml": WORKSPACE.format(name="A"),
    "b.yaml": WORKSPACE.format(name="B1") + "---\n" + WORKSPACE.format(name="B2"),
    "sub/c.yml": WORKSPACE.format(name="C"),
    "other.yaml": "x: 1\n",
    "notes.txt": WORKSPACE.format(name="N"),
}


def load(
    folder: Path,
    files: dict[str, str],
    *asked: str,
    named: bool = True,
    settings: Settings | None = None,
    request: Request | None = None,
) -> Loaded:
    """Load a project of which some files are asked for; paths are relative to its folder, the working one."""
    write_project(folder, files)
    found = [Found.at(name, folder / name, named=named) for name in asked]
    return load_project(folder, found, settings or Settings(), request or Request(asked))


def names(loaded: Loaded) -> list[tuple[str, str]]:
    return [(document.path, document.name) for document in loaded.project.documents]


def faults(loaded: Loaded) -> list[tuple[str, str]]:
    return [
        (document.path, fault.rule) for document in loaded.project.documents for fault in document.findings
    ]


def test_the_project_around_an_asked_file_is_read_as_well(project: Path) -> None:
    loaded = load(project, FILES, "b.yaml")
    assert names(loaded) == [("a.yaml", "A"), ("b.yaml", "B1"), ("b.yaml", "B2"), ("sub/c.yml", "C")]
    assert loaded.requested == {"b.yaml"}
    assert loaded.ours == {"a.yaml", "b.yaml", "sub/c.yml"}
    assert loaded.problems == ()
    assert loaded.project.root == project


def test_what_is_excluded_is_read_only_where_it_is_asked_for(project: Path) -> None:
    settings = Settings(exclude=("sub", "a.yaml"))
    assert [path for path, _ in names(load(project, FILES, "b.yaml", settings=settings))] == ["b.yaml"] * 2
    asked = load(project, FILES, "a.yaml", settings=settings)
    assert {path for path, _ in names(asked)} == {"a.yaml", "b.yaml"}


@pytest.mark.parametrize("mark", ["appxlint.toml", ".git/HEAD"])
def test_a_project_inside_belongs_to_itself(mark: str, project: Path) -> None:
    loaded = load(project, {**FILES, f"sub/{mark}": ""}, "a.yaml")
    assert "sub/c.yml" not in loaded.ours
    assert load(project, {}, "sub/c.yml").ours >= {"sub/c.yml"}


def test_a_file_of_any_ending_is_read_where_it_is_asked_for(project: Path) -> None:
    assert load(project, FILES, "notes.txt").ours >= {"notes.txt"}
    assert "notes.txt" not in load(project, FILES, "a.yaml").ours


@pytest.mark.parametrize("text", [FOREIGN, "x: 1\n", "", "# nothing\n", "- 1\n"])
@pytest.mark.parametrize("unknown_kind", [True, False])
def test_a_file_of_others_is_a_fault_only_where_it_was_named_and_they_are_not_skipped(
    text: str, unknown_kind: bool, project: Path
) -> None:
    loaded = load(project, {"x.yaml": text}, "x.yaml", named=unknown_kind)
    assert faults(loaded) == ([("x.yaml", "unknown-kind")] if unknown_kind else [])
    assert loaded.ours == ({"x.yaml"} if unknown_kind else set())
    skipped = load(project, {}, "x.yaml", request=Request(("x.yaml",), skip_foreign=True))
    assert (faults(skipped), skipped.ours) == ([], frozenset())


def test_a_file_of_others_around_the_asked_ones_is_nobodys_business(project: Path) -> None:
    loaded = load(project, {"a.yaml": FILES["a.yaml"], "x.yaml": FOREIGN, "y.yaml": "[\n"}, "a.yaml")
    assert (faults(loaded), loaded.ours) == ([], frozenset({"a.yaml"}))
    assert not loaded.project.incomplete


@pytest.mark.parametrize("asked", ["x.yaml", "a.yaml"])
def test_a_file_of_ours_that_cannot_be_read_leaves_the_project_incomplete(asked: str, project: Path) -> None:
    loaded = load(project, {"a.yaml": FILES["a.yaml"], "x.yaml": UNREADABLE}, asked)
    assert faults(loaded) == [("x.yaml", "yaml-syntax")]
    assert loaded.project.incomplete


@pytest.mark.parametrize("text", ["a: [\n", "kind: Deployment\na: [\n", UNREADABLE])
def test_a_named_file_that_cannot_be_read_is_looked_at_whoever_it_is_of(text: str, project: Path) -> None:
    assert faults(load(project, {"x.yaml": text}, "x.yaml")) == [("x.yaml", "yaml-syntax")]
    found = load(project, {}, "x.yaml", named=False)
    assert (found.ours == {"x.yaml"}) is (text == UNREADABLE)


def test_a_file_that_is_gone_is_a_problem_only_where_it_was_asked_for(project: Path) -> None:
    loaded = load(project, {"a.yaml": FILES["a.yaml"]}, "a.yaml", "gone.yaml")
    assert [tuple(each) for each in loaded.problems] == [("gone.yaml", "no such file or folder")]
    assert loaded.requested == {"a.yaml", "gone.yaml"}


def test_a_file_that_the_system_keeps_back_is_a_problem_only_where_it_was_asked_for(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: str, file: Path, limits: Limits) -> Source:
        if path == "b.yaml":
            raise UnreadableError("permission denied")
        return read(path, file, limits)

    monkeypatch.setattr("validator.engine.load.read", refuse)
    assert load(project, FILES, "a.yaml").problems == ()
    assert load(project, FILES, "b.yaml").problems == (Problem("b.yaml", "permission denied"),)


def test_documents_stand_in_the_order_of_their_paths(project: Path) -> None:
    loaded = load(project, FILES, "sub/c.yml", "b.yaml")
    assert [path for path, _ in names(loaded)] == sorted(path for path, _ in names(loaded))


def test_standard_input_and_given_contents_stand_for_a_file(project: Path) -> None:
    text = WORKSPACE.format(name="New").encode()
    request = Request(("a.yaml",), stdin=text, stdin_filename="a.yaml")
    loaded = load(project, FILES, "a.yaml", "b.yaml", request=request)
    assert names(loaded)[:2] == [("a.yaml", "New"), ("b.yaml", "B1")]
    assert loaded.project.documents[0].source.file == project / "a.yaml"
    request = Request(("b.yaml",), contents={project / "b.yaml": text})
    loaded = load(project, FILES, "b.yaml", request=request)
    assert names(loaded)[:2] == [("a.yaml", "A"), ("b.yaml", "New")]
    assert loaded.project.documents[1].source.file == project / "b.yaml"


def test_the_limits_are_those_of_the_settings(project: Path) -> None:
    settings = Settings(limits=Limits(file_bytes=len(FILES["a.yaml"])))
    assert faults(load(project, FILES, "a.yaml", settings=settings)) == [("b.yaml", "too-complex")]
    deep = {"a.yaml": FILES["a.yaml"] + "metadata: {a: {b: c}}\n"}
    for depth, expected in ((2, [("a.yaml", "too-complex")]), (3, [])):
        settings = Settings(limits=Limits(depth=depth))
        assert faults(load(project, deep, "a.yaml", settings=settings)) == expected


def test_a_generated_file_is_known_by_its_name_and_shape(project: Path) -> None:
    loaded = load(project, {"connector.json": CONNECTOR_JSON}, "connector.json", named=False)
    assert [document.kind for document in loaded.project.documents] == ["Connector"]
    assert loaded.ours == {"connector.json"}
    other = load(project, {"connector.json": '{"x": 1}'}, "connector.json", named=False)
    assert other.ours == frozenset()
    named = load(project, {}, "connector.json")
    assert faults(named) == [("connector.json", "unknown-kind")]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("x.yaml", "", "the file holds no document"),
        ("x.yaml", FOREIGN, "no apiVersion of it begins with appxlint/"),
        ("connector.json", "", "the file holds no document"),
        ("connector.json", "{}", "bears the name of one of the Connector SDK's"),
    ],
)
def test_what_is_wrong_with_a_file_of_others_is_said(name: str, text: str, words: str, project: Path) -> None:
    (document,) = load(project, {name: text}, name).project.documents
    (fault,) = document.findings
    assert words in fault.message


def test_the_catalogue_of_the_settings_joins_in_and_is_not_asked_for(project: Path) -> None:
    files = {"a.yaml": FILES["a.yaml"], "shared/connector.json": CONNECTOR_JSON, "shared/x.yaml": FOREIGN}
    files[".gitignore"] = "shared\n"
    loaded = load(project, files, "a.yaml", settings=Settings(catalog=("shared",)))
    assert loaded.ours == {"a.yaml"}
    assert [document.kind for document in loaded.project.extra] == ["Connector"]


def test_what_the_project_holds_already_does_not_join_in_twice(project: Path) -> None:
    files = {"a.yaml": FILES["a.yaml"], "shared/connector.json": CONNECTOR_JSON}
    loaded = load(project, files, "a.yaml", settings=Settings(catalog=("shared", "a.yaml")))
    assert loaded.project.extra == ()
    assert loaded.ours == {"a.yaml", "shared/connector.json"}


def test_the_shape_of_every_document_is_checked(project: Path) -> None:
    files = {"a.yaml": FILES["a.yaml"] + "flavour: 1\n", "b.yaml": FILES["a.yaml"] + "typ: standard\n"}
    assert faults(load(project, files, "a.yaml")) == [
        ("a.yaml", "unknown-field"),
        ("b.yaml", "unknown-field"),
    ]


def test_general_configuration_is_held_against_its_connector(project: Path) -> None:
    connector = (
        "apiVersion: appxlint/v1\nkind: Connector\nkey: ledger\nname: Ledger\n"
        "generalConfiguration: {type: object, properties: {retries: {type: integer}}}\n"
    )
    config = (
        "apiVersion: appxlint/v1\nkind: ConnectorConfig\nname: acme\nconnector: ledger\n"
        "workspace: {name: A}\ngeneralConfiguration: {retries: often}\n"
    )
    loaded = load(project, {"a.yaml": config, "connector.yaml": connector}, "a.yaml")
    assert ("a.yaml", "wrong-type") in faults(loaded)


CLIENT_JSON = json.dumps({"apiVersion": "appxlint/v1", "kind": "Workspace", "name": "J"})


def test_a_json_document_is_found_by_what_it_says_it_is(project: Path) -> None:
    files = {"a.yaml": FILES["a.yaml"], "clients/j.json": CLIENT_JSON, "package.json": '{"name": "appxlint"}'}
    assert names(load(project, files, "a.yaml")) == [("a.yaml", "A"), ("clients/j.json", "J")]
    walked = load(project, {}, "a.yaml", "clients/j.json", "package.json", named=False)
    assert walked.ours == {"a.yaml", "clients/j.json"}


def test_a_json_file_of_others_is_not_even_decoded_in_a_walk(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("validator.documents.source.decode", None)
    files = {"x.json": '{"name": "x", "kind": "library"}', "y.json": '{"apiVersion": "v1", "kind": "Pod"}'}
    assert load(project, files, "x.json", "y.json", named=False).ours == set()
    assert load(project, files, "x.json", request=Request(("x.json",), skip_foreign=True)).ours == set()


def test_a_json_file_of_others_that_was_named_is_a_fault(project: Path) -> None:
    assert faults(load(project, {"x.json": '{"name": "x"}'}, "x.json")) == [("x.json", "unknown-kind")]


def test_a_json_document_of_ours_that_cannot_be_read_is_told_in_a_walk(project: Path) -> None:
    loaded = load(project, {"j.json": CLIENT_JSON.replace("}", ",}")}, "j.json", named=False)
    assert faults(loaded) == [("j.json", "yaml-syntax")]


@pytest.mark.parametrize(
    "text",
    [
        "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: {{ x }}}\n",
        "apiVersion: oauth.openshift.io/v1\nkind: OAuthClient\nname: {{ x }}: [\n",
    ],
)
def test_a_template_of_others_is_theirs_though_it_cannot_be_read(text: str, project: Path) -> None:
    assert load(project, {"t.yaml": text}, "t.yaml", named=False).ours == set()
    assert faults(load(project, {}, "t.yaml")) == [("t.yaml", "unknown-kind")]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right on Windows that tests may lack")
def test_a_file_that_links_lead_to_is_read_once(project: Path) -> None:
    write_project(project, {"real/a.yaml": FILES["a.yaml"]})
    (project / "1.yaml").symlink_to("real/a.yaml")
    (project / "real/2.yaml").symlink_to("a.yaml")
    assert names(load(project, {}, "1.yaml", "real/a.yaml", "real/2.yaml", named=False)) == [
        ("real/a.yaml", "A")
    ]
    named = load(project, {}, "1.yaml")
    assert (names(named), faults(named)) == ([("1.yaml", "A")], [])
    assert names(load(project, {}, "1.yaml", "real/a.yaml")) == [("real/a.yaml", "A")]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_merge_that_git_left_unfinished_is_one_fault_with_the_lines_to_delete(
    end: str, project: Path
) -> None:
    marks = ("<<<<<<< HEAD", "type: standard", "=======", "type: custom", ">>>>>>> other")
    text = WORKSPACE.format(name="A") + "\n".join(marks) + "\n"
    loaded = load(project, {"a.yaml": text.replace("\n", end)}, "a.yaml")
    (document,) = loaded.project.documents
    (found,) = document.findings
    assert (found.rule, found.help) == (
        "yaml-syntax",
        "keep one of the two versions, and delete the lines 4, 6 and 8",
    )
