"""What catalog/trimble-connect.yaml says: made from it by `make generate`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

DOCUMENTS: list[tuple[str | None, dict[str, Any]]] = [
    (
        'Connector',
        {
            'key': 'trimble-connect',
            'name': 'Trimble Connect',
            'description': "Trimble's platform for shared models and documents. It takes no client-credentials tokens, so a person has to sign in.",
            'environments': [
                {
                    'name': 'Production',
                    'loginUrl': 'https://id.trimble.com',
                    'apiUrl': 'https://connect.trimble.com',
                    'traits': ['production'],
                },
                {
                    'name': 'Test',
                    'loginUrl': 'https://id.trimble.com',
                    'apiUrl': 'https://web.stage.connect.trimble.com',
                },
            ],
            'hosts': [
                {
                    'host': 'connect.trimble.com',
                    'use': 'id.trimble.com',
                    'as': 'login',
                    'tolerated': True,
                    'note': "The public connector asks here for tokens; Trimble Connect's documentation sends people to Trimble Identity.",
                },
            ],
            'generalConfiguration': {
                'type': 'object',
                'title': 'General configuration of the Trimble Connect connector',
                'properties': {
                    'baseUrl': {
                        'type': 'string',
                        'description': 'The address of the Trimble Connect API.',
                        'default': 'https://connect.trimble.com',
                    },
                    'apiKey': {
                        'type': 'string',
                        'description': 'An API key or token, as a reference.',
                        'writeOnly': True,
                    },
                    'region': {
                        'type': 'string',
                        'description': 'The region that is called, such as northAmerica or europe.',
                        'default': 'northAmerica',
                    },
                    'retryCount': {
                        'type': 'integer',
                        'minimum': 0,
                        'description': 'How often a failed call is tried again.',
                        'default': 3,
                    },
                    'timeoutSeconds': {
                        'type': 'integer',
                        'minimum': 0,
                        'description': 'How long a call may take, in seconds.',
                        'default': 30,
                    },
                    'enableDebugLogging': {'type': 'boolean', 'description': 'Whether to log in detail.', 'default': False},
                    'projectFilters': {
                        'type': 'array',
                        'items': {'type': 'string'},
                        'description': 'The projects to limit an integration to.',
                    },
                },
                'additionalProperties': True,
            },
            'sources': [
                {
                    'url': 'https://github.com/AppXchange/Connector-Connect/blob/c7f754f/connector-Connect/Connector/Connections/OAuth2CodeFlow.cs',
                    'asOf': '2024-12-30',
                    'certainty': 'documented',
                    'note': 'API addresses. A public connector may differ from the one that App Xchange lists.',
                },
                {
                    'url': 'https://github.com/AppXchange/Connector-Connect/blob/c7f754f/connector-Connect/Connector/ConnectorRegistrationConfig.cs',
                    'asOf': '2024-12-30',
                    'certainty': 'documented',
                    'note': 'General configuration. That counts are not negative is ours.',
                },
                {
                    'url': 'https://developer.trimble.com/docs/connect/guides/access',
                    'asOf': '2026-08',
                    'certainty': 'documented',
                    'note': 'Sign-in through Trimble Identity, and that client credentials are not supported. That Test signs in there as well is inferred.',
                },
                {
                    'url': 'https://github.com/AppXchange/Connector-Connect/blob/c7f754f/connector-Connect/Connector/settings.json',
                    'asOf': '2024-12-30',
                    'certainty': 'inferred',
                    'note': 'The key here is ours; this file calls the connector Connect and leaves its key empty.',
                },
            ],
        },
    ),
    (
        'ConnectionDefinition',
        {
            'connector': 'trimble-connect',
            'key': 'oAuth2CodeFlow',
            'name': 'OAuth2CodeFlow',
            'description': 'Acts for the person who signs in.',
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
                    'key': 'clientId',
                    'title': 'Client ID',
                    'description': 'The client id of the registered application. The OAuth client has a field for it as well.',
                    'type': 'string',
                    'isRequired': True,
                    'isSensitive': False,
                },
                {
                    'key': 'clientSecret',
                    'title': 'Client Secret',
                    'description': 'The client secret of the registered application, as a reference. The OAuth client has a field for it as well.',
                    'type': 'string',
                    'isRequired': True,
                    'isSensitive': True,
                },
                {
                    'key': 'redirectUri',
                    'title': 'Redirect URI',
                    'description': 'The redirect address as registered for the application.',
                    'type': 'string',
                    'isRequired': True,
                    'isSensitive': False,
                    'example': 'https://api.xchange.trimble.com/app-builder/v1/oauth/authenticate/callback',
                },
                {
                    'key': 'authorizationEndpoint',
                    'title': 'Authorization Endpoint',
                    'description': 'Where people sign in.',
                    'type': 'string',
                    'isRequired': True,
                    'isSensitive': False,
                },
                {
                    'key': 'tokenEndpoint',
                    'title': 'Token Endpoint',
                    'description': 'Where tokens are fetched.',
                    'type': 'string',
                    'isRequired': True,
                    'isSensitive': False,
                },
            ],
            'sources': [
                {
                    'url': 'https://github.com/AppXchange/Connector-Connect/blob/c7f754f/connector-Connect/Connector/Connections/OAuth2CodeFlow.cs',
                    'asOf': '2024-12-30',
                    'certainty': 'documented',
                    'note': "Names, labels and options. The keys are camelCase of the property names. The source computes both endpoints from the environment and still declares them as required fields; that App Xchange's callback belongs in Redirect URI is inferred.",
                },
            ],
        },
    ),
]
