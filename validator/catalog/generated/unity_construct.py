"""What catalog/unity-construct.yaml says: made from it by `make generate`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

DOCUMENTS: list[tuple[str | None, dict[str, Any]]] = [
    (
        'Connector',
        {
            'key': 'unity-construct',
            'name': 'Trimble Unity Construct',
            'description': 'Capital programme management. Reached with the API key of an API user who has the role Account Admin.',
            'complete': False,
            'sources': [
                {
                    'url': 'https://docs.appxchange.trimble.com/connectivity/app-connectors/trimble-unity/trimble-unity-construct',
                    'asOf': '2026-08',
                    'certainty': 'documented',
                    'note': 'The API user and its role. The copy at hand stops there.',
                },
                {
                    'url': 'https://docs.appxchange.trimble.com/connectivity/app-connectors/trimble-unity/trimble-unity-construct',
                    'asOf': '2026-08',
                    'certainty': 'inferred',
                    'note': "The connector's key on App Xchange is not documented; this one is ours. Which connection definitions there are and what they ask for is not known.",
                },
            ],
        },
    ),
]
