from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.diagnostics import Edit, Excerpt, Fix, Problem, Related, Severity, Suppression, limited
from validator.render.escape import glyphs, width
from validator.render.text import render

from .reports import FORBIDDEN, HOSTILE, STEADY, finding, hostile_report, report, span

SGR = re.compile("\x1b\\[[0-9;]*m")
URL = "    companyId: https://app.procore.com/2653585/project/home"
PROJECT_PAGE = finding(
    "this is a project page, so the number in it is a project's id, not the company's",
    rule="company-id-is-project",
    span=span(14, 16, 60),
    label="project page",
    help="open the Company Portfolio and copy the number before /company/",
    excerpt=Excerpt(14, URL),
)
RENAME = finding(
    'unknown key "clientid"; did you mean "clientId"?',
    rule="unknown-field",
    span=span(7, 3, 11),
    label='rename to "clientId"',
    fix=Fix("rename", (Edit(span(7, 3, 11), "clientId"),), safe=True),
    excerpt=Excerpt(7, "  clientid: ${env:ID}"),
)


def block(found: object, **options: object) -> str:
    """The text of one finding, without the last line."""
    assert isinstance(found, type(RENAME))
    return render(report(found), **options).rpartition("\n\n")[0]  # type: ignore[arg-type]


def test_a_finding_shows_place_words_source_and_remedy() -> None:
    assert render(report(PROJECT_PAGE)) == (
        "configs/acme.yaml:14:16  error  company-id-is-project\n"
        "  this is a project page, so the number in it is a project's id, not the company's\n"
        "     |\n"
        "  14 |     companyId: https://app.procore.com/2653585/project/home\n"
        "     |                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ project page\n"
        "     |\n"
        "  help: open the Company Portfolio and copy the number before /company/\n"
        "\n"
        "1 file, 3 documents, 100 rules, 1 error\n"
    )


def test_a_related_place_near_by_stands_in_the_same_frame() -> None:
    kind = Related(
        "configs/acme.yaml",
        span(6, 9, 32),
        "selects this kind",
        Excerpt(6, "  type: OAuth2ClientCredentials"),
    )
    assert block(RENAME._replace(related=(kind,))) == (
        "configs/acme.yaml:7:3  error  unknown-field  [fixable]\n"
        '  unknown key "clientid"; did you mean "clientId"?\n'
        "    |\n"
        "  6 |   type: OAuth2ClientCredentials\n"
        "    |         ----------------------- selects this kind\n"
        "  7 |   clientid: ${env:ID}\n"
        '    |   ^^^^^^^^ rename to "clientId"'
    )


def test_lines_left_out_between_two_marks_are_dots() -> None:
    first = Related("configs/acme.yaml", span(3, 1, 5), "first", Excerpt(3, "name: a"))
    twice = finding("a key twice", span=span(8, 1, 5), excerpt=Excerpt(8, "name: b"), related=(first,))
    assert block(twice).splitlines()[2:] == [
        "    |",
        "  3 | name: a",
        "    | ---- first",
        "  ...",
        "  8 | name: b",
        "    | ^^^^",
    ]


def test_two_marks_of_one_line_share_it() -> None:
    line = Excerpt(3, "{name: a, name: b}")
    first = Related("configs/acme.yaml", span(3, 2, 6), "first", line)
    twice = finding("a key twice", span=span(3, 11, 15), excerpt=line, related=(first,))
    assert block(twice).splitlines()[2:] == [
        "    |",
        "  3 | {name: a, name: b}",
        "    |  ---- first",
        "    |           ^^^^",
    ]


def test_places_elsewhere_have_frames_of_their_own_before_the_help() -> None:
    base = Related("base.yaml", span(123, 3, 12), "the base sets it", Excerpt(123, "  companyId: 1"))
    far = Related("configs/acme.yaml", span(99, 1, 2), "far away", Excerpt(99, "x"))
    silent = Related("secret.yaml", span(1, 2, 3), "no source to show")
    assert block(RENAME._replace(related=(base, far, silent), help="drop it")).splitlines()[2:] == [
        "      |",
        "    7 |   clientid: ${env:ID}",
        '      |   ^^^^^^^^ rename to "clientId"',
        "  base.yaml:123:3",
        "      |",
        "  123 |   companyId: 1",
        "      |   --------- the base sets it",
        "  configs/acme.yaml:99:1",
        "      |",
        "   99 | x",
        "      | - far away",
        "  secret.yaml:1:2  no source to show",
        "      |",
        "  help: drop it",
    ]


