"""What catalog/openai.yaml says: made from it by `make generate`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

DOCUMENTS: list[tuple[str | None, dict[str, Any]]] = [
    (
        'Connector',
        {
            'key': 'openai',
            'aliases': ['trimble-sales-openai'],
            'name': 'OpenAI',
            'description': 'Language models. Every environment calls the same address.',
            'sources': [
                {
                    'url': 'https://github.com/AppXchange/Connector-OpenAI/blob/4c158dc/Connector/Connections/ApiKeyAuth.cs',
                    'asOf': '2025-03-26',
                    'certainty': 'documented',
                    'note': 'Production and Test both call https://api.openai.com/v1, so none is listed. A public connector may differ from the one that App Xchange lists.',
                },
                {
                    'url': 'https://github.com/AppXchange/Connector-OpenAI/blob/4c158dc/Connector/settings.json',
                    'asOf': '2025-03-26',
                    'certainty': 'inferred',
                    'note': 'The key here is ours; this file calls the connector trimble-sales-openai.',
                },
            ],
        },
    ),
    (
        'ConnectionDefinition',
        {
            'connector': 'openai',
            'key': 'apiKeyAuth',
            'name': 'OpenAI API Key Auth',
            'description': 'Sends an OpenAI API key.',
            'type': 'Standard',
            'attributes': [
                {
                    'key': 'apiKey',
                    'title': 'API Key',
                    'description': 'An OpenAI API key, as a reference.',
                    'type': 'string',
                    'isRequired': True,
                    'isSensitive': True,
                },
                {
                    'key': 'organizationId',
                    'title': 'Organization ID',
                    'description': 'The OpenAI organisation that requests are counted for.',
                    'type': 'string',
                    'isRequired': False,
                    'isSensitive': False,
                },
                {
                    'key': 'projectId',
                    'title': 'Project ID',
                    'description': 'The OpenAI project that requests are counted for.',
                    'type': 'string',
                    'isRequired': False,
                    'isSensitive': False,
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
            ],
            'sources': [
                {
                    'url': 'https://github.com/AppXchange/Connector-OpenAI/blob/4c158dc/Connector/Connections/ApiKeyAuth.cs',
                    'asOf': '2025-03-26',
                    'certainty': 'documented',
                    'note': 'Names, labels and options. The keys are camelCase of the property names.',
                },
            ],
        },
    ),
]
