"""Named tuples that cost next to nothing to define: a start defines dozens, of most of which it makes no value.

They do what those of `typing` do, without importing `typing` and without compiling a constructor for each.
"""

from __future__ import annotations

from _collections import _tuplegetter  # type: ignore[import-not-found]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, NamedTuple, Self

__all__ = ["NamedTuple"]

# What the fields of `collections.namedtuple` are read with: a property would take thrice as long.
_field = _tuplegetter


def _last(fields: Sequence[str], defaults: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return the defaults of the last fields, as many as have one behind each other."""
    found: list[Any] = []
    for field in reversed(fields):
        if field not in defaults:
            break
        found.insert(0, defaults[field])
    return tuple(found)


class _Kind(type):
    """Makes of a class whose annotated fields are the parts of a tuple; what a field is set to is its default."""

    def __new__(mcs, name: str, bases: tuple[type, ...], namespace: dict[str, Any]) -> _Kind:
        fields = tuple(namespace.get("__annotations__", ()))
        defaults = {field: namespace[field] for field in fields if field in namespace}
        getters = {field: _field(at, None) for at, field in enumerate(fields)}
        own = {"_fields": fields, "_field_defaults": defaults, "__match_args__": fields, "__slots__": ()}
        quick = {"_number": len(fields), "_last": _last(fields, defaults)}
        return super().__new__(mcs, name, bases, {**namespace, **getters, **own, **quick})


class _NamedTuple(tuple, metaclass=_Kind):  # type: ignore[type-arg]  # noqa: SLOT001 - which its metaclass defines
    """The base of named tuples."""

    if TYPE_CHECKING:  # else these would be its own fields
        _fields: tuple[str, ...]
        _field_defaults: dict[str, Any]
        _number: int
        _last: tuple[Any, ...]

    def __new__(cls, *values: Any, **named: Any) -> Self:  # noqa: ANN401 - as the fields have it
        if named:
            values = _by_name(cls, named) if not values else tuple(_whole(cls, values, named))
        elif lacking := cls._number - len(values):
            if 0 < lacking <= len(cls._last):
                values += cls._last[-lacking:]
            else:
                values = tuple(_whole(cls, values, named))
        return tuple.__new__(cls, values)

    def _replace(self, **named: Any) -> Self:  # noqa: ANN401 - as above
        """Return the same value but for some fields."""
        values = tuple(map(named.pop, self._fields, self))
        if named:
            raise TypeError(f"{type(self).__name__} takes {', '.join(self._fields)}")
        return tuple.__new__(type(self), values)

    def _asdict(self) -> dict[str, Any]:
        """Return the values of the fields by name."""
        return dict(zip(self._fields, self, strict=True))

    def __repr__(self) -> str:
        parts = ", ".join(f"{field}={value!r}" for field, value in self._asdict().items())
        return f"{type(self).__name__}({parts})"

    def __getnewargs__(self) -> tuple[Any, ...]:
        return tuple(self)


def _by_name(kind: type[_NamedTuple], named: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return the value of every field, as `_whole` does, where none is given by its place; most often all are."""
    if len(named) == len(kind._fields):
        try:
            return tuple(map(named.__getitem__, kind._fields))
        except KeyError:
            pass
    return tuple(_whole(kind, (), named))


def _whole(kind: type[_NamedTuple], values: Sequence[Any], named: Mapping[str, Any]) -> list[Any]:
    """Return the value of every field.

    Raises:
        TypeError: a value is for no field or the second for one, or a field has neither a value nor a default.
    """
    fields = kind._fields
    given = {**dict(zip(fields, values, strict=False)), **named} if values else named
    known = {**kind._field_defaults, **given}
    if len(known) > len(fields) or len(values) + len(named) > len(given):
        raise TypeError(f"{kind.__name__} takes {', '.join(fields)}, and each of them once")
    try:
        return [known[field] for field in fields]
    except KeyError:
        lacking = [field for field in fields if field not in known]
        raise TypeError(f"{kind.__name__} lacks {', '.join(lacking)}") from None


if not TYPE_CHECKING:
    NamedTuple = _NamedTuple
