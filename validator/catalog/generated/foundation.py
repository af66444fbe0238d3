"""What catalog/foundation.yaml says: made from it by `make generate`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

DOCUMENTS: list[tuple[str | None, dict[str, Any]]] = [
    (
        'Connector',
        {
            'key': 'foundation',
            'name': 'Foundation',
            'description': 'Foundation construction accounting. It has no connection definition yet, so everything is general configuration.',
            'generalConfiguration': {
                'type': 'object',
                'title': 'General configuration of the Foundation connector',
                'description': 'The labels are documented; the keys are their camelCase.',
                'properties': {
                    'realTimeActionProcessing': {
                        'type': 'boolean',
                        'title': 'Real-time Action Processing',
                        'description': 'Stays on, unless support says otherwise.',
                    },
                    'runServicesOnConnectorApp': {
                        'type': 'boolean',
                        'title': 'Run Services on Connector App',
                        'description': 'On where the App Xchange agent was installed, as on premises; off elsewhere. Foundation takes version 1 of the agent.',
                    },
                    'foundationDbConnectionString': {
                        'type': 'string',
                        'title': 'Foundation DB connection string',
                        'description': 'Server=host,port; Database=…; User ID=…; Password=… in this order. Hosted databases are at sql.foundationsoft.com,9000. It holds a password, so it is a reference.',
                        'writeOnly': True,
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
                    'url': 'https://docs.appxchange.trimble.com/connectivity/app-connectors/foundation',
                    'asOf': '2026-08',
                    'certainty': 'documented',
                    'note': 'The page bears no date and was read between 2025 and August 2026. The fields of the last group are those that other connectors of this age share.',
                },
                {
                    'url': 'https://docs.appxchange.trimble.com/connectivity/app-connectors/foundation',
                    'asOf': '2026-08',
                    'certainty': 'inferred',
                    'note': "The connector's key on App Xchange is not documented; this one is ours. The keys of the settings are camelCase of the labels.",
                },
            ],
        },
    ),
]
