from __future__ import annotations

from markdown_it import MarkdownIt

from validator.lsp.markup import code, text

HOSTILE = "<b>*x*</b> [y](http://z) `q` # | \x1b[31m"


def test_words_of_a_file_are_nothing_but_words() -> None:
    shown = MarkdownIt().render(text(HOSTILE))
    assert all(sign not in shown for sign in ("<b>", "<em>", "<a ", "<code>", "<h1>", "\x1b"))


def test_what_is_written_as_code_stays_in_its_fence() -> None:
    for words in ("a", "a`b", "``", "`x`", "a ``` b"):
        tokens = MarkdownIt().parse(code(words))[1].children or []
        assert [(each.type, each.content.strip()) for each in tokens] == [("code_inline", words)]
    assert code("") == ""
