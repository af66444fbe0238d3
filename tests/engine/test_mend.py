from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.editing import document_of, finding, routes_of
from tests.support.texts import yaml_texts
from validator.diagnostics import Diagnostic, Edit, Fix, Limits, Part, Position, Severity, Span
from validator.documents.edits import changes_only, edit_of
from validator.documents.parse import parse
from validator.documents.source import Source, decode
from validator.engine.mend import mend

if TYPE_CHECKING:
    from tests.conftest import Lint
    from validator.documents.document import Document


def mended(document: Document, *findings: Diagnostic) -> tuple[str, int, list[str]]:
    """Return the text after a round, how many fixes were made, and why others were not."""
    done = mend(document.source, findings, Limits())
    return done.text, len(done.applied), [each.why for each in done.refused]


def test_fixes_that_do_not_touch_are_made_together() -> None:
    document = document_of("a: 1 # one\nb: {c: old, d: x}\ne: 3\n")
    fixes = [
        finding(document, ("b", "c"), "new"),
        finding(document, ("e",), None),
        finding(document, ("a",), "z", Part.KEY),
    ]
    assert mended(document, *fixes) == ("z: 1 # one\nb: {c: new, d: x}\n", 3, [])


def test_a_fix_inside_a_renamed_part_is_made_in_the_same_round() -> None:
    document = document_of("conection:\n  detials: x\n")
    fixes = [
        finding(document, ("conection",), "connection", Part.KEY),
        finding(document, ("conection", "detials"), "details", Part.KEY),
    ]
    assert mended(document, *fixes) == ("connection:\n  details: x\n", 2, [])


def test_of_two_fixes_that_overlap_the_safe_one_goes_first() -> None:
    document = document_of("a: {b: old, c: 1}\n")
    unsafe, safe = finding(document, ("a", "b"), None, safe=False), finding(document, ("a", "b"), "new")
    assert mended(document, unsafe, safe) == ("a: {b: new, c: 1}\n", 1, [])


def test_equal_fixes_of_two_findings_are_made_once_and_count_twice() -> None:
    document = document_of("a: old\n")
    first = finding(document, ("a",), "new")
    assert mended(document, first, first._replace(rule="invalid-value")) == ("a: new\n", 2, [])


def test_fixes_that_are_sound_only_apart_take_turns() -> None:
    document = document_of("a: 1\nb: 2\n")
    fixes = [finding(document, ("a",), "c", Part.KEY), finding(document, ("b",), "c", Part.KEY)]
    assert mended(document, *fixes) == ("c: 1\nb: 2\n", 1, [])


def test_a_key_that_is_there_already_is_not_written_again() -> None:
    document = document_of("a: 1\nb: 2\nd: old\n")
    fixes = [finding(document, ("a",), "b", Part.KEY), finding(document, ("d",), "new")]
    assert mended(document, *fixes) == ("a: 1\nb: 2\nd: new\n", 1, ["the text could not be read any more"])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[", "the text could not be read any more"),
        ("x, b: 2", "the text could not be read any more"),
        ("x, c: 2", "it would change more than this one part"),
        ("y", "it would change more than this one part"),
        ("x #", "the text could not be read any more"),
        ("1", "it would change nothing"),
    ],
)
def test_an_edit_that_does_more_or_less_than_it_means_is_refused(text: str, why: str) -> None:
    document = document_of("a: {b: 1}\n")
    found = finding(document, ("a", "b"), "x")
    assert found.fix is not None
    astray = found.fix._replace(edits=(found.fix.edits[0]._replace(text=text),))
    assert mended(document, found._replace(fix=astray)) == (document.source.text, 0, [why])


def test_a_fix_that_says_nothing_of_what_it_means_is_refused() -> None:
    document = document_of("a: 1\n")
    fix = Fix("fix", (Edit(Span(Position(1, 4), Position(1, 5)), "2"),), safe=True)
    found = Diagnostic(document.path, document.first_key(), Severity.ERROR, "wrong-type", "", fix=fix)
    assert mended(document, found)[1:] == (0, ["it would change more than this one part"])


def test_a_merged_value_that_comes_to_light_is_a_change_too_many() -> None:
    document = document_of("base: &b {x: 1}\nown:\n  <<: *b\n  x: 2\n  y: 3\n")
    found = finding(document, ("own", "x"), None)
    assert mended(document, found)[1:] == (0, ["it would change more than this one part"])


