"""What catalog/file.yaml says: made from it by `make generate`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

DOCUMENTS: list[tuple[str | None, dict[str, Any]]] = [
    (
        'Connector',
        {
            'key': 'file',
            'name': 'File',
            'description': 'Universal connector for files, older than S/FTP and not public.',
            'complete': False,
            'generalConfiguration': {
                'type': 'object',
                'title': 'General configuration of the File connector',
                'description': 'The labels are documented; the keys are their camelCase.',
                'properties': {
                    'realTimeActionProcessing': {
                        'type': 'boolean',
                        'title': 'Real-time Action Processing',
                        'description': 'Stays on, unless support says otherwise.',
                    },
                    'systemInterfaceConfiguration': {
                        'type': 'object',
                        'title': 'System Interface Configuration',
                        'description': 'Filled in by App Xchange as a rule.',
                        'properties': {
                            'baseUrlOfTheRyvitAppNetworkEnvironment': {
                                'type': 'string',
                                'title': 'Base Url of the Ryvit AppNetwork Environment',
                                'description': "The address of App Xchange's own interface.",
                                'default': 'https://api.xchange.trimble.com/connect/v1',
                            },
                            'partnerApiKey': {
                                'type': 'string',
                                'title': 'Partner Api Key',
                                'description': 'A key that App Xchange issued; as a reference.',
                                'writeOnly': True,
                            },
                        },
                    },
                },
                'additionalProperties': True,
            },
            'sources': [
                {
                    'url': 'https://help.trimble.com/en/app-xchange/app-xchange/connectivity/universal-connectors/file-connector',
                    'asOf': '2026-08',
                    'certainty': 'documented',
                    'note': 'The fields, which the page has for the connector and for its services; there are more than these.',
                },
                {
                    'url': 'https://help.trimble.com/en/app-xchange/app-xchange/connectivity/universal-connectors/file-connector',
                    'asOf': '2026-08',
                    'certainty': 'inferred',
                    'note': "The connector's key on App Xchange is not documented; this one is ours. The keys of the settings are camelCase of the labels.",
                },
            ],
        },
    ),
]