def test_without_source_there_is_no_frame() -> None:
    assert block(finding("the file is empty", help="see `appxlint init`")) == (
        "configs/acme.yaml:14:16  error  company-id-malformed\n"
        "  the file is empty\n"
        "  help: see `appxlint init`"
    )


def test_an_unsafe_fix_is_not_called_fixable() -> None:
    unsafe = RENAME._replace(fix=Fix("rename", (), safe=False))
    assert block(unsafe).splitlines()[0] == "configs/acme.yaml:7:3  error  unknown-field"


def test_a_stretch_over_several_lines_is_underlined_to_the_end_of_the_first() -> None:
    found = finding(span=span(4, 5, 3, last=9), excerpt=Excerpt(4, "key: [a,  \r\n"))
    assert block(found).splitlines()[3:] == ["  4 | key: [a,", "    |     ^^^^"]


@pytest.mark.parametrize("columns", [(5, 5), (9, 9), (40, 40)])
def test_an_empty_stretch_has_one_caret(columns: tuple[int, int]) -> None:
    found = finding(span=span(4, *columns), excerpt=Excerpt(4, "key: [a,"))
    caret = block(found).splitlines()[-1]
    assert caret.count("^") == 1
    assert caret.index("^") == len("  4 | ") + min(columns[0], 9) - 1


def test_a_long_line_is_windowed_around_the_place() -> None:
    text = "x: " + "日" * 60 + " evil " + "z" * 90
    found = finding(span=span(3, 65, 69), excerpt=Excerpt(3, text), label="here")
    source, carets = block(found, width=60).splitlines()[-2:]
    assert width(source) <= 60
    assert source.startswith("  3 | …日")
    assert source.endswith("z…")
    assert width(source.partition("evil")[0]) == carets.index("^")
    assert carets.endswith("^^^^ here")


def test_a_label_without_room_moves_to_a_line_of_its_own() -> None:
    found = finding(
        span=span(3, 40, 44), excerpt=Excerpt(3, "." * 39 + "here"), label="words that do not fit here"
    )
    rows = block(found, width=60).splitlines()[-2:]
    assert rows == ["    | " + " " * 39 + "^^^^", "    | " + " " * 28 + "words that do not fit here"]


def test_help_is_wrapped_and_a_snippet_in_it_is_not() -> None:
    found = finding(help='name the "Developer Sandbox" here:\n  connectionEnvironment: Developer Sandbox')
    assert block(found, width=36).splitlines()[-3:] == [
        '  help: name the "Developer Sandbox"',
        "        here:",
        "          connectionEnvironment: Developer Sandbox",
    ]


def test_on_a_narrow_terminal_level_and_rule_stand_below_the_place() -> None:
    found = finding(path="customers/of/a/deep/folder/acme.yaml", excerpt=None, fix=None)
    assert block(found, width=40, folded=True).splitlines()[:2] == [
        "customers/of/a/deep/folder/acme.yaml:14:16",
        "  error  company-id-malformed",
    ]
    assert len(block(found, width=40).splitlines()[0]) > 60
    assert len(block(found, width=80, folded=True).splitlines()[0]) > 60


def test_on_a_narrow_terminal_labels_places_elsewhere_and_the_last_line_are_broken() -> None:
    label = "which is far too long for a label that stands beside what it marks"
    other = Related("shared/base.yaml", finding().span, "the base connection sets it here already", None)
    text = render(report(PROJECT_PAGE._replace(label=label, related=(other,))), width=40, folded=True)
    assert max(map(len, text.splitlines())) <= 40
    assert label in " ".join(text.replace("|", " ").split())
    assert "1 error" in text


def test_suppressed_findings_are_not_shown() -> None:
    hidden = finding(suppression=Suppression("comment", "agreed"))
    assert render(report(suppressed=(hidden,))) == (
        "1 file, 3 documents, 100 rules, no findings, 1 suppressed\n"
    )


