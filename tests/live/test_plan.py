from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from validator.live.diagnosis import fault
from validator.live.hosts import HostPort
from validator.live.overrides import Overrides
from validator.live.plan import Wishes, connectors, in_order, is_fit, left_out, plans, requested
from validator.live.results import NO_FURTHER_STEP, Blame, LiveResult, StepName
from validator.live.secret import Secret
from validator.live.steps import refused
from validator.live.target import Endpoints, Expected, Grant, Paths, Target

from .checking import ladder, rules
from .planning import (
    BY_CODE,
    CLIENT,
    CLIENT_ID,
    CONFIG,
    ENVIRON,
    GENERAL,
    HOSTLESS,
    OWN,
    PLANTRACK,
    PROCORE,
    PRODUCTION,
    WRITTEN,
    Planning,
    asked_for,
    outcomes,
    result_of,
    target_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from validator.engine.run import Outcome


def test_a_config_becomes_a_target(planned: Planning) -> None:
    target = target_of(planned(CONFIG + CLIENT))
    assert target.client_secret.reveal() == "canary-secret"
    assert target._replace(client_secret=None, others=(), trust=None) == Target(  # type: ignore[arg-type]
        name="acme",
        grant=Grant.CLIENT_CREDENTIALS,
        client_id=CLIENT_ID,
        client_secret=None,  # type: ignore[arg-type]
        endpoints=PRODUCTION,
        paths=PROCORE,
        trust=None,  # type: ignore[arg-type]
        company_id=4281379,
        token_url="https://login.procore.com/oauth/token",
        expected=Expected("Acme Builders"),
        client_name="Acme service account",
    )


def test_the_code_flow_is_told_by_its_definition(planned: Planning) -> None:
    target = target_of(planned(BY_CODE))
    assert (target.grant, target.authorization_url) == (
        Grant.AUTHORIZATION_CODE,
        "https://login.procore.com/oauth/authorize",
    )


@pytest.mark.parametrize(
    ("name", "login", "api"),
    [
        ("Developer Sandbox", "https://login-sandbox.procore.com", "https://sandbox.procore.com"),
        ("Monthly Sandbox", "https://login-sandbox-monthly.procore.com", "https://api-monthly.procore.com"),
        ("Federal Zone", "https://login.procoregov.com", "https://api.procoregov.com"),
    ],
)
def test_the_environment_decides_on_the_hosts(planned: Planning, name: str, login: str, api: str) -> None:
    text = (CONFIG + CLIENT).replace("connectionEnvironment: Production", f"connectionEnvironment: {name}")
    text = text.replace("tokenUrl: https://login.procore.com", f"tokenUrl: {login}")
    keys = {"Developer Sandbox": "developer-sandbox", "Federal Zone": "federal"}.get(name, "production")
    found = planned(text.replace("credentials: production", f"credentials: {keys}"))
    assert target_of(found).endpoints == Endpoints(name, login, api)


def test_the_other_official_environments_are_known(planned: Planning) -> None:
    others = target_of(planned(CONFIG + CLIENT)).others
    assert [each.environment for each in others] == [
        *("Production", "Developer Sandbox", "Monthly Sandbox", "On-Demand Sandbox", "Federal Zone")
    ]
    assert others[1] == Endpoints("Developer Sandbox", "https://login-sandbox.procore.com", "")


@pytest.mark.parametrize(
    ("company", "hosts"),
    [
        (562949953421311, ()),
        (562949953421312, ("us02.procore.com",)),
        (580542139465727, ("us02.procore.com",)),
        (580542139465728, ()),
    ],
)
def test_the_companys_number_hints_at_its_region(
    planned: Planning, company: int, hosts: tuple[str, ...]
) -> None:
    target = target_of(planned((CONFIG + CLIENT).replace("4281379", f"{company}")))
    assert (target.company_id, target.expected.web_hosts) == (company, hosts)


def test_a_workspace_without_a_company_lets_every_name_pass(planned: Planning) -> None:
    text = (CONFIG + CLIENT).replace(", company: Acme Builders", "")
    assert target_of(planned(text)).expected == Expected()


@pytest.mark.parametrize(
    ("key", "blame"), [("THE_ID", Blame.CLIENT), ("THE_SECRET", Blame.SECRET)], ids=["id", "secret"]
)
def test_a_reference_without_a_value_ends_at_the_first_step(
    planned: Planning, key: str, blame: Blame
) -> None:
    result = result_of(planned((CONFIG + CLIENT).replace(key, "NOWHERE_SET")))
    assert ladder(result).outcomes == "fssssss"
    assert (rules(result), result.faults[0].blame) == (["unresolved-reference"], blame)
    assert "NOWHERE_SET" in result.faults[0].cause


@pytest.mark.parametrize("written", ["PQk3vXr8mJ2hL7sWz4tN9bYc6dFg1aEoUi5RqTnKpVx", "short-id"])
def test_a_value_that_is_no_reference_stands_for_itself(planned: Planning, written: str) -> None:
    text = (CONFIG + CLIENT).replace("clientId: ${env:THE_ID}", f"clientId: {written}")
    assert target_of(planned(text)).client_id == written


def test_a_value_with_a_character_that_nobody_types_is_told_and_not_shown(planned: Planning) -> None:
    text = (CONFIG + CLIENT).replace("clientId: ${env:THE_ID}", 'clientId: "canary\\u00a0canary"')
    result = result_of(planned(text))
    assert (rules(result), result.faults[0].blame) == (["unresolved-reference"], Blame.CLIENT)
    assert "the value written here" in result.faults[0].cause
    assert "canary" not in repr(result)


def test_a_path_in_a_reference_is_relative_to_the_file_that_holds_it(project: Path) -> None:
    client = CLIENT.removeprefix("---\n").replace("${env:THE_SECRET}", "${file:secret.txt}")
    files: dict[str, str | bytes] = {
        "configs/acme.yaml": CONFIG,
        "clients/acme.yaml": client,
        "clients/secret.txt": "canary-of-the-file\n",
    }
    target = target_of(plans(asked_for(outcomes(project, files)), {}, ENVIRON))
    assert target.client_secret.reveal() == "canary-of-the-file"


@pytest.mark.parametrize(
    ("written", "settings"),
    [
        ("acme-vault THE_SECRET", "secret-references = ['acme-vault \\w+']"),
        ("op://vault/acme/secret", 'ignore = ["unknown-reference"]'),
        ("${env:THE-SECRET}", 'ignore = ["unknown-reference"]'),
        ("${keyring:procore}", 'ignore = ["unknown-reference"]'),
    ],
)
def test_a_reference_that_is_not_ours_is_never_sent_as_the_secret(
    planned: Planning, written: str, settings: str
) -> None:
    text = (CONFIG + CLIENT).replace("${env:THE_SECRET}", f'"{written}"')
    result = result_of(planned(text, settings=settings))
    assert (rules(result), result.faults[0].blame) == (["unresolved-reference"], Blame.SECRET)
    assert "secret manager" in result.faults[0].cause


def existing(text: str) -> str:
    method = "  definition: Procore V2 OAuth Client Credentials Auth\n  oauthClient: Acme service account\n"
    return text.replace(method, "  existing: true\n").replace(
        "  details: {companyId: 4281379, connectionEnvironment: Production}\n", ""
    )


KEYS = """\
apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme
connector: openai
workspace: {name: "Acme : OpenAI"}
connection: {definition: OpenAI API Key Auth, details: {apiKey: "${env:KEY}", connectionEnvironment: Production}}
"""


@pytest.mark.parametrize(
    ("text", "variant"),
    [
        (existing(CONFIG), "existing"),
        (KEYS, "definition"),
        (GENERAL.replace('clientId: "${env:THE_ID}", clientSecret: "${env:THE_SECRET}", ', ""), ""),
        (HOSTLESS.replace(WRITTEN, ""), "definition"),
    ],
    ids=["existing", "no OAuth", "no keys", "no host"],
)
def test_what_cannot_be_tried_is_told_for_a_reason(planned: Planning, text: str, variant: str) -> None:
    result = result_of(planned(text, PLANTRACK, 'ignore = ["oauth-urls-incomplete"]'))
    assert result.faults == (fault("live/not-supported", variant),)
    assert ladder(result).outcomes == "sssssss"


def test_the_keys_of_a_public_client_are_not_ours_to_try(planned: Planning) -> None:
    public = CLIENT[: CLIENT.index("clientId")] + "public: true\n"
    result = result_of(planned(CONFIG + public))
    assert result.faults == (fault("live/not-supported", "public"),)


OWN_GENERAL = OWN.replace(
    "name: PlanTrack\nenvironments",
    "name: PlanTrack\ngeneralConfiguration: {type: object, properties: {clientId: {}, clientSecret: {}, site: {}}}\n"
    "environments",
)


def test_general_configuration_of_an_api_that_is_not_known_cannot_be_tried(planned: Planning) -> None:
    text = OWN_GENERAL[: OWN_GENERAL.index("connection:\n")] + (
        'generalConfiguration: {clientId: "${env:THE_ID}", clientSecret: "${env:THE_SECRET}"}\n'
    )
    assert result_of(planned(text, PLANTRACK)).faults == (fault("live/not-supported"),)


def test_beside_a_connection_general_configuration_is_not_looked_at(planned: Planning) -> None:
    target = target_of(planned(OWN_GENERAL + "generalConfiguration: {site: north}\n", PLANTRACK))
    assert target.token_url == "https://id.plantrack.example/sign-in/token"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (CONFIG, "unknown-oauth-client"),
        (CONFIG.replace("OAuth Client Credentials Auth", "Login") + CLIENT, "unknown-definition"),
    ],
)
def test_what_nobody_describes_cannot_be_tried(planned: Planning, text: str, rule: str) -> None:
    result = result_of(planned(text, settings=f'ignore = ["{rule}"]'))
    assert result.faults == (fault("live/not-supported"),)


