from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from validator.render.escape import escape
from validator.render.xml import attributes, text

from .reports import HOSTILE


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_what_is_written_is_what_is_read(words: str) -> None:
    shown = escape(words)
    two_lines = f"{shown}\n2"
    element = ET.fromstring(  # noqa: S314 - our own output
        f"<a{attributes({'b': shown, 'c': two_lines})}>{text(shown)}</a>"
    )
    assert (element.get("b"), element.get("c"), element.text) == (shown, two_lines, shown)
