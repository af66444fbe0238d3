"""The order of the packages: every import points down it, those for types alone too."""

from __future__ import annotations

import ast
import functools
import re
import subprocess
import sys
import tomllib
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import validator
from tests.conftest import clean_environment, write_project

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(validator.__file__).parent
ORDER = (
    *("lazy", "values", "diagnostics", "secrets", "likeness", "words", "render", "documents"),
    *("git", "cache"),
    *("catalog", "schema", "project", "guide", "rules", "engine", "onboard", "survey", "live", "lsp", "cli"),
)
"""What may import what: each of these only itself and those before it."""

ANYWHERE = {"_version"}
DOOR = {"", "__main__"}
"""The package itself, which names what it offers and imports it when asked, and `python -m validator`."""

IMPORTERS = {
    "httpx": {"live"},
    "typer": {"cli"},
    "jsonschema": {"schema"},
    "referencing": {"schema"},
    "subprocess": {"engine", "git", "live"},
    "pygls": {"lsp"},
    "lsprotocol": {"lsp"},
    "requests": set[str](),
}
"""Who imports a library that is slow to load, or that goes online."""

EXPLAINING = ("validator.schema.explain", "validator.schema.unknown_keys")
"""Modules, by how their names begin, that only a document pays for that does not fit its schema."""

# The modules of dependencies that have another name.
MODULES = {"pyyaml": "yaml"}


def _name(file: Path) -> str:
    parts = file.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


FILES = {_name(file): file for file in sorted(PACKAGE.rglob("*.py"))}


def _tree(name: str) -> ast.Module:
    return ast.parse(FILES[name].read_text(encoding="utf-8"))


def _imports(tree: ast.Module) -> Iterator[str]:
    """Yield the modules that a module imports, at its top or later, to run or for types alone."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}".removeprefix("validator.")
                yield f"validator.{inner}" if inner in FILES else node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@functools.cache
def _all_imports() -> dict[str, set[str]]:
    """Return what each module imports; read once, and only where it is asked for."""
    return {name: set(_imports(_tree(name))) for name in FILES}


def _package(module: str) -> str:
    return module.split(".", maxsplit=1)[0]


def _upwards(module: str) -> set[str]:
    """Return the imports of a module that point up the order."""
    place = ORDER.index(_package(module))
    own = {each.partition(".")[2] for each in _all_imports()[module] if each.split(".")[0] == "validator"}
    imported = {each for each in own if _package(each) not in ANYWHERE}
    return {each for each in imported if each in DOOR or ORDER.index(_package(each)) > place}


def test_every_module_has_its_place_in_the_order() -> None:
    assert {_package(each) for each in FILES} - DOOR - ANYWHERE == set(ORDER)


def test_every_import_points_down() -> None:
    upwards = {module: _upwards(module) for module in FILES.keys() - DOOR - ANYWHERE}
    assert {module: imported for module, imported in upwards.items() if imported} == {}


@pytest.mark.parametrize("library", IMPORTERS)
def test_a_library_has_few_importers(library: str) -> None:
    importers = {
        _package(name)
        for name, imports in _all_imports().items()
        if any(each.split(".")[0] == library for each in imports)
    }
    assert importers <= IMPORTERS[library]


def test_what_is_imported_is_declared_and_nothing_else_is() -> None:
    project = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    names = {re.split(r"[^\w-]", each, maxsplit=1)[0] for each in declared}
    imported = {each.split(".")[0] for imports in _all_imports().values() for each in imports}
    assert imported - {"validator", *sys.stdlib_module_names} == {MODULES.get(name, name) for name in names}


def _modules_after(code: str, folder: Path) -> set[str]:
    script = f"import sys\n{code}\nsys.stderr.write(chr(10).join(sys.modules))"
    ran = subprocess.run(
        [sys.executable, "-c", script],
        cwd=folder,
        env=clean_environment(),
        capture_output=True,
        check=True,
        text=True,
    )
    return set(ran.stderr.split("\n"))


OF_A_CLEAN_CHECK = {
    *("atexit", "gc"),
    # where in what documents told something stands
    "bisect",
    # patterns and what they are made of
    *(
        "re",
        "enum",
        "types",
        "functools",
        "collections",
        "copyreg",
        "itertools",
        "operator",
        "keyword",
        "reprlib",
    ),
    *("sre_compile", "sre_constants", "sre_parse"),
    # what is written, and the parser
    *("errno", "yaml", "cython_runtime"),
}
"""What of Python and of libraries a check that finds nothing may import beyond the interpreter's own start."""

