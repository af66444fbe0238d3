"""What catalog/accubid.yaml says: made from it by `make generate`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

DOCUMENTS: list[tuple[str | None, dict[str, Any]]] = [
    (
        'Connector',
        {
            'key': 'accubid',
            'aliases': ['trimble-sales-accubid'],
            'name': 'Accubid Anywhere',
            'description': "Trimble's estimating for electrical and mechanical contractors, reached through Trimble Identity.",
            'oauthPaths': {'authorize': '/oauth/authorize', 'token': '/oauth/token', 'refresh': '/oauth/token'},
            'environments': [
                {
                    'name': 'Production',
                    'loginUrl': 'https://id.trimble.com',
                    'apiUrl': 'https://cloud.api.trimble.com',
                    'traits': ['production'],
                },
                {
                    'name': 'Test',
                    'loginUrl': 'https://id.trimble.com',
                    'apiUrl': 'https://cloud.test.api.trimble.com',
                },
            ],
            'sources': [
                {
                    'url': 'https://github.com/AppXchange/Connector-Accubid/blob/8bc6952/Connector/Connections/OAuth2CodeFlow.cs',
                    'asOf': '2025-02-28',
                    'certainty': 'documented',
                    'note': 'Addresses. A public connector may differ from the one that App Xchange lists.',
                },
                {
                    'url': 'https://github.com/AppXchange/Connector-Accubid/blob/8bc6952/Connector/connector.json',
                    'asOf': '2025-02-28',
                    'certainty': 'inferred',
                    'note': 'The key here is ours; this file calls the connector trimble-sales-accubid. The general configuration that it still lists is gone from the source, so none is given.',
                },
            ],
        },
    ),
    (
        'ConnectionDefinition',
        {
            'connector': 'accubid',
            'key': 'oAuth2CodeFlow',
            'name': 'Trimble ID OAuth2',
            'description': 'Acts for the person who signs in with Trimble Identity. The definition itself asks for the scope openid and sends the Basic auth header.',
            'type': 'OAuth2CodeFlow',
            'authorizationUrl': 'https://id.trimble.com/oauth/authorize',
            'tokenUrl': 'https://id.trimble.com/oauth/token',
            'refreshUrl': 'https://id.trimble.com/oauth/token',
            'attributes': [
                {
                    'key': 'connectionEnvironment',
                    'title': 'Connection Environment',
                    'description': 'Which Accubid Anywhere to connect.',
                    'type': 'string',
                    'isRequired': True,
                    'isSensitive': False,
                    'options': [{'label': 'Production', 'value': 1}, {'label': 'Test', 'value': 2}],
                    'example': 'Production',
                },
                {
                    'key': 'clientId',
                    'title': 'Client ID',
                    'description': 'The client id from the Trimble Developer Console. The OAuth client has a field for it as well.',
                    'type': 'string',
                    'isRequired': True,
                    'isSensitive': False,
                },
                {
                    'key': 'clientSecret',
                    'title': 'Client Secret',
                    'description': 'The client secret from the Trimble Developer Console, as a reference. The OAuth client has a field for it as well.',
                    'type': 'string',
                    'isRequired': True,
                    'isSensitive': True,
                },
            ],
            'sources': [
                {
                    'url': 'https://github.com/AppXchange/Connector-Accubid/blob/8bc6952/Connector/Connections/OAuth2CodeFlow.cs',
                    'asOf': '2025-02-28',
                    'certainty': 'documented',
                    'note': 'Names, labels and options. The generated connector.json beside it is older: there the definition is called Accubid OAuth2 and asks for the environment alone.',
                },
            ],
        },
    ),
]
