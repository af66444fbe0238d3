"""Last days become events that keep their identity."""

from __future__ import annotations

from datetime import date

from validator.survey.needs import Expiry
from validator.survey.reminders import events_of

ACME = Expiry("procore", "Acme", "2036-06-30", ("Production",), ("a", "b"), 30)


def test_an_event_says_what_to_do_and_who_needs_it() -> None:
    (event,) = events_of([ACME])
    assert (event.day, event.days_before) == (date(2036, 6, 30), 30)
    assert event.summary == "The client secret of Acme expires"
    assert event.description == (
        "Connector procore, Production",
        "Needed by 2 configs: a and b",
        "Have a new secret issued, store it, and enter it in App Xchange before that day.",
    )


def test_events_stand_by_day_and_one_behind_a_reference_has_none() -> None:
    later = ACME._replace(client="Later", expires="2037-01-01", environments=(), configs=())
    found = events_of([later, ACME._replace(expires="${env:LAST_DAY}"), ACME])
    assert [each.day.year for each in found] == [2036, 2037]
    assert found[1].description[:2] == ("Connector procore", "Needed by 0 configs")


def test_a_later_day_is_the_same_event_and_another_client_is_not() -> None:
    (first,) = events_of([ACME])
    (moved,) = events_of([ACME._replace(expires="2037-06-30", configs=("c",))])
    (other,) = events_of([ACME._replace(client="Other")])
    assert first.uid == moved.uid != other.uid
    assert len({each.uid for each in events_of([ACME, ACME])}) == 2
