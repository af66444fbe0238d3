"""Commands that print a page, for command lines that were read without Typer."""

# Each function imports its own command alone: a run pays for the page that it prints.
# ruff: noqa: PLC0415

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from validator.cli.page_options import Page


def show_page(page: Page) -> int:
    """Print what a command line asks for and return the exit code.

    Raises:
        SettingsError: there is no such page.
    """
    if page.command == "schema":
        from validator.cli.schema import schema

        return schema(next(iter(page.words), None), None, (), None)
    if page.command == "explain":
        from validator.cli.explain import explain

        return explain(page.words)
    from validator.cli.page_options import RulesOptions
    from validator.cli.rules import rules

    return rules(RulesOptions(**page.values))
