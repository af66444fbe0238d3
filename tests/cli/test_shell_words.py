"""Names with blanks and signs come out of a shell's completion as one word, and nothing that a file holds is run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import CACHE, clean_environment, write_project
from validator.cli.shell_words import as_word

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CONFIG = """\
apiVersion: appxlint/v1
kind: ConnectorConfig
name: {name}
connector: procore
workspace: {{name: "{name} : Procore <> Ledger"}}
"""
NAMES = ("acme & sons (east)", "birch; touch gone", "cedar ~ * ?", "dogwood Ü # !", "elm's")
HOSTILE = ("$(touch gone)", "`touch gone`", "$HOME", 'a"b', "a\\b")
REFUSED = ("", "-rf", "a\nb", "a\x1bb", "a\u202eb", "sandbox (hidden)")


def asked_by(monkeypatch: pytest.MonkeyPatch, shell: str, typed: str = "") -> Callable[[str], str | None]:
    monkeypatch.setenv("_APPXLINT_COMPLETE", f"complete_{shell}")
    monkeypatch.setenv("COMP_WORDS", f"appxlint\nlive\n--only\n{typed}")
    monkeypatch.setenv("COMP_CWORD", "3")
    return as_word


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_plain_names_and_paths_are_what_they_are_in_every_shell(
    shell: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("acme", "Acme-East", "customers/acme.yaml"):
        assert asked_by(monkeypatch, shell)(name) == name


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
@pytest.mark.parametrize("name", REFUSED, ids=ascii)
def test_what_would_be_an_option_or_cannot_be_seen_is_never_offered(
    name: str, shell: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert asked_by(monkeypatch, shell)(name) is None


@pytest.mark.parametrize(
    ("typed", "name", "word"),
    [
        ("", "Acme : Procore <> L", "Acme\\ \\:\\ Procore\\ \\<\\>\\ L"),
        ("Ac", "Ü & $HOME", "Ü\\ \\&\\ \\$HOME"),
        ('"Ac', 'Acme "$HOME" \\`', 'Acme \\"\\$HOME\\" \\\\\\`'),
        ("'Ac", "Acme $HOME (a)", "Acme $HOME (a)"),
        ("'Ac", "Acme's", None),
        ('"Ac', "Acme!", None),
    ],
)
def test_bash_is_told_a_name_as_the_quotes_take_it_that_are_open(
    typed: str, name: str, word: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert asked_by(monkeypatch, "bash", typed)(name) == word


def test_zsh_and_fish_quote_themselves_and_others_get_plain_names_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert asked_by(monkeypatch, "fish")("elm's $HOME") == "elm's $HOME"
    assert asked_by(monkeypatch, "zsh")("acme & sons (east)") == "acme & sons (east)"
    assert [asked_by(monkeypatch, "zsh")(each) for each in (*HOSTILE, "elm's")] == [None] * 6
    assert asked_by(monkeypatch, "powershell")("two words") is None


def completed(shell: str, script: str, project: Path) -> list[str]:
    """Return the lines that a shell prints, with our command as it is found on a path."""
    tool = project / "bin" / "appxlint"
    tool.parent.mkdir()
    tool.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m validator "$@"\n', encoding="utf-8")
    tool.chmod(0o755)
    files = {
        f"{at}.yaml": CONFIG.format(name=name).replace(
            f"name: {name}", f"name: '{name.replace(chr(39), chr(39) * 2)}'", 1
        )
        for at, name in enumerate(NAMES + HOSTILE)
        if '"' not in name and "\\" not in name
    }
    write_project(project, files)
    ran = subprocess.run(
        [shell, "-c", script],
        cwd=project,
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=60,
        env=clean_environment(
            PATH=f"{tool.parent}{os.pathsep}{os.environ['PATH']}", LC_ALL="C.UTF-8", **{CACHE: ""}
        ),
    )
    assert ran.stderr == ""
    assert not (project / "gone").exists()
    return ran.stdout.splitlines()


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
def test_bash_gets_one_word_for_each_name(project: Path) -> None:
    script = """
        source <(_APPXLINT_COMPLETE=source_bash appxlint)
        COMP_WORDS=(appxlint live --only ''); COMP_CWORD=3
        _appxlint_completion appxlint
        for each in "${COMPREPLY[@]}"; do eval "set -- $each"; echo "$#:$1"; done
        COMP_WORDS=(appxlint list --workspace '"acme & s')
        _appxlint_completion appxlint
        eval "set -- \\"${COMPREPLY[0]}\\""; echo "$#:$1"
    """
    *names, quoted = completed("bash", script, project)
    assert names == [*(f"1:{name}" for name in (*NAMES, *HOSTILE[:3])), "1:procore"]
    assert quoted == "1:acme & sons (east) : Procore <> Ledger"


@pytest.mark.thorough
@pytest.mark.skipif(shutil.which("zsh") is None, reason="there is no zsh here")
def test_zsh_gets_one_word_for_each_name(project: Path) -> None:
    script = """
        compdef() { : }
        _arguments() { local action=${1#*: :}; eval "ws=( ${action[3,-3]} )"; print -rl -- $ws }
        eval "$(_APPXLINT_COMPLETE=source_zsh appxlint)"
        words=(appxlint live --only ''); CURRENT=4
        _appxlint_completion
    """
    names = [line.partition(":config")[0] for line in completed("zsh", script, project)]
    assert names[:-1] == [name for name in NAMES if "'" not in name]


@pytest.mark.thorough
@pytest.mark.skipif(shutil.which("fish") is None, reason="there is no fish here")
def test_fish_gets_one_word_for_each_name(project: Path) -> None:
    script = """
        _APPXLINT_COMPLETE=source_fish appxlint | source
        complete -C 'appxlint live --only '
    """
    names = {line.partition("\t")[0] for line in completed("fish", script, project)}
    assert {*NAMES, *HOSTILE[:3], "procore"} <= names
