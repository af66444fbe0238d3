"""What a run hands to every step: whom to trust, how to send, how long to wait."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.live.patience import Patience

if TYPE_CHECKING:
    from collections.abc import Callable

    from validator.live.hosts import Trust
    from validator.live.transport import Limits, Transport


class Tools(NamedTuple):
    """The effects of the live check, in one place; `stopped` says that the run was interrupted."""

    trust: Trust
    transport: Transport
    limits: Limits
    clock: Callable[[], float]
    sleep: Callable[[float], object]
    stopped: Callable[[], bool]
    probes: bool = False

    def patience(self) -> Patience:
        """Return a fresh allowance of time for one config."""
        return Patience(self.transport, self.limits, self.clock, self.sleep)
