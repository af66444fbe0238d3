"""The options of `init`: one for each field, with the name that the field has."""

from __future__ import annotations

import re

from validator.cli.init_options import ANSWERS, INIT, InitOptions, init_options
from validator.cli.options import values_of
from validator.onboard.fields import fields

SHORTER = {"companyId": "company-id", "versionKey": "version-key"}


def _kebab(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()


def test_every_field_has_an_option_of_its_name() -> None:
    assert {each.field: each.names for each in ANSWERS} == {name: (f"--{_kebab(name)}",) for name in fields()}


def test_the_options_stand_in_the_order_of_the_fields() -> None:
    assert [each.field for each in ANSWERS] == list(fields())


def test_what_is_given_is_an_answer_and_the_rest_has_its_defaults() -> None:
    company, dry_run = (next(each for each in INIT if each.field == name) for name in ("company", "dry_run"))
    made = init_options("here", values_of(INIT, [(company, "Acme"), (dry_run, "")], ()))
    assert made == InitOptions(
        folder="here",
        answers={"company": "Acme"},
        details=(),
        from_csv=None,
        columns=(),
        encoding=None,
        force=False,
        dry_run=True,
        pre_commit=False,
        ci=None,
        editor=None,
        project=None,
        config=None,
        format="text",
    )


def test_summaries_end() -> None:
    assert [each.names for each in INIT if not each.help.endswith(".")] == []
