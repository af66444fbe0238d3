from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.diagnostics import Position
from validator.documents.source import Source
from validator.project.toml_places import Place, places_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from validator.diagnostics import Route

TEXT = """\
# "not" = [ a key ]
select = ["one", 'two']  # = 3
limits.depth = 3
"odd key".'a.b' . plain = "x = 1 # no comment"

[severity]
'company-id' = "error"
day = 1979-05-27 07:32:00  # a date may hold a space
many = [  # brackets ] in a comment
  "]", \"\"\"
over lines ] " "" \\\"\"\" \"\"\"",
  {inner = 1, "\\u0061b" = [1, {deep = '''it's''''}]},
]

[[list]]
name = ""
[list.part]
x = []
[[list.more]]
[[list.more]]
[[ list ]]
[list.part]
[ tool . "app lint" ]
x = {}
"""


@pytest.mark.parametrize(
    ("route", "key", "value"),
    [
        (("select",), (2, 1), (2, 10)),
        (("select", 1), (2, 18), (2, 18)),
        (("limits",), (3, 1), (3, 1)),
        (("limits", "depth"), (3, 8), (3, 16)),
        (("odd key",), (4, 1), (4, 1)),
        (("odd key", "a.b"), (4, 11), (4, 11)),
        (("odd key", "a.b", "plain"), (4, 19), (4, 27)),
        (("severity",), (6, 2), (6, 2)),
        (("severity", "company-id"), (7, 1), (7, 16)),
        (("severity", "day"), (8, 1), (8, 7)),
        (("severity", "many"), (9, 1), (9, 8)),
        (("severity", "many", 0), (10, 3), (10, 3)),
        (("severity", "many", 1), (10, 8), (10, 8)),
        (("severity", "many", 2), (12, 3), (12, 3)),
        (("severity", "many", 2, "inner"), (12, 4), (12, 12)),
        (("severity", "many", 2, "ab", 1, "deep"), (12, 32), (12, 39)),
        (("list",), (15, 3), (15, 3)),
        (("list", 0), (15, 3), (15, 3)),
        (("list", 0, "name"), (16, 1), (16, 8)),
        (("list", 0, "part"), (17, 7), (17, 7)),
        (("list", 0, "part", "x"), (18, 1), (18, 5)),
        (("list", 0, "more", 1), (20, 8), (20, 8)),
        (("list", 1), (21, 4), (21, 4)),
        (("list", 1, "part"), (22, 7), (22, 7)),
        (("tool", "app lint"), (23, 10), (23, 10)),
        (("tool", "app lint", "x"), (24, 1), (24, 5)),
    ],
)
def test_each_spelling_has_its_place(route: Route, key: tuple[int, int], value: tuple[int, int]) -> None:
    assert places_of(TEXT)[route] == (key, value)


def test_every_part_of_the_data_has_a_place_and_nothing_else() -> None:
    assert set(places_of(TEXT)) == set(_routes(tomllib.loads(TEXT)))


@pytest.mark.parametrize("text", ["", "\n", "# nothing", "  # nothing\n\n"])
def test_a_text_without_keys_has_no_places(text: str) -> None:
    assert places_of(text) == {}


def test_lists_may_lie_deep_in_each_other() -> None:
    text = f"x = {'[' * 5000}{']' * 5000}"
    assert places_of(text)["x", *[0] * 4999] == Place(Position(1, 5004), Position(1, 5004))


@given(st.text(alphabet="ab=.[]{},#'\"\\\n ", max_size=30))
def test_a_text_that_is_no_toml_comes_to_an_end_too(text: str) -> None:
    assert isinstance(places_of(text), dict)


def _routes(data: Any, route: Route = ()) -> list[Route]:
    entries = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    below = [found for step, value in entries for found in _routes(value, (*route, step))]
    return [route, *below] if route else below


