from __future__ import annotations

import contextlib
import errno
import http.client
import socket
import socketserver
import threading
import time
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

import pytest

from validator.live.listener import Browser, place_of
from validator.live.login import Authorization, Denied, NoCode
from validator.live.secret import Secret

if TYPE_CHECKING:
    from collections.abc import Callable

STATE = "the-state-of-this-log-in"
ASKED = Authorization("https://login.procore.com/oauth/authorize?x=y", Secret(STATE), Secret("verifier"))


class Reply(NamedTuple):
    status: int
    body: bytes
    headers: dict[str, str]


class Visit:
    """A browser that is told what to ask for, and remembers what it was answered."""

    def __init__(self, script: Callable[[Visit], object]) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.uri = f"http://localhost:{self.port}/callback"
        self.replies: list[Reply] = []
        self.opened: list[str] = []
        self._script = script
        self._thread = threading.Thread(target=lambda: self._script(self), daemon=True)

    def open_page(self, asked: Authorization) -> None:
        self.opened.append(asked.url)
        self._thread.start()

    def get(
        self,
        path: str = "/callback",
        method: str = "GET",
        host: str | None = None,
        at: str = "127.0.0.1",
        **query: str,
    ) -> None:
        connection = http.client.HTTPConnection(at, self.port, timeout=5)
        question = f"?{urlencode(query)}" if query else ""
        headers = {"Host": f"localhost:{self.port}" if host is None else host}
        connection.request(method, path + question, headers=headers)
        response = connection.getresponse()
        self.replies.append(Reply(response.status, response.read(), dict(response.getheaders())))
        connection.close()

    def log_in(self, seconds: float = 5.0, uri: str | None = None) -> Secret | NoCode | Denied:
        outcome = Browser(uri or self.uri, self.open_page, seconds).log_in(ASKED)
        if self.opened:
            self._thread.join(5.0)
        return outcome


def value(outcome: Any) -> str:
    assert isinstance(outcome, Secret)
    return outcome.reveal()


def test_the_page_is_opened_and_the_callback_brings_the_code() -> None:
    visit = Visit(lambda browser: browser.get(code="the-code", state=STATE))
    assert value(visit.log_in()) == "the-code"
    assert visit.opened == [ASKED.url]
    (reply,) = visit.replies
    assert (reply.status, reply.body) == (200, b"You can close this page.\n")
    assert reply.headers["Cache-Control"] == "no-store"
    assert reply.headers["Referrer-Policy"] == "no-referrer"
    assert "Server" not in reply.headers


WRONG: dict[str, Callable[[Visit], None]] = {
    "another path": lambda browser: browser.get("/favicon.ico", code="evil", state=STATE),
    "a longer path": lambda browser: browser.get("/callback/", code="evil", state=STATE),
    "the root": lambda browser: browser.get("/"),
    "no state": lambda browser: browser.get(code="evil"),
    "a wrong state": lambda browser: browser.get(code="evil", state="another"),
    "an empty state": lambda browser: browser.get(code="evil", state=""),
    "a state that is not ASCII": lambda browser: browser.get(code="evil", state="ä"),
    "two states": lambda browser: browser.get(f"/callback?state={STATE}&state=x&code=evil"),
    "two codes": lambda browser: browser.get(f"/callback?state={STATE}&code=evil&code=worse"),
    "no code": lambda browser: browser.get(state=STATE),
    "a code that is none": lambda browser: browser.get(code="a b", state=STATE),
    "another host": lambda browser: browser.get(host="evil.example", code="evil", state=STATE),
    "another port in the host": lambda browser: browser.get(host="localhost:1", code="evil", state=STATE),
    "no host": lambda browser: browser.get(host="", code="evil", state=STATE),
    "POST": lambda browser: browser.get(method="POST", code="evil", state=STATE),
    "HEAD": lambda browser: browser.get(method="HEAD", code="evil", state=STATE),
    "an error with a wrong state": lambda browser: browser.get(error="access_denied", state="another"),
    "bytes that are not UTF-8": lambda browser: browser.get(f"/callback?code=%ff&state={STATE}"),
    "many fields": lambda browser: browser.get("/callback?" + "&".join(f"a{n}=1" for n in range(50))),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG.keys())
def test_a_wrong_request_is_answered_404_and_waited_on(wrong: Callable[[Visit], None]) -> None:
    def script(browser: Visit) -> None:
        wrong(browser)
        browser.get(code="the-code", state=STATE)

    visit = Visit(script)
    assert value(visit.log_in()) == "the-code"
    assert [reply.status for reply in visit.replies] == [404, 200]
    assert visit.replies[0].body == b""


def test_only_the_first_good_callback_counts() -> None:
    released = threading.Event()

    def script(browser: Visit) -> None:
        browser.get(code="first", state=STATE)
        released.set()

    visit = Visit(script)
    assert value(visit.log_in()) == "first"
    assert released.is_set()


def test_idle_and_broken_connections_do_not_block_the_callback(capfd: pytest.CaptureFixture[str]) -> None:
    def script(browser: Visit) -> None:
        address = ("127.0.0.1", browser.port)
        with socket.create_connection(address), socket.create_connection(address) as broken:
            broken.sendall(b"\x16\x03\x01 nonsense\r\n\r\n")
            browser.get(code="the-code", state=STATE)

    assert value(Visit(script).log_in()) == "the-code"
    assert capfd.readouterr() == ("", "")


