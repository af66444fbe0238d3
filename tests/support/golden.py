"""A golden record of everything that the command prints, to hold a rebuilt tool against the one before.

`python -m tests.support.golden record FILE` runs every sample, page, format, fix and live answer and keeps what was
printed; `python -m tests.support.golden compare OLD NEW` shows what differs. Records belong outside git.
"""

from __future__ import annotations

import contextlib
import difflib
import io
import itertools
import json
import multiprocessing
import os
import re
import shutil
import sys
import tempfile
import zlib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from unittest import mock

from tests.conftest import clean_environment
from tests.support.clock import TODAY
from tests.support.clock.sitecustomize import AHEAD, ALLOWED
from tests.support.fake_procore import SECRET, FakeProcore, client_id
from tests.support.samples import Case, cases, scenarios
from validator.catalog import shipped_connectors
from validator.cli import entry
from validator.documents.kinds import KINDS
from validator.render.formats import FORMATS
from validator.rules import ALL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MESSAGES = Path(__file__).parents[1] / "whole" / "messages"
DEMO = Path(__file__).parents[2] / "sample-configs" / "demo"
LIVE_SCENARIOS = (
    *(
        "good",
        "unknown",
        "companies-none",
        "companies-429-once",
        "me-not-connected",
        "me-403",
        "me-404",
        "me-500",
    ),
    *(
        "projects-none",
        "projects-403",
        "region-html",
        "region-404",
        "revoke-500",
        "token-user-level",
        "token-html",
    ),
    *("token-500", "token-429-long", "token-503-long", "token-hangup", "token-redirect307", "token-deep"),
)
_LIVE_CONFIG = """\
apiVersion: appxlint/v1
kind: ConnectorConfig
name: example
connector: procore
integration: Example + Ledger
workspace: {name: "Example : Procore <> Ledger", type: standard, region: us, company: Example Builders}
application: {source: custom, name: Ledger Sync, access: service-account, installed: true}
connection:
  name: Example Procore
  definition: Procore V2 OAuth Client Credentials Auth
  oauthClient: Example service account
  details:
    companyId: 112233  # appxlint: ignore[company-id-example] the number of the server under test
    connectionEnvironment: Production
---
apiVersion: appxlint/v1
kind: OAuthClient
name: Example service account
connector: procore
definition: Procore V2 OAuth Client Credentials Auth
credentials: production
clientId: ${env:GOLDEN_ID}
clientSecret: ${env:GOLDEN_SECRET}
tokenUrl: https://login.procore.com/oauth/token
"""
_UNSTEADY = (
    (re.compile(r"(localhost|127\.0\.0\.1):[0-9]{4,5}"), r"\1:PORT"),
    (re.compile(r"\b[0-9]+(\.[0-9]+)? m?s\b"), "N s"),
    (re.compile(r'("seconds": )[0-9.e-]+'), r"\g<1>0"),
    (re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"), "REQUEST"),
    (re.compile(r'("clock_skew": )-?[0-9]+'), r"\g<1>0"),
)


class Trial(NamedTuple):
    """One command line in one project: `name` is the key of the record."""

    name: str
    arguments: tuple[str, ...]


class Project(NamedTuple):
    """A folder that is filled anew for each trial, and the trials in it."""

    name: str
    fill: Callable[[Path], object]
    trials: tuple[Trial, ...]


def run(arguments: tuple[str, ...]) -> str:
    """Run a command line in the working folder; return what it printed on both streams, and its exit code."""
    raw = io.BytesIO(), io.BytesIO()
    out, err = (io.TextIOWrapper(each, encoding="utf-8", write_through=True) for each in raw)
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code: object = entry.run(list(arguments))
        except SystemExit as leaving:
            code = leaving.code
    printed = [each.getvalue().decode("utf-8", "replace") for each in raw]
    return f"{printed[0]}\n-- standard error --\n{printed[1]}\n-- exit code {code} --\n"


def record() -> dict[str, str]:
    """Return all that the command prints, by project and command line."""
    for name in set(os.environ) - set(clean_environment()):
        del os.environ[name]
    os.environ |= {"NO_COLOR": "1", "COLUMNS": "100", ALLOWED: "1", AHEAD: f"{(TODAY - date.today()).days}"}  # noqa: DTZ011
    with multiprocessing.Pool() as pool:
        found = dict(itertools.chain.from_iterable(pool.map(_tried, _projects(), chunksize=8)))
    return found | dict(_live())


def _projects() -> list[int]:
    return list(range(len(_all_projects())))


def _tried(number: int) -> list[tuple[str, str]]:
    project = _all_projects()[number]
    printed = []
    for trial in project.trials:
        with tempfile.TemporaryDirectory() as parent:
            folder = Path(parent).resolve() / "project"
            project.fill(folder)
            before = _files(folder)
            with contextlib.chdir(folder):
                text = run(trial.arguments)
            changed = {name: data for name, data in _files(folder).items() if before.get(name) != data}
            text += "".join(f"-- wrote {name} --\n{changed[name]}\n" for name in sorted(changed))
            printed.append((f"{project.name}: {trial.name}", text.replace(parent, "/tmp/PARENT")))
    return printed


def _files(folder: Path) -> dict[str, str]:
    return {
        each.relative_to(folder).as_posix(): each.read_bytes().decode("utf-8", "backslashreplace")
        for each in sorted(folder.rglob("*"))
        if each.is_file()
    }


def _all_projects() -> list[Project]:
    found = [Project(f"invalid/{each.rule}/{each.name}", _copier(each), _of_sample()) for each in cases()]
    found += [Project(f"valid/{each.name}", _copy(each), _of_scenario(each)) for each in scenarios()]
    found += [
        Project(f"messages/{each.name}", _copy(each), _of_sample()) for each in sorted(MESSAGES.iterdir())
    ]
    return [
        *found,
        Project("demo", _copy(DEMO), _of_scenario(DEMO)),
        Project("pages", _copy(DEMO), tuple(_of_pages())),
    ]


def _copier(case: Case) -> Callable[[Path], object]:
    return case.copy_to


def _copy(source: Path) -> Callable[[Path], object]:
    def fill(folder: Path) -> None:
        shutil.copytree(source, folder, ignore=shutil.ignore_patterns("expected.txt"))
        (folder / "appxlint.toml").touch()

    return fill


def _of_sample() -> tuple[Trial, ...]:
    checks = [Trial(form, ("check", "--as-of", f"{TODAY}", "--format", form, ".")) for form in FORMATS]
    fixes = [
        Trial(option, ("check", "--as-of", f"{TODAY}", option, "."))
        for option in ("--fix", "--unsafe-fixes", "--diff")
    ]
    more = (
        "check",
        "--as-of",
        f"{TODAY}",
        "--unsafe-fixes",
        "--diff",
        "--statistics",
        "--show-files",
        "--quiet",
        ".",
    )
    return (*checks, *fixes, Trial("unsafe diff", more), Trial("live", ("live", ".")))


def _of_scenario(folder: Path) -> tuple[Trial, ...]:
    files = sorted(each.relative_to(folder).as_posix() for each in folder.rglob("*.yaml"))
    shows = [
        Trial(f"show {form} {file}", ("show", "--format", form, file))
        for file in files
        for form in ("text", "json")
    ]
    single = [Trial(f"check {file}", ("check", "--as-of", f"{TODAY}", file)) for file in files]
    baseline = Trial(
        "write baseline", ("check", "--as-of", f"{TODAY}", "--write-baseline", "baseline.json", ".")
    )
    return (*_of_sample(), *shows, *single, baseline)


def _of_pages() -> Iterator[Trial]:
    lines = [
        *(("explain", rule.id) for rule in ALL),
        *((name, "--format", form) for name in ("rules", "catalog") for form in ("text", "json")),
        *(("catalog", key, "--format", form) for key in shipped_connectors() for form in ("text", "json")),
        *(("schema", kind) for kind in (*KINDS, "settings", "report", "Conector")),
        *((name, "--help") for name in ("check", "live", "explain", "rules", "show", "catalog", "schema")),
        *(
            ("schema",),
            ("schema", "--install", "vscode"),
            ("schema", "--install", "vim"),
            ("--help",),
            ("--version",),
        ),
        *(
            ("explain", "company-id-is-ulr"),
            ("explain", "live/invalid-client"),
            ("catalog", "procor"),
            ("show", "none"),
        ),
        *(
            ("check", "none.yaml"),
            ("check", "--format", "sarrif", "."),
            ("check", "--severity", "x", "."),
            ("chek",),
        ),
        *(
            ("check", "--select", "no-such-rule", "."),
            ("check", "--fail-on", "warn", "."),
            ("check", "--as-of", "x", "."),
        ),
    ]
    return (Trial(" ".join(line), tuple(line)) for line in lines)


def _live() -> Iterator[tuple[str, str]]:
    """Yield what the live check prints against the fake, by scenario and format."""
    with tempfile.TemporaryDirectory() as parent, FakeProcore(Path(parent)) as fake:
        folder = Path(parent) / "project"
        folder.mkdir()
        (folder / "appxlint.toml").touch()
        (folder / "config.yaml").write_text(_LIVE_CONFIG, encoding="utf-8")
        hosts = (
            *("--login-url", fake.login.url, "--api-url", fake.api.url, "--ca-bundle", f"{fake.ca_file}"),
            *("--trust-host", fake.login.host, "--trust-host", fake.api.host),
        )
        for number, (scenario, form) in enumerate(itertools.product(LIVE_SCENARIOS, FORMATS)):
            environment = {"GOLDEN_ID": client_id(scenario, f"g{number}"), "GOLDEN_SECRET": SECRET}
            with contextlib.chdir(folder), mock.patch.dict(os.environ, environment):
                text = run(("live", "--format", form, *hosts, "config.yaml"))
            yield f"live/{scenario}: {form}", _steady(text)


def _steady(text: str) -> str:
    for pattern, words in _UNSTEADY:
        text = pattern.sub(words, text)
    return text


def load(file: Path) -> dict[str, str]:
    """Return a record that was kept in a file."""
    found: dict[str, str] = json.loads(zlib.decompress(file.read_bytes()))
    return found


def differences(old: dict[str, str], new: dict[str, str]) -> Iterator[str]:
    """Yield a unified diff for each command line whose output differs, is gone or is new."""
    for name in sorted(old.keys() | new.keys()):
        before, after = (each.get(name, "").splitlines(keepends=True) for each in (old, new))
        if before != after:
            yield "".join(difflib.unified_diff(before, after, f"{name} (old)", f"{name} (new)", n=1))


def main(arguments: list[str]) -> int:
    """Record or compare; return 1 where records differ, 2 for a wrong call."""
    match arguments:
        case ["record", file]:
            Path(file).write_bytes(zlib.compress(json.dumps(record()).encode()))
            return 0
        case ["compare", old, new]:
            found = list(differences(load(Path(old)), load(Path(new))))
            sys.stdout.write("".join(found) + f"{len(found)} differ\n")
            return 1 if found else 0
        case _:
            sys.stderr.write(f"{__doc__}\n")
            return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
