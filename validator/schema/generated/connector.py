"""Whether data fits schemas/connector.json: made from it by `make generate`."""

from __future__ import annotations

from validator.schema.generated import shared

_API_PATHS_KEYS = frozenset({"companies", "access", "region", "projects"})
_OAUTH_PATHS_KEYS = frozenset({"authorize", "token", "refresh", "info", "revoke"})
_CLIENT_ID_KEYS = frozenset({"forms", "mistaken"})
_MISTAKEN_KEYS = frozenset({"pattern", "is", "help"})
_VERSION_KEY_KEYS = frozenset({"pattern", "message"})
_COMPANY_ID_KEYS = frozenset({"keys", "page", "part", "examples", "addresses", "queries", "zones"})
_ADDRESS_KEYS = frozenset({"path", "gives"})
_QUERY_KEYS = frozenset({"name", "gives"})
_ZONE_KEYS = frozenset({"name", "from", "to", "webHosts"})
_ENVIRONMENT_KEYS = frozenset({"name", "aliases", "loginUrl", "apiUrl", "webHosts", "credentials", "traits", "regions"})
_HOST_KEYS = frozenset({"host", "use", "as", "tolerated", "note"})
_ACCEPTS_KEYS = frozenset({"apiVersion", "kind", "metadata", "sources", "key", "name", "description", "aliases", "complete", "owner", "application", "versionKey", "secretsExpire", "usesScopes", "oauthPaths", "loginHosts", "loginDomains", "liveCheck", "apiPaths", "clientId", "companyId", "environments", "hosts", "generalConfiguration"})


def api_paths(data: object) -> bool:
    if type(data) is not dict:
        return False
    if not (data.keys() <= _API_PATHS_KEYS):
        return False
    if "companies" in data and not shared.url_path(data["companies"]):
        return False
    if "access" in data and not shared.url_path(data["access"]):
        return False
    if "region" in data and not shared.url_path(data["region"]):
        return False
    if "projects" in data and not shared.url_path(data["projects"]):
        return False
    return True


def oauth_paths(data: object) -> bool:
    if type(data) is not dict:
        return False
    if not (data.keys() <= _OAUTH_PATHS_KEYS):
        return False
    if "authorize" in data and not shared.url_path(data["authorize"]):
        return False
    if "token" in data and not shared.url_path(data["token"]):
        return False
    if "refresh" in data and not shared.url_path(data["refresh"]):
        return False
    if "info" in data and not shared.url_path(data["info"]):
        return False
    if "revoke" in data and not shared.url_path(data["revoke"]):
        return False
    return True


def client_id(data: object) -> bool:
    if type(data) is not dict:
        return False
    if not (data.keys() <= _CLIENT_ID_KEYS):
        return False
    if "forms" in data and not client_id_forms(data["forms"]):
        return False
    if "mistaken" in data and not client_id_mistaken(data["mistaken"]):
        return False
    return True


def client_id_forms(data: object) -> bool:
    if type(data) is not list:
        return False
    if not all(shared.regex(each) for each in data):
        return False
    return True


def client_id_mistaken(data: object) -> bool:
    if type(data) is not list:
        return False
    if not all(mistaken(each) for each in data):
        return False
    return True


def mistaken(data: object) -> bool:
    if type(data) is not dict:
        return False
    if not (data.keys() <= _MISTAKEN_KEYS):
        return False
    if "pattern" not in data:
        return False
    if "is" not in data:
        return False
    if not shared.regex(data["pattern"]):
        return False
    if not shared.name(data["is"]):
        return False
    if "help" in data and not shared.text(data["help"]):
        return False
    return True


def version_key(data: object) -> bool:
    if type(data) is not dict:
        return False
    if not (data.keys() <= _VERSION_KEY_KEYS):
        return False
    if "pattern" not in data:
        return False
    if not shared.regex(data["pattern"]):
        return False
    if "message" in data and not shared.text(data["message"]):
        return False
    return True