@pytest.mark.parametrize(
    "data", [b"a: old\nb: x\xe2\x80\x8by\n", b"a: old\n# x\xe2\x80\xa8y: 1\n", b"a: old\n---\nb: [\n"]
)
def test_a_file_whose_text_has_a_fault_is_never_touched(data: bytes) -> None:
    source = decode("config.yaml", data)
    found = finding(parse(source, Limits())[0], ("a",), "new")
    done = mend(source, [found], Limits())
    assert (done.text, done.applied) == (source.text, ())
    assert [each.why for each in done.refused] == ["the file's text has a fault that must be mended first"]


def test_a_finding_without_a_fix_changes_nothing() -> None:
    document = document_of("a: 1\n")
    assert mended(document, Diagnostic("config.yaml", document.first_key(), Severity.ERROR, "x", "")) == (
        "a: 1\n",
        0,
        [],
    )


@settings(max_examples=60, deadline=None)
@given(yaml_texts(), st.booleans(), st.data())
def test_nothing_outside_the_edits_changes(text: str, mark: bool, data: st.DataObject) -> None:
    source = decode("config.yaml", (b"\xef\xbb\xbf" if mark else b"") + text.encode())
    findings = []
    for document in parse(source, Limits()):
        for route in data.draw(st.lists(st.sampled_from(routes_of(document.root)), max_size=4)):
            new = data.draw(st.sampled_from(["new", "x: y", "4281379", None]))
            if edit_of(document, route, Part.VALUE, new) is not None:
                findings.append(finding(document, route, new))
    done = mend(source, findings, Limits())
    assert changes_only(
        parse(source, Limits()),
        parse(Source("config.yaml", done.text), Limits()),
        {intent for each in done.applied if each.fix for intent in each.fix.intents},
    )
    edits = sorted({edit for each in done.applied if each.fix for edit in each.fix.edits})
    expected, at = b"\xef\xbb\xbf" if mark else b"", 0
    for edit in edits:
        expected += text[at : source.offset(edit.span.start)].encode() + edit.text.encode()
        at = source.offset(edit.span.end)
    assert source.encoded(done.text) == expected + text[at:].encode()


def test_a_secret_in_a_block_scalar_becomes_a_reference(lint: Lint) -> None:
    key = "-----BEGIN PRIVATE KEY-----\n  MIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n  -----END PRIVATE KEY-----"
    text = f"apiVersion: appxlint/v1\nkind: ConnectorConfig\nname: a\ngeneralConfiguration:\n  pem: |\n    {key}\n"
    text = text.replace("\n  M", "\n    M").replace("\n  ---", "\n    ---")
    report = lint(text)
    (found,) = [each for each in report.diagnostics if each.rule == "literal-secret"]
    source = Source("config.yaml", text)
    done = mend(source, [found], Limits())
    assert done.text == text[: text.index("|")] + "${env:PEM}\n"


def test_one_bad_fix_among_many_is_found_without_trying_each_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    document = document_of("".join(f"k{number}: old\n" for number in range(200)))
    fixes = [finding(document, (f"k{number}",), "new") for number in range(200)]
    bad = fixes[77]
    assert bad.fix is not None
    astray = bad.fix._replace(edits=(bad.fix.edits[0]._replace(text="["),))
    fixes[77] = bad._replace(fix=astray)
    read: list[str] = []

    def counted(source: Source, limits: Limits) -> tuple[Document, ...]:
        read.append(source.text)
        return parse(source, limits)

    monkeypatch.setattr("validator.engine.mend.parse", counted)
    text, number, why = mended(document, *fixes)
    assert (text.count("new"), number, why) == (199, 199, ["the text could not be read any more"])
    assert len(read) < 25


def test_what_could_not_be_told_apart_waits_and_is_not_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    document = document_of("a: old\nb: old\nc: old\n")
    fixes = [finding(document, (key,), "new") for key in "abc"]
    monkeypatch.setattr("validator.engine.mend.changes_only", lambda *_: False)
    monkeypatch.setattr("validator.engine.mend._TRIALS", 1)
    assert mended(document, *fixes) == (document.source.text, 0, [])


def test_a_key_that_gets_free_in_the_same_round_is_written_in_the_next_one() -> None:
    document = document_of("a: 1\nb: 2\n")
    fixes = [finding(document, ("a",), "b", Part.KEY), finding(document, ("b",), "c", Part.KEY)]
    text, number, _ = mended(document, *fixes)
    assert (text, number) == ("a: 1\nc: 2\n", 1)
    again = document_of(text)
    assert mended(again, finding(again, ("a",), "b", Part.KEY)) == ("b: 1\nc: 2\n", 1, [])
