from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import validator
from tests.conftest import rules_of, write_project
from validator.diagnostics import Diagnostic, Position, Severity, Span
from validator.engine.baseline import NEVER, Baseline, Entry, Listed, below_root, match, read, written
from validator.project.settings import SettingsError
from validator.rules import BY_ID

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tests.conftest import Lint

FIELD = Entry("unknown-field", "acme.yaml", "ConnectorConfig acme", "connection.detials")
OPTION = Entry(
    "invalid-option", "acme.yaml", "ConnectorConfig acme", "connection.details.connectionEnvironment"
)
SECRET = Entry("literal-secret", "acme.yaml", "OAuthClient acme", "clientSecret")
PLACE = Span(Position(1, 1), Position(1, 2))

entries = st.builds(Entry, st.sampled_from(["unknown-field", "wrong-type"]), st.text(), st.text(), st.text())


def found(entry: Entry) -> tuple[Diagnostic, Entry]:
    return Diagnostic(entry.path, PLACE, Severity.ERROR, entry.rule, "a fault"), entry


def counts(given: Iterable[Entry], baseline: Baseline) -> tuple[int, int]:
    matched = match([found(entry) for entry in given], baseline)
    return len(matched.counted), len(matched.known)


def test_entries_stand_one_a_line_in_order_and_equal_ones_are_counted() -> None:
    text = written([FIELD, OPTION, FIELD])
    shared = '"path": "acme.yaml", "document": "ConnectorConfig acme"'
    assert text.splitlines() == [
        "[",
        f'{{"rule": "invalid-option", {shared}, "at": "connection.details.connectionEnvironment"}},',
        f'{{"rule": "unknown-field", {shared}, "at": "connection.detials", "count": 2}}',
        "]",
    ]
    assert text == written([OPTION, FIELD, FIELD])


def test_a_baseline_of_nothing_is_an_empty_list() -> None:
    assert json.loads(written([])) == []
    assert read(written([]), "b.json").entries == {}
    assert read("", "b.json").entries == {}


@given(st.lists(entries))
def test_what_is_written_is_json_and_is_read_again(given: list[Entry]) -> None:
    text = written(given)
    baseline = read(text, "b.json")
    assert len(json.loads(text)) == len(set(given)) == len(text.splitlines()) - 2
    assert counts(given, baseline) == (0, len(given))
    assert written([entry for entry, listed in baseline.entries.items() for _ in range(listed.times)]) == text


def test_every_entry_knows_its_line() -> None:
    baseline = read(written([FIELD, OPTION, FIELD]), "b.json")
    assert baseline.entries == {OPTION: Listed(1, 2), FIELD: Listed(2, 3)}
    assert baseline.path == "b.json"


def test_a_text_that_a_tool_or_a_person_has_reshaped_is_still_read() -> None:
    text = json.dumps(json.loads(written([FIELD, OPTION])), indent=2)
    assert read(text, "b.json").entries == {OPTION: Listed(1, 2), FIELD: Listed(1, 8)}
    line = written([FIELD]).splitlines()[1]
    assert read(f"[\n{line},\n\n{line},\n]", "b.json").entries == {FIELD: Listed(2, 4)}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("{}", "1:1"),
        ("null", "1:1"),
        ("[\n", "2:1"),
        ("[]\n[]", "1:2"),
        ("[\n{\n]", "3:1"),
        ("[\n1\n]", "2:1"),
        ('[\n\n{"rule": "x"}]', "3:1"),
        ('[{"rule": "x", "path": "y", "document": "", "at": 1}]', "1:2"),
        ('[{"rule": "x", "path": "y", "document": "", "at": "", "message": "z"}]', "1:2"),
        ('[{"rule": "x", "path": "y", "document": "", "at": "", "count": 0}]', "1:2"),
        ('[{"rule": "x", "path": "y", "document": "", "at": "", "count": true}]', "1:2"),
        ('[{"rule": "x", "path": "y", "document": "", "at": "", "count": "2"}]', "1:2"),
        ("[" * 100_000, "1:2"),
        (f"[{'9' * 10_000}]", "1:2"),
    ],
)
def test_what_is_no_baseline_is_one_clear_line(text: str, place: str) -> None:
    with pytest.raises(SettingsError) as raised:
        read(text, "b.json")
    message = f"{raised.value}"
    assert message.startswith(f"b.json:{place}: ")
    assert message.endswith("write it anew with --write-baseline")
    assert "\n" not in message


def test_just_as_many_findings_are_left_out_as_an_entry_says() -> None:
    baseline = read(written([FIELD, FIELD]), "b.json")
    assert counts([FIELD], baseline) == (0, 1)
    assert counts([FIELD, FIELD], baseline) == (0, 2)
    assert counts([FIELD, OPTION, FIELD, FIELD], baseline) == (2, 2)
    assert match([found(FIELD)], baseline).found == {FIELD: 1}


@pytest.mark.parametrize("part", Entry._fields)
def test_another_rule_file_document_or_place_is_another_finding(part: str) -> None:
    other = FIELD._replace(**{part: "other"})
    assert counts([other], read(written([FIELD]), "b.json")) == (1, 0)


def test_secrets_and_unreadable_files_are_never_part_of_it() -> None:
    assert written([SECRET, FIELD]) == written([FIELD])
    by_hand = Baseline("b.json", {SECRET: Listed(1, 2)})
    assert counts([SECRET], by_hand) == (1, 0)
    assert {"literal-secret", "secret-in-url", "yaml-syntax", "too-complex"} <= NEVER <= set(BY_ID)


