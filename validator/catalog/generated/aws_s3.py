"""What catalog/aws-s3.yaml says: made from it by `make generate`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

DOCUMENTS: list[tuple[str | None, dict[str, Any]]] = [
    (
        'Connector',
        {
            'key': 'aws-s3',
            'name': 'AWS S3',
            'description': "Universal connector for files in Amazon's object store. Each file has a pre-signed URL, and no authorization goes with it.",
            'complete': False,
            'sources': [
                {
                    'url': 'https://help.trimble.com/doc/app-xchange/app-xchange/connectivity/universal-connectors',
                    'asOf': '2026-08',
                    'certainty': 'documented',
                    'note': 'Pre-signed URLs, without any authorization, from the page on the AWS S3 connector under this folder; its full address is not at hand.',
                },
                {
                    'url': 'https://help.trimble.com/doc/app-xchange/app-xchange/connectivity/universal-connectors',
                    'asOf': '2026-08',
                    'certainty': 'inferred',
                    'note': "The connector's key on App Xchange is not documented; this one is ours.",
                },
            ],
        },
    ),
]