def test_general_configuration_is_tried_with_its_own_keys(planned: Planning) -> None:
    target = target_of(planned(GENERAL))
    assert (target.grant, target.client_id) == (Grant.CLIENT_CREDENTIALS, CLIENT_ID)
    assert (target.endpoints, target.paths, target.company_id) == (PRODUCTION, PROCORE, 4281379)


def test_general_configuration_of_another_host_has_no_known_environment(planned: Planning) -> None:
    text = GENERAL.replace("companyId:", 'baseUrl: "https://procore.acme.dev/", companyId:')
    result = result_of(planned(text, settings='ignore = ["unknown-host"]'))
    assert result.faults == (fault("live/not-clear", "environment"),)


@pytest.mark.parametrize("beside", ["", "generalConfiguration: {realTimeActionProcessing: true}\n"])
def test_an_environment_that_a_connection_leaves_out_is_not_guessed(planned: Planning, beside: str) -> None:
    text = CONFIG.replace(", connectionEnvironment: Production", "") + beside + CLIENT
    result = result_of(planned(text, settings='ignore = ["missing-detail"]'))
    assert result.faults == (fault("live/not-clear", "environment"),)


def test_a_connector_without_an_api_that_is_known_gets_the_token_step_alone(planned: Planning) -> None:
    target = target_of(planned(OWN, PLANTRACK))
    assert target.endpoints == Endpoints("Live", "https://id.plantrack.example/", "")
    assert target.token_url == "https://id.plantrack.example/sign-in/token"
    assert (target.company_id, target.others) == (None, ())


