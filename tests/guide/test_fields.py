from __future__ import annotations

from tests.guide.sheets import ADMIN, BASED, CLIENT, CONFIG, GENERAL, RULES, connected
from validator.guide.fields import fields_called, names
from validator.guide.sheet import Field, Verb

SPECTRUM = """\
apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme-spectrum
connector: spectrum
workspace: {name: Acme, region: us}
connection:
  definition: Deconstructed Enhanced Authentication
  details:
    password: ${env:SPECTRUM_PASSWORD}
    apiRootUrl: https://acme.example:8482
    companies: [{companyCode: TP1}, {companyCode: TP2}]
    nobody knows this: x
"""


def rows(name: str, *texts: str) -> list[tuple[str, str, str]]:
    """Return the label, what is done, and the value of each field."""
    return [(each.label, each.verb.value, each.value) for each in fields_called(name, *connected(*texts))]


def test_the_page_of_oauth_clients_is_filled_in_from_top_to_bottom() -> None:
    assert rows("oauth-client", CONFIG, CLIENT) == [
        ("Connector", "choose", "Procore"),
        ("Name", "enter", "Acme service account"),
        ("Connection definition", "choose", "Procore V2 OAuth Client Credentials Auth"),
        ("Client ID", "enter", "from ACME_CLIENT_ID"),
        ("Client secret", "enter", "from ACME_CLIENT_SECRET"),
        ("Client secret expiration", "leave empty", ""),
        ("Authorization URL", "leave empty", ""),
        ("Token URL", "enter", "https://login.procore.com/oauth/token"),
        ("Refresh URL", "leave empty", ""),
        ("Scope", "leave empty", ""),
        ("Prompt", "leave empty", ""),
        ("Client authentication", "choose", "Client credentials body"),
        ("Public", "switch", "off"),
    ]


def test_a_field_of_that_page_with_a_default_keeps_it_and_one_that_has_to_be_chosen_is_told() -> None:
    client = CLIENT.partition("tokenUrl:")[0]
    found = {each.label: each for each in fields_called("oauth-client", *connected(CONFIG, client))}
    assert found["Token URL"]._replace(at=None) == Field(
        "Token URL", Verb.KEEP, "https://id.trimble.com/oauth/token", "the default of the page"
    )
    assert found["Client authentication"]._replace(at=None) == Field(
        "Client authentication", Verb.CHOOSE, "", "not recorded"
    )


def test_a_connection_is_filled_in_in_the_order_of_the_screen() -> None:
    assert rows("connection", CONFIG, CLIENT) == [
        ("Base Connection", "choose", "Create New"),
        ("Connection Definition", "choose", "Procore V2 OAuth Client Credentials Auth"),
        ("Connection name", "enter", "Acme live"),
        ("OAuth Client Details", "choose", "Acme service account"),
        ("CompanyId", "enter", "4281379"),
        ("Connection Environment", "choose", "Production"),
    ]


def test_what_a_base_connection_sets_is_marked_as_filled_in() -> None:
    assert rows("connection", BASED, RULES, CLIENT) == [
        ("Base Connection", "choose", "Payroll live"),
        ("Connection Definition", "filled in", "Procore V2 OAuth Client Credentials Auth"),
        ("Connection name", "enter", "Acme live"),
        ("OAuth Client Details", "filled in", "Acme service account"),
        ("CompanyId", "enter", "4281379"),
        ("Connection Environment", "filled in", "Production"),
    ]
    found = {each.label: each for each in fields_called("connection", *connected(BASED, RULES, CLIENT))}
    assert found["Connection Environment"].note == "by the base connection"


def test_labels_of_options_that_are_not_documented_are_told() -> None:
    found = {each.label: each for each in fields_called("connection", *connected(CONFIG, CLIENT))}
    assert "labels of the screen are not documented" in found["Connection Environment"].note
    assert found["CompanyId"].note == ""


def test_details_stand_in_the_definitions_order_groups_in_their_own_and_strangers_last() -> None:
    assert rows("connection", SPECTRUM)[2:] == [
        ("Api Root Url", "enter", "https://acme.example:8482"),
        ("Password", "enter", "from SPECTRUM_PASSWORD"),
        ("Companies[1].Company Code", "enter", "TP1"),
        ("Companies[2].Company Code", "enter", "TP2"),
        ("(hidden)", "enter", "(hidden)"),
    ]


def test_a_default_of_the_definition_is_left_as_it_is() -> None:
    definition = """\
apiVersion: appxlint/v1
kind: ConnectionDefinition
connector: spectrum
key: tiered
name: Tiered
type: Standard
attributes: [{key: tier, title: Tier, isRequired: true, isSensitive: false, default: gold}]
"""
    config = SPECTRUM.partition("  definition:")[0] + "  definition: Tiered\n"
    found = fields_called("connection", *connected(config, definition))
    assert found[-1]._replace(at=None) == Field("Tier", Verb.KEEP, "gold", "by default", exact=True)


def test_the_configuration_page_is_filled_in_in_the_schemas_order_and_its_switch_stays_on() -> None:
    assert rows("general", GENERAL) == [
        ("Real-time Action Processing", "switch", "on"),
        ("Base URL", "enter", "https://api.procore.com/"),
        ("Client Secret", "enter", "from ACME_CLIENT_SECRET"),
        ("Company ID", "enter", "4281379"),
    ]


def test_what_is_handed_over_tells_of_secrets_only_that_they_are_confidential() -> None:
    assert rows("handover", SPECTRUM)[:2] == [
        ("Api Root Url", "", "https://acme.example:8482"),
        ("Password", "", "confidential"),
    ]
    assert not [each for each in rows("handover", GENERAL) if "Real-time" in each[0]]


def test_small_groups_of_fields() -> None:
    assert rows("company", CONFIG) == [("Company number", "", "4281379")]
    assert rows("projects", CONFIG) == [("Project", "", "Quay House"), ("Project", "", "Mill Lane")]
    assert rows("version-key", CONFIG) == [
        ("App Version Key", "enter", "3f0c1c52-6d6c-4d7a-9a5e-0d3a1f2b4c5d")
    ]
    assert rows("addresses", SPECTRUM) == [("Address", "", "4.151.125.250"), ("Address", "", "13.84.41.168")]
    assert [each[0] for each in rows("workspace", CONFIG)] == [
        *("Workspace name", "Workspace type", "Region", "Company"),
    ]
    callback = "https://api.xchange.trimble.com/app-builder/v1/oauth/authenticate/callback"
    assert rows("redirect", CONFIG) == [("Redirect URI", "enter", callback)]
    existing = CONFIG.partition("connection:\n")[0] + "connection: {name: Acme live, existing: true}\n"
    assert rows("existing", existing) == [("Connection name", "choose", "Acme live")]


def test_no_group_fails_where_nothing_is_known() -> None:
    bare = "apiVersion: appxlint/v1\nkind: ConnectorConfig\nname: a\nconnector: nobodys\nworkspace: Nowhere\n"
    connection, project = connected(bare + "connection: {definition: None of these}\n")
    assert {name: [each.label for each in fields_called(name, connection, project)] for name in names()} == {
        **{name: [] for name in names()},
        "redirect": ["Redirect URI"],
        "connection": ["Base Connection", "Connection Definition"],
    }


def test_a_company_number_that_is_kept_elsewhere_is_not_compared() -> None:
    text = CONFIG.replace("companyId: 4281379", "companyId: '${env:ACME_COMPANY}'")
    assert rows("company", text) == []
    assert ADMIN.value == "admin"
    assert fields_called("", *connected(CONFIG)) == ()
