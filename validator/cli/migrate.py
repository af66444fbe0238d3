"""`appxlint migrate`: general configuration to a connection and an OAuth client, shown as a diff, then written."""

from __future__ import annotations

import sys

from validator.cli.arguments import project_folder, settings_file
from validator.cli.exits import Exit
from validator.cli.named import refuse_other_than_file
from validator.cli.product import nothing_in
from validator.diagnostics import Request
from validator.engine.gate import Gate
from validator.engine.run import check_texts, load_projects
from validator.onboard.migration import migrated
from validator.project.settings import SettingsError
from validator.render.diff import Side, render
from validator.render.escape import escape
from validator.render.sink import emit, emit_words, replace_file

TYPE_CHECKING = False
if TYPE_CHECKING:
    from validator.documents.source import Source
    from validator.engine.load import Loaded
    from validator.engine.run import Outcome

_QUESTION = "placeholder-value"


def migrate(path: str, project: str | None, config: str | None, *, write: bool) -> int:
    """Print what would change, or change it, and say which questions are left.

    Raises:
        UsageError: there is no such file, or nothing in it can be moved.
        OutputError: the file cannot be written; it is as it was.
    """
    refuse_other_than_file(path)
    request = Request((path,), project=project_folder(project), config=settings_file(config))
    loaded, source = _source(path, request)
    text = migrated(source, loaded.project)
    file, root = source.file, loaded.project.root
    if file is None or root is None:  # a file that was named has both
        raise SettingsError(f"{path} is no file of a project")
    outcome = check_texts(root, {file: source.encoded(text)}, request)
    if write:
        replace_file(path, source.encoded(text), expected=source.encoded(source.text))
        emit_words(f"{escape(source.path)}: written\n", sys.stdout)
    else:
        emit(_diff(source, loaded, outcome), sys.stdout)
    emit_words(_left(outcome, source.path), sys.stderr)
    return Exit.CLEAN


def _source(path: str, request: Request) -> tuple[Loaded, Source]:
    for loaded in load_projects(request):
        for document in loaded.project.documents:
            if document.path in loaded.requested and document.kind is not None:
                return loaded, document.source
    raise nothing_in((path,), "document of appxlint")


def _diff(source: Source, loaded: Loaded, outcome: Outcome) -> str:
    """Return the change as a diff, in which secrets of the old and of the new text are masked."""
    before, after = Gate(loaded.project), outcome.linter.gate
    new = next(each.source for each in outcome.loaded.project.documents if each.path == source.path)

    def of_new(number: int) -> str:
        return before.without(after.line(new, number), source)

    old = Side(source.text, lambda number: before.line(source, number))
    return render(source.path, old, Side(new.text, of_new))


def _left(outcome: Outcome, path: str) -> str:
    """Return a line for each question that is left; they lint as placeholders."""
    left = [each for each in outcome.diagnostics if each.rule == _QUESTION and each.path == path]
    places = (f"{escape(path)}:{each.span.start.line}:{each.span.start.column}" for each in left)
    return "".join(
        f"{place}: a question is left: {escape(each.message)}\n"
        for place, each in zip(places, left, strict=True)
    )
