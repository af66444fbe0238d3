from __future__ import annotations

import contextlib
import logging
import os
import socket
import ssl
import sys
import threading
import time
import types
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from tests.support.fake_procore import SECRET
from tests.support.fake_procore.messages import Reply
from validator._version import __version__
from validator.live.answers import Answer, Failure, Trouble
from validator.live.secret import Secret
from validator.live.transport import (
    KNOWN,
    Expired,
    Request,
    SetupError,
    Transport,
    TransportBug,
    Watch,
    context,
    trouble,
    within,
)

from .checking import QUICK, USUAL, fresh
from .proxy import proxy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.fake_procore import FakeProcore
    from tests.support.fake_procore.server import Site
    from validator.live.transport import Limits


@contextlib.contextmanager
def transport(fake: FakeProcore, limits: Limits = USUAL) -> Iterator[Transport]:
    opened = Transport(context(fake.ca_file), limits)
    with contextlib.closing(opened):
        yield opened


def token_request(site: Site, scenario: str = "good") -> Request:
    form: dict[str, str | Secret] = {"grant_type": "client_credentials", "client_id": fresh(scenario)}
    return Request(f"{site.url}/oauth/token", form=form | {"client_secret": Secret(SECRET)})


def outcome(fake: FakeProcore, scenario: str, limits: Limits = USUAL) -> Answer | Failure:
    with transport(fake, limits) as opened:
        return opened.send(token_request(fake.login, scenario))


def test_a_form_is_posted_and_the_answer_comes_back(fake: FakeProcore) -> None:
    request = token_request(fake.login)
    with transport(fake) as opened:
        answer = opened.send(request)
    assert isinstance(answer, Answer)
    assert answer.status == 200
    (received,) = fake.requests("login", str((request.form or {})["client_id"]))
    assert received.method == "POST"
    assert received.form["client_secret"] == SECRET
    assert received.headers["content-type"] == "application/x-www-form-urlencoded"
    assert received.headers["user-agent"] == f"appxlint/{__version__}"
    assert received.headers["accept-encoding"] == "identity"
    assert "authorization" not in received.headers


def test_a_read_carries_its_token_and_headers(fake: FakeProcore) -> None:
    request = Request(f"{fake.api.url}/x?a=1", {"Procore-Company-Id": "7"}, bearer=Secret("token-of-a-read"))
    with transport(fake) as opened:
        opened.send(request)
    (received,) = [
        each for each in fake.requests("api") if each.headers.get("authorization") == "Bearer token-of-a-read"
    ]
    assert (received.method, received.query, received.headers["procore-company-id"]) == (
        "GET",
        {"a": "1"},
        "7",
    )


def test_a_basic_header_encodes_its_parts(fake: FakeProcore) -> None:
    client_id = fresh()
    request = Request(
        f"{fake.login.url}/oauth/token",
        form={"grant_type": "client_credentials"},
        basic=(client_id, Secret("päss:w&rd %")),
    )
    with transport(fake) as opened:
        opened.send(request)
    received = fake.requests("login", client_id)[0]
    assert received.headers["authorization"].startswith("Basic ")
    assert "client_secret" not in received.form


def test_a_request_shows_nothing() -> None:
    assert repr(Request("https://login.example/?q=canary", {"X": "canary"})) == "Request(…)"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_is_followed(fake: FakeProcore, status: int) -> None:
    before = len(fake.requests("elsewhere"))
    answer = outcome(fake, f"token-redirect-{status}")
    assert isinstance(answer, Answer)
    assert answer.status == status
    assert len(fake.requests("elsewhere")) == before


@pytest.mark.parametrize(
    ("scenario", "trouble"),
    [
        ("token-endless", Trouble.TOO_LARGE),
        ("token-huge", Trouble.TOO_LARGE),
        ("token-gzip", Trouble.COMPRESSED),
        ("token-truncated", Trouble.TRUNCATED),
        ("token-hangup", Trouble.BROKEN),
        ("token-garbage", Trouble.BROKEN),
    ],
)
def test_a_server_that_misbehaves_is_told_apart(fake: FakeProcore, scenario: str, trouble: Trouble) -> None:
    assert outcome(fake, scenario) == Failure(trouble, sent=True)


@pytest.mark.parametrize("scenario", ["token-slow", "token-drip", "token-drip-header"])
def test_a_server_that_does_not_end_is_given_up_in_time(fake: FakeProcore, scenario: str) -> None:
    started = time.monotonic()
    assert outcome(fake, scenario, QUICK) == Failure(Trouble.SLOW, sent=True)
    assert time.monotonic() - started < 3.0


def test_after_a_cut_the_next_exchange_works(fake: FakeProcore) -> None:
    with transport(fake) as opened:
        opened.send(token_request(fake.login, "token-drip-header"), 0.3)
        answer = opened.send(token_request(fake.login))
    assert isinstance(answer, Answer)


