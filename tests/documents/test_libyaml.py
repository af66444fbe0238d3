"""The parser is the same whichever way it was loaded."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import clean_environment

ROOT = Path(__file__).parents[2]

SHORT = "from validator.documents.libyaml import go_the_short_way, library\ngo_the_short_way()\nlibrary()\n"
EVENTS_ALONE = SHORT.replace("way()", "way(events_alone=True)")
READ = """
import sys
from pathlib import Path
from validator.diagnostics import Limits
from validator.documents.parse import parse
from validator.documents.source import decode

for file in sorted(Path("sample-configs").rglob("*.yaml"))[::3]:
    for text in (file.read_bytes(), file.read_bytes()[:-9], file.read_bytes()[:200] + b": [&a *b 'c"):
        for document in parse(decode(file.as_posix(), text), Limits()):
            print(file, document.data, document.findings, document.comments)
            for leaf in document.leaves():
                print(leaf.route, leaf.node.text, leaf.node.style, document.locate(leaf.route, leaf.part))
"""
WHERE = "print(type(library().parser), library().parser.__module__, 'yaml.constructor' in sys.modules)"


def run(script: str) -> str:
    ran = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=clean_environment(),
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    return ran.stdout


def way(script: str) -> str:
    return run(f"import sys\n{script}\nfrom validator.documents.libyaml import library\n{WHERE}").split(">")[
        1
    ]


def test_both_ways_read_the_same_in_right_and_wrong_texts() -> None:
    short = run(SHORT + READ)
    assert short.count("\n") > 5000
    assert "yaml-syntax" in short
    assert short == run(READ)
    assert short == run(EVENTS_ALONE + READ)


def test_the_short_way_does_without_what_makes_objects() -> None:
    assert way(SHORT) == way(EVENTS_ALONE) == " yaml._yaml False\n"
    assert way("") == " yaml._yaml True\n"


@pytest.mark.parametrize(
    "script",
    [
        "import yaml",
        "import validator.documents.libyaml as each\neach.PathFinder = None",
        "import validator.documents.libyaml as each\neach._NEEDED = ('error', 'gone')",
        "import validator.documents.libyaml as each\neach._NAMED_ONLY = ('reader',)",
    ],
    ids=["it is there already", "it is not found", "it has other modules", "it knows other modules"],
)
def test_what_cannot_be_loaded_the_short_way_is_loaded_the_usual_one(script: str) -> None:
    assert way(f"{script}\n{SHORT}") == " yaml._yaml True\n"


def test_whoever_imports_pyyaml_later_gets_all_of_it() -> None:
    script = f"""{SHORT}
import yaml
assert yaml.safe_load("a: [1, 2027-01-01]")["a"][0] == 1
assert yaml.load("a: 1", yaml.CSafeLoader) == {{"a": 1}}
for loader in (yaml.SafeLoader, yaml.CSafeLoader):
    try:
        yaml.load("a: [", loader)
    except yaml.YAMLError:
        print("told")
"""
    assert run(script) == "told\ntold\n"


def test_where_events_alone_are_asked_for_pyyaml_later_has_its_own_parser() -> None:
    script = f"""{EVENTS_ALONE}
import yaml
assert yaml.safe_load("a: [1, 2027-01-01]")["a"][0] == 1
try:
    yaml.safe_load("a: [")
except yaml.YAMLError:
    print("told")
"""
    assert run(script) == "told\n"
