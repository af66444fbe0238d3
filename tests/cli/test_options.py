from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import write_project
from validator.cli import app as cli
from validator.cli import check as check_command
from validator.cli import live as live_command
from validator.cli.live_arguments import LiveOptions
from validator.cli.live_options import LIVE
from validator.cli.options import (
    CHECK,
    CheckOptions,
    Option,
    Output,
    quick_check,
    values_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.conftest import Command

VALUES = (
    "json",
    "x.sarif",
    "a=b",
    "=",
    "-",
    "--",
    "-q",
    "--quiet",
    "-fjson",
    "--format=json",
    "two words",
)
PATHS = ("a.yaml", "sub/b=c.yaml", "-", ".", "")
PATHS_AFTER_DASHES = (*PATHS, "-a.yaml", "--quiet", "--", "-fjson", "--debug")


@pytest.mark.parametrize(
    "line",
    [
        *("live --login-url", "live --api-url", "live --ca-bundle", "live --browser --redirect-uri"),
        *("live --project", "check --project", "check --config", "check --output", "check --write-baseline"),
        "check --quiet --as-of",
    ],
)
def test_an_option_with_an_empty_value_is_a_wrong_call(line: str, project: Path, command: Command) -> None:
    write_project(project, {"a.yaml": "apiVersion: appxlint/v1\nkind: Workspace\nname: Acme\n"})
    option = line.rpartition(" ")[2]
    words = f"appxlint: {option}: the value is empty; leave the option out if none is meant\n"
    assert command(*line.split(), "", ".") == (2, "", words)


def read_by_typer(*arguments: str) -> tuple[Any, ...] | None:
    """Return what Typer makes of a command line for the command that it names; None where it refuses it."""
    seen: list[tuple[Any, ...]] = []

    def take(*options: Any) -> int:
        seen.append(options)
        return 0

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(check_command, "check", take)
        patch.setattr(live_command, "live", take)
        code = cli.run_typer(list(arguments))
    assert (code == 0) is bool(seen)
    return seen[0] if seen else None


class Line(NamedTuple):
    """The words of a command line behind the command, and what they mean."""

    words: list[str]
    given: list[tuple[Option, str]]
    paths: list[str]


@st.composite
def spelled(draw: st.DrawFn, option: Option) -> tuple[list[str], Option, str]:
    """Draw one of the ways to type an option, with a value if it takes one."""
    name = draw(st.sampled_from(option.names))
    if option.kind == "flag":
        return [name], option, ""
    value = draw(st.sampled_from(VALUES))
    if name.startswith("--"):
        return draw(st.sampled_from([[name, value], [f"{name}={value}"]])), option, value
    return (
        draw(st.sampled_from([[name, value], [f"{name}{value}"] if value else [name, value]])),
        option,
        value,
    )


@st.composite
def lines(draw: st.DrawFn, options: Sequence[Option]) -> Line:
    """Draw options and paths, in any order and in any of the spellings that Click has for them."""
    with_short_names = [option for option in options if len(option.names) > 1]
    any_item = st.one_of(st.sampled_from(with_short_names), st.sampled_from(options), st.sampled_from(PATHS))
    line = Line([], [], [])
    bundle = False
    for item in draw(st.lists(any_item, max_size=8)):
        if isinstance(item, str):
            line.words.append(item)
            line.paths.append(item)
            bundle = False
            continue
        (first, *rest), option, value = draw(spelled(item))
        short = not first.startswith("--")
        if bundle and short and draw(st.sampled_from([True, False])):
            line.words[-1] += first[1:]
        else:
            line.words.append(first)
        line.words.extend(rest)
        line.given.append((option, value))
        bundle = short and option.kind == "flag"
    more = draw(st.none() | st.lists(st.sampled_from(PATHS_AFTER_DASHES), max_size=3))
    if more is None:
        return line
    return line._replace(words=[*line.words, "--", *more], paths=[*line.paths, *more])


@given(lines(CHECK))
def test_every_spelling_of_a_check_line_is_read_as_it_is_meant(line: Line) -> None:
    meant = CheckOptions(**values_of(CHECK, line.given, line.paths))
    assert read_by_typer("check", *line.words) == (meant,)
    assert quick_check(["check", *line.words]) in {None, meant}


@given(lines(LIVE))
def test_every_spelling_of_a_live_line_is_read_as_it_is_meant(line: Line) -> None:
    values = values_of((*CHECK, *LIVE), line.given, line.paths)
    shared = CheckOptions(**{field: values[field] for field in CheckOptions._fields})
    own = LiveOptions(**{field: values[field] for field in LiveOptions._fields})
    assert read_by_typer("live", *line.words) == (shared, own)


@given(
    st.lists(
        st.one_of(
            st.sampled_from(sorted(name for option in CHECK for name in option.names)),
            st.sampled_from(
                ["--select=a", "--quiet=yes", "-f=json", "-qf", "-fq", "-qx", "--no-such", "--fix="]
            ),
            st.sampled_from([*PATHS_AFTER_DASHES, "--help"]),
        ),
        max_size=6,
    )
)
def test_what_typer_refuses_the_quick_reader_leaves_to_it(words: list[str]) -> None:
    quick = quick_check(["check", *words])
    assert quick is None or read_by_typer("check", *words) == (quick,)


@pytest.mark.parametrize(
    "line",
    [
        "",
        ".",
        "a.yaml b.yaml",
        "-",
        "a.yaml --quiet",
        "-q a.yaml --fail-on warning b.yaml",
        "--fail-on=warning",
        "--format json --format text",
        "-f json",
        "--format=sarif --output=x.sarif",
        "-f text --format sarif -o x.sarif",
        "--select a --select b,c --ignore d",
        "--severity a=info --severity b=error",
        "--skip-foreign --allow-empty --show-files --statistics",
        "--fix --unsafe-fixes --diff",
        "--color=always --as-of 2027-03-01",
        "--select=",
        "--project=a=b",
    ],
)
def test_usual_command_lines_are_read_quickly_and_as_typer_does(line: str) -> None:
    quick = quick_check(["check", *line.split()])
    assert quick is not None
    assert (quick,) == read_by_typer("check", *line.split())


@pytest.mark.parametrize(
    "line",
    [
        "live a.yaml", "rules", "--version", "", "check --help", "check --no-such", "check -qf json", "check -fjson",
        "check -f=json", "check --fail-on", "check --fail-on --quiet", "check -- -a.yaml", "check --quiet=yes",
        "check --fail-o error", "--debug check .",
    ],
)  # fmt: skip
def test_unusual_command_lines_are_left_to_typer(line: str) -> None:
    assert quick_check(line.split()) is None


@pytest.mark.parametrize(
    ("line", "outputs"),
    [
        ("--format json", (Output("json"),)),
        ("--format sarif --output a --format text", (Output("sarif", "a"), Output("text"))),
        ("--format sarif -o a --format junit -o b", (Output("sarif", "a"), Output("junit", "b"))),
        ("--output a", (Output("", "a"),)),
        ("--output a --format json", (Output("", "a"), Output("json"))),
        ("--format json --output a --output b", (Output("json", "a"), Output("", "b"))),
        ("--format text --format sarif -o a", (Output("text"), Output("sarif", "a"))),
        ("--format json -o a --format json -o b", (Output("json", "a"), Output("json", "b"))),
    ],
)
def test_a_file_belongs_to_the_format_before_it(line: str, outputs: tuple[Output, ...]) -> None:
    options = quick_check(["check", *line.split()])
    assert options is not None
    assert options.outputs == outputs
    for command in ("check", "live"):
        read = read_by_typer(command, *line.split(), "--")
        assert read is not None
        assert read[0].outputs == outputs


@pytest.mark.parametrize("options", [CHECK, LIVE], ids=["check", "live"])
def test_no_two_options_have_one_name(options: tuple[Option, ...]) -> None:
    names = [name for option in options for name in option.names]
    assert len(names) == len(set(names))


def test_an_option_of_both_commands_is_the_same_in_both() -> None:
    fields = {option.field for option in CHECK}
    shared = [option._replace(help="") for option in LIVE if option.field in fields]
    assert shared == [option for each in CHECK if (option := each._replace(help="")) in shared]


def test_every_option_fills_a_field_of_its_type() -> None:
    def type_of(option: Option) -> Any:
        if option.kind == "value":
            return str | None if option.default is None else str
        outputs = tuple[Output, ...]
        return {"flag": bool, "list": tuple[str, ...], "format": outputs, "file": outputs}[option.kind]

    check = {option.field: type_of(option) for option in CHECK}
    assert get_type_hints(CheckOptions) == {"paths": tuple[str, ...], **check}
    live = {option.field: type_of(option) for option in LIVE}
    own = {field: type_ for field, type_ in live.items() if field not in check}
    assert get_type_hints(LiveOptions) == own


@pytest.mark.parametrize(
    "line", ["check --format concise a.yaml", "check -q --fail-on warning a.yaml gone.yaml"]
)
def test_both_ways_give_one_result(
    line: str, project: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_project(project, {"a.yaml": "apiVersion: appxlint/v1\nkind: Workspace\nnmae: Acme\n"})
    quick = command(*line.split())
    monkeypatch.setattr("validator.cli.options.quick_check", lambda _: None)
    assert command(*line.split()) == quick
    assert quick.code in {1, 3}
