"""The trial without a Procore account, as docs/live.md tells it, and what that page shows of a run."""

from __future__ import annotations

import contextlib
import re
import shlex
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

import pytest
import yaml

from tests.conftest import clean_environment
from tests.support.documentation import ROOT, blocks
from validator.cli.live_options import LIVE
from validator.cli.options import CHECK

if TYPE_CHECKING:
    from collections.abc import Iterator

LIVE_PAGE = ROOT / "docs" / "live.md"
START = "-m tests.support.fake_procore"


class Trial(NamedTuple):
    """The command that the stand-in prints, and the hosts that it names."""

    command: list[str]
    hosts: list[str]

    def run(self, *more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*self.command, *more],
            cwd=ROOT,
            env=clean_environment(),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )


@pytest.fixture(scope="module")
def trial() -> Iterator[Trial]:
    """The stand-in, started as the page says."""
    with subprocess.Popen(
        [sys.executable, *shlex.split(START)],
        cwd=ROOT,
        env=clean_environment(PYTHONUNBUFFERED="1"),
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None
        line = next(line for line in process.stdout if " live " in line)
        command = shlex.split(line)
        yield Trial(command, [command[command.index(each) + 1] for each in ("--login-url", "--api-url")])
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(10)


def steady(shown: str) -> str:
    """Return what is shown without times, which differ from run to run."""
    return re.sub(r" +[0-9]+\.[0-9]{2} s", " 0.00 s", shown)


def test_the_command_that_is_printed_shows_what_the_page_shows(trial: Trial) -> None:
    assert START in LIVE_PAGE.read_text(encoding="utf-8")
    (table,) = (each.text for each in blocks(LIVE_PAGE, "text") if each.text.startswith("outcome"))
    ran = trial.run()
    assert ran.returncode == 1, ran.stderr
    assert steady(ran.stdout).endswith(steady(table))


def test_the_page_shows_a_run_as_it_is(trial: Trial) -> None:
    page = next(each.text for each in blocks(LIVE_PAGE, "text") if each.text.startswith("$ appxlint live"))
    ran = trial.run("--only", "works")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    shown = ran.stdout
    for host, real in zip(trial.hosts, ("login.procore.com", "api.procore.com"), strict=True):
        shown = shown.replace(host.removeprefix("https://"), real)
    assert steady(shown).startswith(steady(page.partition("\n")[2]))


def test_the_snippet_for_a_pipeline_is_one() -> None:
    (text,) = (each.text for each in blocks(LIVE_PAGE, "yaml"))
    (step,) = yaml.safe_load(text)
    assert step["run"] == "appxlint live configs/"
    assert step["env"] == {name: f"${{{{ secrets.{name} }}}}" for name in step["env"]}


def test_every_option_that_the_page_names_is_one() -> None:
    named = set(re.findall(r"`(--[a-z-]+)", LIVE_PAGE.read_text(encoding="utf-8")))
    known = {name for option in (*CHECK, *LIVE) for name in option.names}
    assert named - known == set()
    assert len(named) > 10
