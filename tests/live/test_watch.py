from __future__ import annotations

import socket
import threading
import time
from typing import Any

import pytest

from validator.live.watch import Expired, Watch, within


class Stream:
    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def get_extra_info(self, _name: str) -> socket.socket:
        return self._connection


class Request:
    def __init__(self, method: bytes) -> None:
        self.method = method


def never() -> bool:
    return False


def sending(method: bytes) -> dict[str, Any]:
    return {"request": Request(method)}


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
