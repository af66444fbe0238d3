from __future__ import annotations

import copy
from functools import cache
from typing import TYPE_CHECKING, Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import write_project
from tests.support.clock import TODAY
from tests.support.reading import documents_of, project_of
from tests.support.samples import SAMPLES
from validator.catalog import shipped, shipped_connectors
from validator.diagnostics import Request
from validator.engine.lint import Linter
from validator.engine.load import assemble
from validator.engine.run import check_projects, check_texts, findings_in, load_projects, unasked
from validator.engine.suppress import silence
from validator.project.settings import Settings
from validator.rules import ALL

if TYPE_CHECKING:
    from pathlib import Path

    from validator.project.project import Project

ODD: list[Any] = [
    *[
        None,
        True,
        False,
        0,
        -1,
        10**20,
        1.5,
        "",
        " ",
        "x",
        "\n",
        "yes",
        "\\",
        "(?P<id>",
        "\u00e9\u200b",
        "a" * 300,
    ],
    *[[], {}, [[]], [None], {"a": None}, ["x", 1], {"name": 1}, [{"name": "x"}], [{"name": []}]],
    *[
        "https://[",
        "https://app.procore.com/1/company",
        "${env:A}",
        "vault:x",
        "changeme",
        "Production",
        "2026-02-30",
    ],
    *["8a6f2c1e-53d7-4b90-9e0c-5f1f7d2a4b36", "5.6E+14"],
]


@cache
def samples() -> list[list[Any]]:
    """Return the data of every sample that a reader of YAML takes, file by file."""
    files = []
    for file in sorted(SAMPLES.rglob("*.y*ml")):
        if "too-complex" in file.parts:
            continue
        try:
            files.append(
                [
                    each
                    for each in yaml.safe_load_all(file.read_text(encoding="utf-8"))
                    if isinstance(each, dict)
                ]
            )
        except (yaml.YAMLError, UnicodeDecodeError):
            continue
    return [each for each in files if each]


@cache
def keys() -> list[str]:
    return sorted(
        {step for file in samples() for route in _routes(file) for step in route if isinstance(step, str)}
    )


def _routes(data: Any, route: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    entries = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [each for key, value in entries for each in ((*route, key), *_routes(value, (*route, key)))]


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Draw a sample with a few values replaced, keys renamed, or entries left out."""
    file = copy.deepcopy(draw(st.sampled_from(samples())))
    for _ in range(draw(st.integers(1, 4))):
        routes = _routes(file)
        if not routes:
            break
        route = draw(st.sampled_from(routes))
        holder = file
        for step in route[:-1]:
            holder = holder[step]
        action = draw(st.sampled_from(["replace", "replace", "remove", "rename", "add"]))
        if action == "replace":
            holder[route[-1]] = copy.deepcopy(draw(st.sampled_from(ODD)))
        elif action == "remove":
            del holder[route[-1]]
        elif isinstance(holder, dict):
            value = holder.pop(route[-1]) if action == "rename" else copy.deepcopy(draw(st.sampled_from(ODD)))
            holder[draw(st.sampled_from(keys()))] = value
    return "---\n".join(yaml.safe_dump(each, allow_unicode=True, sort_keys=False) for each in file)


def _places_are_real(project: Project) -> None:
    linter = Linter(project, ALL)
    found = linter.lint_all(project.documents)
    counted, suppressed = silence(found, linter, frozenset(each.path for each in project.documents))
    sources = {each.path: each.source for each in project.documents}
    for diagnostic in (*counted, *suppressed):
        for path, span in [
            (diagnostic.path, diagnostic.span),
            *((each.path, each.span) for each in diagnostic.related),
        ]:
            assert span.start <= span.end
            assert span.end.line <= len(sources[path].starts())
        assert diagnostic.message


@given(st.lists(texts(), min_size=1, max_size=2))
@settings(max_examples=60)
def test_no_change_of_a_sample_breaks_a_rule(files: list[str]) -> None:
    _places_are_real(project_of(*files, settings=Settings(as_of=TODAY)))


def test_a_whole_run_leaves_every_document_as_it_was() -> None:
    documents = [
        document
        for file in sorted(SAMPLES.rglob("*.y*ml"))
        for document in documents_of(file.read_bytes().decode("utf-8", "replace"), str(file))
    ]
    known = [each for connector in shipped_connectors() for each in shipped(connector)]
    before = [copy.deepcopy(each.data) for each in (*documents, *known)]
    project = assemble(documents, Settings(as_of=TODAY))
    read = [copy.deepcopy(each.data) for each in project.documents]
    linter = Linter(project, ALL)
    found = linter.lint_all(project.documents)
    assert len(silence(found, linter, frozenset(each.path for each in documents))[0]) > len(documents) // 2
    assert [each.data for each in (*documents, *known)] == before
    assert [each.data for each in project.documents] == read


def test_findings_of_chosen_files_are_those_of_a_check_of_them(project: Path) -> None:
    faulty = "apiVersion: appxlint/v1\nkind: Workspace\nname: {}\nflavour: 1\n"
    write_project(project, {"a.yaml": faulty.format("a"), "b.yaml": faulty.format("b")})
    request = Request((".",), as_of=TODAY)
    (loaded,) = load_projects(request)
    for paths in ({"a.yaml"}, {"a.yaml", "b.yaml"}, set[str]()):
        found = findings_in(unasked(loaded), frozenset(paths), request)
        checked = check_projects(Request(tuple(sorted(paths)), as_of=TODAY))[0].diagnostics if paths else ()
        assert sorted(found) == sorted(checked)


def test_texts_are_checked_in_the_place_of_files_and_with_the_rest_of_their_project(tmp_path: Path) -> None:
    config = (
        "apiVersion: appxlint/v1\nkind: ConnectorConfig\nname: acme\nconnector: procore\nworkspace: Acme\n"
    )
    config += "connection: {name: Acme, existing: true}\n"
    workspace = "apiVersion: appxlint/v1\nkind: Workspace\nname: Acme\n"
    write_project(tmp_path, {"workspace.yaml": workspace, "old.yaml": "apiVersion: appxlint/v1\nkind: [\n"})
    texts = {tmp_path / "new/acme.yaml": config.encode(), tmp_path / "old.yaml": b""}
    outcome = check_texts(tmp_path, texts, Request(()))
    assert [each.rule for each in outcome.diagnostics if each.severity > 1 and "acme" in each.path] == []
    assert {each.name for each in outcome.loaded.project.documents} >= {"acme", "Acme"}
    assert not (tmp_path / "new").exists()
