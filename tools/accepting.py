"""A shipped schema as Python that answers whether data fits it, one function for each part that has several demands."""

from __future__ import annotations

import ast
import json
import re
from typing import TYPE_CHECKING, Any

from validator.schema.schemas import schema
from validator.schema.texts import DAY

if TYPE_CHECKING:
    from collections.abc import Iterator

_OBJECT = ("properties", "additionalProperties", "required")
_ARRAY = ("items", "minItems")
_SILENT = frozenset(
    {
        *("$schema", "$id", "$comment", "title", "description", "examples", "default"),
        *("definitions", "errorMessage", "writeOnly", "then", "else", "type"),
    }
)
_TYPES = {
    "object": "type({0}) is dict",
    "array": "type({0}) is list",
    "string": "type({0}) is str",
    "boolean": "type({0}) is bool",
    "null": "{0} is None",
    "number": "type({0}) in (int, float)",
    "integer": "(type({0}) is int or type({0}) is float and {0}.is_integer())",
}
_OPPOSITES: dict[type[ast.cmpop], tuple[str, str]] = {
    ast.In: (" in ", " not in "),
    ast.NotIn: (" not in ", " in "),
    ast.Is: (" is ", " is not "),
    ast.Eq: (" == ", " != "),
    ast.GtE: (" >= ", " < "),
}
_NUMBERS = frozenset({"number", "integer"})
_IS_NUMBER = _TYPES["number"]
_IS_TEXT = _TYPES["string"]


class UnwrittenError(Exception):
    """A schema says something that this generator has no Python for."""


