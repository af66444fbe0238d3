"""Documents that examples of rule pages need: the keys of a kind, and configs that use what an example shows."""

from __future__ import annotations

from typing import Any

from validator.catalog import shipped

CLIENT_NAME = "Acme service account"
CREDENTIALS_DEFINITION = "Procore V2 OAuth Client Credentials Auth"
CODE_DEFINITION = "Procore V2 OAuth Code Flow Auth"
LOGIN = {
    "production": "https://login.procore.com",
    "developer-sandbox": "https://login-sandbox.procore.com",
    "federal": "https://login.procoregov.com",
}
ENVIRONMENT = {"developer-sandbox": "Developer Sandbox", "federal": "Federal Zone", "sandbox": "Sandbox"}


Data = dict[str, Any]


def with_header(kind: str, data: Data) -> Data:
    """Return a document with its header in front."""
    return {"apiVersion": "appxlint/v1", "kind": kind, **data}


def skeleton(kind: str, data: Data, present: set[str]) -> Data:
    """Return the keys that a document of a kind has when an example does not say otherwise."""
    if kind == "ConnectorConfig":
        return _config(without_connection="generalConfiguration" in present)
    if kind == "OAuthClient":
        return client_for(data)
    if kind == "ConnectionDefinition":
        return {
            "connector": "procore",
            "key": "acmeLogin",
            "name": "Acme Login",
            "type": "Standard",
            "attributes": [],
        }
    if kind == "Connector":
        return {"key": "ledger", "name": "Ledger"}
    if kind == "BaseConnectionRules":
        return {"integration": "Procore + Payroll", "connector": "procore", "baseConnections": []}
    return {"source": "custom"} if kind == "Application" else {}


def _config(*, without_connection: bool = False) -> Data:
    config: Data = {
        "name": "acme",
        "connector": "procore",
        "integration": "Procore + Ledger (Payroll)",
        "workspace": {
            "name": "Acme : Procore <> Ledger",
            "type": "standard",
            "region": "us",
            "company": "Acme",
        },
        "application": {
            "source": "custom",
            "name": "Ledger Sync",
            "access": "service-account",
            "installed": True,
        },
        "connection": {
            "definition": CREDENTIALS_DEFINITION,
            "oauthClient": CLIENT_NAME,
            "details": {"companyId": 4281379, "connectionEnvironment": "Production"},
        },
    }
    if without_connection:
        del config["connection"]
    return config


def client_for(data: Data) -> Data:
    """Return the fields of an OAuth client that fit those that are given."""
    connector = data.get("connector", "procore")
    client: Data = {"name": CLIENT_NAME, "connector": connector, "definition": CREDENTIALS_DEFINITION}
    if data.get("public") is True:
        return client
    prefix = str(connector).replace("-", "_").upper()
    client |= {
        "credentials": "production",
        "clientId": f"${{env:{prefix}_CLIENT_ID}}",
        "clientSecret": f"${{env:{prefix}_CLIENT_SECRET}}",
    }
    if connector == "procore":
        login = LOGIN.get(data.get("credentials", "production"), LOGIN["production"])
        client["tokenUrl"] = f"{login}/oauth/token"
        if data.get("definition") == CODE_DEFINITION:
            client |= {"authorizationUrl": f"{login}/oauth/authorize", "refreshUrl": f"{login}/oauth/token"}
    return client


def configs_for(documents: list[Data]) -> list[Data]:
    """Return a config that uses the documents of an example, and one more for each further thing to use."""
    users = [
        *(_user_of_base(each, entry) for each in documents for entry in _enabled(each)),
        *(_user_of_client(each) for each in documents if each.get("kind") == "OAuthClient"),
        *(
            _user_of_definition(each, documents)
            for each in documents
            if each.get("kind") == "ConnectionDefinition"
        ),
    ] or [{}]
    configs = []
    for number, user in enumerate(users):
        config = {**_config(), **user}
        if number:
            config["name"] += f"-{number + 1}"
            config["workspace"] = {
                **config["workspace"],
                "name": f"Acme {number + 1} : Procore <> Ledger",
                "company": f"Acme {number + 1}",
            }
            details = config["connection"].get("details", {})
            if "companyId" in details:
                details["companyId"] += number
        configs.append(with_header("ConnectorConfig", config))
    return configs


