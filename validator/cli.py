"""The command line, as Typer defines it: parse, call, and nothing else."""

from __future__ import annotations

import sys
from collections.abc import Callable  # noqa: TC003 - Typer evaluates the annotations
from functools import partial
from typing import Annotated

import typer

from validator._version import __version__
from validator.options import CheckOptions, paired

app = typer.Typer(
    name="appxlint",
    help="Lint Trimble App Xchange connector set-ups kept as YAML, offline, before anybody presses Connect.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    pretty_exceptions_show_locals=False,
    rich_markup_mode=None,
)

Paths = Annotated[
    list[str] | None,
    typer.Argument(help="Files, folders or patterns; - is standard input.", show_default="."),
]
FailOn = Annotated[
    str | None, typer.Option(help="Level that makes the exit code 1: error, warning, info or never.")
]
Project = Annotated[
    str | None, typer.Option(help="The project's root, instead of the nearest settings or git root.")
]
Config = Annotated[str | None, typer.Option(help="A settings file, instead of the project's.")]
Color = Annotated[str, typer.Option(help="auto, always or never.")]


def run_typer(arguments: list[str]) -> int:
    """Run a command line through Typer and return its exit code.

    Typer only parses: the commands return what is to be done, so that its handling of errors and interrupts ends
    where ours begins.
    """
    try:
        code = typer.main.get_command(app).main(args=arguments, prog_name="appxlint", standalone_mode=False)
    except typer.Exit as leaving:
        return leaving.exit_code
    except Exception as error:
        if not hasattr(error, "format_message"):
            raise
        from validator.render.escape import escape  # noqa: PLC0415 - a wrong call only

        sys.stderr.write(f"appxlint: {escape(error.format_message())}\n")
        return 2
    return code() if callable(code) else 0


@app.callback()
def _common(
    version: Annotated[
        bool, typer.Option("--version", "-V", help="Print the version.", is_eager=True)
    ] = False,
) -> None:
    if version:
        typer.echo(f"appxlint {__version__}")
        raise typer.Exit


@app.command()
def check(
    paths: Paths = None,
    format: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            "-f",
            help="text, concise, json, github, gitlab, sarif or junit; may be given several times.",
        ),
    ] = None,
    output: Annotated[
        list[str] | None,
        typer.Option("--output", "-o", help="File for the --format before it; written in one step."),
    ] = None,
    select: Annotated[list[str] | None, typer.Option(help="Run these rules only.")] = None,
    ignore: Annotated[list[str] | None, typer.Option(help="Leave these rules out.")] = None,
    severity: Annotated[
        list[str] | None, typer.Option(help="RULE=LEVEL: report a rule at another level.")
    ] = None,
    fail_on: FailOn = None,
    project: Project = None,
    config: Config = None,
    stdin_filename: Annotated[
        str, typer.Option(help="What standard input is called, and where it belongs.")
    ] = "<stdin>",
    as_of: Annotated[str | None, typer.Option(help="Lint as on that day (YYYY-MM-DD).")] = None,
    color: Color = "auto",
    skip_foreign: Annotated[
        bool, typer.Option("--skip-foreign", help="Pass over named files that are not ours.")
    ] = False,
    allow_empty: Annotated[
        bool, typer.Option("--allow-empty", help="Do not complain when nothing was checked.")
    ] = False,
    force_exclude: Annotated[
        bool,
        typer.Option("--force-exclude", help="Pass over what exclude leaves out even where it is named."),
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Errors only, and nothing when there are none.")
    ] = False,
    show_files: Annotated[
        bool, typer.Option("--show-files", help="List the checked files on standard error.")
    ] = False,
    statistics: Annotated[
        bool, typer.Option("--statistics", help="Count findings by rule on standard error.")
    ] = False,
    fix: Annotated[bool, typer.Option("--fix", help="Make the safe fixes in the files.")] = False,
    unsafe_fixes: Annotated[
        bool,
        typer.Option("--unsafe-fixes", help="Make the other fixes too, those that a person must look over."),
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show what the fixes would change, and change nothing.")
    ] = False,
    write_baseline: Annotated[
        str | None,
        typer.Option(help="Write what is found into this file, to be left out from then on.", metavar="FILE"),
    ] = None,
) -> Callable[[], int]:
    """Lint files and folders."""
    from validator.commands.check import check as run  # noqa: PLC0415 - each command imports what it needs

    return partial(
        run,
        CheckOptions(
            paths=tuple(paths or (".",)),
            sheets=paired(format or (), output or ()),
            select=tuple(select or ()),
            ignore=tuple(ignore or ()),
            severity=tuple(severity or ()),
            fail_on=fail_on,
            project=project,
            config=config,
            stdin_filename=stdin_filename,
            as_of=as_of,
            color=color,
            skip_foreign=skip_foreign,
            allow_empty=allow_empty,
            force_exclude=force_exclude,
            quiet=quiet,
            show_files=show_files,
            statistics=statistics,
            fix=fix,
            unsafe_fixes=unsafe_fixes,
            diff=diff,
            write_baseline=write_baseline,
        ),
    )


