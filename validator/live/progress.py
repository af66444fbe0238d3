"""How far a run is, told whenever a config is done or a second has gone by."""

from __future__ import annotations

import enum
import time

from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


class Doing(enum.Enum):
    """What a run is busy with."""

    TRYING = "trying"
    LOGGING_IN = "logging-in"
    ENDING = "ending"


class Progress(NamedTuple):
    """How many configs are done of how many, what the run is doing, and for how many seconds.

    `name` is that of the config that was just done, or for which a person logs in.
    """

    name: str
    done: int
    total: int
    seconds: float = 0.0
    doing: Doing = Doing.TRYING


class Counter:
    """Counts the configs that are done; `tell` gets the progress, and None where there is no more to show of it."""

    def __init__(
        self,
        total: int,
        tell: Callable[[Progress | None], object] | None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._total, self._done = total, 0
        self._tell, self._clock = tell, clock
        self._doing, self._name = Doing.TRYING, ""
        self._started = self._told = clock()
        self._shown = False

    def begin(self, doing: Doing, name: str = "") -> None:
        """Say that the run is busy with something else from now on."""
        self.clear()
        self._doing, self._name = doing, name
        self._started = self._told = self._clock()

    def add(self, name: str) -> None:
        """Count a config that is done."""
        self._done += 1
        self._say(name)

    def wait(self) -> None:
        """Tell of a second that went by without one."""
        if self._clock() - self._told >= 1.0:
            self._say(self._name)

    def clear(self) -> None:
        """Say that what was told last is to be shown no longer."""
        if self._shown and self._tell is not None:
            self._tell(None)
        self._shown = False

    def _say(self, name: str) -> None:
        self._told, self._shown = self._clock(), True
        if self._tell is not None:
            self._tell(Progress(name, self._done, self._total, self._told - self._started, self._doing))
