"""A calendar by RFC 5545, held against a library that reads calendars."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.render.calendar_file import Event, calendar, folded
from validator.render.escape import escape, harmless

DAY = date(2036, 6, 30)
EVENT = Event("0a1b@appxlint", DAY, "The secret of Acme expires", ("one", "two; three, four\\five"), 30)


def read(text: str) -> Any:
    return icalendar.Calendar.from_ical(text.replace("\n", "\r\n"))


def test_another_reader_finds_what_was_said() -> None:
    found = read(calendar([EVENT]))
    (event,) = found.events
    assert found["VERSION"] == "2.0"
    assert found["PRODID"]
    assert event["UID"] == EVENT.uid
    assert event["DTSTART"].dt == DAY
    assert event["DTSTAMP"].to_ical() == b"20360630T000000Z"
    assert event["SUMMARY"] == EVENT.summary
    assert event["DESCRIPTION"] == "one\ntwo; three, four\\five"
    (alarm,) = event.walk("VALARM")
    assert alarm["TRIGGER"].dt == timedelta(days=-30)
    assert (alarm["ACTION"], alarm["DESCRIPTION"]) == ("DISPLAY", EVENT.summary)
    assert event.errors == []


@given(st.text(alphabet=st.sampled_from("ab ,;:\\\n\r\"'#é日😀\u202e\x1b"), max_size=120))
def test_any_text_is_read_back_as_it_is_shown_and_no_line_is_too_long(text: str) -> None:
    written = calendar([EVENT._replace(summary=text, description=(text, "end"))])
    assert harmless(written) == written
    assert max(len(line.encode()) for line in written.split("\n")) <= 75
    (event,) = read(written).events
    assert event["SUMMARY"] == escape(text)
    assert event["DESCRIPTION"] == f"{escape(text)}\nend"


@pytest.mark.parametrize(
    "line", ["a" * 75, "é" * 37, "日" * 100, "x" * 74 + ":" * 80, "b" * 74 + "::error::x"]
)
def test_a_line_is_folded_between_characters(line: str) -> None:
    pieces = folded(line)
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert all(piece.startswith(" ") for piece in pieces[1:])
    assert "".join([pieces[0], *(piece[1:] for piece in pieces[1:])]) == line


def test_the_same_dates_are_the_same_file_and_no_day_of_the_run_is_in_it() -> None:
    assert calendar([EVENT]) == calendar([EVENT])
    assert calendar([EVENT]).count("2036") == 2
