from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
import typer

from tests.conftest import write_project
from validator.cli import app as cli
from validator.cli.arguments import LEVELS
from validator.cli.live_options import LIVE
from validator.cli.options import CHECK, COLOR, FAIL_ON, FORMAT, PAGE_FORMAT
from validator.cli.page_options import RULES
from validator.cli.project_options import GUIDE
from validator.render.formats import FORMATS
from validator.render.screen import COLOUR
from validator.rules import ALL

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Command

CONFIG = """\
apiVersion: appxlint/v1
kind: ConnectorConfig
name: {name}
connector: procore
"""
HOSTILE = ("'-rf'", '"a\\nb"', '"a\\u202eb"')


@pytest.fixture
def offers(command: Command, monkeypatch: pytest.MonkeyPatch, project: Path) -> Callable[..., list[str]]:
    assert project.is_dir()

    def complete(*words: str) -> list[str]:
        monkeypatch.setenv("_APPXLINT_COMPLETE", "complete_bash")
        monkeypatch.setenv("COMP_WORDS", " ".join(("appxlint", *words)))
        monkeypatch.setenv("COMP_CWORD", str(len(words)))
        ran = command()
        assert (ran.code, ran.err) == (0, "")
        return ran.out.split()

    return complete


def test_the_values_that_are_offered_are_those_that_commands_take() -> None:
    assert FORMAT.choices == tuple(FORMATS)
    assert FAIL_ON.choices == tuple(LEVELS)
    assert COLOR.choices == COLOUR
    assert PAGE_FORMAT.choices == ("text", "json")


@pytest.mark.parametrize(
    ("name", "option"),
    [
        *(("check", each) for each in CHECK if each.choices),
        *(("live", each) for each in LIVE if each.choices),
        *(("rules", each) for each in RULES if each.choices),
        *(("guide", each) for each in GUIDE if each.choices),
    ],
    ids=lambda each: each if isinstance(each, str) else each.names[0],
)
def test_an_option_offers_its_values(name: str, option: Any, offers: Callable[..., list[str]]) -> None:
    assert offers(name, option.names[0], "") == list(option.choices)
    first = option.choices[0]
    assert offers(name, option.names[0], first) == [each for each in option.choices if each.startswith(first)]


@pytest.mark.parametrize("words", [("explain",), ("check", "--select"), ("check", "--ignore")], ids=" ".join)
def test_rules_are_offered_by_what_their_ids_begin_with(
    words: tuple[str, ...], offers: Callable[..., list[str]]
) -> None:
    assert set(offers(*words, "")) > {rule.id for rule in ALL}
    assert offers(*words, "unknown-det") == ["unknown-detail"]
    assert "live/token-refused" not in offers(*words, "unknown")


def test_a_rule_is_offered_with_each_level(offers: Callable[..., list[str]]) -> None:
    expected = [f"unknown-detail={level}" for level in ("error", "warning", "info")]
    assert offers("check", "--severity", "unknown-det") == expected


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_shells_that_show_it_get_the_first_sentence_of_a_rule(
    shell: str, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("_APPXLINT_COMPLETE", f"complete_{shell}")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "appxlint explain unknown-det")
    monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
    summary = next(rule.described().summary for rule in ALL if rule.id == "unknown-detail")
    assert summary.split('"', maxsplit=1)[0].split("'", maxsplit=1)[0] in command().out


def test_kinds_connectors_and_editors_are_offered(offers: Callable[..., list[str]]) -> None:
    assert offers("schema", "C") == ["ConnectorConfig", "ConnectionDefinition", "Connector"]
    assert "settings" in offers("schema", "")
    assert offers("catalog", "proc") == ["procore"]
    assert offers("schema", "--install", "") == ["vscode"]


def test_configs_and_connectors_of_the_project_are_offered(
    offers: Callable[..., list[str]], project: Path
) -> None:
    write_project(project, {"a.yaml": CONFIG.format(name="acme"), "b.yaml": CONFIG.format(name="birch")})
    assert offers("live", "--only", "") == ["acme", "birch", "procore"]
    assert offers("live", "--only", "b") == ["birch"]


