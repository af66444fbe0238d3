from __future__ import annotations

from validator.cli.options import CHECK, quick_check
from validator.cli.settings_options import CHECK_OR_SHOW, SHOW_SETTINGS


def test_the_option_is_one_of_the_command_that_no_other_has_the_name_or_the_field_of() -> None:
    assert (*CHECK, SHOW_SETTINGS) == CHECK_OR_SHOW
    assert not {name for option in CHECK for name in option.names} & {*SHOW_SETTINGS.names}
    assert SHOW_SETTINGS.field not in {option.field for option in CHECK}


def test_a_line_that_shows_settings_is_left_to_typer() -> None:
    assert quick_check(["check", "."]) is not None
    assert quick_check(["check", ".", "--show-settings"]) is None
