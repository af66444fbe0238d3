from __future__ import annotations

import pytest

from tests.guide.sheets import CLIENT, CONFIG, connected
from validator.guide.sheet import Field, Verb
from validator.guide.values import Place, fact, name_at, name_of
from validator.project.settings import Settings

RANDOM = "f27a90c3e16b4d85a0c9f2e7b13d6850e94a7cb2d1f8063e5ab97d40c6e281f3"
SECRET = "Wq7-plain-Zu3xR9-9c2e"


def field(text: str, key: str, verb: Verb = Verb.ENTER) -> Field:
    """Return the field of a value of the client."""
    connection, project = connected(CONFIG, text)
    assert connection.client is not None
    return Place(project, connection.client, (key,)).field("Label", verb, connection.client.get(key))


@pytest.mark.parametrize(
    ("reference", "shown"),
    [
        ("${env:ACME_CLIENT_SECRET}", "from ACME_CLIENT_SECRET"),
        ("${file:/run/secrets/acme}", "from the file /run/secrets/acme"),
        ("${keyring:procore/acme}", "from the keyring, procore/acme"),
    ],
)
def test_a_reference_says_where_the_value_is_and_is_not_copied(reference: str, shown: str) -> None:
    made = field(CLIENT.replace("${env:ACME_CLIENT_SECRET}", reference), "clientSecret")
    assert (made.value, made.exact) == (shown, False)


def test_a_reference_of_the_settings_is_one_too() -> None:
    text = CLIENT.replace("${env:ACME_CLIENT_SECRET}", "op://Integrations/Procore/credential")
    connection, project = connected(CONFIG, text)
    project.settings = Settings()
    assert connection.client is not None
    made = Place(project, connection.client, ("clientSecret",)).field("L", Verb.ENTER, "${env:ACME_SECRET}")
    assert made.value == "from ACME_SECRET"


@pytest.mark.parametrize("reference", [SECRET, f"${{env:X:-{SECRET}}}", f"${{file:/run/{RANDOM}}}"])
def test_what_looks_like_a_secret_is_shown_nowhere(reference: str) -> None:
    made = field(CLIENT.replace("${env:ACME_CLIENT_SECRET}", f'"{reference}"'), "clientSecret")
    assert SECRET not in made.value
    assert RANDOM[:8] not in made.value
    assert "(hidden)" in made.value
    assert not made.exact


def test_a_value_that_may_be_shown_is_exact_unless_somebody_else_fills_it_in() -> None:
    assert field(CLIENT, "tokenUrl")._replace(at=None) == Field(
        "Label", Verb.ENTER, "https://login.procore.com/oauth/token", exact=True
    )
    assert not field(CLIENT, "tokenUrl", Verb.FILLED).exact


def test_a_switch_is_on_or_off() -> None:
    assert field(CLIENT + "public: false\n", "public")._replace(at=None) == Field("Label", Verb.SWITCH, "off")
    connection, project = connected(CONFIG, CLIENT)
    assert Place(project, connection.config, ("unattended",)).field("L", Verb.FILLED, True)._replace(
        at=None
    ) == Field("L", Verb.FILLED, "on")


def test_a_label_with_a_secret_in_it_is_shown_without_it() -> None:
    connection, project = connected(CONFIG, CLIENT)
    made = Place(project, connection.config, ("name",)).field(f"password: {SECRET}", Verb.READ, "x")
    assert SECRET not in made.label


def test_names_are_those_that_may_be_shown() -> None:
    connection, project = connected(CONFIG, CLIENT)
    assert name_at(connection.config, ("name",), project) == "acme-config"
    assert name_of(connection.client_name, project) == "Acme service account"
    assert fact(connection.workspace, "company", project) == "Acme Builders"
    assert name_of(None, project) == fact(None, "company", project) == ""
    assert name_at(connection.config, ("workspace",), project, "none") == "none"


def test_a_name_that_is_kept_elsewhere_or_is_no_name_is_unknown() -> None:
    text = CONFIG.replace("company: Acme Builders", 'company: "${env:ACME_COMPANY}"')
    connection, project = connected(text, CLIENT)
    assert fact(connection.workspace, "company", project) == ""
    text = CONFIG.replace("company: Acme Builders", f"company: ghp_{'a1B2' * 9}")
    connection, project = connected(text, CLIENT)
    assert fact(connection.workspace, "company", project) == ""
