from __future__ import annotations

import os
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest

from validator.live.browser import needed, open_page

if TYPE_CHECKING:
    from pathlib import Path


def test_a_browser_gets_what_it_needs_to_start_and_nothing_else() -> None:
    given = {
        "PATH": "/bin",
        "DISPLAY": ":0",
        "XDG_RUNTIME_DIR": "/run",
        "LC_ALL": "C",
        "SystemRoot": "C:",
        "PROCORE_CLIENT_SECRET": "canary",
        "HTTPS_PROXY": "http://me:canary@proxy",
        "GITHUB_TOKEN": "canary",
        "LCSECRET": "canary",
        "PYTHONSTARTUP": "canary",
    }
    assert sorted(needed(given)) == ["DISPLAY", "LC_ALL", "PATH", "SystemRoot", "XDG_RUNTIME_DIR"]


@pytest.mark.skipif(os.name == "nt", reason="the browser here is a script for a shell")
def test_a_page_is_opened_without_our_variables_and_streams(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    script, seen = tmp_path / "browser", tmp_path / "seen"
    script.write_text(
        f'#!/bin/sh\necho noise; echo noise >&2\n(echo "$1"; env) > {seen}.part\nmv {seen}.part {seen}\n'
    )
    script.chmod(0o700)
    monkeypatch.setenv("BROWSER", f"{script}")
    monkeypatch.setenv("PROCORE_CLIENT_SECRET", "canary-of-the-environment")
    open_page("https://login.example/?state=a&b=c")
    deadline = time.monotonic() + 20
    while not seen.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    first, _, rest = seen.read_text().partition("\n")
    assert first == "https://login.example/?state=a&b=c"
    assert "canary" not in rest
    assert capfd.readouterr() == ("", "")


def test_where_no_browser_can_be_started_nothing_is_said(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    before = set(threading.enumerate())
    open_page("https://login.example/")
    for each in set(threading.enumerate()) - before:
        each.join(10.0)
    assert capfd.readouterr() == ("", "")