def _enabled(document: Data) -> list[Data]:
    if document.get("kind") != "BaseConnectionRules":
        return []
    entries = document.get("baseConnections") or []
    return [each for each in entries if isinstance(each, dict) and each.get("enabled") is True]


def _user_of_base(rules: Data, entry: Data) -> Data:
    """Return what differs in a config that selects a base connection and leaves out what that one sets."""
    sets, when = entry.get("sets") or {}, entry.get("when") or {}
    own = _config()["connection"]
    given = sets.get("details") or {}
    connection: Data = {"baseConnection": entry.get("name")}
    if "definition" not in entry:
        connection["definition"] = own["definition"]
    if "oauthClient" not in sets:
        connection["oauthClient"] = own["oauthClient"]
    details = {key: value for key, value in own["details"].items() if key not in given}
    if "connectionEnvironment" in when and "connectionEnvironment" in details:
        details["connectionEnvironment"] = _first(when["connectionEnvironment"])
    workspace = _config()["workspace"]
    workspace |= {"type": _first(when.get("workspaceType", workspace["type"]))}
    workspace |= {"region": _first(when.get("region", workspace["region"]))}
    return {
        "connector": rules.get("connector", "procore"),
        "integration": rules.get("integration", "Procore + Payroll"),
        "workspace": workspace,
        "connection": {**connection, "details": details},
    }


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) else value


def _user_of_client(client: Data) -> Data:
    """Return what differs in a config that connects with a client."""
    connector = client.get("connector", "procore")
    name = client.get("definition", CREDENTIALS_DEFINITION)
    definition = next((each.data for each in shipped(str(connector)) if each.data.get("name") == name), {})
    environment = ENVIRONMENT.get(client.get("credentials", ""), "Production")
    connection = {
        "definition": name,
        "oauthClient": client.get("name", CLIENT_NAME),
        "details": _answers(definition.get("attributes", []), environment),
    }
    application = _config()["application"]
    if client.get("public") is True:
        application["source"] = "marketplace"
    if definition.get("type") == "OAuth2CodeFlow":
        application["access"] = "user"
    known = connector if shipped(str(connector)) else "procore"
    offered = client.get("integrations") or ["Procore + Ledger (Payroll)"]
    return {
        "connector": known,
        "integration": offered[0],
        "application": application,
        "connection": connection if definition else _config()["connection"],
    }


def _user_of_definition(definition: Data, documents: list[Data]) -> Data:
    """Return what differs in a config that answers a definition's questions."""
    name, connector = definition.get("name", "Acme Login"), definition.get("connector", "procore")
    connection = {
        "definition": name,
        "details": _answers(definition.get("attributes") or [], "Production"),
    }
    if str(definition.get("type", "Standard")).startswith("OAuth2"):
        made_for = (each for each in documents if each.get("definition") == name and "name" in each)
        connection["oauthClient"] = next(made_for, {"name": CLIENT_NAME})["name"]
    return {"connector": connector, "connection": connection}


def _answers(attributes: list[Any], environment: str) -> Data:
    """Return a detail for each required attribute, of the kind that it asks for."""
    answers: Data = {}
    for each in attributes:
        if not isinstance(each, dict) or each.get("isRequired") is not True:
            continue
        labels = [option.get("label") for option in each.get("options") or []]
        if each.get("key") == "companyId":
            answer: Any = 4281379
        elif labels:
            answer = environment if environment in labels else labels[0]
        elif each.get("isSensitive") is not False:
            answer = f"${{env:ACME_{str(each.get('key')).upper()}}}"
        else:
            answer = each.get("example", "acme")
        answers[each["key"]] = [answer] if each.get("isArray") is True else answer
    return answers