BESIDE = {
    # whether the name of an integration that is not known is near to one that is
    *("difflib", "heapq"),
}
"""What it may import where something in the text is unusual."""

_WORKSPACE = """\
apiVersion: appxlint/v1
kind: Workspace
name: Acme
"""

MOST_OF_OURS, MOST_OF_OURS_BESIDE = 118, 124
"""As many modules of our own at most does a check that finds nothing read, and one of an unusual text."""

MOST_OF_OURS_AT_A_FAULT, MOST_OF_OURS_AT_A_MISSPELT_KEY = 138, 149
"""As many does a check read that finds a fault by a rule, and one that finds a key that no schema has."""


def _after_a_check(folder: Path, file: str, slip: tuple[str, str] = ("", "")) -> set[str]:
    """Return the modules that are there after the command has checked a right file, or one with a slip in it."""
    home = PACKAGE.parent / "sample-configs/valid/custom-app-client-credentials"
    config, client = home / "configs/procore-production.yaml", home / "clients/procore.yaml"
    files = {"a.yaml": config.read_text("utf-8").replace(*slip, 1), "b.yaml": client.read_text("utf-8")}
    write_project(folder, {**files, "c/appxlint.toml": "", "c/w.yaml": _WORKSPACE})
    ends = int(any(slip))
    code = f"from validator.cli.entry import run\nassert run(['check', '--quiet', '{file}'], alone=True) == {ends}"
    return _modules_after(code, folder) - _modules_after("", folder)


def _foreign(modules: set[str]) -> set[str]:
    """Return what was imported of Python and of libraries, but for what begins with an underscore."""
    return {name for each in modules if not (name := each.split(".")[0]).startswith("_")} - {"validator"}


@pytest.mark.parametrize(
    ("file", "allowed", "most"),
    [("a.yaml", OF_A_CLEAN_CHECK | BESIDE, MOST_OF_OURS_BESIDE), ("c/", OF_A_CLEAN_CHECK, MOST_OF_OURS)],
)
def test_checking_a_right_file_imports_no_more_than_it_needs(
    file: str, allowed: set[str], most: int, tmp_path: Path
) -> None:
    modules = _after_a_check(tmp_path, file)
    assert "validator.rules" in modules
    assert _foreign(modules) - allowed == set()
    assert len([each for each in modules if each.startswith("validator")]) <= most
    rarely = {
        *("engine.fix", "engine.baseline", "engine.masks", "engine.extras", "rules.scenes"),
        *("engine.fresh_workers", "engine.reader"),
        *("cli.picture", "survey.picture", "render.html_report", "render.drawing"),
        *("project.toml_places", "schema.foreign", "schema.validate", "documents.json_reader", "render.text"),
        *(
            "cli.app",
            "cli.check_fix",
            "cli.check_since",
            "cli.check_write_baseline",
            "cli.page_options",
            "cli.pages",
        ),
    }
    assert not {f"validator.{each}" for each in rarely} & modules
    assert not {
        each for each in modules if each.startswith(("validator.live.", "validator.git", *EXPLAINING))
    }
    assert {each for each in modules if each.startswith("yaml.")} <= {
        f"yaml.{each}" for each in ("_yaml", "error", "events")
    }


@pytest.mark.parametrize(
    ("slip", "most", "never"),
    [
        (("companyId: ", "companyId: x"), MOST_OF_OURS_AT_A_FAULT, EXPLAINING),
        (("  type: ", "  tpye: "), MOST_OF_OURS_AT_A_MISSPELT_KEY, ("validator.schema.empty_values",)),
    ],
    ids=["a rule's", "the schema's"],
)
def test_a_fault_costs_no_more_imports_than_its_words_need(
    slip: tuple[str, str], most: int, never: tuple[str, ...], tmp_path: Path
) -> None:
    modules = _after_a_check(tmp_path, "a.yaml", slip)
    assert "validator.render.text" in modules
    assert _foreign(modules) - OF_A_CLEAN_CHECK - BESIDE == set()
    assert len([each for each in modules if each.startswith("validator")]) <= most
    rarely = ("secrets.web", "schema.outdented", "schema.foreign", "documents.json_reader", "engine.extras")
    assert not {f"validator.{each}" for each in rarely} & modules
    assert not {each for each in modules if each.startswith(("validator.live.", "validator.git", *never))}