class Writer:
    """Spells data as TOML, each part in one of the ways there are, and notes where it has put what."""

    def __init__(self, draw: Callable[..., Any]) -> None:
        self.text = ""
        self.keys: dict[Route, int] = {}
        self.values: dict[Route, int] = {}
        self._draw = draw

    def body(self, data: dict[str, Any], route: Route) -> None:
        """Write the entries of a table that has its header: plain ones, then those with headers of their own."""
        with_header = [key for key, value in data.items() if self._may_have_header(value) and self._either()]
        for key, value in data.items():
            if key not in with_header:
                self._entry((*route, key), value)
                self._put("\n")
            self._noise("\n")
        for key in with_header:
            value = data[key]
            if isinstance(value, list):
                for number, item in enumerate(value):
                    self._header((*route, key), "[[", "]]", number)
                    self.body(item, (*route, key, number))
            else:
                self._header((*route, key), "[", "]")
                self.body(value, (*route, key))

    def _may_have_header(self, value: object) -> bool:
        several = isinstance(value, list) and value and all(isinstance(each, dict) for each in value)
        return bool(several) or isinstance(value, dict)

    def _header(self, route: Route, opening: str, closing: str, number: int | None = None) -> None:
        self._put(opening)
        steps = [end for end in range(1, len(route) + 1) if isinstance(route[end - 1], str)]
        at = 0
        for end in steps:
            self._noise("")
            at = self._name(route[:end], ends=end == len(route) and number is None)
            self._noise("")
            self._put(closing if end == len(route) else ".")
        if number is not None:
            self.keys[*route, number] = self.values[*route, number] = at
        self._noise("\n")

    def _entry(self, route: Route, value: Any, base: int | None = None) -> None:
        """Write an entry, a table in it with dots or braces; `base` is how much of the route stands around it."""
        start = len(route) - 1 if base is None else base
        if isinstance(value, dict) and len(value) == 1 and self._either():
            ((key, inner),) = value.items()
            self._entry((*route, key), inner, start)
            return
        for end in range(start + 1, len(route) + 1):
            self._name(route[:end], ends=end == len(route))
            self._put(self._one_of([" . ", "."]) if end < len(route) else self._one_of(["=", " = ", "  ="]))
        self._value(route, value)

    def _name(self, route: Route, *, ends: bool) -> int:
        at, name = len(self.text), str(route[-1])
        if ends:
            self.keys[route] = self.values[route] = at
        else:
            self.keys.setdefault(route, at)
            self.values.setdefault(route, at)
        spellings = [_basic(name)]
        spellings += [name] if re.fullmatch(r"[A-Za-z0-9_-]+", name) else []
        spellings += [f"'{name}'"] if "'" not in name and "\n" not in name else []
        self._put(self._one_of(spellings))
        return at

    def _value(self, route: Route, value: Any) -> None:
        self._put(self._one_of(["", " "]))
        self.values[route] = len(self.text)
        if isinstance(route[-1], int):
            self.keys[route] = len(self.text)
        if isinstance(value, dict):
            self._put("{")
            for number, (key, inner) in enumerate(value.items()):
                self._put(", " if number else "")
                self._entry((*route, key), inner)
            self._put("}")
        elif isinstance(value, list):
            self._put("[")
            for number, inner in enumerate(value):
                self._noise("\n" if self._either() else "")
                self._value((*route, number), inner)
                self._noise("")
                self._put("," if number + 1 < len(value) or self._either() else "")
            self._noise("\n" if self._either() else "")
            self._put("]")
        elif isinstance(value, str):
            self._put(self._one_of(_spellings(value)))
        else:
            self._put(json.dumps(value))

    def _noise(self, ending: str) -> None:
        """Write what says nothing: blanks, and where a line may end, comments and empty lines."""
        self._put(self._one_of(["", " ", "  "]))
        if ending:
            self._put(self._one_of(["\n", '# [a] = "b\n', "\n \n", "#'\n", "#\n"]))

    def _either(self) -> bool:
        return bool(self._draw(st.booleans()))

    def _one_of(self, choices: list[str]) -> str:
        return str(self._draw(st.sampled_from(choices)))

    def _put(self, text: str) -> None:
        self.text += text


def _basic(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("a", "\\u0061")


def _spellings(text: str) -> list[str]:
    escaped = text.replace("\\", "\\\\")
    found = [_basic(text), '"""\n' + escaped.replace('"""', '""\\"') + '"""']
    if "'" not in text and "\n" not in text:
        found.append(f"'{text}'")
    if "'''" not in text:
        found.append(f"'''\n{text}'''")
    return found


words = st.text(alphabet="ab\"'\\#[]{}=,. \n\u00e9", max_size=8)
scalars = st.one_of(words, st.integers(-9, 9), st.booleans())
values = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(words, inner, max_size=3)),
    max_leaves=8,
)


@given(st.dictionaries(words, values, max_size=4), st.data())
def test_every_key_and_value_is_found_where_it_was_written(
    data: dict[str, Any], choices: st.DataObject
) -> None:
    writer = Writer(choices.draw)
    writer.body(data, ())
    assert tomllib.loads(writer.text) == data
    source = Source("", writer.text)
    assert places_of(writer.text) == {
        route: Place(source.position(writer.keys[route]), source.position(writer.values[route]))
        for route in _routes(data)
    }