def test_a_connector_of_the_project_may_speak_an_api_that_is_known(planned: Planning) -> None:
    text = OWN.replace(
        "name: PlanTrack\n",
        "name: PlanTrack\nliveCheck: procore\ncompanyId: {keys: [companyId]}\noauthPaths: {token: /a, revoke: /b}\n",
    )
    text = text.replace(
        "attributes:\n",
        "attributes:\n  - {key: companyId, title: Company, type: integer, isRequired: true, isSensitive: false}\n",
    ).replace("details: {", "details: {companyId: 7, ")
    trusted = frozenset({HostPort(f"{name}.plantrack.example", None) for name in ("id", "api")})
    target = target_of(planned(text, Overrides(trusted), 'ignore = ["oauth-url-path"]'))
    assert target.endpoints.api_url == "https://api.plantrack.example"
    assert target.company_id == 7
    assert target.paths == Paths("/a", "", "/b")
    bare = text.replace(', apiUrl: "https://api.plantrack.example"', "")
    assert target_of(planned(bare, PLANTRACK, 'ignore = ["oauth-url-path"]')).endpoints.api_url == ""
    alone = result_of(planned(text, PLANTRACK, 'ignore = ["oauth-url-path"]'))
    assert (ladder(alone).failed, rules(alone)) == (("host",), ["untrusted-host"])


