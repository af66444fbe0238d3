from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.support.fake_procore import COMPANY, NOT_INSTALLED
from validator.live import run as running
from validator.live import steps
from validator.live.listener import Browser
from validator.live.login import Denied, NoCode
from validator.live.progress import Doing, Progress
from validator.live.run import grouped, run
from validator.live.secret import Secret
from validator.live.target import Grant
from validator.live.transport import SetupError

from .checking import USUAL, check, fresh, ladder, options, rules, sandbox, target
from .people import Script, browse, pasting

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.fake_procore import FakeProcore
    from validator.live.login import Authorization
    from validator.live.target import Target


CODE_FLOW = Grant.AUTHORIZATION_CODE


def test_results_come_in_the_order_of_the_targets(fake: FakeProcore) -> None:
    scenarios = ["me-403", "good", "unknown", "projects-none", "good", "companies-none"]
    results = run([target(fake, each, name=f"{n} {each}") for n, each in enumerate(scenarios)], options(fake))
    assert [each.name for each in results] == [f"{n} {each}" for n, each in enumerate(scenarios)]
    assert [rules(each) for each in results] == [
        ["forbidden"],
        [],
        ["invalid-client"],
        ["no-permitted-projects"],
        [],
        ["company-not-visible"],
    ]


def test_nothing_to_check_is_no_error(fake: FakeProcore) -> None:
    assert run([], options(fake)) == ()


def test_progress_is_told_in_the_calling_thread(fake: FakeProcore) -> None:
    told: list[Progress | None] = []
    threads: list[threading.Thread] = []

    def tell(progress: Progress | None) -> None:
        told.append(progress)
        threads.append(threading.current_thread())

    shared = fresh()
    targets = [
        target(fake, name="a", client_id=shared),
        target(fake, name="b", client_id=shared),
        target(fake, name="c"),
    ]
    run(targets, options(fake), tell)
    assert told.pop() is None
    assert sorted(each.name for each in told if each) == ["a", "b", "c"]
    assert [(each.done, each.total) for each in told if each] == [(1, 3), (2, 3), (3, 3)]
    assert set(threads) == {threading.current_thread()}


