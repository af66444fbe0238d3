"""The documentation's own claims: its commands with what they print, and its tables made from the code.

A `console` block holds command lines behind `$ `, each followed by exactly what it prints; `echo $?` stands for the
exit code of the command before it. What stands between `<!-- name -->` and `<!-- /name -->` is made from the code.
`python -m tests.support.documentation` writes all of it anew.
"""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from tests.conftest import clean_environment
from validator.cli.app import app
from validator.schema.schemas import schema

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]
MADE_ELSEWHERE = {"live.md", "messages.md", "quality.md", "releasing.md", "rules.md"}
"""Pages of docs/ that are generated as a whole, and the one whose commands are not for readers to run."""
PAGES = (
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")),
    *(page for page in sorted((ROOT / "docs").glob("*.md")) if page.name not in MADE_ELSEWHERE),
)
_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_RULE_COUNT = re.compile(r'\b\d+ rules\b|"rules": \d+')
_PROMPT = "$ "
_FILES = (
    ("init.md", "csv", "customers.csv"),
    ("import.md", "json", "siteboard.json"),
    ("migrate.md", "yaml", "legacy.yaml"),
)
"""Files that the commands of a page are about: the page has their text in its only block of a language."""
BUG = 70


class Block(NamedTuple):
    """A fenced block: its language, and where its content begins and ends in the page's text."""

    language: str
    text: str
    start: int
    end: int


class Step(NamedTuple):
    """A command line of a console block, and what the page says it prints."""

    command: str
    output: str


def blocks(page: Path, *languages: str) -> list[Block]:
    """Return the fenced blocks of a page that are in one of the languages."""
    found = _FENCE.finditer(page.read_text(encoding="utf-8"))
    return [Block(each[1], each[2], each.start(2), each.end(2)) for each in found if each[1] in languages]


def steps(block: Block) -> list[Step]:
    """Return the command lines of a console block with the output that follows each."""
    parts = re.split(r"^\$ (.*)\n", block.text, flags=re.MULTILINE)
    return [Step(command, output) for command, output in zip(parts[1::2], parts[2::2], strict=True)]


def same(shown: str, printed: str) -> bool:
    """Whether a page shows what was printed; the number of rules may have grown since."""
    return _RULE_COUNT.sub("# rules", shown) == _RULE_COUNT.sub("# rules", printed)


def perform(block: Block, folder: Path) -> list[Step]:
    """Run the command lines of a console block in a folder and return them with what they print."""
    done, code = [], 0
    _write_named(block, folder)
    for step in steps(block):
        if step.command == "echo $?":
            output = f"{code}\n"
        else:
            code, output = run(step.command, folder)
            if code == BUG:
                raise RuntimeError(f"{step.command}: {output}")
        done.append(Step(step.command, output))
    return done


def run(command: str, folder: Path) -> tuple[int, str]:
    """Run a command line of appxlint in a folder and return its exit code and what it prints on both streams."""
    program, *arguments = shlex.split(command)
    if program != "appxlint":
        raise ValueError(f"pages run appxlint alone, not {program}")
    ran = subprocess.run(
        [sys.executable, "-m", "validator", *arguments],
        cwd=folder,
        env=clean_environment(COLUMNS="80"),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        timeout=60,
    )
    return ran.returncode, ran.stdout.decode().replace("\r\n", "\n")


def reader_folder(parent: Path) -> Path:
    """Return a folder below another that looks to commands as the root of a clone does."""
    folder = parent / "appxlint"
    shutil.copytree(ROOT / "sample-configs" / "demo", folder / "sample-configs" / "demo")
    return folder


def _write_named(block: Block, folder: Path) -> None:
    """Write the files of pages that the command lines of a block are about."""
    for page, language, name in _FILES:
        if name in block.text:
            (given,) = blocks(ROOT / "docs" / page, language)
            (folder / name).write_text(given.text, encoding="utf-8")


def option_table() -> str:
    """Return the options of `appxlint check` as a Markdown table, in the words of its help."""
    command = typer.main.get_command(app).commands["check"]  # type: ignore[attr-defined]
    rows = [
        f"| {', '.join(f'`{name}`' for name in option.opts)} | {option.help} |"
        for option in command.params
        if option.param_type_name == "option"
    ]
    return "\n".join(["| option | does |", "|---|---|", *rows])


def settings_table() -> str:
    """Return the settings as a Markdown table, in the words of their schema."""
    properties = schema("settings.json")["properties"]
    rows = [f"| `{name}` | {about['description']} |" for name, about in properties.items()]
    return "\n".join(["| setting | is |", "|---|---|", *rows])


GENERATED = {"options of check": option_table, "settings": settings_table}
"""The generated parts of pages, by the name in their marks."""


def generated_parts(text: str) -> Iterator[tuple[str, str]]:
    """Yield the names of the generated parts of a page with what they hold."""
    for name in GENERATED:
        for found in _between_marks(name).finditer(text):
            yield name, found[2].strip()


def _between_marks(name: str) -> re.Pattern[str]:
    return re.compile(f"(<!-- {name} -->\n)(.*?)(<!-- /{name} -->)", re.DOTALL)


def _filled(part: str) -> Callable[[re.Match[str]], str]:
    return lambda found: f"{found[1]}{part}\n{found[3]}"


def write() -> None:
    """Write the generated parts and the outputs of console blocks of every page anew."""
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for block in reversed(blocks(page, "console")):
            with tempfile.TemporaryDirectory() as parent:
                done = perform(block, reader_folder(Path(parent)))
            printed = "".join(f"{_PROMPT}{step.command}\n{step.output}" for step in done)
            text = text[: block.start] + printed + text[block.end :]
        for name, make in GENERATED.items():
            text = _between_marks(name).sub(_filled(make()), text)
        page.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()
