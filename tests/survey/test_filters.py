"""Connections are chosen by what stands in the columns of the list."""

from __future__ import annotations

from datetime import date

import pytest

from validator.diagnostics import UsageError
from validator.render.counts import Counts
from validator.survey.connections import Listed
from validator.survey.filters import LEVELS, Wanted, chosen, expires_by, has_findings

BARE = Listed(*[""] * len(Listed._fields))
ROWS = [
    BARE._replace(name="a", customer="Alder Construction", environment="Production"),
    BARE._replace(name="b", customer="Birchwood Homes", environment="Production"),
    BARE._replace(name="c", customer="Birchwood Homes", environment="Monthly Sandbox"),
    BARE._replace(name="d"),
]


def of(field: str, *words: str) -> Wanted:
    return Wanted(field, field.replace("_", " "), words)


@pytest.mark.parametrize(
    ("wishes", "taken"),
    [
        ([], "abcd"),
        ([of("customer", "Birchwood Homes")], "bc"),
        ([of("customer", "birchwood-homes")], "bc"),
        ([of("customer", "Alder*", "*homes")], "abc"),
        ([of("customer", "Birchwood Homes"), of("environment", "production")], "b"),
        ([of("customer", "Alder*"), of("environment", "monthly sandbox")], ""),
        ([of("customer", "")], "d"),
    ],
)
def test_each_wish_narrows_the_list_down(wishes: list[Wanted], taken: str) -> None:
    assert "".join(ROWS[at].name for at in chosen(ROWS, wishes)) == taken


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        (
            of("customer", "Alder Constrction"),
            '--customer: no connection here has the customer "Alder Constrction"; did you mean "Alder Construction"?',
        ),
        (of("base_connection", "x"), '--base-connection: no connection here has the base connection "x"'),
        (of("environment", "Z*"), '--environment: no connection here has the environment "Z*"'),
    ],
)
def test_a_word_that_stands_nowhere_is_a_wrong_call(wanted: Wanted, message: str) -> None:
    with pytest.raises(UsageError) as error:
        chosen(ROWS, [wanted])
    assert str(error.value) == message


def test_a_day_counts_up_to_itself_and_a_reference_is_none() -> None:
    assert expires_by("2027-03-31", date(2027, 3, 31))
    assert not expires_by("2027-03-31", date(2027, 3, 30))
    assert not expires_by("${env:LAST_DAY}", date(2036, 1, 1))
    assert not expires_by("", date(2036, 1, 1))


@pytest.mark.parametrize(
    ("counts", "levels"),
    [
        (Counts(1, 0, 0), "info warning error"),
        (Counts(0, 1, 0), "info warning"),
        (Counts(0, 0, 1), "info"),
        (Counts(0, 0, 0), "none"),
    ],
)
def test_a_level_takes_worse_ones_too(counts: Counts, levels: str) -> None:
    assert [level for level in LEVELS if has_findings(counts, level)] == levels.split()
