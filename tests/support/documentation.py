"""The documentation's own claims: its commands with what they print, and its tables made from the code.

A `console` block holds command lines behind `$ `, each followed by exactly what it prints; `echo $?` stands for the
exit code of the command before it. A block behind `<!-- file: NAME -->` is that file for the commands that follow, and
one behind `<!-- not run: why -->` is left alone. What stands between `<!-- name -->` and `<!-- /name -->` is made from
the code. `python -m tests.support.documentation` writes all of it anew.
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

from tests.conftest import clean_environment
from validator.schema.schemas import schema

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]
ELSEWHERE = {
    "rules.md": "tests/rules/test_book.py tries every example",
    "messages.md": "docs/generate.py makes it out of samples, and tests/whole/test_generated_pages.py holds it to them",
}
"""Pages of docs/ whose snippets are tried by others, and by whom."""

PAGES = (
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")),
    *(page for page in sorted((ROOT / "docs").rglob("*.md")) if page.name not in ELSEWHERE),
)
TRIED = {
    "console": "its commands are run, and print what the page shows",
    "sh": "its commands are run, and are no wrong calls",
    "yaml": "it is read: ours as one project without a fault, the commands of others are run as those of `sh`",
    "toml": "it is read as settings",
    "json": "it is read",
    "python": "it is run",
}
"""What is done with a snippet, by its language."""

NOT_TRIED = {
    "text": "a drawing, what another program prints, or lines for a program that is not here",
    "lua": "settings of an editor: tests/whole/test_editors.py starts the server that they name",
}
"""Why snippets of a language are left alone; for one alone `<!-- not run: why -->` says it in the line before it."""

LEFT_ALONE = {
    r"[A-Z]{4}": "a word in capitals stands for what only the reader knows",
    r"^appxlint live\b": "it goes online: tests/cli/test_live.py runs it against a service of our own",
    r"^appxlint init$": "it asks at a terminal: tests/cli/test_init_asking.py answers",
    r"^appxlint lsp$": "it waits for an editor: tests/lsp/test_server.py is one",
}
"""Which command lines in texts are not run, and why."""

_FENCE = re.compile(
    r"^(?:<!-- (file|not run): ([^\n]+) -->\n)?```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL
)
_RULE_COUNT = re.compile(r'\b\d+ rules\b|"rules": \d+')
_PROMPT = "$ "
BUG = 70


class Block(NamedTuple):
    """A fenced block: its language, where its content stands in the page's text, and what the line before it says."""

    language: str
    text: str
    start: int
    end: int
    file: str = ""
    """The name of the file that the block is, for the commands that follow."""

    why_not: str = ""


class Step(NamedTuple):
    """A command line of a console block, and what the page says it prints."""

    command: str
    output: str


def blocks(page: Path, *languages: str) -> list[Block]:
    """Return the fenced blocks of a page, all of them or those that are in one of the languages."""
    found = _FENCE.finditer(page.read_text(encoding="utf-8"))
    return [_block(each) for each in found if not languages or each[3] in languages]


def _block(found: re.Match[str]) -> Block:
    said = {found[1]: found[2]}
    return Block(
        found[3], found[4], found.start(4), found.end(4), said.get("file", ""), said.get("not run", "")
    )


def scenes(page: Path) -> list[list[Block]]:
    """Return the console blocks of a page by the folder that they run in.

    Each has one of its own, the root of a clone; those of a page that has files are one story in an empty folder.
    """
    story = [block for block in blocks(page) if block.file or block.language == "console"]
    return [story] if any(block.file for block in story) else [[block] for block in story]


def steps(block: Block) -> list[Step]:
    """Return the command lines of a console block with the output that follows each; a backslash carries one on."""
    parts = re.split(r"^\$ ((?:.*\\\n)*.*)\n", block.text, flags=re.MULTILINE)
    return [Step(command, output) for command, output in zip(parts[1::2], parts[2::2], strict=True)]


def same(shown: str, printed: str) -> bool:
    """Whether a page shows what was printed; the number of rules may have grown since."""
    return _RULE_COUNT.sub("# rules", shown) == _RULE_COUNT.sub("# rules", printed)


def perform(scene: list[Block], parent: Path) -> list[tuple[Block, list[Step]]]:
    """Run the commands of console blocks below a folder and return each block with them and what they print."""
    folder = (_empty_folder if any(block.file for block in scene) else reader_folder)(parent)
    done = []
    for block in scene:
        if block.file:
            (folder / block.file).write_text(block.text, encoding="utf-8")
        else:
            done.append((block, _performed(block, folder)))
    return done


def _performed(block: Block, folder: Path) -> list[Step]:
    done, code = [], 0
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
    program, *arguments = shlex.split(command.replace("\\\n", " "))
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


def _empty_folder(parent: Path) -> Path:
    folder = parent / "project"
    folder.mkdir()
    return folder


def settings_table() -> str:
    """Return the settings as a Markdown table, in the words of their schema."""
    properties = schema("settings.json")["properties"]
    rows = [f"| `{name}` | {about['description']} |" for name, about in properties.items()]
    return "\n".join(["| setting | is |", "|---|---|", *rows])


GENERATED = {"settings": settings_table}
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


def _performances(page: Path) -> list[tuple[Block, list[Step]]]:
    done = []
    for scene in scenes(page):
        with tempfile.TemporaryDirectory() as parent:
            done += perform(scene, Path(parent))
    return done


def write() -> None:
    """Write the generated parts and the outputs of console blocks of every page anew."""
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for block, done in reversed(_performances(page)):
            printed = "".join(f"{_PROMPT}{step.command}\n{step.output}" for step in done)
            text = text[: block.start] + printed + text[block.end :]
        for name, make in GENERATED.items():
            text = _between_marks(name).sub(_filled(make()), text)
        page.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()
