from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from graphlib import TopologicalSorter
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import validator
from tests.conftest import clean_environment, write_project

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(validator.__file__).parent
FRONT = {"", "__main__", "api", "cli", "entry"}

# What a part may import besides itself.
ONLY = {
    "secrets": set[str](),
    "render": {"diagnostics"},
}
# What a part may never import; "stages" are the modules outside any folder, but for the front.
NEVER = {
    "stages": {"render", "live", "commands", *FRONT} - {""},
    "rules": {"render", "live", "commands", "engine", "linting", "loading", "silencing", "discover", *FRONT}
    - {""},
    "live": {"render", "commands", "engine", "linting", "loading", *FRONT} - {""},
    "commands": FRONT - {""},
}
# Who imports a library that is slow to load, or that goes online.
IMPORTERS = {
    "httpx": {"live"},
    "typer": {"cli"},
    "jsonschema": {"schema", "general_configuration"},
    "referencing": {"schema", "general_configuration"},
    "subprocess": set[str](),
    "requests": set[str](),
}


# The modules of dependencies that have another name.
MODULES = {"pyyaml": "yaml"}


def _name(file: Path) -> str:
    parts = file.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


FILES = {_name(file): file for file in sorted(PACKAGE.rglob("*.py"))}


def _imports(file: Path) -> Iterator[str]:
    """Yield the modules that a file imports when it runs, at its top or later."""
    waiting: list[ast.AST] = [ast.parse(file.read_text(encoding="utf-8"))]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            waiting += node.orelse
            continue
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}".removeprefix("validator.")
                yield f"validator.{inner}" if inner in FILES else node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        waiting += ast.iter_child_nodes(node)


IMPORTS = {name: set(_imports(file)) for name, file in FILES.items()}
GRAPH = {
    name: {each.partition(".")[2] for each in imports if each.split(".")[0] == "validator"} - {name}
    for name, imports in IMPORTS.items()
}


def _part(module: str) -> str:
    head = module.split(".", maxsplit=1)[0]
    return head if head in {*ONLY, *NEVER} else "front" if head in FRONT else "stages"


@pytest.mark.parametrize("module", GRAPH, ids=lambda name: name or "validator")
def test_imports_point_down(module: str) -> None:
    part = _part(module)
    heads = {each.split(".")[0] for each in GRAPH[module]} - {part, ""}
    if part in ONLY:
        assert heads <= ONLY[part]
    assert not heads & NEVER.get(part, set())


def test_no_import_goes_round() -> None:
    TopologicalSorter({name: imports - {""} for name, imports in GRAPH.items()}).prepare()


@pytest.mark.parametrize("library", IMPORTERS)
def test_a_library_has_few_importers(library: str) -> None:
    importers = {
        _part(name) if name.startswith("live.") else name
        for name, imports in IMPORTS.items()
        if any(each.split(".")[0] == library for each in imports)
    }
    assert importers <= IMPORTERS[library]


def test_what_is_imported_is_declared_and_nothing_else_is() -> None:
    project = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    names = {re.split(r"[^\w-]", each, maxsplit=1)[0] for each in declared}
    imported = {each.split(".")[0] for imports in IMPORTS.values() for each in imports}
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


def test_checking_a_right_file_imports_no_more_than_it_needs(tmp_path: Path) -> None:
    sample = (
        PACKAGE.parent / "sample-configs/valid/custom-app-client-credentials/configs/procore-production.yaml"
    )
    client = PACKAGE.parent / "sample-configs/valid/custom-app-client-credentials/clients/procore.yaml"
    write_project(tmp_path, {"a.yaml": sample.read_text("utf-8"), "b.yaml": client.read_text("utf-8")})
    code = "from validator.entry import run\nassert run(['check', '--quiet', 'a.yaml']) == 0"
    modules = _modules_after(code, tmp_path)
    assert "validator.rules" in modules
    heavy = {
        "typer",
        "click",
        "rich",
        "jsonschema",
        "referencing",
        "httpx",
        "ssl",
        "tomllib",
        "inspect",
    }
    assert heavy & modules == set()
    assert not {each for each in modules if each.startswith("validator.live.")}


def test_importing_the_package_costs_next_to_nothing(tmp_path: Path) -> None:
    modules = {each for each in _modules_after("import validator", tmp_path) if each.startswith("validator")}
    assert modules == {"validator", "validator._version"}