def company_id(data: object) -> bool:
    if type(data) is not dict:
        return False
    if not (data.keys() <= _COMPANY_ID_KEYS):
        return False
    if "keys" in data and not company_id_keys(data["keys"]):
        return False
    if "page" in data and not shared.name(data["page"]):
        return False
    if "part" in data and not shared.name(data["part"]):
        return False
    if "examples" in data and not company_id_examples(data["examples"]):
        return False
    if "addresses" in data and not company_id_addresses(data["addresses"]):
        return False
    if "queries" in data and not company_id_queries(data["queries"]):
        return False
    if "zones" in data and not company_id_zones(data["zones"]):
        return False
    return True


def company_id_keys(data: object) -> bool:
    if type(data) is not list:
        return False
    if not all(shared.name(each) for each in data):
        return False
    return True


def company_id_examples(data: object) -> bool:
    if type(data) is not list:
        return False
    if not all(((type(each) is int or type(each) is float and each.is_integer()) or type(each) is str) for each in data):
        return False
    return True


def company_id_addresses(data: object) -> bool:
    if type(data) is not list:
        return False
    if not all(address(each) for each in data):
        return False
    return True


def company_id_queries(data: object) -> bool:
    if type(data) is not list:
        return False
    if not all(query(each) for each in data):
        return False
    return True


def company_id_zones(data: object) -> bool:
    if type(data) is not list:
        return False
    if not all(zone(each) for each in data):
        return False
    return True


def address(data: object) -> bool:
    if type(data) is not dict:
        return False
    if not (data.keys() <= _ADDRESS_KEYS):
        return False
    if "path" not in data:
        return False
    if "gives" not in data:
        return False
    if not shared.regex_with_id(data["path"]):
        return False
    if data["gives"] not in ("company", "project"):
        return False
    return True


def query(data: object) -> bool:
    if type(data) is not dict:
        return False
    if not (data.keys() <= _QUERY_KEYS):
        return False
    if "name" not in data:
        return False
    if "gives" not in data:
        return False
    if not shared.name(data["name"]):
        return False
    if data["gives"] not in ("company", "project"):
        return False
    return True


def zone(data: object) -> bool:
    if type(data) is not dict:
        return False
    if not (data.keys() <= _ZONE_KEYS):
        return False
    if "name" not in data:
        return False
    if "from" not in data:
        return False
    if "to" not in data:
        return False
    if not shared.name(data["name"]):
        return False
    if not ((type(data["from"]) is int or type(data["from"]) is float and data["from"].is_integer()) and data["from"] >= 0):
        return False
    if not ((type(data["to"]) is int or type(data["to"]) is float and data["to"].is_integer()) and data["to"] >= 0):
        return False
    if "webHosts" in data and not zone_web_hosts(data["webHosts"]):
        return False
    return True


def zone_web_hosts(data: object) -> bool:
    if type(data) is not list:
        return False
    if not all(shared.host(each) for each in data):
        return False
    return True


def environment(data: object) -> bool:
    if type(data) is not dict:
        return False
    if not (data.keys() <= _ENVIRONMENT_KEYS):
        return False
    if "name" not in data:
        return False
    if not shared.name(data["name"]):
        return False
    if "aliases" in data and not environment_aliases(data["aliases"]):
        return False
    if "loginUrl" in data and not shared.web_address(data["loginUrl"]):
        return False
    if "apiUrl" in data and not shared.web_address(data["apiUrl"]):
        return False
    if "webHosts" in data and not environment_web_hosts(data["webHosts"]):
        return False
    if "credentials" in data and not shared.name(data["credentials"]):
        return False
    if "traits" in data and not environment_traits(data["traits"]):
        return False
    if "regions" in data and not environment_regions(data["regions"]):
        return False
    return True


def environment_aliases(data: object) -> bool:
    if type(data) is not list:
        return False
    if not all(shared.name(each) for each in data):
        return False
    return True


def environment_web_hosts(data: object) -> bool:
    if type(data) is not list:
        return False
    if not all(shared.host(each) for each in data):
        return False
    return True


