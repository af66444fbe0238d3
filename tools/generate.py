"""Write the code that is made from schemas/ and the catalogue; `python -m tools.generate --check` says what is old."""

from __future__ import annotations

import sys
from pathlib import Path

from tools import facts, fields
from tools.accepting import Module, module_name
from validator.schema.schemas import SCHEMAS

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "validator"
HELD = (*sorted(SCHEMAS.values()), fields.GENERATED, "settings.json")
"""The schemas that data is held against at run time; further ones only describe."""

_SHARED = "shared.json"


def modules() -> dict[Path, str]:
    """Return the text of every generated module by its file."""
    catalogue, shape, rules = PACKAGE / "catalog", PACKAGE / "schema" / "generated", PACKAGE / "rules"
    keys = sorted(file.stem for file in catalogue.glob("*.yaml"))
    return {
        catalogue / "generated" / "__init__.py": facts.package(keys),
        shape / "__init__.py": _package("What schemas/ says"),
        **{catalogue / "generated" / f"{module_name(key)}.py": facts.module(key) for key in keys},
        **{shape / f"{module_name(name)}.py": Module(name).text() for name in (*HELD, _SHARED)},
        shape / "fields.py": fields.module(),
        rules / "generated" / "__init__.py": _package("The set-ups of examples"),
        rules / "generated" / "scenes.py": facts.scenes(rules / "scenes.yaml"),
    }


def _package(what: str) -> str:
    return f'"""{what}, as code: made by `make generate`, and not to be edited."""\n'


def main(arguments: list[str]) -> int:
    """Write the modules, or with `--check` name those that are not what they should be; 1 where there are any."""
    made = modules()
    folders = {file.parent for file in made}
    there = {file: file.read_text(encoding="utf-8") for folder in folders for file in folder.glob("*.py")}
    old = sorted(file for file in made.keys() | there.keys() if made.get(file) != there.get(file))
    if arguments == ["--check"]:
        sys.stdout.write("".join(f"{file.relative_to(ROOT).as_posix()}\n" for file in old))
        return 1 if old else 0
    for file in old:
        if file in made:
            file.parent.mkdir(exist_ok=True)
            file.write_text(made[file], encoding="utf-8", newline="\n")
        else:
            file.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
