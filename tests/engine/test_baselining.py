from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import validator
from tests.conftest import rules_of, write_project
from validator.project.settings import SettingsError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Lint

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
            "baseline: missing.json: no such file or folder; --write-baseline missing.json",
        ),
        (".", None, "baseline: .: it is a folder, not a file"),
        ("../known.json", "[]", "baseline: its file must lie inside the project"),
        ("known.json", b"\xff\xfe", "known.json: the baseline is no text"),
        ("known.json", "{}", "known.json: the baseline is not a JSON list"),
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
