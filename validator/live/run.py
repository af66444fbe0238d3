"""The live check of several configs at once: the one function that a command calls."""

from __future__ import annotations

import contextlib
import queue
import threading
import time
from typing import TYPE_CHECKING, Generic, TypeVar

from validator.live.gate import Gate
from validator.live.ledger import Ledger
from validator.live.login import log_in
from validator.live.patience import Tools
from validator.live.refresh import refreshed
from validator.live.results import LiveFault, StepName
from validator.live.steps import climb, refused, request_token
from validator.live.target import Addresses, Grant, addresses
from validator.live.token import Code, give_back
from validator.live.transport import Limits, Transport, context
from validator.values import NamedTuple

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from validator.live.ledger import Issued
    from validator.live.login import Person
    from validator.live.results import LiveResult
    from validator.live.target import Target

T = TypeVar("T")

WORKERS = 4
GRACE_SECONDS = 12.0
"""How long an interrupted run may take for requests that are under way, and to revoke the tokens that it has."""

_SLICE = 0.1
"""Seconds of one wait: on Windows a wait without an end cannot be interrupted."""


class Interrupted(KeyboardInterrupt):
    """A run was interrupted; the text says what became of its tokens, `found` are the results by then, by place."""

    def __init__(self, words: str, found: Mapping[int, LiveResult]) -> None:
        super().__init__(words)
        self.found = found


class Options(NamedTuple):
    """How a run is to be done.

    `person` logs in for the code flow. `probe_environments` asks the other login hosts after an unknown
    client. `names` has the names of other companies told, not their number alone. `refresh` spends the refresh token of
    a log-in once. `clock` is in Unix seconds.
    Without `sleep` waits end when the run is interrupted.
    """

    person: Person | None = None
    probe_environments: bool = False
    names: bool = False
    refresh: bool = False
    ca_bundle: Path | None = None
    limits: Limits = Limits()
    workers: int = WORKERS
    clock: Callable[[], float] = time.time
    sleep: Callable[[float], object] | None = None


class Finished(NamedTuple):
    """One more config is done: its name (none: a second went by), how many are done of how many, after how long."""

    name: str
    done: int
    total: int
    seconds: float = 0.0


def run(
    targets: Sequence[Target], options: Options, progress: Callable[[Finished], object] | None = None
) -> tuple[LiveResult, ...]:
    """Check every target and return the results in the order of the targets.

    People log in one after the other in the calling thread, while the other configs are checked. `progress`
    is called in that thread, too. Tokens that the run made are revoked, on Ctrl-C as well.

    Raises:
        SetupError: the certificate authorities or a proxy of the environment cannot be used.
        Interrupted: the run was interrupted.
    """
    stop = threading.Event()
    tls = context(options.ca_bundle)
    Transport(tls, options.limits).close()  # A proxy that cannot be used is known before anything is sent.
    pool: Pool[str | list[tuple[int, LiveResult]]] = Pool(options.workers)
    groups = grouped(targets)
    gate = Gate(each for target in targets for each in target.secrets)
    shared = _Shared(options, gate, Ledger(), tls, stop)
    found: dict[int, LiveResult] = {}
    count = _Count(len(targets), progress)
    try:
        for group in sorted(groups, key=lambda each: each[0].target.grant is Grant.AUTHORIZATION_CODE):
            code = code_for(group, options.person)
            if isinstance(code, Code):
                shared.gate.learn(code.value, code.verifier)
            pool.submit(_job(group, code, shared))
        for report in pool.reports(count.wait):
            if isinstance(report, str):
                count.add(report)
            else:
                found.update(report)
    except KeyboardInterrupt as error:
        stop.set()
        pool.settle(GRACE_SECONDS)
        raise Interrupted(shared.ledger.words(), found) from error
    except BaseException:
        stop.set()
        pool.settle(GRACE_SECONDS)
        raise
    return tuple(found[place] for place in range(len(targets)))


class _Count:
    """Tells how far a run is, with each config that is done and with each second that goes by."""

    def __init__(self, total: int, progress: Callable[[Finished], object] | None) -> None:
        self._total, self._progress, self._done = total, progress, 0
        self._started = self._told = time.monotonic()

    def add(self, name: str) -> None:
        """Count a config that is done."""
        self._done += 1
        self._tell(name)

    def wait(self) -> None:
        """Tell of a second that went by without one."""
        if time.monotonic() - self._told >= 1.0:
            self._tell("")

    def _tell(self, name: str) -> None:
        self._told = time.monotonic()
        if self._progress is not None:
            self._progress(Finished(name, self._done, self._total, self._told - self._started))


class _Shared(NamedTuple):
    """What all jobs of a run have in common."""

    options: Options
    gate: Gate
    ledger: Ledger
    tls: ssl.SSLContext
    stop: threading.Event

    def tools(self, transport: Transport) -> Tools:
        """Return the effects for one job, which has a transport of its own."""
        options, stop = self.options, self.stop
        return Tools(
            self.gate,
            self.ledger,
            transport,
            options.limits,
            options.clock,
            options.sleep or stop.wait,
            stop.is_set,
            options.probe_environments,
            options.names,
            options.refresh,
        )


