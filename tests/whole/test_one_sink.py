"""All output passes one module: no other writes to a stream, and no library is left to do so by itself."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import validator
from tests.conftest import clean_environment

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(validator.__file__).parent
SINK = "render/sink.py"
STREAMS = {"stdout", "stderr", "__stdout__", "__stderr__"}
OF_A_STREAM = {"isatty", "encoding", "flush"}
"""What others may ask of a stream, or do with it."""

PRINTING = {"print", "pprint", "pp", "cprint", "input", "exit", "quit", "breakpoint", "help"}
WRITING = {"write", "writelines", "write_text", "write_bytes", "fdopen", "sendfile", "dup2", "buffer"}
ECHOING = {
    "echo",
    "secho",
    "echo_via_pager",
    "print_exc",
    "print_exception",
    "print_tb",
    "print_stack",
    "warn",
}
HOOKS = {
    "excepthook",
    "unraisablehook",
    "displayhook",
    "showwarning",
    "lastResort",
    "set_trace",
    "dump_traceback",
}
LOGGING = {
    "live/transport.py": {"CRITICAL", "root", "getLogger", "setLevel"},
    "lsp/server.py": {"CRITICAL", "disable"},
}
"""Who may use the library of logs, and what of it: loggers of others are made silent."""

ALLOWED = {
    ("cache/folder.py", "stream.write"),  # an answer that is kept
    ("engine/fresh_workers.py", "asking.write"),  # what a process is to read, into a pipe to it
    ("git/asking.py", "asked.write"),  # names of contents, into a pipe to git
    ("engine/workers.py", "os.write"),  # a process's results, into a pipe to the one that asked
    ("cli/arguments.py", "sys.stdin.buffer"),
    ("cli/entry.py", "file.write"),  # the report of a fault, in a file of its own
    ("cli/help.py", "formatter.write_text"),  # a line of a page that is printed when it is whole
    ("live/listener.py", "self.wfile.write"),  # the answer to a browser on this machine
    ("live/references.py", "os.fdopen"),  # a file that holds a secret, to be read
}
CONTROL = {"\x1b", "\x9b"}
CONTROLLERS = {SINK, "render/escape.py", "render/colour.py"}
"""Who may write sequences for a terminal: what paints, what makes room for progress, and what knows both."""


def _found(name: str, text: str) -> Iterator[str]:
    """Yield each way past the sink in a module."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from _calls(node)
        elif isinstance(node, ast.Attribute):
            yield from _attributes(name, node)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            yield from _imports(name, node)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and name not in CONTROLLERS:
            yield from (f"{char!r}" for char in CONTROL if char in node.value)


def _calls(node: ast.Call) -> Iterator[str]:
    words = ast.unparse(node.func)
    if words in PRINTING:
        yield words
    if words == "SystemExit" and node.args:
        yield "SystemExit(…)"
    if words == "sys.exit" and not all(isinstance(each, ast.Name) for each in node.args):
        yield "sys.exit(…)"  # it prints what is no number
    if words == "open" and node.args and isinstance(node.args[0], ast.Constant):
        yield f"open({node.args[0].value!r})"


def _attributes(name: str, node: ast.Attribute) -> Iterator[str]:
    words, owner = ast.unparse(node), node.value
    ways = (
        isinstance(owner, ast.Attribute) and owner.attr in STREAMS and node.attr not in OF_A_STREAM,
        words == "os.write" and (name, words) not in ALLOWED,
        node.attr in {*ECHOING, *HOOKS, "__stdout__", "__stderr__"},
        node.attr in WRITING and (name, words) not in ALLOWED,
        _is_logger(owner) and node.attr not in LOGGING.get(name, ()),
    )
    if any(ways):
        yield words


def _is_logger(owner: ast.expr) -> bool:
    words = ast.unparse(owner)
    return words == "logging" or words.startswith("logging.getLogger(")


def _imports(name: str, node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    modules = {each.name for each in node.names} if isinstance(node, ast.Import) else {node.module or ""}
    if "logging" in modules and name not in LOGGING:
        yield "import logging"
    yield from (f"import {each}" for each in modules & {"curses", "pprint", "readline", "rich", "syslog"})
    if isinstance(node, ast.ImportFrom):
        taken = {each.name for each in node.names}
        yield from (f"from {node.module} import {each}" for each in taken & (STREAMS | ECHOING | PRINTING))


FILES = {file.relative_to(PACKAGE).as_posix(): file for file in sorted(PACKAGE.rglob("*.py"))}


def test_no_module_writes_to_a_stream_itself() -> None:
    found = {name: [*_found(name, file.read_text(encoding="utf-8"))] for name, file in FILES.items()}
    assert found.pop(SINK)
    assert {name: uses for name, uses in found.items() if uses} == {}


@pytest.mark.parametrize(
    "text",
    [
        "print('x')",
        "print('x', file=sys.stderr)",
        "sys.stdout.write('x')",
        "sys.stderr.writelines(['x'])",
        "sys.stdout.buffer.write(b'x')",
        "sys.__stderr__.write('x')",
        "screen = sys.__stdout__",
        "screen = sys.stdout\nscreen.write('x')",
        "from sys import stdout",
        "os.write(1, b'x')",
        "os.fdopen(1, 'w')",
        "open(1, 'w')",
        "open('/dev/stdout', 'w')",
        "Path('/dev/tty').write_text('x')",
        "typer.echo('x')",
        "click.secho('x')",
        "from click import echo",
        "from typer import secho",
        "sys.exit('x')",
        "sys.exit(f'{x}')",
        "raise SystemExit('x')",
        "traceback.print_exc()",
        "warnings.warn('x')",
        "import logging",
        "logging.warning('x')",
        "logging.getLogger('x').error('x')",
        "sys.excepthook = x",
        "input('x')",
        "from pprint import pprint",
        "import rich",
        "erase = '\\x1b[2J'",
    ],
)
def test_a_way_past_the_sink_would_be_seen(text: str) -> None:
    assert list(_found("rules/any.py", text)) != []


@pytest.mark.parametrize(
    "code",
    [
        "print(TEXT)",
        "print(TEXT, file=sys.stderr)",
        "sys.stdout.write(TEXT); sys.stdout.write('::error::forged\\n')",
        "import warnings; warnings.warn(TEXT)",
        "import threading; t = threading.Thread(target=fail); t.start(); t.join()",
        "import logging; logging.error(TEXT)",
        "fail()",
    ],
)
def test_what_libraries_and_the_interpreter_write_is_made_harmless(code: str, tmp_path: Path) -> None:
    script = (
        "import sys\nfrom validator.cli import entry\n"
        "TEXT = 'a\\x1b[2J\\u202e\\n  ::error::forged ##[error]'\n"
        "def fail(): raise ValueError(TEXT)\n"
        f"def run(_, alone):\n    {code}\n    return 0\n"
        "entry.run = run\nentry.main()\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env=clean_environment(PYTHONPATH=str(PACKAGE.parent)),
        capture_output=True,
        check=False,
        timeout=60,
    )
    written = (ran.stdout + ran.stderr).decode()
    assert r"a\u{001B}[2J\u{202E}" in written
    assert "\x1b" not in written
    assert "##[" not in written
    assert not any(line.lstrip().startswith("::") for line in written.splitlines())
