"""How far a check is, on a terminal, once it takes longer than a person would wait for without asking."""

from __future__ import annotations

import time

from validator.render.sink import emit_progress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self, TextIO

_PATIENCE = 1.0
"""Seconds before anything is shown."""

_EVERY = 0.1
"""Seconds from one line to the next."""


class Progress:
    """Writes how far a run is over the last line of a terminal, and leaves that line empty at the end."""

    def __init__(
        self, stream: TextIO, clock: Callable[[], float] = time.monotonic, *, at_once: bool = False
    ) -> None:
        self._stream, self._clock = stream, clock
        self._next = clock() + (0 if at_once else _PATIENCE)
        self._shown = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            emit_progress("", self._stream)

    def tell(self, doing: str, done: int, total: int) -> None:
        """Say what the run is doing, how many files or documents are done, and of how many."""
        now = self._clock()
        if now >= self._next:
            self._next, self._shown = now + _EVERY, True
            emit_progress(f"{doing}: {done:,} of {total:,}", self._stream)
