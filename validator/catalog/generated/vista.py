"""What catalog/vista.yaml says: made from it by `make generate`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

DOCUMENTS: list[tuple[str | None, dict[str, Any]]] = [
    (
        'Connector',
        {
            'key': 'vista',
            'name': 'Vista',
            'description': 'Trimble Vista (formerly Viewpoint Vista), construction accounting. Reached through the App Xchange agent, version 2, on the server of its database.',
            'complete': False,
            'sources': [
                {
                    'url': 'https://help.trimble.com/doc/app-xchange/app-xchange/connectivity/app-xchange-agent',
                    'asOf': '2026-08',
                    'certainty': 'documented',
                    'note': 'That Vista takes version 2 of the agent. The page lists no fields of the connector.',
                },
                {
                    'url': 'https://help.trimble.com/doc/app-xchange/app-xchange/connectivity/app-xchange-agent',
                    'asOf': '2026-08',
                    'certainty': 'inferred',
                    'note': "The connector's key on App Xchange is not documented; this one is ours. Which connection definitions there are and what they ask for is not documented either.",
                },
            ],
        },
    ),
]