def test_a_shorter_time_can_be_asked_for(fake: FakeProcore) -> None:
    with transport(fake) as opened:
        started = time.monotonic()
        opened.send(token_request(fake.login, "token-drip"), 0.1)
        assert time.monotonic() - started < 3.0


def test_a_port_where_nobody_listens(fake: FakeProcore) -> None:
    with socket.socket() as reserved, transport(fake) as opened:
        reserved.bind(("127.0.0.1", 0))
        url = f"https://127.0.0.1:{reserved.getsockname()[1]}/"
        assert opened.send(Request(url)) == Failure(Trouble.CONNECT, sent=False)


def test_a_name_that_does_not_exist(fake: FakeProcore, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "canary")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with transport(fake) as opened:
        assert opened.send(Request("https://login.invalid/")) == Failure(Trouble.NAME, sent=False)


def test_a_name_server_that_never_answers(fake: FakeProcore, monkeypatch: pytest.MonkeyPatch) -> None:
    released = threading.Event()

    def wait(*_: object, **__: object) -> None:
        released.wait(5)
        raise socket.gaierror(-3, "canary")

    monkeypatch.setattr(socket, "getaddrinfo", wait)
    with transport(fake, QUICK) as opened:
        started = time.monotonic()
        failure = opened.send(token_request(fake.login))
        assert time.monotonic() - started < 3.0
        released.set()
    assert failure == Failure(Trouble.SLOW, sent=False)


def test_an_unknown_authority_is_refused(fake: FakeProcore) -> None:
    with contextlib.closing(Transport(context(None), QUICK)) as opened:
        failure = opened.send(token_request(fake.login))
    assert isinstance(failure, Failure)
    assert (failure.trouble, failure.sent) == (Trouble.CERTIFICATE, False)
    assert failure.certificate in {18, 19, 20, 21}


@pytest.mark.parametrize(
    ("names", "expired", "code"), [(("login.example",), False, 64), (("127.0.0.1",), True, 10)]
)
def test_a_wrong_certificate_is_refused(
    fake: FakeProcore, names: tuple[str, ...], expired: bool, code: int
) -> None:
    site = fake.site("wrong", lambda _: Reply(200, {}), fake.tls(*names, expired=expired))
    with transport(fake) as opened:
        assert opened.send(token_request(site)) == Failure(Trouble.CERTIFICATE, sent=False, certificate=code)
    assert fake.requests("wrong") == []


def test_a_server_without_tls_gets_nothing(fake: FakeProcore) -> None:
    site = fake.site("plain", lambda _: Reply(200, {}), None)
    with transport(fake) as opened:
        failure = opened.send(Request(site.url.replace("http:", "https:"), bearer=Secret("token")))
    assert failure == Failure(Trouble.TLS, sent=False)


def test_a_server_that_does_not_shake_hands_is_given_up(fake: FakeProcore) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent, transport(fake, QUICK) as opened:
        url = f"https://127.0.0.1:{silent.getsockname()[1]}/"
        started = time.monotonic()
        assert opened.send(Request(url)) == Failure(Trouble.SLOW, sent=False)
        assert time.monotonic() - started < 3.0


def test_cookies_are_not_kept(fake: FakeProcore) -> None:
    site = fake.site("cookies", lambda _: Reply(200, {}, {"Set-Cookie": "session=1; Path=/"}), None)
    with transport(fake) as opened:
        opened.send(Request(site.url + "/a"))
        opened.send(Request(site.url + "/a"))
    assert all("cookie" not in each.headers for each in fake.requests("cookies"))


def test_the_proxy_of_the_environment_is_used_and_sees_no_secret(
    fake: FakeProcore, monkeypatch: pytest.MonkeyPatch
) -> None:
    with proxy() as between:
        monkeypatch.setenv("HTTPS_PROXY", between.url)
        with transport(fake) as opened:
            answer = opened.send(token_request(fake.login))
        assert isinstance(answer, Answer)
        assert between.heard[0].startswith(f"CONNECT {fake.login.host} ")
        assert SECRET not in "".join(between.heard)


def test_plain_http_stays_on_this_machine(fake: FakeProcore, monkeypatch: pytest.MonkeyPatch) -> None:
    site = fake.site("near", lambda _: Reply(200, {}), None)
    with proxy() as between:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, between.url)
        with transport(fake) as opened:
            assert isinstance(opened.send(token_request(site)), Answer)
        assert between.heard == []
    assert len(fake.requests("near")) == 1


