"""Whether data fits schemas/oauth-client.json: made from it by `make generate`."""

from __future__ import annotations

from validator.schema.generated import shared

_ACCEPTS_KEYS = frozenset({"apiVersion", "kind", "metadata", "sources", "name", "connector", "definition", "public", "integrations", "credentials", "clientId", "clientSecret", "clientSecretExpiration", "tokenUrl", "clientAuthentication", "authorizationUrl", "refreshUrl", "redirectUri", "scope", "prompt"})


def accepts(data: object) -> bool:
    if type(data) is not dict:
        return False
    if not (data.keys() <= _ACCEPTS_KEYS):
        return False
    if "apiVersion" not in data:
        return False
    if "kind" not in data:
        return False
    if "name" not in data:
        return False
    if "connector" not in data:
        return False
    if "definition" not in data:
        return False
    if not shared.api_version(data["apiVersion"]):
        return False
    if data["kind"] != "OAuthClient":
        return False
    if "metadata" in data and not shared.metadata(data["metadata"]):
        return False
    if "sources" in data and not shared.sources(data["sources"]):
        return False
    if not shared.screen_name(data["name"]):
        return False
    if not shared.name(data["connector"]):
        return False
    if not shared.screen_name(data["definition"]):
        return False
    if "public" in data and type(data["public"]) is not bool:
        return False
    if "integrations" in data and not accepts_integrations(data["integrations"]):
        return False
    if "credentials" in data and not shared.name(data["credentials"]):
        return False
    if "clientId" in data and not shared.name(data["clientId"]):
        return False
    if "clientSecret" in data and not (type(data["clientSecret"]) is str and len(data["clientSecret"]) >= 1):
        return False
    if "clientSecretExpiration" in data and not shared.day_or_reference(data["clientSecretExpiration"]):
        return False
    if "tokenUrl" in data and not shared.url(data["tokenUrl"]):
        return False
    if "clientAuthentication" in data and data["clientAuthentication"] not in ("Client credentials body", "Basic auth header"):
        return False
    if "authorizationUrl" in data and not shared.url(data["authorizationUrl"]):
        return False
    if "refreshUrl" in data and not shared.url(data["refreshUrl"]):
        return False
    if "redirectUri" in data and not shared.url(data["redirectUri"]):
        return False
    if "scope" in data and not shared.text(data["scope"]):
        return False
    if "prompt" in data and not shared.text(data["prompt"]):
        return False
    if not accepts_all_1(data):
        return False
    if not accepts_all_2(data):
        return False
    return True


def accepts_integrations(data: object) -> bool:
    if type(data) is not list:
        return False
    if not all(shared.screen_name(each) for each in data):
        return False
    return True


def accepts_all_1(data: object) -> bool:
    if accepts_all_1_if(data) and not accepts_all_1_then(data):
        return False
    return True


def accepts_all_1_if(data: object) -> bool:
    if type(data) is dict:
        if "public" not in data:
            return False
        if data["public"] is not True:
            return False
    return True


def accepts_all_1_then(data: object) -> bool:
    if type(data) is dict:
        if "clientId" in data:
            return False
        if "clientSecret" in data:
            return False
    return True


def accepts_all_2(data: object) -> bool:
    if accepts_all_2_if(data) and not accepts_all_2_then(data):
        return False
    return True


def accepts_all_2_if(data: object) -> bool:
    if type(data) is dict:
        if "public" in data and data["public"] is not False:
            return False
    return True


def accepts_all_2_then(data: object) -> bool:
    if type(data) is dict:
        if "clientId" not in data:
            return False
        if "clientSecret" not in data:
            return False
    return True
