"""What catalog/sage-300.yaml says: made from it by `make generate`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

DOCUMENTS: list[tuple[str | None, dict[str, Any]]] = [
    (
        'Connector',
        {
            'key': 'sage-300',
            'name': 'Sage 300',
            'description': 'Sage 300 Construction and Real Estate. Reached through the App Xchange agent, version 1, and an ODBC service user.',
            'complete': False,
            'sources': [
                {
                    'url': 'https://docs.appxchange.trimble.com/connectivity/app-connectors/sage/sage-300',
                    'asOf': '2026-08',
                    'certainty': 'documented',
                    'note': 'The user XChangeServiceUser with the role ODBC Service User, whose password has letters and digits alone, and Sage 18 or newer. The page lists no fields of the connector.',
                },
                {
                    'url': 'https://docs.appxchange.trimble.com/connectivity/app-connectors/sage/sage-300',
                    'asOf': '2026-08',
                    'certainty': 'inferred',
                    'note': "The connector's key on App Xchange is not documented; this one is ours. Which connection definitions there are and what they ask for is not documented either.",
                },
            ],
        },
    ),
]