def test_a_proxy_that_refuses_is_a_trouble_of_its_own(
    fake: FakeProcore, monkeypatch: pytest.MonkeyPatch
) -> None:
    with proxy(refuses=True) as between:
        monkeypatch.setenv("HTTPS_PROXY", between.url)
        with transport(fake) as opened:
            assert opened.send(token_request(fake.login)) == Failure(Trouble.PROXY, sent=False)


def test_no_proxy_is_honoured(fake: FakeProcore, monkeypatch: pytest.MonkeyPatch) -> None:
    with proxy(refuses=True) as between:
        monkeypatch.setenv("HTTPS_PROXY", between.url)
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        with transport(fake) as opened:
            assert isinstance(opened.send(token_request(fake.login)), Answer)
        assert between.heard == []


@pytest.mark.parametrize("value", ["canary://user:canary@host", "http://canary:port", "socks5://canary:1"])
def test_a_proxy_that_cannot_be_used_is_a_clear_error(
    fake: FakeProcore, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", value)
    with pytest.raises(SetupError, match="proxy") as caught:
        Transport(context(fake.ca_file), QUICK)
    assert "canary" not in str(caught.value)
    assert caught.value.__context__ is None


def test_no_key_log_is_written(fake: FakeProcore, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SSLKEYLOGFILE", str(tmp_path / "keys"))
    assert isinstance(outcome(fake, "good"), Answer)
    assert not (tmp_path / "keys").exists()
    assert "SSLKEYLOGFILE" not in os.environ


def test_the_http_library_logs_nothing(fake: FakeProcore, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("httpx").setLevel(logging.DEBUG)
    logging.getLogger("httpcore.http11").setLevel(logging.DEBUG)
    assert isinstance(outcome(fake, "good"), Answer)
    assert caplog.records == []


def test_an_unforeseen_exception_keeps_its_type_alone(
    fake: FakeProcore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise KeyError("canary")

    monkeypatch.setattr(httpx.Client, "stream", fail)
    with transport(fake) as opened, pytest.raises(TransportBug) as caught:
        opened.send(token_request(fake.login))
    assert str(caught.value) == "KeyError"
    assert caught.value.__context__ is None


def test_once_stopped_reads_are_cut_and_posts_go_on(fake: FakeProcore) -> None:
    with contextlib.closing(Transport(context(fake.ca_file), USUAL, lambda: True)) as opened:
        assert opened.send(Request(f"{fake.api.url}/x")) == Failure(Trouble.SLOW, sent=False)
        assert isinstance(opened.send(token_request(fake.login)), Answer)


def test_certificates_and_host_names_are_always_verified(fake: FakeProcore) -> None:
    for settings in (context(None), context(fake.ca_file)):
        assert settings.verify_mode is ssl.CERT_REQUIRED
        assert settings.check_hostname
        assert settings.minimum_version >= ssl.TLSVersion.TLSv1_2


def test_a_bundle_adds_to_the_usual_authorities(fake: FakeProcore) -> None:
    usual, both = context(None).get_ca_certs(), context(fake.ca_file).get_ca_certs()
    assert len(both) == len(usual) + 1
    assert all(each in both for each in usual)


@pytest.mark.parametrize("named", [True, False])
def test_with_the_package_truststore_the_system_judges_unless_the_environment_names_a_file(
    monkeypatch: pytest.MonkeyPatch, fake: FakeProcore, named: bool
) -> None:
    class Context(ssl.SSLContext):
        """Stands for truststore's."""

    package = types.ModuleType("truststore")
    package.SSLContext = Context  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "truststore", package)
    if named:
        monkeypatch.setenv("SSL_CERT_FILE", str(fake.ca_file))
    for bundle in (None, fake.ca_file):
        assert isinstance(context(bundle), Context) is not named


def test_a_proxy_that_cannot_be_reached_is_called_the_proxy(
    fake: FakeProcore, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = Request("https://login.procore.com/")
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    with transport(fake) as opened:
        assert opened.send(request) == Failure(Trouble.PROXY_CONNECT, sent=False)

    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "canary")

    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.invalid:3128")
    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with transport(fake) as opened:
        assert opened.send(request) == Failure(Trouble.PROXY_NAME, sent=False)


def test_a_missing_bundle_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="--ca-bundle cannot be read") as caught:
        context(tmp_path / "gone.pem")
    assert caught.value.__context__ is None


@pytest.mark.parametrize(
    "content", ["", "no certificate", "-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n"]
)
def test_a_bundle_without_a_certificate_is_a_clear_error(tmp_path: Path, content: str) -> None:
    (tmp_path / "bundle.pem").write_text(content, encoding="utf-8")
    with pytest.raises(SetupError, match="no certificate"):
        context(tmp_path / "bundle.pem")


def test_the_authorities_of_the_environment_are_used(
    monkeypatch: pytest.MonkeyPatch, fake: FakeProcore
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(fake.ca_file))
    names = [each["subject"] for each in context(fake.ca_file).get_ca_certs()]
    assert all(name in [each["subject"] for each in context(None).get_ca_certs()] for name in names)


def test_a_wrong_certificate_file_of_the_environment_is_a_clear_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "gone.pem"))
    with pytest.raises(SetupError, match="SSL_CERT_FILE"):
        context(None)


