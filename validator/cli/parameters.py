"""Options of the tables as parameters of Typer, and what was typed of them, in its order."""

from __future__ import annotations

import inspect
from itertools import repeat
from typing import TYPE_CHECKING, Annotated, Any

import typer

from validator.cli.completion import OFFERS, offered
from validator.cli.help import Command

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from validator.cli.options import Option

_ORDER = "appxlint.order"


class InOrder(Command):
    """A command that knows the order of its options: Typer gives the values of each option by themselves."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - the class is private to Typer
        """Parse the arguments, and keep the name of each parameter as often as it was given."""
        line = list(args)
        rest = super().parse_args(ctx, args)
        _, _, order = self.make_parser(ctx).parse_args(line)
        ctx.meta[_ORDER] = [parameter.name for parameter in order]
        return rest


def takes(options: Sequence[Option]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return a decorator that gives a command the options of a table in the place of its `**options`."""

    def give(command: Callable[..., Any]) -> Callable[..., Any]:
        signature = inspect.signature(command, eval_str=True)
        own = [each for each in signature.parameters.values() if each.kind is not each.VAR_KEYWORD]
        parameters = [*own, *(_parameter(option) for option in options)]
        command.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
        return command

    return give


def _parameter(option: Option) -> inspect.Parameter:
    kind: Any = {"flag": bool, "value": str | None}.get(option.kind, list[str] | None)
    return inspect.Parameter(
        _name(option),
        inspect.Parameter.KEYWORD_ONLY,
        annotation=Annotated[kind, described(option)],
        default=option.unset or None,
    )


def _name(option: Option) -> str:
    """Return what Typer calls an option: the parts of an output are one field, and two parameters."""
    return option.kind if option.kind in {"format", "file"} else option.field


def described(option: Option) -> Any:  # noqa: ANN401 - what Typer says too
    """Return an option as Typer has it: its names, what it does, and what a shell may offer for it."""
    return typer.Option(
        *option.names, help=option.help, metavar=option.metavar or None, autocompletion=offered(option)
    )


def word(about: str, metavar: str) -> Any:  # noqa: ANN401 - what Typer says too
    """Return a word of a command line as Typer has it, with what a shell may offer for it."""
    return typer.Argument(help=about, metavar=metavar, autocompletion=OFFERS.get(metavar))


def given(
    options: Sequence[Option], values: dict[str, object], context: typer.Context
) -> Iterator[tuple[Option, Any]]:
    """Yield the options that were given with their values, in the order typed."""
    named = {_name(option): option for option in options}
    waiting = {
        name: iter(value) if isinstance(value, list) else repeat(value) for name, value in values.items()
    }
    for name in context.meta[_ORDER]:
        if name in named:
            yield named[name], next(waiting[name])