def test_a_project_cannot_lead_a_secret_to_another_path_of_a_host_that_the_catalogue_knows(
    planned: Planning,
) -> None:
    own = """\
---
apiVersion: appxlint/v1
kind: Connector
key: procore
name: Procore
companyId: {keys: [companyId]}
oauthPaths: {token: /elsewhere, authorize: /elsewhere, revoke: /elsewhere}
environments:
  - name: Production
    loginUrl: https://login.procore.com
    apiUrl: https://api.procore.com
    credentials: production
"""
    target = target_of(planned(CONFIG + CLIENT + own, settings='ignore = ["oauth-url-path"]'))
    assert target.paths == PROCORE
    assert target.endpoints == PRODUCTION


def test_a_host_of_the_project_alone_is_refused_before_anything_is_sent(planned: Planning) -> None:
    result = result_of(planned(OWN))
    assert (ladder(result).outcomes, rules(result)) == ("pfsssss", ["untrusted-host"])
    assert "id.plantrack.example" in result.faults[0].cause
    assert [each.detail for each in result.steps[2:]] == ["the step host failed", *[NO_FURTHER_STEP] * 4]


def test_the_command_line_may_replace_the_hosts_for_a_run(planned: Planning) -> None:
    hosts = frozenset({HostPort("near.example", None)})
    overrides = Overrides(hosts, "https://near.example/login", "https://near.example/api")
    target = target_of(planned(CONFIG + CLIENT, overrides))
    assert target.endpoints == Endpoints(
        "Production", "https://near.example/login", "https://near.example/api"
    )
    assert (target.paths, target.token_url, target.others) == (PROCORE, "", ())


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (BY_CODE, "${env:DEPLOY_PASSWORD}"),
        (BY_CODE, "${env:OWN}"),
        (BY_CODE, "swordfish"),
        (BY_CODE, "${env:THE_SECRET}"),
        (CONFIG + CLIENT, "${env:DEPLOY_PASSWORD}"),
        (GENERAL, "${env:DEPLOY_PASSWORD}"),
    ],
)
def test_what_is_no_client_id_is_neither_shown_nor_sent(planned: Planning, text: str, written: str) -> None:
    off = 'ignore = ["client-id-shape", "same-reference", "legacy-general-configuration"]'
    result = result_of(planned(text.replace("${env:THE_ID}", written), settings=off))
    assert (ladder(result).outcomes, rules(result)) == ("fssssss", ["no-client-id"])
    assert "swordfish" not in repr(result)
    assert result.faults[0].blame is Blame.CLIENT


