from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import validator
from tests.conftest import write_project
from tests.support.clock import TODAY
from tests.support.examples import examples_of
from tests.support.samples import Case, cases
from validator.diagnostics import (
    Diagnostic,
    Edit,
    Limits,
    Position,
    Request,
    Severity,
    Span,
)
from validator.documents.source import Source, read
from validator.engine.fix import Fixed, until_stable
from validator.engine.identity import Identity, Spot
from validator.engine.mend import Mended, mend
from validator.engine.rounds import State, checked
from validator.engine.trial import ROUNDS
from validator.rules import BY_ID

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Lint

NOWHERE = Span(Position(1, 1), Position(1, 1))
SAFETY = {
    "base-connection-override": {True},
    "company-id-is-url": {True},
    "company-id-malformed": {True},
    "connection-environment-alias": {True},
    "invalid-value": {False, True},
    "invisible-character": {True},
    "literal-secret": {False},
    "scope-separator": {True},
    "typographic-quote": {True},
    "unknown-detail": {True},
    "unknown-field": {False, True},
    "unknown-kind": {False, True},
    "unknown-oauth-client": {False, True},
}


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


@pytest.mark.parametrize(("rule", "kinds"), SAFETY.items(), ids=SAFETY)
def test_the_fixes_of_a_rule_are_of_the_right_kind(
    rule: str, kinds: set[bool], lint: Lint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
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
    assert {each.fix.safe for each in found if each.rule == rule and each.fix is not None} == kinds


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


WORKSPACE = """\
apiVersion: appxlint/v1
kind: Workspace
name: Acme
typ: standrad
metadata: {at: 0123}
"""


@pytest.fixture
def request_of(project: Path) -> Request:
    write_project(project, {"acme.yaml": WORKSPACE})
    return Request((".",), ignore=("unused-document",))


def test_what_one_round_brings_to_light_the_next_one_fixes(request_of: Request) -> None:
    fixed = until_stable(request_of, unsafe=False)
    (file,) = fixed.files
    assert file.old() == WORKSPACE.encode()
    assert file.new() == WORKSPACE.replace("typ: standrad", "type: standard").encode()
    assert (file.path, len(file.fixed), fixed.settled) == ("acme.yaml", 2, True)
    assert [each.rule for each in fixed.first.diagnostics] == ["unknown-field", "ambiguous-scalar"]
    assert [each.rule for each in fixed.last.diagnostics] == ["ambiguous-scalar"]


def test_unsafe_fixes_are_made_only_when_asked_for(request_of: Request) -> None:
    (file,) = until_stable(request_of, unsafe=True).files
    assert b'{at: "0123"}' in file.new()
    assert len(file.fixed) == 3


def test_nothing_is_written(request_of: Request, project: Path) -> None:
    until_stable(request_of, unsafe=True)
    assert (project / "acme.yaml").read_text(encoding="utf-8") == WORKSPACE


def test_fixes_that_never_come_to_rest_end_after_some_rounds(
    request_of: Request, monkeypatch: pytest.MonkeyPatch
) -> None:
    def restless(source: Source, diagnostics: list[Diagnostic], limits: Limits) -> Mended:
        return Mended(f"{source.text}# again\n", (diagnostics[0]._replace(fix=None),), ())

    monkeypatch.setattr("validator.engine.rounds.mend", restless)
    fixed = until_stable(request_of, unsafe=False)
    assert not fixed.settled
    assert len(fixed.files[0].fixed) == ROUNDS
    assert fixed.files[0].new().count(b"# again") == ROUNDS


def fixed_files(fixed: Fixed) -> dict[str, str]:
    return {each.path: each.new().decode() for each in fixed.files}


def reasons(fixed: Fixed) -> list[tuple[str, str]]:
    return [(each.diagnostic.path, each.why) for each in fixed.refused]


def acme(name: str, *lines: str) -> str:
    return "\n".join(
        ["apiVersion: appxlint/v1", "kind: Workspace", f"name: {name}", "type: standard", *lines, ""]
    )


def ask(*paths: str) -> Request:
    return Request(paths or (".",), ignore=("unused-document",))


COPY = acme("Acme").replace("name:", "nmae:")


def test_a_fix_after_which_two_have_one_name_is_refused_and_the_others_are_made(project: Path) -> None:
    files = {"acme.yaml": acme("Acme"), "copy.yaml": COPY, "typ.yaml": acme("Brook").replace("type", "typ")}
    write_project(project, files)
    fixed = until_stable(ask(), unsafe=False)
    assert fixed_files(fixed) == {"typ.yaml": acme("Brook")}
    assert reasons(fixed) == [
        ("copy.yaml", 'it would give: duplicate-name in copy.yaml: there is a Workspace "Acme" already')
    ]
    assert [each.rule for each in fixed.last.diagnostics] == ["unknown-field"]
    assert fixed.settled


def test_why_a_fix_is_refused_is_told_without_what_is_hidden_in_the_file_as_it_is(project: Path) -> None:
    copy = acme("rosebud").replace("name:", "nameof:")
    write_project(project, {"acme.yaml": acme("rosebud"), "copy.yaml": copy})
    fixed = until_stable(ask(), unsafe=True)
    assert reasons(fixed) == [
        ("copy.yaml", "it would give: duplicate-name in copy.yaml: there is a Workspace (hidden) already")
    ]


def test_what_a_fix_would_give_in_a_file_that_was_not_named_counts_too(project: Path) -> None:
    write_project(project, {"copy.yaml": COPY, "other.yaml": acme("Acme")})
    fixed = until_stable(ask("copy.yaml"), unsafe=False)
    assert fixed.files == ()
    assert [why.partition(":")[0] for _, why in reasons(fixed)] == ["it would give"]


def test_of_two_fixes_that_clash_the_first_is_made(project: Path) -> None:
    write_project(project, {"a.yaml": COPY, "b.yaml": COPY, "c.yaml": COPY})
    fixed = until_stable(ask(), unsafe=False)
    assert fixed_files(fixed) == {"a.yaml": acme("Acme")}
    assert [path for path, _ in reasons(fixed)] == ["b.yaml", "c.yaml"]
    assert fixed.settled


def test_a_fix_whose_value_is_wrong_under_the_right_key_is_refused(project: Path) -> None:
    write_project(project, {"acme.yaml": acme("Acme", "regoin: 12:30", "metadata: {a: 12:30}")})
    fixed = until_stable(ask(), unsafe=False)
    assert fixed_files(fixed) == {"acme.yaml": acme("Acme", "regoin: 12:30", 'metadata: {a: "12:30"}')}
    ((_, why),) = reasons(fixed)
    assert why.startswith("it would give: invalid-value in acme.yaml: ")


def test_a_key_that_is_called_otherwise_makes_nothing_new_of_what_is_below_it(project: Path) -> None:
    text = acme("Acme", "metadta: {password: Xk29-fh3Qa_71bZ}")
    write_project(project, {"acme.yaml": text})
    fixed = until_stable(ask(), unsafe=False)
    assert fixed_files(fixed) == {"acme.yaml": text.replace("metadta", "metadata")}
    assert [each.rule for each in fixed.first.diagnostics] == ["unknown-field", "literal-secret"]
    assert [each.rule for each in fixed.last.diagnostics] == ["literal-secret"]
    assert fixed.refused == ()


def test_many_that_are_to_blame_take_no_more_runs_than_few(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs: list[Request] = []

    def counted(request: Request) -> State:
        runs.append(request)
        return checked(request)

    monkeypatch.setattr("validator.engine.fix.checked", counted)
    monkeypatch.setattr("validator.engine.trial.checked", counted)
    numbers = []
    for copies in (2, 40):
        files = {f"{number}.yaml": acme(f"W{number}") for number in range(copies)}
        wrong = {
            f"{number}-copy.yaml": files[f"{number}.yaml"].replace("name:", "nmae:")
            for number in range(copies)
        }
        write_project(project, {**files, **wrong})
        runs.clear()
        assert len(until_stable(ask(), unsafe=False).refused) == copies
        numbers.append(len(runs))
    assert numbers[0] == numbers[1] <= 4


def test_where_it_is_not_certain_which_fix_it_was_halves_are_tried(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [f"  k{number}: 12:30" for number in range(16)]
    write_project(project, {"acme.yaml": acme("Acme", "metadata:", *lines)})
    bad, everywhere = {"k5", "k11"}, State.everywhere

    def with_more(state: State) -> Iterator[tuple[Identity, Diagnostic]]:
        yield from everywhere(state)
        text = state.outcomes[0].loaded.project.documents[0].source.text
        for key in bad:
            if f'{key}: "' in text:
                place = Identity("made-up", Spot("other.yaml", 0, (key,)))
                yield place, Diagnostic("other.yaml", NOWHERE, Severity.ERROR, "made-up", key)

    monkeypatch.setattr("validator.engine.rounds.State.everywhere", with_more, raising=True)
    fixed = until_stable(ask(), unsafe=False)
    written = (project / "acme.yaml").read_text(encoding="utf-8").splitlines()
    refused = (written[each.diagnostic.span.start.line - 1].split(":")[0].strip() for each in fixed.refused)
    assert sorted(refused) == sorted(bad)
    assert fixed_files(fixed)["acme.yaml"].count('"') == 2 * 14
    assert fixed.settled


def test_a_search_that_takes_too_long_is_given_up_and_says_so(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_project(project, {"acme.yaml": acme("Acme"), "copy.yaml": COPY})
    monkeypatch.setattr("validator.engine.fix._TRIALS", 0)
    fixed = until_stable(ask(), unsafe=False)
    assert (fixed.files, fixed.settled) == ((), False)


def test_a_fix_that_would_make_a_file_too_large_is_refused(project: Path) -> None:
    text = acme("Acme", "metadata: {a: 12:30}")
    limit = f"[limits]\nfile-bytes = {max(len(text), 1024)}\n"
    text += "#" * (1024 - len(text) - 1) + "\n"
    write_project(project, {"acme.yaml": text, "appxlint.toml": limit})
    fixed = until_stable(ask(), unsafe=False)
    assert fixed.files == ()
    ((_, why),) = reasons(fixed)
    assert why.startswith("it would give: too-complex in acme.yaml: ")
