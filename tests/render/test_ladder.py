from __future__ import annotations

import pytest

from validator.diagnostics import Ladder, LadderStep
from validator.render.ladder import render

from .reports import FORBIDDEN, HOSTILE

HOST = LadderStep("host", "passed", "login.procore.com", 0.0)
TOKEN = LadderStep("token", "failed", "the app may not get a token", 12.345)
ACCESS = LadderStep("access", "skipped", "", 0.0)


def test_each_step_has_its_line_with_the_time_that_it_took() -> None:
    assert render([Ladder("acme", (HOST, TOKEN, ACCESS), {})]) == (
        "acme\n"
        "  passed   host                 login.procore.com\n"
        "  failed   token       12.35 s  the app may not get a token\n"
        "  skipped  access\n"
        "\n"
    )


def test_a_long_detail_goes_on_in_the_next_line() -> None:
    long = TOKEN._replace(detail="one two three four five six")
    assert render([Ladder("acme", (long,), {})], width=45).split("\n")[1:3] == [
        "  failed   token       12.35 s  one two three",
        "                              four five six",
    ]


def test_what_was_learned_follows_the_steps() -> None:
    text = render([Ladder("acme", (HOST,), {"projects": 3}, ("region us02", "3 permitted projects"))])
    assert text.split("\n")[2:] == ["  region us02 · 3 permitted projects", "", ""]


def test_every_config_has_a_block_of_its_own() -> None:
    one, other = Ladder("acme", (HOST,), {}), Ladder("other", (HOST,), {})
    assert render([one, other]) == render([one]) + render([other])
    assert render([]) == ""


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_steers_the_terminal(text: str) -> None:
    shown = render([Ladder(text, (HOST._replace(detail=text),), {}, (text,))])
    assert not FORBIDDEN.search(shown)
