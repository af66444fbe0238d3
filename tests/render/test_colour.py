from __future__ import annotations

from validator.render.colour import Style, painter


def test_paint_goes_around_text_and_never_around_nothing() -> None:
    assert painter(colour=True)("x", Style.ERROR) == "\x1b[1;31mx\x1b[0m"
    assert painter(colour=True)("", Style.ERROR) == ""
    assert painter(colour=False)("x", Style.ERROR) == "x"
