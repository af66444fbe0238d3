"""What the catalogue says, as code: made by `make generate`, and not to be edited."""

from __future__ import annotations

CONNECTORS = (
    'accubid',
    'adp',
    'autodesk-forma',
    'bcf-topics',
    'bluebeam',
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
    'salesforce',
    'sftp',
    'smartpm',
    'spectrum',
    'trimble-connect',
    'vista',
)
