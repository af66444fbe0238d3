"""`appxlint diff`: two effective connections side by side, of two files, two configs or two revisions."""

from __future__ import annotations

from validator.cli.choices import one_of
from validator.cli.diff_sides import Side, name_of, sides_of
from validator.cli.exits import Exit
from validator.cli.product import deliver, screen_room
from validator.cli.project_options import TABLE_FORMAT
from validator.cli.show import cell_of, object_of
from validator.diagnostics import UsageError
from validator.project.effective import rows_of
from validator.render.escape import escape
from validator.render.json_text import dumps
from validator.render.table import fitted
from validator.survey.comparison import Compared, Verdict, compared, pairs
from validator.values import NamedTuple
from validator.words import listed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.cli.project_options import DiffOptions
    from validator.project.effective import Row

_SIGNS = {
    Verdict.SAME: "",
    Verdict.DIFFERENT: "|",
    Verdict.LEFT: "<",
    Verdict.RIGHT: ">",
    Verdict.HIDDEN: "?",
}
"""What stands before a field, as in the two columns of other tools."""


class _Pair(NamedTuple):
    """Two connections, one of which may not be there, with the fields of both."""

    left: str
    right: str
    fields: list[Compared]

    @property
    def differs(self) -> bool:
        """Whether something is known to differ."""
        return not self.left or not self.right or any(each.differs for each in self.fields)


def diff(options: DiffOptions) -> int:
    """Print two connections side by side, what differs or all of it; 1 if something does.

    Raises:
        UsageError: there are not two sides, or one of them is not there.
    """
    one_of("--format", options.format, TABLE_FORMAT.choices)
    left, right = sides_of(options)
    found = [
        _pair(left, right, *places) for places in _places(left, right, of_revisions=options.rev is not None)
    ]
    deliver(_product(found, options), options.output, crlf=options.format == "csv")
    differing = Exit.FINDINGS if any(each.differs for each in found) else Exit.CLEAN
    return left.code or right.code or differing


def _places(left: Side, right: Side, *, of_revisions: bool) -> list[tuple[int | None, int | None]]:
    """Return which configs are held against each other.

    Raises:
        UsageError: a side has several, and none of the same name as one of the other.
    """
    found = pairs(left.names, right.names)
    if of_revisions or any(None not in each for each in found):
        return found
    many = left if len(left.configs) > 1 else right
    raise UsageError(f"{many.label} holds {len(many.configs)} configs: name one of {listed(many.names)}")


def _pair(left: Side, right: Side, ours: int | None, theirs: int | None) -> _Pair:
    titles = _title(left, ours), _title(right, theirs)
    if titles[0] == titles[1]:
        titles = _place(left, ours), _place(right, theirs)
    return _Pair(*titles, compared(_rows(left, ours), _rows(right, theirs)))


def _title(side: Side, at: int | None) -> str:
    return name_of(side.configs[at]) if at is not None else ""


def _place(side: Side, at: int | None) -> str:
    return f"{side.before}{side.configs[at][0].path}" if at is not None else ""


def _rows(side: Side, at: int | None) -> list[Row]:
    if at is None:
        return []
    config, project = side.configs[at]
    rows = rows_of(project.connection(config), project)
    return [row._replace(path=f"{side.before}{row.path}") if row.path else row for row in rows]


def _product(found: Sequence[_Pair], options: DiffOptions) -> str:
    shown = [
        each._replace(
            fields=[field for field in each.fields if options.every or field.verdict is not Verdict.SAME]
        )
        for each in found
    ]
    if options.format == "json":
        return dumps([_object(each) for each in shown])
    if options.format == "text":
        return _text(shown, screen_room(options.output))
    rows = [["left", "right", "field", "verdict", "left value", "right value"]]
    rows += [
        [each.left, each.right, field.label, field.verdict.value, _cell(field.left), _cell(field.right)]
        for each in shown
        for field in each.fields
    ]
    if options.format == "csv":
        from validator.render.comma_separated import comma_separated  # noqa: PLC0415 - one format of several

        return comma_separated(rows)
    from validator.render.markdown import markdown_table  # noqa: PLC0415 - as above

    return markdown_table(rows)


def _text(found: Sequence[_Pair], room: int | None) -> str:
    """Return a table for each pair that has something to show."""
    blocks, alone = [], []
    for each in found:
        if not each.left or not each.right:
            alone.append(f"{'>' if not each.left else '<'}  {escape(each.left or each.right)}\n")
        elif each.fields:
            rows = [["", "", each.left, each.right]]
            rows += [
                [_SIGNS[field.verdict], field.label, _cell(field.left), _cell(field.right)]
                for field in each.fields
            ]
            blocks.append(fitted(rows, room).text)
    return "\n".join([*blocks, *(["".join(alone)] if alone else [])]) or "nothing differs\n"


def _object(pair: _Pair) -> dict[str, object]:
    return {
        "left": pair.left,
        "right": pair.right,
        "differs": pair.differs,
        "fields": [
            {
                "label": each.label,
                "verdict": each.verdict.value,
                "left": _value(each.left),
                "right": _value(each.right),
            }
            for each in pair.fields
        ],
    }


def _cell(row: Row | None) -> str:
    return cell_of(row) if row is not None else ""


def _value(row: Row | None) -> dict[str, object] | None:
    return object_of(row) if row is not None else None
