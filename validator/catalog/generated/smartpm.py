"""What catalog/smartpm.yaml says: made from it by `make generate`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

DOCUMENTS: list[tuple[str | None, dict[str, Any]]] = [
    (
        'Connector',
        {
            'key': 'smartpm',
            'aliases': ['smart-pm'],
            'name': 'SmartPM',
            'description': 'Schedule analytics. The key goes into the connection, the company id into general configuration.',
            'environments': [
                {'name': 'Production', 'apiUrl': 'https://live.smartpmtech.com', 'traits': ['production']},
                {'name': 'Test', 'apiUrl': 'https://test.smartpmtech.com'},
            ],
            'generalConfiguration': {
                'type': 'object',
                'title': 'General configuration of the SmartPM connector',
                'properties': {
                    'companyId': {
                        'type': 'string',
                        'title': 'Company ID',
                        'description': 'The SmartPM company that every request names.',
                    },
                },
                'additionalProperties': True,
            },
            'sources': [
                {
                    'url': 'https://github.com/AppXchange/Connector-SmartPM/blob/9dff8d2/Connector/Connections/ApiKeyAuth.cs',
                    'asOf': '2025-03-25',
                    'certainty': 'documented',
                    'note': 'Addresses. A public connector may differ from the one that App Xchange lists.',
                },
                {
                    'url': 'https://github.com/AppXchange/Connector-SmartPM/blob/9dff8d2/Connector/connector.json',
                    'asOf': '2025-03-25',
                    'certainty': 'inferred',
                    'note': 'The key here is ours; this file calls the connector smart-pm.',
                },
            ],
        },
    ),
    (
        'ConnectionDefinition',
        {
            'connector': 'smartpm',
            'key': 'apiKeyAuth',
            'name': 'ApiKeyAuth',
            'description': 'Sends a SmartPM API key.',
            'type': 'Standard',
            'attributes': [
                {
                    'key': 'apiKey',
                    'title': 'ApiKey',
                    'description': "An API key out of SmartPM's Admin > Integrations, as a reference.",
                    'type': 'string',
                    'isRequired': True,
                    'isSensitive': True,
                },
                {
                    'key': 'connectionEnvironment',
                    'title': 'Connection Environment',
                    'description': 'Which SmartPM to connect.',
                    'type': 'string',
                    'isRequired': True,
                    'isSensitive': False,
                    'options': [{'label': 'Production', 'value': 1}, {'label': 'Test', 'value': 2}],
                    'example': 'Production',
                },
            ],
            'sources': [
                {
                    'url': 'https://github.com/AppXchange/Connector-SmartPM/blob/9dff8d2/Connector/connector.json',
                    'asOf': '2025-03-25',
                    'certainty': 'documented',
                },
            ],
        },
    ),
]
