"""`appxlint live` as people run it: a process of its own against a real HTTPS server on this machine."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import socket
import ssl
import subprocess
import sys
import time
import urllib.request
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.conftest import clean_environment, run_cli
from tests.live.checking import fresh
from tests.support.fake_procore import COMPANY, PROJECT, SECRET
from validator.render.formats import FORMATS
from validator.rules import ALL

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from tests.conftest import Command
    from tests.support.fake_procore import FakeProcore

pytestmark = pytest.mark.usefixtures("quiet_environment")

CONFIG = """\
apiVersion: appxlint/v1
kind: ConnectorConfig
name: {name}
connector: procore
integration: Example + Ledger
workspace: {{name: "Example : Procore <> Ledger", type: standard, region: us, company: Example Builders}}
application: {{source: custom, name: Ledger Sync, access: service-account, installed: true}}
connection:
  name: Example Procore
  definition: {definition}
  oauthClient: Example service account
  details:
    companyId: {company}  # appxlint: ignore[company-id-example] the number of the server under test
    connectionEnvironment: Production
"""
CLIENT = """\
---
apiVersion: appxlint/v1
kind: OAuthClient
name: Example service account
connector: procore
definition: {definition}
credentials: production
clientId: ${{env:LIVE_TEST_ID}}
clientSecret: ${{env:LIVE_TEST_SECRET}}
tokenUrl: https://login.procore.com/oauth/token
{more}"""
CREDENTIALS = "Procore V2 OAuth Client Credentials Auth"
CODE_FLOW = "Procore V2 OAuth Code Flow Auth"
URLS = "authorizationUrl: https://login.procore.com/oauth/authorize\nrefreshUrl: https://login.procore.com/oauth/token\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project with one client-credentials config and its client."""
    (tmp_path / "appxlint.toml").write_text("")
    write(tmp_path)
    return tmp_path


def write(folder: Path, *, company: int = COMPANY, definition: str = CREDENTIALS, more: str = "") -> None:
    company_line = CONFIG.format(name="example", company=company, definition=definition)
    if company != COMPANY:
        company_line = re.sub(r"  # appxlint: ignore\S+ [^\n]*", "", company_line)
    (folder / "config.yaml").write_text(company_line + CLIENT.format(definition=definition, more=more))


def hosts(fake: FakeProcore) -> list[str]:
    return [
        *("--login-url", fake.login.url, "--api-url", fake.api.url),
        *("--trust-host", fake.login.host, "--trust-host", fake.api.host),
        *("--ca-bundle", f"{fake.ca_file}"),
    ]


def live(
    folder: Path,
    fake: FakeProcore,
    *arguments: str,
    client: str,
    env: Mapping[str, str] | None = None,
    stdin: str = "",
) -> subprocess.CompletedProcess[str]:
    variables = {"LIVE_TEST_ID": client, "LIVE_TEST_SECRET": SECRET, **(env or {})}
    return run_cli("live", "config.yaml", *hosts(fake), *arguments, cwd=folder, env=variables, input=stdin)


def findings(ran: subprocess.CompletedProcess[str]) -> list[tuple[str, int, str]]:
    found: list[dict[str, Any]] = json.loads(ran.stdout)["diagnostics"]
    return [(each["path"], each["range"]["start"]["line"], each["rule"]) for each in found]


def test_good_keys_climb_the_whole_ladder_and_the_token_is_revoked(folder: Path, fake: FakeProcore) -> None:
    client = fresh()
    ran = live(folder, fake, client=client)
    assert ran.returncode == 0, ran.stderr
    for step in ("reference", "host", "token", "companies", "access", "region", "projects"):
        assert re.search(rf"^  passed   {step}\b", ran.stdout, re.MULTILINE), step
    assert "company Example Builders (active)" in ran.stdout
    assert "token revoked" in ran.stdout
    asked = [(each.method, each.path) for each in fake.requests(client_id=client)]
    assert asked == [
        ("POST", "/oauth/token"),
        ("GET", "/rest/v1.0/companies"),
        ("GET", f"/rest/v1.0/companies/{COMPANY}/me"),
        ("GET", "/rest/v1.0/company_base_url"),
        ("GET", "/rest/v1.1/projects"),
        ("POST", "/oauth/revoke"),
    ]


