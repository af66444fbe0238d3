"""What catalog/hcss.yaml says: made from it by `make generate`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

DOCUMENTS: list[tuple[str | None, dict[str, Any]]] = [
    (
        'Connector',
        {
            'key': 'hcss',
            'name': 'HCSS',
            'description': "HCSS's suite for heavy construction, HeavyJob and HeavyBid among it.",
            'oauthPaths': {'token': '/identity/connect/token'},
            'environments': [
                {
                    'name': 'Production',
                    'loginUrl': 'https://api.hcssapps.com',
                    'apiUrl': 'https://api.hcssapps.com',
                    'traits': ['production'],
                },
                {'name': 'Test'},
            ],
            'generalConfiguration': {
                'type': 'object',
                'title': 'General configuration of the HCSS connector',
                'properties': {
                    'requestTimeoutSeconds': {
                        'type': 'integer',
                        'minimum': 0,
                        'description': 'How long a request may take, in seconds.',
                        'default': 30,
                    },
                    'maxRetryAttempts': {
                        'type': 'integer',
                        'minimum': 0,
                        'description': 'How often a failed request is tried again.',
                        'default': 3,
                    },
                    'enabledModules': {
                        'type': 'object',
                        'description': 'Which modules are switched on; all are off unless named here.',
                        'properties': {
                            'heavyJob': {'type': 'boolean', 'description': 'HeavyJob'},
                            'heavyBidEstimate': {'type': 'boolean', 'description': 'HeavyBid estimates'},
                            'heavyBidPreConstruction': {'type': 'boolean', 'description': 'HeavyBid preconstruction'},
                            'skills': {'type': 'boolean', 'description': 'Skills'},
                            'safety': {'type': 'boolean', 'description': 'Safety'},
                            'equipment360': {'type': 'boolean', 'description': 'Equipment360'},
                            'telematics': {'type': 'boolean', 'description': 'Telematics'},
                            'setups': {'type': 'boolean', 'description': 'Setups'},
                            'users': {'type': 'boolean', 'description': 'Users'},
                            'contacts': {'type': 'boolean', 'description': 'Contacts'},
                            'attachments': {'type': 'boolean', 'description': 'Attachments'},
                            'webhooks': {'type': 'boolean', 'description': 'Webhooks'},
                        },
                    },
                    'rateLimiting': {
                        'type': 'object',
                        'description': 'How fast the connector may ask.',
                        'properties': {
                            'requestsPerMinute': {
                                'type': 'integer',
                                'minimum': 0,
                                'description': 'How many requests a minute.',
                                'default': 300,
                            },
                            'maxConcurrentRequests': {
                                'type': 'integer',
                                'minimum': 0,
                                'description': 'How many requests at once.',
                                'default': 10,
                            },
                            'retryDelayMs': {
                                'type': 'integer',
                                'minimum': 0,
                                'description': 'The pause before a request is tried again, in milliseconds.',
                                'default': 1000,
                            },
                        },
                    },
                    'connectionConfig': {
                        'type': 'object',
                        'description': 'Where HeavyBid works.',
                        'properties': {
                            'businessUnitId': {'type': 'string', 'description': 'The UUID of the business unit.'},
                            'estimateId': {'type': 'string', 'description': 'The UUID of the estimate.'},
                        },
                    },
                    'heavyBidEstimate': {
                        'type': 'object',
                        'description': 'Where HeavyBid estimates are.',
                        'properties': {
                            'businessUnitId': {'type': 'string', 'description': 'The UUID of the business unit.'},
                        },
                    },
                },
                'additionalProperties': True,
            },
            'sources': [
                {
                    'url': 'https://github.com/AppXchange/Connector-HCSS/blob/4704a7d/Connector/Connections/OAuth2ClientCredentials.cs',
                    'asOf': '2025-02-18',
                    'certainty': 'documented',
                    'note': "Tokens come from the API's own host. The address of Test in it is the template's placeholder, so none is given. A public connector may differ from the one that App Xchange lists.",
                },
                {
                    'url': 'https://github.com/AppXchange/Connector-HCSS/blob/4704a7d/Connector/ConnectorRegistrationConfig.cs',
                    'asOf': '2025-02-18',
                    'certainty': 'documented',
                    'note': 'General configuration. That counts are not negative is ours.',
                },
                {
                    'url': 'https://github.com/AppXchange/Connector-HCSS/blob/4704a7d/Connector/settings.json',
                    'asOf': '2025-02-18',
                    'certainty': 'inferred',
                    'note': 'Whether App Xchange issued the key hcss, which this file bears too, is not documented.',
                },
            ],
        },
    ),
    (
        'ConnectionDefinition',
        {
            'connector': 'hcss',
            'key': 'oAuth2ClientCredentials',
            'name': 'HCSS OAuth2',
            'description': 'Runs unattended with an OAuth client of HCSS.',
            'type': 'OAuth2ClientCredentials',
            'attributes': [
                {
                    'key': 'connectionEnvironment',
                    'title': 'Connection Environment',
                    'description': 'Which HCSS to connect.',
                    'type': 'string',
                    'isRequired': True,
                    'isSensitive': False,
                    'options': [{'label': 'Production', 'value': 1}, {'label': 'Test', 'value': 2}],
                    'example': 'Production',
                },
                {
                    'key': 'scope',
                    'title': 'Scope',
                    'description': 'The API scopes that are needed, with a space between them. The OAuth client has a field for them as well.',
                    'type': 'string',
                    'isRequired': True,
                    'isSensitive': False,
                    'pattern': '[!#-+\\--\\[\\]-~]+(?: [!#-+\\--\\[\\]-~]+)*',
                    'message': 'put one space between the scopes, and neither commas nor line breaks',
                    'example': 'heavyjob:read skills:read',
                },
            ],
            'sources': [
                {
                    'url': 'https://github.com/AppXchange/Connector-HCSS/blob/4704a7d/Connector/Connections/OAuth2ClientCredentials.cs',
                    'asOf': '2025-02-18',
                    'certainty': 'documented',
                    'note': 'Names, labels and options. The keys are camelCase of the property names.',
                },
            ],
        },
    ),
]