def test_a_secret_under_another_name_is_no_client_id_either(planned: Planning) -> None:
    text = (CONFIG + CLIENT).replace("${env:THE_SECRET}", "${env:OWN}").replace("${env:THE_ID}", "swordfish")
    result = result_of(planned(text, settings='ignore = ["client-id-shape"]'))
    assert rules(result) == ["no-client-id"]


def test_without_a_page_to_log_in_on_an_id_of_another_form_is_sent_and_hidden(planned: Planning) -> None:
    target = target_of(planned((CONFIG + CLIENT).replace("${env:THE_ID}", "${env:OWN}")))
    assert target.client_id == "swordfish"
    assert [secret.reveal() for secret in target.secrets] == ["canary-secret", "swordfish"]
    assert target_of(planned(CONFIG + CLIENT)).hidden == ()


def test_an_override_is_for_the_connector_that_it_is_bound_to(project: Path) -> None:
    found = outcomes(
        project, {"config.yaml": CONFIG + CLIENT, "own.yaml": OWN.replace("name: acme\n", "name: own\n")}
    )
    hosts = frozenset({HostPort("id.plantrack.example", None), HostPort("near.example", None)})
    procore = {"procore": Overrides(hosts, "https://near.example", "https://near.example")}
    acme, own = plans(asked_for(found), procore, ENVIRON)
    assert acme.target is not None
    assert acme.target.endpoints.login_url == "https://near.example"
    assert own.result is not None
    assert rules(own.result) == ["untrusted-host"]
    acme, own = plans(asked_for(found), {"plantrack": PLANTRACK}, ENVIRON)
    assert acme.target is not None
    assert acme.target.endpoints == PRODUCTION
    assert acme.target.trust.trusted == frozenset()
    assert own.target is not None


def test_the_connectors_of_a_run_are_those_of_the_configs_that_are_asked_for(project: Path) -> None:
    broken = CONFIG.replace("connector: procore", "connector: hcss").replace("integration:", "integrated:")
    files: dict[str, str | bytes] = {"config.yaml": CONFIG + CLIENT, "own.yaml": OWN, "broken.yaml": broken}
    assert connectors(outcomes(project, files)) == {"procore", "plantrack", "hcss"}
    assert connectors(outcomes(project, files, "own.yaml")) == {"plantrack"}


def test_a_company_that_is_no_number_is_told(planned: Planning) -> None:
    text = (CONFIG + CLIENT).replace("companyId: 4281379", 'companyId: "4,281,379"')
    result = result_of(planned(text, settings='ignore = ["company-id-malformed"]'))
    assert result.faults == (fault("live/not-clear", "company"),)
    assert result_of(planned(text.replace("4,281,379", "٤٢"), settings='ignore = ["company-id-malformed"]'))


def names(found: list[Outcome]) -> list[str]:
    return [each.connection.config.name for each in asked_for(found) if is_fit(each, Wishes())]


def test_a_config_with_an_error_is_not_tried(project: Path) -> None:
    broken = CONFIG.replace("name: acme", "name: broken").replace("  name: Acme", "  nmae: Acme")
    files: dict[str, str | bytes] = {"a.yaml": CONFIG + CLIENT, "b.yaml": broken}
    assert names(outcomes(project, files)) == ["acme"]


def test_a_config_whose_client_has_an_error_is_not_tried(project: Path) -> None:
    files: dict[str, str | bytes] = {
        "config.yaml": CONFIG,
        "client.yaml": CLIENT.removeprefix("---\n").replace("tokenUrl:", "tokenURL:"),
    }
    assert names(outcomes(project, files)) == []


def test_a_fault_of_a_client_that_was_not_named_keeps_its_config_from_being_tried(project: Path) -> None:
    files: dict[str, str | bytes] = {
        "config.yaml": CONFIG,
        "client.yaml": CLIENT.removeprefix("---\n").replace("tokenUrl:", "tokenURL:"),
    }
    found = asked_for(outcomes(project, files, "config.yaml"))
    assert plans(found, {}, ENVIRON) == []
    (left,) = left_out(found, Wishes())
    assert [(each.path, each.rule) for each in left.errors] == [("client.yaml", "unknown-field")]


