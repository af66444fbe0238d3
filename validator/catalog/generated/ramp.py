"""What catalog/ramp.yaml says: made from it by `make generate`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

DOCUMENTS: list[tuple[str | None, dict[str, Any]]] = [
    (
        'Connector',
        {
            'key': 'ramp',
            'name': 'Ramp',
            'description': 'Company cards and expenses.',
            'sources': [
                {
                    'url': 'https://github.com/AppXchange/Connector-Ramp/blob/fd6b5a6/Connector/Connections/OAuth2CodeFlow.cs',
                    'asOf': '2025-03-03',
                    'certainty': 'documented',
                    'note': "The addresses in it are the template's placeholders, so no environment is listed. A public connector may differ from the one that App Xchange lists.",
                },
                {
                    'url': 'https://github.com/AppXchange/Connector-Ramp/blob/fd6b5a6/Connector/settings.json',
                    'asOf': '2025-03-03',
                    'certainty': 'inferred',
                    'note': 'Whether App Xchange issued the key ramp, which this file bears too, is not documented.',
                },
            ],
        },
    ),
    (
        'ConnectionDefinition',
        {
            'connector': 'ramp',
            'key': 'oAuth2CodeFlow',
            'name': 'OAuth2CodeFlow',
            'description': 'Acts for the person who signs in to Ramp.',
            'type': 'OAuth2CodeFlow',
            'attributes': [
                {
                    'key': 'connectionEnvironment',
                    'title': 'Connection Environment',
                    'description': 'Which Ramp to connect.',
                    'type': 'string',
                    'isRequired': True,
                    'isSensitive': False,
                    'options': [{'label': 'Production', 'value': 1}, {'label': 'Test', 'value': 2}],
                    'example': 'Production',
                },
            ],
            'sources': [
                {
                    'url': 'https://github.com/AppXchange/Connector-Ramp/blob/fd6b5a6/Connector/Connections/OAuth2CodeFlow.cs',
                    'asOf': '2025-03-03',
                    'certainty': 'documented',
                    'note': 'The definition supplies no OAuth addresses.',
                },
            ],
        },
    ),
]
