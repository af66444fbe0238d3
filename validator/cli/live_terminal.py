"""What `live` says at a terminal while it runs: how far it is, and what a person is to do."""

from __future__ import annotations

import contextlib
import sys

from validator.live import browser
from validator.live.progress import Doing
from validator.render.sink import emit_progress, emit_words
from validator.words import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.diagnostics import Tell
    from validator.live.login import Authorization
    from validator.live.progress import Progress


def show_progress(progress: Progress | None) -> None:
    """Write how far a run is over the last line of a terminal; None takes that away."""
    if sys.stderr.isatty():
        emit_progress("" if progress is None else words_of(progress), sys.stderr)


def words_of(progress: Progress) -> str:
    """Return what a run is doing, and since when."""
    seconds = f", {progress.seconds:.0f} s" if progress.seconds >= 1 else ""
    if progress.doing is Doing.LOGGING_IN:
        return f"waiting for the log-in for {quoted(progress.name)}{seconds}"
    if progress.doing is Doing.ENDING:
        return f"interrupted: tokens are being revoked{seconds}; Ctrl-C ends at once"
    return f"{progress.done} of {progress.total} configs tried{seconds}"


@contextlib.contextmanager
def heard(*, quiet: bool = False) -> Iterator[Tell | None]:
    """Give what tells a terminal at once what a run waits for; None where nobody is to hear of it."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from validator.cli.progress import Progress  # noqa: PLC0415 - somebody watches

    with Progress(sys.stderr, at_once=True) as progress:
        yield progress.tell


def open_page(asked: Authorization) -> None:
    """Open the address of a log-in in the browser, and show it, too."""
    emit_words(
        f"{_for(asked)}: log in on the page that opens; if none does, open this address:\n{asked.url}\n",
        sys.stderr,
    )
    browser.open_page(asked.url)


def show_address(asked: Authorization) -> None:
    """Show the address of a log-in, and say what is to be entered."""
    emit_words(
        f"{_for(asked)}: open this address, log in, and enter the code that is shown, or the whole "
        f"address that the browser ends at (it is not echoed):\n{asked.url}\n",
        sys.stderr,
    )


def ask_again() -> None:
    """Say that what was entered is of no use."""
    emit_words("This is neither a code nor the address of this log-in; once more:\n", sys.stderr)


def _for(asked: Authorization) -> str:
    by = f", with the client {quoted(asked.client)}" if asked.client else ""
    return f"For {quoted(asked.config)}{by}"
