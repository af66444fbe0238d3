from __future__ import annotations

import pytest

from validator.diagnostics import Ladder, LadderStep
from validator.render.ladder import render, summary

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


def test_a_detail_stands_below_its_step_where_there_is_no_room_beside_it() -> None:
    long = TOKEN._replace(detail="one two three four five six seven eight")
    assert render([Ladder("acme", (long,), {})], width=40).split("\n")[1:4] == [
        "  failed   token       12.35 s",
        "    one two three four five six seven",
        "    eight",
    ]


def test_a_table_without_room_says_what_it_leaves_out() -> None:
    ladder = Ladder("acme", (TOKEN,), {"lifetime": 5400}, (), "a.yaml", "procore", "Production", "passed")
    assert summary([ladder, ladder], 20) == (
        "\noutcome  config\npassed   acme\npassed   acme\n\n"
        "no room for\nconnection, company,\ntoken valid and time\n"
    )


def test_what_was_learned_follows_the_steps() -> None:
    text = render([Ladder("acme", (HOST,), {"projects": 3}, ("region us02", "3 permitted projects"))])
    assert text.split("\n")[2:] == ["  region us02 · 3 permitted projects", "", ""]


def test_every_config_has_a_block_of_its_own() -> None:
    one, other = Ladder("acme", (HOST,), {}), Ladder("other", (HOST,), {})
    assert render([one, other]) == render([one]) + render([other])
    assert render([]) == ""


def test_of_several_configs_the_steps_of_those_that_need_a_look_are_shown() -> None:
    ladders = [
        Ladder(each, (HOST,), {}, outcome=each) for each in ("passed", "failed", "untried", "unchecked")
    ]
    assert [
        line for line in render(ladders, every=False).split("\n") if line.islower() and line[0] != " "
    ] == [
        "failed",
        "unchecked",
    ]
    assert render(ladders[:1], every=False) == render(ladders[:1])


def test_a_table_has_a_row_for_each_of_several_configs() -> None:
    facts: dict[str, str | int | bool] = {"company": "Acme Builders", "lifetime": 5400}
    one = Ladder("acme", (TOKEN,), facts, (), "a.yaml", "procore", "Production", "passed")
    other = Ladder("other", (), {}, (), "b.yaml", "hcss", "", "skipped")
    assert summary([one, other]) == (
        "\n"
        "outcome  config  connection          company        token valid  time\n"
        "passed   acme    procore Production  Acme Builders  5400 s       12.35 s\n"
        "skipped  other   hcss\n"
    )
    assert summary([one]) == ""


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_steers_the_terminal(text: str) -> None:
    shown = render([Ladder(text, (HOST._replace(detail=text),), {}, (text,))])
    assert not FORBIDDEN.search(shown)
    assert not FORBIDDEN.search(summary([Ladder(text, (), {"company": text})] * 2))
