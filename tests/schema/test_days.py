from __future__ import annotations

import pytest

from validator.schema.days import day_meant, no_such_day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-9-5", "2026-09-05"),
        ("2.10.2026", "2026-10-02"),
        ("31/12/2026", "2026-12-31"),
        ("12/31/2026", "2026-12-31"),
        ("2 October 2026", "2026-10-02"),
        ("2nd Oct. 2026", "2026-10-02"),
        ("October 2, 2026", "2026-10-02"),
        ("02/10/2026", ""),
        ("2 Ma 2026", ""),
        ("2 Juvember 2026", ""),
        ("soon", ""),
    ],
)
def test_a_day_is_read_where_the_text_leaves_no_doubt(text: str, day: str) -> None:
    assert day_meant(text) == day


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2026-02-30", "February 2026 has 28 days"),
        ("2028-02-30", "February 2028 has 29 days"),
        ("2028-02-29", ""),
        ("2100-02-29", "February 2100 has 28 days"),
        ("30 February 2026", "February 2026 has 28 days"),
        ("31.04.2026", "April 2026 has 30 days"),
        ("2026-13-01", "there is no month 13"),
        ("2026-00-01", "there is no month 0"),
        ("2026-10-00", "there is no day 0"),
        ("2026-10-02", ""),
        ("soon", ""),
    ],
)
def test_it_is_said_why_no_calendar_has_a_day(text: str, why: str) -> None:
    assert no_such_day(text) == why
