"""`appxlint list`: one row a connection, as a table, CSV, Markdown or JSON."""

from __future__ import annotations

from functools import partial

from validator.cli.arguments import day
from validator.cli.choices import one_of
from validator.cli.output import followed
from validator.cli.product import code_of, configs_in, deliver, loaded, request_of, screen_room
from validator.cli.project_options import TABLE_FORMAT
from validator.cli.recalling import remembered
from validator.engine.judged import judged
from validator.engine.run import unasked
from validator.render.counts import counts_of
from validator.render.json_text import dumps
from validator.render.table import fitted, without
from validator.survey.connections import listed
from validator.survey.filters import LEVELS, Wanted, chosen, expires_by, has_findings
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from validator.cli.project_options import ListOptions
    from validator.diagnostics import Request
    from validator.documents.document import Document
    from validator.engine.judged import Judged
    from validator.engine.load import Loaded
    from validator.project.connection import Connection
    from validator.project.project import Project
    from validator.render.counts import Counts
    from validator.survey.connections import Listed

_COLUMNS = (
    ("name", "name", "name"),
    ("customer", "customer", "customer"),
    ("environment", "environment", "environment"),
    ("findings", "findings", "findings"),
    ("expires", "expires", "expires"),
    ("connector", "connector", "connector"),
    ("company", "company", "company"),
    ("client", "client", "client"),
    ("base_connection", "base connection", "baseConnection"),
    ("workspace", "workspace", "workspace"),
    ("path", "path", "path"),
)
"""Field, heading and name in JSON of each column."""

_OTHERWISE = {"findings", "expires", "path"}
"""Columns that are not asked for by the words that stand in them."""

_FIRST_TO_GO = (10, 9, 8, 7, 6, 5, 4, 2, 1)
"""Which columns a narrow terminal has no room for: name and findings stay longest."""


class _Row(NamedTuple):
    """A connection with what was found about it."""

    listed: Listed
    counts: Counts


def list_connections(options: ListOptions) -> int:
    """Print the connections of the configs in files and folders, all or those that filters choose.

    Raises:
        SettingsError: no config stands there, or an option has a value that it does not take.
        UsageError: no connection has what a filter asks for.
    """
    one_of("--format", options.format, TABLE_FORMAT.choices)
    if options.findings is not None:
        one_of("--findings", options.findings, LEVELS)
    last = day("--expires-by", options.expires_by)
    request = request_of(options, options.as_of)
    with remembered(options.paths) as known:
        found = loaded(request, known)
        rows = _with_counts(_chosen(configs_in(found, options.paths), options, last), found, request)
    if options.findings is not None:
        rows = [each for each in rows if has_findings(each.counts, options.findings)]
    deliver(_product(rows, options), options.output, crlf=options.format == "csv")
    return code_of(found)


def _chosen(
    configs: Sequence[tuple[Document, Project]], options: ListOptions, last: date | None
) -> list[tuple[Connection, Project, Listed]]:
    made = [
        (connection, project, listed(connection, project))
        for config, project in configs
        for connection in [project.connection(config)]
    ]
    wishes = [
        Wanted(field, heading, words)
        for field, heading, _ in _COLUMNS
        if field not in _OTHERWISE and (words := getattr(options, field))
    ]
    rows = [row for _, _, row in made]
    return [made[at] for at in chosen(rows, wishes) if last is None or expires_by(rows[at].expires, last)]


def _with_counts(
    made: Sequence[tuple[Connection, Project, Listed]], found: Sequence[Loaded], request: Request
) -> list[_Row]:
    """Return the rows with the findings about what each connection is put together from, wherever it stands."""
    counted: dict[int, Counts] = {}
    for each in found:
        own = [connection for connection, project, _ in made if project is each.project]
        for one in followed(partial(_judged, each, own), request):
            counted[id(one.connection)] = counts_of(found.severity for found in one.found)
    return [_Row(row, counted[id(connection)]) for connection, _, row in made]


def _judged(loaded: Loaded, connections: Sequence[Connection], request: Request) -> list[Judged]:
    return [*judged(unasked(loaded), request, connections)]


def _product(rows: Sequence[_Row], options: ListOptions) -> str:
    if options.format == "json":
        return dumps([_object(each) for each in rows])
    if options.format == "csv":
        from validator.render.comma_separated import comma_separated  # noqa: PLC0415 - one format of several

        return comma_separated(_numbered(rows))
    cells = [[heading for _, heading, _ in _COLUMNS], *(_cells(each) for each in rows)]
    if options.format == "markdown":
        from validator.render.markdown import markdown_table  # noqa: PLC0415 - as above

        return markdown_table(cells)
    return _text(cells, screen_room(options.output))


def _text(cells: Sequence[Sequence[str]], room: int | None) -> str:
    if len(cells) == 1:
        return "no connection is like that\n"
    shown = fitted(cells, room, first_to_go=_FIRST_TO_GO)
    return shown.text + without((_COLUMNS[at][1] for at in shown.left_out), room)


def _cells(row: _Row) -> list[str]:
    return [
        row.counts.words if field == "findings" else getattr(row.listed, field) for field, _, _ in _COLUMNS
    ]


def _numbered(rows: Sequence[_Row]) -> list[list[str]]:
    """Return the table with a column of numbers for each level of findings."""
    kept = [(field, heading) for field, heading, _ in _COLUMNS if field != "findings"]
    table = [[*(heading for _, heading in kept), "errors", "warnings", "infos"]]
    table += [[*(getattr(each.listed, field) for field, _ in kept), *map(str, each.counts)] for each in rows]
    return table


def _object(row: _Row) -> dict[str, object]:
    values = {name: getattr(row.listed, field) for field, _, name in _COLUMNS if field != "findings"}
    return {**values, "findings": row.counts._asdict()}