BY_A_PROCESS = [
    each if each in {"text", "json", "sarif"} else pytest.param(each, marks=pytest.mark.thorough)
    for each in FORMATS
]
"""Formats that are printed by a process each time; a thorough run has the others."""


@pytest.mark.today
@pytest.mark.parametrize("form", BY_A_PROCESS)
def test_an_unknown_client_is_told_at_the_clients_id_in_every_format(
    form: str, folder: Path, fake: FakeProcore
) -> None:
    ran = live(
        folder, fake, "--format", form, client=fresh(), env={"LIVE_TEST_SECRET": "another-secret-0123456789"}
    )
    assert ran.returncode == 1
    assert "live/invalid-client" in ran.stdout
    assert "another-secret" not in ran.stdout + ran.stderr
    assert "Traceback" not in ran.stderr


def test_no_more_findings_are_shown_than_the_settings_allow(folder: Path, fake: FakeProcore) -> None:
    (folder / "appxlint.toml").write_text("[limits]\nfindings-per-file = 1\n")
    config = folder / "config.yaml"
    config.write_text(config.read_text().replace("\nname:", "\nmetadata: {owner: no, since: 0123}\nname:", 1))
    ran = live(
        folder,
        fake,
        "--format",
        "json",
        client=fresh(),
        env={"LIVE_TEST_SECRET": "another-secret-0123456789"},
    )
    assert [rule for _, _, rule in findings(ran)] == ["live/invalid-client"]
    assert json.loads(ran.stdout)["omitted"] == [
        {"path": "config.yaml", "errors": 0, "warnings": 2, "infos": 0}
    ]
    assert ran.returncode == 1


def test_faults_stand_at_the_line_that_is_to_blame(folder: Path, fake: FakeProcore) -> None:
    write(folder, company=PROJECT)
    assert findings(live(folder, fake, "-f", "json", client=fresh())) == [
        ("config.yaml", 13, "live/company-is-project")
    ]
    write(folder)
    refused = live(folder, fake, "-f", "json", client=fresh("token-user-level"))
    assert findings(refused) == [("config.yaml", 22, "live/grant-not-allowed")]
    unset = live(folder, fake, "-f", "json", client=fresh(), env={"LIVE_TEST_SECRET": ""})
    assert findings(unset) == [("config.yaml", 23, "live/unresolved-reference")]
    assert (refused.returncode, unset.returncode) == (1, 3)


def test_a_config_with_errors_is_not_tried(folder: Path, fake: FakeProcore) -> None:
    client = fresh()
    (folder / "config.yaml").write_text(
        (folder / "config.yaml").read_text().replace("  name: Example", "  nmae: Example")
    )
    ran = live(folder, fake, "-f", "json", client=client)
    assert ran.returncode == 3
    assert [rule for _, _, rule in findings(ran)] == ["unknown-field"]
    assert fake.requests(client_id=client) == []


