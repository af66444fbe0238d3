"""The command's entry: usual command lines go straight to the engine, the others to Typer, and none to a traceback."""

from __future__ import annotations

import atexit
import gc
import os
import sys

from validator.cli.exits import Exit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn

_COLLECT_EVERY = (100_000, 50, 100)
"""Objects between two searches for garbage cycles, and how often all are searched: documents make few cycles."""


def main() -> None:
    """Run the command line and leave with its exit code."""
    try:
        from validator.cli.finder import find_quickly  # noqa: PLC0415 - what it needs may not be there
    except ImportError:  # this Python keeps the parts of its importer elsewhere
        pass
    else:
        find_quickly()
    from validator.render.sink import guarded  # noqa: PLC0415 - as late as what it writes

    for name in ("stdout", "stderr"):
        # Whoever called may have closed it.
        stream = getattr(sys, name) or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - until the end
        setattr(sys, name, guarded(stream))
    code = run(sys.argv[1:], alone=True)
    sys.stdout.flush()
    sys.stderr.flush()
    _leave(code)


def _leave(code: int) -> NoReturn:
    """End the process; taking the interpreter down in order costs a tenth of a short run.

    All that was written is flushed and closed. Whoever has asked to be told of the end, as measures of coverage do, or
    follows the run, is not passed over.
    """
    if atexit._ncallbacks() or sys.gettrace() or sys.getprofile():  # noqa: SLF001 - no other way to ask
        sys.exit(code)
    os._exit(code)


def run(arguments: Sequence[str], *, alone: bool = False) -> int:
    """Run a command line and return its exit code; `--debug` shows where a fault of the tool happened.

    `alone` says that nothing else runs in this process.
    """
    line = _without_debug(arguments)
    gc.set_threshold(*_COLLECT_EVERY)
    try:
        return _dispatch(line, alone=alone)
    except KeyboardInterrupt:
        from validator.render.sink import say  # noqa: PLC0415

        say("appxlint: interrupted\n")
        return Exit.INTERRUPTED
    except Exception as error:  # noqa: BLE001 - nobody else is left to say a word about it
        code = _expected(error)
        if code is not None:
            return code
        return _trace(error) if line != list(arguments) else _bug(error)


def _without_debug(arguments: Sequence[str]) -> list[str]:
    """Return a command line without `--debug`; what stands behind `--` is a path, whatever it looks like."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    return [*(each for each in arguments[:end] if each != "--debug"), *arguments[end:]]


def _dispatch(arguments: list[str], *, alone: bool) -> int:
    if arguments in (["--version"], ["-V"]):
        from validator._version import __version__  # noqa: PLC0415 - the quickest of all commands
        from validator.render.sink import emit  # noqa: PLC0415

        emit(f"appxlint {__version__}\n", sys.stdout)
        return Exit.CLEAN
    from validator.cli.options import quick_check  # noqa: PLC0415

    options = quick_check(arguments)
    if options is None:
        return _dispatch_others(arguments, alone=alone)
    from validator.cli.check import check  # noqa: PLC0415

    return check(options, alone=alone)


def _dispatch_others(arguments: list[str], *, alone: bool) -> int:
    from validator.cli.page_options import quick_page  # noqa: PLC0415 - a check does not pay for it

    page = quick_page(arguments)
    if page is None:
        from validator.cli.app import run_typer  # noqa: PLC0415 - Typer takes longer to import than a file to check

        return run_typer(arguments)
    if alone:
        from validator.documents.libyaml import go_the_short_way  # noqa: PLC0415

        go_the_short_way()
    from validator.cli.pages import show_page  # noqa: PLC0415

    return show_page(page)


def _expected(error: Exception) -> int | None:
    """Print the line of an error that a user can mend and return its exit code; None for a fault of the tool."""
    from validator.diagnostics import UsageError  # noqa: PLC0415
    from validator.render.sink import OutputError, say  # noqa: PLC0415

    if isinstance(error, FileNotFoundError) and _is_nowhere():
        error = UsageError("the working folder is gone; change to one that is there")
    if not isinstance(error, UsageError | OutputError):
        return None
    from validator.render.escape import escape  # noqa: PLC0415

    say(f"appxlint: {escape(str(error))}\n")
    return Exit.USAGE


def _is_nowhere() -> bool:
    """Whether the folder that the command was started in has been deleted."""
    try:
        os.getcwd()  # noqa: PTH109 - pathlib would cost start-up time
    except FileNotFoundError:
        return True
    return False


def _trace(error: Exception) -> int:
    """Show the places of a fault of the tool and of its causes, without their texts, which may hold values."""
    import traceback  # noqa: PLC0415

    from validator.render.sink import say  # noqa: PLC0415

    chain: list[BaseException] = []
    each: BaseException | None = error
    while each is not None and each not in chain:
        chain.insert(0, each)
        each = each.__cause__ or each.__context__
    for fault in chain:
        places = "".join(traceback.format_list(traceback.extract_tb(fault.__traceback__)))
        say(f"Traceback (most recent call last):\n{places}{type(fault).__name__}\n", whole=True)
    return Exit.BUG


def _bug(error: Exception) -> int:
    """Leave a report of a fault of the tool, on standard error where no file can be: its places, and no value."""
    import traceback  # noqa: PLC0415

    from validator._version import __version__  # noqa: PLC0415
    from validator.render.escape import escape  # noqa: PLC0415
    from validator.render.sink import say  # noqa: PLC0415

    places = traceback.extract_tb(error.__traceback__)
    lines = [f"appxlint {__version__}, Python {sys.version.split()[0]}, {sys.platform}", type(error).__name__]
    lines += [f"{os.path.basename(place.filename)}:{place.lineno} {place.name}" for place in places]  # noqa: PTH119
    report = "".join(f"{line}\n" for line in lines)
    name = _left(report)
    where = f"lies in {escape(name)}\n" if name else f"follows, as no file could be written for it\n{report}"
    about = f": {escape(about)}" if (about := getattr(error, "about", "")) else ""
    say(
        f"appxlint: a fault of the tool itself ({type(error).__name__}{about}); a report without values {where}"
    )
    return Exit.BUG


def _left(report: str) -> str:
    """Return the name of a temporary file that holds a report, empty where none can be written."""
    import tempfile  # noqa: PLC0415

    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="appxlint-", suffix=".txt", delete=False, encoding="utf-8"
        ) as file:
            file.write(report)
    except OSError:
        return ""
    return file.name
