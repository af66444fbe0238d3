"""What catalog/sage-100.yaml says: made from it by `make generate`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

DOCUMENTS: list[tuple[str | None, dict[str, Any]]] = [
    (
        'Connector',
        {
            'key': 'sage-100',
            'name': 'Sage 100',
            'description': 'Sage 100 Contractor. Reached through the App Xchange agent, version 1, and a user of its SQL server.',
            'complete': False,
            'sources': [
                {
                    'url': 'https://docs.appxchange.trimble.com/connectivity/app-connectors/sage/sage-100',
                    'asOf': '2026-08',
                    'certainty': 'documented',
                    'note': 'The SQL user API-User, which is a sysadmin, and Sage 18 or newer. The page lists no fields of the connector.',
                },
                {
                    'url': 'https://docs.appxchange.trimble.com/connectivity/app-connectors/sage/sage-100',
                    'asOf': '2026-08',
                    'certainty': 'inferred',
                    'note': "The connector's key on App Xchange is not documented; this one is ours. Which connection definitions there are and what they ask for is not documented either.",
                },
            ],
        },
    ),
]
