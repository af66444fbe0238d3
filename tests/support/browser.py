"""A headless Chromium, spoken to through a pair of pipes in its own protocol, without any library."""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_LAUNCH = """
import fcntl, os, sys
pipes = [fcntl.fcntl(int(each), fcntl.F_DUPFD, 10) for each in sys.argv[1:3]]
for place, pipe in zip((3, 4), pipes):
    os.dup2(pipe, place, inheritable=True)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""Puts the pipes where the browser looks for them, and becomes the browser."""

_LONGEST = 20 * 1024 * 1024
_PATIENCE = 60
PROGRAM = next((found for name in _NAMES if (found := shutil.which(name))), None)
"""The browser of this machine, None where there is none."""

WHY_NOT = (
    "the pipes of its protocol cannot be passed on here"
    if sys.platform == "win32"
    else "there is no Chromium on this machine"
    if PROGRAM is None
    else ""
)
"""Why tests cannot use it, empty where they can."""


class Browser:
    """One page of a browser that runs."""

    def __init__(self, to: int, back: int) -> None:
        self._to, self._back = to, back
        self._number, self._rest, self._session = 0, b"", ""
        self.events: list[dict[str, Any]] = []
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.ask(f"{domain}.enable")

    def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Ask for something and return the answer; events on the way are kept."""
        self._number += 1
        asked = {"id": self._number, "method": method, "params": parameters}
        os.write(
            self._to,
            json.dumps(asked | ({"sessionId": self._session} if self._session else {})).encode() + b"\0",
        )
        while (told := self._next()).get("id") != self._number:
            self.events.append(told)
        if "error" in told:
            raise RuntimeError(f"{method}: {told['error']}")
        result: dict[str, Any] = told["result"]
        return result

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._back], [], [], _PATIENCE)
            more = os.read(self._back, 65536) if ready else b""
            if not more or len(self._rest) > _LONGEST:
                raise RuntimeError("the browser said no more")
            self._rest += more
        first, _, self._rest = self._rest.partition(b"\0")
        told: dict[str, Any] = json.loads(first)
        return told

    def open(self, file: Path, query: str = "") -> None:
        """Open a file, with a query if it has one, and wait until it is there."""
        self.events.clear()
        self.ask("Page.navigate", url=file.as_uri() + query)
        while not any(each.get("method") == "Page.loadEventFired" for each in self.events):
            self.events.append(self._next())

    def value(self, expression: str) -> Any:
        """Return the value of an expression in the page; promises are waited for."""
        done = self.ask("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in done:
            raise RuntimeError(f"{done['exceptionDetails']}")
        return done["result"].get("value")

    def press(self, key: str, code: int, text: str = "") -> None:
        """Press a key and let it go."""
        common = {"key": key, "windowsVirtualKeyCode": code}
        self.ask("Input.dispatchKeyEvent", type="keyDown", text=text, **common)
        self.ask("Input.dispatchKeyEvent", type="keyUp", **common)

    def screen(self, width: int, height: int = 900, *, dark: bool = False) -> None:
        """Make the window so wide and high, in light or dark colours."""
        self.ask(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.ask("Emulation.setEmulatedMedia", media="screen", features=[scheme])

    def picture(self) -> bytes:
        """Return the whole page as a PNG."""
        return base64.b64decode(self.ask("Page.captureScreenshot", captureBeyondViewport=True)["data"])

    def paper(self) -> bytes:
        """Return the page as it prints, as a PDF."""
        self.ask("Emulation.setEmulatedMedia", media="print")
        return base64.b64decode(self.ask("Page.printToPDF", preferCSSPageSize=True)["data"])

    def requests(self) -> list[str]:
        """Return the addresses that the page has asked for."""
        sent = (each for each in self.events if each.get("method") == "Network.requestWillBeSent")
        return [each["params"]["request"]["url"] for each in sent]

    def complaints(self) -> list[str]:
        """Return what the browser has logged: what a policy refused, and errors of scripts."""
        logged = [
            each["params"]["entry"]["text"] for each in self.events if each.get("method") == "Log.entryAdded"
        ]
        thrown = [
            f"{each['params']}" for each in self.events if each.get("method") == "Runtime.exceptionThrown"
        ]
        return logged + thrown


@contextmanager
def browser(folder: Path) -> Iterator[Browser]:
    """Start a browser whose files go into a folder, and end it."""
    read, to = os.pipe()
    back, write = os.pipe()
    options = (
        *("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"),
        *("--disable-background-networking", "--disable-component-update", "--remote-debugging-pipe"),
        f"--user-data-dir={folder / 'browser'}",
    )
    started = subprocess.Popen(
        [sys.executable, "-c", _LAUNCH, f"{read}", f"{write}", f"{PROGRAM}", *options],
        pass_fds=(read, write),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(read)
    os.close(write)
    try:
        yield Browser(to, back)
    finally:
        os.close(to)
        os.close(back)
        started.terminate()
        started.wait(timeout=20)
