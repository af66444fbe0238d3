"""The ids of the rules that the live check alone finds: settings and comments name them without loading it."""

from __future__ import annotations

LIVE = "live/"
"""How these ids begin."""

LIVE_IDS = frozenset(
    {
        "live/invalid-client",
        "live/default-token-url",
        "live/grant-not-allowed",
        "live/token-refused",
        "live/company-not-visible",
        "live/company-is-project",
        "live/other-company",
        "live/company-inactive",
        "live/app-not-connected",
        "live/forbidden",
        "live/region-mismatch",
        "live/no-permitted-projects",
        "live/clock-skew",
        "live/unreachable",
        "live/unavailable",
        "live/rate-limited",
        "live/unexpected-answer",
        "live/unresolved-reference",
        "live/no-client-id",
        "live/needs-a-person",
        "live/untrusted-host",
        "live/not-supported",
    }
)
"""Every live rule; their texts stand with the live check."""
