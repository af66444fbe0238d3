"""Pages of rules in Markdown."""

from __future__ import annotations

import re

from validator.lazy import lazy

_EXAMPLE = lazy(r"^(Bad|Good)([^\n]*):\n((?:(?: {4}[^\n]*)?\n?)+)", re.MULTILINE)


def page_in_markdown(page: str) -> str:
    """Return a rule's manual page with its examples as blocks of YAML."""
    return _EXAMPLE.sub(_block, f"{page}\n").rstrip()


def _block(match: re.Match[str]) -> str:
    body = "\n".join(line[4:] for line in match[3].rstrip().split("\n"))
    return f"{match[1]}{match[2]}:\n\n```yaml\n{body}\n```\n\n"
