"""How long the language server takes to answer a keystroke: `python -m benchmarks.typing [COUNT]`.

A project of so many configs, one of them open; a character is typed into it again and again, and the time from the
notification to the diagnostics of that version is taken, the pause that gathers keystrokes included.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.generate import generate
from tests.conftest import clean_environment
from tests.support.language_server import Server

KEYSTROKES = 40
_KEY = "connectionEnvironment: "


def answers(folder: Path, file: str, old: str, new: str) -> list[float]:
    """Return the seconds of each answer while a file changes back and forth between two texts."""
    text = (folder / file).read_text(encoding="utf-8")
    command = [sys.executable, "-m", "validator", "lsp"]
    taken = []
    with Server(command, folder, environment=clean_environment()) as server:
        server.open(file)
        server.diagnostics(file)
        for number in range(KEYSTROKES):
            changed = text.replace(old, new if number % 2 == 0 else old, 1)
            begun = time.perf_counter()
            server.change(file, changed)
            server.diagnostics(file)
            taken.append(time.perf_counter() - begun)
    return taken


def asked(folder: Path, file: str) -> dict[str, list[float]]:
    """Return the seconds that requests take right after a keystroke."""
    text = (folder / file).read_text(encoding="utf-8")
    line = next(number for number, each in enumerate(text.split("\n")) if _KEY in each)
    taken: dict[str, list[float]] = {"hover": [], "completion": [], "definition": []}
    command = [sys.executable, "-m", "validator", "lsp"]
    with Server(command, folder, environment=clean_environment()) as server:
        server.open(file)
        server.diagnostics(file)
        for number in range(KEYSTROKES // 2):
            for name, seconds in taken.items():
                server.change(file, f"{text}# {number}\n")
                begun = time.perf_counter()
                server.request(f"textDocument/{name}", server.at(file, line, len(_KEY) + 6))
                seconds.append(time.perf_counter() - begun)
    return taken


def row(name: str, seconds: list[float]) -> str:
    """Return a line of the table, in milliseconds."""
    ordered = sorted(seconds)
    most = ordered[int(len(ordered) * 0.95)]
    return f"| {name} | {statistics.median(seconds) * 1000:.0f} | {most * 1000:.0f} |"


def main() -> None:
    """Print a table of median and ninety-fifth percentile, in milliseconds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=1000)
    count = parser.parse_args().count
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent).resolve() / "project"
        generate(folder, count)
        config, client = f"customers/customer-{count // 2:05}.yaml", "clients/client-00001.yaml"
        print(f"| {count} configs | median, ms | 95 %, ms |\n|---|---|---|")
        print(row("a config, right", answers(folder, config, "metadata", "metadata ")))
        print(row("a config, a misspelt key", answers(folder, config, "companyId", "companyID")))
        print(row("a client that four configs use", answers(folder, client, "name: ", "name: X")))
        for name, seconds in asked(folder, config).items():
            print(row(f"{name} after a keystroke", seconds))


if __name__ == "__main__":
    main()
