"""The table of customers that `appxlint init --from-csv` reads: its file, its columns, and its rows as answers."""

from __future__ import annotations

from validator.cli.named import bytes_of
from validator.documents.discover import whole
from validator.documents.source import display
from validator.onboard.answers import Row
from validator.onboard.columns import called, columns_of, known_fields, recognised, rows_of
from validator.onboard.sheet import MOST_BYTES, SheetError, read_sheet
from validator.project.settings import SettingsError
from validator.values import NamedTuple
from validator.words import listed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from validator.cli.init_options import InitOptions
    from validator.onboard.answers import Answer
    from validator.onboard.columns import Columns
    from validator.onboard.fields import Field
    from validator.onboard.remarks import Surroundings
    from validator.onboard.sheet import Sheet


class Table(NamedTuple):
    """The rows of a table, the columns by the fields that they fill, and what is to be said of the other columns."""

    rows: list[Row]
    places: Mapping[str, str]
    notes: list[str]


def from_table(options: InitOptions, given: Mapping[str, Answer], around: Surroundings) -> Table:
    """Return what stands in a table; `given` are answers of the command line, which count where a row is silent.

    Raises:
        SettingsError: the file cannot be read, or is no table of customers.
        UsageError: a column is named that is not there, or two are for one field.
    """
    file = options.from_csv or ""
    data = bytes_of(file, MOST_BYTES, option="--from-csv", remedy="; split it")
    mapped = [_mapped(each) for each in options.columns]
    known = known_fields(around.project, (given["connector"].text,))
    try:
        sheet = read_sheet(data, options.encoding, lambda heads: len(recognised(heads, known)))
    except SheetError as error:
        raise SettingsError(f"{display(whole(file))}: {error}") from None
    connectors = _connectors(sheet, mapped, known, given["connector"].text)
    known = known_fields(around.project, connectors)
    prefixes = [each.name for key in connectors if (each := around.project.connector(key)) is not None]
    columns = columns_of(sheet.headings, known, mapped, prefixes)
    if not columns.fields:
        words = "no heading is known; headings stand in the first row, and --column says what others mean"
        raise SettingsError(f"{display(whole(file))}: {words}")
    rows = [
        Row(row.number, {**_for_row(given, row.number), **row.answers}) for row in rows_of(sheet, columns)
    ]
    places = {
        name: called(sheet.headings, at, recognised=True)
        for at, name in columns.fields.items()
        if at in columns.recognised
    }
    return Table(rows, places, _passed_over(sheet, columns))


def _for_row(given: Mapping[str, Answer], number: int) -> dict[str, Answer]:
    return {name: answer._replace(row=number) for name, answer in given.items()}


def _connectors(
    sheet: Sheet, mapped: Iterable[tuple[str, str]], known: Mapping[str, Field], usual: str
) -> list[str]:
    """Return the connectors that rows are for, by the one column that tells, else the usual one."""
    columns = columns_of(
        sheet.headings, {"connector": known["connector"]}, [each for each in mapped if each[0] == "connector"]
    )
    found = [row.text("connector") for row in rows_of(sheet, columns)]
    return list(dict.fromkeys([*(each for each in found if each), usual]))


def _mapped(text: str) -> tuple[str, str]:
    field, equals, heading = text.partition("=")
    if not equals or not field.strip() or not heading.strip():
        raise SettingsError("--column: write FIELD=HEADING, such as company=Customer")
    return field.strip(), heading


def _passed_over(sheet: Sheet, columns: Columns) -> list[str]:
    if not columns.others:
        return []
    names = listed([called(sheet.headings, at) for at in columns.others], last="and", most=20)
    verb = "columns {} were" if len(columns.others) > 1 else "column {} was"
    return [f"{verb.format(names)} passed over: no field is called so; --column says what a column is for"]
