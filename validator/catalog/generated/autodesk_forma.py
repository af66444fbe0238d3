"""What catalog/autodesk-forma.yaml says: made from it by `make generate`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

DOCUMENTS: list[tuple[str | None, dict[str, Any]]] = [
    (
        'Connector',
        {
            'key': 'autodesk-forma',
            'name': 'Autodesk Forma',
            'description': "Autodesk's construction platform, reached through Autodesk Platform Services.",
            'oauthPaths': {
                'authorize': '/authentication/v2/authorize',
                'token': '/authentication/v2/token',
                'refresh': '/authentication/v2/token',
            },
            'environments': [
                {
                    'name': 'Production',
                    'loginUrl': 'https://developer.api.autodesk.com',
                    'traits': ['production'],
                },
            ],
            'loginHosts': ['developer.api.autodesk.com'],
            'sources': [
                {
                    'url': 'https://help.trimble.com/en/app-xchange/app-xchange/connectivity/app-connectors/autodesk-forma-connector/connect-autodesk-forma-in-app-xchange',
                    'asOf': '2026-08',
                    'certainty': 'documented',
                    'note': 'The login host and the paths under it.',
                },
                {
                    'url': 'https://help.trimble.com/en/app-xchange/app-xchange/connectivity/app-connectors/autodesk-forma-connector/connect-autodesk-forma-in-app-xchange',
                    'asOf': '2026-08',
                    'certainty': 'inferred',
                    'note': "The connector's key on App Xchange is not documented; this one is ours. Its environments are not documented either: the one here stands for the login host and bears the name that the Connector SDK gives to such an environment.",
                },
            ],
        },
    ),
    (
        'ConnectionDefinition',
        {
            'connector': 'autodesk-forma',
            'key': 'oAuth2CodeFlow',
            'name': 'OAuth2CodeFlow',
            'description': 'Serves the authorisation code and client credentials alike; the connector takes what each endpoint needs. The OAuth client wants the scopes data:read, data:write, data:create, account:read and account:write and the Basic auth header.',
            'type': 'OAuth2CodeFlow',
            'clientAuthentication': 'Basic auth header',
            'complete': False,
            'attributes': [
                {
                    'key': 'connectionEnvironment',
                    'title': 'Connection Environment',
                    'description': 'Which environment to connect.',
                    'type': 'string',
                    'isRequired': True,
                    'isSensitive': False,
                    'certainty': 'inferred',
                    'inferred': ['isRequired'],
                },
                {
                    'key': 'region',
                    'title': 'Region',
                    'description': 'The region that requests go to.',
                    'type': 'string',
                    'isRequired': True,
                    'isSensitive': False,
                    'options': [{'label': 'US'}, {'label': 'EMEA'}, {'label': 'AUS'}],
                    'example': 'US',
                    'certainty': 'inferred',
                    'inferred': ['isRequired'],
                },
                {
                    'key': 'account',
                    'title': 'Account',
                    'description': 'The Autodesk account to connect.',
                    'type': 'string',
                    'isRequired': True,
                    'isSensitive': False,
                    'certainty': 'inferred',
                    'inferred': ['isRequired'],
                },
                {
                    'key': 'projectId',
                    'title': 'Project ID',
                    'description': 'Limits the workspace to one project; goes with the option Scoped by Project.',
                    'type': 'string',
                    'isRequired': False,
                    'isSensitive': False,
                    'certainty': 'inferred',
                },
            ],
            'sources': [
                {
                    'url': 'https://help.trimble.com/en/app-xchange/app-xchange/connectivity/app-connectors/autodesk-forma-connector/connect-autodesk-forma-in-app-xchange',
                    'asOf': '2026-08',
                    'certainty': 'documented',
                    'note': "The definition's name, the labels of its fields, the three regions and the values of the OAuth client.",
                },
                {
                    'url': 'https://trimble-xchange.github.io/connector-docs/guides/migrating-to-connections',
                    'asOf': '2026-08',
                    'certainty': 'inferred',
                    'note': 'The keys are camelCase of the labels. Only Project ID is called optional, so the others are taken as required. Whether Scoped by Project is a field or a definition of its own is not documented.',
                },
            ],
        },
    ),
]
