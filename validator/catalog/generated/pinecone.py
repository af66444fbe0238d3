"""What catalog/pinecone.yaml says: made from it by `make generate`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

DOCUMENTS: list[tuple[str | None, dict[str, Any]]] = [
    (
        'Connector',
        {
            'key': 'pinecone',
            'name': 'Pinecone',
            'description': 'Vector database. Every environment calls the same address.',
            'generalConfiguration': {
                'type': 'object',
                'title': 'General configuration of the Pinecone connector',
                'properties': {
                    'RetryPolicy': {
                        'type': 'object',
                        'title': 'Retry Policy',
                        'description': 'How failed requests are tried again.',
                        'properties': {
                            'MaxRetries': {'type': 'integer', 'minimum': 0, 'description': 'How often at most.'},
                            'InitialRetryDelaySeconds': {'type': 'integer', 'minimum': 0, 'description': 'The first pause, in seconds.'},
                            'UseExponentialBackoff': {'type': 'boolean', 'description': 'Whether pauses grow.'},
                        },
                    },
                    'ApiClient': {
                        'type': 'object',
                        'title': 'API Client',
                        'description': 'How the API is called.',
                        'properties': {
                            'TimeoutSeconds': {
                                'type': 'integer',
                                'minimum': 0,
                                'description': 'How long a request may take, in seconds.',
                            },
                            'UseCompression': {'type': 'boolean', 'description': 'Whether request bodies are compressed.'},
                            'MaxConcurrentRequests': {
                                'type': 'integer',
                                'minimum': 0,
                                'description': 'How many requests may run at once.',
                            },
                        },
                    },
                    'Service': {
                        'type': 'object',
                        'title': 'Service Configuration',
                        'description': 'How services run.',
                        'properties': {
                            'TimeoutSeconds': {
                                'type': 'integer',
                                'minimum': 0,
                                'description': 'How long an operation may take, in seconds.',
                            },
                            'MaxConcurrentOperations': {
                                'type': 'integer',
                                'minimum': 0,
                                'description': 'How many operations may run at once.',
                            },
                        },
                    },
                },
                'additionalProperties': True,
            },
            'sources': [
                {
                    'url': 'https://github.com/AppXchange/Connector-Pinecone/blob/895a68d/Connector/connector.json',
                    'asOf': '2025-02-11',
                    'certainty': 'documented',
                    'note': 'Partly older than the source beside it. That counts are not negative is ours. A public connector may differ from the one that App Xchange lists.',
                },
                {
                    'url': 'https://github.com/AppXchange/Connector-Pinecone/blob/895a68d/Connector/connector.json',
                    'asOf': '2025-02-11',
                    'certainty': 'inferred',
                    'note': 'Whether App Xchange issued the key pinecone, which this file bears too, is not documented.',
                },
            ],
        },
    ),
    (
        'ConnectionDefinition',
        {
            'connector': 'pinecone',
            'key': 'apiKeyAuth',
            'name': 'ApiKeyAuth',
            'description': 'Sends a Pinecone API key.',
            'type': 'Standard',
            'attributes': [
                {
                    'key': 'apiKey',
                    'title': 'ApiKey',
                    'description': 'A Pinecone API key, as a reference.',
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
            ],
            'sources': [
                {
                    'url': 'https://github.com/AppXchange/Connector-Pinecone/blob/895a68d/Connector/connector.json',
                    'asOf': '2025-02-11',
                    'certainty': 'documented',
                },
            ],
        },
    ),
]
