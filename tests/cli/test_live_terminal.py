from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

from validator.cli.live_terminal import ask_again, heard, open_page, show_address, show_progress, words_of
from validator.live import browser
from validator.live.login import Authorization
from validator.live.progress import Doing, Progress
from validator.live.secret import Secret

if TYPE_CHECKING:
    import pytest

ASKED = Authorization(
    "https://login.example/authorize?x=y", Secret("state"), Secret("verifier"), "acme", "keys"
)


class Terminal(io.StringIO):
    """A standard error that somebody sits before."""

    def isatty(self) -> bool:
        return True


def test_a_run_says_how_far_it_is_and_since_when() -> None:
    assert words_of(Progress("acme", 1, 3)) == "1 of 3 configs tried"
    assert words_of(Progress("", 1, 3, 12.4)) == "1 of 3 configs tried, 12 s"


def test_it_says_for_whom_it_waits() -> None:
    waits = Progress("acme", 0, 3, 5.0, Doing.LOGGING_IN)
    assert words_of(waits) == 'waiting for the log-in for "acme", 5 s'


def test_an_interrupted_run_says_what_keeps_it_and_how_to_end_it() -> None:
    words = words_of(Progress("", 1, 3, 2.0, Doing.ENDING))
    assert words == "interrupted: tokens are being revoked, 2 s; Ctrl-C ends at once"


def test_progress_stands_on_a_terminal_alone_and_leaves_nothing_behind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for stream, shown in ((Terminal(), "\r\x1b[2K1 of 1 configs tried\r\x1b[2K"), (io.StringIO(), "")):
        monkeypatch.setattr(sys, "stderr", stream)
        show_progress(Progress("acme", 1, 1))
        show_progress(None)
        assert stream.getvalue() == shown


def test_a_terminal_hears_at_once_what_a_run_waits_for(monkeypatch: pytest.MonkeyPatch) -> None:
    for stream, quiet, shown in (
        (Terminal(), False, "\r\x1b[2Kasking the keyring: 1 of 2\r\x1b[2K"),
        (Terminal(), True, ""),
        (io.StringIO(), False, ""),
    ):
        monkeypatch.setattr(sys, "stderr", stream)
        with heard(quiet=quiet) as tell:
            if tell is not None:
                tell("asking the keyring", 1, 2)
        assert stream.getvalue() == shown


def test_whoever_logs_in_is_told_for_which_config_and_client(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(browser, "open_page", opened.append)
    for tell in (show_address, open_page):
        tell(ASKED)
        out, err = capsys.readouterr()
        assert out == ""
        assert err.startswith('For "acme", with the client "keys": ')
        assert err.endswith(f"\n{ASKED.url}\n")
    assert opened == [ASKED.url]
    show_address(ASKED._replace(client=""))
    assert capsys.readouterr().err.startswith('For "acme": open')


def test_a_slip_is_told_without_repeating_it(capsys: pytest.CaptureFixture[str]) -> None:
    ask_again()
    assert capsys.readouterr().err == "This is neither a code nor the address of this log-in; once more:\n"
