"""What scenes.yaml says: made from it by `make generate`."""

from __future__ import annotations

SCENES: dict[str, tuple[str, str, str]] = {
    'Procore client credentials': (
        "Acme's workspace is connected to its live Procore company with a service account of its own.",
        (
            'apiVersion: appxlint/v1\n'
            'kind: ConnectorConfig\n'
            'name: acme\n'
            'connector: procore\n'
            'integration: Procore + Ledger (Payroll)\n'
            'workspace: {name: "Acme : Procore <> Ledger", type: standard, region: us, company: Acme}\n'
            'application: {source: custom, name: Ledger Sync, access: service-account, installed: true}\n'
            'connection:\n'
            '  definition: Procore V2 OAuth Client Credentials Auth\n'
            '  oauthClient: Acme service account\n'
            '  details: {companyId: 4281379, connectionEnvironment: Production}\n'
            '---\n'
            'apiVersion: appxlint/v1\n'
            'kind: OAuthClient\n'
            'name: Acme service account\n'
            'connector: procore\n'
            'definition: Procore V2 OAuth Client Credentials Auth\n'
            'credentials: production\n'
            'clientId: ${env:PROCORE_CLIENT_ID}\n'
            'clientSecret: ${env:PROCORE_CLIENT_SECRET}\n'
            'tokenUrl: https://login.procore.com/oauth/token\n'
        ),
        '',
    ),
    'Procore config without a connection': (
        "Acme's workspace has a config for Procore, in which the connection is still to be written.",
        (
            'apiVersion: appxlint/v1\n'
            'kind: ConnectorConfig\n'
            'name: acme\n'
            'connector: procore\n'
            'integration: Procore + Ledger (Payroll)\n'
            'workspace: {name: "Acme : Procore <> Ledger", type: standard, region: us, company: Acme}\n'
            'application: {source: custom, name: Ledger Sync, access: service-account, installed: true}\n'
        ),
        '',
    ),
    'Procore client without a connection': (
        "The config and the OAuth client of Acme's service account are there, all but the config's connection.",
        (
            'apiVersion: appxlint/v1\n'
            'kind: ConnectorConfig\n'
            'name: acme\n'
            'connector: procore\n'
            'integration: Procore + Ledger (Payroll)\n'
            'workspace: {name: "Acme : Procore <> Ledger", type: standard, region: us, company: Acme}\n'
            'application: {source: custom, name: Ledger Sync, access: service-account, installed: true}\n'
            '---\n'
            'apiVersion: appxlint/v1\n'
            'kind: OAuthClient\n'
            'name: Acme service account\n'
            'connector: procore\n'
            'definition: Procore V2 OAuth Client Credentials Auth\n'
            'credentials: production\n'
            'clientId: ${env:PROCORE_CLIENT_ID}\n'
            'clientSecret: ${env:PROCORE_CLIENT_SECRET}\n'
            'tokenUrl: https://login.procore.com/oauth/token\n'
        ),
        '',
    ),
    'Procore sign-in': (
        "A user signs in to Procore, by the code flow, and the connection works with that user's rights.",
        (
            'apiVersion: appxlint/v1\n'
            'kind: ConnectorConfig\n'
            'name: acme\n'
            'connector: procore\n'
            'integration: Procore + Ledger (Payroll)\n'
            'workspace: {name: "Acme : Procore <> Ledger", type: standard, region: us, company: Acme}\n'
            'application: {source: custom, name: Ledger Sync, access: user, installed: true}\n'
            'connection:\n'
            '  definition: Procore V2 OAuth Code Flow Auth\n'
            '  oauthClient: Acme sign-in\n'
            '  details: {companyId: 4281379, connectionEnvironment: Production}\n'
            '---\n'
            'apiVersion: appxlint/v1\n'
            'kind: OAuthClient\n'
            'name: Acme sign-in\n'
            'connector: procore\n'
            'definition: Procore V2 OAuth Code Flow Auth\n'
            'credentials: production\n'
            'clientId: ${env:PROCORE_CLIENT_ID}\n'
            'clientSecret: ${env:PROCORE_CLIENT_SECRET}\n'
            'authorizationUrl: https://login.procore.com/oauth/authorize\n'
            'tokenUrl: https://login.procore.com/oauth/token\n'
            'refreshUrl: https://login.procore.com/oauth/token\n'
        ),
        '',
    ),
    'Procore public client': (
        "Acme's workspace is connected with the public OAuth client of a Marketplace application.",
        (
            'apiVersion: appxlint/v1\n'
            'kind: ConnectorConfig\n'
            'name: acme\n'
            'connector: procore\n'
            'integration: Procore + Ledger (Payroll)\n'
            'workspace: {name: "Acme : Procore <> Ledger", type: standard, region: us, company: Acme}\n'
            'application: {source: marketplace, name: Ledger Sync, access: service-account, installed: true}\n'
            'connection:\n'
            '  definition: Procore V2 OAuth Client Credentials Auth\n'
            '  oauthClient: Ledger public\n'
            '  details: {companyId: 4281379, connectionEnvironment: Production}\n'
            '---\n'
            'apiVersion: appxlint/v1\n'
            'kind: OAuthClient\n'
            'name: Ledger public\n'
            'connector: procore\n'
            'definition: Procore V2 OAuth Client Credentials Auth\n'
            'public: true\n'
            'credentials: production\n'
        ),
        '',
    ),
    'Procore base connection': (
        'The config selects the one base connection of its integration, which fills in all but the company id.',
        (
            'apiVersion: appxlint/v1\n'
            'kind: ConnectorConfig\n'
            'name: acme\n'
            'connector: procore\n'
            'integration: Procore + Payroll\n'
            'workspace: {name: "Acme : Procore <> Payroll", type: standard, region: us, company: Acme}\n'
            'application: {source: custom, name: Ledger Sync, access: service-account, installed: true}\n'
            'connection:\n'
            '  baseConnection: Payroll live\n'
            '  details: {companyId: 4281379}\n'
            '---\n'
            'apiVersion: appxlint/v1\n'
            'kind: BaseConnectionRules\n'
            'integration: Procore + Payroll\n'
            'connector: procore\n'
            'baseConnections:\n'
            '  - name: Payroll live\n'
            '    enabled: true\n'
            '    definition: Procore V2 OAuth Client Credentials Auth\n'
            '    sets: {oauthClient: Acme service account, details: {connectionEnvironment: Production}}\n'
            '---\n'
            'apiVersion: appxlint/v1\n'
            'kind: OAuthClient\n'
            'name: Acme service account\n'
            'connector: procore\n'
            'definition: Procore V2 OAuth Client Credentials Auth\n'
            'credentials: production\n'
            'clientId: ${env:PROCORE_CLIENT_ID}\n'
            'clientSecret: ${env:PROCORE_CLIENT_SECRET}\n'
            'tokenUrl: https://login.procore.com/oauth/token\n'
        ),
        '',
    ),
    'Two Procore companies': (
        'Acme and Birch each have a workspace, a config and a Procore company; one service account serves both.',
        (
            'apiVersion: appxlint/v1\n'
            'kind: ConnectorConfig\n'
            'name: acme\n'
            'connector: procore\n'
            'integration: Procore + Ledger (Payroll)\n'
            'workspace: {name: "Acme : Procore <> Ledger", type: standard, region: us, company: Acme}\n'
            'application: {source: custom, name: Ledger Sync, access: service-account, installed: true}\n'
            'connection:\n'
            '  definition: Procore V2 OAuth Client Credentials Auth\n'
            '  oauthClient: Service account\n'
            '  details: {companyId: 4281379, connectionEnvironment: Production}\n'
            '---\n'
            'apiVersion: appxlint/v1\n'
            'kind: ConnectorConfig\n'
            'name: birch\n'
            'connector: procore\n'
            'integration: Procore + Ledger (Payroll)\n'
            'workspace: {name: "Birch : Procore <> Ledger", type: standard, region: us, company: Birch}\n'
            'application: {source: custom, name: Ledger Sync, access: service-account, installed: true}\n'
            'connection:\n'
            '  definition: Procore V2 OAuth Client Credentials Auth\n'
            '  oauthClient: Service account\n'
            '  details: {companyId: 4281402, connectionEnvironment: Production}\n'
            '---\n'
            'apiVersion: appxlint/v1\n'
            'kind: OAuthClient\n'
            'name: Service account\n'
            'connector: procore\n'
            'definition: Procore V2 OAuth Client Credentials Auth\n'
            'credentials: production\n'
            'clientId: ${env:PROCORE_CLIENT_ID}\n'
            'clientSecret: ${env:PROCORE_CLIENT_SECRET}\n'
            'tokenUrl: https://login.procore.com/oauth/token\n'
        ),
        '',
    ),
    'A Procore client for each company': (
        'Acme, Birch and Birch North each have a Procore company; Acme has a client of its own, and Birch another.',
        (
            'apiVersion: appxlint/v1\n'
            'kind: ConnectorConfig\n'
            'name: acme\n'
            'connector: procore\n'
            'integration: Procore + Ledger (Payroll)\n'
            'workspace: {name: "Acme : Procore <> Ledger", type: standard, region: us, company: Acme}\n'
            'application: {source: custom, name: Ledger Sync, access: service-account, installed: true}\n'
            'connection:\n'
            '  definition: Procore V2 OAuth Client Credentials Auth\n'
            '  oauthClient: Acme keys\n'
            '  details: {companyId: 4281379, connectionEnvironment: Production}\n'
            '---\n'
            'apiVersion: appxlint/v1\n'
            'kind: ConnectorConfig\n'
            'name: birch\n'
            'connector: procore\n'
            'integration: Procore + Ledger (Payroll)\n'
            'workspace: {name: "Birch : Procore <> Ledger", type: standard, region: us, company: Birch}\n'
            'application: {source: custom, name: Ledger Sync, access: service-account, installed: true}\n'
            'connection:\n'
            '  definition: Procore V2 OAuth Client Credentials Auth\n'
            '  oauthClient: Birch keys\n'
            '  details: {companyId: 4281402, connectionEnvironment: Production}\n'
            '---\n'
            'apiVersion: appxlint/v1\n'
            'kind: ConnectorConfig\n'
            'name: birch-north\n'
            'connector: procore\n'
            'integration: Procore + Ledger (Payroll)\n'
            'workspace: {name: "Birch North : Procore <> Ledger", type: standard, region: us, company: Birch North}\n'
            'application: {source: custom, name: Ledger Sync, access: service-account, installed: true}\n'
            'connection:\n'
            '  definition: Procore V2 OAuth Client Credentials Auth\n'
            '  oauthClient: Birch keys\n'
            '  details: {companyId: 4281413, connectionEnvironment: Production}\n'
            '---\n'
            'apiVersion: appxlint/v1\n'
            'kind: OAuthClient\n'
            'name: Acme keys\n'
            'connector: procore\n'
            'definition: Procore V2 OAuth Client Credentials Auth\n'
            'credentials: production\n'
            'clientId: ${env:ACME_CLIENT_ID}\n'
            'clientSecret: ${env:ACME_CLIENT_SECRET}\n'
            'tokenUrl: https://login.procore.com/oauth/token\n'
            '---\n'
            'apiVersion: appxlint/v1\n'
            'kind: OAuthClient\n'
            'name: Birch keys\n'
            'connector: procore\n'
            'definition: Procore V2 OAuth Client Credentials Auth\n'
            'credentials: production\n'
            'clientId: ${env:BIRCH_CLIENT_ID}\n'
            'clientSecret: ${env:BIRCH_CLIENT_SECRET}\n'
            'tokenUrl: https://login.procore.com/oauth/token\n'
        ),
        '',
    ),
    'Procore production and sandbox': (
        'Acme has a config and an OAuth client for its live Procore company, and others for its Developer Sandbox.',
        (
            'apiVersion: appxlint/v1\n'
            'kind: ConnectorConfig\n'
            'name: acme\n'
            'connector: procore\n'
            'integration: Procore + Ledger (Payroll)\n'
            'workspace: {name: "Acme : Procore <> Ledger", type: standard, region: us, company: Acme}\n'
            'application: {source: custom, name: Ledger Sync, access: service-account, installed: true}\n'
            'connection:\n'
            '  definition: Procore V2 OAuth Client Credentials Auth\n'
            '  oauthClient: Acme service account\n'
            '  details: {companyId: 4281379, connectionEnvironment: Production}\n'
            '---\n'
            'apiVersion: appxlint/v1\n'
            'kind: ConnectorConfig\n'
            'name: acme-sandbox\n'
            'connector: procore\n'
            'integration: Procore + Ledger (Payroll)\n'
            'workspace: {name: "Acme trial : Procore <> Ledger", type: development, region: us, company: Acme}\n'
            'application: {source: custom, name: Ledger Sync, access: service-account, installed: true}\n'
            'connection:\n'
            '  definition: Procore V2 OAuth Client Credentials Auth\n'
            '  oauthClient: Acme sandbox\n'
            '  details: {companyId: 4281402, connectionEnvironment: Developer Sandbox}\n'
            '---\n'
            'apiVersion: appxlint/v1\n'
            'kind: OAuthClient\n'
            'name: Acme service account\n'
            'connector: procore\n'
            'definition: Procore V2 OAuth Client Credentials Auth\n'
            'credentials: production\n'
            'clientId: ${env:PROCORE_CLIENT_ID}\n'
            'clientSecret: ${env:PROCORE_CLIENT_SECRET}\n'
            'tokenUrl: https://login.procore.com/oauth/token\n'
            '---\n'
            'apiVersion: appxlint/v1\n'
            'kind: OAuthClient\n'
            'name: Acme sandbox\n'
            'connector: procore\n'
            'definition: Procore V2 OAuth Client Credentials Auth\n'
            'credentials: developer-sandbox\n'
            'clientId: ${env:PROCORE_SANDBOX_ID}\n'
            'clientSecret: ${env:PROCORE_SANDBOX_SECRET}\n'
            'tokenUrl: https://login-sandbox.procore.com/oauth/token\n'
        ),
        '',
    ),
    'HTTP with basic auth': (
        "The generic HTTP connector signs in to a company's own server with a user name and a password.",
        (
            'apiVersion: appxlint/v1\n'
            'kind: ConnectorConfig\n'
            'name: meridian\n'
            'connector: http\n'
            'integration: Procore + Ledger (Payroll)\n'
            'workspace: {name: "Meridian : Procore <> Ledger", type: standard, region: us, company: Meridian}\n'
            'application: {source: custom}\n'
            'connection:\n'
            '  definition: Basic Auth\n'
            '  details:\n'
            '    baseUrl: https://ledger.meridian.example/api\n'
            '    username: reader\n'
            '    password: ${env:LEDGER_PASSWORD}\n'
        ),
        '',
    ),
    'QuickBooks Online sign-in': (
        "Acme's workspace is connected to QuickBooks Online with App Xchange's public OAuth client.",
        (
            'apiVersion: appxlint/v1\n'
            'kind: ConnectorConfig\n'
            'name: acme\n'
            'connector: quickbooks-online\n'
            'integration: Procore + Ledger (Payroll)\n'
            'workspace: {name: "Acme : Procore <> Ledger", type: standard, region: us, company: Acme}\n'
            'application: {source: custom}\n'
            'connection:\n'
            '  definition: OAuth2CodeFlow\n'
            '  oauthClient: App Xchange\n'
            '  details: {companyId: 9341450000000017, connectionEnvironment: Production}\n'
        ),
        '',
    ),
    'Autodesk Forma OAuth client': (
        'An OAuth client of the code flow, without its addresses and its scope.',
        (
            'apiVersion: appxlint/v1\n'
            'kind: OAuthClient\n'
            'name: Acme Forma\n'
            'connector: autodesk-forma\n'
            'definition: OAuth2CodeFlow\n'
            'credentials: production\n'
            'clientId: ${env:FORMA_CLIENT_ID}\n'
            'clientSecret: ${env:FORMA_CLIENT_SECRET}\n'
        ),
        '',
    ),
    'Salesforce OAuth client': (
        "An OAuth client of Acme's own Salesforce organisation, without its token URL.",
        (
            'apiVersion: appxlint/v1\n'
            'kind: OAuthClient\n'
            'name: Acme Salesforce\n'
            'connector: salesforce\n'
            'definition: OAuth2CodeFlow\n'
            'clientId: ${env:SALESFORCE_CLIENT_ID}\n'
            'clientSecret: ${env:SALESFORCE_CLIENT_SECRET}\n'
            'authorizationUrl: https://acme.my.salesforce.com/services/oauth2/authorize\n'
            'refreshUrl: https://acme.my.salesforce.com/services/oauth2/token\n'
            'scope: refresh_token web api\n'
            'prompt: Login\n'
        ),
        '',
    ),
    'Spectrum OAuth client': (
        "An OAuth client of a company's own Spectrum server, without the date on which its secret expires.",
        (
            'apiVersion: appxlint/v1\n'
            'kind: OAuthClient\n'
            'name: Acme Spectrum\n'
            'connector: spectrum\n'
            'definition: OAuth 2.0 Client Credentials\n'
            'credentials: production\n'
            'clientId: ${env:SPECTRUM_CLIENT_ID}\n'
            'clientSecret: ${env:SPECTRUM_CLIENT_SECRET}\n'
            'tokenUrl: https://spectrum.meridian.example:8482/connect/token\n'
        ),
        '',
    ),
    'A connector being built': (
        'The project describes a connector of its own, Ledger, with one connection definition.',
        (
            'apiVersion: appxlint/v1\n'
            'kind: Connector\n'
            'key: ledger\n'
            'name: Ledger\n'
            '---\n'
            'apiVersion: appxlint/v1\n'
            'kind: ConnectionDefinition\n'
            'connector: ledger\n'
            'key: ledgerLogin\n'
            'name: Ledger Login\n'
            'type: Standard\n'
            'attributes:\n'
            '  - {key: apiKey, title: API Key, description: The key., isRequired: true, isSensitive: true}\n'
        ),
        '',
    ),
    'Names by convention': (
        'Names of configs are written in small letters, and the settings of the project say so.',
        (
            'apiVersion: appxlint/v1\n'
            'kind: ConnectorConfig\n'
            'name: acme\n'
            'connector: procore\n'
            'integration: Procore + Ledger (Payroll)\n'
            'workspace: {name: "Acme : Procore <> Ledger", type: standard, region: us, company: Acme}\n'
            'application: {source: custom, name: Ledger Sync, access: service-account, installed: true}\n'
            'connection:\n'
            '  definition: Procore V2 OAuth Client Credentials Auth\n'
            '  oauthClient: Acme service account\n'
            '  details: {companyId: 4281379, connectionEnvironment: Production}\n'
            '---\n'
            'apiVersion: appxlint/v1\n'
            'kind: OAuthClient\n'
            'name: Acme service account\n'
            'connector: procore\n'
            'definition: Procore V2 OAuth Client Credentials Auth\n'
            'credentials: production\n'
            'clientId: ${env:PROCORE_CLIENT_ID}\n'
            'clientSecret: ${env:PROCORE_CLIENT_SECRET}\n'
            'tokenUrl: https://login.procore.com/oauth/token\n'
        ),
        (
            '[names.ConnectorConfig]\n'
            'pattern = "[a-z0-9]+(-[a-z0-9]+)*"\n'
            'message = "small letters and digits, with hyphens between words"\n'
        ),
    ),
}
"""By name: what a set-up is in one sentence, its documents as YAML, its settings as TOML or nothing."""
