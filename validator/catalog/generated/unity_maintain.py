"""What catalog/unity-maintain.yaml says: made from it by `make generate`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

DOCUMENTS: list[tuple[str | None, dict[str, Any]]] = [
    (
        'Connector',
        {
            'key': 'unity-maintain',
            'name': 'Trimble Unity Maintain',
            'description': 'Asset maintenance. Reached with a user name and a password.',
            'complete': False,
            'generalConfiguration': {
                'type': 'object',
                'title': 'General configuration of the Trimble Unity Maintain connector',
                'description': 'The labels are documented, and there are more than these; the keys are their camelCase.',
                'properties': {
                    'realTimeActionProcessing': {
                        'type': 'boolean',
                        'title': 'Real-Time Action Processing',
                        'description': 'Stays on, unless support says otherwise.',
                    },
                    'apiBaseUrl': {'type': 'string', 'title': 'API Base URL', 'description': 'The address of the API.'},
                },
                'additionalProperties': True,
            },
            'sources': [
                {
                    'url': 'https://docs.appxchange.trimble.com/connectivity/app-connectors/trimble-unity/trimble-unity-maintain',
                    'asOf': '2026-08',
                    'certainty': 'documented',
                    'note': 'The switch for real-time action processing, a name and an API Base URL, and that a user signs in. The copy at hand stops there.',
                },
                {
                    'url': 'https://docs.appxchange.trimble.com/connectivity/app-connectors/trimble-unity/trimble-unity-maintain',
                    'asOf': '2026-08',
                    'certainty': 'inferred',
                    'note': "The connector's key on App Xchange is not documented; this one is ours. Which connection definitions there are and what they ask for is not known. The keys of the settings are camelCase of the labels.",
                },
            ],
        },
    ),
]