@app.command()
def live(
    paths: Paths = None,
    format: Annotated[list[str] | None, typer.Option("--format", "-f", help="As for check.")] = None,
    output: Annotated[list[str] | None, typer.Option("--output", "-o", help="As for check.")] = None,
    fail_on: FailOn = None,
    project: Project = None,
    config: Config = None,
    color: Color = "auto",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="As for check.")] = False,
    paste: Annotated[
        bool, typer.Option("--paste", help="Code flow: open the address, enter the code.")
    ] = False,
    browser: Annotated[
        bool, typer.Option("--browser", help="Code flow: in a browser; needs --redirect-uri.")
    ] = False,
    redirect_uri: Annotated[
        str | None, typer.Option(help="http://localhost:PORT/PATH as registered.")
    ] = None,
    probe_environments: Annotated[
        bool,
        typer.Option(
            "--probe-environments", help="After an invalid client, ask the other official login hosts."
        ),
    ] = False,
    trust_host: Annotated[
        list[str] | None, typer.Option(help="HOST[:PORT] that may receive the secret, too.")
    ] = None,
    login_url: Annotated[
        str | None, typer.Option(help="Login address for this run; see --trust-host.")
    ] = None,
    api_url: Annotated[str | None, typer.Option(help="API address for this run; see --trust-host.")] = None,
    ca_bundle: Annotated[
        str | None, typer.Option(help="PEM file of certificate authorities to trust.")
    ] = None,
) -> Callable[[], int]:
    """Lint, then fetch a token and ask the service whether each connection would work. Goes online."""
    from validator.commands.live import LiveOptions  # noqa: PLC0415 - the only command that imports httpx
    from validator.commands.live import live as run  # noqa: PLC0415

    options = CheckOptions(
        paths=tuple(paths or (".",)),
        sheets=paired(format or (), output or ()),
        fail_on=fail_on,
        project=project,
        config=config,
        color=color,
        quiet=quiet,
    )
    return partial(
        run,
        options,
        LiveOptions(
            paste=paste,
            browser=browser,
            redirect_uri=redirect_uri,
            probe_environments=probe_environments,
            trust_host=tuple(trust_host or ()),
            login_url=login_url,
            api_url=api_url,
            ca_bundle=ca_bundle,
        ),
    )


@app.command()
def explain(rule: Annotated[str, typer.Argument(help="A rule's id.")]) -> Callable[[], int]:
    """Print a rule's page: what it finds, why it matters, a bad and a good example, and the source."""
    from validator.commands.rules import explain as run  # noqa: PLC0415

    return partial(run, rule)


@app.command()
def rules(
    format: Annotated[str, typer.Option("--format", "-f", help="text or json.")] = "text",
) -> Callable[[], int]:
    """List all rules with their severity, basis and first sentence."""
    from validator.commands.rules import rules as run  # noqa: PLC0415

    return partial(run, format)


@app.command()
def show(
    file: Annotated[str, typer.Argument(help="A file with one or more configs.")],
    format: Annotated[str, typer.Option("--format", "-f", help="text or json.")] = "text",
    project: Project = None,
    config: Config = None,
) -> Callable[[], int]:
    """Print the effective connection: what App Xchange ends up with, each value with its place."""
    from validator.commands.show import show as run  # noqa: PLC0415

    return partial(run, file, format, project, config)


@app.command()
def catalog(
    connector: Annotated[str | None, typer.Argument(help="A connector's key.")] = None,
    format: Annotated[str, typer.Option("--format", "-f", help="text or json.")] = "text",
) -> Callable[[], int]:
    """Print what is known of the connectors: definitions, attributes, environments, public clients, sources."""
    from validator.commands.catalog import catalog as run  # noqa: PLC0415

    return partial(run, connector, format)


@app.command()
def schema(
    kind: Annotated[
        str | None, typer.Argument(help="A kind, settings or report; all kinds if left out.")
    ] = None,
    install: Annotated[str | None, typer.Option(help="Wire an editor: vscode.")] = None,
    files: Annotated[list[str] | None, typer.Option(help="With --install: a pattern of our files.")] = None,
) -> Callable[[], int]:
    """Print a JSON Schema, or write it where an editor finds it."""
    from validator.commands.schema import schema as run  # noqa: PLC0415

    return partial(run, kind, install, tuple(files or ()))