def _job(
    group: Sequence[Member], code: Code | LiveFault | None, shared: _Shared
) -> Callable[[Callable[[str | list[tuple[int, LiveResult]]], None]], None]:
    def job(report: Callable[[str | list[tuple[int, LiveResult]]], None]) -> None:
        transport = Transport(shared.tls, shared.options.limits, shared.stop.is_set)
        try:
            report(check(group, code, shared.tools(transport), report))
        finally:
            transport.close()

    return job


class Member(NamedTuple):
    """A target with its place in the order of the run, and its judged addresses or why they are refused."""

    place: int
    target: Target
    addresses: Addresses | LiveFault


def grouped(targets: Sequence[Target]) -> list[list[Member]]:
    """Put targets that can share a token together, in order; one with a refused address stands alone."""
    groups: list[list[Member]] = []
    for place, target in enumerate(targets):
        member = Member(place, target, addresses(target))
        fitting = next((group for group in groups if _fits(member, group[0])), None)
        if fitting is None:
            groups.append([member])
        else:
            fitting.append(member)
    return groups


def code_for(group: Sequence[Member], person: Person | None) -> Code | LiveFault | None:
    """Have a person log in for a group whose grant needs it; None for every other group."""
    first = group[0]
    return None if isinstance(first.addresses, LiveFault) else log_in(first.target, first.addresses, person)


def check(
    group: Sequence[Member], code: Code | LiveFault | None, tools: Tools, finished: Callable[[str], object]
) -> list[tuple[int, LiveResult]]:
    """Check the members of a group, one after the other for the sake of their client's rate limit.

    `finished` is called with the name of each config that is done.
    """
    first = group[0]
    if isinstance(first.addresses, LiveFault):
        finished(first.target.name)
        return [(first.place, refused(first.target.name, StepName.HOST, first.addresses))]
    with tools.ledger.waiting():
        opening = request_token(first.target, first.addresses, code, tools)
        tools.ledger.enter(opening.issued)
    results: list[tuple[int, LiveResult]] = []
    left = opening.issued
    try:
        if tools.refreshes and isinstance(code, Code):
            opening = refreshed(opening, first.target, first.addresses, tools)
        for member in group:
            if isinstance(member.addresses, Addresses):
                results.append((member.place, climb(member.target, member.addresses, opening, tools)))
            finished(member.target.name)
    finally:
        left = give_back(opening.issued, first.target, first.addresses.revocation, tools)
    return [(place, _ended(each, opening.issued, left, tools.gate)) for place, each in results]


def _ended(result: LiveResult, issued: Sequence[Issued], left: Sequence[Issued], gate: Gate) -> LiveResult:
    """Return a result with what became of the tokens, and without what a server repeats of a secret."""
    revoked: dict[bool, bool | None] = {
        kind: not any(each.refreshing is kind for each in left)
        for kind in {each.refreshing for each in issued}
    }
    facts = result.facts._replace(token_revoked=revoked.get(False), refresh_token_revoked=revoked.get(True))
    return result._replace(faults=tuple(map(gate.fault, result.faults)), facts=facts)


def _fits(member: Member, other: Member) -> bool:
    trusted = isinstance(member.addresses, Addresses) and isinstance(other.addresses, Addresses)
    return trusted and member.target.shares_token_with(other.target)


class Pool(Generic[T]):
    """Runs jobs in daemon threads; a job reports by calling what it is given, as often as it likes.

    The standard library's executor would hold up the end of the process until its jobs are done.
    """

    def __init__(self, workers: int) -> None:
        self._seats = threading.BoundedSemaphore(workers)
        self._reports: queue.SimpleQueue[T | BaseException | None] = queue.SimpleQueue()
        self._open = 0
        self._cancelled = False

    def submit(self, job: Callable[[Callable[[T], None]], object]) -> None:
        """Have a job run as soon as there is room."""
        self._open += 1
        threading.Thread(target=self._work, args=(job,), daemon=True).start()

    def reports(self, idle: Callable[[], object] = lambda: None) -> Iterator[T]:
        """Yield what the jobs report until all are done, and call `idle` while there is nothing.

        An exception of a job is raised here.
        """
        while self._open:
            try:
                report = self._reports.get(timeout=_SLICE)
            except queue.Empty:
                idle()
                continue
            if report is None:
                self._open -= 1
            elif isinstance(report, BaseException):
                raise report
            else:
                yield report

    def settle(self, seconds: float) -> None:
        """Start no further job, and give those that run some seconds to end."""
        self._cancelled = True
        deadline = time.monotonic() + seconds
        while self._open and time.monotonic() < deadline:
            with contextlib.suppress(queue.Empty):
                self._open -= self._reports.get(timeout=_SLICE) is None

    def _work(self, job: Callable[[Callable[[T], None]], object]) -> None:
        with self._seats:
            try:
                if not self._cancelled:
                    job(self._reports.put)
            except BaseException as error:  # noqa: BLE001 - raised again where it can be seen
                self._reports.put(error)
            finally:
                self._reports.put(None)
