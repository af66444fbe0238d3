"""The browser of a person on this machine: it is given an address, and nothing else of this process."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_NEEDED = frozenset(
    {
        *("PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LANGUAGE", "TMPDIR", "BROWSER"),
        *("DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "DBUS_SESSION_BUS_ADDRESS", "DESKTOP_SESSION"),
        *(
            "GNOME_DESKTOP_SESSION_ID",
            "KDE_FULL_SESSION",
            "KDE_SESSION_VERSION",
            "WSL_DISTRO_NAME",
            "WSL_INTEROP",
        ),
        *(
            "SYSTEMROOT",
            "SYSTEMDRIVE",
            "WINDIR",
            "COMSPEC",
            "PATHEXT",
            "TEMP",
            "TMP",
            "USERPROFILE",
            "USERNAME",
        ),
        *("HOMEDRIVE", "HOMEPATH", "APPDATA", "LOCALAPPDATA", "PROGRAMDATA", "ALLUSERSPROFILE"),
        *("PROGRAMFILES", "PROGRAMFILES(X86)", "PROGRAMW6432", "COMMONPROGRAMFILES", "PUBLIC"),
    }
)
_NEEDED_BEGINNINGS = ("LC_", "XDG_")


def open_page(url: str) -> None:
    """Open an address in the person's browser, in a process without this one's variables, input and output.

    Where that does not work nothing is said: the address is shown as well.
    """
    threading.Thread(target=_start, args=(url,), daemon=True).start()


def _start(url: str) -> None:
    with contextlib.suppress(OSError):
        subprocess.run(  # noqa: S603 - this very Python, and an address that was put together here
            [sys.executable, "-I", "-m", "webbrowser", url],
            env=needed(os.environ),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )


def needed(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the variables that a browser needs to start, which are none that anybody keeps a secret in."""
    return {
        name: value
        for name, value in environ.items()
        if name.upper() in _NEEDED or name.upper().startswith(_NEEDED_BEGINNINGS)
    }
