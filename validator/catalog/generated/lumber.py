"""What catalog/lumber.yaml says: made from it by `make generate`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

DOCUMENTS: list[tuple[str | None, dict[str, Any]]] = [
    (
        'Connector',
        {
            'key': 'lumber',
            'aliases': ['lumber-bdf65'],
            'name': 'Lumber',
            'description': 'Time tracking, HR and payroll. The keys go into the connection, the company id into general configuration.',
            'environments': [
                {'name': 'Production', 'apiUrl': 'https://integration.lumberfi.com', 'traits': ['production']},
                {'name': 'Stage', 'aliases': ['Staging'], 'apiUrl': 'https://stage-integration.lumberfi.com'},
                {'name': 'QA', 'apiUrl': 'https://qa-integration.lumberfi.com'},
                {
                    'name': 'Develop',
                    'aliases': ['Development'],
                    'apiUrl': 'https://dev-integration.lumberfi.com',
                },
            ],
            'generalConfiguration': {
                'type': 'object',
                'title': 'General configuration of the Lumber connector',
                'properties': {
                    'CompanyId': {
                        'type': 'string',
                        'title': 'Company ID',
                        'description': 'The Lumber company. The key begins with a capital letter.',
                    },
                },
                'additionalProperties': True,
            },
            'sources': [
                {
                    'url': 'https://github.com/pandi-lumberfi/connector-LumberConnector/blob/83ee4a6/Connector/Connections/CustomAuth.cs',
                    'asOf': '2026-03-23',
                    'certainty': 'documented',
                    'note': 'Addresses. A public connector may differ from the one that App Xchange lists.',
                },
                {
                    'url': 'https://github.com/pandi-lumberfi/connector-LumberConnector/blob/83ee4a6/Connector/connector.json',
                    'asOf': '2026-03-23',
                    'certainty': 'inferred',
                    'note': 'The key here is ours; this file calls the connector lumber-bdf65.',
                },
            ],
        },
    ),
    (
        'ConnectionDefinition',
        {
            'connector': 'lumber',
            'key': 'customAuth',
            'name': 'CustomAuth',
            'description': 'Sends an API key, its secret and the id of an administrator.',
            'type': 'Standard',
            'attributes': [
                {
                    'key': 'apiKey',
                    'title': 'Api Key',
                    'description': 'The API key, as a reference.',
                    'type': 'string',
                    'isRequired': True,
                    'isSensitive': True,
                },
                {
                    'key': 'apiSecretKey',
                    'title': 'Api Secret Key',
                    'description': 'The secret that belongs to the API key, as a reference.',
                    'type': 'string',
                    'isRequired': True,
                    'isSensitive': True,
                },
                {
                    'key': 'userId',
                    'title': 'User Id',
                    'description': 'The id of the administrator who opens the connection.',
                    'type': 'string',
                    'isRequired': True,
                    'isSensitive': False,
                },
                {
                    'key': 'connectionEnvironment',
                    'title': 'Connection Environment',
                    'description': 'Which Lumber to connect.',
                    'type': 'string',
                    'isRequired': True,
                    'isSensitive': False,
                    'options': [
                        {'label': 'Production', 'value': 1},
                        {'label': 'Stage', 'value': 2},
                        {'label': 'QA', 'value': 3},
                        {'label': 'Develop', 'value': 4},
                    ],
                    'example': 'Production',
                },
            ],
            'sources': [
                {
                    'url': 'https://github.com/pandi-lumberfi/connector-LumberConnector/blob/83ee4a6/Connector/connector.json',
                    'asOf': '2026-03-23',
                    'certainty': 'documented',
                },
            ],
        },
    ),
]
