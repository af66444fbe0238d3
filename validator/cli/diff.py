"""`appxlint diff`: two effective connections side by side, of two files, two configs or two revisions."""

from __future__ import annotations

import os
from pathlib import Path

from validator.cli.choices import one_of
from validator.cli.exits import Exit
from validator.cli.options import TABLE_FORMAT
from validator.cli.product import code_of, configs_in, deliver, loaded, request_of, say_problems, screen_room
from validator.diagnostics import UsageError
from validator.documents.discover import is_there
from validator.engine.run import load_projects
from validator.project.effective import rows_of, shown
from validator.render.escape import escape
from validator.render.json_text import dumps
from validator.render.table import fitted
from validator.survey.comparison import Compared, Verdict, compared, pairs
from validator.survey.revisions import between, inside, projects_at, revision
from validator.values import NamedTuple
from validator.words import closest, did_you_mean, listed, quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.cli.options import DiffOptions
    from validator.diagnostics import Request
    from validator.documents.document import Document
    from validator.project.effective import Row
    from validator.project.project import Project
    from validator.survey.revisions import Revision

_SIDES = 2
_SIGNS = {
    Verdict.SAME: "",
    Verdict.DIFFERENT: "|",
    Verdict.LEFT: "<",
    Verdict.RIGHT: ">",
    Verdict.HIDDEN: "?",
}
"""What stands before a field, as in the two columns of other tools."""


class _Side(NamedTuple):
    """One side of a comparison: what it is called, and the configs of it; `before` stands before their paths.

    `code` tells whether something could not be read.
    """

    label: str
    configs: list[tuple[Document, Project]]
    before: str = ""
    code: int = Exit.CLEAN

    @property
    def names(self) -> list[str]:
        """What its configs are called, as may be shown."""
        return [_name(each) for each in self.configs]


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
    left, right = _sides(options)
    found = [
        _pair(left, right, *places) for places in _places(left, right, of_revisions=options.rev is not None)
    ]
    deliver(_product(found, options), options.output, crlf=options.format == "csv")
    differing = Exit.FINDINGS if any(each.differs for each in found) else Exit.CLEAN
    return left.code or right.code or differing


def _sides(options: DiffOptions) -> tuple[_Side, _Side]:
    if options.rev is not None:
        if len(options.paths) != 1:
            raise UsageError("--rev compares one file or folder at two revisions; name one")
        return _at_revisions(options.paths[0], options.rev, options)
    if len(options.paths) != _SIDES:
        raise UsageError("diff compares two connections; name both, or one file and --rev A..B")
    first, second = options.paths
    names = [each for each in options.paths if not is_there(Path(each))]
    known = _known(options) if any(_revision_in(each) is None for each in names) else []
    return _side(first, options, known), _side(second, options, known)


def _revision_in(text: str) -> tuple[str, str] | None:
    """Return the revision and the path of `REV:PATH`; of a drive's letter no revision is made."""
    label, colon, path = text.partition(":")
    return (label, path) if colon and path and not (os.name == "nt" and len(label) == 1) else None


def _known(options: DiffOptions) -> list[tuple[Document, Project]]:
    """Return every config of the project around the working folder, to be chosen from by name."""
    request = request_of(options._replace(paths=(options.project or ".",)))
    return [(config, each.project) for each in load_projects(request) for config in each.project.configs()]


def _side(text: str, options: DiffOptions, known: Sequence[tuple[Document, Project]]) -> _Side:
    if is_there(Path(text)):
        return _of_files(text, request_of(options._replace(paths=(text,))))
    named = [each for each in known if _name(each) == text]
    if len(named) > 1:
        places = listed([config.path for config, _ in named], last="and")
        raise UsageError(f"{len(named)} configs are called {quoted(text)}, in {places}; name the file")
    if named:
        return _Side(text, named)
    revised = _revision_in(text)
    if revised is not None:
        label, path = revised
        asked = revision(label, Path.cwd())
        relative = path.startswith(("./", "../"))
        return _of_revision(asked, inside(path if relative else f"{asked.top / path}", asked.top), options)
    meant = did_you_mean(closest(text, [_name(each) for each in known]))
    raise UsageError(f"{quoted(text)} is no file here and no name of a config{meant}")


def _at_revisions(path: str, revisions: str, options: DiffOptions) -> tuple[_Side, _Side]:
    folder = Path(os.path.abspath(path))  # noqa: PTH100 - links are followed later
    while not folder.is_dir():
        folder = folder.parent
    first, second = between(revisions, folder)
    left = _of_revision(first, inside(path, first.top), options)
    if second is None:
        return left, _of_files(path, request_of(options))
    return left, _of_revision(second, inside(path, second.top), options)


def _of_files(path: str, request: Request) -> _Side:
    found = loaded(request)
    return _Side(path, configs_in(found, (path,)), code=code_of(found))


def _of_revision(asked: Revision, path: str, options: DiffOptions) -> _Side:
    request = request_of(options._replace(paths=()))
    project = inside(options.project, asked.top) if options.project is not None else None
    found = projects_at(asked, path, project, request.config)
    say_problems(found, before=f"{asked.label}:")
    label = f"{asked.label}:{path}"
    return _Side(label, configs_in(found, (label,)), f"{asked.label}:", code_of(found))


def _places(left: _Side, right: _Side, *, of_revisions: bool) -> list[tuple[int | None, int | None]]:
    """Return which configs are held against each other.

    Raises:
        UsageError: a side has several, and none of the same name as one of the other.
    """
    found = pairs(left.names, right.names)
    if of_revisions or any(None not in each for each in found):
        return found
    many = left if len(left.configs) > 1 else right
    raise UsageError(f"{many.label} holds {len(many.configs)} configs: name one of {listed(many.names)}")


def _name(found: tuple[Document, Project]) -> str:
    config, project = found
    name = config.get("name")
    return shown(config, ("name",), name, project) if isinstance(name, str) else ""


def _pair(left: _Side, right: _Side, ours: int | None, theirs: int | None) -> _Pair:
    titles = _title(left, ours), _title(right, theirs)
    if titles[0] == titles[1]:
        titles = _place(left, ours), _place(right, theirs)
    return _Pair(*titles, compared(_rows(left, ours), _rows(right, theirs)))


def _title(side: _Side, at: int | None) -> str:
    return _name(side.configs[at]) if at is not None else ""


def _place(side: _Side, at: int | None) -> str:
    return f"{side.before}{side.configs[at][0].path}" if at is not None else ""


def _rows(side: _Side, at: int | None) -> list[Row]:
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


def _cell(row: Row | None) -> str:
    if row is None:
        return ""
    return f"{row.value} ({row.state})".strip() if row.state else row.value


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


def _value(row: Row | None) -> dict[str, object] | None:
    """Return a side of a field as `show` has it, without the label."""
    if row is None:
        return None
    place = (
        {"path": row.path, "line": row.position.line, "column": row.position.column} if row.position else None
    )
    return {"value": row.value, "origin": row.origin, "state": row.state or "set", "place": place}
