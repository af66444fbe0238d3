"""What catalog/salesforce.yaml says: made from it by `make generate`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

DOCUMENTS: list[tuple[str | None, dict[str, Any]]] = [
    (
        'Connector',
        {
            'key': 'salesforce',
            'name': 'Salesforce',
            'description': "Customer relations. The OAuth client takes its addresses from the organisation's own My Domain host.",
            'oauthPaths': {
                'authorize': '/services/oauth2/authorize',
                'token': '/services/oauth2/token',
                'refresh': '/services/oauth2/token',
            },
            'loginDomains': ['my.salesforce.com'],
            'sources': [
                {
                    'url': 'https://help.trimble.com/en-gb/app-xchange/app-xchange/connectivity/app-connectors/salesforce-connector/connect-salesforce-with-app-xchange',
                    'asOf': '2026-08',
                    'certainty': 'documented',
                    'note': 'The paths stand under https://[MyDomain].my.salesforce.com, so there is no one host to list.',
                },
                {
                    'url': 'https://help.trimble.com/en-gb/app-xchange/app-xchange/connectivity/app-connectors/salesforce-connector/connect-salesforce-with-app-xchange',
                    'asOf': '2026-08',
                    'certainty': 'inferred',
                    'note': "The connector's key on App Xchange is not documented; this one is ours.",
                },
            ],
        },
    ),
    (
        'ConnectionDefinition',
        {
            'connector': 'salesforce',
            'key': 'oAuth2CodeFlow',
            'name': 'OAuth2CodeFlow',
            'description': 'Acts for the person who signs in. The OAuth client wants the scopes refresh_token, web and api, the prompt Login and the Basic auth header.',
            'type': 'OAuth2CodeFlow',
            'clientAuthentication': 'Basic auth header',
            'attributes': [
                {
                    'key': 'domain',
                    'title': 'Domain',
                    'description': 'The domain of the Salesforce account.',
                    'type': 'string',
                    'isRequired': True,
                    'isSensitive': False,
                    'certainty': 'inferred',
                    'inferred': ['isRequired'],
                },
            ],
            'sources': [
                {
                    'url': 'https://help.trimble.com/en-gb/app-xchange/app-xchange/connectivity/app-connectors/salesforce-connector/connect-salesforce-with-app-xchange',
                    'asOf': '2026-08',
                    'certainty': 'documented',
                    'note': "The definition's name, the label of its field and the values of the OAuth client.",
                },
                {
                    'url': 'https://trimble-xchange.github.io/connector-docs/guides/migrating-to-connections',
                    'asOf': '2026-08',
                    'certainty': 'inferred',
                    'note': "The keys follow the Connector SDK's naming; that the field is required is inferred.",
                },
            ],
        },
    ),
]
