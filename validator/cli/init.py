"""`appxlint init`: a first project out of answers, typed, given as options or taken from a table."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from validator.cli.arguments import project_folder, settings_file
from validator.cli.choices import one_of
from validator.cli.editor_files import patterns_of
from validator.cli.exits import Exit
from validator.cli.init_report import Told, as_json, as_text
from validator.cli.schema import EDITOR_FILES, can_install, editor_schema, install
from validator.diagnostics import Request, UsageError
from validator.documents.discover import is_file, is_there, project_root, whole
from validator.documents.source import UnreadableError, display, head_of
from validator.engine.run import check_texts, in_whole_project
from validator.onboard.answers import Answer, Row, is_taken
from validator.onboard.columns import called, columns_of, known_fields, number_keys, recognised, rows_of
from validator.onboard.fields import DETAILS, fields
from validator.onboard.planning import Surroundings, planned
from validator.onboard.sheet import ENCODINGS, MOST_BYTES, SheetError, read_sheet
from validator.onboard.snippets import PIPELINES, PRE_COMMIT, Snippet, settings, snippet
from validator.project.facts import environment_key
from validator.project.settings import SettingsError
from validator.render.escape import escape
from validator.render.sink import emit, write_files
from validator.words import listed, quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from validator.cli.init_options import InitOptions
    from validator.onboard.columns import Columns
    from validator.onboard.fields import Field
    from validator.onboard.planning import Plan
    from validator.onboard.sheet import Sheet

_LONGEST_LINE = 4096


def init(options: InitOptions) -> int:
    """Write a project's first documents, or say by row and column why they cannot be written.

    Raises:
        UsageError: an option or the table cannot be used, or a file is there already.
        OutputError: a file cannot be written; then none was.
    """
    one_of("--format", options.format, ("text", "json"))
    for name, value, known in (
        ("--ci", options.ci, PIPELINES),
        ("--editor", options.editor, ("vscode",)),
        ("--encoding", options.encoding, ENCODINGS),
    ):
        if value is not None:
            one_of(name, value, known)
    folder = _folder(options.folder)
    root = _root(folder, options)
    around = _around(root, options)
    rows, places, notes, options = _rows(options, folder, around)
    plan = planned(rows, folder, around, places)
    told = Told(plan, {}, written=False, notes=tuple(notes))
    if not plan.wrong:
        told = _written(told, root, options)
    emit(as_json(told) if options.format == "json" else as_text(told), sys.stdout)
    return Exit.FINDINGS if plan.wrong else Exit.CLEAN


def _written(told: Told, root: Path, options: InitOptions) -> Told:
    """Write what is planned, and what is wanted beside it; of a dry run only say what that is."""
    beside = _beside(root, options)
    new = [each for each in beside if not is_there(root / each.path)]
    files = {display(path): text for path, text in told.plan.files.items()}
    _refuse_to_replace(files, options)
    files |= {display(root / each.path): each.text for each in new}
    todo = [f"{display(root / each.path)}: {each.left}" for each in new if each.left]
    todo += [
        f"{display(root / each.path)} is there already; add to it:\n{each.text}"
        for each in beside
        if each not in new
    ]
    if options.editor is not None:
        can_install(root)
    if not options.dry_run:
        write_files(files, replace=options.force)
        files |= _editor(root, told.plan, options)
    return told._replace(files=files, written=not options.dry_run, todo=tuple(todo))


def _folder(path: str) -> Path:
    if not path:
        raise SettingsError("FOLDER: the value is empty; leave it out if the working folder is meant")
    folder = whole(path)
    if is_there(folder) and is_file(folder):
        raise SettingsError(f"{path} is a file, not a folder")
    return folder


def _root(folder: Path, options: InitOptions) -> Path:
    """Return the root of the project that the files will belong to."""
    named = project_folder(options.project)
    if named is not None:
        return whole(named)
    return project_root(folder / "any") or folder


def _around(root: Path, options: InitOptions) -> Surroundings:
    request = Request((), config=settings_file(options.config))
    before = check_texts(root, {}, request)
    return Surroundings(
        before.loaded.project,
        lambda texts: check_texts(root, texts, request),
        lambda outcome: in_whole_project(outcome, request),
        before,
    )


def _rows(
    options: InitOptions, folder: Path, around: Surroundings
) -> tuple[Sequence[Row], Mapping[str, str], Sequence[str], InitOptions]:
    """Return the rows of answers, the columns of fields, what is to be said of columns, and the options after that."""
    given = _given(options, around)
    if options.from_csv is not None:
        rows, places, notes = _from_table(options, given, around)
        return rows, places, notes, options
    for name, value in (("--column", options.columns), ("--encoding", options.encoding)):
        if value:
            raise SettingsError(f"{name} goes with --from-csv")
    if given:
        return [Row(0, {**_usual(), **given})], {name: _option(name) for name in fields()}, (), options
    return _asked(options, folder, around)


def _usual() -> dict[str, Answer]:
    return {each.name: Answer(each.default) for each in fields().values() if each.default}


def _option(field: str) -> str:
    from validator.cli.init_options import ANSWERS  # noqa: PLC0415 - it is imported where options are read

    return next((each.names[0] for each in ANSWERS if each.field == field), f"--detail {field}")


def _given(options: InitOptions, around: Surroundings) -> dict[str, Answer]:
    """Return the answers that the command line gives.

    Raises:
        SettingsError: one of them is no text, or a secret where its reference belongs.
    """
    found = {name: Answer(text, 0, _option(name)) for name, text in options.answers.items()}
    for each in options.details:
        key, equals, text = each.partition("=")
        if not equals or not key:
            raise SettingsError("--detail: write KEY=VALUE")
        found[_name_of(key.strip(), found, around)] = Answer(text, 0, f"--detail {quoted(key)}")
    known = _known(found, around)
    for name, answer in found.items():
        place = answer.place.partition(" ")[0]
        if not answer.text.strip():
            raise SettingsError(f"{place}: the value is empty; leave the option out if none is meant")
        if any("\ud800" <= each <= "\udfff" for each in answer.text):
            raise SettingsError(f"{place}: the value is no text")
        if name in known and not is_taken(known[name], answer.text.strip(), around.project.settings):
            raise SettingsError(
                f"{place} takes where the secret lives, such as ${{env:NAME}}, and never the secret itself"
            )
    return {name: answer._replace(text=answer.text.strip()) for name, answer in found.items()}


def _known(given: Mapping[str, Answer], around: Surroundings) -> dict[str, Field]:
    connector = given["connector"].text if "connector" in given else fields()["connector"].default
    return known_fields(around.project, (connector,))


def _name_of(key: str, given: Mapping[str, Answer], around: Surroundings) -> str:
    """Return the field of a detail: one of any connector's, else one of its own."""
    if key == environment_key():
        return "environment"
    connector = given["connector"].text if "connector" in given else fields()["connector"].default
    return "companyId" if key in number_keys(around.project, connector) else f"{DETAILS}.{key}"