def test_every_keyring_is_told_of_before_it_is_asked(project: Path) -> None:
    heard: list[tuple[str, int, int]] = []
    text = (CONFIG + CLIENT).replace("${env:THE_SECRET}", "${keyring:appxlint/nobody}")
    other = CONFIG.replace("name: acme", "name: other").replace("Acme", "Other") + CLIENT.replace(
        "Acme", "Other"
    )
    found = asked_for(outcomes(project, {"a.yaml": other, "b.yaml": text}))
    plans(found, {}, ENVIRON, Wishes(), lambda *told: heard.append(told))
    assert heard == [("asking the keyring", 1, 2)]


def test_a_warning_keeps_no_config_from_being_tried(project: Path) -> None:
    text = CONFIG.replace(", installed: true", "") + CLIENT
    found = outcomes(project, {"config.yaml": text.replace("companyId: 4281379", "companyId: 112233")})
    assert [each.severity.label for each in found[0].diagnostics].count("error") == 0
    assert found[0].diagnostics
    assert names(found) == ["acme"]


def test_only_configs_that_are_asked_for_are_tried(project: Path) -> None:
    files: dict[str, str | bytes] = {
        "a.yaml": CONFIG + CLIENT,
        "b.yaml": CONFIG.replace("name: acme", "name: other").replace("name: Acme Procore", "name: Other"),
    }
    assert names(outcomes(project, files, "b.yaml")) == ["other"]


def test_only_configs_of_a_name_or_a_connector_are_planned(project: Path) -> None:
    found = outcomes(
        project, {"config.yaml": CONFIG + CLIENT, "own.yaml": OWN.replace("name: acme\n", "name: own\n")}
    )
    assert [each.get("name") for each in requested(found)] == ["acme", "own"]

    def planned(*only: str) -> list[str]:
        return [
            each.connection.config.name
            for each in plans(asked_for(found), {}, ENVIRON, Wishes(frozenset(only)))
        ]

    assert (planned("own"), planned("procore"), planned("acme", "plantrack")) == (
        ["own"],
        ["acme"],
        ["acme", "own"],
    )


def test_with_the_token_alone_no_company_is_needed(project: Path) -> None:
    text = CONFIG.replace("companyId: 4281379, ", "") + CLIENT
    found = outcomes(project, {"config.yaml": text, "appxlint.toml": 'ignore = ["missing-detail"]'})
    (plan,) = plans(asked_for(found), {}, ENVIRON, Wishes(token_only=True))
    assert plan.target is not None
    assert (plan.target.company_id, plan.target.token_only) == (None, True)
    (plan,) = plans(asked_for(found), {}, ENVIRON)
    assert plan.target is None


def foreseen(project: Path, text: str, environ: Mapping[str, str] = ENVIRON, **wishes: Any) -> list[str]:
    """Return what a dry run says of each step of the only config."""
    (plan,) = plans(
        asked_for(outcomes(project, {"config.yaml": text})), {}, environ, Wishes(dry=True, **wishes)
    )
    assert plan.result is not None
    assert CLIENT_ID not in repr(plan.result)
    assert "canary" not in repr(plan.result)
    return [each.detail for each in plan.result.steps]


HOST, LOGIN = "https://api.procore.com/rest", "https://login.procore.com/oauth"