class Module:
    """The module of one schema while it is written: its functions, patterns, sets of keys and imports."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._functions: dict[str, list[str]] = {}
        self._constants: dict[str, str] = {}
        self._patterns: dict[str, str] = {}
        self._imports: set[str] = set()
        self._helpers: set[str] = set()

    def text(self) -> str:
        """Return the module's text."""
        whole = schema(self.name)
        for title, node in whole.get("definitions", {}).items():
            self._function(snake(title), node)
        if whole.keys() - _SILENT:
            self._function("accepts", whole)
        return "\n".join([*self._head(), *self._body()]) + "\n"

    def _head(self) -> Iterator[str]:
        yield f'"""Whether data fits schemas/{self.name}: made from it by `make generate`."""'
        yield from ("", "from __future__ import annotations", "")
        if self._imports:
            yield f"from validator.schema.generated import {', '.join(sorted(self._imports))}"
        if self._helpers:
            yield f"from validator.schema.texts import {', '.join(sorted(self._helpers))}"
        if self._patterns:
            yield "from validator.lazy import lazy"
        yield ""
        yield from (f"{name} = lazy({_raw(source)})" for source, name in self._patterns.items())
        yield from (f"{name} = {value}" for name, value in self._constants.items())

    def _body(self) -> Iterator[str]:
        for name, lines in self._functions.items():
            yield from ("", "", f"def {name}(data: object) -> bool:", *(f"    {line}" for line in lines))

    def _function(self, name: str, node: Any) -> str:  # noqa: ANN401 - a JSON document
        """Write a function for a part of the schema, and return its name."""
        if name in self._functions:
            raise UnwrittenError(f"two parts of {self.name} are called {name}")
        self._functions[name] = []  # keeps the order: a part before its own parts
        self._functions[name] = list(self._lines(name, node))
        return name

    def _lines(self, name: str, node: Any) -> Iterator[str]:  # noqa: ANN401
        demands = self._simple(node)
        if demands is not None:
            yield f"return {demands.format('data')}" if demands else "return True"
            return
        kinds = _kinds(node)
        if kinds:
            yield from _unless(_type(kinds).format("data"))
        for keyword in node.keys() - {*_SILENT, *_OBJECT, *_ARRAY, "anyOf", "allOf", "if"}:
            yield from _unless(self._value(keyword, node).format("data"))
        yield from _guarded("list", kinds, list(self._array(name, node)))
        yield from _guarded("dict", kinds, list(self._object(name, node)))
        yield from self._combined(name, node)
        yield "return True"

    def _array(self, name: str, node: Any) -> Iterator[str]:  # noqa: ANN401
        if "minItems" in node:
            yield from _unless(f"len(data) >= {node['minItems']}")
        if "items" in node:
            test = self._test(f"{name}_item", node["items"])
            if test != "True":
                yield from _unless(f"all({test.format('each')} for each in data)")

    def _object(self, name: str, node: Any) -> Iterator[str]:  # noqa: ANN401
        known = node.get("properties", {})
        more = node.get("additionalProperties", True)
        if more is False:
            allowed = [key for key, inner in known.items() if inner is not False]
            yield from _unless(f"data.keys() <= {self._constant(f'_{name.upper()}_KEYS', _set(allowed))}")
        else:
            refused = [key for key, inner in known.items() if inner is False]
            yield from (line for key in refused for line in _unless(f'"{key}" not in data'))
        for key in node.get("required", ()):
            yield from _unless(f'"{key}" in data')
        for key, inner in known.items():
            test = self._test(f"{name}_{snake(key)}", inner)
            if test not in {"True", "False"}:
                present = "" if key in node.get("required", ()) else f'"{key}" in data and '
                yield f"if {present}{_not(test.format(_item(key)))}:"
                yield "    return False"
        if not isinstance(more, bool):
            yield from self._additional(name, known, more)

    def _additional(self, name: str, known: dict[str, Any], more: Any) -> Iterator[str]:  # noqa: ANN401
        test = self._test(f"{name}_value", more)
        if known:
            keys = self._constant(f"_{name.upper()}_KEYS", _set(known))
            yield from _unless(f"all(key in {keys} or {test.format('each')} for key, each in data.items())")
        else:
            yield from _unless(f"all({test.format('each')} for each in data.values())")

    def _combined(self, name: str, node: Any) -> Iterator[str]:  # noqa: ANN401
        if "anyOf" in node:
            tests = [self._test(f"{name}_{at}", each) for at, each in enumerate(node["anyOf"], 1)]
            yield from _unless(" or ".join(each.format("data") for each in tests))
        for at, each in enumerate(node.get("allOf", ()), 1):
            yield from _unless(self._test(f"{name}_all_{at}", each).format("data"))
        if "if" in node:
            asked = self._test(f"{name}_if", node["if"]).format("data")
            for branch, no in (("then", ""), ("else", "not ")):
                test = self._test(f"{name}_{branch}", node.get(branch, True))
                if test != "True":
                    yield f"if {no}{_bracketed(asked)} and {_not(test.format('data'))}:"
                    yield "    return False"

    def _test(self, name: str, node: Any) -> str:  # noqa: ANN401
        """Return an expression with a place for the value, which is true where the value fits."""
        simple = self._simple(node)
        return simple if simple is not None else f"{self._function(name, node)}({{0}})"

    def _simple(self, node: Any) -> str | None:  # noqa: ANN401
        """Return the expression for a part that one line says, else None; of a part without demands `True`."""
        if isinstance(node, bool):
            return f"{node}"
        if "$ref" in node:
            return f"{self._target(node['$ref'])}({{0}})"
        keywords = node.keys() - _SILENT
        if keywords & {*_OBJECT, *_ARRAY, "anyOf", "allOf", "if"}:
            return None
        kinds = _kinds(node)
        tests = [self._value(keyword, node) for keyword in node if keyword in keywords]
        # A constant, or one of some, is of the right type already.
        if kinds and not keywords & {"const", "enum"}:
            tests.insert(0, _type(kinds))
        return " and ".join(tests) or "True"

    def _target(self, reference: str) -> str:
        file, _, pointer = reference.partition("#")
        function = snake(pointer.rpartition("/")[2]) if pointer else "accepts"
        if not file:
            return function
        self._imports.add(module_name(file))
        return f"{module_name(file)}.{function}"

    def _value(self, keyword: str, node: Any) -> str:  # noqa: ANN401
        """Return the expression for a keyword about a value itself; it passes over values of other types."""
        value, kinds = node[keyword], _kinds(node)
        match keyword:
            case "const":
                return _equal(value)
            case "enum":
                texts = all(isinstance(each, str) for each in value)
                return f"{{0}} in {_tuple(value)}" if texts else _either([_equal(each) for each in value])
            case "minLength":
                return _where(_IS_TEXT, f"len({{0}}) >= {value}", certain=kinds == ["string"])
            case "minimum" | "maximum":
                sign = ">=" if keyword == "minimum" else "<="
                return _where(_IS_NUMBER, f"{{0}} {sign} {value}", certain=_NUMBERS.issuperset(kinds or [""]))
            case "pattern":
                return _where(_IS_TEXT, self._fits(value), certain=kinds == ["string"])
            case "format":
                self._helpers.add("has_format")
                return _where(_IS_TEXT, f'has_format({{0}}, "{value}")', certain=kinds == ["string"])
            case _:
                raise UnwrittenError(f"{keyword} in {self.name}")

    def _fits(self, pattern: str) -> str:
        """Return the expression for a text that fits a pattern; that of days needs none."""
        self._helpers.add("is_day" if pattern == DAY else "fits")
        return "is_day({0})" if pattern == DAY else f"fits({self._pattern(pattern)}, {{0}})"

    def _pattern(self, source: str) -> str:
        # JSON Schema's $ is the end of the text, Python's may stand before a last line break.
        if source.endswith("$"):
            source = source[:-1] + r"\Z"
        return self._patterns.setdefault(source, f"_PATTERN_{len(self._patterns) + 1}")

    def _constant(self, name: str, value: str) -> str:
        self._constants[name] = value
        return name


