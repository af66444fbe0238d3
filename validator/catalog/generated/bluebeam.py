"""What catalog/bluebeam.yaml says: made from it by `make generate`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

DOCUMENTS: list[tuple[str | None, dict[str, Any]]] = [
    (
        'Connector',
        {
            'key': 'bluebeam',
            'name': 'Bluebeam',
            'description': 'Bluebeam Studio, for drawings and their review. Every environment calls the same address.',
            'sources': [
                {
                    'url': 'https://github.com/AppXchange/Connector-Bluebeam/blob/632dc9d/Connector/Connections/OAuth2CodeFlow.cs',
                    'asOf': '2025-03-24',
                    'certainty': 'documented',
                    'note': 'Production and Test both call https://studioapi.bluebeam.com/publicapi/v1, so none is listed. A public connector may differ from the one that App Xchange lists.',
                },
                {
                    'url': 'https://github.com/AppXchange/Connector-Bluebeam/blob/632dc9d/Connector/settings.json',
                    'asOf': '2025-03-24',
                    'certainty': 'inferred',
                    'note': 'Whether App Xchange issued the key bluebeam, which this file bears too, is not documented.',
                },
            ],
        },
    ),
    (
        'ConnectionDefinition',
        {
            'connector': 'bluebeam',
            'key': 'oAuth2CodeFlow',
            'name': 'Bluebeam OAuth2',
            'description': "Acts for the person who signs in to Bluebeam. The definition itself asks for the scopes full_user and jobs and sends the client's credentials in the body.",
            'type': 'OAuth2CodeFlow',
            'authorizationUrl': 'https://authserver.bluebeam.com/auth/oauth/authorize',
            'tokenUrl': 'https://authserver.bluebeam.com/auth/token',
            'refreshUrl': 'https://authserver.bluebeam.com/auth/token',
            'attributes': [
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
                    'url': 'https://github.com/AppXchange/Connector-Bluebeam/blob/632dc9d/Connector/Connections/OAuth2CodeFlow.cs',
                    'asOf': '2025-03-24',
                    'certainty': 'documented',
                },
            ],
        },
    ),
]
