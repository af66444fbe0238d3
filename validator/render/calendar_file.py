"""Days to remember as a calendar, by RFC 5545.

Nothing in it depends on the day of the run, so the same dates give the same file: the stamp of an event is the day
that it is about, which a later day makes a newer one. Lines end in a line feed here, and become those of the RFC where
they are written (`sink.emit_crlf`).
"""

from __future__ import annotations

from validator.render.escape import escape
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

_OCTETS = 75
"""How long a line may be (section 3.1)."""


class Event(NamedTuple):
    """A day with what it means, and how many days before it somebody wants to be told.

    `uid` is the same for the same matter whenever a calendar is made, so that a new day replaces the old one.
    """

    uid: str
    day: date
    summary: str
    description: tuple[str, ...]
    days_before: int


def calendar(events: Iterable[Event]) -> str:
    """Return a calendar with an event for each day."""
    head = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//appxlint//appxlint//EN", "CALSCALE:GREGORIAN")
    lines = [*head, *(line for each in events for line in _event(each)), "END:VCALENDAR"]
    return "".join(f"{piece}\n" for line in lines for piece in folded(line))


def _event(event: Event) -> Iterator[str]:
    day = f"{event.day:%Y%m%d}"
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(event.uid)}"
    yield f"DTSTAMP:{day}T000000Z"
    yield f"DTSTART;VALUE=DATE:{day}"
    yield f"SUMMARY:{_text(event.summary)}"
    yield "DESCRIPTION:" + r"\n".join(map(_text, event.description))
    yield "TRANSP:TRANSPARENT"
    yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_text(event.summary)}")
    yield from (f"TRIGGER:-P{event.days_before}D", "END:VALARM", "END:VEVENT")


def _text(text: str) -> str:
    """Return a value of the type TEXT (section 3.3.11), on one line."""
    shown = escape(text)
    for sign in "\\;,":
        shown = shown.replace(sign, f"\\{sign}")
    return shown


def folded(line: str) -> list[str]:
    """Return a content line as lines of at most 75 octets, each but the first begun by a blank.

    None is broken inside of a character, nor before a sign that could begin a command of a build log.
    """
    pieces = list[str]()
    rest, room = line, _OCTETS
    while len(rest.encode()) > room:
        end = len(rest.encode()[:room].decode("utf-8", "ignore"))
        while end > 1 and rest[end] in ":#":
            end -= 1
        pieces.append(rest[:end])
        rest, room = rest[end:], _OCTETS - 1
    return [piece if number == 0 else f" {piece}" for number, piece in enumerate([*pieces, rest])]
