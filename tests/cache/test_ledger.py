from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from validator.cache.ledger import Ledger, signs_of, united, written
from validator.documents.document import Document
from validator.documents.kinds import CLIENT, CONFIG
from validator.documents.looks import sign, sign_of_name
from validator.documents.source import Source

if TYPE_CHECKING:
    from validator.cache.ledger import Known, Told

A, B, C = (sign(each) for each in "abc")
Files = dict[str, tuple[bytes, tuple["Known", ...]]]


def _document(path: str, kind: str = CONFIG, name: str = "n", index: int = 0) -> Document:
    return Document(Source(path, "", file=path), index=index, kind=kind, data={"name": name})


def _tally(*signs: int) -> Told:
    return (written(signs),)


class Run:
    """One run after another, over documents and what each of them tells."""

    def __init__(self) -> None:
        self.before: Files = {}

    def __call__(
        self,
        documents: dict[str, tuple[Document, Told]],
        digests: dict[str, bytes] | None = None,
        asked: dict[str, frozenset[int]] | None = None,
        *,
        is_sure: bool = True,
        odd: tuple[str, ...] = (),
        outside: bool = False,
    ) -> tuple[Ledger, list[str]]:
        """Return the ledger of a run, and the paths of documents that had to be asked."""
        now = {path: ((digests or {}).get(path, b"1"),) for path in documents if path not in odd}
        ledger = Ledger(self.before, now, is_sure=is_sure)
        ledger.begin([document for document, _ in documents.values()])
        told_again = []
        for path, (document, told) in documents.items():
            if ledger.told_of(document) is None:
                ledger.tells(document, told, (False, outside, (asked or {}).get(path, frozenset())))
                told_again.append(path)
        ledger.end()
        self.before = {path: (*now[path], ledger.known_now(path)) for path in now}
        return ledger, told_again


def _others(ledger: Ledger, *signs: int) -> list[bool]:
    return [ledger.has_other_answers(written([each])) for each in signs]


def test_what_is_known_is_not_asked_again_and_no_question_has_another_answer() -> None:
    run = Run()
    documents = {"x": (_document("x"), _tally(A, B)), "y": (_document("y"), _tally(B))}
    assert run(documents, is_sure=False)[1] == ["x", "y"]
    ledger, told = run(documents)
    assert told == []
    assert _others(ledger, A, B, C) == [False, False, False]
    assert ledger.told_of(documents["x"][0]) == _tally(A, B)


@pytest.mark.parametrize(
    ("before", "now", "other"),
    [
        ((A, B), (A, B), []),
        ((A, B), (B, A), []),
        ((A, B), (A, C), [B, C]),
        ((A,), (A, A), [A]),
        ((A, A), (A,), [A]),
        ((), (C,), [C]),
        ((A, B), (), [A, B]),
    ],
)
def test_what_a_changed_document_tells_otherwise_has_other_answers(
    before: tuple[int, ...], now: tuple[int, ...], other: list[int]
) -> None:
    run = Run()
    run({"x": (_document("x"), _tally(*before)), "y": (_document("y"), _tally(A, B, C))})
    documents = {"x": (_document("x"), _tally(*now)), "y": (_document("y"), _tally(A, B, C))}
    ledger, told = run(documents, {"x": b"2"})
    assert told == ["x"]
    assert _others(ledger, A, B, C) == [each in other for each in (A, B, C)]


def test_values_that_differ_are_other_answers_to_all_that_they_are_of() -> None:
    run = Run()
    told: list[Any] = [((written([A]), (("a", value),)),) for value in ("1", "2")]
    run({"x": (_document("x"), told[0])})
    assert _others(run({"x": (_document("x"), told[0])}, {"x": b"2"})[0], A, B) == [False, False]
    assert _others(run({"x": (_document("x"), told[1])}, {"x": b"3"})[0], A, B) == [True, False]


def test_what_a_document_told_that_came_or_went_or_moved_has_other_answers() -> None:
    run = Run()
    x, y = (_document("x"), _tally(A)), (_document("y"), _tally(B))
    run({"x": x, "y": y})
    assert _others(run({"x": x})[0], A, B) == [False, True]
    assert _others(run({"x": x, "y": y})[0], A, B) == [False, True]
    assert _others(run({"x": x, "z": (_document("z"), _tally(B))})[0], A, B) == [False, True]


def test_whoever_leads_to_a_document_that_has_changed_is_asked_again() -> None:
    run = Run()
    config, client = (_document("x"), _tally(A)), (_document("y", CLIENT, "Acme"), _tally(B))
    name = sign_of_name(CLIENT, "Acme")
    asked = {"x": frozenset({name})}
    run({"x": config, "y": client}, asked=asked)
    ledger, told = run({"x": (config[0], _tally(C)), "y": client}, {"y": b"2"}, asked)
    assert told == ["x", "y"]
    assert _others(ledger, A, B, C, name) == [True, False, True, True]
    renamed = (_document("y", CLIENT, "Birch"), _tally(B))
    ledger, told = run({"x": (config[0], _tally(C)), "y": renamed}, {"y": b"3"}, asked)
    assert told == ["x", "y"]
    assert _others(ledger, name, sign_of_name(CLIENT, "Birch")) == [True, True]
    ledger, told = run({"x": (config[0], _tally(C))}, asked=asked)
    assert told == []
    assert _others(ledger, name) == [False]


def test_what_rests_on_more_than_documents_is_asked_each_time() -> None:
    run = Run()
    run({"x": (_document("x"), _tally(A))}, outside=True)
    ledger, told = run({"x": (_document("x"), _tally(B))}, outside=True)
    assert told == ["x"]
    assert _others(ledger, A, B, C) == [True, True, False]


def test_where_an_odd_file_may_tell_something_else_nothing_is_known() -> None:
    run = Run()
    odd, client = (_document("x"), _tally(A)), (_document("y", CLIENT, "Acme"), _tally(B))
    asked = {"x": frozenset({sign_of_name(CLIENT, "Acme")})}
    run({"x": odd, "y": client}, asked=asked, odd=("x",))
    ledger, told = run({"x": odd, "y": client}, asked=asked, odd=("x",))
    assert told == ["x"]
    assert _others(ledger, C) == [False]
    ledger, _ = run({"x": odd, "y": client}, {"y": b"2"}, asked, odd=("x",))
    assert _others(ledger, C) == [True]


def test_where_all_else_is_not_as_it_was_nothing_is_known() -> None:
    run = Run()
    documents = {"x": (_document("x"), _tally(A))}
    run(documents)
    ledger, told = run(documents, is_sure=False)
    assert told == ["x"]
    assert _others(ledger, A, C) == [True, True]


def test_a_document_is_told_from_another_in_its_file() -> None:
    run = Run()
    one = _document("x", name="1")
    run({"x": (one, _tally(A))})
    assert run.before["x"][1][0][0] == 0
    ledger = Ledger(run.before, {"x": (b"1",)}, is_sure=True)
    ledger.begin([one])
    assert ledger.told_of(_document("x", index=1)) is None
    assert ledger.told_of(one) == _tally(A)


def test_signs_are_kept_as_bytes() -> None:
    assert [*signs_of(written([A, B]))] == [A, B]
    assert [*signs_of(b"")] == []
    assert {*signs_of(united(written([A, B]), written([B, C])))} == {A, B, C}
    assert united(written([A]), b"") == united(b"", written([A])) == written([A])
