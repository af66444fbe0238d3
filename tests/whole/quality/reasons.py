"""Why mutants of some operators are not found exactly yet, by the operator's name."""

from __future__ import annotations

REASONS: dict[str, str] = {}
