"""What the catalogue says, as code: made by `make generate`, and not to be edited."""

from __future__ import annotations

CONNECTORS = (
    'accubid',
    'adp',
    'autodesk-forma',
    'aws-s3',
    'bcf-topics',
    'bluebeam',
    'file',
    'foundation',
    'hcss',
    'http',
    'lumber',
    'nanonets',
    'openai',
    'pinecone',
    'power-bi',
    'procore',
    'quickbooks-online',
    'ramp',
    'sage-100',
    'sage-300',
    'salesforce',
    'sftp',
    'smartpm',
    'spectrum',
    'trimble-connect',
    'unity-construct',
    'unity-maintain',
    'vista',
)

ALIASES = {
    'trimble-sales-accubid': 'accubid',
    'adpconnector': 'adp',
    'trimble-sales-bcf-topics': 'bcf-topics',
    'lumber-bdf65': 'lumber',
    'trimble-sales-nanonets': 'nanonets',
    'trimble-sales-openai': 'openai',
    'smart-pm': 'smartpm',
}
