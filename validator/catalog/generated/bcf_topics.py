"""What catalog/bcf-topics.yaml says: made from it by `make generate`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

DOCUMENTS: list[tuple[str | None, dict[str, Any]]] = [
    (
        'Connector',
        {
            'key': 'bcf-topics',
            'aliases': ['trimble-sales-bcf-topics'],
            'name': 'BCF Topics',
            'description': 'Topics of Trimble Connect in the BIM Collaboration Format, reached through Trimble Identity.',
            'oauthPaths': {'authorize': '/oauth/authorize', 'token': '/oauth/token'},
            'environments': [
                {
                    'name': 'Production',
                    'loginUrl': 'https://id.trimble.com',
                    'apiUrl': 'https://open11.connect.trimble.com',
                    'traits': ['production'],
                },
                {
                    'name': 'Test',
                    'loginUrl': 'https://id.trimble.com',
                    'apiUrl': 'https://open11.stage.connect.trimble.com',
                },
            ],
            'sources': [
                {
                    'url': 'https://github.com/AppXchange/Connector-BCFTopics/blob/d478897/Connector/Connections/OAuth2CodeFlow.cs',
                    'asOf': '2025-03-28',
                    'certainty': 'documented',
                    'note': 'Addresses. A public connector may differ from the one that App Xchange lists.',
                },
                {
                    'url': 'https://github.com/AppXchange/Connector-BCFTopics/blob/d478897/Connector/connector.json',
                    'asOf': '2025-03-28',
                    'certainty': 'inferred',
                    'note': 'The key here is ours; this file calls the connector trimble-sales-bcf-topics.',
                },
            ],
        },
    ),
    (
        'ConnectionDefinition',
        {
            'connector': 'bcf-topics',
            'key': 'oAuth2CodeFlow',
            'name': 'OAuth2CodeFlow',
            'description': 'Acts for the person who signs in with Trimble Identity.',
            'type': 'OAuth2CodeFlow',
            'attributes': [
                {
                    'key': 'connectionEnvironment',
                    'title': 'Connection Environment',
                    'description': 'Which Trimble Connect to connect.',
                    'type': 'string',
                    'isRequired': True,
                    'isSensitive': False,
                    'options': [{'label': 'Production', 'value': 1}, {'label': 'Test', 'value': 2}],
                    'example': 'Production',
                },
                {
                    'key': 'redirectUri',
                    'title': 'Redirect URI',
                    'description': 'The redirect address as registered with Trimble Identity.',
                    'type': 'string',
                    'isRequired': True,
                    'isSensitive': False,
                    'example': 'https://api.xchange.trimble.com/app-builder/v1/oauth/authenticate/callback',
                },
            ],
            'sources': [
                {
                    'url': 'https://github.com/AppXchange/Connector-BCFTopics/blob/d478897/Connector/connector.json',
                    'asOf': '2025-03-28',
                    'certainty': 'documented',
                    'note': "That App Xchange's own callback belongs in Redirect URI is inferred.",
                },
            ],
        },
    ),
]