def test_a_dry_run_says_what_would_be_sent_and_where_and_shows_no_value(project: Path) -> None:
    assert foreseen(project, CONFIG + CLIENT) == [
        "clientId from ${env:THE_ID} gives a value; clientSecret from ${env:THE_SECRET} gives a value",
        "login.procore.com, api.procore.com",
        f"would be asked for: POST {LOGIN}/token; in the end revoked: POST {LOGIN}/revoke",
        f"would be asked for: GET {HOST}/v1.0/companies",
        f"would be asked for: GET {HOST}/v1.0/companies/4281379/me",
        f"would be asked for: GET {HOST}/v1.0/company_base_url",
        f"would be asked for: GET {HOST}/v1.1/projects",
    ]


def test_a_dry_run_says_so_much_without_any_value_as_well(project: Path) -> None:
    said = foreseen(project, CONFIG + CLIENT, {"THE_ID": CLIENT_ID})
    assert (
        said[0]
        == "clientId from ${env:THE_ID} gives a value; clientSecret from ${env:THE_SECRET} gives no value to send"
    )
    assert said[1:] == foreseen(project, CONFIG + CLIENT)[1:]


def test_a_dry_run_speaks_of_what_is_wished_for_alone(project: Path) -> None:
    assert foreseen(project, CONFIG + CLIENT, token_only=True)[3:] == ["left out by --token-only"] * 4
    assert foreseen(project, CONFIG + CLIENT, companies=True)[3:] == [
        f"would be asked for: GET {HOST}/v1.0/companies",
        *["left out by --companies"] * 3,
    ]


def test_a_dry_run_of_a_log_in_names_the_page(project: Path) -> None:
    assert foreseen(project, BY_CODE)[2].startswith(
        "a person would log in at https://login.procore.com/oauth/authorize, then POST https://login.procore.com"
    )


def test_a_dry_run_names_no_part_of_a_written_id(project: Path) -> None:
    text = (CONFIG + CLIENT).replace("${env:THE_ID}", CLIENT_ID)
    assert foreseen(project, text)[0].startswith("clientId as it is written gives a value; ")


@pytest.mark.parametrize(
    "number",
    ["", "companyId: TODO, ", 'companyId: "", ', "companyId: https://app.procore.com/1/project/home, "],
)
@pytest.mark.parametrize("wishes", [Wishes(token_only=True), Wishes(companies=True)])
def test_whoever_looks_for_the_number_of_the_company_need_not_have_it(
    project: Path, number: str, wishes: Wishes
) -> None:
    text = (CONFIG + CLIENT).replace("companyId: 4281379, ", number)
    found = outcomes(project, {"config.yaml": text})
    assert plans(asked_for(found), {}, ENVIRON) == []
    (plan,) = plans(asked_for(found), {}, ENVIRON, wishes)
    assert plan.target is not None
    assert plan.target.company_id is None


@pytest.mark.parametrize("wishes", [Wishes(token_only=True), Wishes(companies=True)])
@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("companyId: 4281379, connectionEnvironment: Production", ""),
        ("oauthClient: Acme service account", "oauthClient: Another"),
        ("companyId: 4281379, ", "companyID: 4281379, "),
    ],
)
def test_other_errors_still_count_then(project: Path, wishes: Wishes, right: str, wrong: str) -> None:
    found = outcomes(project, {"config.yaml": (CONFIG + CLIENT).replace(right, wrong)})
    assert plans(asked_for(found), {}, ENVIRON, wishes) == []


def test_results_stand_in_the_order_of_the_configs(planned: Planning) -> None:
    (tried,) = planned(CONFIG + CLIENT)
    early = tried._replace(target=None, result=refused("b", StepName.HOST, fault("live/not-supported")))
    sent = [LiveResult(name, (), ()) for name in "ac"]
    assert [each.name for each in in_order([tried, early, tried], sent)] == ["a", "b", "c"]
    assert in_order([], []) == ()


def test_a_plan_shows_no_secret(planned: Planning) -> None:
    (plan,) = planned(CONFIG + CLIENT)
    assert "canary" not in repr(plan.target)
    assert isinstance(plan.target, Target)
    assert isinstance(plan.target.client_secret, Secret)