def test_several_clients_are_checked_at_once_within_the_bound(
    fake: FakeProcore, monkeypatch: pytest.MonkeyPatch
) -> None:
    original, lock = steps.request_token, threading.Lock()
    busy, most = 0, 0

    def slow(*args: object) -> object:
        nonlocal busy, most
        with lock:
            busy += 1
            most = max(most, busy)
        time.sleep(0.05)
        with lock:
            busy -= 1
        return original(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(running, "request_token", slow)
    results = run([target(fake) for _ in range(8)], options(fake, workers=3))
    assert [rules(each) for each in results] == [[]] * 8
    assert most == 3


def test_a_missing_bundle_stops_the_run_before_anything_is_sent(fake: FakeProcore, tmp_path: Path) -> None:
    client_id = fresh()
    with pytest.raises(SetupError, match="ca-bundle"):
        run([target(fake, client_id=client_id)], options(fake, ca_bundle=tmp_path / "gone.pem"))
    assert fake.requests(client_id=client_id) == []


def test_each_second_that_goes_by_is_told_as_well(fake: FakeProcore) -> None:
    told: list[Progress | None] = []
    run([target(fake, "token-slow")], options(fake, limits=USUAL._replace(request=1.5)), told.append)
    assert [each and (each.name, each.done) for each in told] == [("", 0), ("acme-procore", 1), None]
    assert told[0] is not None
    assert told[0].seconds >= 1.0


def test_each_second_of_a_log_in_is_told(fake: FakeProcore) -> None:
    told: list[Progress | None] = []

    class Slow(Script):
        def log_in(self, authorization: Authorization, waiting: Callable[[], object] = print) -> Any:
            time.sleep(1.05)
            waiting()
            return super().log_in(authorization)

    run([target(fake, grant=CODE_FLOW)], options(fake, person=Slow(NoCode.TIMED_OUT)), told.append)
    first, cleared, *_ = told
    assert first is not None
    assert (first.doing, first.name, first.done) == (Doing.LOGGING_IN, "acme-procore", 0)
    assert cleared is None


def test_an_unusable_proxy_stops_the_run_before_anything_is_sent(
    fake: FakeProcore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "ftp://proxy")
    with pytest.raises(SetupError, match="proxy"):
        run([target(fake)], options(fake))


def test_without_a_person_the_code_flow_says_so(fake: FakeProcore) -> None:
    client_id = fresh()
    result = check(fake, client_id=client_id, grant=CODE_FLOW)
    assert rules(result) == ["needs-a-person"]
    assert ladder(result).outcomes == "ppsssss"
    assert fake.requests(client_id=client_id) == []


def test_a_person_logs_in_by_pasting_the_code(fake: FakeProcore) -> None:
    client_id = fresh()
    result = check(fake, client_id=client_id, grant=CODE_FLOW, person=pasting(fake))
    assert rules(result) == []
    assert ladder(result).outcomes == "ppppppp"
    assert result.facts.token_revoked
    (exchange,) = [each for each in fake.requests("login", client_id) if each.path == "/oauth/token"]
    assert exchange.form["redirect_uri"] == "urn:ietf:wg:oauth:2.0:oob"
    assert len(exchange.form["code_verifier"]) == 43


def test_a_refresh_token_is_not_used_but_revoked(fake: FakeProcore) -> None:
    client_id = fresh()
    result = check(fake, client_id=client_id, grant=CODE_FLOW, person=pasting(fake))
    assert (result.facts.token_revoked, result.facts.refresh_token_revoked) == (True, True)
    assert not [each for each in fake.state.refresh_tokens.values() if each.client_id == client_id]
    issued = [token for token, each in fake.state.revoked.items() if each and each.client_id == client_id]
    assert len(issued) == 2
    assert not [token for token in issued if token in repr(result)]
    assert all(each.form.get("grant_type") != "refresh_token" for each in fake.requests(client_id=client_id))


def test_a_person_logs_in_with_a_browser(fake: FakeProcore) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    back: list[int] = []

    def open_page(asked: Authorization) -> None:
        location = browse(fake, asked.url).headers["location"]
        visit = urllib.request.Request(location)  # noqa: S310 - loopback
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

        def follow() -> None:
            with opener.open(visit, timeout=5) as response:
                back.append(response.status)

        threading.Thread(target=follow, daemon=True).start()

    person = Browser(f"http://localhost:{port}/callback", open_page, 5.0)
    result = check(fake, grant=CODE_FLOW, person=person)
    assert rules(result) == []
    assert ladder(result).outcomes == "ppppppp"
    assert back == [200]


@pytest.mark.parametrize("reason", NoCode)
def test_without_a_code_the_reason_is_told(fake: FakeProcore, reason: NoCode) -> None:
    client_id = fresh()
    result = check(fake, client_id=client_id, grant=CODE_FLOW, person=Script(reason))
    assert rules(result) == ["not-logged-in"]
    assert fake.requests(client_id=client_id) == []


@pytest.mark.parametrize(
    ("error", "rule"),
    [("access_denied", "token-refused"), ("unauthorized_client", "grant-not-allowed"), ("", "token-refused")],
)
def test_an_error_of_the_login_page_is_a_fault_of_the_token(fake: FakeProcore, error: str, rule: str) -> None:
    result = check(fake, grant=CODE_FLOW, person=Script(Denied(error)))
    assert rules(result) == [rule]
    assert ladder(result).outcomes == "ppfssss"


def test_a_wrong_code_is_refused(fake: FakeProcore) -> None:
    result = check(fake, grant=CODE_FLOW, person=Script(Secret("wrong-code")))
    assert rules(result) == ["token-refused"]
    assert "code" in result.faults[0].cause


def test_one_log_in_serves_all_configs_of_a_client(fake: FakeProcore) -> None:
    person = Script(NoCode.NOTHING_ENTERED)
    shared = fresh()
    targets = [target(fake, name=name, client_id=shared, grant=CODE_FLOW) for name in "ab"]
    run(targets, options(fake, person=person))
    assert len(person.requested) == 1
    assert parse_qs(urlsplit(person.requested[0].url).query)["client_id"] == [shared]


def test_a_person_is_asked_in_the_calling_thread(fake: FakeProcore) -> None:
    threads: list[threading.Thread] = []

    class Watched(Script):
        def log_in(
            self, authorization: Authorization, waiting: Callable[[], object] = print
        ) -> Secret | NoCode | Denied:
            threads.append(threading.current_thread())
            return super().log_in(authorization, waiting)

    run([target(fake), target(fake, grant=CODE_FLOW)], options(fake, person=Watched(NoCode.TIMED_OUT)))
    assert threads == [threading.current_thread()]


def test_for_people_the_words_differ(fake: FakeProcore) -> None:
    result = check(fake, "projects-none", grant=CODE_FLOW, person=pasting(fake))
    assert "person" in result.faults[0].cause
    result = check(fake, grant=CODE_FLOW, person=pasting(fake), company_id=999, names=True)
    assert "logged in" in result.faults[0].cause
    assert "Other Builders" in result.faults[0].cause


def test_with_a_persons_token_no_other_company_is_asked(fake: FakeProcore) -> None:
    client_id = fresh("companies-other")
    check(fake, client_id=client_id, grant=CODE_FLOW, person=pasting(fake))
    assert len(fake.requests("api", client_id)) == 1


def test_a_company_that_the_person_sees_without_the_app_is_told(fake: FakeProcore) -> None:
    result = check(fake, grant=CODE_FLOW, person=pasting(fake), company_id=445566)
    assert rules(result) == ["app-not-connected"]
    assert rules(check(fake, grant=CODE_FLOW, person=pasting(fake), company_id=778899)) == [
        "company-inactive"
    ]


def test_an_exception_in_one_config_revokes_the_tokens_of_the_others(
    fake: FakeProcore, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, bad = fresh(), fresh()
    original = steps.climb

    def climb(acme: Any, *rest: Any) -> Any:
        if acme.client_id == bad:
            raise LookupError("a fault of the tool")
        return original(acme, *rest)

    monkeypatch.setattr(running, "climb", climb)
    with pytest.raises(LookupError):
        run([target(fake, client_id=bad), target(fake, client_id=good)], options(fake))
    issued = {each.client_id for each in fake.state.tokens.values()}
    assert not issued & {good, bad}


INTERRUPTED = """
import signal
import sys
from pathlib import Path
from validator.live.hosts import Trust, host_port
from validator.live.run import Options, run
from validator.live.secret import Secret
from validator.live.target import Endpoints, Grant, Paths, Target
login, api, ca_file, secret, *clients = sys.argv[1:]
trust = Trust(frozenset(), frozenset(host_port(url.removeprefix("https://")) for url in (login, api)))
there, paths = Endpoints("Production", login, api), Paths("/oauth/token", "", "/oauth/revoke")
kind = Grant.CLIENT_CREDENTIALS
targets = [Target(each, kind, each, Secret(secret), there, paths, trust, 112233) for each in clients]
# A shell that runs the tests in the background makes them, and so this process, ignore the signal.
signal.signal(signal.SIGINT, signal.default_int_handler)
print("running", flush=True)
try:
    run(targets, Options(ca_bundle=Path(ca_file)))
except KeyboardInterrupt as error:
    print(error, flush=True)
    sys.exit(130)
"""


@pytest.mark.skipif(os.name == "nt", reason="signals are sent in another way there")
@pytest.mark.parametrize("scenario", ["me-slow", "companies-503", "projects-drip"])
def test_an_interrupt_revokes_the_tokens_and_ends_soon(fake: FakeProcore, scenario: str) -> None:
    clients = [fresh(scenario) for _ in range(3)]
    arguments = [
        fake.login.url,
        fake.api.url,
        str(fake.ca_file),
        "fake-client-secret-of-43-characters-0000000",
    ]
    with subprocess.Popen(
        [sys.executable, "-c", INTERRUPTED, *arguments, *clients],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        endpoint = {"me": "/me", "companies": "/companies", "projects": "/projects"}[
            scenario.partition("-")[0]
        ]
        wait_until(
            lambda: all(any(r.path.endswith(endpoint) for r in fake.requests("api", c)) for c in clients)
        )
        started = time.monotonic()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=10)
    assert time.monotonic() - started < 5.0
    assert process.returncode == 130
    assert (out, err) == ("running\n3 tokens were revoked\n", "")
    for client_id in clients:
        assert fake.requests("login", client_id)[-1].path == "/oauth/revoke"
    assert not {each.client_id for each in fake.state.tokens.values()} & set(clients)


def wait_until(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not happened():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.02)


def test_the_company_of_the_config_is_the_only_one_asked(fake: FakeProcore) -> None:
    client_id = fresh()
    check(fake, client_id=client_id)
    headers = {each.headers["procore-company-id"] for each in fake.requests("api", client_id)}
    assert headers == {str(COMPANY)}


def places(fake: FakeProcore, *targets: Target) -> list[list[int]]:
    return [[member.place for member in group] for group in grouped(targets)]


def test_targets_with_one_client_stand_together(fake: FakeProcore) -> None:
    one, two = fresh(), fresh()
    targets = [target(fake, client_id=client_id) for client_id in (one, two, one, one, two)]
    assert places(fake, *targets) == [[0, 2, 3], [1, 4]]


def test_another_secret_or_environment_makes_another_group(fake: FakeProcore) -> None:
    client_id = fresh()
    first = target(fake, client_id=client_id)
    wrong = first._replace(client_secret=Secret("another"))
    away = first._replace(endpoints=sandbox(fake))
    assert places(fake, first, wrong, away) == [[0], [1], [2]]


def test_a_refused_address_stands_alone(fake: FakeProcore) -> None:
    client_id = fresh()
    first = target(fake, client_id=client_id)
    refused = first._replace(endpoints=first.endpoints._replace(api_url=fake.elsewhere.url))
    assert places(fake, refused, first, refused, first) == [[0], [1, 3], [2]]


def test_one_token_serves_all_and_is_revoked_after_the_last(fake: FakeProcore) -> None:
    client_id = fresh()
    targets = [
        target(fake, client_id=client_id, name="one"),
        target(fake, client_id=client_id, name="two", company_id=NOT_INSTALLED),
        target(fake, client_id=client_id, name="three"),
    ]
    results = run(targets, options(fake))
    assert [rules(each) for each in results] == [[], ["company-not-visible"], []]
    assert [each.facts.token_revoked for each in results] == [True, True, True]
    asked = fake.requests(client_id=client_id)
    assert [each.path for each in asked if each.site == "login"] == ["/oauth/token", "/oauth/revoke"]
    assert asked[-1].path == "/oauth/revoke"


def test_a_fault_of_the_token_is_the_fault_of_all(fake: FakeProcore) -> None:
    client_id = fresh("unknown")
    results = run([target(fake, client_id=client_id, name=name) for name in "ab"], options(fake))
    assert [rules(each) for each in results] == [["invalid-client"], ["invalid-client"]]
    assert len(fake.requests(client_id=client_id)) == 1


def test_an_untrusted_api_fails_at_the_host_and_nothing_is_sent(fake: FakeProcore) -> None:
    client_id = fresh()
    acme = target(fake, client_id=client_id)
    acme = acme._replace(endpoints=acme.endpoints._replace(api_url=fake.elsewhere.url))
    (result,) = run([acme], options(fake))
    assert ladder(result).outcomes == "pfsssss"
    assert rules(result) == ["untrusted-host"]
    assert fake.elsewhere.host in result.faults[0].cause
    assert fake.requests(client_id=client_id) == []


@pytest.mark.parametrize("scenario", ["revoke-500", "revoke-hangup"])
def test_a_token_that_cannot_be_revoked_is_told_and_is_no_fault(fake: FakeProcore, scenario: str) -> None:
    (result,) = run([target(fake, scenario, company_id=COMPANY)], options(fake))
    assert rules(result) == []
    assert (result.facts.token_revoked, result.facts.refresh_token_revoked) == (False, None)


def test_a_refresh_token_that_cannot_be_revoked_is_told(fake: FakeProcore) -> None:
    result = check(fake, "revoke-500", grant=CODE_FLOW, person=pasting(fake))
    assert (result.facts.token_revoked, result.facts.refresh_token_revoked) == (False, False)
