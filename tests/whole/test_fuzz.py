"""A few rounds of fuzzing, the same in every run, and proof that each claim can be broken. `make fuzz` tries more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests.conftest import write_project
from tests.support.canaries import PASSWORD
from tests.whole.fuzz import claims
from tests.whole.fuzz.mutator import mutated
from tests.whole.fuzz.seeds import MARK, WORDS, chance, marked, planted, seeds
from tests.whole.fuzz.trying import Round, built, changed, texts
from validator.cli import entry
from validator.documents import yaml_python, yaml_reader
from validator.documents.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.whole.fuzz.seeds import Files
    from validator.diagnostics import Span

GOOD = b"apiVersion: appxlint/v1\nkind: Workspace\nname: Acme\ntype: standard\nregion: us\n"
MANY = 97
"""A number of input that is neither a multiple of anything nor chosen for what it finds."""


@pytest.fixture
def folder(project: Path) -> Iterator[Path]:
    """Return an empty folder that is the working folder, outside of any pipeline."""
    with claims.in_folder(project):
        yield project


def test_changed_texts_are_read_in_good_order() -> None:
    assert texts(number=1, most=MANY).broken == ()


@pytest.mark.usefixtures("folder")
def test_commands_on_changed_projects_keep_their_promises() -> None:
    assert changed(number=1, most=MANY // 6).broken == ()


@pytest.mark.usefixtures("folder")
def test_commands_on_built_projects_keep_their_promises() -> None:
    assert built(number=1, most=MANY // 5).broken == ()


def test_a_number_gives_the_same_input_every_time_and_another_gives_another() -> None:
    first, again, other = (mutated(chance(number)) for number in (1, 1, 2))
    assert first == again != other


def test_seeds_are_small_projects_of_the_samples() -> None:
    assert len(seeds()) > MANY
    assert all(any(name.endswith((".yaml", ".json")) for name in files) for files in seeds())


def test_secrets_are_planted_where_one_stood_and_words_behind_their_keys_alone() -> None:
    at_its_place = {"a.yaml": marked(b"name: x\nclientSecret: ${env:A} # b\n")}
    assert at_its_place == {"a.yaml": f"name: x\nclientSecret: {MARK}# b\n".encode()}
    elsewhere = {"a.yaml": f"name: {MARK}\n".encode()}
    chosen = [
        planted(files, chance(number))[1] for files in (at_its_place, elsewhere) for number in range(40)
    ]
    assert {secret in WORDS for (secret,) in chosen[:40]} == {True, False}
    assert {secret in WORDS for (secret,) in chosen[40:]} == {False}


def test_a_place_behind_its_line_breaks_a_claim(monkeypatch: pytest.MonkeyPatch) -> None:
    def unbounded(source: Source, span: Span) -> Span:
        del source
        return span

    text = b"nt\nname: a\n"
    assert list(claims.of_a_text(text)) == []
    monkeypatch.setattr(Source, "within", unbounded)
    assert [each[:6] for each in claims.of_a_text(text)] == ["a.yaml"]


def test_a_parser_that_reads_something_else_breaks_a_claim(monkeypatch: pytest.MonkeyPatch) -> None:
    class Shouting(yaml_python.Loader):
        def get_event(self) -> Any:
            event = super().get_event()
            if isinstance(event, yaml.ScalarEvent):
                event.value = event.value.upper()
            return event

    monkeypatch.setattr(yaml_python, "Loader", Shouting)
    (broken,) = claims.of_a_text(GOOD)
    assert broken.startswith("two parsers read this differently")
    assert yaml_reader._Parser is not Shouting


def test_a_fault_of_the_tool_breaks_a_claim(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(claims.of_a_project({"a.yaml": GOOD}, ())) == []
    monkeypatch.setattr(entry, "run", lambda _: 70)
    assert "check ended with 70: " in list(claims.of_a_project({"a.yaml": GOOD}, ()))


@pytest.mark.usefixtures("folder")
def test_a_report_of_another_form_or_with_places_elsewhere_breaks_a_claim() -> None:
    report = {"diagnostics": [], "suppressed": [], "more": 1}
    assert any("schema" in each for each in claims._report(report, {}))
    place = {"start": {"line": 1, "column": 2}, "end": {"line": 1, "column": 4}}
    found: dict[str, Any] = {
        "rule": "wrong-type",
        "path": "a.yaml",
        "range": place,
        "related": [],
        "fix": None,
    }
    told = [*claims._report({**report, "diagnostics": [found]}, {"a.yaml": b"ab\n"})]
    assert any("lies outside of a.yaml" in each for each in told)


def test_a_secret_in_an_output_breaks_a_claim() -> None:
    said = claims.Ran(1, f"x {PASSWORD.text}", "Swordfish")
    assert len(list(claims._tells("check", said, (PASSWORD.text,)))) == 1
    assert len(list(claims._tells("check", said, ("swordfish",)))) == 1


@pytest.mark.parametrize("grows", [True, False])
def test_a_fix_that_adds_a_finding_or_never_rests_breaks_a_claim(
    grows: bool, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = '{"diagnostics": [{"rule": "wrong-type"}]}'

    def ran(*arguments: str) -> claims.Ran:
        if not grows:
            write_project(folder, {"a.yaml": f"{arguments}"})
        return claims.Ran(1, found if grows else '{"diagnostics": []}', "")

    monkeypatch.setattr(claims, "ran", ran)
    broken = "a fix adds {'wrong-type': 1}" if grows else "fixing twice is not fixing once"
    assert list(claims._fixes({"diagnostics": []}, ())) == [broken]


def test_what_breaks_a_claim_is_shown_without_the_lines_that_do_not_matter() -> None:
    def of(files: Files) -> list[str]:
        return ["broken"] if any(b"bad" in data for data in files.values()) else []

    found = Round(1, {"a.yaml": b"a\nbad\nb\n", "b.yaml": b"c\n"}, ("broken",), of).smaller()
    assert (found.files, found.broken) == ({"a.yaml": b"bad\n", "b.yaml": b""}, ("broken",))
