from __future__ import annotations

import marshal

from hypothesis import given
from hypothesis import strategies as st

from validator.documents.packed import pack, shared, unpack

SCALARS = st.none() | st.booleans() | st.integers() | st.text(max_size=8)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=16,
)
MAPPINGS = st.dictionaries(st.text(max_size=4), VALUES, max_size=6)


@given(MAPPINGS)
def test_a_mapping_is_the_same_after_it_was_packed(data: dict[str, object]) -> None:
    assert repr(unpack(*pack(data))) == repr(data)


@given(MAPPINGS)
def test_a_packed_mapping_goes_to_another_process(data: dict[str, object]) -> None:
    shape, values = marshal.loads(marshal.dumps(pack(data)))  # noqa: S302 - written here
    assert unpack(shared(shape), values) == data


def test_alike_mappings_share_what_their_keys_are_called() -> None:
    first, second = pack({"name": "a", "at": {"x": 1}}), pack({"name": "b", "at": {"x": 2}})
    assert first[0] is second[0]
    assert first[1] != second[1]
    assert pack({"at": {"x": 1}, "name": "a"})[0] is not first[0]


def test_the_keys_of_a_mapping_cost_no_room_in_its_values() -> None:
    assert len(pack({"a" * 100: {"b" * 100: "value"}})[1]) < 40


def test_a_mapping_is_made_anew_each_time() -> None:
    packed = pack({"names": ["a"]})
    first = unpack(*packed)
    first["names"].append("b")
    assert unpack(*packed) == {"names": ["a"]}