def test_a_host_of_the_repository_receives_no_secret(folder: Path, fake: FakeProcore) -> None:
    client = fresh()
    text = (folder / "config.yaml").read_text()
    connector = (
        "---\napiVersion: appxlint/v1\nkind: Connector\nkey: procore\nname: Procore\ncompanyId: {keys: [companyId]}\n"
        "environments:\n"
        f"  - {{name: Production, loginUrl: '{fake.login.url}', apiUrl: '{fake.api.url}', credentials: production}}\n"
    )
    (folder / "config.yaml").write_text(
        text.replace("https://login.procore.com/oauth/token", f"{fake.login.url}/oauth/token") + connector
    )
    variables = {"LIVE_TEST_ID": client, "LIVE_TEST_SECRET": SECRET}
    ran = run_cli(
        "live", "config.yaml", "--ca-bundle", f"{fake.ca_file}", "-f", "json", cwd=folder, env=variables
    )
    assert ran.returncode == 3
    assert "live/untrusted-host" in [rule for _, _, rule in findings(ran)]
    assert fake.requests(client_id=client) == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--login-url", "https://login.example"], "trust it with --trust-host procore=login.example"),
        (["--login-url", "other=https://login.example"], 'no connector has the key "other"'),
        (["--login-url", ""], "--login-url: the value is empty"),
        (["--trust-host", "login.example", "--login-url", "nonsense"], "--login-url: this is no address"),
        (["--trust-host", "login.example", "--api-url", "login.example"], "--api-url: this is no address"),
        (["--trust-host", "not a host"], "--trust-host"),
        (["--paste", "--browser"], "choose one of the two"),
        (["--refresh"], "--refresh goes with --browser or --paste"),
        (["--browser"], "--redirect-uri"),
        (
            ["--browser", "--redirect-uri", "https://app.example/"],
            "--redirect-uri: this is no http://localhost",
        ),
        (["--ca-bundle", "gone.pem"], "gone.pem is no file"),
        (["--only", "exmaple"], 'did you mean "example"?'),
        (["--timeout", "0"], "--timeout: "),
        (["--timeout", "soon"], "no number of seconds from 1 to 600"),
        (["--env-file", "gone.env"], "--env-file: gone.env cannot be read"),
        (["--ca-bundle", "a" * 300], "is no file"),
    ],
)
def test_a_wrong_call_is_one_clear_line(
    arguments: list[str], words: str, folder: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    ran = command("live", "config.yaml", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err
    assert ran.err.count("\n") == 1


def test_with_several_connectors_an_address_says_for_which_it_is(folder: Path, fake: FakeProcore) -> None:
    client = fresh()
    (folder / "other.yaml").write_text(
        "apiVersion: appxlint/v1\nkind: ConnectorConfig\nname: other\nconnector: openai\n"
        'workspace: {name: "Example : OpenAI"}\nconnection:\n  definition: OpenAI API Key Auth\n'
        "  details: {apiKey: '${env:KEY}', connectionEnvironment: Production}\n"
    )
    variables = {"LIVE_TEST_ID": client, "LIVE_TEST_SECRET": SECRET}
    ran = run_cli("live", ".", *hosts(fake), cwd=folder, env=variables)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert (
        f"write --trust-host openai={fake.login.host} or --trust-host procore={fake.login.host}" in ran.stderr
    )
    assert fake.requests(client_id=client) == []
    bound = [f"procore={each}" if each[:4] in {"http", "127."} else each for each in hosts(fake)]
    ran = run_cli("live", ".", *bound, "--verbose", cwd=folder, env=variables)
    assert "token revoked" in ran.stdout, ran.stderr
    assert re.search(r"^passed +example +procore Production", ran.stdout, re.MULTILINE)
    assert re.search(r"^untried +other +openai", ran.stdout, re.MULTILINE)
    assert ran.returncode == 0


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals")
@pytest.mark.parametrize(("arguments", "named"), [([], True), (["-f", "text", "-o", "report.txt"], False)])
def test_other_companies_are_named_on_a_terminal_alone(
    folder: Path, fake: FakeProcore, arguments: list[str], named: bool
) -> None:
    import pty  # noqa: PLC0415 - not there on every system

    variables = clean_environment(LIVE_TEST_ID=fresh("companies-other"), LIVE_TEST_SECRET=SECRET)
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "validator", "live", "config.yaml", *hosts(fake), *arguments],
        cwd=folder,
        env=variables,
        stdout=theirs,
        stderr=subprocess.DEVNULL,
    )
    os.close(theirs)
    shown = b""
    with contextlib.suppress(OSError):  # so the end of a terminal is told
        while read := os.read(ours, 65536):
            shown += read
    os.close(ours)
    assert process.wait(timeout=60) == 1
    report = folder / "report.txt"
    text = " ".join((shown.decode() + (report.read_text() if report.exists() else "")).split())
    assert ('"Other Builders" (445566)' in text, "1 other company" in text) == (named, not named)


def test_what_the_settings_say_of_a_live_rule_counts_in_every_part(folder: Path, fake: FakeProcore) -> None:
    (folder / "appxlint.toml").write_text('[severity]\n"live/no-permitted-projects" = "error"\n')
    ran = live(folder, fake, "-f", "sarif", client=fresh("projects-none"))
    assert ran.returncode == 1
    (run,) = json.loads(ran.stdout)["runs"]
    (found,) = (each for each in run["results"] if each["level"] == "error")
    assert (found["ruleId"], found["level"]) == ("live/no-permitted-projects", "error")
    assert run["tool"]["driver"]["rules"][found["ruleIndex"]]["id"] == "live/no-permitted-projects"
    (folder / "appxlint.toml").write_text('ignore = ["live/no-permited-projects"]\n')
    ran = live(folder, fake, client=fresh())
    assert (ran.returncode, ran.stdout) == (2, "")
    assert 'did you mean "live/no-permitted-projects"?' in ran.stderr