def test_a_file_of_plain_lines_is_read_without_a_parser(tmp_path: Path) -> None:
    modules = _after_a_check(tmp_path, "c/")
    assert "validator.documents.line_reader" in modules
    assert {"yaml", "validator.documents.event_reader", "validator.documents.yaml_reader"} & modules == set()


@pytest.mark.parametrize("line", ["rules", "explain wrong-type", "schema", "schema Workspace"])
def test_a_page_is_printed_without_typer_and_what_it_brings_along(line: str, tmp_path: Path) -> None:
    code = f"from validator.cli.entry import run\nassert run({line.split()}, alone=True) == 0"
    modules = {each.split(".")[0] for each in _modules_after(code, tmp_path)}
    assert modules & {"typer", "click", "rich", "inspect", "typing", "jsonschema", "httpx"} == set()


def test_the_version_is_printed_without_a_pattern(tmp_path: Path) -> None:
    code = "from validator.cli.entry import run\nassert run(['--version'], alone=True) == 0"
    assert not {"re", "typing", "pathlib", "contextlib"} & _modules_after(code, tmp_path)


def test_a_misspelt_key_is_told_without_the_library_that_judges_the_schemas_of_users(tmp_path: Path) -> None:
    write_project(tmp_path, {"a.yaml": "apiVersion: appxlint/v1\nkind: Workspace\nnmae: Acme\n"})
    code = "from validator.cli.entry import run\nassert run(['check', '--quiet', 'a.yaml']) == 1"
    modules = _modules_after(code, tmp_path)
    assert set(EXPLAINING) <= modules
    assert {"jsonschema", "referencing"} & modules == set()


def test_a_kept_answer_is_given_without_the_engine_and_what_it_needs(tmp_path: Path) -> None:
    project = write_project(
        tmp_path / "project", {"a.yaml": "apiVersion: appxlint/v1\nkind: Workspace\nname: A\n"}
    )
    line = f"['check', 'a.yaml', '--as-of', '2026-11-23', '--cache-dir', {f'{tmp_path}'!r}]"
    code = f"from validator.cli.entry import run\nassert run({line}) == 0"
    assert "validator.engine.run" in _modules_after(code, project)
    modules = _modules_after(code, project)
    assert "validator.cache.answers" in modules
    packages = {each.split(".")[1] for each in modules if each.startswith("validator.")}
    assert packages == {"_version", "cache", "cli", "documents", "lazy", "render", "values"}
    assert {each for each in modules if each.startswith("validator.render.")} == {
        "validator.render.escape",
        "validator.render.sink",
    }
    assert {each for each in modules if each.startswith("validator.documents.")} == {
        "validator.documents.looks"
    }
    assert {"yaml", "json", "re", "enum", "functools", "contextlib", "pathlib", "hashlib"} & modules == set()


def _called_at_import(body: list[ast.stmt]) -> set[str]:
    values = [each.value for each in body if isinstance(each, ast.Assign | ast.AnnAssign) and each.value]
    return {
        ast.unparse(node.func) for value in values for node in ast.walk(value) if isinstance(node, ast.Call)
    }


def test_no_pattern_is_compiled_while_a_module_is_imported() -> None:
    assert "re.compile" in _called_at_import(ast.parse("WORD = (re.compile('a'),)").body)
    compiling = [name for name in FILES if "re.compile" in _called_at_import(_tree(name).body)]
    assert compiling == [], "use validator.lazy"


def test_importing_the_package_costs_next_to_nothing(tmp_path: Path) -> None:
    modules = {each for each in _modules_after("import validator", tmp_path) if each.startswith("validator")}
    assert modules == {"validator", "validator._version"}