def test_nothing_is_logged(capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(0)
    Visit(lambda browser: browser.get(code="the-code", state=STATE)).log_in()
    assert capfd.readouterr() == ("", "")
    assert caplog.records == []


@pytest.mark.parametrize(("error", "kept"), [("access_denied", "access_denied"), ("\x1b[31m<b>", "")])
def test_an_error_of_the_login_host_ends_the_log_in(error: str, kept: str) -> None:
    visit = Visit(lambda browser: browser.get(error=error, error_description="canary", state=STATE))
    assert visit.log_in() == Denied(kept)


def test_a_person_who_does_not_come_back_is_not_waited_for_for_ever() -> None:
    started = time.monotonic()
    assert Visit(lambda _: None).log_in(seconds=0.1) is NoCode.TIMED_OUT
    assert time.monotonic() - started < 2.0


def test_a_port_that_is_taken_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        uri = f"http://127.0.0.1:{taken.getsockname()[1]}/"
        visit = Visit(lambda _: None)
        assert visit.log_in(uri=uri) is NoCode.PORT_TAKEN
        assert visit.opened == []


def test_a_port_that_takes_a_right_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(13, "canary")

    monkeypatch.setattr(socketserver.TCPServer, "server_bind", refused)
    assert Visit(lambda _: None).log_in(uri="http://127.0.0.1:80/") is NoCode.PORT_FORBIDDEN


@pytest.mark.parametrize(
    "uri",
    [
        "",
        "https://localhost:8080/callback",
        "http://192.168.0.1:8080/",
        "http://login.example:8080/",
        "http://localhost.evil.example:8080/",
        "http://user@localhost:8080/",
        "http://localhost:8080/?a=b",
        "http://localhost:8080/#x",
        "http://localhost:0/",
        "http://localhost:70000/",
        "http://localhost:8080/\n",
        "http://[::2]:8080/",
        "http://::1:8080/",
        "urn:ietf:wg:oauth:2.0:oob",
    ],
)
def test_other_redirect_uris_are_not_listened_for(uri: str) -> None:
    visit = Visit(lambda _: None)
    assert Browser(uri, visit.open_page).log_in(ASKED) is NoCode.REDIRECT_URI
    assert visit.opened == []


def test_it_listens_on_the_loopback_addresses_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    bound: list[tuple[str, int]] = []
    original = socket.socket.bind

    def bind(self: socket.socket, address: tuple[str, int]) -> None:
        bound.append(address)
        original(self, address)

    visit = Visit(lambda browser: browser.get(code="the-code", state=STATE))
    monkeypatch.setattr(socket.socket, "bind", bind)
    visit.log_in()
    assert bound == [("127.0.0.1", visit.port), ("::1", visit.port)]


def test_an_address_written_in_digits_is_matched_as_such() -> None:
    visit = Visit(lambda browser: browser.get(host=f"127.0.0.1:{browser.port}", code="the-code", state=STATE))
    assert value(visit.log_in(uri=f"http://127.0.0.1:{visit.port}/callback")) == "the-code"


def _has_six() -> bool:
    try:
        with socket.create_server(("::1", 0), family=socket.AF_INET6):
            return True
    except OSError:
        return False


SIX = pytest.mark.skipif(not _has_six(), reason="this machine has no ::1")


@SIX
def test_a_browser_may_take_localhost_for_the_longer_address() -> None:
    visit = Visit(lambda browser: browser.get(at="::1", code="the-code", state=STATE))
    assert value(visit.log_in()) == "the-code"


@SIX
def test_the_longer_address_may_be_the_registered_one() -> None:
    visit = Visit(
        lambda browser: browser.get(at="::1", host=f"[::1]:{browser.port}", code="the-code", state=STATE)
    )
    assert value(visit.log_in(uri=f"http://[::1]:{visit.port}/callback")) == "the-code"


@SIX
def test_a_port_that_somebody_has_at_one_of_the_addresses_is_taken() -> None:
    with socket.create_server(("::1", 0), family=socket.AF_INET6) as taken:
        visit = Visit(lambda _: None)
        assert visit.log_in(uri=f"http://localhost:{taken.getsockname()[1]}/") is NoCode.PORT_TAKEN
        assert visit.opened == []


@SIX
def test_only_one_callback_counts_wherever_it_arrives() -> None:
    def script(browser: Visit) -> None:
        browser.get(at="::1", code="the-code", state=STATE)
        with contextlib.suppress(OSError, http.client.HTTPException):  # nobody may listen any more
            browser.get(code="another", state=STATE)

    visit = Visit(script)
    assert value(visit.log_in()) == "the-code"
    assert [each.status for each in visit.replies][:1] == [200]


def test_a_machine_without_the_longer_address_listens_at_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    original = socket.socket.bind

    def bind(self: socket.socket, address: tuple[str, int]) -> None:
        if ":" in address[0]:
            raise OSError(errno.EADDRNOTAVAIL, "no such address")
        original(self, address)

    visit = Visit(lambda browser: browser.get(code="the-code", state=STATE))
    monkeypatch.setattr(socket.socket, "bind", bind)
    assert value(visit.log_in()) == "the-code"


@pytest.mark.parametrize(
    ("uri", "place"),
    [
        ("http://localhost", ("localhost", 80, "/")),
        ("http://127.0.0.1:8080/a/b", ("127.0.0.1", 8080, "/a/b")),
        ("http://[::1]:8080", ("[::1]", 8080, "/")),
        ("nonsense", None),
    ],
)
def test_a_redirect_uri_tells_where_to_listen(uri: str, place: tuple[str, int, str] | None) -> None:
    assert place_of(uri) == place


def test_whoever_waits_is_told_that_nothing_came_yet() -> None:
    told: list[bool] = []
    told_once = threading.Event()

    def script(browser: Visit) -> None:
        told_once.wait(5)
        browser.get(code="the-code", state=STATE)

    visit = Visit(script)

    def waiting() -> None:
        told.append(True)
        told_once.set()

    assert value(Browser(visit.uri, visit.open_page, 5.0).log_in(ASKED, waiting)) == "the-code"
    assert told