def test_a_file_of_variables_serves_a_run_and_the_token_alone_is_asked_for(
    folder: Path, fake: FakeProcore
) -> None:
    client = fresh()
    (folder / "secrets.env").write_text(f"LIVE_TEST_ID={client}\nLIVE_TEST_SECRET={SECRET}\n")
    ran = run_cli(
        *(
            "live",
            "config.yaml",
            *hosts(fake),
            "--env-file",
            "secrets.env",
            "--token-only",
            "--timeout",
            "30",
        ),
        cwd=folder,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert [each.path for each in fake.requests(client_id=client)] == ["/oauth/token", "/oauth/revoke"]
    assert SECRET not in ran.stdout + ran.stderr


def test_a_dry_run_sends_nothing_and_shows_no_value(folder: Path, fake: FakeProcore) -> None:
    client = fresh()
    ran = live(folder, fake, "--dry-run", client=client)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert f"POST {fake.login.url}/oauth/token" in " ".join(ran.stdout.split())
    assert "clientId from ${env:LIVE_TEST_ID} gives a value" in ran.stdout
    assert fake.requests(client_id=client) == []
    assert SECRET not in ran.stdout + ran.stderr
    assert client not in ran.stdout + ran.stderr
    unset = run_cli("live", "config.yaml", "--dry-run", *hosts(fake), cwd=folder)
    assert unset.returncode == 3
    assert f"GET {fake.api.url}/rest/v1.0/companies" in " ".join(unset.stdout.split())
    assert "LIVE_TEST_ID is not set" in unset.stdout
    assert "LIVE_TEST_SECRET is not set" in unset.stdout


def test_a_dry_run_of_several_says_it_of_each(folder: Path, fake: FakeProcore) -> None:
    text = (folder / "config.yaml").read_text().partition("---")[0]
    (folder / "second.yaml").write_text(text.replace("name: example", "name: second"))
    variables = {"LIVE_TEST_ID": fresh(), "LIVE_TEST_SECRET": SECRET}
    ran = run_cli("live", ".", "--dry-run", *hosts(fake), cwd=folder, env=variables)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    for name in ("example", "second"):
        assert re.search(rf"^{name}\n  passed   reference", ran.stdout, re.MULTILINE)
        assert re.search(rf"^ready +{name} +procore Production", ran.stdout, re.MULTILINE)


def test_a_text_in_a_file_has_the_steps_and_the_table_too_and_a_quiet_run_neither(
    folder: Path, fake: FakeProcore
) -> None:
    text = (folder / "config.yaml").read_text().partition("---")[0]
    (folder / "second.yaml").write_text(text.replace("name: example", "name: second"))
    variables = {"LIVE_TEST_ID": fresh("me-403"), "LIVE_TEST_SECRET": SECRET}
    ran = run_cli("live", ".", *hosts(fake), "-f", "text", "-o", "out.txt", cwd=folder, env=variables)
    assert ran.returncode == 1
    assert (folder / "out.txt").read_text() == ran.stdout
    assert "failed   access" in ran.stdout
    assert re.search(r"^failed +second +procore Production", ran.stdout, re.MULTILINE)
    quiet = run_cli("live", ".", *hosts(fake), "-q", cwd=folder, env=variables)
    assert re.match(r"config.yaml:[0-9]+:[0-9]+  error  live/forbidden\n", quiet.stdout)
    assert "\noutcome" not in quiet.stdout
    good = run_cli("live", ".", *hosts(fake), "-q", cwd=folder, env=variables | {"LIVE_TEST_ID": fresh()})
    assert (good.returncode, good.stdout, good.stderr) == (0, "", "")


def test_no_option_takes_a_secret() -> None:
    ran = run_cli("live", "--help")
    assert "--paste" in ran.stdout
    assert not re.search(r"--(client-)?secret\b|--token\b(?!-only)|--password\b", ran.stdout)


def test_keys_of_another_environment_are_found_only_when_asked(folder: Path, fake: FakeProcore) -> None:
    client = fresh()
    live(folder, fake, client=client, env={"LIVE_TEST_SECRET": "another-secret-0123456789"})
    assert len(fake.requests(client_id=client)) == 1


def test_general_configuration_is_tried_from_its_own_fields(folder: Path, fake: FakeProcore) -> None:
    (folder / "config.yaml").write_text(
        "apiVersion: appxlint/v1\nkind: ConnectorConfig\nname: example\nconnector: procore\n"
        'workspace: {name: "Example : Procore <> Ledger", company: Example Builders}\n'
        "application: {source: custom, access: service-account, installed: true}\n"
        "generalConfiguration:\n  baseUrl: https://api.procore.com/\n  clientId: ${env:LIVE_TEST_ID}\n"
        "  clientSecret: ${env:LIVE_TEST_SECRET}\n"
        f"  companyId: {COMPANY}  # appxlint: ignore[company-id-example] the number of the server under test\n"
    )
    ran = live(folder, fake, client=fresh())
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert re.search(r"^  passed   projects", ran.stdout, re.MULTILINE)


def test_a_connector_without_a_live_check_is_told_so(folder: Path) -> None:
    (folder / "config.yaml").write_text(
        "apiVersion: appxlint/v1\nkind: ConnectorConfig\nname: example\nconnector: openai\n"
        'workspace: {name: "Example : OpenAI"}\nconnection:\n  definition: OpenAI API Key Auth\n'
        "  details: {apiKey: '${env:KEY}', connectionEnvironment: Production}\n"
    )
    ran = run_cli("live", "config.yaml", "-f", "json", cwd=folder)
    assert ran.returncode == 3
    assert "live/not-supported" in [rule for _, _, rule in findings(ran)]


def test_the_code_flow_needs_a_person_or_takes_a_pasted_code(folder: Path, fake: FakeProcore) -> None:
    write(folder, definition=CODE_FLOW, more=URLS)
    client = fresh()
    alone = live(folder, fake, "-f", "json", client=client)
    assert alone.returncode == 3
    assert "live/needs-a-person" in [rule for _, _, rule in findings(alone)]
    assert fake.requests(client_id=client) == []


def test_a_code_is_pasted_and_not_shown_again(folder: Path, fake: FakeProcore) -> None:
    write(folder, definition=CODE_FLOW, more=URLS)
    client = fresh()
    variables = clean_environment(LIVE_TEST_ID=client, LIVE_TEST_SECRET=SECRET)
    process = subprocess.Popen(
        [sys.executable, "-m", "validator", "live", "config.yaml", *hosts(fake), "--paste"],
        cwd=folder,
        env=variables,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stderr is not None
    address = next(line for line in process.stderr if line.startswith("https://")).strip()
    query = parse_qs(urlsplit(address).query)
    assert query["code_challenge_method"] == ["S256"]
    assert len(query["state"][0]) >= 43
    code = _code(fake, address)
    out, err = process.communicate(f"{code}\n", timeout=60)
    assert process.returncode == 0, out + err
    assert code not in out + err


@pytest.mark.today
@pytest.mark.parametrize("form", BY_A_PROCESS)
def test_a_password_in_place_of_the_client_id_is_never_shown(
    form: str, folder: Path, fake: FakeProcore
) -> None:
    write(folder, definition=CODE_FLOW, more=URLS)
    config = folder / "config.yaml"
    config.write_text(config.read_text().replace("LIVE_TEST_ID", "DEPLOY_PASSWORD"))
    ran = live(folder, fake, "--paste", "-f", form, client="", env={"DEPLOY_PASSWORD": "swordfish"})
    assert ran.returncode == 3
    assert "live/no-client-id" in ran.stdout
    assert "swordfish" not in ran.stdout + ran.stderr
    assert "https://" not in ran.stderr


def _code(fake: FakeProcore, address: str) -> str:
    """Open the authorization address as a browser would, and read the code off the page."""
    context = ssl.create_default_context(cafile=f"{fake.ca_file}")
    with urllib.request.urlopen(address, context=context, timeout=10) as page:  # noqa: S310 - the fake's address
        text = page.read().decode()
    found = re.search(r"[A-Za-z0-9_-]{43}", text)
    assert found is not None
    return found[0]


_START = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    "from validator.cli.entry import main; main()"
)


class Running:
    """A run as a process that is sent signals; it is the only one whose client is `client`."""

    def __init__(self, folder: Path, fake: FakeProcore, client: str, *arguments: str) -> None:
        self.fake, self.client = fake, client
        self.process = subprocess.Popen(
            [sys.executable, "-c", _START, "live", *arguments, *hosts(fake)],
            cwd=folder,
            env=clean_environment(LIVE_TEST_ID=client, LIVE_TEST_SECRET=SECRET),
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def after(self, requests: int) -> Running:
        """Wait until the client has asked for so much."""
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline and len(self.fake.requests(client_id=self.client)) < requests:
            time.sleep(0.02)
        return self

    def send(self, sent: signal.Signals) -> Running:
        self.process.send_signal(sent)
        return self

    def enters(self, answer: Callable[[str], str]) -> Running:
        """Enter what a person gets from the address that is shown."""
        assert self.process.stdin is not None
        assert self.process.stderr is not None
        address = next(line for line in self.process.stderr if line.startswith("https://")).strip()
        self.process.stdin.write(f"{answer(address)}\n")
        self.process.stdin.flush()
        return self

    def ended(self) -> tuple[int, str, str]:
        """Return exit code and what was said; no time is the same twice."""
        out, err = self.process.communicate(timeout=60)
        return self.process.returncode, re.sub(r"[0-9]+\.[0-9]{2} s", "0.00 s", out), err


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one process")
@pytest.mark.parametrize(
    ("scenario", "requests", "words"),
    [
        ("projects-drip", 5, "interrupted; 1 token was revoked"),
        ("token-late", 1, "interrupted; 1 token was revoked"),
        ("token-503", 1, "interrupted; there was no token to revoke"),
    ],
)
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupt_ends_cleanly_and_leaves_no_token(
    folder: Path, fake: FakeProcore, sent: signal.Signals, code: int, scenario: str, requests: int, words: str
) -> None:
    client = fresh(scenario)
    ended = Running(folder, fake, client, "config.yaml").after(requests).send(sent).ended()
    assert (ended[0], ended[2]) == (code, f"appxlint: {words}\n")
    assert not [each for each in fake.state.tokens.values() if each.client_id == client]


INTERRUPTED = """\
example
  passed   reference
  passed   host                 {hosts}
  passed   token        0.00 s  valid for 5400 seconds
  passed   companies    0.00 s  visible: "Example Builders"
  passed   access       0.00 s  connected as "Example App"
  passed   region       0.00 s  us01, app.procore.com
  skipped  projects     0.00 s  interrupted
  token valid for 5400 s · token revoked · acts as Example App · company Example Builders (active) ·
  region us01 · 24 of 25 requests left

1 file, 2 documents, {rules} rules, no findings, 1 suppressed
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one process")
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_run_reports_what_it_had_and_nothing_else(
    folder: Path, fake: FakeProcore, sent: signal.Signals, code: int
) -> None:
    running = Running(folder, fake, fresh("projects-drip"), "config.yaml")
    shown = INTERRUPTED.format(hosts=f"{fake.login.host}, {fake.api.host}", rules=len(ALL))
    assert running.after(5).send(sent).ended() == (
        code,
        shown,
        "appxlint: interrupted; 1 token was revoked\n",
    )


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one process")
def test_what_was_interrupted_is_so_in_machine_formats_as_well(folder: Path, fake: FakeProcore) -> None:
    running = Running(
        folder, fake, fresh("projects-drip"), "config.yaml", "-f", "json", "-f", "junit", "-o", "j.xml"
    )
    code, out, _ = running.after(5).send(signal.SIGINT).ended()
    (ladder,) = json.loads(out)["live"]
    assert (code, ladder["outcome"], ladder["facts"]["token_revoked"]) == (130, "interrupted", True)
    assert [each["outcome"] for each in ladder["steps"]] == [*["passed"] * 6, "skipped"]
    assert '<skipped message="interrupted">' in (folder / "j.xml").read_text()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one process")
def test_a_second_interrupt_waits_for_nothing_and_says_what_is_left(folder: Path, fake: FakeProcore) -> None:
    client = fresh("token-slow")
    running = Running(folder, fake, client, "config.yaml").after(1).send(signal.SIGINT)
    time.sleep(0.5)
    started = time.monotonic()
    code, _, err = running.send(signal.SIGINT).ended()
    assert time.monotonic() - started < 8.0
    assert code == 130
    assert err == (
        "appxlint: interrupted; a token that was asked for and had not come yet is not revoked, and ends by itself\n"
    )


def at_a_terminal(command: list[str], variables: dict[str, str], folder: Path, until: str) -> tuple[int, str]:
    """Run a command at a terminal, interrupt it once that shows a text, and return its code and what is shown."""
    import pty  # noqa: PLC0415 - not there on every system

    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        command, cwd=folder, env=variables, stdin=theirs, stdout=subprocess.DEVNULL, stderr=theirs
    )
    os.close(theirs)
    shown = ""
    with contextlib.suppress(OSError):  # so the end of a terminal is told
        while read := os.read(ours, 65536):
            shown += read.decode()
            if until in shown:
                process.send_signal(signal.SIGINT)
                until = "\0"
    os.close(ours)
    return process.wait(timeout=60), shown


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals")
def test_a_terminal_shows_that_a_log_in_is_waited_for(folder: Path, fake: FakeProcore) -> None:
    write(folder, definition=CODE_FLOW, more=URLS)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        uri = f"http://localhost:{free.getsockname()[1]}/callback"
    command = [
        sys.executable,
        "-c",
        _START,
        "live",
        "config.yaml",
        *hosts(fake),
        "--browser",
        "--redirect-uri",
        uri,
    ]
    variables = clean_environment(LIVE_TEST_ID=fresh(), LIVE_TEST_SECRET=SECRET, BROWSER="true", TERM="xterm")
    code, shown = at_a_terminal(command, variables, folder, 'for "example", 1 s')
    assert code == 130
    assert (
        'For "example", with the client "Example service account": log in on the page that opens'
        in " ".join(shown.split())
    )
    waited, _, after = shown.partition('\r\x1b[2Kwaiting for the log-in for "example", 1 s')
    assert "waiting" not in waited
    last = after.rpartition("\x1b[2K")[2].splitlines()[-1]
    assert last == "appxlint: interrupted; there was no token to revoke"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals")
def test_a_terminal_shows_that_a_busy_server_is_waited_for(folder: Path, fake: FakeProcore) -> None:
    command = [sys.executable, "-c", _START, "live", "config.yaml", *hosts(fake)]
    variables = clean_environment(LIVE_TEST_ID=fresh("token-503"), LIVE_TEST_SECRET=SECRET, TERM="xterm")
    code, shown = at_a_terminal(command, variables, folder, "0 of 1 configs tried, 1 s")
    assert code == 130
    assert shown.startswith("\r\x1b[2K0 of 1 configs tried, 1 s\r\x1b[2K")


def test_whoever_looks_for_the_number_of_a_company_finds_it_with_a_config_that_has_none(
    folder: Path, fake: FakeProcore
) -> None:
    write(folder, definition=CODE_FLOW, more=URLS)
    config = folder / "config.yaml"
    config.write_text(re.sub(r"    companyId: [^\n]*\n", "", config.read_text()))
    running = Running(folder, fake, fresh(), "config.yaml", "--companies", "--paste")
    code, out, err = running.enters(lambda address: _code(fake, address)).ended()
    assert f"visible: {COMPANY}" in out, out + err
    assert "connection details lack companyId" in out
    assert code == 1
    assert live(folder, fake, "--paste", client=fresh()).returncode == 3


def test_of_a_config_that_is_not_one_to_try_the_reason_is_told_once(folder: Path) -> None:
    (folder / "config.yaml").write_text(
        "apiVersion: appxlint/v1\nkind: ConnectorConfig\nname: example\nconnector: openai\n"
        'workspace: {name: "Example : OpenAI"}\nconnection:\n  definition: OpenAI API Key Auth\n'
        "  details: {apiKey: '${env:KEY}', connectionEnvironment: Production}\n"
    )
    ran = run_cli("live", "config.yaml", cwd=folder)
    assert ran.stdout.count("there is no live check for this definition") == 1


def test_a_check_that_stays_offline_opens_no_socket(folder: Path) -> None:
    start = (
        "import socket, sys\n"
        "def refuse(*_a, **_k): raise AssertionError('a socket was opened')\n"
        "socket.socket = refuse\n"
        "from validator.cli.entry import run\n"
        "sys.exit(run(sys.argv[1:]))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", start, "check", "config.yaml"],
        cwd=folder,
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