def test_a_file_is_named_from_the_root_wherever_the_run_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "configs").mkdir()
    monkeypatch.chdir(tmp_path / "configs")
    assert below_root("acme.yaml", tmp_path) == "configs/acme.yaml"
    assert below_root(str(tmp_path / "configs" / "acme.yaml"), tmp_path) == "configs/acme.yaml"


SETTINGS = 'baseline = "known.json"\n'
CONFIG = """\
apiVersion: appxlint/v1
kind: Workspace
name: "Acme : Procore <> Ledger"
type: standard
metadata: {a: 12:30, b: 0x, c: yes}
"""


def line(rule: str = "ambiguous-scalar", at: str = "metadata.a", **more: object) -> str:
    document = "Workspace Acme : Procore <> Ledger"
    return json.dumps({"rule": rule, "path": "config.yaml", "document": document, "at": at, **more})


def project(*lines: str, config: str = CONFIG) -> dict[str, str | bytes]:
    known = "[\n" + ",\n".join(lines) + "\n]\n"
    return {"config.yaml": config, "known.json": known, "appxlint.toml": SETTINGS}


def test_what_the_baseline_holds_is_suppressed_by_it(lint: Lint) -> None:
    report = lint(project(line()))
    assert [each.route[-1] for each in report.diagnostics] == ["c"]
    assert [(each.route[-1], each.suppression) for each in report.suppressed] == [("a", ("baseline", ""))]


def test_an_entry_does_not_mind_where_the_lines_are(lint: Lint) -> None:
    moved = (
        CONFIG.replace("kind:", "# moved\n\nkind:")
        .replace("{a:", "\n  {c: yes, a:")
        .replace(", c: yes}", "}")
    )
    report = lint(project(line(), line(at="metadata.c"), config=moved))
    assert report.diagnostics == ()
    assert len(report.suppressed) == 2


def test_an_entry_without_a_finding_is_reported_in_its_line(lint: Lint) -> None:
    report = lint(project(line(), line(at="metadata.c"), line(at="metadata.gone")))
    assert [(each.path, each.span.start.line, each.rule) for each in report.diagnostics] == [
        ("known.json", 4, "unused-suppression")
    ]
    assert report.diagnostics[0].help.startswith("delete the line")


def test_an_entry_that_counts_too_many_is_reported_with_what_is_left(lint: Lint) -> None:
    report = lint(project(line(count=3), line(at="metadata.c")))
    assert [each.message for each in report.diagnostics] == [
        "this entry of the baseline stands for 3 findings of ambiguous-scalar, and 1 are left"
    ]
    assert report.diagnostics[0].help.startswith("write 1")


def test_an_entry_of_an_unknown_rule_or_of_a_secret_does_not_count(lint: Lint) -> None:
    report = lint(project(line(), line(at="metadata.c"), line("no-rule"), line("literal-secret")))
    assert [(each.span.start.line, each.rule) for each in report.diagnostics] == [
        (4, "unused-suppression"),
        (5, "unused-suppression"),
    ]
    assert "never part of a baseline" in report.diagnostics[1].message


def test_what_a_partial_run_does_not_look_at_is_not_called_unused(lint: Lint, tmp_path: Path) -> None:
    other = CONFIG.replace("Acme", "Brook")
    files = project(line(at="metadata.gone"))
    files["other.yaml"] = other
    lint(files)
    assert "unused-suppression" not in rules_of(validator.check("other.yaml"))
    assert "unused-suppression" in rules_of(validator.check("config.yaml"))
    assert "unused-suppression" not in rules_of(validator.check("config.yaml", select=["wrong-type"]))
    assert "unused-suppression" not in rules_of(validator.check("config.yaml", ignore=["ambiguous-scalar"]))
    assert rules_of(validator.check("config.yaml", select=["ambiguous-scalar"])) == ["ambiguous-scalar"] * 2
    (tmp_path / "project" / "config.yaml").unlink()
    assert "unused-suppression" in rules_of(validator.check("other.yaml"))


def test_a_comment_comes_before_the_baseline(lint: Lint) -> None:
    config = CONFIG.replace("yes}", "yes}  # appxlint: ignore[ambiguous-scalar] as it is")
    report = lint(project(line(), config=config))
    assert {each.suppression.kind for each in report.suppressed if each.suppression} == {"comment"}
    assert rules_of(report) == ["unused-suppression"]


def test_the_level_of_stale_entries_is_the_one_in_the_settings(lint: Lint) -> None:
    files = project(line(), line(at="metadata.c"), line(at="metadata.gone"))
    files["appxlint.toml"] = f'{SETTINGS}severity.unused-suppression = "error"\n'
    assert [each.severity.label for each in lint(files).diagnostics] == ["error"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        (
            "missing.json",
            None,
            "appxlint.toml:1:12: baseline: missing.json: no such file or folder; --write-baseline missing.json",
        ),
        (".", None, "appxlint.toml:1:12: baseline: .: it is a folder, not a file"),
        ("../known.json", "[]", "appxlint.toml:1:12: baseline: its file must lie inside the project"),
        ("known.json", b"\xff\xfe", "known.json:1:1: the baseline is no text"),
        ("known.json", "{}", "known.json:1:1: the baseline is not a JSON list"),
    ],
)
def test_a_baseline_that_cannot_be_used_is_one_clear_line(
    name: str, content: str | bytes | None, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_project(
        tmp_path / "project", {"config.yaml": CONFIG, "appxlint.toml": f'baseline = "{name}"\n'}
    )
    if content is not None:
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    monkeypatch.chdir(folder)
    with pytest.raises(SettingsError, match=f"^{words}"):
        validator.check(".")
