"""Console blocks: commands stand behind `$ ` alone, and what is printed stays as it is."""

from __future__ import annotations

import re

from pygments.lexers.shell import BashSessionLexer  # type: ignore[import-untyped,unused-ignore]


class Session(BashSessionLexer):  # type: ignore[misc,unused-ignore]
    """A console session of the pages; that of Pygments takes a `#` or `$` in what is printed for a prompt, too."""

    _ps1rgx = re.compile(r"^(\$ )(.*\n?)")
    _ps2 = "\0"
