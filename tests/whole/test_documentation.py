"""The documentation does what it says: its commands run, its examples are right, and what it quotes is up to date."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
import yaml

import validator
from tests.conftest import clean_environment, write_project
from tests.support.documentation import (
    ELSEWHERE,
    GENERATED,
    LEFT_ALONE,
    NOT_TRIED,
    PAGES,
    ROOT,
    TRIED,
    blocks,
    generated_parts,
    perform,
    reader_folder,
    same,
    scenes,
    steps,
)
from tests.support.documentation import run as run_command
from tests.support.naming import drawn, is_missing, named
from tests.support.repository import commit, needs_git
from tests.whole.test_imports import ORDER
from validator.cli.exits import Exit
from validator.diagnostics import Severity
from validator.documents.kinds import KINDS
from validator.documents.looks import SETTINGS_FILE
from validator.project import settings, settings_file
from validator.schema.schemas import schema

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Command
    from tests.support.documentation import Block

README = ROOT / "README.md"
ARCHITECTURE = ROOT / "docs" / "architecture.md"
CONTRIBUTING = ROOT / "CONTRIBUTING.md"
SECURITY = ROOT / "SECURITY.md"
NO_NAMES = {
    "no",
    "archive",
    "warning",
    "ppfssss",
    "build/site",
    "FUZZ_SECONDS",
    "FUZZ_SEED",
    "APPXLINT_PICTURES",
    "APPXLINT_NODE_MODULES",
} | {f"APPXLINT_{suite}_TEST_SUITE" for suite in ("YAML", "JSON_SCHEMA")}
"""Words of files, marks, outcomes and the environment that pages for developers quote: they name nothing."""
_LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
_TEST = re.compile(r"`(tests/[\w/]+\.py)(?:::(test_\w+))?`")
_OURS = "apiVersion: appxlint/v1"
_INLINE = re.compile(r"`(appxlint [a-z][^`>]*)`")
_IN_A_PIPELINE = re.compile(r"^[^#\n]*(?:- |: )(appxlint [a-z][^\n]*)$", re.MULTILINE)


def placed(*languages: str) -> list[pytest.ParameterSet]:
    """Return every block of the pages that is in one of the languages, named by page and line."""
    found = []
    for page in PAGES:
        found += [
            pytest.param(block, id=f"{page.name}:{_line(page, block)}") for block in blocks(page, *languages)
        ]
    return found


def commands() -> list[str]:
    """Return every command line outside of console blocks that nothing keeps from being run."""
    found: list[str] = []
    for page in PAGES:
        shell = [block.text for block in blocks(page, "sh") if not block.why_not]
        pipelines = [block.text for block in blocks(page, "yaml") if not block.why_not]
        found += [line for text in shell for line in text.splitlines()]
        found += [line for text in pipelines for line in _IN_A_PIPELINE.findall(text)]
        found += _INLINE.findall(page.read_text(encoding="utf-8"))
    return [
        each for each in dict.fromkeys(found) if not any(re.search(pattern, each) for pattern in LEFT_ALONE)
    ]


def told() -> list[pytest.ParameterSet]:
    """Return the console blocks of the pages by the folder that they run in, named by page and line."""
    return [
        pytest.param(scene, id=f"{page.name}:{_line(page, scene[0])}")
        for page in PAGES
        for scene in scenes(page)
    ]


def _line(page: Path, block: Block) -> int:
    return page.read_text(encoding="utf-8").count("\n", 0, block.start) + 1


@pytest.mark.parametrize("scene", told())
def test_a_console_block_shows_what_its_commands_print(scene: list[Block], tmp_path: Path) -> None:
    for block, done in perform(scene, tmp_path):
        for shown, real in zip(steps(block), done, strict=True):
            assert same(shown.output, real.output), f"{shown.command} prints something else: run `make docs`"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_snippet_is_tried_or_says_why_not(page: Path) -> None:
    untried = [
        block
        for block in blocks(page)
        if block.language not in TRIED and not (block.file or block.why_not or block.language in NOT_TRIED)
    ]
    assert untried == []
    assert page.read_text(encoding="utf-8").count("\n```") == 2 * len(blocks(page))


def test_who_tries_other_snippets_is_there() -> None:
    reasons = [*ELSEWHERE.values(), *NOT_TRIED.values(), *LEFT_ALONE.values()]
    reasons += [block.why_not for page in PAGES for block in blocks(page) if block.why_not]
    assert all(reasons)
    named_files = re.findall(r"\b(?:tests|docs)/[\w/]+\.py", " ".join(reasons))
    assert len(named_files) > 5
    assert [each for each in named_files if not (ROOT / each).is_file()] == []


@pytest.mark.parametrize("block", placed("yaml"))
def test_yaml_in_pages_is_yaml(block: Block) -> None:
    assert [*yaml.safe_load_all(block.text)] or block.text.startswith("# ")


@pytest.mark.today
@pytest.mark.parametrize("line", [each for each in commands() if each.startswith("appxlint ")])
def test_a_command_in_the_text_runs(
    line: str, tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(reader_folder(tmp_path))
    ran = command(*shlex.split(line)[1:], stdin=b"")
    assert ran.code not in {Exit.USAGE, Exit.BUG}, ran.err


def test_other_commands_are_targets_of_make_or_installers_that_the_distribution_tests_try() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    installers = {"pipx install .", "uv tool install .", "python -m pip install ."}
    others = [each for each in commands() if not each.startswith("appxlint ")]
    assert others
    for command in others:
        assert command in installers or command.removeprefix("make ") in targets, command


def test_the_readme_opens_with_a_real_finding() -> None:
    first = blocks(README, "console")[0]
    assert re.search(r"^sample-configs/demo/\S+:\d+:\d+  error  ", first.text, re.MULTILINE)
    assert "\n  help: " in first.text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_generated_parts_are_up_to_date(page: Path) -> None:
    for name, part in generated_parts(page.read_text(encoding="utf-8")):
        assert part == GENERATED[name](), f"{name}: run `make docs`"


def test_every_generated_part_stands_on_one_page() -> None:
    parts = [name for page in PAGES for name, _ in generated_parts(page.read_text(encoding="utf-8"))]
    assert sorted(parts) == sorted(GENERATED)


@pytest.mark.parametrize("page", [README, ROOT / "docs" / "format.md"], ids=lambda page: page.name)
def test_the_documents_of_a_page_are_one_project_without_a_fault(page: Path, tmp_path: Path) -> None:
    texts = [block.text for block in blocks(page, "yaml") if _OURS in block.text]
    assert texts
    write_project(tmp_path, {f"{number}.yaml": text for number, text in enumerate(texts)})
    report = validator.check(tmp_path)
    assert report.summary.files == len(texts)
    assert [each for each in report.diagnostics if each.severity > Severity.INFO] == []


def test_the_guide_shows_every_kind() -> None:
    shown = [each.text for each in blocks(ROOT / "docs" / "format.md", "yaml")]
    kinds = {document["kind"] for text in shown for document in yaml.safe_load_all(text)}
    assert kinds == set(KINDS)


@pytest.mark.parametrize("block", placed("python"))
def test_python_examples_run(block: Block, tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-c", block.text],
        cwd=reader_folder(tmp_path),
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout


def test_every_setting_has_a_section_of_its_own() -> None:
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (.+)$", page, re.MULTILINE) == list(schema("settings.json")["properties"])


def test_the_readme_can_be_read_in_five_minutes() -> None:
    assert len(README.read_text(encoding="utf-8").split()) < 1300


@pytest.mark.parametrize("block", placed("toml"))
def test_example_settings_are_settings(block: Block) -> None:
    found = settings_file.parse(block.text, SETTINGS_FILE, reader=lambda file: (file.name, ""))
    assert found != settings.Settings()


@pytest.mark.parametrize("block", placed("json"))
def test_json_examples_are_json(block: Block) -> None:
    assert json.loads(block.text)


def test_the_suppression_on_the_page_about_checking_counts(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "check.md").read_text(encoding="utf-8")
    line = next(line for line in page.splitlines() if "appxlint: ignore[" in line)
    config = (ROOT / "sample-configs/demo/customers/fir-hill.yaml").read_text(encoding="utf-8")
    given = config.replace("    companyId: 51906", line.rstrip()).partition("workspace: ")
    text = f'{given[0]}workspace: {{name: "Fir Hill : A"}}\n{given[2].partition(chr(10))[2]}'
    write_project(tmp_path, {"config.yaml": text})
    report = validator.check(tmp_path)
    assert [each.rule for each in report.suppressed] == ["company-id-example"]
    assert [each.rule for each in report.diagnostics if each.severity > Severity.INFO] == []


@pytest.mark.parametrize("page", [*PAGES, ROOT / "CHANGELOG.md"], ids=lambda page: page.name)
def test_links_within_the_repository_lead_somewhere(page: Path) -> None:
    for target in _LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_the_hooks_that_the_readme_names_exist() -> None:
    known = {
        hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    }
    config = next(
        yaml.safe_load(block.text) for block in blocks(README, "yaml") if block.text.startswith("repos:")
    )
    assert {hook["id"] for hook in config["repos"][0]["hooks"]} <= known
    assert all(f"`{name}`" in README.read_text(encoding="utf-8") for name in known)


def snippets(*names: str) -> list[Any]:
    """Return the blocks of YAML on pages that are no documents of ours, as data."""
    pages = [ROOT / name for name in names]
    texts = [block.text for page in pages for block in blocks(page, "yaml") if _OURS not in block.text]
    return [yaml.load(text, Loader=yaml.BaseLoader) for text in texts]  # noqa: S506 - texts alone


def used(node: Any) -> list[dict[str, Any]]:
    """Return the steps of workflows that use an action."""
    inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    own = [node] if isinstance(node, dict) and "uses" in node else []
    return [*own, *(step for each in inner for step in used(each))]


def test_workflows_on_pages_give_the_action_what_it_takes() -> None:
    ours = [each for each in used(snippets("README.md", "docs/pipelines.md")) if "appxlint" in each["uses"]]
    assert len(ours) == 4
    inputs = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["inputs"]
    assert {name for each in ours for name in each.get("with", {})} <= set(inputs)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pages_name_the_actions_of_others_as_the_workflows_do(page: Path) -> None:
    """A tag can come to mean something else, in a job that has secrets as well."""
    workflows = "".join(
        file.read_text(encoding="utf-8") for file in (ROOT / ".github" / "workflows").glob("*.yml")
    )
    lines = [line.strip() for block in blocks(page, "yaml") for line in block.text.splitlines()]
    others = [line for line in lines if line.startswith("- uses: ") and "OWNER/appxlint" not in line]
    assert [line for line in others if line not in workflows] == []


def test_the_live_check_of_azure_starts_by_its_schedule_alone() -> None:
    (azure,) = [each for each in snippets("docs/live-in-ci.md") if "pool" in each]
    assert (azure["trigger"], azure["pr"]) == ("none", "none")
    assert [each["task"] for each in azure["steps"] if "task" in each] == ["UsePythonVersion@0"]


def test_the_page_about_pipelines_has_every_input_of_the_action() -> None:
    inputs = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["inputs"]
    page = (ROOT / "docs" / "pipelines.md").read_text(encoding="utf-8")
    rows = [f"| `{name}` | {about['description']} |" for name, about in inputs.items()]
    assert [row for row in rows if row not in page] == []
    assert page.count("\n| `") == len(rows)


def test_templates_are_given_the_variables_and_parameters_that_they_have() -> None:
    given = snippets("docs/pipelines.md")
    (gitlab,) = [each for each in given if "include" in each]
    template = (ROOT / gitlab["include"][0]["local"]).read_text(encoding="utf-8")
    variables = {name for each in given if "appxlint" in each for name in each["appxlint"]["variables"]}
    assert {name for name in variables if f"${name}" not in template} == {"GIT_DEPTH"}
    steps = [step for each in given for step in each.get("steps", ()) if "template" in step]
    assert len(steps) == 2
    for azure in steps:
        template = yaml.safe_load((ROOT / azure["template"]).read_text(encoding="utf-8"))
        assert set(azure["parameters"]) <= {each["name"] for each in template["parameters"]}


@needs_git
def test_the_page_about_changes_shows_what_is_printed(tmp_path: Path) -> None:
    folder = reader_folder(tmp_path)
    customers = folder / "sample-configs/demo/customers"
    wrong = (customers / "birchwood.yaml").read_text("utf-8")
    (customers / "birchwood.yaml").write_text((customers / "alder.yaml").read_text("utf-8"), "utf-8")
    commit(folder, "one")
    (customers / "birchwood.yaml").write_text(wrong, "utf-8")
    (block,) = [each for each in blocks(ROOT / "docs/output.md", "text") if "--since" in each.text]
    command, _, output = block.text.partition("\n")
    _, printed = run_command(command.removeprefix("$ "), folder)
    assert printed == output


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_where_appxlint_lies_is_left_to_the_reader(page: Path) -> None:
    """An address that nobody owns, or a tag that nobody made, reads as one that can be used."""
    lines = page.read_text(encoding="utf-8").splitlines()
    wrong = re.compile(
        r"appxlint\.dev|pip install ['\"]?appxlint|://(?!HOST/)\S*/appxlint\b|appxlint@(?!COMMIT)"
    )
    assert [line for line in lines if wrong.search(line)] == []


def test_the_change_log_has_a_place_for_what_comes_next() -> None:
    assert "\n## [Unreleased]\n" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", [ARCHITECTURE, CONTRIBUTING], ids=lambda page: page.name)
def test_what_a_page_for_developers_names_is_there(page: Path) -> None:
    words = set(named(page)) - NO_NAMES
    assert len(words) > 40
    assert [word for word in sorted(words) if is_missing(word)] == []


def test_what_the_flow_is_drawn_with_is_there() -> None:
    words = set(drawn(ARCHITECTURE))
    assert {"Document", "Finding", "Diagnostic", "Report", "engine.lint.Linter.lint"} <= words
    assert [word for word in sorted(words) if is_missing(word)] == []


@pytest.mark.parametrize(
    "word",
    [
        "validator/engine/excluding.py",
        "engine/excluding.py",
        "tests/whole/test_layers.py",
        "tests/nowhere",
        "engine.run.check_everything",
        "engine.excluding.without",
        "Document.line",
        "tests.support.nobody",
        "Fault",
        "check_everything",
        "make everything",
    ],
)
def test_a_name_that_is_not_there_would_be_seen(word: str) -> None:
    assert is_missing(word)


def test_the_packages_stand_in_the_order_of_their_imports() -> None:
    table = ARCHITECTURE.read_text(encoding="utf-8").partition("## The packages")[2].partition("\n## ")[0]
    packages = re.findall(r"^\| `([a-z]+)(?:/|\.py)` \|", table, re.MULTILINE)
    assert tuple(packages) == ORDER


def promises() -> list[str]:
    """Return the lines of SECURITY.md that promise something."""
    part = SECURITY.read_text(encoding="utf-8").partition("## What is promised")[2].partition("\n## ")[0]
    return [line for line in part.split("\n") if line.startswith("- ")]


def no_tests(line: str) -> list[str]:
    """Return what a line names as a test and what is none; the line itself if it names none at all."""
    named_tests = _TEST.findall(line)
    if not named_tests:
        return [line]
    return [f"{file}::{name}" if name else file for file, name in named_tests if not _is_test(file, name)]


def _is_test(file: str, name: str) -> bool:
    return (ROOT / file).is_file() and (
        not name
        or re.search(rf"^def {name}\(", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE) is not None
    )


def test_each_promise_names_the_tests_that_hold_it() -> None:
    assert len(promises()) > 20
    assert [each for line in promises() for each in no_tests(line)] == []


@pytest.mark.parametrize(
    ("line", "missing"),
    [
        ("- Nothing is stored.", ["- Nothing is stored."]),
        ("- Nothing. `tests/whole/test_gone.py`", ["tests/whole/test_gone.py"]),
        (
            "- Nothing. `tests/whole/test_canary.py::test_gone` `tests/whole/test_canary.py`",
            ["tests/whole/test_canary.py::test_gone"],
        ),
        ("- Nothing. `tests/whole/test_canary.py::test_a_leak_would_be_seen`", []),
    ],
)
def test_a_promise_without_a_test_would_be_seen(line: str, missing: list[str]) -> None:
    assert no_tests(line) == missing


def test_each_promise_is_one_line_and_says_something_of_its_own() -> None:
    words = [_TEST.sub("", line).strip() for line in promises()]
    assert all(line.endswith(".") for line in words)
    assert len(set(words)) == len(words)


def test_what_the_page_about_security_names_is_there() -> None:
    words = [each for each in named(SECURITY) if not _TEST.fullmatch(f"`{each}`")]
    unknown = {".gitignore", "test-settings.json", "live", "github", "GITHUB_STEP_SUMMARY"}
    assert [each for each in words if each not in unknown and is_missing(each)] == []
