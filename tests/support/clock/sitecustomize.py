"""A clock that can be ahead, and that tells today's date only to who may know it.

What a test finds may not hang on the day on which it runs, so appxlint may ask what day it is in a test that is marked
with `today`, and in no other: those give a day. `DAYS_AHEAD` sets the clock ahead for the tests that do ask.
Python runs a module of this name when it starts, if one lies on its path.
"""

from __future__ import annotations

import os
import sys
import time

AHEAD = "DAYS_AHEAD"
ALLOWED = "TODAY_MAY_BE_READ"
READER = "validator.project.settings"
"""The module of the one function that reads the calendar."""

_real_time = time.time


class TodayWasReadError(BaseException):
    """A test hangs on the day of its run and does not say so. No handler of usual exceptions hides it."""


def ticking() -> float:
    """Return the time with the days ahead; `datetime.date.today` asks for it here too."""
    if ALLOWED not in os.environ and sys._getframe(1).f_globals.get("__name__") == READER:
        raise TodayWasReadError("give as_of or --as-of, or mark the test with `today`")
    return _real_time() + 86_400 * int(os.environ.get(AHEAD, "0"))


if time.time.__name__ != ticking.__name__:
    time.time = ticking