def module_name(name: str) -> str:
    """Return the name of the module for a schema's file."""
    return name.removesuffix(".json").replace("-", "_")


def snake(name: str) -> str:
    """Return a key in the case of functions."""
    return re.sub(r"[^a-z0-9]+", "_", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower())


def _kinds(node: Any) -> list[str]:  # noqa: ANN401
    kinds = node.get("type", [])
    return [kinds] if isinstance(kinds, str) else list(kinds)


def _type(kinds: list[str]) -> str:
    if set(kinds) > {"integer"} and "number" in kinds:
        kinds = [each for each in kinds if each != "integer"]
    return _either([_TYPES[each] for each in kinds])


def _either(tests: list[str]) -> str:
    return tests[0] if len(tests) == 1 else f"({' or '.join(tests)})"


def _where(condition: str, test: str, *, certain: bool) -> str:
    return test if certain else f"(not {_bracketed(condition)} or {test})"


def _equal(value: Any) -> str:  # noqa: ANN401
    if value is None or isinstance(value, bool):
        return f"{{0}} is {value}"
    if isinstance(value, str):
        return f"{{0}} == {_text(value)}"
    if isinstance(value, int):
        return f"(type({{0}}) is int and {{0}} == {value})"
    raise UnwrittenError(f"a constant that is a {type(value).__name__}")


def _bracketed(test: str) -> str:
    """Return an expression in brackets, unless it is a call or has them already."""
    whole = ast.parse(test, mode="eval").body
    return test if isinstance(whole, ast.Call) or whole.col_offset else f"({test})"


def _not(test: str) -> str:
    """Return the opposite of an expression as people would write it."""
    match ast.parse(test, mode="eval").body:
        case ast.Compare(left=left, ops=[op]) if type(op) in _OPPOSITES:
            end = left.end_col_offset or 0
            sign, opposite = _OPPOSITES[type(op)]
            return test[:end] + test[end:].replace(sign, opposite, 1)
        case _:
            return f"not {_bracketed(test)}"


def _unless(test: str) -> Iterator[str]:
    yield f"if {_not(test)}:"
    yield "    return False"


def _guarded(kind: str, kinds: list[str], lines: list[str]) -> Iterator[str]:
    """Yield lines that hold for one type of value alone, under a condition unless no other gets there."""
    alone = kinds == [{"dict": "object", "list": "array"}[kind]]
    if lines and not alone:
        yield f"if type(data) is {kind}:"
    yield from lines if alone else (f"    {line}" for line in lines)


def _item(key: str) -> str:
    return f'data["{key}"]'


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False).replace("{", "{{").replace("}", "}}")


def _tuple(values: list[str]) -> str:
    inner = ", ".join(_text(each) for each in values)
    return f"({inner},)" if len(values) == 1 else f"({inner})"


def _set(keys: Any) -> str:  # noqa: ANN401
    return f"frozenset({{{', '.join(json.dumps(key) for key in keys)}}})"


def _raw(source: str) -> str:
    return f'r"{source}"'
