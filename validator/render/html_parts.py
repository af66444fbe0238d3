"""What pages of HTML have in common: their texts, and a frame in which their own style and script run and no other."""

from __future__ import annotations

import base64
import functools
import hashlib
import html
from pathlib import Path

from validator.render.escape import escape


def page(title: str, body: str, *, style: str, script: str) -> str:
    """Return a page that needs nothing else; its policy knows its style and script by their digests.

    `style` goes on where that of all pages ends.
    """
    style = beside(__file__, "page.css") + style
    policy = (
        f"default-src 'none'; style-src 'sha256-{_digest(style)}'; script-src 'sha256-{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{text(title)}</title>\n<style>{style}</style>\n</head>\n"
        f"<body>\n{body}<script>{script}</script>\n</body>\n</html>\n"
    )


@functools.cache
def beside(module: str, name: str) -> str:
    """Return the text of a file that lies beside a module."""
    return Path(module).with_name(name).read_text(encoding="utf-8")


def text(words: str) -> str:
    """Return a text as a page holds it, in an element or in an attribute."""
    return html.escape(escape(words))


def path(words: str) -> str:
    """Return a path, which a page may break behind its slashes, and which reads from left to right on its own."""
    return f"<bdi>{text(words).replace('/', '/<wbr>')}</bdi>"


def link(title: str, url: str) -> str:
    """Return a link, or its words alone where the address is none that a page leads to."""
    if not url.startswith("https://"):
        return text(title)
    return f'<a href="{text(url)}" rel="noreferrer">{text(title)}</a>'


def _digest(words: str) -> str:
    return base64.b64encode(hashlib.sha256(words.encode()).digest()).decode()
