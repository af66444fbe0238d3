"""What catalog/adp.yaml says: made from it by `make generate`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

DOCUMENTS: list[tuple[str | None, dict[str, Any]]] = [
    (
        'Connector',
        {
            'key': 'adp',
            'aliases': ['adpconnector'],
            'name': 'ADP',
            'description': 'Payroll and HR, reached with a client certificate. A connector by Pipeline Data Services; every environment calls the same address.',
            'sources': [
                {
                    'url': 'https://github.com/Pipeline-Data-Services/connector-ADPConnector/blob/3606875/Connector/Connections/CustomAuth.cs',
                    'asOf': '2025-10-30',
                    'certainty': 'documented',
                    'note': 'It calls https://api.adp.com and fetches tokens from accounts.adp.com whatever the environment, so none is listed.',
                },
                {
                    'url': 'https://github.com/Pipeline-Data-Services/connector-ADPConnector/blob/3606875/Connector/settings.json',
                    'asOf': '2025-10-30',
                    'certainty': 'inferred',
                    'note': 'The key here is ours; this file calls the connector adpconnector.',
                },
            ],
        },
    ),
    (
        'ConnectionDefinition',
        {
            'connector': 'adp',
            'key': 'customAuth',
            'name': 'CustomAuth',
            'description': 'Client id and secret together with a client certificate.',
            'type': 'Standard',
            'attributes': [
                {
                    'key': 'clientID',
                    'title': 'Client ID',
                    'description': 'The client id that ADP issued.',
                    'type': 'string',
                    'isRequired': True,
                    'isSensitive': False,
                },
                {
                    'key': 'clientSecret',
                    'title': 'Client Secret',
                    'description': 'The client secret that ADP issued, as a reference.',
                    'type': 'string',
                    'isRequired': True,
                    'isSensitive': True,
                },
                {
                    'key': 'clientCertBase64',
                    'title': 'Client Certificate (Base64)',
                    'description': 'The client certificate with its private key, encoded as base64, as a reference.',
                    'type': 'string',
                    'isRequired': True,
                    'isSensitive': True,
                    'pattern': '(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{2}==)',
                    'message': 'encode the certificate file as base64, in one line',
                    'example': 'QmFzZTY0IHRleHQ=',
                },
                {
                    'key': 'certificatePassword',
                    'title': 'Certificate Password',
                    'description': 'The password of the certificate file, as a reference.',
                    'type': 'string',
                    'isRequired': True,
                    'isSensitive': True,
                },
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
                    'url': 'https://github.com/Pipeline-Data-Services/connector-ADPConnector/blob/3606875/Connector/Connections/CustomAuth.cs',
                    'asOf': '2025-10-30',
                    'certainty': 'documented',
                    'note': 'Names, labels and options. The source marks no field as sensitive; here the secret, the certificate and its password are, so that nobody writes them out. The keys are camelCase of the property names.',
                },
            ],
        },
    ),
]
