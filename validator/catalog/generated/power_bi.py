"""What catalog/power-bi.yaml says: made from it by `make generate`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

DOCUMENTS: list[tuple[str | None, dict[str, Any]]] = [
    (
        'Connector',
        {
            'key': 'power-bi',
            'name': 'Power BI',
            'description': "Microsoft's reporting service, reached through Microsoft Entra ID.",
            'loginHosts': ['login.microsoftonline.com'],
            'environments': [
                {
                    'name': 'Production',
                    'apiUrl': 'https://api.powerbi.com/v1.0/myorg',
                    'traits': ['production'],
                },
                {'name': 'Test', 'apiUrl': 'https://api.powerbi.com/beta/myorg'},
            ],
            'generalConfiguration': {
                'type': 'object',
                'title': 'General configuration of the Power BI connector',
                'properties': {
                    'realTimeActionProcessing': {
                        'type': 'boolean',
                        'description': 'Whether actions are processed at once.',
                        'default': True,
                    },
                    'baseUrl': {
                        'type': 'string',
                        'description': 'The address of the Power BI API.',
                        'default': 'https://api.powerbi.com/v1.0/myorg',
                    },
                    'auth': {
                        'type': 'object',
                        'description': 'Credentials that the connection holds as well; better left to it.',
                        'properties': {
                            'tokenUrl': {'type': 'string', 'description': 'Where tokens are fetched.'},
                            'clientId': {'type': 'string', 'description': 'The client id of the application.'},
                            'clientSecret': {
                                'type': 'string',
                                'description': 'The client secret of the application, as a reference.',
                                'writeOnly': True,
                            },
                            'scope': {'type': 'string', 'description': 'The scopes to ask for.'},
                        },
                    },
                    'defaultRetentionPolicy': {
                        'type': 'string',
                        'description': 'How long push datasets keep rows.',
                        'default': 'basicFIFO',
                    },
                },
                'additionalProperties': True,
            },
            'sources': [
                {
                    'url': 'https://github.com/AppXchange/Connector-PowerBI/blob/32482ae/Connector/Connections/OAuth2ClientCredentials.cs',
                    'asOf': '2025-02-04',
                    'certainty': 'documented',
                    'note': 'Addresses. Test is the beta of the same host. A public connector may differ from the one that App Xchange lists.',
                },
                {
                    'url': 'https://github.com/AppXchange/Connector-PowerBI/blob/32482ae/Connector/ConnectorRegistrationConfig.cs',
                    'asOf': '2025-02-04',
                    'certainty': 'documented',
                    'note': 'General configuration.',
                },
                {
                    'url': 'https://github.com/AppXchange/Connector-PowerBI/blob/32482ae/Connector/connector.json',
                    'asOf': '2025-02-04',
                    'certainty': 'inferred',
                    'note': 'Whether App Xchange issued the key power-bi, which this file bears too, is not documented.',
                },
            ],
        },
    ),
    (
        'ConnectionDefinition',
        {
            'connector': 'power-bi',
            'key': 'oAuth2ClientCredentials',
            'name': 'Microsoft Entra ID OAuth2',
            'description': 'Runs unattended with an application that is registered in Microsoft Entra ID.',
            'type': 'OAuth2ClientCredentials',
            'attributes': [
                {
                    'key': 'tenantId',
                    'title': 'Tenant ID',
                    'description': 'The id of the directory tenant, or its domain name.',
                    'type': 'string',
                    'isRequired': True,
                    'isSensitive': False,
                    'examples': ['contoso.onmicrosoft.com'],
                },
                {
                    'key': 'tokenUrl',
                    'title': 'Token URL',
                    'description': 'Where tokens are fetched, the oauth2/v2.0/token endpoint of the tenant at login.microsoftonline.com.',
                    'type': 'string',
                    'isRequired': True,
                    'isSensitive': False,
                },
                {
                    'key': 'clientId',
                    'title': 'Client ID',
                    'description': 'The client id of the application. The OAuth client has a field for it as well.',
                    'type': 'string',
                    'isRequired': True,
                    'isSensitive': False,
                },
                {
                    'key': 'clientSecret',
                    'title': 'Client Secret',
                    'description': 'The client secret of the application, as a reference. The OAuth client has a field for it as well.',
                    'type': 'string',
                    'isRequired': True,
                    'isSensitive': True,
                },
                {
                    'key': 'scope',
                    'title': 'Scope',
                    'description': 'The scopes to ask for, with a space between them.',
                    'type': 'string',
                    'isRequired': True,
                    'isSensitive': False,
                    'pattern': '[!#-+\\--\\[\\]-~]+(?: [!#-+\\--\\[\\]-~]+)*',
                    'message': 'put one space between the scopes, and neither commas nor line breaks',
                    'example': 'https://analysis.windows.net/powerbi/api/.default',
                },
                {
                    'key': 'connectionEnvironment',
                    'title': 'Environment',
                    'description': 'Which Power BI API to call.',
                    'type': 'string',
                    'isRequired': True,
                    'isSensitive': False,
                    'options': [{'label': 'Production', 'value': 1}, {'label': 'Test', 'value': 2}],
                    'example': 'Production',
                },
            ],
            'sources': [
                {
                    'url': 'https://github.com/AppXchange/Connector-PowerBI/blob/32482ae/Connector/connector.json',
                    'asOf': '2025-02-04',
                    'certainty': 'documented',
                    'note': 'Names, labels and options. The file marks every field as sensitive, because the source leaves that open; here only the secret is.',
                },
                {
                    'url': 'https://github.com/AppXchange/Connector-PowerBI/blob/32482ae/Connector/Connections/OAuth2ClientCredentials.cs',
                    'asOf': '2025-02-04',
                    'certainty': 'documented',
                    'note': 'Where the Token URL leads. The class fills in an address with a template for the tenant, which does not reach the generated file, so no default is given.',
                },
            ],
        },
    ),
]