def _from_table(
    options: InitOptions, given: Mapping[str, Answer], around: Surroundings
) -> tuple[list[Row], Mapping[str, str], list[str]]:
    file = options.from_csv or ""
    data = _bytes(file)
    mapped = [_mapped(each) for each in options.columns]
    given = {**_usual(), **given}
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
    return rows, places, _passed_over(sheet, columns)


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


def _bytes(file: str) -> bytes:
    if not is_file(Path(file)):
        special = is_there(Path(file))
        raise SettingsError(f"--from-csv: {file} is {'not a regular file' if special else 'no file'}")
    try:
        data, size = head_of(Path(file), MOST_BYTES + 1)
    except (OSError, UnreadableError) as error:
        raise SettingsError(
            f"--from-csv: {file} cannot be read: {getattr(error, 'strerror', None) or error}"
        ) from None
    if size > MOST_BYTES:
        raise SettingsError(f"--from-csv: {file} is longer than {MOST_BYTES:,} bytes; split it")
    return data


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


def _asked(
    options: InitOptions, folder: Path, around: Surroundings
) -> tuple[Sequence[Row], Mapping[str, str], Sequence[str], InitOptions]:
    if sys.stdin is None or not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise SettingsError(
            "init asks on a terminal only; give the answers as options, such as --company, or a table with --from-csv"
        )
    from validator.onboard.interview import interview  # noqa: PLC0415 - only a person is asked

    person = _Terminal()
    row = interview(person, folder, around)
    return [row], {}, (), _offers(options, person)


class _Terminal:
    """A person at a terminal; what is asked and said goes to standard error."""

    def ask(self, question: str) -> str:
        emit(question, sys.stderr)
        line = sys.stdin.readline(_LONGEST_LINE)
        if not line:
            raise UsageError("the answers ended before the questions; nothing was written")
        return line.strip()

    def tell(self, words: str) -> None:
        emit(f"  {escape(words)}\n", sys.stderr)


def _offers(options: InitOptions, person: _Terminal) -> InitOptions:
    """Return the options with what a person wants beside the documents."""
    if not options.pre_commit:
        options = options._replace(
            pre_commit=_yes(person.ask("Write the entry for pre-commit (yes or no) [no]? "))
        )
    if options.ci is None:
        where = person.ask(f"Write a pipeline ({listed(PIPELINES)} or none) [none]? ").lower()
        options = options._replace(ci=where if where in PIPELINES else None)
    if options.editor is None:
        wanted = _yes(person.ask("Wire Visual Studio Code (yes or no) [no]? "))
        options = options._replace(editor="vscode" if wanted else None)
    return options


def _yes(text: str) -> bool:
    return text.lower() in {"y", "yes"}


def _beside(root: Path, options: InitOptions) -> list[Snippet]:
    """Return the files beside the documents that are wanted, and settings where nothing marks the project's root."""
    wanted = [snippet(PRE_COMMIT)] if options.pre_commit else []
    wanted += [snippet(options.ci)] if options.ci else []
    return [*([settings()] if project_root(root / "any") is None else []), *wanted]


def _editor(root: Path, plan: Plan, options: InitOptions) -> dict[str, str]:
    """Wire an editor and return the files that this has written; their texts are nobody's to read here."""
    if options.editor is None:
        return {}
    tops = sorted(
        {path.parent.relative_to(root).as_posix() for path in plan.files if path.is_relative_to(root)}
    )
    install(root, editor_schema(), patterns_of(tops))
    return {display(root / each): "" for each in EDITOR_FILES}


def _refuse_to_replace(files: Iterable[str], options: InitOptions) -> None:
    """Refuse to write over files, in whatever case of letters their names are.

    Raises:
        SettingsError: one is there, and nothing says that it may be replaced.
    """
    there = [path for path in files if _stands_there(path)]
    if there and not options.force:
        names = listed(there, last="and")
        verb = "are" if len(there) > 1 else "is"
        raise SettingsError(f"{names} {verb} there already; nothing was written (--force replaces files)")


def _stands_there(path: str) -> bool:
    if os.path.lexists(path):
        return True
    folder, name = os.path.split(path)
    try:
        return name.casefold() in {each.name.casefold() for each in Path(folder).iterdir()}
    except OSError:
        return False
