"""Documents as YAML: what is written is what is read, by this tool and by others."""

from __future__ import annotations

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from validator.onboard import writing
from validator.onboard.writing import document_text, reads_as, scalar

TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40)
DATA = st.recursive(
    st.one_of(TEXTS, st.booleans(), st.integers(-(10**19), 10**19)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(TEXTS.filter(bool), inner, max_size=3)
    ),
    max_leaves=8,
)
AWKWARD = (
    *(
        "no",
        "Yes",
        "on",
        "y",
        "~",
        "null",
        "true",
        "007",
        "0x1F",
        "0b11",
        "0o7",
        "1_000",
        "1e5",
        ".inf",
        ".5",
        "12:30",
    ),
    *(
        "2026-10-02",
        "=",
        "<<",
        "-",
        "- a",
        "? a",
        ": a",
        "a: b",
        "a:",
        "a #b",
        "#a",
        "a ",
        " a",
        "",
        "\t",
        "a\nb",
        "a\r",
    ),
    *("'a'", '"a"', "\\", "*a", "&a", "!a", "|", ">", "%a", "@a", "`a", "[a]", "{a}", "a, b", "...", "---"),
    *("Söhne", "株式会社", "a\u00a0b", "a\u2028b", "\ufeffa", "\x85", "\x07", "😀", "e\u0301", "\u202ea"),
)


@pytest.mark.parametrize("text", AWKWARD)
def test_an_awkward_name_stays_what_it_is_for_every_reader(text: str) -> None:
    written = f"a: {scalar(text)}\n"
    assert yaml.safe_load(written) == {"a": text}
    assert reads_as(written, [{"a": text}])


@given(st.dictionaries(TEXTS.filter(bool), DATA, max_size=4))
def test_any_data_reads_back(data: dict[str, object]) -> None:
    data = {key: value for key, value in data.items() if key not in {"apiVersion", "kind", "<<"}}
    text = document_text("Workspace", data)
    assert yaml.safe_load(text) == {"apiVersion": "appxlint/v1", "kind": "Workspace", **data}


def test_plain_names_stay_without_quotes() -> None:
    for text in (
        "Acme Builders",
        "Procore + Ledger (Payroll)",
        "${env:A_B}",
        "https://login.example.com/oauth/token",
        "3 Rivers",
    ):
        assert scalar(text) == text


def test_what_does_not_read_back_is_never_returned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "scalar", lambda value: f"{value}")
    with pytest.raises(RuntimeError):
        document_text("Workspace", {"name": "no: yes: "})


def test_reading_back_tells_types_and_order() -> None:
    assert reads_as("a: 1\nb: x\n", [{"a": 1, "b": "x"}])
    assert not reads_as("a: '1'\nb: x\n", [{"a": 1, "b": "x"}])
    assert not reads_as("a: 1\nb: x\n", [{"b": "x", "a": 1}])
    assert not reads_as("a: true\n", [{"a": 1}])
    assert not reads_as(json.dumps({"a": 1}), [])
