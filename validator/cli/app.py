"""The command line, as Typer defines it: parse, call, and nothing else."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable  # noqa: TC003 - Typer evaluates the annotations
from contextlib import redirect_stderr, redirect_stdout
from functools import partial
from typing import Annotated, Any

import typer

from validator._version import __version__
from validator.cli.completion import OFFERS
from validator.cli.exits import Exit
from validator.cli.help import Command, FirstPage, room
from validator.cli.init_options import INIT, init_options
from validator.cli.live_options import LIVE
from validator.cli.options import (
    CACHE_DIR,
    CHECK,
    CONFIG,
    FORCE,
    PAGE_FORMAT,
    PROJECT,
    CheckOptions,
    values_of,
)
from validator.cli.page_options import RULES, RulesOptions
from validator.cli.parameters import InOrder, described, given, takes, word
from validator.cli.project_options import (
    DIFF,
    GRAPH,
    GUIDE,
    LIST,
    SECRETS,
    DiffOptions,
    GraphOptions,
    ListOptions,
    SecretsOptions,
)
from validator.cli.settings_options import CHECK_OR_SHOW, SHOW_SETTINGS
from validator.diagnostics import UsageError
from validator.render.sink import OutputError, emit, say

_COMPLETION = "_APPXLINT_COMPLETE"
"""The variable by which a shell asks how a line may go on."""

app = typer.Typer(
    name="appxlint",
    cls=FirstPage,
    help="Lint Trimble App Xchange connector set-ups kept as YAML, offline, before anybody presses Connect.",
    pretty_exceptions_enable=False,
    pretty_exceptions_show_locals=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def run_typer(arguments: list[str]) -> int:
    """Run a command line through Typer and return its exit code.

    Typer only parses, and what it prints is printed here: the commands return what is to be done, so that its handling
    of errors and interrupts ends where ours begins.
    """
    said, complained = io.StringIO(), io.StringIO()
    try:
        with redirect_stdout(said), redirect_stderr(complained):
            done = _parsed(arguments)
    except OSError as error:
        raise OutputError(f"the output could not be written: {error.strerror}") from None
    except Exception as error:
        if not hasattr(error, "format_message"):
            raise
        from validator.cli.wrong_call import words_of  # noqa: PLC0415 - a wrong call only
        from validator.render.escape import escape  # noqa: PLC0415 - as above

        say(f"appxlint: {escape(words_of(error, arguments, _commands()))}\n")
        return Exit.USAGE
    emit(said.getvalue(), sys.stdout)
    if complaint := complained.getvalue().strip():
        raise UsageError(complaint)
    return done() if callable(done) else int(done or 0)


def _parsed(arguments: list[str]) -> Any:  # noqa: ANN401 - a code, or what a command returns
    """Return what Typer makes of a command line: what is to be done, or the code of what it has done itself."""
    try:
        return typer.main.get_command(app).main(
            args=arguments, prog_name="appxlint", standalone_mode=False, terminal_width=room()
        )
    except SystemExit as done:  # completion ends the process itself
        return done.code
    except KeyError as error:
        if _COMPLETION not in os.environ:
            raise
        raise UsageError(f"{_COMPLETION} is set, and the shell's variable {error} is not") from None


def _commands() -> dict[str, Any]:
    group: Any = typer.main.get_command(app)
    return dict(group.commands)


Paths = Annotated[
    list[str] | None,
    typer.Argument(
        help="Files, folders or patterns; - is standard input.", metavar="[PATHS]...", show_default="."
    ),
]
Places = Annotated[
    list[str] | None,
    typer.Argument(help="Files, folders or patterns.", metavar="[PATHS]...", show_default="."),
]
PageFormat = Annotated[str, described(PAGE_FORMAT)]


@app.callback(invoke_without_command=True)
def _common(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", "-V", help="Print the version.", is_eager=True)
    ] = False,
    debug: Annotated[  # noqa: ARG001 - told apart before Typer sees the line; here for the help alone
        bool, typer.Option("--debug", help="Show where a fault of appxlint happened, wherever it stands.")
    ] = False,
) -> None:
    if version:
        emit(f"appxlint {__version__}\n", sys.stdout)
        raise typer.Exit
    if context.invoked_subcommand is None:
        emit(f"{context.get_help()}\n", sys.stdout)
        raise typer.Exit(Exit.USAGE)


@app.command(cls=InOrder)
@takes(CHECK_OR_SHOW)
def check(context: typer.Context, paths: Paths = None, **options: object) -> Callable[[], int]:
    """Lint files and folders."""
    values = values_of(CHECK_OR_SHOW, given(CHECK_OR_SHOW, options, context), paths or ())
    if values.pop(SHOW_SETTINGS.field):
        from validator.cli.show_settings import show_settings  # noqa: PLC0415 - each command imports what it needs

        return partial(show_settings, CheckOptions(**values))
    from validator.cli.check import check as run  # noqa: PLC0415 - as above

    return partial(run, CheckOptions(**values))


@app.command(cls=InOrder)
@takes(LIVE)
def live(context: typer.Context, paths: Paths = None, **options: object) -> Callable[[], int]:
    """Lint, then fetch a token and ask the service whether each connection would work. Goes online."""
    from validator.cli.live import live as run  # noqa: PLC0415 - the only command that imports httpx
    from validator.cli.live_arguments import LiveOptions  # noqa: PLC0415

    values = values_of((*CHECK, *LIVE), given(LIVE, options, context), paths or ())
    shared = CheckOptions(**{field: values[field] for field in CheckOptions._fields})
    return partial(run, shared, LiveOptions(**{field: values[field] for field in LiveOptions._fields}))


@app.command(cls=Command)
def explain(
    rules: Annotated[list[str], word("Ids of rules, or a finding as it is printed.", "RULE...")],
) -> Callable[[], int]:
    """Print the pages of rules: what each finds, why, examples, how it is printed, mended, suppressed, its source."""
    from validator.cli.explain import explain as run  # noqa: PLC0415

    return partial(run, tuple(rules))


@app.command(cls=InOrder)
@takes(RULES)
def rules(context: typer.Context, **options: object) -> Callable[[], int]:
    """List the rules by subject, each with its level, its basis, whether it can be fixed, and its first sentence."""
    from validator.cli.rules import rules as run  # noqa: PLC0415

    values = values_of(RULES, given(RULES, options, context), ())
    del values["paths"]
    return partial(run, RulesOptions(**values))


@app.command(cls=Command)
def show(
    file: Annotated[str, typer.Argument(help="A file or folder with one or more configs.", metavar="PATH")],
    format: PageFormat = "text",
    project: Annotated[str | None, described(PROJECT)] = None,
    config: Annotated[str | None, described(CONFIG)] = None,
) -> Callable[[], int]:
    """Print the effective connection: what App Xchange ends up with, each value with its place."""
    from validator.cli.show import show as run  # noqa: PLC0415

    return partial(run, file, format, project, config)


@app.command("list", cls=InOrder)
@takes(LIST)
def list_(context: typer.Context, paths: Places = None, **options: object) -> Callable[[], int]:
    """Print one row a connection: customer, workspace, environment, client, when its secret expires, findings."""
    from validator.cli.list import list_connections as run  # noqa: PLC0415

    return partial(run, ListOptions(**values_of(LIST, given(LIST, options, context), paths or ())))


@app.command(cls=InOrder)
@takes(SECRETS)
def secrets(context: typer.Context, paths: Places = None, **options: object) -> Callable[[], int]:
    """Print every reference to a secret: what it is for, which configs need it, and when it expires. Never a value."""
    from validator.cli.secrets import secrets as run  # noqa: PLC0415

    return partial(run, SecretsOptions(**values_of(SECRETS, given(SECRETS, options, context), paths or ())))


@app.command(cls=InOrder)
@takes(DIFF)
def diff(
    context: typer.Context,
    sides: Annotated[
        list[str],
        typer.Argument(
            help="Files, names of configs, or REV:FILE; with --rev one file or folder.",
            metavar="LEFT [RIGHT]",
            autocompletion=OFFERS["LEFT [RIGHT]"],
        ),
    ],
    **options: object,
) -> Callable[[], int]:
    """Print what differs between two connections as App Xchange would end up with them. 1 if something does."""
    from validator.cli.diff import diff as run  # noqa: PLC0415

    return partial(run, DiffOptions(**values_of(DIFF, given(DIFF, options, context), sides)))


@app.command(cls=InOrder)
@takes(GRAPH)
def graph(context: typer.Context, paths: Places = None, **options: object) -> Callable[[], int]:
    """Print what depends on what, as text or for Mermaid or Graphviz, or which connections a change would touch."""
    from validator.cli.graph import graph as run  # noqa: PLC0415

    return partial(run, GraphOptions(**values_of(GRAPH, given(GRAPH, options, context), paths or ())))


@app.command(cls=InOrder)
@takes(GUIDE)
def guide(
    context: typer.Context,
    paths: Annotated[list[str], typer.Argument(help="Files and folders with configs.", metavar="PATH...")],
    **options: object,
) -> Callable[[], int]:
    """Print the sheets to work from: what to prepare in the product, what to enter in App Xchange, screen by screen."""
    from validator.cli.guide import guide as run  # noqa: PLC0415
    from validator.cli.project_options import GuideOptions  # noqa: PLC0415 - as above

    return partial(run, GuideOptions(**values_of(GUIDE, given(GUIDE, options, context), paths)))


@app.command(cls=Command)
def catalog(
    connector: Annotated[str | None, word("A connector's key or name.", "[CONNECTOR]")] = None,
    format: PageFormat = "text",
) -> Callable[[], int]:
    """Print what is known of the connectors: definitions, attributes, environments, public clients, sources."""
    from validator.cli.catalog import catalog as run  # noqa: PLC0415

    return partial(run, connector, format)


@app.command(cls=Command)
def cache(
    what: Annotated[str, word("info or clear.", "WHAT")],
    cache_dir: Annotated[str | None, described(CACHE_DIR)] = None,
) -> Callable[[], int]:
    """Say where answers are kept, or delete them."""
    from validator.cli.cache import cache as run  # noqa: PLC0415

    return partial(run, what, cache_dir)


@app.command(cls=Command)
def schema(
    kind: Annotated[
        str | None,
        word("A kind, settings or report; all kinds if left out.", "[KIND]"),
    ] = None,
    install: Annotated[
        str | None,
        typer.Option(help="Wire an editor: vscode.", metavar="EDITOR", autocompletion=OFFERS["EDITOR"]),
    ] = None,
    files: Annotated[
        list[str] | None, typer.Option(help="With --install: a pattern of our files.", metavar="PATTERN")
    ] = None,
    project: Annotated[
        str | None,
        typer.Option(help="A project whose names and definitions it offers, too.", metavar="FOLDER"),
    ] = None,
) -> Callable[[], int]:
    """Print a JSON Schema, or write it where an editor finds it."""
    from validator.cli.schema import schema as run  # noqa: PLC0415

    return partial(run, kind, install, tuple(files or ()), project)


@app.command(cls=InOrder)
@takes(INIT)
def init(
    context: typer.Context,
    folder: Annotated[
        str, typer.Argument(help="Where the files go; the working folder if left out.", metavar="[FOLDER]")
    ] = ".",
    **options: object,
) -> Callable[[], int]:
    """Write a first project: from answers typed or given as options, or from a table of customers."""
    from validator.cli.init import init as run  # noqa: PLC0415

    return partial(run, init_options(folder, values_of(INIT, given(INIT, options, context), ())))


@app.command("import", cls=Command)
def import_connector(
    file: Annotated[str, typer.Argument(help="The connector.json of a connector.", metavar="CONNECTOR_JSON")],
    output: Annotated[
        str | None, typer.Option("--output", "-o", help="Write the documents into this file.", metavar="FILE")
    ] = None,
    force: Annotated[bool, described(FORCE)] = False,
) -> Callable[[], int]:
    """Turn a connector.json into Connector and ConnectionDefinition documents."""
    from validator.cli.import_connector import import_connector as run  # noqa: PLC0415

    return partial(run, file, output, force=force)


@app.command(cls=Command)
def migrate(
    file: Annotated[str, typer.Argument(help="A file with general configuration.", metavar="FILE")],
    write: Annotated[bool, typer.Option("--write", help="Change the file, instead of showing how.")] = False,
    project: Annotated[str | None, described(PROJECT)] = None,
    config: Annotated[str | None, described(CONFIG)] = None,
) -> Callable[[], int]:
    """Move general configuration to a connection and an OAuth client; shown as a diff first."""
    from validator.cli.migrate import migrate as run  # noqa: PLC0415

    return partial(run, file, project, config, write=write)


@app.command(cls=Command)
def lsp(
    stdio: Annotated[  # noqa: ARG001 - editors say so, and there is no other way
        bool, typer.Option("--stdio", help="Speak over standard input and output, as it always does.")
    ] = False,
) -> Callable[[], int]:
    """Serve an editor: findings while you type, fixes, explanations, completion, names. Needs the extra lsp."""
    from validator.cli.lsp import lsp as run  # noqa: PLC0415

    return run
