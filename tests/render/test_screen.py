from __future__ import annotations

import pytest

from validator.render.screen import ALWAYS, AUTO, NEVER, columns, room, wanted


def decide(environ: dict[str, str], *, terminal: bool = True, platform: str = "linux") -> bool:
    return wanted(AUTO, environ, terminal=terminal, platform=platform)


def test_a_terminal_gets_colour_and_a_pipe_does_not() -> None:
    assert decide({"TERM": "xterm-256color"})
    assert not decide({"TERM": "xterm-256color"}, terminal=False)


@pytest.mark.parametrize("environ", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"NO_COLOR": "0"}])
def test_the_environment_can_refuse_colour(environ: dict[str, str]) -> None:
    assert not decide(environ)


def test_an_empty_no_color_says_nothing() -> None:
    assert decide({"NO_COLOR": ""})


@pytest.mark.parametrize("name", ["FORCE_COLOR", "CLICOLOR_FORCE"])
def test_the_environment_can_force_colour_into_a_pipe(name: str) -> None:
    assert decide({name: "1", "TERM": "dumb"}, terminal=False)
    assert not decide({name: "0"}, terminal=False)
    assert not decide({name: ""}, terminal=False)


def test_no_color_beats_force_color() -> None:
    assert not decide({"NO_COLOR": "1", "FORCE_COLOR": "1"})


@pytest.mark.parametrize("environ", [{}, {"NO_COLOR": "1"}, {"FORCE_COLOR": "1"}])
def test_the_option_beats_the_environment(environ: dict[str, str]) -> None:
    assert wanted(ALWAYS, environ, terminal=False, platform="linux")
    assert not wanted(NEVER, environ, terminal=True, platform="linux")


def test_a_windows_console_gets_colour_only_when_it_says_that_it_understands() -> None:
    assert not decide({}, platform="win32")
    assert decide({"WT_SESSION": "0f1e"}, platform="win32")


@pytest.mark.parametrize(("real", "shown"), [("30", 40), ("90", 90), ("500", 120)])
def test_lines_are_as_wide_as_the_terminal_within_what_can_be_read(
    real: str, shown: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", real)
    assert columns(terminal=True) == shown
    assert columns(terminal=False) == 100


def test_a_table_has_all_of_a_terminal_and_any_room_where_there_is_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "33")
    assert room(terminal=True) == 33
    assert room(terminal=False) is None
