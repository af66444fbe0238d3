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
            'description': "Trimble's construction accounting on Microsoft SQL Server. It is reached through version 2 of the App Xchange agent. What its connections ask for is not documented in public, so nothing is said of it here.",
            'sources': [
                {
                    'url': 'https://docs.appxchange.trimble.com/connectivity/app-xchange-agent',
                    'asOf': '2026-08',
                    'certainty': 'documented',
                    'note': 'That there is a connector for Vista, and which version of the agent it takes.',
                },
                {
                    'url': 'https://docs.appxchange.trimble.com/connectivity/app-xchange-agent',
                    'asOf': '2026-08',
                    'certainty': 'inferred',
                    'note': "The connector's key on App Xchange is not documented; this one is ours.",
                },
            ],
        },
    ),
]