def test_behind_the_findings_of_a_file_one_line_counts_those_that_are_not_shown() -> None:
    many = [finding("m", span=span(line, 1, 2)) for line in range(1, 6)]
    other = finding("n", path="configs/other.yaml")
    most = {"configs/acme.yaml": 2, "configs/other.yaml": 2}
    blocks = render(limited(report(*many, other), most)).split("\n\n")
    assert len(blocks) == 2 + 1 + 1 + 1
    assert blocks[2] == "configs/acme.yaml: 3 more findings are not shown (limits.findings-per-file)"
    assert blocks[3].startswith("configs/other.yaml:14:16")
    assert blocks[4] == "2 files, 3 documents, 100 rules, 6 errors, 3 of them not shown\n".replace(
        "2 files", "1 file"
    )
    assert "configs/acme.yaml: 1 more finding is not shown" in render(limited(report(*many[:3]), most))


def test_a_quiet_run_counts_only_the_errors_that_are_not_shown() -> None:
    notes = [finding("m", span=span(line, 1, 2), severity=Severity.INFO) for line in range(1, 4)]
    errors = [finding("m", span=span(line, 1, 2)) for line in range(4, 7)]
    assert "more finding" not in render(limited(report(*notes), {"configs/acme.yaml": 1}), quiet=True)
    assert "2 more findings are" in render(
        limited(report(*notes, *errors), {"configs/acme.yaml": 1}), quiet=True
    )


def test_problems_come_before_the_last_line() -> None:
    one = report(finding("m"), problems=(Problem("gone.yaml", "there is no such file"), Problem("", "odd")))
    assert render(one).split("\n\n")[1:] == [
        "appxlint: gone.yaml: there is no such file\nappxlint: odd",
        "1 file, 3 documents, 100 rules, 1 error\n",
    ]


def test_quiet_shows_errors_alone() -> None:
    warning = finding("only a warning", severity=Severity.WARNING)
    shown = render(report(finding("an error"), warning), quiet=True)
    assert "an error" in shown
    assert "only a warning" not in shown
    assert shown.endswith("1 error, 1 warning\n")


def test_quiet_says_nothing_when_there_is_nothing_to_say() -> None:
    assert render(report(finding("m", severity=Severity.INFO)), quiet=True) == ""
    assert render(report()) == "1 file, 3 documents, 100 rules, no findings\n"


def test_quiet_still_tells_problems() -> None:
    assert render(report(problems=(Problem("", "nothing to check"),)), quiet=True).startswith(
        "appxlint: nothing to check\n"
    )


def test_what_the_stream_lacks_is_escaped_without_moving_the_caret() -> None:
    found = finding(span=span(1, 8, 9), excerpt=Excerpt(1, "naïve: x"))
    assert block(found, encoding="ascii").splitlines()[-2:] == [
        r"  1 | na\u{00EF}ve: x",
        "    |               ^",
    ]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_reaches_neither_terminal_nor_build_log(text: str) -> None:
    plain = render(hostile_report(text), width=60)
    assert not FORBIDDEN.search(plain)
    assert "##[" not in plain
    assert not any(line.lstrip().startswith("::") for line in plain.splitlines())


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_colour_only_adds(text: str) -> None:
    one = hostile_report(text)
    coloured = render(one, colour=True)
    assert coloured != render(one)
    assert SGR.sub("", coloured) == render(one)


@STEADY
@given(st.text(st.characters(codec=None, exclude_characters="\r\n"), max_size=60), st.data())
def test_carets_stand_below_what_they_mark(line: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line)))
    found = finding(span=span(5, start + 1, end + 1), excerpt=Excerpt(5, line))
    carets = block(found, width=2000).split("\n")[-1]
    shown = "".join(_expanded(line)[:start])
    marked = "".join(_expanded(line)[:end])
    assert carets.index("^") == len("  5 | ") + _columns(line, start)
    assert carets.count("^") == max(1, _columns(line, end) - _columns(line, start))
    assert marked.startswith(shown)


def _expanded(line: str) -> list[str]:
    return [" " if char == "\t" else glyph for char, glyph in zip(line, glyphs(line), strict=True)]


def _columns(line: str, end: int) -> int:
    """The terminal columns before a code point, counted afresh: tabs to stops of four, escapes by length."""
    column = 0
    before = line[:end]
    for at, (char, glyph) in enumerate(zip(line, glyphs(line), strict=True)):
        if at == end:
            break
        if char == "\t":
            column += 4 - column % 4
        elif len(glyph) > 1:
            column += len(glyph)
        else:
            column += width(before[: at + 1]) - width(before[:at])
    return column