def test_what_stands_in_the_columns_of_a_list_is_offered(
    offers: Callable[..., list[str]], project: Path
) -> None:
    config = CONFIG.format(name="acme") + (
        "workspace: {name: Acme-East, company: Acme}\nconnection:\n  baseConnection: Ledger-live\n"
        "  oauthClient: Ours\n  details: {connectionEnvironment: Production}\n"
    )
    write_project(project, {"a.yaml": config})
    found = {
        option: offers("list", f"--{option}", "")
        for option in ("customer", "workspace", "environment", "client", "base-connection")
    }
    assert found == {
        "customer": ["Acme"],
        "workspace": ["Acme-East"],
        "environment": ["Production"],
        "client": ["Ours"],
        "base-connection": ["Ledger-live"],
    }
    assert offers("list", "--client", "x") == []


def test_no_name_is_offered_that_a_shell_would_take_for_more_than_a_word(
    offers: Callable[..., list[str]], project: Path
) -> None:
    write_project(project, {f"{at}.yaml": CONFIG.format(name=name) for at, name in enumerate(HOSTILE)})
    assert offers("live", "--only", "") == ["procore"]


def test_a_comparison_is_offered_configs_by_name_and_their_files(
    offers: Callable[..., list[str]], project: Path
) -> None:
    write_project(
        project,
        {"customers/acme.yaml": CONFIG.format(name="acme"), "birch.yaml": CONFIG.format(name="birch")},
    )
    assert offers("diff", "") == ["birch", "acme", "birch.yaml", "customers/acme.yaml"]
    assert offers("diff", "acme", "bir") == ["birch", "birch.yaml"]


def test_a_change_may_be_about_whatever_has_a_name_and_about_files(
    offers: Callable[..., list[str]], project: Path
) -> None:
    client = "apiVersion: appxlint/v1\nkind: OAuthClient\nname: ours\nconnector: procore\n"
    write_project(
        project, {"acme.yaml": CONFIG.format(name="acme"), "client.yaml": client, "own.yaml": "a: 1\n"}
    )
    assert set(offers("graph", "--impact", "")) == {"acme", "ours", "acme.yaml", "client.yaml"}
    assert offers("graph", "--impact", "cl") == ["client.yaml"]


def test_where_the_settings_cannot_be_used_no_name_is_offered(
    offers: Callable[..., list[str]], project: Path
) -> None:
    write_project(project, {"appxlint.toml": "nonsense = 1", "a.yaml": CONFIG.format(name="acme")})
    assert offers("live", "--only", "") == []


def test_paths_are_left_to_the_shell(offers: Callable[..., list[str]], project: Path) -> None:
    write_project(project, {"a.yaml": CONFIG.format(name="acme")})
    assert offers("check", "a") == []


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
def test_a_real_shell_completes(project: Path) -> None:
    tool = project / "appxlint"
    tool.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m validator "$@"\n', encoding="utf-8")
    tool.chmod(0o755)
    script = """
        source <(_APPXLINT_COMPLETE=source_bash ./appxlint)
        COMP_WORDS=(appxlint check --fail-on w); COMP_CWORD=3
        _appxlint_completion ./appxlint
        echo "${COMPREPLY[@]}"
    """
    ran = subprocess.run(
        ["bash", "-c", script], cwd=project, capture_output=True, text=True, check=True, timeout=60
    )
    assert (ran.stdout, ran.stderr) == ("warning\n", "")


def test_every_word_and_value_has_what_offers_it_or_is_a_file() -> None:
    app: Any = typer.main.get_command(cli.app)
    silent = {
        each.metavar
        for sub in app.commands.values()
        for each in sub.params
        if each.metavar and each._custom_shell_complete is None
    }
    assert silent == {
        *("[PATHS]...", "PATH", "PATH...", "FILE", "FOLDER"),
        *("DAY", "N", "SECONDS", "HOST", "URL", "PATTERN"),
        *("ID", "YES|NO|DAY"),
        "REV",
        *(
            "TEXT",
            "NAMES",
            "UUID",
            "NUMBER|URL",
            "REFERENCE",
            "KEY=VALUE",
            "FIELD=HEADING",
            "CONNECTOR_JSON",
            "[FOLDER]",
        ),
    }
