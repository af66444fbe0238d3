"""The last days of client secrets as events of a calendar."""

from __future__ import annotations

import hashlib

from validator.render.calendar_file import Event
from validator.rules.expiry import day_of
from validator.words import counted, listed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.survey.needs import Expiry


def events_of(expiries: Sequence[Expiry]) -> list[Event]:
    """Return an event for each last day that is written down, by day; one behind a reference has none."""
    seen: dict[str, int] = {}
    events = []
    for each in expiries:
        day = day_of(each.expires)
        if day is not None:
            matter = f"{each.connector}\n{each.client}"
            seen[matter] = seen.get(matter, 0) + 1
            uid = _uid(matter, seen[matter])
            events.append(Event(uid, day, _summary(each), tuple(_description(each)), each.days))
    return sorted(events, key=lambda event: (event.day, event.uid))


def _uid(matter: str, number: int) -> str:
    """Return what names a client's secret for all time; of several projects in one run each has its own."""
    digest = hashlib.sha256(f"{matter}\n{number}".encode()).hexdigest()
    return f"{digest[:32]}@appxlint"


def _summary(expiry: Expiry) -> str:
    return f"The client secret of {expiry.client} expires"


def _description(expiry: Expiry) -> list[str]:
    where = f"Connector {expiry.connector}"
    where += f", {listed(expiry.environments, last='and')}" if expiry.environments else ""
    needed = f"Needed by {counted(len(expiry.configs), 'config')}"
    needed += f": {listed(expiry.configs, last='and')}" if expiry.configs else ""
    return [where, needed, "Have a new secret issued, store it, and enter it in App Xchange before that day."]
