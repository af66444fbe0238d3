"""What is in doubt of a connection stands at the top of its sheet, and where its values would."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from validator.diagnostics import Severity
from validator.guide.doubts import ask_first, doubted
from validator.guide.sheet import At, Audience, Field, Section, Step, Verb, plain

if TYPE_CHECKING:
    from tests.conftest import Lint
    from validator.diagnostics import Diagnostic

CLIENT = """\
apiVersion: appxlint/v1
kind: OAuthClient
name: Acme keys
connector: procore
definition: Procore V2 OAuth Client Credentials Auth
clientId: ${env:ACME_ID}
clientSecret: ${env:ACME_SECRET}
"""
TITLE = "OAuthClient Acme keys"
URL = "https://id.trimble.com/oauth/token"


@pytest.fixture
def warnings(lint: Lint) -> list[Diagnostic]:
    return [each for each in lint(CLIENT).diagnostics if each.severity is Severity.WARNING]


def section(at: At) -> Section:
    field = Field("Token URL", Verb.KEEP, URL, "the default of the page", exact=True, at=at)
    return Section("OAuth Clients", (Step(("Create it.",), fields=(field,)),))


def test_what_a_warning_is_about_is_asked_first_and_no_value_is_given(warnings: list[Diagnostic]) -> None:
    (warning,) = warnings
    assert warning.rule == "default-token-url"
    made = doubted(section(At("config.yaml", TITLE, ("tokenUrl",))), [warning])
    assert made.steps[0].fields == (Field("Token URL", Verb.ASK, warning.message),)
    assert Verb.ASK.value == "ask first:"
    assert plain(made.steps[0].do) == "Create it."
    for audience in Audience:
        assert list(ask_first(audience, (made,), [warning])) == [
            Field("Ask first", Verb.READ, warning.message)
        ]


@pytest.mark.parametrize(
    "at",
    [
        At("config.yaml", TITLE, ("scope",)),
        At("config.yaml", "OAuthClient Birch keys", ("tokenUrl",)),
        At("b.yaml", TITLE, ("tokenUrl",)),
    ],
)
def test_other_values_stay_and_their_places_are_taken_off(at: At, warnings: list[Diagnostic]) -> None:
    (field,) = doubted(section(at), warnings).steps[0].fields
    assert field == Field("Token URL", Verb.KEEP, URL, "the default of the page", exact=True)
    assert list(ask_first(Audience.ADMIN, (section(at),), warnings)) == []
    assert len(list(ask_first(Audience.INTEGRATOR, (section(at),), warnings))) == 1


def test_without_warnings_nothing_is_asked() -> None:
    made = section(At("config.yaml", TITLE, ("tokenUrl",)))
    assert doubted(made, []).steps[0].fields[0].verb is Verb.KEEP
    assert list(ask_first(Audience.INTEGRATOR, (made,), [])) == []
