from __future__ import annotations

import random

import pytest

from validator.cache.columns import (
    RESTLESS,
    SILENT,
    SILENT_ACROSS,
    About,
    Columns,
    Ground,
    flat,
    written_down,
)
from validator.cache.ledger import signs_of, written
from validator.documents.looks import sign

GROUND = Ground("settings", "state", ("kind\t\t/p/.git",), ("/p/base.yaml",))
A, B, C = (sign(each) for each in "abc")
PAIRS = (written((C,)), (("c", "see"),))


def _about(path: str, at: int = 0, kind: str = "ConnectorConfig", marks: int = 0) -> About:
    return About(path, at, kind, b"", b"", (b"",), b"", marks)


@pytest.fixture
def columns() -> Columns:
    documents = [
        _about("/p/a.yaml", marks=SILENT | SILENT_ACROSS)._replace(
            told=(written((A, A, B)), PAIRS), asked=written((B,)), led_to=written((C,))
        ),
        _about("/p/b.yaml", marks=SILENT_ACROSS)._replace(told=(b"", (b"", ())), asked=written((A, B, C))),
        _about("/p/b.yaml", 1, "OAuthClient", RESTLESS)._replace(name=written((A,)), told=(written((B,)),)),
    ]
    return Columns(written_down(GROUND, documents))


def test_what_was_written_down_is_read(columns: Columns) -> None:
    assert columns.ground == GROUND
    assert (columns.paths, len(columns)) == (("/p/a.yaml", "/p/b.yaml"), 3)
    assert [columns.place(each) for each in range(3)] == [
        ("/p/a.yaml", 0, "ConnectorConfig"),
        ("/p/b.yaml", 0, "ConnectorConfig"),
        ("/p/b.yaml", 1, "OAuthClient"),
    ]
    assert columns.told(0) == (written((A, A, B)), (PAIRS,))
    assert columns.told(1) == (b"", ())
    assert [columns.name(each) for each in range(3)] == [b"", b"", written((A,))]


def test_the_documents_of_a_file_are_found(columns: Columns) -> None:
    assert [columns.has(path) for path in ("/p/a.yaml", "/p/b.yaml", "/p/base.yaml")] == [True, True, False]
    assert [*columns.documents_of("/p/a.yaml")] == [0]
    assert [*columns.documents_of("/p/b.yaml")] == [1, 2]


def test_documents_are_found_by_what_has_a_sign(columns: Columns) -> None:
    assert columns.named(A) == [2]
    assert columns.named(B) == []
    for _ in range(50):  # often enough for everything to be counted at once
        assert [columns.count(sign) for sign in (A, B, C)] == [2, 2, 0]
    assert columns.with_values(C) == {0}
    assert columns.with_values(A) == set()
    assert columns.led_to({A, C}) == {0}
    assert columns.asked({B}) == {0, 1}
    assert columns.asked({C}) == {1}
    assert columns.asked(set()) == set()


def test_documents_are_found_by_their_marks(columns: Columns) -> None:
    assert columns.with_mark(RESTLESS) == {2}
    assert columns.with_mark(SILENT, absent=True) == {1, 2}
    assert columns.with_mark(SILENT_ACROSS, absent=True) == {2}


@pytest.mark.parametrize("data", [b"", b"x", b"i\x01\x00\x00\x00"])
def test_what_is_damaged_is_refused(data: bytes) -> None:
    with pytest.raises((ValueError, TypeError, EOFError)):
        Columns(data)


def test_signs_are_found_where_they_stand_and_not_across_two_of_them() -> None:
    zero, shifted = 0, int.from_bytes(bytes([0, 0, 0, 0, 1, 0, 0, 0]), "little", signed=True)
    halves = (int.from_bytes(bytes([9, 9, 9, 9, 0, 0, 0, 0]), "little"), shifted >> 32)
    columns = Columns(written_down(GROUND, [_about("/p/a.yaml")._replace(told=(written(halves),))]))
    assert columns.count(halves[0]) == 1
    assert columns.count(zero) == 0


def test_of_many_documents_those_are_found_that_are_found_one_by_one() -> None:
    choose = random.Random(7)  # noqa: S311 - documents, no keys
    signs = [sign("thing", each) for each in range(300)]
    asked = [tuple(choose.sample(signs, choose.randrange(6))) for _ in range(5000)]
    documents = [_about(f"/p/{at}.yaml")._replace(asked=written(each)) for at, each in enumerate(asked)]
    columns = Columns(written_down(GROUND, documents))
    for wanted in (set(signs[:1]), set(signs[:7]), set(signs), {A}):
        assert columns.asked(wanted) == {at for at, each in enumerate(asked) if wanted & {*each}}


def test_what_was_told_is_flat_with_the_parts_that_have_values() -> None:
    signs, values = flat((written((A,)), PAIRS, (b"", ()), written((B,))))
    assert [*signs_of(signs)] == [A, B]
    assert values == (PAIRS,)
