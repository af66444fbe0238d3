"""The benchmark measures what it says: right configs, all distinct, and a schema that both tools agree on."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft7Validator

import validator
from benchmarks import again, compare, typing
from benchmarks.compare import Row, Timing
from benchmarks.generate import generate
from validator.diagnostics import Limits, Severity
from validator.documents.parse import parse
from validator.documents.source import Source
from validator.schema.schemas import bundle

if TYPE_CHECKING:
    from pathlib import Path

COUNT = 40


def test_the_generated_configs_are_right(tmp_path: Path) -> None:
    files = generate(tmp_path, COUNT)
    report = validator.check(tmp_path)
    assert report.summary.files == len(files) == COUNT + COUNT // 4
    assert [each for each in report.diagnostics if each.severity > Severity.INFO] == []


def test_the_generated_configs_are_distinct_and_the_same_each_time(tmp_path: Path) -> None:
    first = [file.read_text(encoding="utf-8") for file in generate(tmp_path / "first", COUNT)]
    again = [file.read_text(encoding="utf-8") for file in generate(tmp_path / "again", COUNT)]
    assert first == again
    assert len(set(first)) == len(first)


def test_the_bundled_schema_takes_the_generated_files_and_refuses_a_broken_one(tmp_path: Path) -> None:
    schema = Draft7Validator(bundle("document.json"))
    for file in generate(tmp_path, COUNT):
        (document,) = parse(Source(file.name, file.read_text(encoding="utf-8")), Limits())
        assert schema.is_valid(document.data)
        assert not schema.is_valid({**document.data, "extra": 1})


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="the benchmark needs os.wait4")
def test_a_process_is_timed_and_a_failed_one_is_no_measurement(tmp_path: Path) -> None:
    taken = compare.measure([sys.executable, "-c", "sum(range(10**6))"], tmp_path)
    assert taken.cpu > 0
    assert taken.wall > 0
    compare.measure([sys.executable, "-c", "raise SystemExit(2)"], tmp_path, 1, 2)
    with pytest.raises(RuntimeError, match="ended with 3"):
        compare.measure([sys.executable, "-c", "raise SystemExit(3)"], tmp_path)


def test_a_row_gives_medians_and_the_median_of_the_ratios() -> None:
    ours = [Timing(1.0, 2.0), Timing(2.0, 2.0), Timing(4.0, 8.0)]
    theirs = [Timing(10.0, 10.0), Timing(10.0, 10.0), Timing(10.0, 10.0)]
    empty = [Timing(0.5, 0.5)] * 3
    again = [Timing(0.5, 1.0)] * 3
    row = Row("3", 4, {compare.EMPTY: empty, compare.OURS: ours, compare.AGAIN: again, "theirs": theirs})
    assert row.cells(("theirs", "absent")) == (
        "3",
        "4",
        "2.000 / 2.000 (4.0 p)",
        "0.500 / 1.000 (1.0 p)",
        "10.000 / 10.000 (5 x)",
        "",
    )


def test_each_size_is_measured_as_a_whole_and_by_one_file_of_it(tmp_path: Path) -> None:
    found = list(compare.tasks(tmp_path, [1, 8]))
    assert [(each.label, len(each.files)) for each in found] == [
        ("1", 2),
        ("1, faulty by a rule", 2),
        ("1, faulty by the schema", 2),
        ("8", 10),
        ("1 named of 8", 1),
    ]
    for each in found:
        report = validator.check([each.folder / path for path in each.paths])
        rules = {one.rule for one in report.diagnostics if one.severity > Severity.INFO}
        expected = {
            "1, faulty by a rule": {"company-id-malformed"},
            "1, faulty by the schema": {"unknown-field"},
        }
        assert rules == expected.get(each.label, set())


@pytest.mark.today
def test_keystrokes_and_requests_are_timed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typing, "KEYSTROKES", 4)
    generate(tmp_path, 4)
    taken = typing.answers(tmp_path, "customers/customer-00001.yaml", "companyId", "companyID")
    assert len(taken) == 4
    assert min(taken) > 0
    assert {
        name: len(each) for name, each in typing.asked(tmp_path, "customers/customer-00001.yaml").items()
    } == {
        "hover": 2,
        "completion": 2,
        "definition": 2,
    }


def test_a_row_of_answers_is_in_milliseconds() -> None:
    assert typing.row("x", [0.01, 0.02, 0.3]) == "| x | 20 | 300 |"


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="the benchmark needs os.wait4")
def test_checks_that_were_made_before_are_measured_after_changes_that_are_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(again, "_SETTLED", 0)
    runs = again.Runs(tmp_path, 2)
    before = [file.read_text("utf-8") for file in runs.files]
    changed = [runs.company(runs.comment(text)) for text in before]
    assert all(len({*pair}) == 2 for pair in zip(before, changed, strict=True))
    taken = again.figures(runs, runs.files, ".")
    assert len(taken) == len(again.COLUMNS) - 1
    assert min(taken) > 0
    assert [file.read_text("utf-8") for file in runs.files] == before
