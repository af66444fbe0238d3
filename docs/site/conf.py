"""Settings of Sphinx."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docs.site.session import Session

project = "appxlint"
extensions = ["myst_parser", "sphinx_copybutton"]
language = "en"
nitpicky = True
smartquotes = False  # options begin with two hyphens
myst_heading_anchors = 4

html_theme = "furo"
html_title = "appxlint"
html_static_path = ["static"]
html_css_files = ["site.css"]
html_show_sphinx = False
html_show_copyright = False
html_copy_source = False
html_use_index = False
html_search_scorer = str(Path(__file__).with_name("scorer.js"))
copybutton_prompt_text = "$ "
copybutton_line_continuation_character = "\\"
html_show_search_summary = False  # it is fetched, which a page out of a file may not do


def setup(app: Any) -> None:  # noqa: ANN401 - Sphinx is not there where types are checked
    """Have console blocks read by a lexer of our own."""
    app.add_lexer("console", Session)
