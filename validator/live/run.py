"""The live check of several configs at once: the one function that a command calls."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, NamedTuple

from validator.live.group import check, code_for, grouped
from validator.live.pool import Pool
from validator.live.targets import Grant
from validator.live.tls import context
from validator.live.tools import Tools
from validator.live.transport import Limits, Transport

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from validator.live.codeflow import Person
    from validator.live.group import Member
    from validator.live.hosts import Trust
    from validator.live.results import LiveFault, LiveResult
    from validator.live.targets import Target
    from validator.live.token import Code

WORKERS = 4
GRACE_SECONDS = 6.0
"""How long an interrupted run may take to revoke the tokens that it has."""


class Options(NamedTuple):
    """How a run is to be done.

    `person` logs in for the code flow. `probe_environments` asks the other login hosts after an unknown
    client. `clock` is in Unix seconds. Without `sleep` waits end when the run is interrupted.
    """

    trust: Trust
    person: Person | None = None
    probe_environments: bool = False
    ca_bundle: Path | None = None
    limits: Limits = Limits()
    workers: int = WORKERS
    clock: Callable[[], float] = time.time
    sleep: Callable[[float], object] | None = None


class Finished(NamedTuple):
    """One more config is done: its name, how many are done by now, and how many there are."""

    name: str
    done: int
    total: int


def run(
    targets: Sequence[Target], options: Options, progress: Callable[[Finished], object] | None = None
) -> tuple[LiveResult, ...]:
    """Check every target and return the results in the order of the targets.

    People log in one after the other in the calling thread, while the other configs are checked. `progress`
    is called in that thread, too. Tokens that the run made are revoked, on Ctrl-C as well.

    Raises:
        SetupError: the certificate authorities or a proxy of the environment cannot be used.
        KeyboardInterrupt: the run was interrupted.
    """
    stop = threading.Event()
    tls = context(options.ca_bundle)
    Transport(tls, options.limits).close()  # A proxy that cannot be used is known before anything is sent.
    pool: Pool[str | list[tuple[int, LiveResult]]] = Pool(options.workers)
    groups = grouped(targets, options.trust)
    found: dict[int, LiveResult] = {}
    done = 0
    try:
        for group in sorted(groups, key=lambda each: each[0].target.grant is Grant.AUTHORIZATION_CODE):
            code = code_for(group, options.person)
            pool.submit(_job(group, code, options, tls, stop))
        for report in pool.reports():
            if isinstance(report, str):
                done += 1
                if progress is not None:
                    progress(Finished(report, done, len(targets)))
            else:
                found.update(report)
    except BaseException:
        stop.set()
        pool.settle(GRACE_SECONDS)
        raise
    return tuple(found[place] for place in range(len(targets)))


def _job(
    group: Sequence[Member],
    code: Code | LiveFault | None,
    options: Options,
    tls: ssl.SSLContext,
    stop: threading.Event,
) -> Callable[[Callable[[str | list[tuple[int, LiveResult]]], None]], None]:
    def job(report: Callable[[str | list[tuple[int, LiveResult]]], None]) -> None:
        transport = Transport(tls, options.limits, stop.is_set)
        sleep = options.sleep or stop.wait
        tools = Tools(
            options.trust,
            transport,
            options.limits,
            options.clock,
            sleep,
            stop.is_set,
            options.probe_environments,
        )
        try:
            report(check(group, code, tools, report))
        finally:
            transport.close()

    return job
