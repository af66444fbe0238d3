"""Columns: which field each heading of a table means, in the words of the screens or as the user maps them."""

from __future__ import annotations

from validator.diagnostics import UsageError
from validator.onboard.answers import Answer, Row, cell_text
from validator.onboard.fields import DETAILS, fields, of_attribute
from validator.onboard.sheet import letters
from validator.secrets.vocabulary import is_prose
from validator.values import NamedTuple
from validator.words import closest, did_you_mean, is_showable, listed, quoted, simplified

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from validator.onboard.fields import Field
    from validator.onboard.sheet import Sheet
    from validator.project.index import Index


class Columns(NamedTuple):
    """The fields that columns fill, by the places of the columns from zero, and the columns that fill none.

    Of `recognised` ones the heading tells the field.
    """

    fields: Mapping[int, str]
    others: tuple[int, ...]
    recognised: frozenset[int] = frozenset()


def known_fields(index: Index, connectors: Iterable[str]) -> dict[str, Field]:
    """Return the fields of any set-up, and those for what the definitions of some connectors ask for."""
    found = dict(fields())
    own = _known_details(index, connectors)
    for connector in connectors:
        for definition in index.definitions(index.canonical(connector)):
            for attribute in index.attributes(definition):
                if attribute.key not in own:
                    field = of_attribute(attribute)
                    found.setdefault(field.name, field)
    return {**found, **_with_titles(found, own, index, connectors)}


def _known_details(index: Index, connectors: Iterable[str]) -> dict[str, str]:
    """Return the fields that stand for details of any connector, by the keys that they have there."""
    from validator.project.facts import environment_key  # noqa: PLC0415 - as late as its module's facts

    found = {environment_key(): "environment"}
    for connector in connectors:
        found.update(dict.fromkeys(number_keys(index, connector), "companyId"))
    return found


def number_keys(index: Index, connector: str) -> list[str]:
    """Return the keys under which a connector takes the company's number."""
    document = index.connector(index.canonical(connector))
    keys = document.get("companyId", "keys") if document is not None else None
    return [key for key in keys if isinstance(key, str)] if isinstance(keys, list) else []


def _with_titles(
    found: Mapping[str, Field], own: Mapping[str, str], index: Index, connectors: Iterable[str]
) -> dict[str, Field]:
    """Return the fields for details of any connector with the titles that definitions give them as headings, too."""
    changed: dict[str, Field] = {}
    for connector in connectors:
        for definition in index.definitions(index.canonical(connector)):
            for attribute in index.attributes(definition):
                name = own.get(attribute.key)
                if name is not None:
                    field = changed.get(name, found[name])
                    changed[name] = field._replace(headings=(*field.headings, attribute.title, attribute.key))
    return changed


def recognised(
    headings: Sequence[str], known: Mapping[str, Field], prefixes: Iterable[str] = ()
) -> dict[int, str]:
    """Return the fields that headings mean, by the places of the columns.

    The name of a connector before a heading does not count: a company's number may well be headed by both.
    """
    by_form = {
        simplified(heading): name
        for name, field in reversed(list(known.items()))
        for heading in (*field.headings, name.removeprefix(f"{DETAILS}."))
    }
    before = [simplified(each) for each in prefixes if simplified(each)]
    found: dict[int, str] = {}
    for at, heading in enumerate(headings):
        plain = simplified(heading)
        forms = [plain, *(plain.removeprefix(each) for each in before)]
        name = next((by_form[form] for form in forms if form in by_form), None)
        if name is not None:
            found[at] = name
    return found


def columns_of(
    headings: Sequence[str],
    known: Mapping[str, Field],
    mapped: Iterable[tuple[str, str]],
    prefixes: Iterable[str] = (),
) -> Columns:
    """Return which field each column fills; `mapped` are fields with the heading or letter that the user gives them.

    Raises:
        UsageError: a field or heading is not there, or two columns are for one field.
    """
    given = dict(_mapped(headings, known, mapped))
    named = set(given.values())
    found = {at: name for at, name in recognised(headings, known, prefixes).items() if name not in named}
    found = {**found, **given}
    for name in dict.fromkeys(found.values()):
        same = [at for at in sorted(found) if found[at] == name]
        if len(same) > 1:
            places = listed([called(headings, at) for at in same], last="and")
            raise UsageError(
                f"columns {places} are all for {name}; say which one it is with "
                f"--column {name}={letters(same[0])}"
            )
    others = tuple(at for at, heading in enumerate(headings) if at not in found and heading)
    return Columns(found, others, frozenset(found) - frozenset(given))


def _mapped(
    headings: Sequence[str], known: Mapping[str, Field], mapped: Iterable[tuple[str, str]]
) -> Iterable[tuple[int, str]]:
    names = {simplified(name): name for name in known}
    names |= {
        simplified(name.removeprefix(f"{DETAILS}.")): name for name in known if name.startswith(DETAILS)
    }
    for field, heading in mapped:
        name = names.get(simplified(field))
        if name is None:
            meant = did_you_mean(
                closest(field, list(known)), f"; there are {listed(known, last='and', most=40)}"
            )
            raise UsageError(f"--column: there is no field {quoted(field)}{meant}")
        at = _place(headings, heading)
        if at is None:
            raise UsageError(f"--column: no column has the heading {quoted(heading)}")
        yield at, name


def _place(headings: Sequence[str], heading: str) -> int | None:
    """Return the column of a heading, else of a letter, None where there is neither."""
    exact = [at for at, each in enumerate(headings) if each == heading.strip()]
    same = exact or [at for at, each in enumerate(headings) if simplified(each) == simplified(heading) != ""]
    if len(same) == 1:
        return same[0]
    by_letter = [at for at in range(len(headings)) if letters(at) == heading.strip().upper()]
    return by_letter[0] if by_letter else (same[0] if same else None)


def called(headings: Sequence[str], at: int, *, recognised: bool = False) -> str:
    """Return a column as people know it: its letter, and its heading where that was recognised or is everybody's words.

    A table without headings has its first row in their place, whatever stands there.
    """
    heading = " ".join(headings[at].split())
    is_shown = heading and is_showable(heading) and (recognised or all(map(is_prose, heading.split())))
    return f"{letters(at)} ({heading})" if is_shown else letters(at)


def rows_of(sheet: Sheet, columns: Columns) -> list[Row]:
    """Return the rows of a table that say anything in columns that fill a field."""
    found: list[Row] = []
    for line in sheet.lines:
        answers: dict[str, Answer] = {}
        for at, name in columns.fields.items():
            text = cell_text(line.cells[at]) if at < len(line.cells) else ""
            if text:
                place = called(sheet.headings, at, recognised=at in columns.recognised)
                answers[name] = Answer(text, line.number, place)
        if answers:
            found.append(Row(line.number, answers))
    return found
