"""What catalog/nanonets.yaml says: made from it by `make generate`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

DOCUMENTS: list[tuple[str | None, dict[str, Any]]] = [
    (
        'Connector',
        {
            'key': 'nanonets',
            'aliases': ['trimble-sales-nanonets'],
            'name': 'Nanonets',
            'description': 'Text recognition and document processing. Every environment calls the same address.',
            'sources': [
                {
                    'url': 'https://github.com/AppXchange/Connector-Nanonets/blob/7376f24/Connector/Connections/ApiKeyAuth.cs',
                    'asOf': '2025-03-26',
                    'certainty': 'documented',
                    'note': 'Production and Test both call https://app.nanonets.com, so none is listed. A public connector may differ from the one that App Xchange lists.',
                },
                {
                    'url': 'https://github.com/AppXchange/Connector-Nanonets/blob/7376f24/Connector/settings.json',
                    'asOf': '2025-03-26',
                    'certainty': 'inferred',
                    'note': 'The key here is ours; this file calls the connector trimble-sales-nanonets.',
                },
            ],
        },
    ),
    (
        'ConnectionDefinition',
        {
            'connector': 'nanonets',
            'key': 'apiKeyAuth',
            'name': 'ApiKeyAuth',
            'description': 'Sends a Nanonets API key.',
            'type': 'Standard',
            'attributes': [
                {
                    'key': 'apiKey',
                    'title': 'API Key',
                    'description': 'A Nanonets API key out of Account Info > API Keys, as a reference.',
                    'type': 'string',
                    'isRequired': True,
                    'isSensitive': True,
                },
                {
                    'key': 'connectionEnvironment',
                    'title': 'Connection Environment',
                    'description': 'Has to be chosen, although every choice calls the same address.',
                    'type': 'string',
                    'isRequired': True,
                    'isSensitive': False,
                    'options': [{'label': 'Production', 'value': 1}, {'label': 'Test', 'value': 2}],
                    'example': 'Production',
                },
                {
                    'key': 'modelId',
                    'title': 'Model ID',
                    'description': 'The Nanonets model that makes the predictions.',
                    'type': 'string',
                    'isRequired': True,
                    'isSensitive': False,
                },
            ],
            'sources': [
                {
                    'url': 'https://github.com/AppXchange/Connector-Nanonets/blob/7376f24/Connector/Connections/ApiKeyAuth.cs',
                    'asOf': '2025-03-26',
                    'certainty': 'documented',
                    'note': 'Names, labels and options. The keys are camelCase of the property names.',
                },
            ],
        },
    ),
]
