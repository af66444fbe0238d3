from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import validator
from tests.support.clock import TODAY
from tests.support.editing import document_of, routes_of
from tests.support.examples import examples_of
from tests.support.samples import Case, cases
from tests.support.texts import yaml_texts
from validator.diagnostics import Diagnostic, Edit, Fix, Intent, Limits, Part, Position, Severity, Span
from validator.documents.edits import changes_only, edit_of
from validator.documents.parse import parse
from validator.documents.source import Source, decode, read
from validator.engine.fixes import mend
from validator.rules import BY_ID

if TYPE_CHECKING:
    from tests.conftest import Lint
    from validator.diagnostics import Route
    from validator.documents.document import Document

SAFETY = {
    "base-connection-override": True,
    "company-id-is-url": True,
    "company-id-malformed": True,
    "connection-environment-alias": True,
    "invalid-value": True,
    "literal-secret": False,
    "scope-separator": True,
    "typographic-quote": True,
    "unknown-detail": True,
    "unknown-field": True,
    "unknown-kind": True,
    "unknown-oauth-client": True,
}


def finding(
    document: Document, route: Route, new: str | None, part: Part = Part.VALUE, *, safe: bool = True
) -> Diagnostic:
    """Return a diagnostic whose fix replaces one key or value, or leaves its entry out."""
    edit = edit_of(document, route, part, new)
    assert edit is not None
    fix = Fix("fix", (edit,), safe, (Intent(document.index, route, part, new),))
    return Diagnostic(document.path, edit.span, Severity.ERROR, "unknown-field", "", route=route, fix=fix)


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


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.rule}/{case.name}")
def test_each_fix_of_a_sample_ends_its_finding_and_changes_nothing_else(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "project"
    case.copy_to(folder)
    monkeypatch.chdir(folder)
    before = validator.check(["."], as_of=TODAY)
    for found in before.diagnostics:
        if found.fix is None:
            continue
        file = Path(found.path)
        old = file.read_bytes()
        done = mend(read(found.path, file, Limits()), [found], Limits())
        assert (len(done.applied), done.refused) == (1, ())
        edit = found.fix.edits[0]
        assert len(found.fix.edits) == 1
        assert_only_differs_at(edit, old.decode(), done.text)
        file.write_bytes(done.text.encode())
        again = validator.check(["."], as_of=TODAY)
        after = Counter((each.rule, each.document, each.route) for each in again.diagnostics)
        wanted = Counter((each.rule, each.document, each.route) for each in before.diagnostics)
        key = (found.rule, found.document, found.route)
        assert after[key] == wanted[key] - 1
        file.write_bytes(old)


def assert_only_differs_at(edit: Edit, old: str, new: str) -> None:
    source = Source("config.yaml", old)
    start, end = source.offset(edit.span.start), source.offset(edit.span.end)
    assert new == old[:start] + edit.text + old[end:]


@pytest.mark.parametrize(("rule", "safe"), sorted(SAFETY.items()))
def test_the_fixes_of_a_rule_are_of_the_right_kind(
    rule: str, safe: bool, lint: Lint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [
        each
        for example in examples_of(BY_ID[rule])
        if example.bad
        for each in lint(example.files).diagnostics
    ]
    for case in cases():
        if case.rule == rule:
            case.copy_to(tmp_path / case.name)
            monkeypatch.chdir(tmp_path / case.name)
            found += validator.check(["."], as_of=TODAY).diagnostics
    kinds = {each.fix.safe for each in found if each.rule == rule and each.fix is not None}
    assert kinds == {safe}


@pytest.mark.parametrize(
    ("text", "new", "safe"),
    [("0123", '"0123"', False), ("1e5", '"1e5"', False), ("yes", '"yes"', False), ("12:30", '"12:30"', True)],
)
def test_quotes_are_safe_where_nobody_reads_a_truth_and_nothing_is_a_number(
    text: str, new: str, safe: bool, lint: Lint
) -> None:
    report = lint(
        f"apiVersion: appxlint/v1\nkind: Workspace\nname: a\ntype: standard\nmetadata: {{x: {text}}}\n"
    )
    (fix,) = [each.fix for each in report.diagnostics if each.rule == "ambiguous-scalar"]
    assert fix is not None
    assert ([edit.text for edit in fix.edits], fix.safe) == ([new], safe)


def test_no_fix_repeats_a_secret(lint: Lint) -> None:
    secret = "Xk29-fh3Qa_71bZ"
    report = lint(
        "apiVersion: appxlint/v1\nkind: OAuthClient\nname: Acme\nconnector: procore\n"
        "definition: Procore V2 OAuth Client Credentials Auth\ncredentials: production\n"
        f"clientId: ${{env:ID}}\nclientSecret: “{secret}”\ntokenUrl: https://login.procore.com/oauth/token\n"
    )
    rules = {each.rule for each in report.diagnostics}
    assert "typographic-quote" in rules or "literal-secret" in rules
    assert secret not in repr(report)


def test_a_secret_in_a_block_scalar_becomes_a_reference(lint: Lint) -> None:
    key = "-----BEGIN PRIVATE KEY-----\n  MIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n  -----END PRIVATE KEY-----"
    text = (
        f"apiVersion: appxlint/v1\nkind: Workspace\nname: a\ntype: standard\nmetadata:\n  pem: |\n    {key}\n"
    )
    text = text.replace("\n  M", "\n    M").replace("\n  ---", "\n    ---")
    report = lint(text)
    (found,) = [each for each in report.diagnostics if each.rule == "literal-secret"]
    source = Source("config.yaml", text)
    done = mend(source, [found], Limits())
    assert done.text == text[: text.index("|")] + "${env:PEM}\n"