def test_no_keys_are_logged(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, fake: FakeProcore) -> None:
    for bundle in (None, fake.ca_file):
        monkeypatch.setenv("SSLKEYLOGFILE", str(tmp_path / "keys"))
        assert context(bundle).keylog_filename is None
    assert not (tmp_path / "keys").exists()


class Stream:
    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def get_extra_info(self, _name: str) -> socket.socket:
        return self._connection


class Sending:
    def __init__(self, method: bytes) -> None:
        self.method = method


def never() -> bool:
    return False


def sending(method: bytes) -> dict[str, Any]:
    return {"request": Sending(method)}


def test_work_that_ends_in_time_gives_its_outcome() -> None:
    assert within(5.0, lambda: "done", Watch([]), never) == "done"


def test_work_that_takes_longer_is_cut() -> None:
    here, there = socket.socketpair()
    ended = threading.Event()
    watch = Watch([])
    watch.trace("connection.connect_tcp.complete", {"return_value": Stream(here)})

    def wait() -> bytes:
        received = here.recv(1)
        ended.set()
        return received

    with here, there:
        started = time.monotonic()
        assert within(0.05, wait, watch, never) is None
        assert time.monotonic() - started < 1.0
        assert ended.wait(1.0)


def test_work_can_be_given_up_before_its_time() -> None:
    begun, blocked = threading.Event(), threading.Event()

    def work() -> bool:
        begun.set()
        return blocked.wait()

    started = time.monotonic()
    assert within(30.0, work, Watch([]), begun.is_set) is None
    assert time.monotonic() - started < 2.0
    blocked.set()


def test_work_that_is_given_up_beforehand_never_begins() -> None:
    begun = threading.Event()
    assert within(30.0, begun.set, Watch([]), lambda: True) is None
    assert not begun.wait(0.05)


def test_nothing_is_sent_after_the_cut() -> None:
    watch = Watch([])
    watch.cut()
    with pytest.raises(Expired):
        watch.trace("http11.send_request_headers.started", sending(b"POST"))
    assert not watch.sent


def test_a_connection_that_comes_about_after_the_cut_is_shut() -> None:
    here, there = socket.socketpair()
    with here, there:
        watch = Watch([])
        watch.cut()
        watch.trace("connection.start_tls.complete", {"return_value": Stream(here)})
        assert there.recv(1) == b""


def test_the_connect_to_a_proxy_is_not_yet_the_request() -> None:
    watch = Watch([])
    watch.trace("http11.send_request_headers.started", sending(b"CONNECT"))
    assert not watch.sent
    watch.trace("http11.send_request_headers.started", sending(b"POST"))
    assert watch.sent


def chained(outer: BaseException, inner: BaseException) -> BaseException:
    outer.__cause__ = inner
    return outer


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (httpx.ConnectTimeout("canary"), Trouble.SLOW),
        (httpx.ReadTimeout("canary"), Trouble.SLOW),
        (httpx.PoolTimeout("canary"), Trouble.SLOW),
        (Expired(), Trouble.SLOW),
        (httpx.ProxyError("canary"), Trouble.PROXY),
        (httpx.ConnectError("canary"), Trouble.CONNECT),
        (httpx.ReadError("canary"), Trouble.BROKEN),
        (httpx.RemoteProtocolError("canary"), Trouble.BROKEN),
        (httpx.LocalProtocolError("canary"), Trouble.BROKEN),
        (httpx.UnsupportedProtocol("canary"), Trouble.BROKEN),
        (httpx.InvalidURL("canary"), Trouble.BROKEN),
        (chained(httpx.ConnectError("canary"), socket.gaierror("canary")), Trouble.NAME),
        (chained(httpx.ConnectError("canary"), ssl.SSLError("canary")), Trouble.TLS),
        (chained(httpx.ReadError("canary"), ssl.SSLEOFError("canary")), Trouble.TLS),
    ],
    ids=lambda value: type(value).__name__,
)
def test_exceptions_are_told_apart_by_their_types(error: BaseException, expected: Trouble) -> None:
    assert isinstance(error, KNOWN)
    for sent in (True, False):
        assert trouble(error, sent=sent) == Failure(expected, sent)


def test_every_transport_error_of_httpx_is_known() -> None:
    families = [
        each for each in vars(httpx).values() if isinstance(each, type) and issubclass(each, Exception)
    ]
    assert all(issubclass(each, (*KNOWN, httpx.CookieConflict)) for each in families)