def environment_traits(data: object) -> bool:
    if type(data) is not list:
        return False
    if not all(each in ("production", "sandbox", "own-company-ids", "refreshed-monthly", "no-sandboxes") for each in data):
        return False
    return True


def environment_regions(data: object) -> bool:
    if type(data) is not list:
        return False
    if not all(shared.name(each) for each in data):
        return False
    return True


def host(data: object) -> bool:
    if type(data) is not dict:
        return False
    if not (data.keys() <= _HOST_KEYS):
        return False
    if "host" not in data:
        return False
    if not shared.host(data["host"]):
        return False
    if "use" in data and not shared.host(data["use"]):
        return False
    if "as" in data and data["as"] not in ("login", "api"):
        return False
    if "tolerated" in data and type(data["tolerated"]) is not bool:
        return False
    if "note" in data and not shared.text(data["note"]):
        return False
    return True


def accepts(data: object) -> bool:
    if type(data) is not dict:
        return False
    if not (data.keys() <= _ACCEPTS_KEYS):
        return False
    if "apiVersion" not in data:
        return False
    if "kind" not in data:
        return False
    if "key" not in data:
        return False
    if "name" not in data:
        return False
    if not shared.api_version(data["apiVersion"]):
        return False
    if data["kind"] != "Connector":
        return False
    if "metadata" in data and not shared.metadata(data["metadata"]):
        return False
    if "sources" in data and not shared.sources(data["sources"]):
        return False
    if type(data["key"]) is not str:
        return False
    if not shared.name(data["name"]):
        return False
    if "description" in data and not shared.text(data["description"]):
        return False
    if "aliases" in data and not accepts_aliases(data["aliases"]):
        return False
    if "complete" in data and type(data["complete"]) is not bool:
        return False
    if "owner" in data and not shared.name(data["owner"]):
        return False
    if "application" in data and data["application"] not in ("required",):
        return False
    if "versionKey" in data and not version_key(data["versionKey"]):
        return False
    if "secretsExpire" in data and type(data["secretsExpire"]) is not bool:
        return False
    if "usesScopes" in data and type(data["usesScopes"]) is not bool:
        return False
    if "oauthPaths" in data and not oauth_paths(data["oauthPaths"]):
        return False
    if "loginHosts" in data and not accepts_login_hosts(data["loginHosts"]):
        return False
    if "loginDomains" in data and not accepts_login_domains(data["loginDomains"]):
        return False
    if "liveCheck" in data and data["liveCheck"] not in ("procore",):
        return False
    if "apiPaths" in data and not api_paths(data["apiPaths"]):
        return False
    if "clientId" in data and not client_id(data["clientId"]):
        return False
    if "companyId" in data and not company_id(data["companyId"]):
        return False
    if "environments" in data and not accepts_environments(data["environments"]):
        return False
    if "hosts" in data and not accepts_hosts(data["hosts"]):
        return False
    if "generalConfiguration" in data and not accepts_general_configuration(data["generalConfiguration"]):
        return False
    return True


def accepts_aliases(data: object) -> bool:
    if type(data) is not list:
        return False
    if not all(type(each) is str for each in data):
        return False
    return True


def accepts_login_hosts(data: object) -> bool:
    if type(data) is not list:
        return False
    if not all(shared.host(each) for each in data):
        return False
    return True


def accepts_login_domains(data: object) -> bool:
    if type(data) is not list:
        return False
    if not all(shared.host(each) for each in data):
        return False
    return True


def accepts_environments(data: object) -> bool:
    if type(data) is not list:
        return False
    if not all(environment(each) for each in data):
        return False
    return True


def accepts_hosts(data: object) -> bool:
    if type(data) is not list:
        return False
    if not all(host(each) for each in data):
        return False
    return True


def accepts_general_configuration(data: object) -> bool:
    if type(data) is not dict:
        return False
    if not all(shared.not_null(each) for each in data.values()):
        return False
    return True
