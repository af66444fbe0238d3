"""The pages about the commands, one each and one that lists them: every argument and option, in the words of the help.

They are made from the parameters themselves, so that no version of Typer has a say in how they look.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import typer

from validator.cli.app import app
from validator.cli.help import STARTS, SUBJECTS

FOLDER = "commands"


class About(NamedTuple):
    """What a command's page says beside its parameters: lines to try, and the pages that say more."""

    lines: tuple[str, ...]
    pages: tuple[tuple[str, str], ...]


_DEMO = "sample-configs/demo"
ABOUT = {
    "check": About(
        (
            f"appxlint check {_DEMO}",
            f"appxlint check --format concise --fail-on warning {_DEMO}",
            f"appxlint check --diff {_DEMO}/customers/cedar.yaml",
        ),
        (
            ("what is looked at, fixes, suppressions, baselines", "check.md"),
            ("what a finding shows, formats", "output.md"),
            ("only what is new", "output.md#what-a-change-brought-about"),
            ("in a pipeline", "pipelines.md"),
        ),
    ),
    "live": About(
        ("appxlint live PATH", "appxlint live --dry-run PATH"),
        (("what is sent where, and every diagnosis", "live.md"), ("in CI", "live-in-ci.md")),
    ),
    "explain": About(
        ("appxlint explain company-id-is-url", "appxlint explain live/forbidden"),
        (("looking things up", "lookup.md"), ("the rules", "rules.md"), ("what each prints", "messages.md")),
    ),
    "rules": About(
        ("appxlint rules", "appxlint rules --level error --fixable"), (("the rules", "rules.md"),)
    ),
    "show": About(
        (f"appxlint show {_DEMO}/customers/fir-hill.yaml",),
        (("what is shown", "show.md"), ("the kinds of document", "format.md")),
    ),
    "list": About((f"appxlint list {_DEMO}",), (("columns, filters and formats", "list.md"),)),
    "secrets": About((f"appxlint secrets {_DEMO}",), (("templates, calendars, what is set", "secrets.md"),)),
    "diff": About(
        (f"appxlint diff {_DEMO}/customers/alder.yaml {_DEMO}/customers/fir-hill.yaml",),
        (("its forms", "diff.md"),),
    ),
    "graph": About((f"appxlint graph {_DEMO}",), (("formats and the impact of a change", "graph.md"),)),
    "guide": About((f"appxlint guide {_DEMO}/customers/alder.yaml",), (("the sheets", "guide.md"),)),
    "catalog": About(("appxlint catalog", "appxlint catalog procore"), (("what is not known", "lookup.md"),)),
    "cache": About(("appxlint cache info",), (("answers that are kept", "cache.md"),)),
    "schema": About(
        ("appxlint schema", f"appxlint schema --project {_DEMO}"), (("in an editor", "editors.md"),)
    ),
    "init": About(
        ("appxlint init",), (("a first project", "init.md"), ("out of a spreadsheet", "onboarding.md"))
    ),
    "import": About(("appxlint import CONNECTOR_JSON",), (("what becomes of what", "import.md"),)),
    "migrate": About(("appxlint migrate FILE",), (("what becomes of what", "migrate.md"),)),
    "lsp": About(("appxlint lsp",), (("in an editor", "editors.md#the-language-server"),)),
}
"""Of every command what no table knows."""


def pages() -> dict[str, str]:
    """Return the text of every page by its name below docs/."""
    group: Any = typer.main.get_command(app)
    named = {name: group.commands[name] for names in SUBJECTS.values() for name in names}
    each = {f"{FOLDER}/{name}.md": _page(name, command) for name, command in named.items()}
    return {f"{FOLDER}.md": _overview(group, named), **each}


def _overview(group: Any, commands: dict[str, Any]) -> str:  # noqa: ANN401 - its class is private to Typer
    lines = ["# Commands", "", "One begins with these:", "", "| command | says |", "|---|---|"]
    lines += [f"| `{each.line}` | {_cell(each.purpose)} |" for each in STARTS]
    for subject, names in SUBJECTS.items():
        lines += ["", f"## {subject}", "", "| command | does |", "|---|---|"]
        lines += [
            f"| [`{name}`]({FOLDER}/{name}.md) | {_cell(_first_sentence(commands[name]))} |" for name in names
        ]
    lines += ["", "## Without a command", "", *_options(group)]
    lines += ["", "What the exit codes mean stands [with the output](output.md#exit-codes).", ""]
    return "\n".join(lines)


def _page(name: str, command: Any) -> str:  # noqa: ANN401 - as above
    about = ABOUT[name]
    arguments = [each for each in command.params if each.param_type_name == "argument"]
    usage = " ".join(["appxlint", name, "[OPTIONS]", *(each.metavar for each in arguments)])
    lines = [f"# appxlint {name}", "", command.help, "", f"    {usage}", ""]
    if arguments:
        lines += ["| argument | is |", "|---|---|"]
        lines += [f"| `{_cell(each.metavar)}` | {_cell(each.help)}{_default(each)} |" for each in arguments]
        lines += [""]
    lines += [*_options(command), "", "For example:", "", "```sh", *about.lines, "```", ""]
    pages = (*about.pages, ("exit codes", "output.md#exit-codes"))
    lines += [f"More: {', '.join(f'[{words}](../{page})' for words, page in pages)}.", ""]
    return "\n".join(lines)


def _options(command: Any) -> list[str]:  # noqa: ANN401 - as above
    options = [each for each in command.params if each.param_type_name == "option"]
    rows = [f"| {_names(each)} | {_cell(each.help)}{_default(each)} |" for each in options]
    return ["| option | does |", "|---|---|", *rows, "| `--help`, `-h` | Show the options, and exit. |"]


def _names(option: Any) -> str:  # noqa: ANN401 - as above
    """Return how an option is typed: its long name, with the word for its value if it takes one, then its short one."""
    long, *short = option.opts[::-1] if len(option.opts[0]) < len(option.opts[-1]) else option.opts
    word = "" if option.is_flag or not option.metavar else f" {_cell(option.metavar)}"
    return ", ".join([f"`{long}{word}`", *(f"`{name}`" for name in short)])


def _default(parameter: Any) -> str:  # noqa: ANN401 - as above
    """Return what counts where a parameter is left out, if that is a word."""
    given = parameter.default if isinstance(parameter.default, str) else parameter.show_default
    return (
        f" Default: `{_cell(given)}`." if isinstance(given, str) and "left out" not in parameter.help else ""
    )


def _first_sentence(command: Any) -> str:  # noqa: ANN401 - as above
    first, dot, _ = str(command.help).partition(". ")
    return f"{first}{dot}".strip()


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
