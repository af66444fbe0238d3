"""The options of the live check: those of `check` among them are the very same."""

from __future__ import annotations

from validator.cli.live_arguments import LiveOptions
from validator.cli.live_options import LIVE
from validator.cli.options import CHECK, CheckOptions


def test_what_check_has_too_is_the_very_same_option() -> None:
    of_check = {each.names[0]: each for each in CHECK}
    assert all(each is of_check[each.names[0]] for each in LIVE if each.names[0] in of_check)


def test_each_option_fills_a_field_of_check_or_of_the_live_check() -> None:
    assert {each.field for each in LIVE} <= {*CheckOptions._fields, *LiveOptions._fields}
    assert set(LiveOptions._fields) <= {each.field for each in LIVE}
