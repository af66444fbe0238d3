"""The pages of `--help`: the first one begins with what somebody new needs, and all of them fit the terminal."""

from __future__ import annotations

import shutil
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from validator.values import NamedTuple

_USUAL, _NARROWEST = 80, 30

EXAMPLE = """\
$ appxlint check --format concise customers/cedar.yaml
customers/cedar.yaml:12:5: error: unknown-detail: "Procore V2 OAuth Client Credentials Auth" does not ask for \
"companyID"; did you mean "companyId"?"""

SUBJECTS = {
    "Begin": ("init", "import", "migrate"),
    "Check": ("check", "live"),
    "Look": ("show", "guide", "list", "secrets", "diff", "graph"),
    "Look up": ("explain", "rules", "catalog", "schema"),
    "In an editor": ("lsp",),
    "Housekeeping": ("cache",),
}
"""Every command, under what somebody wants who looks for it."""


class Start(NamedTuple):
    """A command line that one begins with, and what for."""

    line: str
    purpose: str


STARTS = (
    Start("appxlint check", "What is wrong in this folder, where, and what to write instead."),
    Start("appxlint show FILE", "What App Xchange ends up with, and where each value comes from."),
    Start("appxlint live FILE", "Whether the connection would work: asks the service, with a token."),
)


def room() -> int:
    """Return the columns that a page of help may take: as the terminal, or as usual where there is none."""
    return max(min(shutil.get_terminal_size((_USUAL, 24)).columns, _USUAL) - 2, _NARROWEST)


_Writer: Any = typer.Context.formatter_class


# Typer keeps the class to itself, so nobody knows its type.
class _Formatter(_Writer):  # type: ignore[misc]
    """Writes names beside what they mean; on a narrow terminal the names get a third of it."""

    def write_dl(self, rows: Any, col_max: int = 30, col_spacing: int = 2) -> None:  # noqa: ANN401 - as Typer has it
        super().write_dl(rows, min(col_max, self.width // 3), col_spacing)


class _Context(typer.Context):
    formatter_class = _Formatter


class Command(TyperCommand):
    """A command whose help fits the terminal."""

    context_class = _Context


class FirstPage(TyperGroup):
    """All commands: the help says what the tool is, what one starts with, and then each command in a whole sentence."""

    context_class = _Context

    def format_options(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - the classes are private to Typer
        """Write what one starts with, the commands by subject, and the options last."""
        with formatter.section("Start with"):
            formatter.write_dl([*STARTS])
        self.format_commands(ctx, formatter)
        with formatter.section("Options"):
            formatter.write_dl([row for each in self.get_params(ctx) if (row := each.get_help_record(ctx))])
        with formatter.section("For example"):
            for line in EXAMPLE.splitlines():
                formatter.write_text(line)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - as above
        """Write every command with its sentence, which never ends in dots."""
        for subject, names in SUBJECTS.items():
            with formatter.section(subject):
                formatter.write_dl([(name, _sentence(self.get_command(ctx, name))) for name in names])


def _sentence(command: Any) -> str:  # noqa: ANN401 - as above
    """Return the first sentence of a command's help."""
    first, dot, _ = str(command.help).partition(". ")
    return f"{first}{dot}".strip()
