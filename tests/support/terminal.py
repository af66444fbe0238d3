"""The command on a terminal of some width, as a person sees it."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.conftest import clean_environment


def on_a_terminal(columns: int, *arguments: str, code: int | None = 0, typed: str = "") -> str:
    """Return what a command line prints on a terminal; it has to end with a code, unless that is None.

    What is `typed` is not shown.
    """
    import fcntl  # noqa: PLC0415 - there are none on Windows
    import struct  # noqa: PLC0415
    import termios  # noqa: PLC0415

    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    if typed:
        modes = termios.tcgetattr(theirs)
        modes[3] &= ~termios.ECHO
        termios.tcsetattr(theirs, termios.TCSANOW, modes)
        os.write(ours, typed.encode())
    environment = {name: value for name, value in clean_environment().items() if name != "COLUMNS"}
    command = [sys.executable, "-m", "validator", *arguments]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment) as child:
        os.close(theirs)
        text = _read(ours)
    os.close(ours)
    assert code is None or child.returncode == code, text
    return text.decode().replace("\r\n", "\n")


def _read(descriptor: int) -> bytes:
    """Return what is written until the other end is closed, which Linux tells by an error."""
    text = b""
    try:
        while piece := os.read(descriptor, 65536):
            text += piece
    except OSError:
        pass
    return text
