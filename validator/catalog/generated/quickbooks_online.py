"""What catalog/quickbooks-online.yaml says: made from it by `make generate`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

DOCUMENTS: list[tuple[str | None, dict[str, Any]]] = [
    (
        'Connector',
        {
            'key': 'quickbooks-online',
            'name': 'QuickBooks Online',
            'description': "Intuit's accounting service. App Xchange offers one public OAuth client for live companies and one for sandbox companies.",
            'environments': [
                {
                    'name': 'Production',
                    'aliases': ['Live'],
                    'credentials': 'production',
                    'traits': ['production'],
                },
                {'name': 'Sandbox', 'credentials': 'sandbox', 'traits': ['sandbox']},
            ],
            'sources': [
                {
                    'url': 'https://docs.appxchange.trimble.com/connectivity/connector-directory/quickbooks-online-connector-configuration',
                    'asOf': '2026-08',
                    'certainty': 'documented',
                    'note': 'Environments and public clients. The page bears no date and was read between 2025 and August 2026.',
                },
                {
                    'url': 'https://docs.appxchange.trimble.com/connectivity/connector-directory/quickbooks-online-connector-configuration',
                    'asOf': '2026-08',
                    'certainty': 'inferred',
                    'note': "The connector's key on App Xchange and the names of the key sets are not documented; these are ours. Addresses are not documented there.",
                },
            ],
        },
    ),
    (
        'ConnectionDefinition',
        {
            'connector': 'quickbooks-online',
            'key': 'oAuth2CodeFlow',
            'name': 'OAuth2CodeFlow',
            'description': 'Signs in to one QuickBooks company.',
            'type': 'OAuth2CodeFlow',
            'attributes': [
                {
                    'key': 'connectionEnvironment',
                    'title': 'Connection Environment',
                    'description': 'Which API is called; it has to match the OAuth client.',
                    'type': 'string',
                    'isRequired': True,
                    'isSensitive': False,
                    'options': [{'label': 'Production'}, {'label': 'Sandbox'}],
                    'example': 'Production',
                    'certainty': 'documented',
                },
                {
                    'key': 'companyId',
                    'title': 'Company ID',
                    'description': 'The number of the QuickBooks company.',
                    'type': 'string',
                    'isRequired': True,
                    'isSensitive': False,
                    'pattern': '[0-9]{1,30}',
                    'message': 'write the company id with digits alone, without the spaces that QuickBooks shows between them',
                    'example': '9341450000000000',
                    'certainty': 'inferred',
                },
                {
                    'key': 'minorVersion',
                    'title': 'Minor Version',
                    'description': "Holds the connection to one minor version of Intuit's API. Left out, it uses the latest.",
                    'type': 'string',
                    'isRequired': False,
                    'isSensitive': False,
                    'certainty': 'inferred',
                },
            ],
            'sources': [
                {
                    'url': 'https://docs.appxchange.trimble.com/connectivity/connector-directory/quickbooks-online-connector-configuration',
                    'asOf': '2026-08',
                    'certainty': 'documented',
                    'note': 'The labels of the fields, the two environments, and that the company id is a number.',
                },
                {
                    'url': 'https://trimble-xchange.github.io/connector-docs/guides/migrating-to-connections',
                    'asOf': '2026-08',
                    'certainty': 'inferred',
                    'note': "The definition's name and type are not documented; the name is the one that the Connector SDK gives a code-flow definition by itself. The keys are camelCase of the labels.",
                },
            ],
        },
    ),
    (
        'OAuthClient',
        {
            'name': 'App Xchange',
            'connector': 'quickbooks-online',
            'definition': 'OAuth2CodeFlow',
            'public': True,
            'credentials': 'production',
            'sources': [
                {
                    'url': 'https://docs.appxchange.trimble.com/connectivity/connector-directory/quickbooks-online-connector-configuration',
                    'asOf': '2026-08',
                    'certainty': 'documented',
                    'note': 'For live companies. The name of its definition is inferred, as there.',
                },
            ],
        },
    ),
    (
        'OAuthClient',
        {
            'name': 'App Xchange Sandbox',
            'connector': 'quickbooks-online',
            'definition': 'OAuth2CodeFlow',
            'public': True,
            'credentials': 'sandbox',
            'sources': [
                {
                    'url': 'https://docs.appxchange.trimble.com/connectivity/connector-directory/quickbooks-online-connector-configuration',
                    'asOf': '2026-08',
                    'certainty': 'documented',
                    'note': 'For sandbox companies. The name of its definition is inferred, as there.',
                },
            ],
        },
    ),
]
