"""Options of the commands that look at projects: a table fills its values, and one name reads alike everywhere."""

from __future__ import annotations

from typing import Any

import pytest

from validator.cli.init_options import INIT
from validator.cli.live_options import LIVE
from validator.cli.options import CHECK, Option, values_of
from validator.cli.page_options import RULES
from validator.cli.project_options import (
    DIFF,
    GRAPH,
    GUIDE,
    LIST,
    SECRETS,
    DiffOptions,
    GraphOptions,
    GuideOptions,
    ListOptions,
    SecretsOptions,
)

TABLES: tuple[tuple[tuple[Option, ...], Any], ...] = (
    (GUIDE, GuideOptions),
    (LIST, ListOptions),
    (SECRETS, SecretsOptions),
    (DIFF, DiffOptions),
    (GRAPH, GraphOptions),
)
EVERY = (CHECK, LIVE, RULES, INIT, *(table for table, _ in TABLES))
ALIKE = {"--project", "--config", "--as-of", "--force", "--color", "--fail-on", "--quiet"}
"""Options that mean one thing, whatever the command is."""


@pytest.mark.parametrize(("table", "options"), TABLES, ids=[options.__name__ for _, options in TABLES])
def test_a_table_fills_every_field_of_its_command(table: tuple[Option, ...], options: Any) -> None:
    assert set(values_of(table, (), ())) == set(options._fields)
    assert options(**values_of(table, (), ())).paths == (".",)


@pytest.mark.parametrize("name", sorted(ALIKE))
def test_an_option_reads_alike_in_every_command(name: str) -> None:
    found = {option for table in EVERY for option in table if name in option.names}
    assert len(found) == 1


@pytest.mark.parametrize("option", [each for table in EVERY for each in table if each.choices])
def test_help_names_every_value_that_is_offered(option: Option) -> None:
    assert [each for each in option.choices if each not in option.help] == []


@pytest.mark.parametrize("option", [each for table in EVERY for each in table])
def test_help_is_a_sentence_and_a_value_has_a_word_that_stands_for_it(option: Option) -> None:
    assert option.help.endswith(".")
    assert bool(option.metavar) is (option.kind != "flag")
